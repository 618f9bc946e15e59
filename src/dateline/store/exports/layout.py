"""What the layouts of other data sets share: which events they can hold, and how values are cut down to one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.model import CountKind, Participant, Report
from dateline.store.records import EventRow
from dateline.store.tabular import Column, at, several, wholes

# As large as a spreadsheet and a double can hold exactly: two of a million events share a number once in 2,000 times.
LARGEST_NUMBER = 10**15
TOOK_PLACE = frozenset({"happened", "ongoing"})
WITHIN_A_DAY = frozenset({"part_of_day", "hour", "minute"})
WEEK = 7


def took_place(rows: Iterable[EventRow]) -> Iterator[EventRow]:
    """The events that stand and happened or go on: layouts without a status column can hold no others truthfully."""
    return (row for row in rows if row.standing.withdrawn is None and row.event.status in TOOK_PLACE)


def within(row: EventRow, days: int) -> bool:
    """Whether the event's time is known to so many days."""
    found = days_of(row)
    return found is not None and found <= days


def blank(*names: str) -> tuple[Column[EventRow], ...]:
    """Columns that Dateline has nothing for."""
    return tuple(Column(name, "text", nothing) for name in names)


def nothing(_: EventRow) -> None:
    """The cell of a column that is left empty."""


def text(name: str, path: str) -> Column[EventRow]:
    """A column with the value at a path (``event.place.name``)."""
    return Column(name, "text", at(path))


def day(row: EventRow) -> str | None:
    """The event's first day (ISO); where only its latest is known that one, else the day the report was published."""
    when = (row.event.when.earliest or row.event.when.latest) if row.event.when else None
    found = when or row.report.published
    return found[:10] if found else None


def last_day(row: EventRow) -> str | None:
    """The event's last day (ISO), as ``day`` finds its first."""
    when = row.event.when.latest if row.event.when else None
    return when[:10] if when else day(row)


def days_of(row: EventRow) -> int | None:
    """In how many days the event can have been: 1 for a known day or part of a day; None where one end is open."""
    when = row.event.when
    if when is None or when.earliest is None or when.latest is None:
        return None
    if when.precision in WITHIN_A_DAY:
        return 1
    return (date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])).days + 1


def number(id: str) -> int:
    """A whole number that stands for an id, the same each time."""
    return int(hashlib.sha256(id.encode("utf-8", "replace")).hexdigest(), 16) % LARGEST_NUMBER


def first(side: tuple[Participant, ...]) -> Participant | None:
    """The participant that stands for a side where only one may."""
    return side[0] if side else None


def name_of(participant: Participant | None) -> str | None:
    """What a participant is called: its own name where it is known, else the report's words."""
    return None if participant is None else participant.name or participant.text


def count(row: EventRow, kind: CountKind) -> tuple[int, int] | None:
    """The lowest and highest number of a kind that the event gives, or None."""
    found = [(each.low, each.high) for each in wholes(row.event, kind) if each.low is not None]
    if not found:
        return None
    lows = [low for low, _ in found if low is not None]
    return min(lows), max([*lows, *(high for _, high in found if high is not None)])


@dataclass(frozen=True, slots=True)
class Deaths:
    """Who was killed: on the actors' side, on the recipients', on neither that is named; and the highest number in all."""

    acting: int
    suffering: int
    unknown: int
    high: int

    @property
    def all(self) -> int:
        """The lowest number in all."""
        return self.acting + self.suffering + self.unknown


def deaths(row: EventRow) -> Deaths:
    """The event's dead: of several numbers for one side the lowest, and those of both sides together.

    A number without a side is taken to hold those of the sides where it is large enough, and to be others where it is not.
    """
    sides = {who.side for who in row.event.actors}, {who.side for who in row.event.recipients}
    said: dict[int | None, list[tuple[int, int]]] = {}
    for each in wholes(row.event, "killed"):
        if each.low is not None:
            side = next((at for at, names in enumerate(sides) if each.side is not None and each.side in names), None)
            said.setdefault(side, []).append((each.low, each.high if each.high is not None else each.low))
    low = {side: min(low for low, _ in told) for side, told in said.items()}
    high = {side: max(high for _, high in told) for side, told in said.items()}
    acting, suffering, rest = low.get(0, 0), low.get(1, 0), low.get(None, 0)
    known = high.get(0, 0) + high.get(1, 0)
    if rest >= acting + suffering:
        return Deaths(acting, suffering, rest - acting - suffering, max(known, high.get(None, 0)))
    return Deaths(acting, suffering, rest, known + high.get(None, 0))


def geonames(id: str | None) -> str | None:
    """The number of a GeoNames id, None for a place of another list."""
    return id.removeprefix("geonames:") if id and id.startswith("geonames:") else None


def link_of(row: EventRow) -> str | None:
    """Where the report is to be found: its URL, or else its own name."""
    return row.report.url or row.report.external_id


def source_of(report: Report) -> str | None:
    """Who brought the report out: its outlet, or else its agencies."""
    return report.outlet or several(report.agencies)

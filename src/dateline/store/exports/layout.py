"""What the layouts of other data sets share: which events they can hold, and how values are cut down to one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.model import CountKind, Event, Participant, Report, Status, When
from dateline.store.records import EventRow, Standing
from dateline.store.tabular import Column, Row, at, several, wholes

# As large as a spreadsheet and a double can hold exactly: two of a million events share a number once in 2,000 times.
LARGEST_NUMBER = 10**15
TOOK_PLACE = frozenset({"happened", "ongoing"})
WITHIN_A_DAY = frozenset({"part_of_day", "hour", "minute"})
WEEK = 7


def took_place(rows: Iterable[EventRow]) -> Iterator[EventRow]:
    """The events that stand and happened or go on: layouts without a status column can hold no others truthfully."""
    return (row for row in rows if holds(row.standing, row.event.status))


def holds(standing: Standing, status: Status) -> bool:
    """Whether something stands and happened or goes on."""
    return standing.withdrawn is None and status in TOOK_PLACE


def within(when: When | None, days: int) -> bool:
    """Whether a time is known to so many days."""
    found = days_of(when)
    return found is not None and found <= days


def blank(*names: str) -> tuple[Column[Row], ...]:
    """Columns that Dateline has nothing for."""
    return tuple(Column(name, "text", nothing) for name in names)


def nothing(_: object) -> None:
    """The cell of a column that is left empty."""


def text(name: str, path: str) -> Column[Row]:
    """A column with the value at a path (``event.place.name``)."""
    return Column(name, "text", at(path))


def day(row: EventRow) -> str | None:
    """The event's first day, as ``first_day`` finds it."""
    return first_day(row.event.when, row.report.published)


def first_day(when: When | None, published: str | None) -> str | None:
    """The first day of a time (ISO); where only its latest is known that one, else the day the report was published."""
    found = ((when.earliest or when.latest) if when else None) or published
    return found[:10] if found else None


def last_day(when: When | None, published: str | None) -> str | None:
    """The last day of a time (ISO), as ``first_day`` finds its first."""
    found = when.latest if when else None
    return found[:10] if found else first_day(when, published)


def days_of(when: When | None) -> int | None:
    """In how many days something can have been: 1 for a known day or part of a day; None where one end is open."""
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


def count(event: Event, kind: CountKind) -> tuple[int, int] | None:
    """The lowest and highest number of a kind that the event gives, or None."""
    found = [(each.low, each.high) for each in wholes(event, kind) if each.low is not None]
    if not found:
        return None
    lows = [low for low, _ in found if low is not None]
    return min(lows), max([*lows, *(high for _, high in found if high is not None)])


@dataclass(frozen=True, slots=True)
class Deaths:
    """Who was killed: on the actors' side, on the recipients', on neither that is named; the lowest and highest number in all."""

    acting: int
    suffering: int
    unknown: int
    low: int
    high: int

    @property
    def best(self) -> int:
        """The three together."""
        return self.acting + self.suffering + self.unknown


def deaths(event: Event) -> Deaths:
    """The event's dead: of several numbers for one side the lowest, and those of both sides together.

    A number without a side is taken to hold those of the sides where it is large enough, and to be others where it is not.
    """
    sides = {who.side for who in event.actors}, {who.side for who in event.recipients}
    said: dict[int | None, list[tuple[int, int]]] = {}
    for each in wholes(event, "killed"):
        if each.low is not None:
            side = next((at for at, names in enumerate(sides) if each.side is not None and each.side in names), None)
            said.setdefault(side, []).append((each.low, each.high if each.high is not None else each.low))
    low = {side: min(low for low, _ in told) for side, told in said.items()}
    high = {side: max(high for _, high in told) for side, told in said.items()}
    acting, suffering, rest = low.get(0, 0), low.get(1, 0), low.get(None, 0)
    known = high.get(0, 0) + high.get(1, 0)
    if rest >= acting + suffering:
        return Deaths(acting, suffering, rest - acting - suffering, rest, max(known, high.get(None, 0)))
    return Deaths(acting, suffering, rest, acting + suffering + rest, known + high.get(None, 0))


def geonames(id: str | None) -> str | None:
    """The number of a GeoNames id, None for a place of another list."""
    return id.removeprefix("geonames:") if id and id.startswith("geonames:") else None


def link_of(row: EventRow) -> str | None:
    """Where the event's report is to be found."""
    return address_of(row.report)


def address_of(report: Report) -> str | None:
    """Where a report is to be found: its URL, or else its own name."""
    return report.url or report.external_id


def source_of(report: Report) -> str | None:
    """Who brought the report out: its outlet, or else its agencies."""
    return report.outlet or several(report.agencies)

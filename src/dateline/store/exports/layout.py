"""What the layouts of other data sets share: which events they can hold, and how values are cut down to one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from dateline.model import CountKind, Participant
from dateline.store.records import EventRow
from dateline.store.tabular import Column, at

LARGEST_NUMBER = 10**9
TOOK_PLACE = frozenset({"happened", "ongoing"})
COARSE = {"day": 1, "part_of_day": 1, "hour": 1, "minute": 1, "week": 2}


def took_place(rows: Iterable[EventRow]) -> Iterator[EventRow]:
    """The events that happened or go on: layouts without a status column can hold no others truthfully."""
    return (row for row in rows if row.event.status in TOOK_PLACE)


def blank(*names: str) -> tuple[Column[EventRow], ...]:
    """Columns that Dateline has nothing for."""
    return tuple(Column(name, "text", lambda row: None) for name in names)


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


def time_precision(row: EventRow) -> int:
    """1 for a day, 2 for a week, 3 for anything coarser or unknown."""
    precision = row.event.when.precision if row.event.when else None
    return COARSE.get(precision or "", 3)


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
    found = [each for each in row.event.counts if each.kind == kind and each.low is not None]
    if not found:
        return None
    lows = [each.low for each in found if each.low is not None]
    return min(lows), max(each.high if each.high is not None else each.low or 0 for each in found)


def geonames(id: str | None) -> str | None:
    """The number of a GeoNames id, None for a place of another list."""
    return id.removeprefix("geonames:") if id and id.startswith("geonames:") else None


def link_of(row: EventRow) -> str | None:
    """Where the report is to be found: its URL, or else its own name."""
    return row.report.url or row.report.external_id

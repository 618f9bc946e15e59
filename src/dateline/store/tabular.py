"""What a row looks like flat: columns with their types, and the tables that are made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar, cast

from dateline.model import Claim, Count, CountKind, Event, Place, Speaker
from dateline.store.wire import JsonObject

Row = TypeVar("Row")
Cell: TypeAlias = str | int | float | None
CellKind: TypeAlias = Literal["text", "int", "float", "flag", "day", "moment"]


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, what its cells hold, and how to read one off a row.

    A ``flag`` is 0 or 1, a ``day`` an ISO day, a ``moment`` an ISO time with its offset from UTC; typed formats and data
    frames hold them as booleans, dates and times.
    """

    name: str
    kind: CellKind
    cell: Callable[[Row], Cell]


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A kind of row: flat columns, the full JSON object, and its point on the map (longitude, latitude) or None."""

    name: str
    columns: tuple[Column[Row], ...]
    object: Callable[[Row], JsonObject]
    point: Callable[[Row], tuple[float, float] | None] | None = None

    def cells(self, row: Row) -> list[Cell]:
        """The row's cells in column order."""
        return [column.cell(row) for column in self.columns]


def at(path: str) -> Callable[[object], Cell]:
    """Reads an attribute of an attribute (``event.place.lat``); None where one on the way is None."""
    names = path.split(".")

    def cell(row: object) -> Cell:
        for name in names:
            row = None if row is None else getattr(row, name)
        return cast(Cell, row)

    return cell


def place_name(place: Place | None) -> str | None:
    """What a place is called: its own name where it is known, else the report's words."""
    return None if place is None else place.name or place.text


def several(values: Iterable[str | None]) -> str | None:
    """Many values in one cell, separated by ``; ``, in order, each once."""
    kept = dict.fromkeys(value for value in values if value)
    return "; ".join(kept) or None


def speaker_of(claim: Claim) -> str | None:
    """Who a claim comes from, by name or else by role."""
    return named_speaker(claim.speaker)


def named_speaker(speaker: Speaker) -> str | None:
    """What a speaker is called: their name, or else their role."""
    return speaker.name or speaker.role or ("unnamed" if speaker.anonymous else None)


def point_of(place: Place | None) -> tuple[float, float] | None:
    """A place's longitude and latitude, or None where it has none."""
    return (place.lon, place.lat) if place and place.lat is not None and place.lon is not None else None


def wholes(event: Event, kind: CountKind) -> tuple[Count, ...]:
    """An event's numbers of a kind; those that are a part of another one there, or give no end at all, are left out."""
    mine = (count for count in event.counts if count.kind == kind and not count.part)
    return tuple(count for count in mine if count.low is not None or count.high is not None)

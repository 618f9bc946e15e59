"""ACLED's 31 columns, as CSV with a header: events that ACLED has a type for and that took place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import BinaryIO

from dateline.model import Participant
from dateline.store.exports import codes
from dateline.store.exports.delimited import write_csv
from dateline.store.exports.layout import (
    blank,
    count,
    day,
    first,
    name_of,
    number,
    text,
    time_precision,
    took_place,
)
from dateline.store.records import EventRow
from dateline.store.tabular import Cell, Column, Table, place_name, several

GEO_PRECISION = {"exact": 1, "near": 2, "admin2": 2}
REGIONAL = 3
CIVILIANS = 7
ALONE = 0


def _disorder(row: EventRow) -> Cell:
    kind = row.event.acled and codes.acled_types().get((row.event.acled.event_type, row.event.acled.sub_event_type))
    if not kind:
        return None
    named = ("Political violence" if kind.violence else None, "Demonstrations" if kind.demonstration else None)
    return several(named) or "Strategic developments"


def _inter(side: tuple[Participant, ...], row: EventRow, *, acting: bool) -> codes.AcledActor | None:
    who = first(side)
    if who is None:
        return None
    event_type = row.event.acled.event_type if row.event.acled else ""
    kinds = codes.acled_actors()
    if acting and (crowd := next((kind for kind in kinds if event_type in kind.event_types), None)):
        return crowd
    sector = who.sectors[0] if who.sectors else "UNK"
    return next((kind for kind in kinds if sector in kind.sectors), None)


def _sides(row: EventRow) -> list[codes.AcledActor]:
    found = (_inter(row.event.actors, row, acting=True), _inter(row.event.recipients, row, acting=False))
    return sorted((each for each in found if each), key=lambda each: each.inter)


def _interaction(row: EventRow, *, numeric: bool) -> Cell:
    sides = _sides(row)
    if not sides:
        return None
    if numeric:
        second = sides[1].inter if len(sides) > 1 else ALONE
        return sides[0].inter * 10 + second
    return f"{sides[0].name}-{sides[1].name}" if len(sides) > 1 else f"{sides[0].name} only"


def _inter_cell(row: EventRow, *, numeric: bool, acting: bool) -> Cell:
    kind = _inter(row.event.actors if acting else row.event.recipients, row, acting=acting)
    return None if kind is None else kind.inter if numeric else kind.name


def _civilians(row: EventRow) -> Cell:
    kind = _inter(row.event.recipients, row, acting=False)
    return "Civilian targeting" if kind and kind.inter == CIVILIANS else None


def _notes(row: EventRow) -> Cell:
    crowd = count(row, "crowd")
    size = "" if crowd is None else f"{crowd[0]}" if crowd[0] == crowd[1] else f"{crowd[0]}-{crowd[1]}"
    demonstrates = row.event.acled is not None and row.event.acled.event_type in ("Protests", "Riots")
    tail = f" [size={size or 'no report'}]" if demonstrates else ""
    return f"{row.quote.strip()}{tail}"


def _others(side: tuple[Participant, ...]) -> Cell:
    return several(name_of(each) for each in side[1:])


def _timestamp(row: EventRow) -> Cell:
    return int(datetime.fromisoformat(row.standing.changed).timestamp())


def _place_precision(row: EventRow) -> Cell:
    return GEO_PRECISION.get(row.event.place.precision or "", REGIONAL) if row.event.place else None


def _id(row: EventRow) -> Cell:
    return f"{(row.event.place and row.event.place.country) or 'XXX'}{number(row.event.id)}"


def _of_country(look_up: Callable[[str | None], str | None]) -> Callable[[EventRow], Cell]:
    return lambda row: look_up(row.event.place.country) if row.event.place else None


def columns(*, numeric: bool = False) -> tuple[Column[EventRow], ...]:
    """The columns in ACLED's order; ``numeric`` gives actor kinds as numbers, as ACLED's files did before 2024."""
    inter = partial(_inter_cell, numeric=numeric)
    return (
        Column("event_id_cnty", "text", _id),
        Column("event_date", "text", day),
        Column("year", "text", lambda row: (day(row) or "")[:4] or None),
        Column("time_precision", "int", time_precision),
        Column("disorder_type", "text", _disorder),
        text("event_type", "event.acled.event_type"),
        text("sub_event_type", "event.acled.sub_event_type"),
        Column("actor1", "text", lambda row: name_of(first(row.event.actors))),
        Column("assoc_actor_1", "text", lambda row: _others(row.event.actors)),
        Column("inter1", "text", lambda row: inter(row, acting=True)),
        Column("actor2", "text", lambda row: name_of(first(row.event.recipients))),
        Column("assoc_actor_2", "text", lambda row: _others(row.event.recipients)),
        Column("inter2", "text", lambda row: inter(row, acting=False)),
        Column("interaction", "text", lambda row: _interaction(row, numeric=numeric)),
        Column("civilian_targeting", "text", _civilians),
        Column("iso", "text", _of_country(codes.numeric)),
        Column("region", "text", _of_country(codes.region)),
        Column("country", "text", _of_country(codes.country_name)),
        text("admin1", "event.place.admin1"),
        *blank("admin2", "admin3"),
        Column("location", "text", lambda row: place_name(row.event.place)),
        Column("latitude", "float", lambda row: row.event.place.lat if row.event.place else None),
        Column("longitude", "float", lambda row: row.event.place.lon if row.event.place else None),
        Column("geo_precision", "int", _place_precision),
        text("source", "report.outlet"),
        *blank("source_scale"),
        Column("notes", "text", _notes),
        Column("fatalities", "int", lambda row: (count(row, "killed") or (0, 0))[0]),
        Column("tags", "text", _tags),
        Column("timestamp", "int", _timestamp),
    )


def _tags(row: EventRow) -> Cell:
    crowd = count(row, "crowd")
    return f"crowd size={crowd[0]}" if crowd else None


def write(rows: Iterable[EventRow], out: BinaryIO, *, numeric: bool = False) -> None:
    """Write the events that took place and have an ACLED type."""
    table: Table[EventRow] = Table("acled", columns(numeric=numeric), lambda row: {})
    write_csv((row for row in took_place(rows) if row.event.acled), table, out)

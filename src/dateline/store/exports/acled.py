"""ACLED's 31 columns, as CSV with a header: what ACLED has a type for and took place in a known month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import BinaryIO

from dateline.store.exports import codes
from dateline.store.exports.delimited import write_csv
from dateline.store.exports.happening import Happening
from dateline.store.exports.layout import (
    WEEK,
    blank,
    days_of,
    first,
    first_day,
    holds,
    name_of,
    source_of,
    text,
    within,
)
from dateline.store.exports.sides import CIVILIANS, PROTESTS, RIOTS, acled_type, kinds, parties
from dateline.store.tabular import Cell, Column, Table, place_name, several

GEO_PRECISION = {"exact": 1, "near": 2, "admin2": 2}
REGIONAL = 3
ALONE = 0
MONTH = 31
AGAINST_CIVILIANS = frozenset({("Violence against civilians", ""), (PROTESTS, "Excessive force against protesters")})
CAN_BE_AGAINST_CIVILIANS = frozenset({"Explosions/Remote violence", RIOTS})


def _disorder(row: Happening) -> Cell:
    kind = codes.acled_types().get(acled_type(row))
    if not kind:
        return None
    named = ("Political violence" if kind.violence else None, "Demonstrations" if kind.demonstration else None)
    return several(named) or "Strategic developments"


def _time_precision(row: Happening) -> Cell:
    """1 for a day, 2 for a week, 3 for a month."""
    days = days_of(row.when)
    return 3 if days is None or days > WEEK else 2 if days > 1 else 1


def _interaction(row: Happening, *, numeric: bool) -> Cell:
    sides = sorted((each for each in kinds(row) if each), key=lambda each: each.inter)
    if not sides:
        return None
    if numeric:
        second = sides[1].inter if len(sides) > 1 else ALONE
        return sides[0].inter * 10 + second
    return f"{sides[0].name}-{sides[1].name}" if len(sides) > 1 else f"{sides[0].name} only"


def _inter(row: Happening, *, numeric: bool, at: int) -> Cell:
    kind = kinds(row)[at]
    return None if kind is None else kind.inter if numeric else kind.name


def _civilians(row: Happening) -> Cell:
    event_type, sub_event_type = acled_type(row)
    hit = kinds(row)[1]
    aimed = event_type in CAN_BE_AGAINST_CIVILIANS and hit is not None and hit.inter == CIVILIANS
    always = {(event_type, ""), (event_type, sub_event_type)} & AGAINST_CIVILIANS
    return "Civilian targeting" if aimed or always else None


def _crowd(row: Happening) -> str:
    if row.crowd is None:
        return "no report"
    low, high = row.crowd
    return f"{low}" if low == high else f"{low}-{high}"


def _demonstrates(row: Happening) -> bool:
    return acled_type(row)[0] in (PROTESTS, RIOTS)


def _notes(row: Happening) -> Cell:
    tail = f" [size={_crowd(row)}]" if _demonstrates(row) else ""
    return f"{' '.join(row.quote.split())}{tail}"


def _tags(row: Happening) -> Cell:
    return f"crowd size={_crowd(row)}" if _demonstrates(row) else None


def _name(row: Happening, at: int) -> Cell:
    return name_of(first(parties(row)[at]))


def _others(row: Happening, at: int) -> Cell:
    return several(name_of(each) for each in parties(row)[at][1:])


def _timestamp(row: Happening) -> Cell:
    return int(datetime.fromisoformat(row.standing.changed).timestamp())


def _place_precision(row: Happening) -> Cell:
    return GEO_PRECISION.get(row.place.precision or "", REGIONAL) if row.place else None


def _day(row: Happening) -> str | None:
    return first_day(row.when, row.published)


def _of_country(look_up: Callable[[str | None], str | None]) -> Callable[[Happening], Cell]:
    return lambda row: look_up(row.place.country) if row.place else None


def columns(*, numeric: bool = False) -> tuple[Column[Happening], ...]:
    """The columns in ACLED's order; ``numeric`` gives actor kinds as numbers, as ACLED's files did before 2024."""
    inter = partial(_inter, numeric=numeric)
    return (
        text("event_id_cnty", "named"),
        Column("event_date", "text", _day),
        Column("year", "text", lambda row: (_day(row) or "")[:4] or None),
        Column("time_precision", "int", _time_precision),
        Column("disorder_type", "text", _disorder),
        text("event_type", "acled.event_type"),
        text("sub_event_type", "acled.sub_event_type"),
        Column("actor1", "text", lambda row: _name(row, 0)),
        Column("assoc_actor_1", "text", lambda row: _others(row, 0)),
        Column("inter1", "text", lambda row: inter(row, at=0)),
        Column("actor2", "text", lambda row: _name(row, 1)),
        Column("assoc_actor_2", "text", lambda row: _others(row, 1)),
        Column("inter2", "text", lambda row: inter(row, at=1)),
        Column("interaction", "text", lambda row: _interaction(row, numeric=numeric)),
        Column("civilian_targeting", "text", _civilians),
        Column("iso", "text", _of_country(codes.numeric)),
        Column("region", "text", _of_country(codes.region)),
        Column("country", "text", _of_country(codes.country_name)),
        text("admin1", "place.admin1"),
        *blank("admin2", "admin3"),
        Column("location", "text", lambda row: place_name(row.place)),
        Column("latitude", "float", lambda row: row.place.lat if row.place else None),
        Column("longitude", "float", lambda row: row.place.lon if row.place else None),
        Column("geo_precision", "int", _place_precision),
        Column("source", "text", lambda row: several(map(source_of, row.reports))),
        *blank("source_scale"),
        Column("notes", "text", _notes),
        Column("fatalities", "int", lambda row: row.deaths.best),
        Column("tags", "text", _tags),
        Column("timestamp", "int", _timestamp),
    )


def _fits(row: Happening) -> bool:
    return holds(row.standing, row.status) and row.acled is not None and within(row.when, MONTH)


def write(rows: Iterable[Happening], out: BinaryIO, *, numeric: bool = False) -> None:
    """Write what took place, has an ACLED type and a time known to a month."""
    table: Table[Happening] = Table("acled", columns(numeric=numeric), lambda row: {})
    write_csv(filter(_fits, rows), table, out)


DELETED: Table[Happening] = Table(
    "acled-deleted",
    (text("event_id_cnty", "named"), Column("deleted_timestamp", "int", _timestamp)),
    lambda row: {},
)


def write_deleted(rows: Iterable[Happening], out: BinaryIO) -> None:
    """Write the ids of those of these changed rows that ``write`` leaves out, as ACLED lists what it took back."""
    write_csv((row for row in rows if not _fits(row)), DELETED, out)

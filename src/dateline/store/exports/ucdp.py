"""UCDP GED's 49 columns, as CSV with a header: events that took place and killed somebody."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import BinaryIO

from dateline.model import Participant
from dateline.store.exports import codes
from dateline.store.exports.delimited import write_csv
from dateline.store.exports.layout import blank, count, day, first, last_day, name_of, number, text, took_place
from dateline.store.records import EventRow
from dateline.store.tabular import Cell, Column, Table, place_name, point_of

WHERE = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
WHEN = {"minute": 1, "hour": 1, "part_of_day": 1, "day": 1, "week": 3, "month": 4}
LONGER = 5
STATE, CIVILIANS = 1, 7
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


def _kind(who: Participant | None) -> int | None:
    sector = who.sectors[0] if who and who.sectors else ""
    return next((kind.inter for kind in codes.acled_actors() if sector in kind.sectors), None)


def _violence(row: EventRow) -> Cell:
    sides = (_kind(first(row.event.actors)), _kind(first(row.event.recipients)))
    if sides[1] == CIVILIANS:
        return ONE_SIDED
    return STATE_BASED if STATE in sides else NON_STATE


def _side_b(row: EventRow) -> Cell:
    return "Civilians" if _violence(row) == ONE_SIDED else name_of(first(row.event.recipients))


def _deaths(row: EventRow, *, of_civilians: bool) -> Cell:
    killed = count(row, "killed")
    lowest = killed[0] if killed else 0
    return lowest if (_violence(row) == ONE_SIDED) == of_civilians else 0


def _gwno(who: Participant | None) -> Cell:
    return codes.cow(who.country) if who and _kind(who) == STATE else None


def _year(row: EventRow) -> Cell:
    found = day(row)
    return int(found[:4]) if found else None


def _moment(day: str | None) -> Cell:
    return f"{day} 00:00:00.000" if day else None


def _wkt(row: EventRow) -> Cell:
    point = point_of(row.event.place)
    return f"POINT ({point[0]} {point[1]})" if point else None


def _grid(row: EventRow) -> Cell:
    point = point_of(row.event.place)
    if point is None:
        return None
    column, line = min(math.floor((point[0] + 180) * 2), 719), min(math.floor((point[1] + 90) * 2), 359)
    return line * 720 + column + 1


def _date_precision(row: EventRow) -> Cell:
    precision = row.event.when.precision if row.event.when else None
    return WHEN.get(precision or "", LONGER)


def _country(row: EventRow) -> str | None:
    return row.event.place.country if row.event.place else None


COLUMNS: tuple[Column[EventRow], ...] = (
    Column("id", "int", lambda row: number(row.event.id)),
    text("relid", "event.id"),
    Column("year", "int", _year),
    *blank("active_year", "code_status"),
    Column("type_of_violence", "int", _violence),
    *blank("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name"),
    *blank("side_a_dset_id", "side_a_new_id"),
    Column("side_a", "text", lambda row: name_of(first(row.event.actors))),
    *blank("side_b_dset_id", "side_b_new_id"),
    Column("side_b", "text", _side_b),
    Column("number_of_sources", "int", lambda row: 1),
    Column("source_article", "text", lambda row: row.report.url or row.report.external_id),
    text("source_office", "report.outlet"),
    Column("source_date", "text", lambda row: row.report.published and row.report.published[:10]),
    text("source_headline", "report.title"),
    *blank("source_original"),
    Column("where_prec", "int", lambda row: WHERE.get(row.event.place.precision or "") if row.event.place else None),
    Column("where_coordinates", "text", lambda row: place_name(row.event.place)),
    text("where_description", "event.place.text"),
    text("adm_1", "event.place.admin1"),
    *blank("adm_2"),
    Column("latitude", "float", lambda row: row.event.place.lat if row.event.place else None),
    Column("longitude", "float", lambda row: row.event.place.lon if row.event.place else None),
    Column("geom_wkt", "text", _wkt),
    Column("priogrid_gid", "int", _grid),
    Column("country", "text", lambda row: codes.country_name(_country(row))),
    Column("country_id", "text", lambda row: codes.cow(_country(row))),
    Column("region", "text", lambda row: codes.region(_country(row))),
    Column("event_clarity", "int", lambda row: 1),
    Column("date_prec", "int", _date_precision),
    Column("date_start", "text", lambda row: _moment(day(row))),
    Column("date_end", "text", lambda row: _moment(last_day(row))),
    Column("deaths_a", "int", lambda row: 0),
    Column("deaths_b", "int", lambda row: 0),
    Column("deaths_civilians", "int", lambda row: _deaths(row, of_civilians=True)),
    Column("deaths_unknown", "int", lambda row: _deaths(row, of_civilians=False)),
    Column("best", "int", lambda row: (count(row, "killed") or (0, 0))[0]),
    Column("high", "int", lambda row: (count(row, "killed") or (0, 0))[1]),
    Column("low", "int", lambda row: (count(row, "killed") or (0, 0))[0]),
    Column("gwnoa", "text", lambda row: _gwno(first(row.event.actors))),
    Column("gwnob", "text", lambda row: _gwno(first(row.event.recipients))),
)


def write(rows: Iterable[EventRow], out: BinaryIO) -> None:
    """Write the events that took place and killed at least one."""
    table: Table[EventRow] = Table("ucdp", COLUMNS, lambda row: {})
    write_csv((row for row in took_place(rows) if (count(row, "killed") or (0, 0))[1] > 0), table, out)

"""UCDP GED's 49 columns, as CSV with a header: what took place in a known year and killed somebody."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import BinaryIO

from dateline.model import Participant
from dateline.store.exports import codes
from dateline.store.exports.delimited import write_csv
from dateline.store.exports.happening import Happening
from dateline.store.exports.layout import (
    WEEK,
    address_of,
    blank,
    days_of,
    first,
    first_day,
    holds,
    last_day,
    name_of,
    number,
    source_of,
    text,
    within,
)
from dateline.store.exports.sides import ARMED, CIVILIANS, is_state, kind_of
from dateline.store.tabular import Cell, Column, Table, at, place_name, point_of, several, speaker_of

WHERE = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
DAY, DAYS, A_WEEK, MONTH, LONGER = 1, 2, 3, 4, 5
MONTH_DAYS, YEAR_DAYS = 31, 366
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
REGIONS = {"Oceania": "Asia"}


def _violence(row: Happening) -> Cell:
    """Against civilians, of a state, or between two armed groups that are both known; else it is open."""
    sides = [kind_of(first(side)) for side in (row.actors, row.recipients)]
    if sides[1] is not None and sides[1].inter == CIVILIANS:
        return ONE_SIDED
    if is_state(first(row.actors)) or is_state(first(row.recipients)):
        return STATE_BASED
    return NON_STATE if all(kind is not None and kind.inter in ARMED for kind in sides) else None


def _turned(row: Happening) -> bool:
    """Whether the recipients are side A, which in a conflict of a state is the government."""
    return _violence(row) == STATE_BASED and not is_state(first(row.actors))


def _side(row: Happening, *, a: bool) -> Participant | None:
    if not a and _violence(row) == ONE_SIDED:
        return None
    return first(row.recipients if a == _turned(row) else row.actors)


def _side_b(row: Happening) -> Cell:
    return "Civilians" if _violence(row) == ONE_SIDED else name_of(_side(row, a=False))


def _deaths_of(row: Happening, *, a: bool) -> Cell:
    dead = row.deaths
    if not a and _violence(row) == ONE_SIDED:
        return 0
    return dead.suffering if a == _turned(row) else dead.acting


def _civilian_deaths(row: Happening) -> Cell:
    dead = row.deaths
    return dead.suffering + dead.unknown if _violence(row) == ONE_SIDED else 0


def _unknown_deaths(row: Happening) -> Cell:
    return 0 if _violence(row) == ONE_SIDED else row.deaths.unknown


def _gwno(who: Participant | None) -> Cell:
    return codes.cow(who.country) if who and is_state(who) else None


def _year(row: Happening) -> Cell:
    found = first_day(row.when, row.published)
    return int(found[:4]) if found else None


def _moment(day: str | None) -> Cell:
    return f"{day} 00:00:00.000" if day else None


def _wkt(row: Happening) -> Cell:
    point = point_of(row.place)
    return f"POINT ({point[0]} {point[1]})" if point else None


def _grid(row: Happening) -> Cell:
    point = point_of(row.place)
    if point is None:
        return None
    column, line = min(math.floor((point[0] + 180) * 2), 719), min(math.floor((point[1] + 90) * 2), 359)
    return line * 720 + column + 1


def _date_precision(row: Happening) -> Cell:
    days = days_of(row.when) or YEAR_DAYS
    if days < WEEK:
        return DAY if days == 1 else DAYS
    return A_WEEK if days == WEEK else MONTH if days <= MONTH_DAYS else LONGER


def _region(row: Happening) -> Cell:
    found = codes.region(_country(row))
    return REGIONS.get(found or "", found)


def _country(row: Happening) -> str | None:
    return row.place.country if row.place else None


COLUMNS: tuple[Column[Happening], ...] = (
    Column("id", "int", lambda row: number(row.id)),
    text("relid", "id"),
    Column("year", "int", _year),
    *blank("active_year", "code_status"),
    Column("type_of_violence", "int", _violence),
    *blank("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name"),
    *blank("side_a_dset_id", "side_a_new_id"),
    Column("side_a", "text", lambda row: name_of(_side(row, a=True))),
    *blank("side_b_dset_id", "side_b_new_id"),
    Column("side_b", "text", _side_b),
    Column("number_of_sources", "int", at("independent")),
    Column("source_article", "text", lambda row: several(map(address_of, row.reports))),
    Column("source_office", "text", lambda row: several(map(source_of, row.reports))),
    Column("source_date", "text", lambda row: several((each.published or "")[:10] for each in row.reports)),
    Column("source_headline", "text", lambda row: several(each.title for each in row.reports)),
    Column("source_original", "text", lambda row: several(map(speaker_of, row.claims))),
    Column("where_prec", "int", lambda row: WHERE.get(row.place.precision or "") if row.place else None),
    Column("where_coordinates", "text", lambda row: place_name(row.place)),
    text("where_description", "place.text"),
    text("adm_1", "place.admin1"),
    *blank("adm_2"),
    Column("latitude", "float", lambda row: row.place.lat if row.place else None),
    Column("longitude", "float", lambda row: row.place.lon if row.place else None),
    Column("geom_wkt", "text", _wkt),
    Column("priogrid_gid", "int", _grid),
    Column("country", "text", lambda row: codes.country_name(_country(row))),
    Column("country_id", "text", lambda row: codes.cow(_country(row))),
    Column("region", "text", _region),
    Column("event_clarity", "int", lambda row: 1),
    Column("date_prec", "int", _date_precision),
    Column("date_start", "text", lambda row: _moment(first_day(row.when, row.published))),
    Column("date_end", "text", lambda row: _moment(last_day(row.when, row.published))),
    Column("deaths_a", "int", lambda row: _deaths_of(row, a=True)),
    Column("deaths_b", "int", lambda row: _deaths_of(row, a=False)),
    Column("deaths_civilians", "int", _civilian_deaths),
    Column("deaths_unknown", "int", _unknown_deaths),
    Column("best", "int", lambda row: row.deaths.best),
    Column("high", "int", lambda row: row.deaths.high),
    Column("low", "int", lambda row: row.deaths.low),
    Column("gwnoa", "text", lambda row: _gwno(_side(row, a=True))),
    Column("gwnob", "text", lambda row: _gwno(_side(row, a=False))),
)


def write(rows: Iterable[Happening], out: BinaryIO) -> None:
    """Write what took place, killed at least one and has a time known to a year."""
    table: Table[Happening] = Table("ucdp", COLUMNS, lambda row: {})
    write_csv(filter(_fits, rows), table, out)


def _fits(row: Happening) -> bool:
    return holds(row.standing, row.status) and row.deaths.high > 0 and within(row.when, YEAR_DAYS)

"""GDELT 2.0's events (61 columns) and mentions (16), tab-separated without a header, as GDELT's files are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import BinaryIO

from dateline.model import Participant, Place
from dateline.store.exports import codes
from dateline.store.exports.delimited import lines_of, write_tsv
from dateline.store.exports.layout import blank, day, first, link_of, name_of, number, source_of, took_place
from dateline.store.records import EventRow
from dateline.store.tabular import Cell, Column

WORLD_CITY, WORLD_STATE, COUNTRY, US_CITY, US_STATE = 4, 5, 1, 3, 2
LEAD_SENTENCES = 3
MOST_ROLES = 3
WEB, CITATION = 1, 2


def _digits(day: str | None, length: int) -> Cell:
    return day.replace("-", "")[:length] if day else None


def _fraction(row: EventRow) -> Cell:
    found = day(row)
    if found is None:
        return None
    when = date.fromisoformat(found)
    return f"{when.year + (when.month * 30 + when.day) / 365:.4f}"


def _roles(who: Participant | None) -> tuple[str, ...]:
    """CAMEO's codes for what somebody is: what stands for no country is one, PLOVER's sectors the others."""
    if who is None:
        return ()
    body = () if codes.numeric(who.country) else (who.country,)
    found = (codes.cameo_role(code) for code in (*body, *who.sectors))
    return tuple(dict.fromkeys(role for role in found if role))[:MOST_ROLES]


def _actor(name: str, of: Callable[[EventRow], Participant | None]) -> tuple[Column[EventRow], ...]:
    def code(row: EventRow) -> Cell:
        return "".join((country(row) or "", *_roles(of(row)))) or None

    def country(row: EventRow) -> str | None:
        who = of(row)
        return who.country if who and codes.numeric(who.country) else None

    def sector(at: int) -> Callable[[EventRow], Cell]:
        return lambda row: roles[at] if len(roles := _roles(of(row))) > at else None

    def shown(row: EventRow) -> Cell:
        found = name_of(of(row))
        return found.upper() if found else None

    return (
        Column(f"{name}Code", "text", code),
        Column(f"{name}Name", "text", shown),
        Column(f"{name}CountryCode", "text", country),
        *blank(f"{name}KnownGroupCode", f"{name}EthnicCode", f"{name}Religion1Code", f"{name}Religion2Code"),
        *(Column(f"{name}Type{at + 1}Code", "text", sector(at)) for at in range(3)),
    )


def _geo_kind(place: Place) -> int:
    american = place.country == "USA"
    if place.precision == "country":
        return COUNTRY
    if place.precision in ("admin1", "admin2", "region"):
        return US_STATE if american else WORLD_STATE
    return US_CITY if american else WORLD_CITY


def _place(name: str, cell: Callable[[Place], Cell]) -> Column[EventRow]:
    return Column(name, "text", lambda row: cell(row.event.place) if row.event.place else None)


def _full_name(place: Place) -> Cell:
    country = place.name if place.precision == "country" else codes.country_name(place.country)
    parts = (place.name or place.text, None if place.precision == "country" else place.admin1, country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _no_geo(name: str) -> tuple[Column[EventRow], ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return blank(*(f"{name}Geo_{part}" for part in parts))


def _event_code(length: int) -> Callable[[EventRow], Cell]:
    return lambda row: row.event.cameo[:length] if row.event.cameo else None


def _added(row: EventRow) -> Cell:
    return "".join(each for each in row.standing.changed[:19] if each.isdigit())


def _id(row: EventRow) -> Cell:
    return number(row.event.id)


EVENTS: tuple[Column[EventRow], ...] = (
    Column("GLOBALEVENTID", "int", _id),
    Column("SQLDATE", "text", lambda row: _digits(day(row), 8)),
    Column("MonthYear", "text", lambda row: _digits(day(row), 6)),
    Column("Year", "text", lambda row: _digits(day(row), 4)),
    Column("FractionDate", "text", _fraction),
    *_actor("Actor1", lambda row: first(row.event.actors)),
    *_actor("Actor2", lambda row: first(row.event.recipients)),
    Column("IsRootEvent", "int", lambda row: int(row.event.sentence < LEAD_SENTENCES)),
    Column("EventCode", "text", _event_code(4)),
    Column("EventBaseCode", "text", _event_code(3)),
    Column("EventRootCode", "text", _event_code(2)),
    Column("QuadClass", "int", lambda row: row.event.quad),
    Column("GoldsteinScale", "float", lambda row: row.event.score),
    Column("NumMentions", "int", lambda row: 1),
    Column("NumSources", "int", lambda row: 1),
    Column("NumArticles", "int", lambda row: 1),
    *blank("AvgTone"),
    *_no_geo("Actor1"),
    *_no_geo("Actor2"),
    _place("ActionGeo_Type", _geo_kind),
    _place("ActionGeo_FullName", _full_name),
    _place("ActionGeo_CountryCode", lambda place: codes.fips(place.country)),
    *blank("ActionGeo_ADM1Code", "ActionGeo_ADM2Code"),
    _place("ActionGeo_Lat", lambda place: place.lat),
    _place("ActionGeo_Long", lambda place: place.lon),
    *blank("ActionGeo_FeatureID"),
    Column("DATEADDED", "text", _added),
    Column("SOURCEURL", "text", link_of),
)


def _offset(of: Callable[[EventRow], tuple[Participant, ...]]) -> Callable[[EventRow], Cell]:
    return lambda row: of(row)[0].start if of(row) else -1


def _published(row: EventRow) -> Cell:
    """The time in UTC, midnight where only a day is known."""
    if row.report.published is None:
        return None
    try:
        found = datetime.fromisoformat(row.report.published)
    except ValueError:
        return None
    return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y%m%d%H%M%S")


MENTIONS: tuple[Column[EventRow], ...] = (
    Column("GLOBALEVENTID", "int", _id),
    Column("EventTimeDate", "text", _added),
    Column("MentionTimeDate", "text", _published),
    Column("MentionType", "int", lambda row: WEB if row.report.url else CITATION),
    Column("MentionSourceName", "text", lambda row: source_of(row.report)),
    Column("MentionIdentifier", "text", link_of),
    Column("SentenceID", "int", lambda row: row.event.sentence + 1),
    Column("Actor1CharOffset", "int", _offset(lambda row: row.event.actors)),
    Column("Actor2CharOffset", "int", _offset(lambda row: row.event.recipients)),
    Column("ActionCharOffset", "int", lambda row: row.event.trigger.start),
    Column("InRawText", "int", lambda row: 1),
    Column("Confidence", "int", lambda row: min(100, max(10, round(row.event.confidence * 10) * 10))),
    Column("MentionDocLen", "int", lambda row: len(row.report.text)),
    *blank("MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)


def write(rows: Iterable[EventRow], out: BinaryIO) -> None:
    """Write the events table of the events that took place."""
    write_tsv(lines_of(took_place(rows), EVENTS, header=False), out)


def write_mentions(rows: Iterable[EventRow], out: BinaryIO) -> None:
    """Write the mentions table of the events that took place, with offsets into the report's text."""
    write_tsv(lines_of(took_place(rows), MENTIONS, header=False), out)

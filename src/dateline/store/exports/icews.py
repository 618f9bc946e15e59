"""ICEWS's 20 tab-separated columns, one line an event, its first actor and first recipient."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from dateline.model import Participant
from dateline.store.exports import codes
from dateline.store.exports.delimited import lines_of, write_tsv
from dateline.store.exports.layout import blank, day, first, name_of, source_of, text, took_place
from dateline.store.records import EventRow
from dateline.store.tabular import Cell, Column


def _side(name: str, of: Callable[[EventRow], tuple[Participant, ...]]) -> tuple[Column[EventRow], ...]:
    def sectors(row: EventRow) -> Cell:
        who = first(of(row))
        return ",".join(sorted(who.sectors)) if who and who.sectors else None

    def country(row: EventRow) -> Cell:
        who = first(of(row))
        return codes.country_name(who.country) if who else None

    return (
        Column(f"{name} Name", "text", lambda row: name_of(first(of(row)))),
        Column(f"{name} Sectors", "text", sectors),
        Column(f"{name} Country", "text", country),
    )


def _event_text(row: EventRow) -> Cell:
    words = (row.event.type, row.event.mode)
    return ", ".join(word.replace("-", " ").capitalize() for word in words if word)


def _city(row: EventRow) -> Cell:
    """The place where it is one: a region or a country is no city."""
    place = row.event.place
    return place.name if place and place.precision in ("exact", "near") else None


def _country(row: EventRow) -> Cell:
    return codes.country_name(row.event.place.country) if row.event.place else None


COLUMNS: tuple[Column[EventRow], ...] = (
    text("Event ID", "event.id"),
    Column("Event Date", "text", day),
    *_side("Source", lambda row: row.event.actors),
    Column("Event Text", "text", _event_text),
    text("CAMEO Code", "event.cameo"),
    Column("Intensity", "float", lambda row: row.event.score),
    *_side("Target", lambda row: row.event.recipients),
    text("Story ID", "report.id"),
    Column("Sentence Number", "int", lambda row: row.event.sentence + 1),
    Column("Publisher", "text", lambda row: source_of(row.report)),
    Column("City", "text", _city),
    *blank("District"),
    text("Province", "event.place.admin1"),
    Column("Country", "text", _country),
    text("Latitude", "event.place.lat"),
    text("Longitude", "event.place.lon"),
)


def write(rows: Iterable[EventRow], out: BinaryIO) -> None:
    """Write the events that took place, with a header; event ids are unique and codes keep their leading zero."""
    write_tsv(lines_of(took_place(rows), COLUMNS, header=True), out)

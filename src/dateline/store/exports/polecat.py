"""POLECAT's 40 tab-separated columns; missing values are the word ``None``, as in the published files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from dateline.model import Participant
from dateline.store.exports import codes
from dateline.store.exports.delimited import lines_of, write_tsv
from dateline.store.exports.layout import blank, day, geonames, source_of, text, took_place
from dateline.store.records import EventRow
from dateline.store.tabular import Column, several


def _primary(who: Participant) -> str | None:
    return who.sectors[0] if who.sectors else None


def _side(name: str, of: Callable[[EventRow], tuple[Participant, ...]]) -> tuple[Column[EventRow], ...]:
    return (
        Column(f"{name} Name", "text", lambda row: several(each.name for each in of(row))),
        Column(f"{name} Country", "text", lambda row: several(each.country for each in of(row))),
        Column(f"{name} COW", "text", lambda row: several(codes.cow(each.country) for each in of(row))),
        Column(f"Primary {name} Sector", "text", lambda row: several(map(_primary, of(row)))),
        Column(f"{name} Sectors", "text", lambda row: several(code for each in of(row) for code in each.sectors)),
        *blank(f"{name} Title"),
        Column(f"{name} Name Raw", "text", lambda row: several(each.text for each in of(row))),
        *blank(f"Wikipedia {name} ID"),
    )


COLUMNS: tuple[Column[EventRow], ...] = (
    text("Event ID", "event.id"),
    Column("Event Date", "text", day),
    text("Event Type", "event.type"),
    text("Event Mode", "event.mode"),
    Column("Intensity", "float", lambda row: row.event.score),
    Column("Quad Code", "int", lambda row: row.event.quad),
    Column("Contexts", "text", lambda row: several(row.event.contexts)),
    *_side("Actor", lambda row: row.event.actors),
    *_side("Recipient", lambda row: row.event.recipients),
    text("Placename", "event.place.name"),
    *blank("City", "District"),
    text("Province", "event.place.admin1"),
    text("Country", "event.place.country"),
    text("Latitude", "event.place.lat"),
    text("Longitude", "event.place.lon"),
    Column("GeoNames ID", "text", lambda row: geonames(row.event.place.id) if row.event.place else None),
    text("Raw Placename", "event.place.text"),
    text("Feature Type", "event.place.kind"),
    Column("Source", "text", lambda row: source_of(row.report)),
    Column("Publication Date", "text", lambda row: row.report.published and row.report.published[:10]),
    *blank("Story People", "Story Organizations", "Story Locations"),
    text("Language", "report.language"),
    text("Version", "event.coder.version"),
)


def write(rows: Iterable[EventRow], out: BinaryIO) -> None:
    """Write the events that took place, with a header; every line has 40 cells."""
    write_tsv(lines_of(took_place(rows), COLUMNS, header=True), out, missing="None")

"""Every number that events give, one row a number: how many, of whom, on whose side, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import Event
from dateline.store.columns import standing_columns
from dateline.store.records import CountRow, EventRow
from dateline.store.tabular import Column, Table, at, place_name, point_of, several, speaker_of
from dateline.store.wire import JsonObject, encode, encode_record


def counts(rows: Iterable[EventRow]) -> Iterator[CountRow]:
    """The numbers of these events, in the order of the text; a number in no claim of its own is said with its event."""
    for row in rows:
        claims = {claim.id: claim for claim in (*row.claims, *row.givers)}
        around = row.claims[-1] if row.claims else None
        for count in sorted(row.event.counts, key=lambda each: (each.start, each.end, each.kind)):
            yield CountRow(count, row, claims.get(count.claim or "", around))


def _party(event: Event, side: str | None) -> str | None:
    """Who is on a side."""
    return side and several(who.name or who.text for who in (*event.actors, *event.recipients) if who.side == side)


def _object(row: CountRow) -> JsonObject:
    told = row.told
    about: JsonObject = {
        "event": told.event.id,
        "report": told.report.id,
        "external_id": told.report.external_id,
        "party": _party(told.event, row.count.side),
        "said_by": None if row.giver is None else encode(row.giver),
    }
    tail: JsonObject = {"copy_of": told.copy_of, "withdrawn": told.standing.withdrawn, "why_withdrawn": told.standing.why}
    return {**encode_record(row.count), **about, **tail}


COLUMNS: tuple[Column[CountRow], ...] = (
    Column("event", "text", at("told.event.id")),
    Column("report", "text", at("told.report.id")),
    Column("external_id", "text", at("told.report.external_id")),
    Column("type", "text", at("told.event.type")),
    Column("mode", "text", at("told.event.mode")),
    Column("status", "text", at("told.event.status")),
    Column("earliest", "day", at("told.event.when.earliest")),
    Column("latest", "day", at("told.event.when.latest")),
    Column("place", "text", lambda row: place_name(row.told.event.place)),
    Column("place_id", "text", at("told.event.place.id")),
    Column("country", "text", at("told.event.place.country")),
    Column("lat", "float", at("told.event.place.lat")),
    Column("lon", "float", at("told.event.place.lon")),
    Column("place_precision", "text", at("told.event.place.precision")),
    Column("kind", "text", at("count.kind")),
    Column("low", "int", at("count.low")),
    Column("high", "int", at("count.high")),
    Column("hedge", "text", at("count.hedge")),
    Column("of", "text", at("count.who")),
    Column("side", "text", at("count.side")),
    Column("party", "text", lambda row: _party(row.told.event, row.count.side)),
    Column("total", "flag", lambda row: int(row.count.total)),
    Column("part", "flag", lambda row: int(row.count.part)),
    Column("said_by", "text", lambda row: None if row.giver is None else speaker_of(row.giver)),
    Column("stance", "text", at("giver.stance")),
    Column("claim", "text", at("giver.id")),
    Column("text", "text", at("count.text")),
    Column("start", "int", at("count.start")),
    Column("end", "int", at("count.end")),
    Column("copy_of", "text", at("told.copy_of")),
    Column("review", "text", at("told.review")),
    *standing_columns(lambda row: row.told.standing),
)

COUNT_TABLE: Table[CountRow] = Table("counts", COLUMNS, _object, lambda row: point_of(row.told.event.place))

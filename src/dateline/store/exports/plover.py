"""PLOVER events as JSON Lines, with the auxiliary modes that follow from status and time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.model import Participant, Place
from dateline.store.exports.layout import day, geonames, link_of, source_of
from dateline.store.records import EventRow
from dateline.store.wire import Json, JsonObject, dumps, encode

AUXILIARY = {
    "planned": "future",
    "possible": "hypothetical",
    "hypothetical": "hypothetical",
    "denied": "negation",
    "did_not_happen": "negation",
}


def write(rows: Iterable[EventRow], out: BinaryIO) -> None:
    """Write every event that stands, one object a line."""
    for row in (each for each in rows if each.standing.withdrawn is None):
        out.write(dumps(event(row)).encode("utf-8") + b"\n")


def event(row: EventRow) -> JsonObject:
    """One event as a PLOVER object."""
    coded = row.event
    return {
        "id": coded.id,
        "date": day(row),
        "type": coded.type,
        "mode": coded.mode,
        "auxmode": auxiliary(row),
        "context": encode(coded.contexts),
        "cameo": coded.cameo,
        "score": coded.score,
        "actor": [_participant(each) for each in coded.actors],
        "recipient": [_participant(each) for each in coded.recipients],
        "location": _place(coded.place),
        "text": row.quote,
        "source": {"publisher": source_of(row.report), "published": row.report.published, "link": link_of(row)},
        "version": coded.coder.version if coded.coder else None,
        "language": row.report.language,
    }


def auxiliary(row: EventRow) -> list[Json]:
    """PLOVER's auxiliary modes of an event."""
    found: list[Json] = []
    if row.event.status in AUXILIARY:
        found.append(AUXILIARY[row.event.status])
    if row.event.when is not None and row.event.when.historical:
        found.append("historical")
    return found


def _participant(who: Participant) -> JsonObject:
    return {"text": who.text, "name": who.name, "country": who.country, "sector": encode(who.sectors), "id": who.id}


def _place(place: Place | None) -> Json:
    if place is None:
        return None
    return {
        "text": place.text,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": geonames(place.id),
    }

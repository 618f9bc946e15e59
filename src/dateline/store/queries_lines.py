"""One slim line an event, for whoever counts and searches all of them at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, RowMapping, func, select

from dateline.model import Decision, Event, Speaker
from dateline.store import tables
from dateline.store.decided import decided_on
from dateline.store.decisions import apply
from dateline.store.tabular import named_speaker
from dateline.store.wire import JsonObject, as_list, as_object, decode, encode_record

CHUNK = 1000
WHOLE = 400
DISPUTED = '"disputes":[{'

Voice: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What an event is found and counted by, after people's decisions; ``earliest`` and ``latest`` are ISO days.

    ``place_said`` is the report's word for the place; ``voices`` are the speakers it stands inside, each with a stance.
    """

    id: str
    report: str
    type: str
    mode: str | None
    status: str
    earliest: str | None
    latest: str | None
    country: str | None
    place: str | None
    place_said: str | None
    place_id: str | None
    point: tuple[float, float] | None
    precision: str | None
    radius_km: float | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    voices: tuple[tuple[str, str], ...]
    outlet: str | None
    confidence: float
    review: str | None
    withdrawn: bool
    changed: str
    quote: str
    title: str | None
    published: str | None
    territory: str | None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """What an incident is counted by; ``disputed`` tells that its reports do not agree."""

    id: str
    type: str
    earliest: str | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What a report is called; ``copy_of`` is the report whose story it copies."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    copy_of: str | None


def copied(connection: Connection, reports: Sequence[str]) -> Mapping[str, str]:
    """Those of these reports that copy another's story, with that one's id."""
    table, found = tables.reports, dict[str, str]()
    for first in range(0, len(reports), WHOLE):
        part = reports[first : first + WHOLE]
        query = select(table.c.id, table.c.copy_of).where(table.c.id.in_(part) & table.c.copy_of.is_not(None))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def copies(connection: Connection, report: str) -> tuple[ReportLine, ...]:
    """A report, the one whose story it copies and all copies of that, the first to come out first."""
    table = tables.reports
    story = copied(connection, [report]).get(report, report)
    chosen = ((table.c.id == story) | (table.c.copy_of == story)) & table.c.withdrawn.is_(None)
    query = select(table.c.id, table.c.title, table.c.outlet, table.c.published, table.c.copy_of).where(chosen)
    return tuple(ReportLine(*row) for row in connection.execute(query.order_by(table.c.published, table.c.id)))


def stamp(connection: Connection) -> tuple[str, int]:
    """When an event last changed and how many there are: equal stamps, equal lines."""
    table = tables.events
    newest = connection.execute(select(func.max(table.c.changed))).scalar() or ""
    return str(newest), int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def reports_stamp(connection: Connection) -> str:
    """When a report last changed."""
    return str(connection.execute(select(func.max(tables.reports.c.changed))).scalar() or "")


def members_stamp(connection: Connection) -> tuple[str, int]:
    """When an incident last changed and how many events are in one."""
    newest = connection.execute(select(func.max(tables.incidents.c.changed))).scalar() or ""
    count = select(func.count()).select_from(tables.incident_events)
    return str(newest), int(connection.execute(count).scalar_one())


def members(connection: Connection) -> Mapping[str, str]:
    """The incident of each event that is in one."""
    table = tables.incident_events
    return {row.event: row.incident for row in connection.execute(select(table.c.event, table.c.incident))}


def incident_lines(connection: Connection) -> tuple[IncidentLine, ...]:
    """The lines of all incidents that stand, by id."""
    table = tables.incidents
    disputed = table.c.body.contains(DISPUTED, autoescape=True)
    query = select(table.c.id, table.c.type, table.c.earliest, disputed).where(table.c.withdrawn.is_(None))
    rows = connection.execute(query.order_by(table.c.id))
    return tuple(IncidentLine(row[0], row[1], _day(row[2]), bool(row[3])) for row in rows)


def incidents_changed(connection: Connection, since: str) -> int:
    """How many incidents changed after a time."""
    table = tables.incidents
    return int(connection.execute(select(func.count()).select_from(table).where(table.c.changed > since)).scalar_one())


def report_states(connection: Connection) -> Mapping[str, int]:
    """How many standing reports were coded, rejected and failed."""
    table = tables.reports
    query = select(table.c.state, func.count()).where(table.c.withdrawn.is_(None)).group_by(table.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def event_of(connection: Connection, target: str) -> str | None:
    """The id of the standing event that decisions about a target apply to, or None."""
    table = tables.events
    query = select(table.c.id).where(table.c.target == target).order_by(table.c.withdrawn.is_not(None), table.c.id)
    return connection.execute(query.limit(1)).scalar()


def lines(connection: Connection, after: str = "", newest: int = 0) -> Iterator[Line]:
    """The lines of all events, withdrawn ones included, by report and order in it.

    With ``after`` only those changed after that time; with ``newest`` only that many, the latest first.
    """
    table, reports = tables.events, tables.reports
    about = (reports.c.title, reports.c.outlet, reports.c.published)
    query = select(table, *about).join(reports, table.c.report == reports.c.id)
    wanted = query.where(table.c.changed > after) if after else query.order_by(table.c.report, table.c.seq)
    if newest:
        wanted = query.where(table.c.earliest.is_not(None)).order_by(table.c.earliest.desc()).limit(newest)
    streamed = connection.execution_options(stream_results=True, max_row_buffer=CHUNK)
    for chunk in streamed.execute(wanted).mappings().partitions(CHUNK):
        said = _voices(connection, sorted({row["report"] for row in chunk}))
        decided = decided_on(connection, [row["target"] for row in chunk if row["review"] is not None])
        for row in chunk:
            yield _line(row, _event(row, decided.get(row["target"], ())), said.get(row["report"], {}))


def _event(row: RowMapping, decided: Sequence[Decision]) -> JsonObject:
    """The event's JSON as people left it; without decisions it need not become a record first."""
    body = as_object(json.loads(row["body"]))
    return encode_record(apply(decode(Event, body), decided)[0]) if decided else body


def _line(row: RowMapping, event: JsonObject, said: Mapping[str, Voice]) -> Line:
    place, when = _part(event, "place"), _part(event, "when")
    lat, lon = _number(place, "lat"), _number(place, "lon")
    inside = [said[id] for id in as_list(event["claims"]) if isinstance(id, str) and id in said]
    named = _text(place, "name") or _text(place, "text")
    return Line(
        row["id"],
        row["report"],
        _text(event, "type") or "",
        _text(event, "mode"),
        _text(event, "status") or "",
        _day(_text(when, "earliest")),
        _day(_text(when, "latest")),
        _text(place, "country"),
        named,
        _text(place, "text"),
        _text(place, "id"),
        None if lat is None or lon is None else (lon, lat),
        _text(place, "precision"),
        _number(place, "radius_km"),
        _names(event, "actors"),
        _names(event, "recipients"),
        tuple(dict.fromkeys(inside)),
        row["outlet"],
        _number(event, "confidence") or 0.0,
        row["review"],
        row["withdrawn"] is not None,
        row["changed"],
        row["quote"],
        row["title"],
        row["published"],
        _text(_part(event, "territory"), "change"),
    )


def _part(event: JsonObject, name: str) -> JsonObject:
    value = event.get(name)
    return value if isinstance(value, dict) else {}


def _text(part: JsonObject, name: str) -> str | None:
    value = part.get(name)
    return value if isinstance(value, str) else None


def _number(part: JsonObject, name: str) -> float | None:
    value = part.get(name)
    return float(value) if isinstance(value, (int, float)) else None


def _names(event: JsonObject, side: str) -> tuple[str, ...]:
    people = [as_object(each) for each in as_list(event[side])]
    return tuple(dict.fromkeys(_text(each, "name") or _text(each, "text") or "" for each in people))


def _day(text: str | None) -> str | None:
    return text[:10] if text else None


def _voices(connection: Connection, reports: list[str]) -> Mapping[str, Mapping[str, Voice]]:
    table, found = tables.claims, dict[str, dict[str, Voice]]()
    for first in range(0, len(reports), WHOLE):
        query = select(table.c.report, table.c.body).where(table.c.report.in_(reports[first : first + WHOLE]))
        for report, body in connection.execute(query):
            claim = as_object(json.loads(body))
            speaker = decode(Speaker, claim["speaker"])
            found.setdefault(report, {})[_text(claim, "id") or ""] = (named_speaker(speaker) or "", _text(claim, "stance") or "")
    return found

"""One slim line an event, for whoever counts and searches all of them at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, select

from dateline.model import Claim, Event, Participant
from dateline.store import tables
from dateline.store.decided import decided_on
from dateline.store.decisions import apply
from dateline.store.rows import claims_of
from dateline.store.tabular import place_name, speaker_of
from dateline.store.wire import decode

CHUNK = 1000
WHOLE = 400


@dataclass(frozen=True, slots=True)
class Line:
    """What an event is found and counted by, after people's decisions; ``earliest`` and ``latest`` are ISO days."""

    id: str
    report: str
    type: str
    mode: str | None
    status: str
    earliest: str | None
    latest: str | None
    country: str | None
    place: str | None
    place_id: str | None
    point: tuple[float, float] | None
    precision: str | None
    radius_km: float | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    said_by: tuple[str, ...]
    stances: tuple[str, ...]
    outlet: str | None
    confidence: float
    review: str | None
    withdrawn: bool
    changed: str
    quote: str
    title: str | None
    published: str | None
    territory: str | None
    incident: str | None


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


def members(connection: Connection, events: Sequence[str] | None = None) -> Mapping[str, str]:
    """The incident of each event, or of each of these events, that is in one."""
    table = tables.incident_events
    query = select(table.c.event, table.c.incident)
    wanted = query if events is None else query.where(table.c.event.in_(events))
    return {row.event: row.incident for row in connection.execute(wanted)}


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


def lines(connection: Connection, after: str = "") -> Iterator[Line]:
    """The lines of all events, withdrawn ones included, by report and order in it; or of those changed after a time."""
    table, reports = tables.events, tables.reports
    about = (reports.c.title, reports.c.outlet, reports.c.published)
    query = select(table, *about).join(reports, table.c.report == reports.c.id)
    wanted = query.where(table.c.changed > after) if after else query.order_by(table.c.report, table.c.seq)
    for chunk in connection.execute(wanted).mappings().partitions(CHUNK):
        said = _claims(connection, sorted({row["report"] for row in chunk}))
        decided = decided_on(connection, [row["target"] for row in chunk if row["review"] is not None])
        homes = members(connection, [row["id"] for row in chunk])
        for row in chunk:
            event = apply(decode(Event, json.loads(row["body"])), decided.get(row["target"], ()))[0]
            yield _line(row, event, said.get(row["report"], {}), homes.get(row["id"]))


def _line(row: RowMapping, event: Event, said: Mapping[str, Claim], incident: str | None) -> Line:
    claims = [said[id] for id in event.claims if id in said]
    place, when = event.place, event.when
    point = (place.lon, place.lat) if place and place.lat is not None and place.lon is not None else None
    return Line(
        row["id"], row["report"], event.type, event.mode, event.status, _day(when.earliest if when else None),
        _day(when.latest if when else None), place.country if place else None, place_name(place),
        place.id if place else None, point, place.precision if place else None, place.radius_km if place else None,
        _names(event.actors), _names(event.recipients), tuple(dict.fromkeys(filter(None, map(speaker_of, claims)))),
        tuple(dict.fromkeys(claim.stance for claim in claims)), row["outlet"], event.confidence, row["review"],
        row["withdrawn"] is not None, row["changed"], row["quote"], row["title"], row["published"],
        event.territory.change if event.territory else None, incident,
    )


def _names(people: tuple[Participant, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name or each.text for each in people))


def _day(text: str | None) -> str | None:
    return text[:10] if text else None


def _claims(connection: Connection, reports: list[str]) -> Mapping[str, Mapping[str, Claim]]:
    table, found = tables.claims, dict[str, dict[str, Claim]]()
    for first in range(0, len(reports), WHOLE):
        query = select(table.c.report, table.c.body).where(table.c.report.in_(reports[first : first + WHOLE]))
        for report, body in connection.execute(query):
            for claim in claims_of((body,)):
                found.setdefault(report, {})[claim.id] = claim
    return found

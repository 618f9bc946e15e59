"""Incidents written after linking: those that grew keep their id, what merged, split or took another name is logged."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, select, update

from dateline.model import Incident
from dateline.store import tables
from dateline.store.decided import decided_on
from dateline.store.putting import put
from dateline.store.rows import Columns, body_of, incident_columns
from dateline.store.wire import decode

BATCH = 400


def replace_incidents(
    connection: Connection, incidents: Sequence[Incident], time: str, reports: Collection[str] | None = None
) -> None:
    """Put these in place of the incidents that these reports' events were in, or of all.

    Unchanged ones keep their row, those no longer concluded are withdrawn.
    """
    before = _standing_bodies(connection, None if reports is None else _homes(connection, reports))
    decided = decided_on(connection, [f"incident:{each.id}" for each in incidents])
    rows = [
        incident_columns(each, time, decided.get(f"incident:{each.id}", ()))
        for each in incidents
        if before.get(each.id) != body_of(each)
    ]
    put(connection, tables.incidents, rows)
    gone = sorted(set(before) - {each.id for each in incidents})
    _log(connection, {id: decode(Incident, json.loads(before[id])) for id in gone}, incidents, set(before), time)
    _withdraw(connection, gone, time)
    _save_members(connection, incidents, None if reports is None else set(before))


def heirs_of(connection: Connection, incident: str) -> tuple[str, ...]:
    """The incidents that stand where this one stood: those it merged into, was split into or is called now."""
    table, log = tables.incidents, tables.incident_log
    waiting, seen, found = [incident], set[str](), set[str]()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        if connection.execute(select(table.c.id).where(table.c.id == each, table.c.withdrawn.is_(None))).first():
            found.add(each)
            continue
        waiting += [into for into in connection.execute(select(log.c.into).where(log.c.incident == each)).scalars() if into]
    return tuple(sorted(found))


def _homes(connection: Connection, reports: Collection[str]) -> set[str]:
    members, events = tables.incident_events, tables.events
    found: set[str] = set()
    for part in _parts(reports):
        query = select(members.c.incident).join(events, members.c.event == events.c.id).where(events.c.report.in_(part))
        found.update(connection.execute(query).scalars())
    return found


def _standing_bodies(connection: Connection, ids: Collection[str] | None) -> Mapping[str, str]:
    table = tables.incidents
    query = select(table.c.id, table.c.body).where(table.c.withdrawn.is_(None))
    found: dict[str, str] = {}
    for chosen in (query,) if ids is None else (query.where(table.c.id.in_(part)) for part in _parts(ids)):
        found.update((row.id, row.body) for row in connection.execute(chosen))
    return found


def _withdraw(connection: Connection, gone: Iterable[str], time: str) -> None:
    table = tables.incidents
    for id in gone:
        values = {"withdrawn": time, "why": "relinked", "changed": time}
        connection.execute(update(table).where(table.c.id == id).values(values))


def _log(connection: Connection, gone: Mapping[str, Incident], now: Sequence[Incident], before: Collection[str], time: str) -> None:
    """What became of each incident that is gone: ``renamed`` where an older report of it came in, so that it begins there."""
    home = {event: each.id for each in now for event in each.events}
    heirs = {id: sorted({home[event] for event in incident.events if event in home}) for id, incident in gone.items()}
    for id, found in heirs.items():
        for heir in found or (None,):
            alone = heir not in before and sum(heir in others for others in heirs.values()) == 1
            what = "dropped" if heir is None else "split" if len(found) > 1 else "renamed" if alone else "merged"
            connection.execute(tables.incident_log.insert().values(time=time, change=what, incident=id, into=heir))


def _save_members(connection: Connection, incidents: Sequence[Incident], before: Collection[str] | None) -> None:
    table = tables.incident_events
    if before is None:
        connection.execute(table.delete())
    else:
        for part in _parts({*before, *(each.id for each in incidents)}):
            connection.execute(table.delete().where(table.c.incident.in_(part)))
    members: list[Columns] = [{"incident": each.id, "event": event} for each in incidents for event in each.events]
    if members:
        connection.execute(table.insert(), [dict(row) for row in members])


def _parts(ids: Iterable[str]) -> Iterable[Sequence[str]]:
    listed = sorted(ids)
    return (listed[first : first + BATCH] for first in range(0, len(listed), BATCH))

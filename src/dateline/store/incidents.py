"""Incidents written after linking: those that grew keep their id, what merged or split is logged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select, update

from dateline.model import Incident
from dateline.store import tables
from dateline.store.decided import decided_on
from dateline.store.putting import put
from dateline.store.rows import Columns, body_of, incident_columns
from dateline.store.wire import decode


def save_incidents(connection: Connection, incidents: Sequence[Incident], time: str) -> None:
    """Make these the incidents that stand; unchanged ones keep their row, those no longer concluded are withdrawn."""
    before = _standing_bodies(connection)
    decided = decided_on(connection, [f"incident:{each.id}" for each in incidents])
    rows = [
        incident_columns(each, time, decided.get(f"incident:{each.id}", ()))
        for each in incidents
        if before.get(each.id) != body_of(each)
    ]
    put(connection, tables.incidents, rows)
    gone = sorted(set(before) - {each.id for each in incidents})
    _log(connection, {id: decode(Incident, json.loads(before[id])) for id in gone}, incidents, time)
    _withdraw(connection, gone, time)
    _save_members(connection, incidents)


def _standing_bodies(connection: Connection) -> Mapping[str, str]:
    table = tables.incidents
    rows = connection.execute(select(table.c.id, table.c.body).where(table.c.withdrawn.is_(None)))
    return {row.id: row.body for row in rows}


def _withdraw(connection: Connection, gone: Iterable[str], time: str) -> None:
    table = tables.incidents
    for id in gone:
        values = {"withdrawn": time, "why": "relinked", "changed": time}
        connection.execute(update(table).where(table.c.id == id).values(values))


def _log(connection: Connection, gone: Mapping[str, Incident], now: Sequence[Incident], time: str) -> None:
    home = {event: each.id for each in now for event in each.events}
    for id, incident in gone.items():
        heirs = sorted({home[event] for event in incident.events if event in home})
        for heir in heirs or (None,):
            what = "dropped" if heir is None else "merged" if len(heirs) == 1 else "split"
            connection.execute(tables.incident_log.insert().values(time=time, change=what, incident=id, into=heir))


def _save_members(connection: Connection, incidents: Sequence[Incident]) -> None:
    connection.execute(tables.incident_events.delete())
    members: list[Columns] = [{"incident": each.id, "event": event} for each in incidents for event in each.events]
    if members:
        connection.execute(tables.incident_events.insert(), [dict(row) for row in members])

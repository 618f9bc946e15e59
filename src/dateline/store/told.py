"""Incidents read with the events and reports that they were concluded from, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from sqlalchemy import Engine, select

from dateline.store import tables
from dateline.store.reading import read_incidents, read_some_events, read_some_reports
from dateline.store.records import EventRow, Filter, IncidentRow, IncidentTold, ReportRow

Item = TypeVar("Item")
INCIDENTS = 200
# As many values as every database takes in one condition.
IDS = 400


def read_incidents_told(engine: Engine, chosen: Filter) -> Iterator[IncidentTold]:
    """The incidents that a filter asks for, with their events and reports; ``since`` asks for changed events' incidents too."""
    if chosen.since is None:
        rows: Iterable[IncidentRow] = read_incidents(engine, chosen)
    else:
        rows = _changed(engine, chosen, chosen.since)
    for part in _batches(rows, INCIDENTS):
        yield from _told(engine, part)


def _changed(engine: Engine, chosen: Filter, since: str) -> Iterator[IncidentRow]:
    """An incident's own record may stay as it was where the words or codes of one of its events did not."""
    touched = _of_changed_events(engine, since)
    for row in read_incidents(engine, replace(chosen, since="")):
        if row.standing.changed > since or row.incident.id in touched:
            yield row


def _of_changed_events(engine: Engine, since: str) -> Collection[str]:
    members, events = tables.incident_events, tables.events
    query = select(members.c.incident).join(events, members.c.event == events.c.id).where(events.c.changed > since)
    with engine.connect() as connection:
        return set(connection.execute(query.distinct()).scalars())


def _told(engine: Engine, rows: Sequence[IncidentRow]) -> Iterator[IncidentTold]:
    events: dict[str, EventRow] = {}
    for ids in _batches(dict.fromkeys(id for row in rows for id in row.incident.events), IDS):
        events.update((found.event.id, found) for found in read_some_events(engine, ids))
    reports: dict[str, ReportRow] = {}
    for ids in _batches(dict.fromkeys(id for row in rows for id, _ in row.incident.reports), IDS):
        reports.update(read_some_reports(engine, ids))
    for row in rows:
        yield IncidentTold(
            row,
            tuple(events[id] for id in row.incident.events if id in events),
            tuple(reports[id] for id, _ in row.incident.reports if id in reports),
        )


def _batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    waiting = iter(items)
    while found := tuple(islice(waiting, size)):
        yield found

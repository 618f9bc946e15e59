"""The database and its index, kept in step: what another program codes or decides is there at the next request."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Lock

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from dateline.app.web.index import Index, build, patched
from dateline.store.connect import connect
from dateline.store.queries_lines import (
    Line,
    event_of,
    lines,
    members,
    members_stamp,
    report_states,
    reports_stamp,
    stamp,
)
from dateline.store.reading import read_incident_page, read_report_events, read_some_events
from dateline.store.records import EventRow, Filter, IncidentRow, Tally
from dateline.store.store import Store

QUERY_SECONDS = 20.0
MOST_PATCHED = 2000
STEPS_BETWEEN_LOOKS = 20_000


class Live:
    """A store, with an index of its events that is brought up to date before it is handed out."""

    def __init__(self, where: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.store = Store(where, create=False)
        self._engine, self._loading = connect(where, create=False), connect(where, create=False)
        self._lock = Lock()
        self._stamp: tuple[str, int] = ("", 0)
        self._homes: tuple[str, int] = ("", 0)
        self._index = build(())
        self._incidents = 0
        self._states: tuple[str, Mapping[str, int]] = ("", {})
        _limit(self._engine, clock)

    def index(self) -> Index:
        """The index of everything that is in the database now."""
        with self._loading.connect() as connection, self._lock:
            now, homes = stamp(connection), members_stamp(connection)
            if now != self._stamp:
                self._index = _now(connection, self._index, self._stamp[0], now[1])
            if homes != self._homes:
                found = members(connection)
                self._index = replace(self._index, lines=tuple(_housed(line, found) for line in self._index.lines))
                self._incidents = len(set(found.values()))
            self._stamp, self._homes = now, homes
            return self._index

    @property
    def incident_count(self) -> int:
        """How many incidents the events are in."""
        return self._incidents

    def tally(self) -> Tally:
        """How many reports and events stand, by how their coding ended."""
        with self._loading.connect() as connection, self._lock:
            changed = reports_stamp(connection)
            if changed != self._states[0]:
                self._states = changed, report_states(connection)
            states = self._states[1]
            coded, rejected, failed = (states.get(name, 0) for name in ("coded", "rejected", "failed"))
            return Tally(coded + rejected + failed, coded, rejected, failed, int(self._index.stands.sum()))

    def report_events(self, report: str) -> tuple[EventRow, ...]:
        """Every event of a report, withdrawn or not."""
        return read_report_events(self._engine, report)

    def events(self, ids: Sequence[str]) -> tuple[EventRow, ...]:
        """The events with these ids, in this order."""
        return read_some_events(self._engine, ids)

    def incidents(self, chosen: Filter, first: int, size: int) -> tuple[tuple[IncidentRow, ...], int]:
        """A page of incidents, the latest first, and how many there are in all."""
        return read_incident_page(self._engine, chosen, first, size)

    def event_of(self, target: str) -> str | None:
        """The event that decisions about a target apply to."""
        with self._engine.connect() as connection:
            return event_of(connection, target)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()
        self._loading.dispose()
        self.store.close()


def _now(connection: Connection, before: Index, after: str, count: int) -> Index:
    """The index with what changed since; read afresh where that does not give all events, or much of them changed."""
    if before.lines:
        news = {line.id: line for line in lines(connection, after)}
        if len(before.lines) == count and len(news) < MOST_PATCHED and all(id in before.at for id in news):
            return patched(before, news)
    return build(lines(connection))


def _housed(line: Line, homes: Mapping[str, str]) -> Line:
    home = homes.get(line.id)
    return line if line.incident == home else replace(line, incident=home)


def _limit(engine: Engine, clock: Callable[[], float]) -> None:
    """Stop a query on SQLite that runs longer than ``QUERY_SECONDS`` after its connection was taken."""
    if engine.dialect.name != "sqlite":
        return

    def started(raw: DBAPIConnection, _record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
        end = clock() + QUERY_SECONDS
        raw.set_progress_handler(lambda: int(clock() > end), STEPS_BETWEEN_LOOKS)

    event.listen(engine, "checkout", started)

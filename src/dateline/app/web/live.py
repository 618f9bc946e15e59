"""The database and its index, kept in step: what another program codes or decides is there at the next request."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from dateline.app.web.index import Index, build
from dateline.store.connect import connect
from dateline.store.queries_lines import Line, event_of, lines, members, members_stamp, stamp
from dateline.store.reading import read_incident_page, read_some_events
from dateline.store.records import EventRow, Filter, IncidentRow
from dateline.store.store import Store

QUERY_SECONDS = 20.0
STEPS_BETWEEN_LOOKS = 20_000


class Live:
    """A store, with an index of its events that is brought up to date before it is handed out."""

    def __init__(self, where: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.store = Store(where, create=False)
        self._engine = connect(where, create=False)
        self._lock = Lock()
        self._stamp: tuple[str, int] = ("", 0)
        self._homes: tuple[str, int] = ("", 0)
        self._index = build(())
        _limit(self._engine, clock)

    def index(self) -> Index:
        """The index of everything that is in the database now."""
        with self._engine.connect() as connection, self._lock:
            now, homes = stamp(connection), members_stamp(connection)
            if now != self._stamp:
                self._index = build(_now(connection, self._index.lines, self._stamp[0], now[1]))
            if homes != self._homes:
                found = members(connection)
                self._index = build(replace(line, incident=found.get(line.id)) for line in self._index.lines)
            self._stamp, self._homes = now, homes
            return self._index

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
        self.store.close()


def _now(connection: Connection, before: Sequence[Line], after: str, count: int) -> tuple[Line, ...]:
    """All lines: those there were with what changed since, or read afresh where that does not give them all."""
    joined = _joined(before, tuple(lines(connection, after))) if before else ()
    return joined if len(joined) == count else tuple(lines(connection))


def _joined(before: Sequence[Line], fresh: Sequence[Line]) -> tuple[Line, ...]:
    news = {line.id: line for line in fresh}
    kept = tuple(news.pop(line.id, line) for line in before)
    return kept + tuple(news.values())


def _limit(engine: Engine, clock: Callable[[], float]) -> None:
    """Stop a query on SQLite that runs longer than ``QUERY_SECONDS`` after its connection was taken."""
    if engine.dialect.name != "sqlite":
        return

    def started(raw: DBAPIConnection, _record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
        end = clock() + QUERY_SECONDS
        raw.set_progress_handler(lambda: int(clock() > end), STEPS_BETWEEN_LOOKS)

    event.listen(engine, "checkout", started)

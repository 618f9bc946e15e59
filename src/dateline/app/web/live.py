"""The database and its index, kept in step: what another program codes or decides is there at the next request."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Event, Lock, Thread

from sqlalchemy import Connection

from dateline.app.web.held import Held
from dateline.app.web.index import Index, build, patched
from dateline.app.web.limits import limit
from dateline.store.connect import connect
from dateline.store.holdings import Holding
from dateline.store.queries_lines import (
    Line,
    ReportLine,
    copied,
    copies,
    event_of,
    incident_lines,
    incidents_changed,
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

FIRST_LINES = 2000
MOST_PATCHED = 2000

Stamp = tuple[str, int]


class Live:
    """A store, with an index of its events that is brought up to date before it is handed out.

    With ``aside`` the index is first read in a thread of its own; until that is done pages get the newest events only and
    ``progress`` is below 1, and later a large change is read aside too while the index of before is handed out.
    """

    def __init__(self, where: str, *, clock: Callable[[], float] = time.monotonic, aside: bool = False) -> None:
        self.store = Store(where, create=False)
        self._engine, self._loading = connect(where, create=False), connect(where, create=False)
        self._lock = Lock()
        self._stamp: Stamp = ("", 0)
        self._homes: Stamp = ("", 0)
        self._index = build(())
        self._states: tuple[str, Mapping[str, int]] = ("", {})
        self._done, self._some = Event(), Event()
        self._read, self._total = 0, 0
        self._held = Held(self.events)
        self._aside = aside
        for engine in (self._engine, self.store.engine):
            limit(engine, clock)
        if aside:
            self._begin()
        else:
            self._done.set()

    def index(self) -> Index:
        """The index as it can be had at once."""
        if not self._done.is_set():
            self._some.wait()
            return self._index
        with self._loading.connect() as connection, self._lock:
            if self._done.is_set():
                self._update(connection)
            return self._index

    def whole(self) -> Index:
        """The index of everything that is in the database now, however long it takes."""
        self._done.wait()
        index = self.index()
        if self._done.is_set():
            return index
        self._done.wait()
        return self._index

    @property
    def progress(self) -> float:
        """How much of the index has been read (0 … 1)."""
        return 1.0 if self._done.is_set() else min(0.99, self._read / max(1, self._total))

    @property
    def incident_count(self) -> int:
        """How many incidents there are."""
        return len(self._index.homes.incidents)

    def tally(self) -> Tally:
        """How many reports and events stand, by how their coding ended."""
        with self._loading.connect() as connection:
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

    def incidents_changed(self, since: str) -> int:
        """How many incidents are new or changed since a time."""
        with self._engine.connect() as connection:
            return incidents_changed(connection, since)

    def copies(self, report: str) -> tuple[ReportLine, ...]:
        """The reports of one story, as far as linking has joined them: the one that is copied, and its copies."""
        with self._engine.connect() as connection:
            return copies(connection, report)

    def copied(self, reports: Sequence[str]) -> Mapping[str, str]:
        """Those of these reports that copy another's story, with that one's id."""
        with self._engine.connect() as connection:
            return copied(connection, reports)

    def held(self, rows: Iterable[int]) -> tuple[Holding, ...]:
        """Who holds what when, by the events in these rows of the index."""
        return self._held.among(self._index.lines[row] for row in rows)

    def event_of(self, target: str) -> str | None:
        """The event that decisions about a target apply to."""
        with self._engine.connect() as connection:
            return event_of(connection, target)

    def close(self) -> None:
        """Let the database go."""
        self._done.wait()
        self._engine.dispose()
        self._loading.dispose()
        self.store.close()

    def _update(self, connection: Connection) -> None:
        now, homes = stamp(connection), members_stamp(connection)
        if now != self._stamp:
            before = self._index
            news = {line.id: line for line in lines(connection, self._stamp[0])} if before.lines else {}
            fresh = sum(id not in before.at for id in news)
            little = bool(before.lines) and len(before.lines) + fresh == now[1] and len(news) < MOST_PATCHED
            if self._aside and (fresh or not little):
                self._begin()
                return
            self._index = patched(before, news) if little else build(lines(connection))
            self._homes = self._homes if self._index.homes is before.homes else ("", 0)
            self._stamp = now
        if homes != self._homes:
            self._index = self._index.housed(incident_lines(connection), members(connection))
            self._homes = homes

    def _begin(self) -> None:
        self._done.clear()
        Thread(target=self._fill, name="index", daemon=True).start()

    def _fill(self) -> None:
        """Read everything in this thread; the newest events first where there is nothing yet."""
        try:
            with self._loading.connect() as connection, _uncollected():
                now, homes = stamp(connection), members_stamp(connection)
                self._total, self._read = now[1], 0
                if not self._index.lines:
                    first = build(lines(connection, newest=FIRST_LINES))
                    self._index = first.housed(incident_lines(connection), members(connection))
                    self._some.set()
                built = build(self._counted(lines(connection)))
                self._index = built.housed(incident_lines(connection), members(connection))
                self._stamp, self._homes = now, homes
                self._held.among(line for line in built.lines if not line.withdrawn)
        finally:
            self._some.set()
            self._done.set()

    def _counted(self, found: Iterable[Line]) -> Iterator[Line]:
        for line in found:
            self._read += 1
            yield line


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection, which would look at all lines again and again while they are made."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

"""The store: reports, what was coded in them, what people decided about it, and what was concluded from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Connection, Engine, func, select

from dateline.errors import StoreError
from dateline.link.why import Reason
from dateline.model import Coder, Decision, Failure, Incident, Sheet
from dateline.store import tables
from dateline.store.columns import CLAIM_TABLE, EVENT_TABLE, INCIDENT_TABLE, REPORT_TABLE
from dateline.store.connect import connect, guarded, writing
from dateline.store.counts import COUNT_TABLE, counts
from dateline.store.decided import all_decisions
from dateline.store.encoded import Encoded, encoded
from dateline.store.filters import checked
from dateline.store.frames import Frame
from dateline.store.holdings import HOLDING_TABLE, Holding, holdings
from dateline.store.incidents import heirs_of, replace_incidents
from dateline.store.judging import add_decision, same_or_not, settle, target_of
from dateline.store.mentions import MENTION_TABLE, Mention, mentions
from dateline.store.moments import now
from dateline.store.reading import read_claims, read_events, read_incidents, read_reports, read_sheets
from dateline.store.records import (
    ClaimRow,
    CountRow,
    EventRow,
    Filter,
    IncidentChange,
    IncidentRow,
    IncidentTold,
    ReportRow,
    Run,
    SheetRow,
    Tally,
)
from dateline.store.relink import Relink
from dateline.store.rows import clean
from dateline.store.saving import Known, known, save_all, withdraw_report
from dateline.store.told import read_incidents_told
from dateline.store.why import why

Item = TypeVar("Item")
EVERYTHING = Filter()


class Store:
    """An open database; closes as a context manager. Every method raises StoreError when the database refuses."""

    def __init__(self, where: str, *, create: bool = True, clock: Callable[[], str] = now) -> None:
        self.where = where
        self._clock = clock
        self._engine = connect(where, create=create)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def engine(self) -> Engine:
        """The database's connections, for whoever limits how long they may take."""
        return self._engine

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def known(self, report: str, coder: Coder) -> Known:
        """Whether this very report was coded by this very coder, and stands or gave way to a text that the same run read.

        A failure is not known, so it is tried again; nor is a text that was superseded by a later run.
        """
        with self._reading() as connection:
            return known(connection, clean(report), coder)

    def is_current(self, report: str, coder: Coder) -> bool:
        """Whether this very report was coded by this very coder, as ``known`` tells."""
        return self.known(report, coder) != "no"

    def save(self, sheet: Sheet, coder: Coder) -> None:
        """Write one report's coding, whole or not at all, in place of what it had; an earlier text is superseded."""
        self.save_all([encoded(sheet, coder)])

    def save_all(self, sheets: Sequence[Encoded | Failure]) -> list[str]:
        """Write what became of several reports, in order, each whole or not at all; all in one transaction where that goes.

        Where the database refuses them together, each is written by itself, so that one does no harm to another. The sources of
        those that took the place of an earlier text are returned.
        """
        try:
            with self._writing() as connection:
                return save_all(connection, sheets, self._clock())
        except StoreError:
            if len(sheets) < 2:
                raise
            return [source for each in sheets for source in self.save_all([each])]

    def withdraw(self, report: str, why: str = "withdrawn") -> bool:
        """Withdraw a report and its events, which stay readable; false when none of that id stands."""
        with self._writing() as connection:
            return withdraw_report(connection, clean(report), why, self._clock())

    def note_failure(self, failure: Failure) -> None:
        """Write down an input that could not be read."""
        self.save_all([failure])

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read or coded, by place."""
        table = tables.failures
        with self._reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.place)).all()
        return tuple(Failure(row.place, row.error, bool(row.retryable)) for row in rows)

    def note_run(self, run: Run) -> None:
        """Write down one run's figures."""
        columns = {each.name: getattr(run, each.name) for each in fields(run)}
        with self._writing() as connection:
            connection.execute(tables.runs.insert().values(columns))

    def runs(self) -> tuple[Run, ...]:
        """Every run's figures, oldest first."""
        columns = [tables.runs.c[each.name] for each in fields(Run)]
        with self._reading() as connection:
            return tuple(Run(*row) for row in connection.execute(select(*columns).order_by(tables.runs.c.seq)))

    def tally(self) -> Tally:
        """How many reports and events stand."""
        table, events = tables.reports, tables.events
        by_state = select(table.c.state, func.count()).where(table.c.withdrawn.is_(None)).group_by(table.c.state)
        live = select(func.count()).select_from(events).where(events.c.withdrawn.is_(None))
        with self._reading() as connection:
            states = {row[0]: row[1] for row in connection.execute(by_state)}
            count = connection.execute(live).scalar_one()
        coded, rejected, failed = (states.get(state, 0) for state in ("coded", "rejected", "failed"))
        return Tally(coded + rejected + failed, coded, rejected, failed, count)

    def decide(
        self,
        target: str,
        action: str,
        *,
        user: str,
        field: str | None = None,
        value: str | None = None,
        reason: str | None = None,
    ) -> Decision:
        """Add a person's decision about an event, incident or report, named by its id.

        ``action`` is accept, reject, change (``field`` to ``value``), same or not_same (``value`` is the other event's
        id), add (``target`` is a report, ``value`` the JSON of the event that the coder missed: see ``adding.settled``) or
        undo (``target`` is the decision's id).
        """
        time = self._clock()
        undoes = target if action == "undo" else None
        decision = Decision("", target, action, field, value, user, time, reason, undoes)
        with self._writing() as connection:
            return add_decision(connection, settle(connection, decision), time)

    def import_decisions(self, decisions: Iterable[Decision]) -> int:
        """Add decisions made elsewhere; those already here are left alone. The number of decisions read."""
        with self._writing() as connection:
            return len([add_decision(connection, decision, self._clock()) for decision in decisions])

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision ever made, oldest first."""
        with self._reading() as connection:
            return all_decisions(connection)

    def same_or_not(self) -> tuple[tuple[str, str, bool], ...]:
        """Pairs of event targets that people joined (true) or parted (false), for linking to obey."""
        with self._reading() as connection:
            return same_or_not(connection)

    def target_of(self, name: str) -> str:
        """What decisions about an id hang on, the same after a new coding."""
        with self._reading() as connection:
            return target_of(connection, clean(name))

    def sheet(self, report: str) -> Sheet | None:
        """Everything found in one report, by its id or its external id (the newest text), or None."""
        found: Sheet | None = None
        for row in self._guard(read_sheets(self._engine, Filter(report=clean(report), since=""))):
            found = row.sheet if found is None or row.standing.withdrawn is None else found
        return found

    def event(self, id: str) -> EventRow | None:
        """One event by its id, withdrawn or not, or None."""
        return next(iter(self._guard(read_events(self._engine, Filter(event=clean(id), since="")))), None)

    def incident(self, id: str) -> IncidentRow | None:
        """One incident by its id, withdrawn or not, or None."""
        return next(iter(self._guard(read_incidents(self._engine, Filter(incident=clean(id), since="")))), None)

    def incident_of(self, event: str) -> str | None:
        """The id of the incident that an event is part of, or None."""
        table = tables.incident_events
        with self._reading() as connection:
            return connection.execute(select(table.c.incident).where(table.c.event == clean(event))).scalar()

    def events(self, chosen: Filter = EVERYTHING) -> Frame[EventRow]:
        """The events that stand and that the filter asks for, as an iterable table; InputError for a filter that makes no sense."""
        wanted = checked(chosen, "events")
        return Frame(lambda: self._guard(read_events(self._engine, wanted)), EVENT_TABLE)

    def counts(self, chosen: Filter = EVERYTHING) -> Frame[CountRow]:
        """Every number that these events give, with whom it counts, on whose side, and who says so."""
        return Frame(lambda: counts(self.events(chosen)), COUNT_TABLE)

    def incidents(self, chosen: Filter = EVERYTHING) -> Frame[IncidentRow]:
        """The incidents that stand and that the filter asks for, as an iterable table."""
        wanted = checked(chosen, "incidents")
        return Frame(lambda: self._guard(read_incidents(self._engine, wanted)), INCIDENT_TABLE)

    def holdings(self, chosen: Filter = EVERYTHING) -> Frame[Holding]:
        """Who holds which place from when, from the events that the filter asks for; a timeline a place."""
        wanted = checked(chosen, "holdings")
        return Frame(lambda: iter(holdings(self.events(wanted))), HOLDING_TABLE)

    def incidents_told(self, chosen: Filter = EVERYTHING) -> Iterator[IncidentTold]:
        """The incidents that the filter asks for with their events and reports; one changes where one of its events does."""
        return self._guard(read_incidents_told(self._engine, checked(chosen, "incidents")))

    def reports(self, chosen: Filter = EVERYTHING) -> Frame[ReportRow]:
        """The reports that stand, with how their coding ended, as an iterable table."""
        wanted = checked(chosen, "reports")
        return Frame(lambda: self._guard(read_reports(self._engine, wanted)), REPORT_TABLE)

    def sheets(self, chosen: Filter = EVERYTHING) -> Iterator[SheetRow]:
        """The reports that stand, with everything found in them."""
        return self._guard(read_sheets(self._engine, checked(chosen, "reports")))

    def claims(self, chosen: Filter = EVERYTHING) -> Frame[ClaimRow]:
        """The claims of the reports that stand, as an iterable table; ``actor`` asks for who speaks."""
        wanted = checked(chosen, "claims")
        return Frame(lambda: self._guard(read_claims(self._engine, wanted)), CLAIM_TABLE)

    def mentions(self, chosen: Filter = EVERYTHING) -> Frame[Mention]:
        """Every actor, place and time that the reports that stand mention, as an iterable table."""
        wanted = checked(chosen, "mentions")
        return Frame(lambda: mentions(self._guard(read_sheets(self._engine, wanted)), wanted), MENTION_TABLE)

    def save_incidents(self, incidents: Sequence[Incident]) -> None:
        """Make these the incidents that stand; merges and splits of earlier ones are logged."""
        with self._writing() as connection:
            replace_incidents(connection, incidents, self._clock())

    def link(self, *, whole: bool = False) -> int:
        """Join the events that stand to incidents; the number of incidents.

        Reports that another updates, corrects or kills are withdrawn before. Only what hangs together with reports that came,
        changed or went since is worked out again; ``whole`` works out everything, which gives the same.
        """
        with guarded(self.where):
            Relink(self._engine, self._writing, self._clock).run(whole=whole)
        table = tables.incidents
        with self._reading() as connection:
            query = select(func.count()).select_from(table).where(table.c.withdrawn.is_(None))
            return int(connection.execute(query).scalar_one())

    def why(self, incident: str) -> tuple[Reason, ...]:
        """Why an incident's events are together, and why those nearest to them are not: every score with its parts."""
        with self._reading() as connection:
            return why(self._engine, connection, clean(incident))

    def heirs(self, incident: str) -> tuple[str, ...]:
        """The ids of the incidents that stand where this one stood."""
        with self._reading() as connection:
            return heirs_of(connection, clean(incident))

    def incident_log(self) -> tuple[IncidentChange, ...]:
        """Every merge, split, renaming and dropping of incidents, oldest first."""
        table = tables.incident_log
        with self._reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.seq)).all()
        return tuple(IncidentChange(row.time, row.change, row.incident, row.into) for row in rows)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with guarded(self.where), writing(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with guarded(self.where), self._engine.connect() as connection:
            yield connection

    def _guard(self, items: Iterable[Item]) -> Iterator[Item]:
        with guarded(self.where):
            yield from items

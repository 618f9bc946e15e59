"""The rows of events that people added: made from the decisions that hold, in place of what the coder says of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select, update

from dateline.model import Decision, Event, Sheet
from dateline.store import tables
from dateline.store.adding import added
from dateline.store.decided import decided_on
from dateline.store.decisions import ADD, event_target
from dateline.store.putting import put
from dateline.store.rows import body_of, clean, row_of_event, sheet_of

SEQ = 1_000_000
REPLACED, UNDONE = "replaced by an added event", "undone"


def about(source: str) -> str:
    """What decisions about the report of this name hang on."""
    return f"report:{source}"


def save_added(connection: Connection, source: str, time: str) -> None:
    """Bring the added events of the report that stands under this name in line with the decisions about it."""
    decided = [each for each in decided_on(connection, [about(source)]).get(about(source), ()) if each.action == ADD]
    table = tables.reports
    stands = (table.c.source == source) & table.c.withdrawn.is_(None)
    for row in connection.execute(select(table).where(stands)).mappings().all():
        sheet = sheet_of(row, (), ())
        events = _events(sheet, decided)
        _put(connection, sheet, events, time)
        _withdraw(connection, clean(sheet.report.id), {clean(event.id) for event, _ in events.values()}, time)
        _replace(connection, clean(sheet.report.id), set(events), time)


def _events(sheet: Sheet, decided: Iterable[Decision]) -> Mapping[str, tuple[Event, Decision]]:
    """By target: of two decisions that add an event on the same words, the later one holds."""
    made = ((added(each, sheet), each) for each in decided)
    return {clean(event_target(sheet.report, event)): (event, each) for event, each in made if event is not None}


def _put(connection: Connection, sheet: Sheet, events: Mapping[str, tuple[Event, Decision]], time: str) -> None:
    table = tables.events
    here = (table.c.report == clean(sheet.report.id)) & table.c.withdrawn.is_(None) & table.c.added.is_not(None)
    bodies = set(connection.execute(select(table.c.body).where(here)).scalars())
    decided = decided_on(connection, list(events))
    put(
        connection,
        table,
        [
            {**row_of_event(sheet, event, decided.get(target, ())), "changed": time, "seq": SEQ, "added": decision.id}
            for target, (event, decision) in events.items()
            if body_of(event) not in bodies
        ],
    )


def _withdraw(connection: Connection, report: str, kept: set[str], time: str) -> None:
    table = tables.events
    here = (table.c.report == report) & table.c.withdrawn.is_(None) & table.c.added.is_not(None)
    for id in set(connection.execute(select(table.c.id).where(here)).scalars()) - kept:
        chosen = (table.c.report == report) & (table.c.id == id)
        connection.execute(update(table).where(chosen).values(withdrawn=time, why=UNDONE, changed=time))


def _replace(connection: Connection, report: str, targets: set[str], time: str) -> None:
    """What the coder says on the words of an added event gives way to it, and comes back when that is undone."""
    table = tables.events
    coded = (table.c.report == report) & table.c.added.is_(None) & (table.c.withdrawn.is_(None) | (table.c.why == REPLACED))
    for row in connection.execute(select(table.c.id, table.c.target, table.c.withdrawn).where(coded)).all():
        if (row.target in targets) != (row.withdrawn is not None):
            values = {"withdrawn": time, "why": REPLACED} if row.target in targets else {"withdrawn": None, "why": None}
            chosen = (table.c.report == report) & (table.c.id == row.id)
            connection.execute(update(table).where(chosen).values(**values, changed=time))

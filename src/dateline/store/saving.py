"""What one transaction writes: a sheet whole, a withdrawal, a correction that takes an earlier report's place."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from dateline.model import Coder, Sheet
from dateline.store import tables
from dateline.store.added import REPLACED, save_added
from dateline.store.decided import decided_on
from dateline.store.decisions import event_target, source_of
from dateline.store.putting import put
from dateline.store.rows import Columns, body_of, clean, event_columns, report_columns

RECODED = "recoded"


def save_sheet(connection: Connection, sheet: Sheet, coder: Coder, time: str) -> None:
    """Write a report's coding in place of what was there; the earlier text of the same report is superseded."""
    source = clean(source_of(sheet.report))
    if sheet.failed and _coded_before(connection, source):
        note_failure(connection, source, f"{sheet.failed.where}: {sheet.failed.error}", sheet.failed.retryable, time)
        return
    _supersede(connection, source, clean(sheet.report.id), time)
    put(connection, tables.reports, [report_columns(sheet, coder, time)])
    _save_events(connection, sheet, time)
    _save_claims(connection, sheet)
    save_added(connection, source, time)
    connection.execute(tables.failures.delete().where(tables.failures.c.place == source))


def is_current(connection: Connection, report: str, coder: Coder) -> bool:
    """Whether coding the report again would change nothing."""
    table, runs = tables.reports, tables.runs
    columns = (table.c.state, table.c.version, table.c.lexicon, table.c.engine, table.c.coded, table.c.withdrawn)
    row = connection.execute(select(*columns, table.c.superseded_by).where(table.c.id == report)).first()
    if row is None or row.state == "failed" or (row.version, row.lexicon, row.engine) != _tag(coder):
        return False
    if row.superseded_by is None:
        return True
    one_run = (runs.c.started <= row.coded) & (runs.c.ended >= row.withdrawn)
    return connection.execute(select(runs.c.seq).where(one_run)).first() is not None


def _tag(coder: Coder) -> tuple[str, str, str]:
    return coder.version, coder.lexicon, coder.engine


def note_failure(connection: Connection, place: str, error: str, retryable: bool, time: str) -> None:
    """Write down what could not be read or coded, one row a place, the newest error."""
    row: Columns = {"place": clean(place), "error": clean(error), "retryable": int(retryable), "time": time}
    put(connection, tables.failures, [row])


def withdraw_report(connection: Connection, report: str, why: str, time: str) -> bool:
    """Mark a report and its events withdrawn; false when it is not there or was withdrawn before."""
    table = tables.reports
    stands = (table.c.id == report) & table.c.withdrawn.is_(None)
    done = connection.execute(update(table).where(stands).values(withdrawn=time, why=why, changed=time, linked=0)).rowcount > 0
    _withdraw_events(connection, report, why, time)
    return done


def _coded_before(connection: Connection, source: str) -> bool:
    table = tables.reports
    standing = (table.c.source == source) & table.c.withdrawn.is_(None) & (table.c.state != "failed")
    return connection.execute(select(table.c.id).where(standing)).first() is not None


def _supersede(connection: Connection, source: str, by: str, time: str) -> None:
    table = tables.reports
    earlier = (table.c.source == source) & (table.c.id != by) & table.c.withdrawn.is_(None)
    for report in connection.execute(select(table.c.id).where(earlier)).scalars().all():
        withdraw_report(connection, report, "superseded", time)
        connection.execute(update(table).where(table.c.id == report).values(superseded_by=by))


def _withdraw_events(
    connection: Connection, report: str, why: str, time: str, keep: frozenset[str] = frozenset()
) -> None:
    table = tables.events
    standing = (table.c.report == report) & table.c.withdrawn.is_(None)
    own = (table.c.report == report) & table.c.added.is_(None) & (table.c.withdrawn.is_(None) | (table.c.why == REPLACED))
    chosen_ones = own if why == RECODED else standing
    for event in connection.execute(select(table.c.id).where(chosen_ones)).scalars().all():
        if event not in keep:
            chosen = (table.c.report == report) & (table.c.id == event)
            connection.execute(update(table).where(chosen).values(withdrawn=time, why=why, changed=time))


def _save_events(connection: Connection, sheet: Sheet, time: str) -> None:
    report = clean(sheet.report.id)
    _withdraw_events(connection, report, RECODED, time, frozenset(clean(event.id) for event in sheet.events))
    table = tables.events
    standing = (table.c.report == report) & table.c.withdrawn.is_(None)
    bodies = set(connection.execute(select(table.c.body).where(standing)).scalars())
    decided = decided_on(connection, [clean(event_target(sheet.report, event)) for event in sheet.events])
    put(connection, table, [
        event_columns(sheet, seq, time, decided.get(clean(event_target(sheet.report, event)), ()))
        for seq, event in enumerate(sheet.events)
        if body_of(event) not in bodies
    ])


def _save_claims(connection: Connection, sheet: Sheet) -> None:
    report = clean(sheet.report.id)
    connection.execute(tables.claims.delete().where(tables.claims.c.report == report))
    put(connection, tables.claims, [
        {"report": report, "seq": seq, "id": clean(claim.id), "body": body_of(claim)}
        for seq, claim in enumerate(sheet.claims)
    ])

"""What one transaction writes: a sheet whole, a withdrawal, a correction that takes an earlier report's place."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, or_, select, update

from dateline.model import Coder, Decision, Sheet
from dateline.store import tables
from dateline.store.added import REPLACED, about, save_added
from dateline.store.decided import decided_on
from dateline.store.decisions import event_target, source_of
from dateline.store.putting import put
from dateline.store.rows import Columns, body_of, clean, event_columns, report_columns

RECODED = "recoded"
_KNOWN = select(*(tables.reports.c[name] for name in ("id", "source", "state", "withdrawn"))).where(
    or_(tables.reports.c.source == bindparam("source"), tables.reports.c.id == bindparam("report"))
)
_CODED = select(
    *(tables.reports.c[name] for name in ("state", "version", "lexicon", "engine", "coded", "withdrawn", "superseded_by"))
).where(tables.reports.c.id == bindparam("report"))
_FORGIVEN = tables.failures.delete().where(tables.failures.c.place == bindparam("source"))


def save_sheet(connection: Connection, sheet: Sheet, coder: Coder, time: str) -> None:
    """Write a report's coding in place of what was there; the earlier text of the same report is superseded."""
    source, report = clean(source_of(sheet.report)), clean(sheet.report.id)
    rows = connection.execute(_KNOWN, {"source": source, "report": report}).all()
    if sheet.failed and any(row.source == source and row.withdrawn is None and row.state != "failed" for row in rows):
        note_failure(connection, source, f"{sheet.failed.where}: {sheet.failed.error}", sheet.failed.retryable, time)
        return
    for row in rows:
        if row.source == source and row.id != report and row.withdrawn is None:
            _supersede(connection, row.id, report, time)
    put(connection, tables.reports, [report_columns(sheet, coder, time)])
    fresh = all(row.id != report for row in rows)
    decided = decided_on(connection, [*(clean(event_target(sheet.report, event)) for event in sheet.events), about(source)])
    _save_events(connection, sheet, time, decided, fresh=fresh)
    _save_claims(connection, sheet, fresh=fresh)
    if not fresh or about(source) in decided:
        save_added(connection, source, time)
    connection.execute(_FORGIVEN, {"source": source})


def is_current(connection: Connection, report: str, coder: Coder) -> bool:
    """Whether coding the report again would change nothing."""
    runs, row = tables.runs, connection.execute(_CODED, {"report": report}).first()
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


def _supersede(connection: Connection, report: str, by: str, time: str) -> None:
    withdraw_report(connection, report, "superseded", time)
    connection.execute(update(tables.reports).where(tables.reports.c.id == report).values(superseded_by=by))


def _withdraw_events(connection: Connection, report: str, why: str, time: str, keep: frozenset[str] = frozenset()) -> None:
    table = tables.events
    standing = (table.c.report == report) & table.c.withdrawn.is_(None)
    own = (table.c.report == report) & table.c.added.is_(None) & (table.c.withdrawn.is_(None) | (table.c.why == REPLACED))
    chosen_ones = own if why == RECODED else standing
    for event in connection.execute(select(table.c.id).where(chosen_ones)).scalars().all():
        if event not in keep:
            chosen = (table.c.report == report) & (table.c.id == event)
            connection.execute(update(table).where(chosen).values(withdrawn=time, why=why, changed=time))


def _save_events(
    connection: Connection, sheet: Sheet, time: str, decided: Mapping[str, tuple[Decision, ...]], *, fresh: bool
) -> None:
    table, bodies = tables.events, set[str]()
    if not fresh:
        report = clean(sheet.report.id)
        _withdraw_events(connection, report, RECODED, time, frozenset(clean(event.id) for event in sheet.events))
        standing = (table.c.report == report) & table.c.withdrawn.is_(None)
        bodies.update(connection.execute(select(table.c.body).where(standing)).scalars())
    put(
        connection,
        table,
        [
            event_columns(sheet, seq, time, decided.get(clean(event_target(sheet.report, event)), ()))
            for seq, event in enumerate(sheet.events)
            if body_of(event) not in bodies
        ],
    )


def _save_claims(connection: Connection, sheet: Sheet, *, fresh: bool) -> None:
    report = clean(sheet.report.id)
    if not fresh:
        connection.execute(tables.claims.delete().where(tables.claims.c.report == report))
    put(
        connection,
        tables.claims,
        [{"report": report, "seq": seq, "id": clean(claim.id), "body": body_of(claim)} for seq, claim in enumerate(sheet.claims)],
    )

"""What one transaction writes: sheets whole, a withdrawal, a correction that takes an earlier report's place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeAlias

from sqlalchemy import Connection, bindparam, or_, select, update

from dateline.model import Coder, Decision, Failure
from dateline.store import tables
from dateline.store.added import REPLACED, about, save_added
from dateline.store.decided import decided_on
from dateline.store.encoded import Encoded
from dateline.store.putting import put
from dateline.store.rows import Columns, clean, decided_columns

RECODED = "recoded"
Known: TypeAlias = Literal["no", "stands", "gave way"]
_KNOWN = select(*(tables.reports.c[name] for name in ("id", "source", "state", "withdrawn"))).where(
    or_(tables.reports.c.source == bindparam("source"), tables.reports.c.id == bindparam("report"))
)
_KNOWN_AMONG = select(tables.reports.c.id, tables.reports.c.source).where(
    or_(
        tables.reports.c.source.in_(bindparam("sources", expanding=True)),
        tables.reports.c.id.in_(bindparam("reports", expanding=True)),
    )
)
_CODED = select(
    *(tables.reports.c[name] for name in ("state", "version", "lexicon", "engine", "coded", "withdrawn", "superseded_by"))
).where(tables.reports.c.id == bindparam("report"))
_FORGIVEN = tables.failures.delete().where(tables.failures.c.place == bindparam("source"))


def save_all(connection: Connection, sheets: Sequence[Encoded | Failure], time: str) -> list[str]:
    """Write what became of several reports, in order, as if each were written by itself; new reports are written together.

    The sources of those that took the place of an earlier text are returned.
    """
    replaced: list[str] = []
    for fresh, group in _alike(connection, sheets):
        if fresh:
            _save_fresh(connection, [each for each in group if isinstance(each, Encoded)], time)
        else:
            replaced += [each.source for each in group if _save(connection, each, time) and isinstance(each, Encoded)]
    return replaced


def _alike(connection: Connection, sheets: Sequence[Encoded | Failure]) -> Iterator[tuple[bool, list[Encoded | Failure]]]:
    """The sheets in order, those of reports that nothing is known of grouped apart from others."""
    made = [each for each in sheets if isinstance(each, Encoded)]
    wanted = {"sources": [each.source for each in made], "reports": [each.id for each in made]}
    known = {name for row in connection.execute(_KNOWN_AMONG, wanted) for name in row} if made else set[str]()
    fresh: list[bool] = []
    for each in sheets:
        names = {each.source, each.id} if isinstance(each, Encoded) else set[str]()
        fresh.append(bool(names) and not names & known)
        known |= names
    for alike, group in groupby(zip(fresh, sheets, strict=True), itemgetter(0)):
        yield alike, [each for _, each in group]


def _save_fresh(connection: Connection, sheets: Sequence[Encoded], time: str) -> None:
    """Write reports of which the store knows neither the text nor the source."""
    events = [row for each in sheets for row in each.events]
    decided = decided_on(connection, [*(str(row["target"]) for row in events), *(about(each.source) for each in sheets)])
    put(connection, tables.reports, [{**each.report, "coded": time, "changed": time} for each in sheets])
    put(connection, tables.events, [_event_row(row, decided, time) for row in events])
    put(connection, tables.claims, [row for each in sheets for row in each.claims])
    for each in sheets:
        if about(each.source) in decided:
            save_added(connection, each.source, time)
    connection.execute(_FORGIVEN, [{"source": each.source} for each in sheets])


def _save(connection: Connection, sheet: Encoded | Failure, time: str) -> bool:
    """Write a report's coding in place of what was there; the earlier text of the same report is superseded: true where one was."""
    if isinstance(sheet, Failure):
        note_failure(connection, sheet.where, sheet.error, sheet.retryable, time)
        return False
    source, report = sheet.source, sheet.id
    rows = connection.execute(_KNOWN, {"source": source, "report": report}).all()
    if sheet.failed and any(row.source == source and row.withdrawn is None and row.state != "failed" for row in rows):
        note_failure(connection, source, f"{sheet.failed.where}: {sheet.failed.error}", sheet.failed.retryable, time)
        return False
    earlier = [row.id for row in rows if row.source == source and row.id != report and row.withdrawn is None]
    for id in earlier:
        _supersede(connection, id, report, time)
    put(connection, tables.reports, [{**sheet.report, "coded": time, "changed": time}])
    fresh = all(row.id != report for row in rows)
    decided = decided_on(connection, [*(str(row["target"]) for row in sheet.events), about(source)])
    _save_events(connection, sheet, time, decided, fresh=fresh)
    _save_claims(connection, sheet, fresh=fresh)
    if not fresh or about(source) in decided:
        save_added(connection, source, time)
    connection.execute(_FORGIVEN, {"source": source})
    return bool(earlier)


def known(connection: Connection, report: str, coder: Coder) -> Known:
    """Whether coding the report again would change nothing, and whether it stands."""
    runs, row = tables.runs, connection.execute(_CODED, {"report": report}).first()
    if row is None or row.state == "failed" or (row.version, row.lexicon, row.engine) != _tag(coder):
        return "no"
    if row.superseded_by is None:
        return "stands"
    one_run = (runs.c.started <= row.coded) & (runs.c.ended >= row.withdrawn)
    return "gave way" if connection.execute(select(runs.c.seq).where(one_run)).first() is not None else "no"


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
    connection: Connection, sheet: Encoded, time: str, decided: Mapping[str, tuple[Decision, ...]], *, fresh: bool
) -> None:
    table, bodies = tables.events, set[str]()
    if not fresh:
        _withdraw_events(connection, sheet.id, RECODED, time, frozenset(str(row["id"]) for row in sheet.events))
        standing = (table.c.report == sheet.id) & table.c.withdrawn.is_(None)
        bodies.update(connection.execute(select(table.c.body).where(standing)).scalars())
    put(connection, table, [_event_row(row, decided, time) for row in sheet.events if row["body"] not in bodies])


def _event_row(row: Columns, decided: Mapping[str, tuple[Decision, ...]], time: str) -> Columns:
    return {**decided_columns(row, decided.get(str(row["target"]), ())), "changed": time}


def _save_claims(connection: Connection, sheet: Encoded, *, fresh: bool) -> None:
    if not fresh:
        connection.execute(tables.claims.delete().where(tables.claims.c.report == sheet.id))
    put(connection, tables.claims, sheet.claims)

"""Rows read back in order, a chunk at a time, so that a table of any size passes through in little memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Engine, RowMapping, Select, false, func, or_, select

from dateline.model import Claim, Event, Sheet
from dateline.store import tables
from dateline.store.decided import decided_on
from dateline.store.queries import event_query, incident_query, report_query
from dateline.store.records import ClaimRow, EventRow, Filter, IncidentRow, ReportRow, SheetRow
from dateline.store.rows import claims_of, event_row, incident_row, names, report_row, sheet_of, standing_of
from dateline.store.wire import decode

CHUNK = 500
ROW_OF_A_REPORT = ("id", "report", "state", "reason", "changed", "withdrawn", "why", "superseded_by", "copy_of")


def read_events(engine: Engine, chosen: Filter) -> Iterator[EventRow]:
    """The events that a filter asks for, with people's decisions applied."""
    yield from _read_events(engine, event_query(chosen))


def read_some_events(engine: Engine, ids: Sequence[str]) -> tuple[EventRow, ...]:
    """The events with these ids, in this order, withdrawn or not; ids that are not there are passed over."""
    table = tables.events
    found = {row.event.id: row for row in _read_events(engine, select(table).where(table.c.id.in_(ids)))}
    return tuple(found[id] for id in ids if id in found)


def read_report_events(engine: Engine, report: str) -> tuple[EventRow, ...]:
    """Every event of one report, by its id, withdrawn or not, in the order of the report."""
    table = tables.events
    return tuple(_read_events(engine, select(table).where(table.c.report == report).order_by(table.c.seq, table.c.id)))


def read_chosen_events(engine: Engine, reports: Sequence[str]) -> Iterator[EventRow]:
    """The events of these reports that stand and that nobody rejected, by report and order in it."""
    table = tables.events
    stands = table.c.withdrawn.is_(None) & or_(table.c.review.is_(None), table.c.review != "rejected")
    query = select(table).where(table.c.report.in_(reports), stands)
    yield from _read_events(engine, query.order_by(table.c.report, table.c.seq, table.c.id))


def _read_events(engine: Engine, query: Select[tuple[object, ...]]) -> Iterator[EventRow]:
    known: dict[str, ReportRow] = {}
    with engine.connect() as rows, engine.connect() as beside:
        for chunk in _chunks(rows, query):
            reports = {row["report"] for row in chunk}
            known, claims = _reports(beside, reports, known), _claims(beside, reports)
            decided = decided_on(beside, [row["target"] for row in chunk if row["review"] is not None])
            for row in chunk:
                report = known[row["report"]]
                yield event_row(row, report, claims.get(row["report"], {}), decided.get(row["target"], ()))


def read_incidents(engine: Engine, chosen: Filter) -> Iterator[IncidentRow]:
    """The incidents that a filter asks for, with people's decisions applied."""
    with engine.connect() as rows, engine.connect() as beside:
        for chunk in _chunks(rows, incident_query(chosen)):
            decided = decided_on(beside, [f"incident:{row['id']}" for row in chunk if row["review"] is not None])
            for row in chunk:
                found = incident_row(row, decided.get(f"incident:{row['id']}", ()))
                if chosen.mode is None or found.incident.mode == chosen.mode:
                    yield found


def read_incident_page(engine: Engine, chosen: Filter, first: int, size: int) -> tuple[tuple[IncidentRow, ...], int]:
    """One page of the incidents that a filter asks for, the latest first, and how many there are in all."""
    query, table = incident_query(chosen), tables.incidents
    newest = query.order_by(None).order_by(func.coalesce(table.c.earliest, "").desc(), table.c.id)
    with engine.connect() as rows:
        total = rows.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
        page = rows.execute(newest.limit(size).offset(first)).mappings().all()
        decided = decided_on(rows, [f"incident:{row['id']}" for row in page if row["review"] is not None])
        return tuple(incident_row(row, decided.get(f"incident:{row['id']}", ())) for row in page), total


def read_reports(engine: Engine, chosen: Filter) -> Iterator[ReportRow]:
    """The reports that a filter asks for."""
    with engine.connect() as rows:
        for chunk in _chunks(rows, report_query(chosen)):
            yield from map(report_row, chunk)


def read_sheets(engine: Engine, chosen: Filter) -> Iterator[SheetRow]:
    """The reports that a filter asks for with everything found in them, as the coder left it."""
    with engine.connect() as rows, engine.connect() as beside:
        for chunk in _chunks(rows, report_query(chosen)):
            for row in chunk:
                yield SheetRow(_sheet(beside, row), standing_of(row), row["copy_of"])


def read_claims(engine: Engine, chosen: Filter) -> Iterator[ClaimRow]:
    """The claims of the reports that a filter asks for, and of the speaker that it names, if it names one."""
    with engine.connect() as rows, engine.connect() as beside:
        for chunk in _chunks(rows, report_query(chosen)):
            for row in chunk:
                of = report_row(row)
                for claim in claims_of(_claim_bodies(beside, row["id"])):
                    if chosen.actor is not None and not names(chosen.actor, claim.speaker):
                        continue
                    yield ClaimRow(claim, of.report, of.standing, of.copy_of)


def _chunks(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[Sequence[RowMapping]]:
    streamed = connection.execution_options(stream_results=True, max_row_buffer=CHUNK)
    yield from streamed.execute(query).mappings().partitions(CHUNK)


def read_some_reports(engine: Engine, ids: Sequence[str]) -> dict[str, ReportRow]:
    """The reports with these ids, by id, withdrawn or not; ids that are not there are passed over."""
    with engine.connect() as connection:
        return _reports(connection, ids, {})


def _reports(connection: Connection, wanted: Iterable[str], known: dict[str, ReportRow]) -> dict[str, ReportRow]:
    kept = {id: known[id] for id in wanted if id in known}
    missing = sorted(set(wanted) - set(kept))
    table = tables.reports
    columns = [table.c[name] for name in ROW_OF_A_REPORT]
    rows = connection.execute(select(*columns).where(table.c.id.in_(missing))).mappings() if missing else ()
    fresh = {row["id"]: report_row(row) for row in rows}
    return kept | fresh


def _claims(connection: Connection, reports: Iterable[str]) -> Mapping[str, Mapping[str, Claim]]:
    table = tables.claims
    query = select(table.c.report, table.c.body).where(table.c.report.in_(sorted(reports)))
    found: dict[str, dict[str, Claim]] = {}
    for row in connection.execute(query):
        for claim in claims_of((row.body,)):
            found.setdefault(row.report, {})[claim.id] = claim
    return found


def _sheet(connection: Connection, row: RowMapping) -> Sheet:
    table = tables.events
    left_with_it = (table.c.why != "recoded") if row["withdrawn"] is not None else false()
    said = (table.c.report == row["id"]) & (table.c.withdrawn.is_(None) | left_with_it)
    query = select(table.c.body).where(said).order_by(table.c.seq, table.c.id)
    events = tuple(decode(Event, json.loads(body)) for body in connection.execute(query).scalars())
    return sheet_of(row, events, claims_of(_claim_bodies(connection, row["id"])))


def _claim_bodies(connection: Connection, report: str) -> tuple[str, ...]:
    table = tables.claims
    query = select(table.c.body).where(table.c.report == report).order_by(table.c.seq)
    return tuple(connection.execute(query).scalars())

"""People's decisions in the database: added, read back, and carried to the rows they change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace

from sqlalchemy import Connection, RowMapping, or_, select, update

from dateline.errors import StoreError
from dateline.model import Decision, Event, Incident
from dateline.store import tables
from dateline.store.added import save_added
from dateline.store.adding import checked, settled
from dateline.store.countries import code_of
from dateline.store.decided import all_decisions, decided_on
from dateline.store.decisions import ADD, change, check, decision_id, standing
from dateline.store.moments import moment
from dateline.store.putting import put
from dateline.store.rows import clean, effective_columns, incident_columns, sheet_of
from dateline.store.wire import decode

ROUND = "links"
TARGETS = ("event:", "incident:", "report:")
COUNTRY, NULL = "place.country", "null"


def add_decision(connection: Connection, decision: Decision, time: str) -> Decision:
    """Add a decision and carry it to its rows; one that is there is left alone, one that cannot hold refused."""
    decision = _addressed(connection, decision)
    check(decision)
    decision = replace(decision, time=moment(decision.time))
    if decision.action == ADD:
        checked(decision.value)
    decision = decision if decision.id else replace(decision, id=decision_id(decision))
    known = select(tables.decisions.c.seq).where(tables.decisions.c.id == decision.id)
    if connection.execute(known).first() is None:
        _check_change(connection, decision)
        columns = {each.name: getattr(decision, each.name) for each in fields(decision)}
        connection.execute(tables.decisions.insert().values(columns))
        _carry(connection, decision.target, time)
        _unlink(connection, (decision.target, decision.value or ""))
    return decision


def settle(connection: Connection, decision: Decision) -> Decision:
    """An ``add`` decision with its event settled by the report that it is about, a country by its code; any other as it is."""
    if decision.action == "change" and decision.field == COUNTRY and decision.value not in (None, NULL):
        return replace(decision, value=_country(decision.value or ""))
    if decision.action != ADD:
        return decision
    target = target_of(connection, decision.target)
    table = tables.reports
    chosen = (table.c.source == target.removeprefix("report:")) & table.c.withdrawn.is_(None)
    row = connection.execute(select(table).where(chosen)).mappings().first()
    if not target.startswith("report:") or row is None:
        raise StoreError(f"an event is added to a report that stands; {decision.target!r} is none")
    return replace(decision, target=target, value=settled(decision.value or "", sheet_of(row, (), ())))


def _country(value: str) -> str:
    code = code_of(value.strip('"'))
    if code is None:
        raise StoreError(f"{COUNTRY}: no country is called {value!r}; write its name or its code of three letters")
    return code


def same_or_not(connection: Connection) -> tuple[tuple[str, str, bool], ...]:
    """Pairs of event targets that people said are the same incident (true) or are not, the last word on each pair."""
    pairs: dict[tuple[str, str], bool] = {}
    for decision in standing(all_decisions(connection)):
        if decision.action in ("same", "not_same") and decision.value is not None:
            first, second = sorted((decision.target, decision.value))
            pairs[first, second] = decision.action == "same"
    return tuple((first, second, same) for (first, second), same in sorted(pairs.items()))


def target_of(connection: Connection, name: str) -> str:
    """What decisions hang on for an event's, incident's or report's id; a target is handed back as it is."""
    if name.startswith(TARGETS):
        return name
    found = connection.execute(select(tables.events.c.target).where(tables.events.c.id == name)).scalar()
    if found is not None:
        return str(found)
    if connection.execute(select(tables.incidents.c.id).where(tables.incidents.c.id == name)).first():
        return f"incident:{name}"
    known = or_(tables.reports.c.id == name, tables.reports.c.source == name)
    source = connection.execute(select(tables.reports.c.source).where(known)).scalar()
    if source is not None:
        return f"report:{source}"
    raise StoreError(f"no event, incident or report has the id {name!r}")


def _addressed(connection: Connection, decision: Decision) -> Decision:
    if decision.action == "undo" and decision.undoes is not None:
        undone = select(tables.decisions.c.target).where(tables.decisions.c.id == decision.undoes)
        target = connection.execute(undone).scalar()
        # One made elsewhere says itself what it is about, and may come before the decision that it undoes.
        if target is None and not decision.target.startswith(TARGETS):
            raise StoreError(
                f"there is no decision {decision.undoes!r} to undo; `export decisions` lists the decisions with their ids"
            )
        return replace(decision, target=target or decision.target)
    target = clean(target_of(connection, decision.target))
    if decision.action in ("same", "not_same") and decision.value is not None:
        other = clean(target_of(connection, decision.value))
        if other == target:
            raise StoreError(f"{decision.action} must name another event than the one it is about")
        return replace(decision, target=target, value=other)
    return replace(decision, target=target)


def _check_change(connection: Connection, decision: Decision) -> None:
    if decision.action != "change" or decision.field is None or decision.value is None:
        return
    for row in _event_rows(connection, decision.target):
        change(decode(Event, json.loads(row["body"])), decision.field, decision.value)
    for row in _incident_rows(connection, decision.target):
        change(decode(Incident, json.loads(row["body"])), decision.field, decision.value)


def _event_rows(connection: Connection, target: str) -> Iterable[RowMapping]:
    return connection.execute(select(tables.events).where(tables.events.c.target == target)).mappings().all()


def _incident_rows(connection: Connection, target: str) -> Iterable[RowMapping]:
    table = tables.incidents
    return connection.execute(select(table).where(table.c.id == target.removeprefix("incident:"))).mappings().all()


def _unlink(connection: Connection, targets: Iterable[str]) -> None:
    """Mark the reports of these events or of this name as not linked yet."""
    table, reports = tables.events, tables.reports
    for target in targets:
        told = select(table.c.report).where(table.c.target == target)
        chosen = or_(reports.c.id.in_(told), reports.c.source == target.removeprefix("report:"))
        if target.startswith(("event:", "report:")):
            connection.execute(update(reports).where(chosen).values(linked=0))
    known = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == ROUND)).scalar()
    put(connection, tables.meta, [{"name": ROUND, "value": str(int(known or 0) + 1)}])


def _carry(connection: Connection, target: str, time: str) -> None:
    if target.startswith("report:"):
        save_added(connection, target.removeprefix("report:"), time)
    decided = decided_on(connection, [target]).get(target, ())
    table = tables.events
    for row in _event_rows(connection, target):
        values = effective_columns(decode(Event, json.loads(row["body"])), decided)
        chosen = (table.c.report == row["report"]) & (table.c.id == row["id"])
        connection.execute(update(table).where(chosen).values(**values, changed=time))
    for row in _incident_rows(connection, target):
        values = incident_columns(decode(Incident, json.loads(row["body"])), time, decided)
        kept = {name: value for name, value in values.items() if name not in ("id", "body", "withdrawn", "why")}
        chosen = tables.incidents.c.id == row["id"]
        connection.execute(update(tables.incidents).where(chosen).values(**kept))

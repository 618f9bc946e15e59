"""Filters to SQL conditions."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, Select, func, or_, select

from dateline.store import tables
from dateline.store.records import Filter


def event_query(chosen: Filter) -> Select[tuple[object, ...]]:
    """The events that a filter asks for, by day, report and order in the report."""
    table = tables.events
    order = (func.coalesce(table.c.earliest, ""), table.c.source, table.c.report, table.c.seq, table.c.id)
    return select(table).where(*_common(table, chosen), *_event_only(chosen)).order_by(*order)


def incident_query(chosen: Filter) -> Select[tuple[object, ...]]:
    """The incidents that a filter asks for, by day and id."""
    table = tables.incidents
    one = [] if chosen.incident is None else [table.c.id == chosen.incident]
    return select(table).where(*_common(table, chosen), *one).order_by(func.coalesce(table.c.earliest, ""), table.c.id)


def report_query(chosen: Filter) -> Select[tuple[object, ...]]:
    """The reports that a filter asks for, by source and id."""
    table = tables.reports
    conditions = _standing(table, chosen)
    if chosen.report is not None:
        conditions.append(or_(table.c.id == chosen.report, table.c.source == chosen.report))
    return select(table).where(*conditions).order_by(table.c.source, table.c.id)


def _standing(table: FromClause, chosen: Filter) -> list[ColumnElement[bool]]:
    return [table.c.withdrawn.is_(None)] if chosen.since is None else [table.c.changed > chosen.since]


def _common(table: FromClause, chosen: Filter) -> list[ColumnElement[bool]]:
    conditions = _standing(table, chosen)
    if chosen.type is not None:
        conditions.append(table.c.type == chosen.type.upper())
    if chosen.status is not None:
        conditions.append(table.c.status == chosen.status)
    if chosen.start is not None:
        conditions.append(table.c.latest >= chosen.start)
    if chosen.end is not None:
        conditions.append(table.c.earliest <= chosen.end)
    if chosen.since is None and chosen.review != "rejected":
        conditions.append(or_(table.c.review.is_(None), table.c.review != "rejected"))
    return conditions + _place(table, chosen)


def _place(table: FromClause, chosen: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.place is not None:
        named = table.c.place.icontains(chosen.place, autoescape=True)
        conditions.append(or_(table.c.country == chosen.place.upper(), named))
    if chosen.box is not None:
        west, south, east, north = chosen.box
        across = table.c.lon.between(west, east) if west <= east else or_(table.c.lon >= west, table.c.lon <= east)
        conditions += [table.c.lat.between(south, north), across]
    return conditions


def _event_only(chosen: Filter) -> list[ColumnElement[bool]]:
    table = tables.events
    conditions: list[ColumnElement[bool]] = []
    if chosen.mode is not None:
        conditions.append(table.c.mode == chosen.mode)
    if chosen.actor is not None:
        conditions.append(table.c.who.contains(chosen.actor.lower(), autoescape=True))
    if chosen.event is not None:
        conditions.append(table.c.id == chosen.event)
    if chosen.incident is not None:
        members = tables.incident_events
        inside = select(members.c.event).where(members.c.incident == chosen.incident)
        conditions.append(table.c.id.in_(inside))
    if chosen.report is not None:
        conditions.append(or_(table.c.report == chosen.report, table.c.source == chosen.report))
    if chosen.review is not None:
        conditions.append(table.c.review == chosen.review)
    return conditions

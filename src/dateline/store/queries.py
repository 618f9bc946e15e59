"""Filters to SQL conditions."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, FromClause, Select, func, literal, or_, select

from dateline.store import tables
from dateline.store.countries import code_of, country_names
from dateline.store.records import Filter


def event_query(chosen: Filter) -> Select[tuple[object, ...]]:
    """The events that a filter asks for, by day, report and order in the report."""
    table = tables.events
    order = (func.coalesce(table.c.earliest, ""), table.c.source, table.c.report, table.c.seq, table.c.id)
    return select(table).where(*_common(table, chosen), *_event_only(chosen)).order_by(*order)


def incident_query(chosen: Filter) -> Select[tuple[object, ...]]:
    """The incidents that a filter asks for, by day and id; who takes part and who reports is looked up in their events."""
    table = tables.incidents
    conditions = _common(table, chosen)
    if chosen.incident is not None:
        conditions.append(table.c.id == chosen.incident)
    told = _told(chosen)
    if told:
        members, events = tables.incident_events, tables.events
        inside = select(members.c.incident).join(events, members.c.event == events.c.id).where(*told)
        conditions.append(table.c.id.in_(inside))
    return select(table).where(*conditions).order_by(func.coalesce(table.c.earliest, ""), table.c.id)


def report_query(chosen: Filter) -> Select[tuple[object, ...]]:
    """The reports that a filter asks for, by source and id."""
    table = tables.reports
    conditions = _standing(table, chosen)
    if chosen.report is not None:
        conditions.append(or_(table.c.id == chosen.report, table.c.source == chosen.report))
    day = func.substr(table.c.published, 1, len("2014-06-22"))
    if chosen.start is not None:
        conditions.append(day >= chosen.start)
    if chosen.end is not None:
        conditions.append(day <= chosen.end)
    if chosen.copy is not None:
        conditions.append(_copied(table.c.copy_of, chosen.copy))
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
    if chosen.review is not None:
        conditions.append(table.c.review == chosen.review)
    elif chosen.since is None:
        conditions.append(or_(table.c.review.is_(None), table.c.review != "rejected"))
    return conditions + _place(table, chosen)


def _place(table: FromClause, chosen: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.place is not None:
        country = code_of(chosen.place)
        named = table.c.place.icontains(chosen.place, autoescape=True)
        called = table.c.place.iendswith(f"|{chosen.place}", autoescape=True)
        conditions.append(named if country is None else or_(table.c.country == country, called))
    if chosen.box is not None:
        west, south, east, north = chosen.box
        across = table.c.lon.between(west, east) if west <= east else or_(table.c.lon >= west, table.c.lon <= east)
        conditions += [table.c.lat.between(south, north), across]
    return conditions


def _event_only(chosen: Filter) -> list[ColumnElement[bool]]:
    table = tables.events
    conditions = _told(chosen)
    if chosen.mode is not None:
        conditions.append(table.c.mode == chosen.mode)
    if chosen.event is not None:
        conditions.append(table.c.id == chosen.event)
    if chosen.incident is not None:
        members = tables.incident_events
        inside = select(members.c.event).where(members.c.incident == chosen.incident)
        conditions.append(table.c.id.in_(inside))
    if chosen.copy is not None:
        reports = tables.reports
        conditions.append(table.c.report.in_(select(reports.c.id).where(_copied(reports.c.copy_of, chosen.copy))))
    return conditions


def _told(chosen: Filter) -> list[ColumnElement[bool]]:
    """What is looked up in an event's own row for an incident too."""
    table = tables.events
    conditions: list[ColumnElement[bool]] = []
    if chosen.actor is not None:
        # A country's code is a word of its own there: "USA" is not to find Jerusalem.
        code = chosen.actor in country_names()
        who = literal("|").concat(table.c.who).concat("|") if code else table.c.who
        conditions.append(who.contains(f"|{chosen.actor.lower()}|" if code else chosen.actor.lower(), autoescape=True))
    if chosen.report is not None:
        conditions.append(or_(table.c.report == chosen.report, table.c.source == chosen.report))
    return conditions


def _copied(copy_of: Column[str], copy: str) -> ColumnElement[bool]:
    return copy_of.is_(None) if copy == "no" else copy_of.is_not(None)

"""Incidents: what many reports together say, every statement side by side, and where they do not agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.overview import pager_of
from dateline.app.web.params import Chosen, chosen_of
from dateline.app.web.reading import Missing
from dateline.app.web.site import html, site_of
from dateline.errors import InputError
from dateline.model import Incident
from dateline.store.records import EventRow, Filter

SAME_START = 240


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells of an incident: its events there, and the reports that carry the same words."""

    rows: tuple[EventRow, ...]
    role: str
    copies: tuple[EventRow, ...] = ()


def incident_filter(chosen: Chosen) -> Filter:
    """What the address asks for, as far as incidents have it; the first value of a facet counts."""
    first = {name: values[0] for name, values in chosen.facets}
    return Filter(
        type=first.get("type"), status=first.get("status"), start=chosen.start, end=chosen.end,
        place=chosen.place or first.get("country"), since=chosen.since,
    )


def incidents_page(request: Request) -> Response:
    """The list of incidents, the latest first."""
    site, chosen = site_of(request), chosen_of(request.query_params)
    rows, total = site.live.incidents(incident_filter(chosen), (chosen.page - 1) * chosen.size, chosen.size)
    kinds = sorted(site.live.index().columns["type"].names)
    return html(request, "incidents.html", rows=rows, pager=pager_of(total, chosen), chosen=chosen, kinds=kinds)


def incident_page(request: Request) -> Response:
    """One incident with every statement about it."""
    site, id = site_of(request), request.path_params["id"]
    row = site.live.store.incident(id)
    if row is None:
        raise Missing(f"there is no incident {id!r}")
    events = site.live.events(row.incident.events)
    by_id = {each.event.id: each for each in events}
    return html(
        request, "incident.html", row=row, incident=row.incident, told=told(row.incident, events), by_id=by_id,
        days=sorted({each.report.published[:10] for each in events if each.report.published}),
    )


def compare_page(request: Request) -> Response:
    """Two events in parallel columns, to say whether they tell of the same incident."""
    ids = request.query_params.getlist("event")
    rows = site_of(request).live.events(ids[:2])
    if len(rows) != 2:
        raise InputError("name two events: /compare?event=…&event=…")
    return html(request, "compare.html", one=rows[0], other=rows[1], back=request.query_params.get("incident"))


def told(incident: Incident, rows: Sequence[EventRow]) -> tuple[Told, ...]:
    """The incident's reports by day, those that carry an earlier one's words folded into it."""
    roles = dict(incident.reports)
    by_report: dict[str, list[EventRow]] = {}
    for row in sorted(rows, key=lambda each: (each.report.published or "", each.report.id, each.event.trigger.start)):
        by_report.setdefault(row.report.id, []).append(row)
    firsts: dict[str, str] = {}
    copies: dict[str, list[EventRow]] = {}
    for report, mine in by_report.items():
        first = firsts.setdefault(_likeness(mine[0]), report)
        if first != report:
            copies.setdefault(first, []).append(mine[0])
    return tuple(
        Told(tuple(mine), roles.get(report, "mention"), tuple(copies.get(report, ())))
        for report, mine in by_report.items()
        if firsts[_likeness(mine[0])] == report
    )


def _likeness(row: EventRow) -> str:
    words = "".join(each for each in row.report.text.casefold() if each.isalnum())
    return words[:SAME_START] or row.report.id

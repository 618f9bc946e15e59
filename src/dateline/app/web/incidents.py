"""Incidents: what many reports together say, every statement side by side, and where they do not agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.copies import stories_of
from dateline.app.web.overview import pager_of
from dateline.app.web.params import Chosen, chosen_of
from dateline.app.web.reading import Missing
from dateline.app.web.site import html, site_of
from dateline.model import Incident, Status
from dateline.store.countries import code_of
from dateline.store.records import EventRow, Filter


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells of an incident: its events there, and the reports that carry the same words."""

    rows: tuple[EventRow, ...]
    role: str
    copies: tuple[EventRow, ...] = ()


def incident_filter(chosen: Chosen) -> Filter:
    """What the address asks for, as far as incidents have it; the first value of a facet counts."""
    first = {name: values[0] for name, values in chosen.facets}
    place = chosen.place or first.get("country")
    return Filter(
        type=first.get("type"),
        status=first.get("status"),
        start=chosen.start,
        end=chosen.end,
        place=(code_of(place) or place) if place else None,
        actor=first.get("actor"),
        since=chosen.since,
    )


def incidents_page(request: Request) -> Response:
    """The list of incidents, the latest first."""
    site, chosen = site_of(request), chosen_of(request.query_params)
    rows, total = site.live.incidents(incident_filter(chosen), (chosen.page - 1) * chosen.size, chosen.size)
    kinds = sorted(site.live.index().columns["type"].names)
    return html(
        request, "incidents.html", rows=rows, pager=pager_of(total, chosen), chosen=chosen, kinds=kinds, statuses=get_args(Status)
    )


def incident_page(request: Request) -> Response:
    """One incident with every statement about it."""
    site, id = site_of(request), request.path_params["id"]
    row = site.live.store.incident(id)
    if row is None:
        raise Missing(f"there is no incident {id!r}")
    events = site.live.events(row.incident.events)
    stories = stories_of(site.live, list({each.report.id: each.report for each in events}.values()))
    by_id = {each.event.id: each for each in events}
    return html(
        request,
        "incident.html",
        row=row,
        incident=row.incident,
        by_id=by_id,
        told=told(row.incident, events, stories),
        days=sorted({each.report.published[:10] for each in events if each.report.published}),
    )


def told(incident: Incident, rows: Sequence[EventRow], stories: Mapping[str, str]) -> tuple[Told, ...]:
    """The incident's reports by day; those that copy another's story are folded into it."""
    roles = dict(incident.reports)
    by_report: dict[str, list[EventRow]] = {}
    for row in sorted(rows, key=lambda each: (each.report.published or "", each.report.id, each.event.trigger.start)):
        by_report.setdefault(row.report.id, []).append(row)
    firsts: dict[str, str] = {}
    copies: dict[str, list[EventRow]] = {}
    for report, mine in by_report.items():
        first = firsts.setdefault(stories.get(report, report), report)
        if first != report:
            copies.setdefault(first, []).append(mine[0])
    kept = set(firsts.values())
    return tuple(
        Told(tuple(mine), roles.get(report, "mention"), tuple(copies.get(report, ())))
        for report, mine in by_report.items()
        if report in kept
    )

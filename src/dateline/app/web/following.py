"""A timeline of a place, an actor or an incident: day by day, who said what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.charts import chart_of
from dateline.app.web.overview import pager_of
from dateline.app.web.params import Chosen, chosen_of
from dateline.app.web.site import Site, html, site_of
from dateline.store.holdings import Holding
from dateline.store.records import EventRow

PAGE = 50


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what is said to have happened on it."""

    day: str
    rows: tuple[EventRow, ...]


def timeline_page(request: Request) -> Response:
    """The events that the filters leave, day by day from the first, with who holds the place when."""
    site = site_of(request)
    chosen = replace(chosen_of(request.query_params, size=PAGE), sort="oldest")
    index = site.live.index()
    mask, others = index.masks(chosen)
    shown = index.rows(mask, "oldest")
    pager = pager_of(len(shown), chosen)
    rows = site.live.events([index.lines[row].id for row in shown[pager.first : pager.last]])
    held = held_by(site, chosen) if chosen.place else ()
    return html(
        request,
        "timeline.html",
        chosen=chosen,
        pager=pager,
        days=by_day(rows),
        held=held,
        chart=chart_of(index, shown, chosen),
        actors=index.columns["actor"].counts(others["actor"])[:12],
        countries=index.columns["country"].counts(others["country"])[:12],
        plain=Chosen(),
    )


def held_by(site: Site, chosen: Chosen) -> tuple[Holding, ...]:
    """Who holds what when, from the events on territory that the filters leave, whatever their days."""
    index = site.live.index()
    mask, _ = index.masks(replace(chosen, start=None, end=None))
    return site.live.held(index.rows(mask, "oldest").tolist())


def by_day(rows: tuple[EventRow, ...]) -> tuple[Day, ...]:
    """The events of each day; those without one come last."""

    def day(row: EventRow) -> str:
        when = row.event.when
        return ((when.earliest or when.latest or "") if when else "")[:10]

    return tuple(Day(name, tuple(group)) for name, group in groupby(rows, day))

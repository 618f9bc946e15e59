"""The review queue: what most needs a person first, one event at a time, and how far coders agree."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.app.web.agreement import agreement, differences, judged
from dateline.app.web.deciding import EDITED, types
from dateline.app.web.giving import COUNTED
from dateline.app.web.index import UNREVIEWED
from dateline.app.web.marking import parts
from dateline.app.web.numbers import Mask
from dateline.app.web.paper import page
from dateline.app.web.params import Chosen, chosen_of
from dateline.app.web.reading import Missing, reasons
from dateline.app.web.site import Site, coder_of, html, site_of
from dateline.model import Event, Status
from dateline.store.decisions import standing
from dateline.store.records import EventRow

QUEUE = 300


def review_page(request: Request) -> Response:
    """The review of the events that the filters leave, the most doubtful first."""
    site = site_of(request)
    chosen, blind = chosen_of(request.query_params), request.query_params.get("blind") == "1"
    first = request.query_params.get("event")
    ids, total = queue(site, chosen, coder_of(request), blind)
    if first is not None:
        ids = [first, *(id for id in ids if id != first)]
    setup = {
        "ids": ids,
        "total": total,
        "blind": blind,
        "types": types(),
        "statuses": list(get_args(Status)),
        "fields": list(EDITED),
        "counted": list(COUNTED),
    }
    item = item_html(site, ids[0], blind) if ids else ""
    return html(request, "review.html", setup=setup, item=item, total=total, chosen=chosen, blind=blind)


def queue(site: Site, chosen: Chosen, coder: str, blind: bool) -> tuple[list[str], int]:
    """The first ids to review, the most doubtful and disputed first, and how many there are in all.

    Blind, only the coder's own verdicts take an event off the queue; else anybody's do.
    """
    index = site.live.index()
    asked, _ = index.masks(chosen)
    mask = asked.copy()
    if blind:
        mine = {each.target for each in standing(site.live.store.decisions()) if each.user == coder}
        done = [index.at[id] for id in map(site.live.event_of, sorted(mine)) if id is not None and id in index.at]
        mask[done] = False
    elif not chosen.values("review"):
        mask = mask & index.columns["review"].mask((UNREVIEWED,), len(index.lines))
    rows = index.rows(mask, "doubt")
    ids = [index.lines[row].id for row in rows[:QUEUE]]
    first = [] if blind or chosen.values("review") else differing(site, asked, coder)
    return [*first, *ids], len(rows) + len(first)


def differing(site: Site, asked: Mask, coder: str) -> list[str]:
    """The events of those asked for on which other coders differ and this one has not said anything yet: they come first."""
    index, decisions = site.live.index(), site.live.store.decisions()
    mine = {each.target for each in standing(decisions) if each.user == coder}
    targets = dict.fromkeys(each.target for each in differences(decisions)[:QUEUE] if each.target not in mine)
    found = [id for id in map(site.live.event_of, targets) if id is not None and id in index.at]
    return [id for id in found if asked[index.at[id]]]


def review_item(request: Request) -> Response:
    """One event to review, as a piece of the page."""
    blind = request.query_params.get("blind") == "1"
    return HTMLResponse(item_html(site_of(request), request.path_params["id"], blind))


def item_html(site: Site, id: str, blind: bool) -> str:
    """An event in its report; blind, as the machine coded it, without what anybody decided."""
    row = site.live.store.event(id)
    if row is None:
        raise Missing(f"there is no event {id!r}")
    store = site.live.store
    sheet = store.sheet(row.report.id)
    if blind and sheet is not None:
        row = _raw(row, {event.id: event for event in sheet.events})
    decisions = [] if blind else [each for each in standing(store.decisions()) if each.target == row.target]
    claims = sheet.claims if sheet is not None else ()
    cut = parts(row.report, [row.event], claims)
    incident = store.incident_of(id)
    home = store.incident(incident) if incident else None
    return page(
        "item.html",
        row=row,
        parts=cut,
        reasons=reasons(row),
        decisions=decisions,
        incident=incident,
        disputes=home.incident.disputes if home else (),
    )


def _raw(row: EventRow, events: dict[str, Event]) -> EventRow:
    event = events.get(row.event.id)
    return replace(row, event=event, review=None) if event is not None else replace(row, review=None)


def agreement_page(request: Request) -> Response:
    """How far coders agree, and every event on which they differ, side by side."""
    site = site_of(request)
    decisions = site.live.store.decisions()
    open_ones = differences(decisions)[:50]
    events = {each.target: site.live.event_of(each.target) for each in open_ones}
    rows = {row.event.id: row for row in site.live.events([id for id in events.values() if id])}
    coders = sorted({user for fields in judged(decisions).values() for values in fields.values() for user in values})
    return html(
        request,
        "agreement.html",
        agreement=agreement(decisions),
        differences=open_ones,
        coders=coders,
        rows={target: rows.get(id) for target, id in events.items() if id},
    )


def name_page(request: Request) -> Response:
    """Where a coder says who they are."""
    return html(request, "me.html", signed_in="coder" in request.scope)

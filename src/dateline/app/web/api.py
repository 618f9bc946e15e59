"""The API: the same events, reports and incidents as the pages, as JSON and CSV, with cursors and what was withdrawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from threading import Lock

import numpy as np
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline.app.web.config import TEXT_LIMIT
from dateline.app.web.following import held_by
from dateline.app.web.incidents import incident_filter
from dateline.app.web.numbers import Numbers
from dateline.app.web.overview import facets_of
from dateline.app.web.params import Chosen, chosen_of
from dateline.app.web.reading import Missing
from dateline.app.web.site import Site, data, site_of
from dateline.coder import Coder
from dateline.errors import InputError
from dateline.store.columns import EVENT_TABLE, INCIDENT_TABLE, REPORT_TABLE
from dateline.store.exports.delimited import write_csv
from dateline.store.holdings import Holding
from dateline.store.records import EventRow, Filter
from dateline.store.wire import Json, JsonObject, encode_record, slim

CHUNK = 200
MOST_HOLDINGS = 5000


def api_events(request: Request) -> Response:
    """A page of events; with ``since`` what changed after it, withdrawn ids included, in the order they changed."""
    site, chosen = site_of(request), chosen_of(request.query_params)
    chosen = replace(chosen, sort="changed") if chosen.since is not None else chosen
    index = site.live.whole()
    mask, _ = index.masks(chosen)
    rows, cursor = index.rows(mask, chosen.sort), request.query_params.get("cursor")
    start = 0 if cursor is None else _place(rows, index.at.get(cursor)) + 1
    page = [index.lines[row].id for row in rows[start : start + chosen.size]]
    total, after = len(rows), page[-1] if start + chosen.size < len(rows) else None
    found: list[Json] = [EVENT_TABLE.object(row) for row in site.live.events(page)]
    return data({"total": total, "events": found, "next": after})


def api_event(request: Request) -> Response:
    """One event, withdrawn or not."""
    row = site_of(request).live.store.event(request.path_params["id"])
    if row is None:
        raise Missing(f"there is no event {request.path_params['id']!r}")
    return data(EVENT_TABLE.object(row))


def api_facets(request: Request) -> Response:
    """How many events each value of each facet would leave."""
    index, chosen = site_of(request).live.whole(), chosen_of(request.query_params)
    mask, others = index.masks(chosen)
    facets = facets_of(index, others, chosen)
    counted: dict[str, Json] = {
        facet.name: [{"value": each.value, "count": each.count} for each in (*facet.options, *facet.hidden)] for facet in facets
    }
    return data({"total": int(mask.sum()), "facets": counted})


def api_reports(request: Request) -> Response:
    """A page of reports with how their coding ended."""
    chosen = chosen_of(request.query_params, size=100)
    rows = list(site_of(request).live.store.reports(Filter(report=chosen.report, since=chosen.since)))
    page, after = _after([row.report.id for row in rows], request.query_params.get("cursor"), chosen.size)
    wanted = set(page)
    found: list[Json] = [REPORT_TABLE.object(row) for row in rows if row.report.id in wanted]
    return data({"total": len(rows), "reports": found, "next": after})


def api_incidents(request: Request) -> Response:
    """A page of incidents, the latest first."""
    chosen = chosen_of(request.query_params, size=100)
    rows, total = site_of(request).live.incidents(incident_filter(chosen), (chosen.page - 1) * chosen.size, chosen.size)
    found: list[Json] = [INCIDENT_TABLE.object(row) for row in rows]
    more = chosen.page + 1 if chosen.page * chosen.size < total else None
    return data({"total": total, "incidents": found, "next_page": more})


def api_incident(request: Request) -> Response:
    """One incident, withdrawn or not."""
    row = site_of(request).live.store.incident(request.path_params["id"])
    if row is None:
        raise Missing(f"there is no incident {request.path_params['id']!r}")
    return data(INCIDENT_TABLE.object(row))


def api_holdings(request: Request) -> Response:
    """Who holds which place from when."""
    chosen = chosen_of(request.query_params)
    rows = held_by(site_of(request), chosen)
    return data({"total": len(rows), "holdings": [_holding(each) for each in rows[:MOST_HOLDINGS]]})


def api_decisions(request: Request) -> Response:
    """Every decision ever made, the oldest first."""
    return data({"decisions": [encode_record(each) for each in site_of(request).live.store.decisions()]})


def events_csv(request: Request) -> Response:
    """All events that the filters leave, as CSV."""
    site = site_of(request)
    ids, _ = _ids(site, chosen_of(request.query_params))
    headers = {"Content-Disposition": 'attachment; filename="events.csv"'}
    return StreamingResponse(_csv(site, ids), media_type="text/csv; charset=utf-8", headers=headers)


class Annotator:
    """Codes a text on request; the parser is loaded at the first one, and one text is coded at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._coder: Coder | None = None

    def __call__(self, _: Request, body: JsonObject) -> Json:
        """The coding sheet of the text in the body."""
        text, published = body.get("text"), body.get("published")
        if not isinstance(text, str) or not text.strip() or len(text) > TEXT_LIMIT:
            raise InputError(f"text must be given and hold at most {TEXT_LIMIT} characters")
        if published is not None and not isinstance(published, str):
            raise InputError("published must be an ISO date")
        with self._lock:
            self._coder = self._coder or Coder()
            sheet = self._coder.code(text, published=published)
        return encode_record(slim(sheet))


def _place(rows: Numbers, row: int | None) -> int:
    found: list[int] = [] if row is None else np.flatnonzero(rows == row).tolist()
    if not found:
        raise Missing("this cursor no longer points at anything; start again without it")
    return found[0]


def _ids(site: Site, chosen: Chosen) -> tuple[list[str], int]:
    index = site.live.whole()
    mask, _ = index.masks(chosen)
    ids = [index.lines[row].id for row in index.rows(mask, chosen.sort)]
    return ids, len(ids)


def _after(ids: list[str], cursor: str | None, size: int) -> tuple[list[str], str | None]:
    try:
        start = 0 if cursor is None else ids.index(cursor) + 1
    except ValueError:
        raise Missing("this cursor no longer points at anything; start again without it") from None
    page = ids[start : start + size]
    return page, page[-1] if start + size < len(ids) else None


def _csv(site: Site, ids: list[str]) -> Iterator[bytes]:
    for first in range(0, max(1, len(ids)), CHUNK):
        rows: tuple[EventRow, ...] = site.live.events(ids[first : first + CHUNK])
        kept = io.BytesIO()
        write_csv(rows, EVENT_TABLE, kept)
        made = kept.getvalue()
        yield made if first == 0 else made.split(b"\r\n", 1)[1]


def _holding(each: Holding) -> Json:
    return encode_record(each)

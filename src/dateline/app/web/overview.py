"""The overview: what came in, how it was coded, and the events that facets, words and days leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.index import NO_DAY, Index, Mask, Numbers
from dateline.app.web.params import FACETS, Chosen, chosen_of
from dateline.app.web.site import YEAR_SECONDS, html, site_of
from dateline.store.store import now

SHOWN_OPTIONS = 7
MOST_OPTIONS = 40
MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet, with how many events it would leave and the address that turns it on or off."""

    value: str
    count: int
    on: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its most frequent values; those chosen come first."""

    name: str
    options: tuple[Option, ...]
    hidden: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Events that begin in one stretch of days: where the bar stands and how high, in per cent."""

    label: str
    count: int
    x: float
    width: float
    height: float
    query: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among the others."""

    page: int
    pages: int
    first: int
    last: int
    total: int


def overview(request: Request) -> Response:
    """The page of events."""
    site = site_of(request)
    chosen = chosen_of(request.query_params)
    index = site.live.index()
    mask, others = index.masks(chosen)
    shown = index.rows(mask, chosen.sort)
    pager = pager_of(len(shown), chosen)
    rows = site.live.events([index.lines[row].id for row in shown[pager.first : pager.last]])
    seen = request.cookies.get("seen", "")
    response = html(
        request, "overview.html", chosen=chosen, rows=rows, pager=pager, facets=facets_of(index, others, chosen),
        bars=bars_of(index.first[shown], chosen), tally=site.live.tally(), incident_count=site.live.incident_count,
        news=news_since(index, seen), seen=seen,
        incidents={line.id: line.incident for line in (index.lines[row] for row in shown[pager.first : pager.last])},
    )
    if not chosen.narrowed and chosen.page == 1:
        response.set_cookie("seen", now(), max_age=YEAR_SECONDS, httponly=True, samesite="strict")
    return response


def pager_of(total: int, chosen: Chosen) -> Pager:
    """The page that is shown; past the last one there is an empty page."""
    pages = max(1, -(-total // chosen.size))
    first = min((chosen.page - 1) * chosen.size, total)
    return Pager(chosen.page, pages, first, min(first + chosen.size, total), total)


def facets_of(index: Index, others: Mapping[str, Mask], chosen: Chosen) -> tuple[Facet, ...]:
    """Every facet with the counts that the other conditions leave."""
    return tuple(_facet(name, index.columns[name].counts(others[name]), chosen) for name in FACETS)


def _facet(name: str, counts: Sequence[tuple[str, int]], chosen: Chosen) -> Facet:
    on = chosen.values(name)
    known = dict(counts)
    ordered = [(value, known.get(value, 0)) for value in on] + [pair for pair in counts if pair[0] not in on]
    options = [Option(value, count, value in on, chosen.turned(name, value).query()) for value, count in ordered[:MOST_OPTIONS]]
    shown = max(SHOWN_OPTIONS, len(on))
    if len(options) == shown + 1:
        shown += 1
    return Facet(name, tuple(options[:shown]), tuple(options[shown:]))


def bars_of(days: Numbers, chosen: Chosen) -> tuple[Bar, ...]:
    """How many events begin when, in at most ``MOST_BARS`` bars of a day, a week, a month or years."""
    known = days[days > NO_DAY]
    if not len(known):
        return ()
    step = _step(int(known.min()), int(known.max()))
    starts, counts = np.unique(known // step * step, return_counts=True)
    first, count = int(starts[0]), (int(starts[-1]) - int(starts[0])) // step + 1
    width, top = 100 / count, int(counts.max())
    return tuple(
        _bar(int(start), int(many), (int(start) - first) // step * width, (width, many / top * 100, step), chosen)
        for start, many in zip(starts, counts, strict=True)
    )


def _bar(start: int, count: int, x: float, shape: tuple[float, float, int], chosen: Chosen) -> Bar:
    width, height, step = shape
    begins, ends = date.fromordinal(max(1, start)).isoformat(), date.fromordinal(max(1, start + step - 1)).isoformat()
    label = begins if step == 1 else f"{begins} – {ends}"
    query = chosen.query(start=begins, end=ends, page=None)
    return Bar(label, count, round(x, 3), round(width, 3), round(max(height, 2), 2), query)


def _step(first: int, last: int) -> int:
    steps = (1, 7, 28, 91, 365, 3650, 36500)
    return next((step for step in steps if (last - first) / step < MOST_BARS), 365000)


def news_since(index: Index, seen: str) -> tuple[int, int]:
    """How many events are new or changed, and how many were withdrawn, since a visit; none before the first."""
    if not seen:
        return 0, 0
    changed = [line for line in index.lines if line.changed > seen]
    gone = sum(1 for line in changed if line.withdrawn)
    return len(changed) - gone, gone



"""The overview: what came in, how it was coded, and the events that a question, facets, words and days leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.charts import chart_of
from dateline.app.web.digest import digest_of, is_question
from dateline.app.web.index import Index
from dateline.app.web.numbers import NO_DAY, Mask, day_number, day_of
from dateline.app.web.params import FACETS, Chosen, chosen_of
from dateline.app.web.site import YEAR_SECONDS, html, site_of
from dateline.store.moments import now

SHOWN_OPTIONS = 7
MOST_OPTIONS = 40
MOST_PLACES = 80
VISIT = timedelta(minutes=30)
RANGES = ((7, "last 7 days"), (31, "last month"), (366, "last year"))


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
class Range:
    """A stretch of days that one press chooses."""

    name: str
    days: str
    query: str
    on: bool


@dataclass(frozen=True, slots=True)
class News:
    """What happened to the record since a visit; ``since`` is empty on the first one."""

    since: str
    changed: int
    withdrawn: int
    incidents: int


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
    on_page = shown[pager.first : pager.last].tolist()
    rows = site.live.events([index.lines[row].id for row in on_page])
    since, visit = visits(request.cookies.get("seen", ""), now())
    response = html(
        request,
        "overview.html",
        chosen=chosen,
        rows=rows,
        pager=pager,
        facets=facets_of(index, others, chosen),
        chart=chart_of(index, shown, chosen),
        tally=site.live.tally(),
        incident_count=site.live.incident_count,
        news=news_since(index, site.live.incidents_changed, since),
        ranges=ranges_of(index, chosen),
        places=places_of(index),
        digest=digest_of(site, index, shown, chosen) if is_question(chosen) and len(shown) else None,
        incidents={index.lines[row].id: index.homes.id_of(row) for row in on_page},
    )
    if not chosen.narrowed and chosen.page == 1:
        response.set_cookie("seen", visit, max_age=YEAR_SECONDS, httponly=True, samesite="strict")
    return response


def visits(seen: str, time: str) -> tuple[str, str]:
    """When the visit before this one ended, and what to remember: that and now; pages soon after each other are one visit."""
    before, _, latest = seen.rpartition("|")
    try:
        gone = datetime.fromisoformat(time) - datetime.fromisoformat(latest).astimezone(UTC)
    except (ValueError, TypeError):
        return "", f"|{time}"
    since = latest if gone > VISIT else before
    return since, f"{since}|{time}"


def ranges_of(index: Index, chosen: Chosen) -> tuple[Range, ...]:
    """The last week, month and year that the record tells of, counted back from the latest day of what is asked for."""
    mask, _ = index.masks(replace(chosen, start=None, end=None))
    told = mask & index.columns["status"].mask(("happened", "ongoing"), len(index.lines))
    days = index.first[told]
    days = days[(days != NO_DAY) & (days <= day_number(now()[:10]))]
    if not len(days):
        return ()
    last = int(days.max())
    found = []
    for length, name in RANGES:
        start, end = day_of(last - length + 1), day_of(last)
        on = (chosen.start, chosen.end) == (start, end)
        found.append(Range(name, f"{start} – {end}", chosen.query(start=start, end=end, page=None), on))
    return (*found, Range("any time", "", chosen.query(start=None, end=None, page=None), not (chosen.start or chosen.end)))


def places_of(index: Index) -> list[str]:
    """The places that most events are at, to choose from while typing."""
    many = np.bincount(index.spot_of[index.stands], minlength=len(index.spots))
    order = np.argsort(-many, kind="stable")[: MOST_PLACES * 2].tolist()
    names = (index.spots[each][1].partition("|")[2] for each in order if many[each])
    return list(dict.fromkeys(filter(None, names)))[:MOST_PLACES]


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


def news_since(index: Index, incidents_changed: Callable[[str], int], since: str) -> News:
    """What is new since a visit; nothing before the first."""
    if not since:
        return News("", 0, 0, 0)
    changed = [line for line in index.lines if line.changed > since]
    gone = sum(1 for line in changed if line.withdrawn)
    return News(since, len(changed) - gone, gone, incidents_changed(since))

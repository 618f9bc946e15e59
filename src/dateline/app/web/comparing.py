"""Two events side by side, with what linking makes of them: feature by feature, why they may or may not be one incident."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dateline.app.tables import counted, days, names
from dateline.app.web.marking import Part, parts
from dateline.app.web.site import Site, html, site_of
from dateline.errors import InputError
from dateline.link import within
from dateline.link.features import TABLE, why_same
from dateline.link.knowledge import BIAS, explain, notes, weights
from dateline.link.profiles import profile_of
from dateline.link.story_features import story_score
from dateline.link.tellings import Telling
from dateline.link.where import apart_km
from dateline.link.within import Deed
from dateline.store.records import EventRow
from dateline.store.tabular import place_name

TOPICS: Mapping[str, str] = {
    "same": "Reports",
    "apart": "Sentences",
    "bare": "Parties",
    "answer": "Parties",
    "turned": "Parties",
    "object": "To whom",
    "deed": "How",
    "means": "How",
    "word": "Words told by",
    "words": "Words",
    "names": "Names",
    "type": "What",
    "mode": "How",
    "status": "Did it happen?",
    "place": "Where",
    "day": "When",
    "actor": "Who",
    "recipient": "To whom",
    "killed": "Killed",
    "injured": "Injured",
}
SHARED = ("words", "names")
STRONG = 4.0


@dataclass(frozen=True, slots=True)
class Point:
    """One thing compared: what either says, what that is, and what it adds for (above 0) or against being the same."""

    topic: str
    one: str
    other: str
    told: str
    weight: float

    @property
    def strength(self) -> float:
        """How much it weighs, 0 to 100."""
        return round(min(100.0, abs(self.weight) / STRONG * 100), 1)


@dataclass(frozen=True, slots=True)
class Why:
    """How likely two events are one incident, in per cent, and the points that make it so."""

    chance: int
    before: float
    points: tuple[Point, ...]


def compare_page(request: Request) -> Response:
    """Two events in parallel columns, to say whether they tell of the same incident."""
    ids = request.query_params.getlist("event")
    site = site_of(request)
    rows = site.live.events(ids[:2])
    if len(rows) != 2:
        raise InputError("name two events: /compare?event=…&event=…")
    asked, incident = request.query_params.get("incident"), [site.live.store.incident_of(row.event.id) for row in rows]
    together = incident[0] is not None and len(set(incident)) == 1
    return html(
        request,
        "compare.html",
        rows=rows,
        why=why(*rows),
        back=asked,
        together=together,
        texts=[marked(site, row) for row in rows],
        decided=decided(site, rows[0], rows[1]),
    )


def decided(site: Site, one: EventRow, other: EventRow) -> bool | None:
    """What people said of the pair: the same, not the same, or nothing."""
    pair = {one.target, other.target}
    return next((same for first, second, same in reversed(site.live.store.same_or_not()) if {first, second} == pair), None)


def marked(site: Site, row: EventRow) -> tuple[Part, ...]:
    """The report's text with the event's words marked."""
    return parts(row.report, [row.event], row.claims)


def why(one: EventRow, other: EventRow) -> Why:
    """What linking thinks of two events, each taken by itself."""
    mine, theirs = (Telling(row.report, profile_of(row.report, [row.event]), (row.event,), True) for row in (one, other))
    if one.report.id == other.report.id:
        table, scored = within.TABLE, explain(within.TABLE, within.within_features(Deed(one.event), Deed(other.event)))
    else:
        table, scored = TABLE, why_same(mine, theirs, same_story=story_score(mine.profile, theirs.profile) >= 0)
    points = tuple(_point(table, name, weight, mine, theirs) for name, weight in scored.parts if name != BIAS)
    return Why(round(100 / (1 + math.exp(-scored.score))), dict(scored.parts)[BIAS], points)


def _point(table: str, name: str, weight: float, one: Telling, other: Telling) -> Point:
    topic = name.partition("_")[0]
    told = notes(table).get(name, name)
    if topic in SHARED:
        told = f"{weight / weights(TABLE)[name]:.0%} alike: {told}"
    return Point(TOPICS.get(topic, topic), *_values(topic, one, other), told, round(weight, 1))


def _values(topic: str, one: Telling, other: Telling) -> tuple[str, str]:
    mine, theirs = tuple(_said(topic, one)), tuple(_said(topic, other))
    gap = apart_km(one.place, other.place) if topic == "place" and one.place and other.place else None
    far = f" ({gap:.0f} km away)" if gap else ""
    return " ".join(mine) or "–", (" ".join(theirs) or "–") + far


def _said(topic: str, each: Telling) -> Iterator[str]:
    event = each.events[0]
    found = {
        "type": event.type,
        "mode": event.mode,
        "status": event.status.replace("_", " "),
        "place": place_name(event.place),
        "day": days(event.when),
        "actor": names(event.actors),
        "recipient": names(event.recipients),
        "killed": ", ".join(counted(count) for count in event.counts if count.kind == "killed"),
        "injured": ", ".join(counted(count) for count in event.counts if count.kind == "injured"),
        "word": event.trigger_text,
        "same": each.report.title or each.report.outlet or "",
    }
    if found.get(topic):
        yield found[topic] or ""

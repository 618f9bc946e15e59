"""The record of an incident: what most of its reports say of each field, every number, and where they disagree."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.link.disputes import disputes_of
from dateline.link.profiles import days_of
from dateline.link.tellings import Telling
from dateline.link.tolls import INJURED, KILLED, tolls_of
from dateline.link.where import Window, iso, spread_km, window_of
from dateline.link.words import likeness
from dateline.model import CountKind, Event, Incident, Participant, Place, Status, Territory, Toll, When

Value = TypeVar("Value", bound=Hashable)
_ORDER: tuple[Status, ...] = ("happened", "ongoing", "denied", "did_not_happen", "possible", "planned", "hypothetical")
_COPY = 0.9
# Figures of whole reports go to what does harm, or is said to have done some.
_VIOLENCE = "violence"
_MAIN, _MENTION = "main", "mention"
_WEIGHT = {True: 3.0, False: 1.0}
_MOST = 12
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of reports as a whole, by report: whose story it copies, and the toll of what it is about."""

    copies: Mapping[str, str] = field(default_factory=dict)
    tolls: Mapping[str, Toll] = field(default_factory=dict)


def incident_of(tellings: Sequence[Telling], beside: Sequence[Telling], known: Known) -> Incident:
    """What the tellings, oldest report first, come to together.

    ``beside`` holds one telling of each report that is about the incident, but tells only what came of it, or nothing;
    ``known`` what is known of reports as a whole.
    """
    events = [event for telling in tellings for event in telling.events]
    kind = _voted(tellings, lambda event: event.type) or events[0].type
    own = [event for event in events if event.type == kind]
    roles = _roles(tellings, beside)
    return Incident(
        id=incident_id(tellings),
        type=kind,
        mode=_voted(tellings, lambda event: event.mode if event.type == kind else None),
        place=place_of(tellings),
        when=when_of(tellings),
        actors=_parties(own, lambda event: event.actors),
        recipients=_parties(own, lambda event: event.recipients),
        territory=_territory(tellings),
        status=status_of(events),
        events=tuple(event.id for event in events),
        reports=roles,
        independent=independent_of((*tellings, *beside), known.copies),
        counts=tolls_of(tellings, _fitted(tellings, beside, known)),
        disputes=disputes_of(tellings),
        copies=tuple((report, known.copies[report]) for report, _ in roles if report in known.copies),
    )


def _fitted(tellings: Sequence[Telling], beside: Iterable[Telling], known: Known) -> Mapping[str, Mapping[CountKind, int]]:
    """By report that is about the incident: the toll that all of its statements together come to; a story's copies say it once."""
    if not any(telling.family == _VIOLENCE or telling.killed or telling.injured for telling in tellings):
        return {}
    mains = [telling.report.id for telling in tellings if telling.main] + [telling.report.id for telling in beside]
    own = [report for report in mains if report in known.tolls and known.copies.get(report) not in mains]
    return {report: {KILLED: known.tolls[report].killed, INJURED: known.tolls[report].injured} for report in own}


def incident_id(tellings: Sequence[Telling]) -> str:
    """A name that stays when later reports join and when reports are coded again: from the oldest report's first words of it."""
    first = min(map(_key, tellings))[:-1]
    return "i-" + hashlib.sha256("\x1f".join(first).encode(errors="surrogatepass")).hexdigest()[:16]


def _key(telling: Telling) -> tuple[str, ...]:
    report, first = telling.report, telling.events[0]
    words = f"{first.trigger.start:09d}-{first.trigger.end:09d}"
    return report.published or "~", report.external_id or report.id, words, first.type, first.id


def _voted(tellings: Iterable[Telling], value: Callable[[Event], Value | None]) -> Value | None:
    """The value most tellings give, those of reports about it counting for more, the first of equals."""
    votes: defaultdict[Value, float] = defaultdict(float)
    for telling in tellings:
        given = [item for event in telling.events if (item := value(event)) is not None]
        for item in given:
            votes[item] += _WEIGHT[telling.main] / len(given)
    return max(votes, key=lambda item: votes[item]) if votes else None


def place_of(tellings: Sequence[Telling]) -> Place | None:
    """The place most tellings give, a precise one before a vague one."""
    places: dict[str, Place] = {}
    votes: defaultdict[str, float] = defaultdict(float)
    for telling in tellings:
        for event in telling.events:
            if event.place is not None:
                key = event.place.id or event.place.text.lower()
                places.setdefault(key, event.place)
                votes[key] += _WEIGHT[telling.main] / (1 + 0.15 * event.sentence)
    if not places:
        return None
    return places[max(places, key=lambda key: (places[key].lat is not None, -spread_km(places[key]), votes[key]))]


def when_of(tellings: Sequence[Telling]) -> When | None:
    """The day stated with most weight; where none is stated, the narrowest days that the events allow.

    What has happened was no later than the first report of it.
    """
    printed = [telling.profile.published for telling in tellings if telling.main and telling.profile.published is not None]
    latest = None if all(telling.supposed for telling in tellings) else min(printed, default=None)
    votes: defaultdict[int, float] = defaultdict(float)
    for telling in tellings:
        for day, weight in days_of(telling.events, telling.profile.published).items():
            if latest is None or day <= latest:
                votes[day] += weight * _WEIGHT[telling.main]
    whens = [event.when for telling in tellings for event in telling.events if event.when and window_of(event.when)]
    if votes:
        best = iso(max(votes, key=lambda day: (votes[day], day)))
        return next(when for when in whens if when.basis == "stated" and best in (when.earliest, when.latest))
    return min(whens, key=lambda when: _width(when, latest), default=None)


def _width(when: When, latest: int | None) -> tuple[bool, int, bool, int]:
    window = window_of(when) or Window(0, 0, False)
    return latest is not None and window.first > latest, window.last - window.first, not window.stated, window.first


def status_of(events: Iterable[Event]) -> Status:
    """The strongest status: once it is said to have happened, a plan or a denial does not undo it."""
    return min((event.status for event in events), key=_ORDER.index)


def _parties(events: Iterable[Event], side: Callable[[Event], tuple[Participant, ...]]) -> tuple[Participant, ...]:
    first: dict[str, Participant] = {}
    votes: defaultdict[str, int] = defaultdict(int)
    for event in events:
        for who in side(event):
            key = who.id or f"{who.country}/{';'.join(who.sectors)}/{(who.name or who.text).lower()}"
            first.setdefault(key, who)
            votes[key] += 1
    names = sorted(first, key=lambda key: (first[key].id is None, -votes[key]))
    return tuple(first[key] for key in names[:_MOST])


def _territory(tellings: Sequence[Telling]) -> Territory | None:
    return _voted(tellings, lambda event: event.territory)


def _roles(tellings: Sequence[Telling], about: Sequence[Telling]) -> tuple[tuple[str, str], ...]:
    roles = {telling.report.id: _MAIN for telling in about}
    for telling in tellings:
        if telling.main or telling.report.id not in roles:
            roles[telling.report.id] = _MAIN if telling.main else _MENTION
    return tuple(roles.items())


def independent_of(tellings: Sequence[Telling], copies: Mapping[str, str]) -> int:
    """Its reports, one wire story and its copies counted once."""
    told: dict[str, Telling] = {}
    for telling in tellings:
        told.setdefault(copies.get(telling.report.id, telling.report.id), telling)
    kept: list[Telling] = []
    for telling in told.values():
        if not any(_copies(telling, other) for other in kept[-_LOOKED_AT:]):
            kept.append(telling)
    return len(kept)


def _copies(one: Telling, other: Telling) -> bool:
    return likeness(one.profile.words.body, other.profile.words.body) >= _COPY

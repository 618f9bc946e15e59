"""An incident as ACLED's and UCDP's layouts have it: one row for what all of its reports come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from dateline.judge.codes import CodesStage
from dateline.lexicon.plover import load_ontology
from dateline.model import Acled, CountKind, Incident, IncidentCount, Report, Status
from dateline.store.exports.happening import Happening
from dateline.store.exports.layout import Deaths, first, holds, number
from dateline.store.exports.oriented import Oriented, Parties, oriented, sides_of
from dateline.store.records import EventRow, IncidentTold, Standing

# Not a country's code: which country it is may become known, or change, as reports come in, and the id stays.
PREFIX = "INC"
MAIN = "main"
GONE: Status = "did_not_happen"


def of_incident(told: IncidentTold) -> Happening:
    """An incident with the values of its record, and what only its events have read off those that stand."""
    incident = told.row.incident
    mains = {id for id, role in incident.reports if role == MAIN}
    stand = [row for row in told.events if holds(row.standing, row.event.status)]
    events = oriented(sorted(stand, key=lambda row: _order(row, mains)), incident.type, mains)
    sides = sides_of(events, incident, listed=told.row.review is not None)
    own = [each.row for each in events if each.own] or [each.row for each in events]
    dead = _deaths(incident, events)
    return Happening(
        id=incident.id,
        named=f"{PREFIX}{number(incident.id)}",
        type=incident.type,
        # What no event that stands tells any more is not there, even before it is linked anew.
        status=incident.status if stand else GONE,
        acled=_acled(incident, own, sides),
        actors=sides[0],
        recipients=sides[1],
        place=incident.place,
        when=incident.when,
        deaths=dead,
        crowd=_crowd(incident),
        quote=_words(own, mains, dead),
        reports=_sources(told, mains),
        independent=incident.independent,
        claims=tuple(claim for row in own for claim in row.claims),
        standing=_latest(told),
    )


def _order(row: EventRow, mains: set[str]) -> tuple[bool, str, str, int, int, str]:
    """Reports that are about it first, then as they came out, then as they tell it."""
    report, event = row.report, row.event
    return report.id not in mains, report.published or "~", report.id, event.sentence, event.trigger.start, event.id


def _latest(told: IncidentTold) -> Standing:
    standing = told.row.standing
    return replace(standing, changed=max([standing.changed, *(row.standing.changed for row in told.events)]))


def _sources(told: IncidentTold, mains: set[str]) -> tuple[Report, ...]:
    """The reports, those that are about it first, without copies of a story that is there."""
    copies, there = dict(told.row.incident.copies), {row.report.id for row in told.reports}
    kept = [row.report for row in told.reports if row.standing.withdrawn is None and copies.get(row.report.id) not in there]
    return tuple(sorted(kept, key=lambda report: (report.id not in mains, report.published or "~", report.id)))


def _words(own: Sequence[EventRow], mains: set[str], dead: Deaths) -> str:
    """The sentence of the first report about it that gives the number of dead; else the first report's."""
    main = [row for row in own if row.report.id in mains] or own
    best = [row for row in main if any(count.kind == "killed" and count.low == dead.best for count in row.event.counts)]
    return next((row.quote for row in (*best, *main)), "")


@cache
def _codes() -> CodesStage:
    return CodesStage(load_ontology())


def _acled(incident: Incident, own: Sequence[EventRow], sides: Parties) -> Acled | None:
    """The type that its events have; of several the one that fits the two parties of the row, else the one most have."""
    said = Counter(row.event.acled for row in own if row.event.acled is not None)
    if len(said) < 2:
        return next(iter(said), None)
    whole = replace(
        own[0].event,
        type=incident.type,
        mode=incident.mode,
        actors=tuple(filter(None, [first(sides[0])])),
        recipients=tuple(filter(None, [first(sides[1])])),
        territory=incident.territory,
    )
    words = frozenset(word.strip(".,;:").lower() for row in own for word in row.quote.split())
    fitting = _codes().acled_of(whole, words)
    return fitting if fitting in said else max(said, key=lambda kind: said[kind])


def _count(incident: Incident, kind: CountKind) -> IncidentCount | None:
    return next((count for count in incident.counts if count.kind == kind), None)


def _crowd(incident: Incident) -> tuple[int, int] | None:
    found = _count(incident, "crowd")
    if found is None or found.low is None:
        return None
    return found.low, found.low if found.high is None else found.high


def _deaths(incident: Incident, events: Sequence[Oriented]) -> Deaths:
    """Best, low and high as the incident has them, by side as far as one report tells so.

    What a whole report comes to reaches the incident that it is about even where the dead are those of the attack that this
    one answers: nobody is counted where no event of its own tells of dead.
    """
    found = _count(incident, "killed")
    if found is None or not any(each.deaths.high for each in events):
        return Deaths(0, 0, 0, 0, 0)
    best = found.best or 0
    acting, suffering = max(_split(events, best), key=sum, default=(0, 0))
    low, high = (best if bound is None else bound for bound in (found.low, found.high))
    return Deaths(acting, suffering, best - acting - suffering, low, high)


def _split(events: Iterable[Oriented], best: int) -> Iterable[tuple[int, int]]:
    """What each report gives of each side, where that is not more than all; of several events of a report the most."""
    told: dict[str, tuple[int, int]] = {}
    for each in events:
        acting, suffering = told.get(each.row.report.id, (0, 0))
        told[each.row.report.id] = max(acting, each.deaths.acting), max(suffering, each.deaths.suffering)
    return [pair for pair in told.values() if sum(pair) <= best]

"""Events of many reports to incidents: tellings in each report, stories among reports, then happenings among tellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import TypeAlias

from dateline.link.candidates import candidates
from dateline.link.cluster import Edge, Forbids, Rule, cluster, never
from dateline.link.features import clash, telling_score
from dateline.link.mains import with_mains
from dateline.link.profiles import Profile, profile_of
from dateline.link.record import incident_of
from dateline.link.stories import stories
from dateline.link.tellings import Pairs, Telling, tellings_of
from dateline.model import Event, Incident, Report

Pair: TypeAlias = tuple[str, str]
RULE = Rule(floor=-2.0, wanted=3, threshold=0.0)
_LOOKED_AT = 20


def link_events(
    told: Sequence[tuple[Event, Report]], joined: Sequence[Pair] = (), parted: Sequence[Pair] = (), *,
    copies: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Incident, ...]:
    """The incidents that the events of many reports tell of, each event in one; the order of ``told`` does not matter.

    ``joined`` and ``parted`` are pairs of event ids that people said are, or are not, of one incident; they always win,
    and where they contradict each other what was parted stays apart. ``copies`` gives reports that are wire copies the id
    of the report whose story they are, so that they count once among the sources.
    """
    together, apart = _pairs_of(joined), _pairs_of(parted)
    reports = _by_report(told)
    profiles = [profile_of(report, events) for report, events in reports]
    tellings: list[Telling] = []
    for profile, (report, events) in zip(profiles, reports, strict=True):
        tellings += tellings_of(report, events, profile, together, apart)
    story = _stories_of(profiles)
    tellings = with_mains(tellings, story)
    groups = _happenings(tellings, story, together, apart)
    about = _about(tellings, groups, story)
    incidents = (incident_of([tellings[index] for index in group], about.get(group[0], ()), copies) for group in groups)
    return tuple(sorted(incidents, key=lambda incident: incident.id))


def _pairs_of(pairs: Iterable[Pair]) -> Pairs:
    return {frozenset(pair) for pair in pairs if pair[0] != pair[1]}


def _by_report(told: Sequence[tuple[Event, Report]]) -> list[tuple[Report, tuple[Event, ...]]]:
    """Each report once with its events, oldest first."""
    events: defaultdict[str, dict[str, Event]] = defaultdict(dict)
    reports: dict[str, Report] = {}
    for event, report in told:
        reports[report.id] = report
        events[report.id][event.id] = event
    order = sorted(reports.values(), key=lambda report: (report.published or "", report.external_id or "", report.id))
    return [(report, tuple(events[report.id][id] for id in sorted(events[report.id]))) for report in order]


def _stories_of(profiles: Sequence[Profile]) -> Mapping[str, int]:
    return {profiles[index].report: name for name, group in enumerate(stories(profiles)) for index in group}


def _about(
    tellings: Sequence[Telling], groups: Sequence[tuple[int, ...]], story: Mapping[str, int]
) -> Mapping[int, Sequence[Telling]]:
    """By each group's first position: one telling of each report that is about it and tells only what came of it."""
    home = {index: group[0] for group in groups for index in group}
    centre: dict[int, int] = {}
    others: defaultdict[int, dict[str, Telling]] = defaultdict(dict)
    for index, telling in enumerate(tellings):
        if telling.main:
            centre.setdefault(story[telling.report.id], home[index])
    mains = {telling.report.id for telling in tellings if telling.main}
    for telling in tellings:
        name = story[telling.report.id]
        if telling.report.id not in mains and name in centre:
            others[centre[name]].setdefault(telling.report.id, telling)
    return {first: tuple(found.values()) for first, found in others.items()}


def _happenings(
    tellings: Sequence[Telling], story: Mapping[str, int], joined: Pairs, parted: Pairs
) -> tuple[tuple[int, ...], ...]:
    names = [story[telling.report.id] for telling in tellings]
    edges = {
        (one, other): telling_score(tellings[one], tellings[other], same_story=names[one] == names[other])
        for one, other in candidates(tellings, names)
    }
    welded = [*_decided(tellings, joined), *_mains(tellings, names, every=bool(parted))]
    apart, forbids = _apart(tellings, parted), _conflict(tellings)
    return cluster(len(tellings), edges, RULE, joined=welded, apart=apart, forbids=forbids)


def _decided(tellings: Sequence[Telling], joined: Pairs) -> list[Edge]:
    home = {event.id: index for index, telling in enumerate(tellings) for event in telling.events}
    known = sorted(sorted(pair) for pair in joined if all(id in home for id in pair))
    return [(home[one], home[other]) for one, other in known]


def _mains(tellings: Sequence[Telling], story: Sequence[int], *, every: bool) -> list[Edge]:
    """What the reports of one story are about is one happening, as far as it is of one family; a chain, or every pair."""
    mains: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        if telling.main:
            mains[story[index], telling.family].append(index)
    pairs = combinations if every else _chain
    return [pair for _, group in sorted(mains.items()) for pair in pairs(group, 2)]


def _chain(group: Sequence[int], _: int) -> Iterable[Edge]:
    return ((group[0], other) for other in group[1:])


def _apart(tellings: Sequence[Telling], parted: Pairs) -> Forbids:
    if not parted:
        return never
    ids = {id for pair in parted for id in pair}
    decided = [tuple(event.id for event in telling.events if event.id in ids) for telling in tellings]

    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        mine, theirs = ({id for index in group for id in decided[index]} for group in (one, other))
        return any(frozenset((first, second)) in parted for first in mine for second in theirs)

    return apart


def _conflict(tellings: Sequence[Telling]) -> Forbids:
    """Whether groups hold different happenings of one report, or days or places that exclude each other."""

    def conflict(one: Sequence[int], other: Sequence[int]) -> bool:
        mine, theirs = [tellings[index] for index in one], [tellings[index] for index in other]
        if {telling.report.id for telling in mine} & {telling.report.id for telling in theirs}:
            return True
        return any(clash(first, second) for first in mine[:_LOOKED_AT] for second in theirs[:_LOOKED_AT])

    return conflict

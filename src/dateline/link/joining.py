"""Events of many reports to incidents: tellings in each report, stories among reports, then happenings among tellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType
from typing import TypeAlias

from dateline.link.candidates import candidates
from dateline.link.cluster import Edge, Forbids, Rule, cluster, never
from dateline.link.features import clash, elsewhere, telling_score
from dateline.link.mains import with_mains
from dateline.link.near import Entry, Near, by_report, entry_of, near_all
from dateline.link.record import Known, incident_of
from dateline.link.stories import stories
from dateline.link.tellings import Pairs, Telling
from dateline.link.tolls import own_tolls
from dateline.model import Event, Incident, Report, Toll

Pair: TypeAlias = tuple[str, str]


Copies: TypeAlias = Callable[[Sequence[Report]], Mapping[str, str]]
RULE = Rule(floor=-2.0, wanted=3, threshold=0.0)
_LOOKED_AT = 20


def no_copies(_: Sequence[Report]) -> Mapping[str, str]:
    """Takes every report for a story of its own."""
    return {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What people decided of pairs of event ids, the tolls of reports, and what tells copies."""

    joined: Pairs = ()
    parted: Pairs = ()
    tolls: Mapping[str, Toll] = field(default_factory=dict)
    copies: Copies = no_copies


@dataclass(frozen=True, slots=True)
class Linked:
    """The incidents, by id, each report's story, named by the first report of it, and the report that each copy repeats."""

    incidents: tuple[Incident, ...]
    stories: Mapping[str, str]
    copies: Mapping[str, str]


def link_events(
    told: Sequence[tuple[Event, Report]],
    joined: Sequence[Pair] = (),
    parted: Sequence[Pair] = (),
    *,
    tolls: Mapping[str, Toll] = MappingProxyType({}),
    silent: Sequence[Report] = (),
    copies: Copies = no_copies,
) -> tuple[Incident, ...]:
    """The incidents that the events of many reports tell of, each event in one; the order of ``told`` does not matter.

    ``joined`` and ``parted`` are pairs of event ids that people said are, or are not, of one incident; they always win,
    and where they contradict each other what was parted stays apart. ``tolls`` has what the statements of a report
    come to, by report; ``silent`` are reports in which no event was found: they may be about an incident that others tell
    of. ``copies`` says of the reports of a story, oldest first, which repeat another one.
    """
    together, apart = pairs_of(joined), pairs_of(parted)
    entries = [entry_of(report, events, together, apart) for report, events in _by_report(told, silent)]
    return linked(entries, near_all(entries), Wanted(together, apart, tolls, copies)).incidents


def linked(entries: Sequence[Entry], near: Near, wanted: Wanted) -> Linked:
    """The incidents and stories of these reports; ``near`` says which of them to compare."""
    entries = sorted(entries, key=_order)
    homes = {entry.report.id: index for index, entry in enumerate(entries)}
    profiles = [entry.profile for entry in entries]
    groups = stories(profiles, by_report(near.stories, homes))
    story = {profiles[index].report: name for name, group in enumerate(groups) for index in group}
    tellings = with_mains([telling for entry in entries for telling in entry.tellings], story)
    happenings = _happenings(tellings, story, near, wanted)
    beside = _beside(entries, tellings, happenings, story)
    repeats = {
        report: of
        for group in groups
        if len(group) > 1
        for report, of in wanted.copies([entries[index].report for index in group]).items()
    }
    known = Known(repeats, own_tolls(tellings, wanted.tolls))
    incidents = (incident_of([tellings[index] for index in group], beside.get(group[0], ()), known) for group in happenings)
    names = {report: profiles[groups[name][0]].report for report, name in story.items()}
    return Linked(tuple(sorted(incidents, key=lambda incident: incident.id)), names, repeats)


def pairs_of(pairs: Iterable[Pair]) -> Pairs:
    """The pairs without their order."""
    return {frozenset(pair) for pair in pairs if pair[0] != pair[1]}


def _by_report(told: Sequence[tuple[Event, Report]], silent: Iterable[Report]) -> list[tuple[Report, tuple[Event, ...]]]:
    """Each report once with its events."""
    events: defaultdict[str, dict[str, Event]] = defaultdict(dict)
    reports: dict[str, Report] = {report.id: report for report in silent}
    for event, report in told:
        reports[report.id] = report
        events[report.id][event.id] = event
    return [(reports[name], tuple(events[name][id] for id in sorted(events[name]))) for name in sorted(reports)]


def _order(entry: Entry) -> tuple[str, str, str]:
    """Oldest first."""
    report = entry.report
    return report.published or "", report.external_id or "", report.id


def _beside(
    entries: Sequence[Entry], tellings: Sequence[Telling], groups: Sequence[tuple[int, ...]], story: Mapping[str, int]
) -> Mapping[int, Sequence[Telling]]:
    """By each group's first position: one telling of each report that is about it and tells only what came of it, or nothing."""
    home = {index: group[0] for group in groups for index in group}
    centre: dict[int, int] = {}
    for index, telling in enumerate(tellings):
        if telling.main:
            centre.setdefault(story[telling.report.id], home[index])
    mains = {telling.report.id for telling in tellings if telling.main}
    others: defaultdict[int, list[Telling]] = defaultdict(list)
    for entry in entries:
        name = story[entry.report.id]
        if entry.report.id not in mains and name in centre:
            others[centre[name]].append(Telling(entry.report, entry.profile, tuple(entry.events[:1]), False))
    return {first: tuple(found) for first, found in others.items()}


def _happenings(tellings: Sequence[Telling], story: Mapping[str, int], near: Near, wanted: Wanted) -> tuple[tuple[int, ...], ...]:
    names = [story[telling.report.id] for telling in tellings]
    edges = {
        (one, other): telling_score(tellings[one], tellings[other], same_story=names[one] == names[other])
        for one, other in candidates(tellings, names, near.spots)
    }
    welded = [*_decided(tellings, wanted.joined), *_mains(tellings, names, wanted.parted)]
    apart, forbids = _apart(tellings, wanted.parted), _conflict(tellings)
    return cluster(len(tellings), edges, RULE, joined=welded, apart=apart, forbids=forbids)


def _decided(tellings: Sequence[Telling], joined: Pairs) -> list[Edge]:
    home = {event.id: index for index, telling in enumerate(tellings) for event in telling.events}
    known = sorted(sorted(pair) for pair in joined if all(id in home for id in pair))
    return [(home[one], home[other]) for one, other in known]


def _mains(tellings: Sequence[Telling], story: Sequence[int], parted: Pairs) -> list[Edge]:
    """What the reports of one story are about is one happening, as far as it is of one family.

    A chain of pairs, or every pair where people parted some of its events.
    """
    mains: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        if telling.main:
            mains[story[index], telling.family].append(index)
    ids = {id for pair in parted for id in pair}
    found: list[Edge] = []
    for _, group in sorted(mains.items()):
        for part in _parts(tellings, group):
            every = ids and any(event.id in ids for index in part for event in tellings[index].events)
            found += combinations(part, 2) if every else [(part[0], other) for other in part[1:]]
    return found


def _parts(tellings: Sequence[Telling], group: Sequence[int]) -> Sequence[Sequence[int]]:
    """The group, but for those that are elsewhere than most of it: the next attack, in the next town."""
    looked = group[:_LOOKED_AT]
    away = [index for index in group if 2 * sum(elsewhere(tellings[index], tellings[other]) for other in looked) > len(looked)]
    kept = [index for index in group if index not in set(away)]
    return [part for part in (kept, away) if part]


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

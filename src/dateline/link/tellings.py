"""The happenings that one report tells of, each perhaps in several events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.link.cluster import Edge, Forbids, Rule, cluster, never
from dateline.link.knowledge import family_of, rank_of
from dateline.link.profiles import Profile, main_event, most
from dateline.link.spots import spots_of
from dateline.link.where import Window, apart_km, precise, spread_km, window_of
from dateline.link.within import Deed, within_score
from dateline.model import Event, Participant, Place, Report

Pairs = Collection[frozenset[str]]
_REACH = 40
_ALIKE = Rule(floor=-0.5, wanted=1, threshold=0.0)
_SUPPOSED = frozenset({"planned", "hypothetical"})
_MOST_PARTICIPANTS = 12
_WORDS_ONLY = 1
_OTHER = -3.0
_LONG_AGO = 200


@dataclass(frozen=True)
class Telling:
    """One report's events of one happening, in the order of its text; ``main`` says that the report is about it."""

    report: Report
    profile: Profile
    events: tuple[Event, ...]
    main: bool

    @cached_property
    def family(self) -> str:
        """The family of the events."""
        return family_of(self.events[0].type)

    @cached_property
    def window(self) -> Window | None:
        """The days it may have been on: those stated before those that only follow from the date of the report."""
        windows = [window for event in self.events if (window := window_of(event.when))]
        return min(windows, key=lambda window: (not window.stated, window.last - window.first, window.first), default=None)

    @cached_property
    def place(self) -> Place | None:
        """The most precise place, the first of several."""
        placed = [event.place for event in self.events if event.place and event.place.lat is not None]
        return min(placed, key=spread_km, default=None)

    @cached_property
    def killed(self) -> int | None:
        """The most killed that is told."""
        return most(self.events, "killed")

    @cached_property
    def injured(self) -> int | None:
        """The most injured that is told."""
        return most(self.events, "injured")

    @cached_property
    def actors(self) -> tuple[Participant, ...]:
        """Who did it, as far as lists know them."""
        return _known(who for event in self.events for who in event.actors)

    @cached_property
    def recipients(self) -> tuple[Participant, ...]:
        """To whom, as far as lists know them."""
        return _known(who for event in self.events for who in event.recipients)

    @cached_property
    def modes(self) -> frozenset[str]:
        """The modes of the events."""
        return frozenset(event.mode for event in self.events if event.mode)

    @cached_property
    def spots(self) -> frozenset[int]:
        """The keys of where and when on the map it may have been."""
        return frozenset(spots_of(self.family, self.place, self.window))

    @cached_property
    def supposed(self) -> bool:
        """Whether all of it is only planned or supposed."""
        return all(event.status in _SUPPOSED for event in self.events)


def _known(people: Iterable[Participant]) -> tuple[Participant, ...]:
    known = [who for who in people if who.id or who.country or who.sectors]
    return tuple(known[:_MOST_PARTICIPANTS])


def tellings_of(report: Report, events: Sequence[Event], profile: Profile, joined: Pairs, parted: Pairs) -> tuple[Telling, ...]:
    """A report's events by what they tell of; pairs of event ids that people joined or parted win."""
    ordered = sorted(events, key=lambda event: (event.sentence, event.trigger.start, event.id))
    main = main_event(ordered)
    groups: list[tuple[Event, ...]] = []
    for part in _by_family(ordered):
        groups += _alike(part, joined, parted)
    return tuple(Telling(report, profile, group, main in group) for group in groups)


def _by_family(events: Sequence[Event]) -> Iterable[Sequence[Event]]:
    families: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        families[family_of(event.type)].append(event)
    return families.values()


def _alike(events: Sequence[Event], joined: Pairs, parted: Pairs) -> list[tuple[Event, ...]]:
    edges: dict[Edge, float] = {}
    welded: list[Edge] = []
    deeds = [Deed(event) for event in events]
    for index, deed in enumerate(deeds):
        for other in range(max(0, index - _REACH), index):
            edges[other, index] = _same(deeds[other], deed)
    if joined:
        spots = {event.id: index for index, event in enumerate(events)}
        welded = [(spots[one], spots[two]) for one, two in map(sorted, joined) if one in spots and two in spots]
    groups = cluster(len(events), edges, _ALIKE, joined=welded, apart=_apart(events, parted), forbids=_clashing(events))
    return [tuple(events[index] for index in group) for group in groups]


def _apart(events: Sequence[Event], parted: Pairs) -> Forbids:
    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        return any(frozenset((events[mine].id, events[theirs].id)) in parted for mine in one for theirs in other)

    return apart if parted else never


def _clashing(events: Sequence[Event]) -> Forbids:
    def clashing(one: Sequence[int], other: Sequence[int]) -> bool:
        return any(clash(events[mine], events[theirs]) for mine in one[:_REACH] for theirs in other[:_REACH])

    return clashing


def _same(one: Deed, other: Deed) -> float:
    """Above 0 where two events of one family may be one happening told twice; words are one only where they share a party."""
    if clash(one.event, other.event) or (rank_of(one.event.type) <= _WORDS_ONLY and not _share_party(one.event, other.event)):
        return _OTHER
    return within_score(one, other)


def _share_party(one: Event, other: Event) -> bool:
    return bool(_parties(one) & _parties(other)) or one.trigger_text.lower() == other.trigger_text.lower()


def _parties(event: Event) -> set[str]:
    return {who.id or who.text.lower() for who in (*event.actors, *event.recipients)}


def clash(one: Event, other: Event) -> bool:
    """Whether two events of one report cannot be the same: other days, far places, other parties, told against supposed."""
    return (
        (one.status in _SUPPOSED) != (other.status in _SUPPOSED)
        or _other_days(one, other)
        or _far(one, other)
        or _other_parties(one.recipients, other.recipients)
        or _other_parties(one.actors, other.actors)
        or _other_deed(one, other)
    )


def _other_deed(one: Event, other: Event) -> bool:
    killed = most((one,), "killed"), most((other,), "killed")
    return bool(one.mode and other.mode and one.mode != other.mode and None not in killed and killed[0] != killed[1])


def _other_days(one: Event, other: Event) -> bool:
    mine, theirs = window_of(one.when), window_of(other.when)
    if mine is None or theirs is None:
        return False
    return mine.gap(theirs) > (1 if mine.stated and theirs.stated else _LONG_AGO)


def _far(one: Event, other: Event) -> bool:
    if one.place is None or other.place is None or not precise(one.place) or not precise(other.place):
        return False
    gap = apart_km(one.place, other.place)
    return gap is not None and gap > spread_km(one.place) + spread_km(other.place)


def _other_parties(mine: Sequence[Participant], theirs: Sequence[Participant]) -> bool:
    ids, others = {who.id for who in mine if who.id}, {who.id for who in theirs if who.id}
    return bool(ids and others and not ids & others)

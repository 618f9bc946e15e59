"""Which reports are worth comparing: those of all that there are, or those around some that are new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from dateline.link.blocks import (
    PARTNERS,
    Find,
    Keyed,
    blocks_of,
    keyed,
    spots_met,
    spots_near,
    view_of,
    viewers_of,
)
from dateline.link.features import telling_score
from dateline.link.profiles import Profile, profile_of
from dateline.link.stories import RULE as STORY
from dateline.link.story_features import story_score
from dateline.link.tellings import Pairs, Telling, tellings_of
from dateline.model import Event, Report

Told: TypeAlias = tuple[Report, Sequence[Event]]
Load: TypeAlias = Callable[[Collection[str]], Iterable[Told]]


@dataclass(slots=True)
class Near:
    """Pairs of reports, by id, that may be about the same, and that may tell of the same spot of the map on the same days."""

    stories: set[tuple[str, str]] = field(default_factory=set)
    spots: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report made ready to compare."""

    report: Report
    events: Sequence[Event]
    profile: Profile
    tellings: Sequence[Telling]
    keyed: Keyed


def entry_of(report: Report, events: Sequence[Event], joined: Pairs, parted: Pairs) -> Entry:
    """A report with its events made ready to compare."""
    profile = profile_of(report, events)
    tellings = tellings_of(report, events, profile, joined, parted)
    return Entry(report, events, profile, tellings, keyed(profile, tellings))


def near_all(entries: Iterable[Entry]) -> Near:
    """The pairs among these reports when there are no others."""
    items = [entry.keyed for entry in entries]
    blocks, near = blocks_of(items), Near()
    for item in items:
        near.stories.update(_pair(item.report, other) for other in view_of(item, blocks.__getitem__))
        near.spots.update(_pair(item.report, other) for other in spots_near(item, blocks.__getitem__))
    return near


@dataclass(slots=True)
class Neighbourhood:
    """Grows from some reports to all whose incidents could change with theirs.

    ``find`` gives the block of a key among all reports, ``load`` the reports of ids, ``companions`` those that are in one
    story or incident with some; ``fresh`` are new, ``mates`` the reports that people tied to one; ``joined`` and ``parted`` are
    pairs of event ids that people decided on.
    """

    find: Find
    load: Load
    companions: Callable[[Collection[str]], Collection[str]]
    fresh: Collection[str]
    mates: Mapping[str, Collection[str]]
    joined: Pairs
    parted: Pairs
    near: Near = field(default_factory=Near)
    entries: dict[str, Entry] = field(default_factory=dict)
    seen: dict[str, Entry] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    _views: dict[str, Sequence[str]] = field(default_factory=dict)

    def grow(self, ids: Collection[str]) -> None:
        """Take these reports in, and all that they hang together with."""
        waiting = sorted(set(ids) - set(self.entries))
        while waiting:
            self._see(waiting)
            taken = [self.seen[id] for id in waiting if id in self.seen]
            self.entries.update((entry.report.id, entry) for entry in taken)
            found: set[str] = set()
            for entry in taken:
                found.update(self._bound(entry))
            waiting = sorted((found - set(self.entries)) - self.missing)

    def look(self, ids: Collection[str]) -> None:
        """Take in these reports and see what is around them, without going on from there."""
        self._see(ids)
        for id in sorted(set(ids) & set(self.seen)):
            self.entries[id] = self.seen[id]
            list(self._bound(self.seen[id]))

    def _see(self, ids: Collection[str]) -> None:
        missing = set(ids) - set(self.seen) - self.missing
        for report, events in self.load(missing) if missing else ():
            self.seen[report.id] = entry_of(report, events, self.joined, self.parted)
        self.missing |= missing - set(self.seen)

    def _bound(self, entry: Entry) -> Iterable[str]:
        """The reports that a link good enough to join by itself ties to this one, and those whose view it narrows."""
        item, name = entry.keyed, entry.report.id
        viewers, seen = viewers_of(item, self.find), self._view(entry)
        spots = {*spots_near(item, self.find), *spots_met(item, self.find)}
        self._see({*viewers, *seen, *spots, *self.mates.get(name, ())})
        views = {other: self._view(self.seen[other]) for other in viewers if other in self.seen}
        stories = {*seen, *(other for other, view in views.items() if name in view)}
        self.near.stories.update(_pair(name, other) for other in stories)
        self.near.spots.update(_pair(name, other) for other in spots)
        yield from self.mates.get(name, ())
        if name in self.fresh:
            full = [other for other, view in views.items() if name in view and len(view) == PARTNERS]
            yield from full
            yield from self.companions(full) if full else ()
        yield from (other for other in sorted(stories | spots) if self._strong(entry, other, other in stories, other in spots))

    def _strong(self, entry: Entry, other: str, story: bool, spot: bool) -> bool:
        rival = self.seen.get(other)
        if rival is None:
            return False
        if story and story_score(entry.profile, rival.profile) >= STORY.threshold:
            return True
        return spot and _tellings_bound(entry.tellings, rival.tellings)

    def _view(self, entry: Entry) -> Sequence[str]:
        name = entry.report.id
        if name not in self._views:
            self._views[name] = view_of(entry.keyed, self.find)
        return self._views[name]


def _tellings_bound(mine: Sequence[Telling], theirs: Sequence[Telling]) -> bool:
    return any(one.spots & other.spots and telling_score(one, other, same_story=False) >= 0 for one in mine for other in theirs)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def by_report(pairs: Iterable[tuple[str, str]], homes: Mapping[str, int]) -> list[tuple[int, int]]:
    """The pairs as positions, ascending; pairs of reports that have none are left out."""
    found = ((homes[one], homes[other]) for one, other in pairs if one in homes and other in homes)
    return sorted((one, other) if one < other else (other, one) for one, other in found)

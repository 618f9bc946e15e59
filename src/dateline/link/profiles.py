"""What a report offers to tell whether another one is about the same: words, days, places, tolls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.link.knowledge import family_of, rank_of
from dateline.link.where import day_of, precise, published_on
from dateline.link.words import Words, words_of
from dateline.model import Event, Place, Report

UNREAL = frozenset({"planned", "possible", "hypothetical", "denied", "did_not_happen"})
_FADES = 0.15
_TODAY = 0.5
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Profile:
    """One report to compare: ``days`` weighs the days it states for what it is about; tolls are null where none is told."""

    report: str
    words: Words
    published: int | None
    days: Mapping[int, float]
    places: tuple[Place, ...]
    killed: int | None
    injured: int | None

    @property
    def day(self) -> int | None:
        """The day it most likely is about."""
        return max(self.days, key=lambda day: (self.days[day], day)) if self.days else None

    @property
    def fresh(self) -> bool:
        """Whether it came out within a week of the day it is about."""
        return self.day is not None and self.published is not None and 0 <= self.published - self.day <= _WEEK


def profile_of(report: Report, events: Sequence[Event]) -> Profile:
    """The report and its events as linking compares them."""
    main = main_event(events)
    about = [event for event in events if main and family_of(event.type) == family_of(main.type)]
    places = {event.place.id or event.place.text: event.place for event in events if event.place and precise(event.place)}
    return Profile(
        report.id,
        words_of(report),
        published_on(report),
        days_of(about, published_on(report)),
        tuple(places[key] for key in sorted(places)),
        most(about, "killed"),
        most(about, "injured"),
    )


def main_event(events: Iterable[Event]) -> Event | None:
    """The event a report is about: what is harm before what follows it, what is told as so before what is not, the first."""
    return min(
        events,
        key=lambda event: (-rank_of(event.type), event.status in UNREAL, event.sentence, event.trigger.start, event.id),
        default=None,
    )


def days_of(events: Iterable[Event], published: int | None) -> Mapping[int, float]:
    """The days stated for events; earlier sentences and those with a toll count for more.

    The day of the report itself counts for less, since it is often that of the statement; a later one is no day of what
    has happened.
    """
    days: defaultdict[int, float] = defaultdict(float)
    for event in events:
        day = day_of(event)
        if day is not None and (published is None or day <= published or event.status == "planned"):
            fresh = _TODAY if day == published else 1.0
            days[day] += fresh * (2.0 if event.counts else 1.0) / (1 + _FADES * event.sentence)
    return days


def most(events: Iterable[Event], kind: str) -> int | None:
    """The highest number of this kind told; None where none is."""
    return max(
        (count.low for event in events for count in event.counts if count.kind == kind and count.low is not None), default=None
    )

"""Why two tellings are taken for one happening or not: every score with what each feature adds to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.link import features, story_features
from dateline.link.features import why_same
from dateline.link.knowledge import Scored, family_of, notes
from dateline.link.near import Entry
from dateline.link.story_features import why_story
from dateline.link.tellings import Telling

SHOWN = 5
_CLOSE = -6.0


@dataclass(frozen=True, slots=True)
class Part:
    """A feature of a pair, what it adds to the log-odds, and what it stands for."""

    feature: str
    adds: float
    note: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Two events by id, whether they are of one incident, whether their reports are about one story, and the scores of both.

    ``story`` is empty where the reports were not compared as wholes.
    """

    one: str
    other: str
    joined: bool
    same_story: bool
    score: float
    parts: tuple[Part, ...]
    story_score: float | None
    story: tuple[Part, ...]


def reasons(
    entries: Mapping[str, Entry], stories: Mapping[str, str | None], events: Collection[str], compared: Collection[tuple[str, str]]
) -> tuple[Reason, ...]:
    """Why an incident's events are together, each telling beside the one most like it, then what came nearest without joining.

    ``entries`` are its reports and those around them, ``stories`` names each one's story, ``events`` are the incident's, and
    ``compared`` the pairs of reports that were looked at.
    """
    tellings = [telling for name in sorted(entries, key=lambda name: _age(entries[name])) for telling in entries[name].tellings]
    inside = [telling for telling in tellings if any(event.id in events for event in telling.events)]
    outside = [telling for telling in tellings if not any(event.id in events for event in telling.events)]
    joined = [_best(telling, inside[:at], stories) for at, telling in enumerate(inside) if at]
    rivals = [reason for telling in outside if (reason := _nearest(telling, inside, stories, compared)) is not None]
    return (*joined, *sorted(rivals, key=lambda reason: (-reason.score, reason.other))[:SHOWN])


def _age(entry: Entry) -> tuple[str, str]:
    return entry.report.published or "", entry.report.id


def _best(telling: Telling, others: Sequence[Telling], stories: Mapping[str, str | None]) -> Reason:
    return max((_reason(other, telling, stories, joined=True) for other in others), key=lambda reason: reason.score)


def _nearest(
    telling: Telling, inside: Sequence[Telling], stories: Mapping[str, str | None], compared: Collection[tuple[str, str]]
) -> Reason | None:
    mine = telling.report.id
    met = [
        each
        for each in inside
        if each.family == family_of(telling.events[0].type)
        and ((each.report.id, mine) in compared or (mine, each.report.id) in compared)
    ]
    found = [_reason(each, telling, stories, joined=False) for each in met]
    best = max(found, key=lambda reason: reason.score, default=None)
    return best if best is not None and best.score > _CLOSE else None


def _reason(one: Telling, other: Telling, stories: Mapping[str, str | None], *, joined: bool) -> Reason:
    story = stories.get(one.report.id)
    same = story is not None and story == stories.get(other.report.id)
    scored = why_same(one, other, same_story=same)
    whole = why_story(one.profile, other.profile) if one.report.id != other.report.id else None
    return Reason(
        one.events[0].id,
        other.events[0].id,
        joined,
        same,
        scored.score,
        tuple(_parts(features.TABLE, scored)),
        whole.score if whole else None,
        tuple(_parts(story_features.TABLE, whole)) if whole else (),
    )


def _parts(table: str, scored: Scored) -> Iterator[Part]:
    said = notes(table)
    return (Part(feature, adds, said.get(feature, "")) for feature, adds in scored.parts)

"""Tolls that come after their event: "Hospital sources said the toll had passed 200" belongs to the riot told before."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.judge.branches import Branches
from dateline.judge.counts_cues import CountCues, count_cues
from dateline.model import Count, Event

_PAST = frozenset({"happened", "ongoing"})
_FAR = 3
_YEAR = 4


def earlier_event(tree: Branches, count: Count, sentence: int, events: Sequence[Event]) -> int | None:
    """The number of the event that a toll without one in its sentence updates: the last act of harm within three sentences.

    None where the sentence tells another act of force, or names a year: then it speaks of something else.
    """
    cues = count_cues()
    if count.kind not in cues.updated or not count.low or _has_year(tree, sentence):
        return None
    before = [
        number
        for number, event in enumerate(events)
        if event.trigger.end <= count.start and _is_harm(event, cues) and sentence - event.sentence <= _FAR
    ]
    if not before or any(event.sentence == sentence and event.type in cues.updated_others for event in events):
        return None
    last = before[-1]
    return last if events[last].sentence < sentence else None


def _is_harm(event: Event, cues: CountCues) -> bool:
    harm = not cues.updated_acts.isdisjoint((event.type, f"{event.type}:{event.mode}"))
    return harm and event.status in _PAST


def _has_year(tree: Branches, sentence: int) -> bool:
    inside = tree.parse.sentences[sentence]
    return any(len(word) == _YEAR and word.isdigit() for word in tree.parse.texts[inside.first : inside.last])

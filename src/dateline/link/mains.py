"""Which telling of each report its incident is about: reports of one story agree on the family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.link.knowledge import rank_of
from dateline.link.tellings import Telling


def with_mains(tellings: Sequence[Telling], story: Mapping[str, int]) -> list[Telling]:
    """The tellings with at most one main a report: the one of the family that its story is about.

    A report that tells nothing of that family has none.
    """
    family = _families(tellings, story)
    best: dict[str, int] = {}
    for index, telling in enumerate(tellings):
        name = telling.report.id
        if telling.family == family[story[name]] and (name not in best or _weight(telling) > _weight(tellings[best[name]])):
            best[name] = index
    return [replace(telling, main=best.get(telling.report.id) == index) for index, telling in enumerate(tellings)]


def _families(tellings: Sequence[Telling], story: Mapping[str, int]) -> Mapping[int, str]:
    """The family that each story is about: the one most reports are about, weighed by its rank; the first by name of equals."""
    votes: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for telling in tellings:
        if telling.main:
            votes[story[telling.report.id]][telling.family] += 1 + rank_of(telling.events[0].type)
    return {name: max(sorted(given), key=lambda family: given[family]) for name, given in votes.items()}


def _weight(telling: Telling) -> tuple[bool, bool, int]:
    return telling.main, not telling.supposed, len(telling.events)

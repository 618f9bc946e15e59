"""Pairs of tellings worth a score: those of one story, and those of one spot of the map on the same days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.link.cluster import Edge
from dateline.link.tellings import Telling

_REACH = 24


def candidates(tellings: Sequence[Telling], story: Sequence[int], near: Iterable[tuple[str, str]]) -> tuple[Edge, ...]:
    """Pairs of positions; ``tellings`` must be in their fixed order, ``story`` names each one's story.

    ``near`` are pairs of reports with a spot in common. In a long story each meets its nearest neighbours in that order only.
    """
    return tuple(sorted({*_of_stories(tellings, story), *_of_spots(tellings, near)}))


def _of_stories(tellings: Sequence[Telling], story: Sequence[int]) -> Iterator[Edge]:
    blocks: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        blocks[story[index], telling.family].append(index)
    for listed in blocks.values():
        for position, one in enumerate(listed):
            for other in listed[position + 1 : position + 1 + _REACH]:
                if tellings[one].report.id != tellings[other].report.id:
                    yield one, other


def _of_spots(tellings: Sequence[Telling], near: Iterable[tuple[str, str]]) -> Iterator[Edge]:
    of: defaultdict[str, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        if telling.spots:
            of[telling.report.id].append(index)
    for mine, theirs in near:
        for one in of.get(mine, ()):
            for other in of.get(theirs, ()):
                if not tellings[one].spots.isdisjoint(tellings[other].spots):
                    yield (one, other) if one < other else (other, one)

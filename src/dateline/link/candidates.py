"""Pairs of tellings worth a score: those of one story, and those of one family, days and neighbourhood on the map."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from dateline.link.cluster import Edge
from dateline.link.tellings import Telling
from dateline.link.where import PRECISE

Block: TypeAlias = tuple[str | int, ...]
_CELL = 0.5
_DAYS = 3
_REACH = 24


def candidates(tellings: Sequence[Telling], story: Sequence[int]) -> tuple[Edge, ...]:
    """Pairs of positions; ``tellings`` must be in their fixed order, ``story`` names each one's story.

    The work grows with the number of tellings: in a crowded block each meets its nearest neighbours in that order only.
    """
    blocks: defaultdict[Block, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for block in _blocks(telling, story[index]):
            blocks[block].append(index)
    return tuple(sorted(_pairs(tellings, blocks)))


def _pairs(tellings: Sequence[Telling], blocks: Mapping[Block, Sequence[int]]) -> set[Edge]:
    found: set[Edge] = set()
    for listed in blocks.values():
        for position, one in enumerate(listed):
            for other in listed[position + 1 : position + 1 + _REACH]:
                if tellings[one].report.id != tellings[other].report.id:
                    found.add((one, other))
    return found


def _blocks(telling: Telling, story: int) -> Iterator[Block]:
    yield "story", story, telling.family
    place, window = telling.place, telling.window
    if place is None or window is None or place.precision not in PRECISE or place.lat is None or place.lon is None:
        return
    days = range(window.last - _DAYS + 1, window.last + 2) if not window.stated else range(window.first, window.last + 2)
    row, column = place.lat / _CELL, place.lon / _CELL
    for day in days[:_DAYS + 1]:
        for north in {math.floor(row - 0.25), math.floor(row + 0.25)}:
            for east in {math.floor(column - 0.25), math.floor(column + 0.25)}:
                yield "map", telling.family, day, north, east

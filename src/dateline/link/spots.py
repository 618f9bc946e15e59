"""Where and when on the map something may have been, as keys that say quickly whether two may have been one."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from functools import lru_cache

from dateline.link.where import Window, precise
from dateline.model import Place

_CELL = 0.5
_DAYS = 3


def spots_of(family: str, place: Place | None, window: Window | None) -> Iterator[int]:
    """The keys of what may be met: by family, day, and halves of a degree that overlap; none for what is on no precise spot."""
    if place is None or window is None or not precise(place) or place.lat is None or place.lon is None:
        return
    days = range(window.last - _DAYS + 1, window.last + 2) if not window.stated else range(window.first, window.last + 2)
    row, column = place.lat / _CELL, place.lon / _CELL
    for day in days[: _DAYS + 1]:
        for north in {math.floor(row - 0.25), math.floor(row + 0.25)}:
            for east in {math.floor(column - 0.25), math.floor(column + 0.25)}:
                yield key_of("map", f"{family}|{day}|{north}|{east}")


@lru_cache(1 << 16)
def key_of(kind: str, name: str) -> int:
    """A number of 63 bits that stands for a block, the same in every process."""
    digest = hashlib.blake2b(f"{kind}|{name}".encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1

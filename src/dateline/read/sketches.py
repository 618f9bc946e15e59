"""The adapter of the MinHash library: sketches of sets of phrases, and an index of those that may be alike."""

from __future__ import annotations

from collections.abc import Sequence

from rensa import RMinHash, RMinHashLSH

_PERMUTATIONS, _BANDS = 126, 42
_SEED = 20_140_622
_LIKENESS = 0.4


class SketchIndex:
    """Sets of phrases by number; finds those that share about a third of their phrases or more with a new one."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(threshold=_LIKENESS, num_perm=_PERMUTATIONS, num_bands=_BANDS)

    def alike(self, phrases: Sequence[str]) -> tuple[int, ...]:
        """The numbers of the sets that may be alike, ascending; to be checked, since some only seem so."""
        return tuple(sorted({int(number) for number in self._index.query(_sketch(phrases))})) if phrases else ()

    def add(self, number: int, phrases: Sequence[str]) -> None:
        """Keep a set under a number of one's own."""
        if phrases:
            self._index.insert(number, _sketch(phrases))


def _sketch(phrases: Sequence[str]) -> RMinHash:
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(list(phrases))
    return sketch

"""Columns of numbers: values as codes, days as numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dateline.days import ordinal
from dateline.store.queries_lines import Line

Mask: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int32]
NO_DAY = -(10**6)


@dataclass(frozen=True, slots=True)
class Column:
    """A facet: ``codes`` are indices into ``names``, one or more a line; ``rows`` says which line each belongs to."""

    names: tuple[str, ...]
    codes: Numbers
    rows: Numbers

    def mask(self, wanted: Sequence[str], size: int) -> Mask:
        """The lines that have any of these values."""
        ids = [code for code, name in enumerate(self.names) if name in wanted]
        found: Mask = np.zeros(size, dtype=np.bool_)
        found[self.rows[np.isin(self.codes, ids)]] = True
        return found

    def counts(self, mask: Mask) -> list[tuple[str, int]]:
        """Each value with how many lines of the mask have it, the most frequent first."""
        totals = np.bincount(self.codes[mask[self.rows]], minlength=len(self.names))
        some = np.flatnonzero(totals)
        ordered = some[np.argsort(-totals[some], kind="stable")]
        return [(self.names[code], int(totals[code])) for code in ordered]


def column_of(lines: Sequence[Line], read: Callable[[Line], tuple[str, ...]]) -> Column:
    """The column of what ``read`` finds on each line."""
    codes: dict[str, int] = {}
    pairs = [(row, codes.setdefault(value, len(codes))) for row, line in enumerate(lines) for value in read(line)]
    flat = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return Column(tuple(codes), flat[:, 1].copy(), flat[:, 0].copy())


def day_number(day: str | None) -> int:
    """Days since the year 1; a number below all of them where there is no day."""
    found = ordinal(day)
    return NO_DAY if found is None else found


def day_of(number: int) -> str:
    """The ISO day of a number."""
    return date.fromordinal(min(max(1, number), date.max.toordinal())).isoformat()


def all_of(first: Mask, rest: Sequence[Mask]) -> Mask:
    """The lines that are in all of these masks."""
    for mask in rest:
        first = first & mask
    return first


def only(mask: Mask, rows: Sequence[int]) -> Mask:
    """A mask of the same length with these rows."""
    kept: Mask = np.zeros(len(mask), dtype=np.bool_)
    kept[list(rows)] = True
    return kept

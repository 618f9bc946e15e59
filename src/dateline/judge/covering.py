"""Finds the claims whose content holds a span, without looking at every claim of a long report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from dateline.model import Claim, Span


class Covering:
    """The contents of a report's claims, in the order of the text."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        parts = sorted(
            ((part.start, part.end, number, claim) for number, claim in enumerate(claims) for part in claim.content),
            key=lambda part: part[:3],
        )
        self._parts = parts
        self._starts = [part[0] for part in parts]
        self._reach = list(accumulate((part[1] for part in parts), max))

    def of(self, span: Span) -> list[Claim]:
        """The claims one of whose parts holds the whole span, in the order in which they were given."""
        found: dict[int, Claim] = {}
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] >= span.end:
            _, end, number, claim = self._parts[at]
            if end >= span.end:
                found[number] = claim
            at -= 1
        return [found[number] for number in sorted(found)]

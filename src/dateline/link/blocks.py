"""The blocks that reports meet in: one for each of their rarest words, and one for each spot of the map on a day.

In a crowded block everybody meets only those of its hubs that are older: the reports that came out first, ever and in each
fortnight. So the work grows with the number of reports, and one that comes later changes nothing between those there are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TypeAlias

from dateline.link.profiles import Profile
from dateline.link.spots import key_of
from dateline.link.tellings import Telling
from dateline.link.words import rarest

Row: TypeAlias = tuple[int, str, int]
HUBS = 25
EVER = 50
PARTNERS = 40
PERIOD = 14
_WORDS = 40
_SCALE = 1000
_LEAST = 40_000


@dataclass(frozen=True, slots=True)
class Keyed:
    """A report as blocks hold it: the ordinal of the day it came out (0: unknown), its words' weights, its spots of the map."""

    report: str
    day: int
    words: Mapping[int, int]
    spots: Collection[int]

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Its row in each of its blocks, by the block's key."""
        yield from ((key, (self.day, self.report, weight)) for key, weight in self.words.items())
        yield from ((key, (self.day, self.report, 0)) for key in self.spots)


@dataclass(slots=True)
class Block:
    """The reports of one block, the first to come out first; a row is the day, the report and the weight there."""

    rows: Sequence[Row]
    _hubs: dict[int, Sequence[Row]] = field(default_factory=dict)

    def hubs(self, row: Row) -> Sequence[Row]:
        """The hubs of those about as old as this one: the first ever, and the first of its fortnight and of the one before."""
        period = row[0] // PERIOD if len(self.rows) > EVER else 0
        if period not in self._hubs:
            found = set(self.rows[:EVER])
            for each in (period - 1, period) if period else ():
                found.update(self._of(each)[:HUBS])
            self._hubs[period] = sorted(found)
        return self._hubs[period]

    def seen_by(self, row: Row) -> Sequence[Row]:
        """The hubs that came out before this one."""
        hubs = self.hubs(row)
        return hubs[: bisect_left(hubs, row)]

    def viewers(self, row: Row) -> Sequence[Row]:
        """Those that came out after this one, if it is a hub of theirs."""
        if row in self.rows[:EVER]:
            return self.rows[bisect_left(self.rows, row) + 1 :]
        period = row[0] // PERIOD
        if row not in self._of(period)[:HUBS]:
            return ()
        return [other for each in (period, period + 1) for other in self._of(each) if other > row]

    def leading(self) -> frozenset[Row]:
        """All hubs there are."""
        periods = {row[0] // PERIOD for row in self.rows} if len(self.rows) > EVER else ()
        return frozenset(self.rows[:EVER]).union(*(self._of(each)[:HUBS] for each in periods))

    def _of(self, period: int) -> Sequence[Row]:
        first = bisect_left(self.rows, (period * PERIOD, "", 0))
        return self.rows[first : bisect_left(self.rows, ((period + 1) * PERIOD, "", 0))]


Find: TypeAlias = Callable[[int], Block]


def keyed(profile: Profile, tellings: Iterable[Telling]) -> Keyed:
    """The blocks of a report and its tellings."""
    words = {key_of("word", word): max(1, round(profile.words.body[word] * _SCALE)) for word in rarest(profile.words.body, _WORDS)}
    spots = frozenset(key for telling in tellings for key in telling.spots)
    return Keyed(profile.report, profile.published or 0, words, spots)


def keyed_again(report: str, rows: Iterable[tuple[int, Row]]) -> Keyed:
    """The report of its rows."""
    listed = list(rows)
    words = {key: weight for key, (_, _, weight) in listed if weight}
    return Keyed(report, max((row[0] for _, row in listed), default=0), words, frozenset(key for key, row in listed if not row[2]))


def blocks_of(items: Iterable[Keyed]) -> Mapping[int, Block]:
    """All blocks of these reports."""
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.day, item.report)):
        for key, row in item.rows():
            rows[key].append(row)
    return {key: Block(listed) for key, listed in rows.items()}


def view_of(item: Keyed, find: Find) -> Sequence[str]:
    """The earlier reports that share most rare words with this one where they are hubs, at most some dozens."""
    weights: defaultdict[str, int] = defaultdict(int)
    for key, mine in item.words.items():
        for _, report, weight in find(key).seen_by((item.day, item.report, mine)):
            weights[report] += mine * weight
    rivals = [(-weight, report) for report, weight in weights.items() if weight >= _LEAST]
    return [report for _, report in (sorted(rivals) if len(rivals) <= PARTNERS else nsmallest(PARTNERS, rivals))]


def viewers_of(item: Keyed, find: Find) -> Collection[str]:
    """The later reports that may have this one in their view."""
    weights: defaultdict[str, int] = defaultdict(int)
    for key, mine in item.words.items():
        for _, report, weight in find(key).viewers((item.day, item.report, mine)):
            weights[report] += mine * weight
    return [report for report, weight in weights.items() if weight >= _LEAST]


def spots_near(item: Keyed, find: Find) -> Collection[str]:
    """The earlier reports that are hubs of its spots on the map."""
    return {row[1] for key in item.spots for row in find(key).seen_by((item.day, item.report, 0))}


def spots_met(item: Keyed, find: Find) -> Collection[str]:
    """The later reports for which it is a hub of a spot on the map."""
    return {row[1] for key in item.spots for row in find(key).viewers((item.day, item.report, 0))}

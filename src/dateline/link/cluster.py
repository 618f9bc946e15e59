"""Average-link clustering of a sparse graph: the order of what comes in does not matter, and no single link welds groups."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Edge = tuple[int, int]
Forbids = Callable[[Sequence[int], Sequence[int]], bool]


def never(one: Sequence[int], other: Sequence[int]) -> bool:
    """Keeps no groups apart."""
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """When two groups are one.

    ``floor`` stands for a pair nobody scored; each member of the smaller group must be scored against ``wanted`` of the
    other's before the unscored ones stop counting. Groups join while the mean is at least ``threshold``.
    """

    floor: float = -4.0
    wanted: int = 6
    threshold: float = 0.0


@dataclass(slots=True)
class _Graph:
    rule: Rule
    links: list[dict[int, tuple[float, int]]]
    members: list[list[int]]
    changed: list[int]
    heap: list[tuple[float, int, int, int, int, int]] = field(default_factory=list)
    joins: int = 0

    def mean(self, one: int, other: int) -> float:
        total, count = self.links[one][other]
        small, large = sorted((len(self.members[one]), len(self.members[other])))
        wanted = max(count, min(small * large, self.rule.wanted * small))
        return (total + self.rule.floor * (wanted - count)) / wanted

    def offer(self, one: int) -> None:
        """Put the best of the pairs that a group answers for on the heap.

        The group that changed last answers for a pair, so that a crowd around one that grows is not offered at each step.
        """
        best: tuple[float, int, int] | None = None
        for other in self.links[one]:
            if (self.changed[one], other) > (self.changed[other], one):
                mean = self.mean(one, other)
                pair = (-mean, one, other) if one < other else (-mean, other, one)
                if mean >= self.rule.threshold and (best is None or pair < best):
                    best = pair
        if best is not None:
            heapq.heappush(self.heap, (*best, self.changed[best[1]], self.changed[best[2]], one))

    def pop(self) -> tuple[int, int, int] | None:
        """The pair that is best now, the lower first, with the group that answers for it."""
        while self.heap:
            _, one, other, first, second, answers = heapq.heappop(self.heap)
            if self.changed[one] == first and self.changed[other] == second:
                return one, other, answers
            if self.changed[answers] == (first if answers == one else second):
                self.offer(answers)
        return None

    def part(self, one: int, other: int) -> None:
        del self.links[one][other]
        del self.links[other][one]

    def join(self, one: int, other: int) -> None:
        self.members[one] = sorted(self.members[one] + self.members[other])
        self.joins += 1
        self.changed[one] = self.joins
        self.changed[other] = -1
        self.links[one].pop(other, None)
        self.links[other].pop(one, None)
        for third, (total, count) in self.links[other].items():
            del self.links[third][other]
            had, times = self.links[one].get(third, (0.0, 0))
            self.links[one][third] = self.links[third][one] = (had + total, times + count)
        self.links[other] = {}
        self.members[other] = []


def cluster(
    size: int,
    edges: Mapping[Edge, float],
    rule: Rule,
    *,
    joined: Iterable[Edge] = (),
    apart: Forbids = never,
    forbids: Forbids = never,
) -> tuple[tuple[int, ...], ...]:
    """The groups of ``range(size)``, each sorted, in the order of their first members.

    Items must come in a fixed order of their own. ``joined`` pairs are together whatever the scores say, taken in the
    order given, unless they are ``apart``; groups that are apart or that ``forbids`` keeps from each other never join.
    """
    graph = _graph(size, edges, rule)
    _weld(graph, joined, apart)
    for one in range(size):
        graph.offer(one)
    while (pair := graph.pop()) is not None:
        one, other, answers = pair
        groups = graph.members[one], graph.members[other]
        if apart(*groups) or forbids(*groups):
            graph.part(one, other)
            graph.offer(answers)
            continue
        graph.join(one, other)
        graph.offer(one)
    return tuple(sorted(tuple(group) for group in graph.members if group))


def _graph(size: int, edges: Mapping[Edge, float], rule: Rule) -> _Graph:
    links: list[dict[int, tuple[float, int]]] = [{} for _ in range(size)]
    for (one, other), score in sorted(edges.items()):
        links[one][other] = links[other][one] = (score, 1)
    return _Graph(rule, links, [[item] for item in range(size)], [0] * size)


def _weld(graph: _Graph, joined: Iterable[Edge], apart: Forbids) -> None:
    home = list(range(len(graph.members)))
    for pair in joined:
        one, other = sorted(home[item] for item in pair)
        if one != other and not apart(graph.members[one], graph.members[other]):
            for item in graph.members[other]:
                home[item] = one
            graph.join(one, other)

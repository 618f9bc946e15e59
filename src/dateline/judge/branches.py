"""A parse made ready for walking: the children of every token and its lower-cased form, worked out once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from dateline.model import Parse, Span
from dateline.syntax import children_of


@dataclass(frozen=True, slots=True)
class Branches:
    """A parse with the children of each token in text order, its words in lower case and each token's sentence.

    ``left`` and ``right`` are the first and last token under each token.
    """

    parse: Parse
    children: tuple[tuple[int, ...], ...]
    words: tuple[str, ...]
    sentence: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def first(self, index: int, *deps: str) -> int | None:
        """The first child of ``index`` with one of the labels ``deps``."""
        labels = self.parse.deps
        for child in self.children[index]:
            if labels[child] in deps:
                return child
        return None

    def all(self, index: int, *deps: str) -> tuple[int, ...]:
        """The children of ``index`` with one of the labels ``deps``, in text order."""
        labels = self.parse.deps
        return tuple([child for child in self.children[index] if labels[child] in deps])

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from token ``first`` to token ``last``, both included."""
        return Span(self.parse.starts[first], self.parse.ends[last])

    def subtree(self, index: int) -> Span:
        """The stretch of text under a token."""
        return self.span(self.left[index], self.right[index])

    def chain(self, index: int) -> tuple[int, ...]:
        """``index`` and the tokens joined to it by conjunction, in text order."""
        found: list[int] = []
        waiting = [index]
        while waiting and len(found) < 40:
            token = waiting.pop()
            if token in found:
                continue
            found.append(token)
            waiting.extend(self.all(token, "conj"))
        return tuple(sorted(found))

    def path(self, index: int) -> tuple[int, ...]:
        """The tokens from ``index`` up to the root of its sentence, ``index`` first."""
        steps = [index]
        heads = self.parse.heads
        while heads[steps[-1]] != steps[-1] and len(steps) < 60:
            steps.append(heads[steps[-1]])
        return tuple(steps)


@lru_cache(maxsize=1)
def branches(parse: Parse) -> Branches:
    """``parse`` with its children lists, in one pass; kept for the stages that read the same parse one after the other."""
    sentence = [0] * len(parse)
    for number, item in enumerate(parse.sentences):
        sentence[item.first : item.last] = [number] * (item.last - item.first)
    words = tuple(word.lower().replace("’", "'") for word in parse.texts)
    children = children_of(parse)
    return Branches(parse, children, words, tuple(sentence), *_edges(parse, children))


def _edges(parse: Parse, children: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first and the last token under each token, in time linear in their number."""
    size = len(parse)
    order = [index for index, head in enumerate(parse.heads) if head == index]
    for index in order:
        order.extend(children[index])
    left, right = list(range(size)), list(range(size))
    for index in reversed(order):
        head = parse.heads[index]
        if left[index] < left[head]:
            left[head] = left[index]
        if right[index] > right[head]:
            right[head] = right[index]
    return tuple(left), tuple(right)


def token_at(parse: Parse, start: int, end: int) -> int | None:
    """The token that heads the span ``[start, end)``: the one whose head lies outside, else the last."""
    first, last = bisect_right(parse.ends, start), bisect_left(parse.starts, end)
    for index in range(first, last):
        head = parse.heads[index]
        if head == index or not first <= head < last:
            return index
    return None

"""A parse made ready for walking: the children of every token and its lower-cased form, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Parse


@dataclass(frozen=True, slots=True)
class Branches:
    """A parse with the children of each token in text order, its words in lower case and each token's sentence."""

    parse: Parse
    children: tuple[tuple[int, ...], ...]
    words: tuple[str, ...]
    sentence: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def first(self, index: int, *deps: str) -> int | None:
        """The first child of ``index`` with one of the labels ``deps``."""
        labels = self.parse.deps
        return next((child for child in self.children[index] if labels[child] in deps), None)

    def all(self, index: int, *deps: str) -> tuple[int, ...]:
        """The children of ``index`` with one of the labels ``deps``, in text order."""
        labels = self.parse.deps
        return tuple(child for child in self.children[index] if labels[child] in deps)

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


def branches(parse: Parse) -> Branches:
    """``parse`` with its children lists, in one pass."""
    children: list[list[int]] = [[] for _ in range(len(parse))]
    for index, head in enumerate(parse.heads):
        if head != index:
            children[head].append(index)
    sentence = [0] * len(parse)
    for number, item in enumerate(parse.sentences):
        for index in range(item.first, item.last):
            sentence[index] = number
    words = tuple(word.lower().replace("’", "'") for word in parse.texts)
    return Branches(parse, tuple(map(tuple, children)), words, tuple(sentence))


def token_at(parse: Parse, start: int, end: int) -> int | None:
    """The token that heads the span ``[start, end)``: the one whose head lies outside, else the last."""
    inside = [index for index in range(len(parse)) if parse.starts[index] < end and start < parse.ends[index]]
    held = set(inside)
    outside = [index for index in inside if parse.heads[index] not in held or parse.heads[index] == index]
    return outside[0] if outside else None

"""What an engine hands back for one stretch of text, before it becomes part of a report's ``Parse``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text as parallel lists; offsets and heads count from the text's own start.

    ``breaks`` are the indices of the tokens that start a sentence, as the engine sees it.
    """

    starts: list[int]
    ends: list[int]
    texts: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    heads: list[int]
    deps: list[str]
    breaks: list[int]


def child(tokens: Tokens, head: int, *deps: str) -> int | None:
    """The first token that hangs on ``head`` by one of the labels."""
    return next((at for at, above in enumerate(tokens.heads) if above == head and at != head and tokens.deps[at] in deps), None)


class Engine(Protocol):
    """A parser: ``name`` says which, with its version, and becomes part of the coder's fingerprint."""

    name: str

    def parse(self, texts: Iterable[str]) -> Iterator[Tokens]:
        """The tokens of each text, in order."""
        ...

"""The words of a report weighed by how rare they are in news, which is what tells one story from another."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.lexicon.tables import load_csv
from dateline.model import Report

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_OPENING = frozenset('.!?\n"“:')
_MOST_CHARACTERS = 20_000
_UNKNOWN = 0.0005
_RARE = 6.0
_LEAST_WORDS = 20
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WordShare:
    """A word with the share of news reports that use it, in the kind of news that uses it most."""

    word: str
    share: float


class Word(NamedTuple):
    """A word as it stands and as it is compared, and whether it opens a sentence; a tuple, as there are so many."""

    text: str
    lower: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A report's words as vectors of length one: all, those of the title, names, and numbers.

    ``rare`` has the rarest with their own weight; ``size`` is the length of all before it was made one.
    """

    body: Vector
    title: Vector
    names: Vector
    numbers: Vector
    rare: Vector
    size: float


@cache
def word_shares() -> Mapping[str, float]:
    """How common each word is, as the table says."""
    return MappingProxyType({row.word: row.share for row in load_csv("ontology/link_words.csv", WordShare)})


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """How much sharing the word says: minus the logarithm of its share of reports."""
    return -math.log(word_shares().get(word, _UNKNOWN))


def words_in(text: str) -> Iterator[Word]:
    """The words and numbers of a text, possessives cut off."""
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        last = match.end()
        lower = match.group().lower().replace("’", "'").removesuffix("'s")
        yield Word(match.group(), lower, match.start() == 0 or not _OPENING.isdisjoint(gap))


def words_of(report: Report) -> Words:
    """The words of a report's headline and body; furniture is left out, and the length is bounded."""
    text = _told(report)
    title = Counter(word.lower for word in words_in(report.title or text[:80]))
    body, names = Counter(title), Counter[str]()
    for word in words_in(text):
        body[word.lower] += 1
        if word.text[0].isupper() and not word.opens and not word.text.isupper():
            names[word.lower] += 1
    numbers = {word: count for word, count in body.items() if word[0].isdigit()}
    whole = _weighed(body)
    rare = {word: weight for word, weight in whole.items() if rarity(word) >= _RARE}
    parts = _unit(_weighed(title)), _unit(_weighed(names)), _unit(_weighed(numbers))
    return Words(_unit(whole), *parts, rare, _length(whole))


def _told(report: Report) -> str:
    parts = [report.text[zone.start : zone.end] for zone in report.zones if zone.kind in ("headline", "standfirst", "body")]
    text = "\n".join(parts)
    whole = text if len(text) >= _LEAST_WORDS else report.text
    return whole[:_MOST_CHARACTERS]


def _weighed(counts: Mapping[str, int]) -> Vector:
    return {word: (1 + math.log(count)) * rarity(word) for word, count in counts.items()}


def _length(vector: Vector) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _unit(vector: Vector) -> Vector:
    length = _length(vector)
    return {word: weight / length for word, weight in vector.items()} if length else {}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length one: 0 nothing shared, 1 the same."""
    return math.fsum([one[word] * other[word] for word in one.keys() & other.keys()])


def common_weight(one: Vector, other: Vector) -> float:
    """The weight of the words in both, each as in the one that has less of it."""
    return math.fsum([min(one[word], other[word]) for word in one.keys() & other.keys()])


def rarest(vector: Vector, most: int) -> tuple[str, ...]:
    """The heaviest words of a vector, at most so many, the heaviest first."""
    return tuple(sorted(vector, key=lambda word: (-vector[word], word))[:most])

"""How names are written, for texts that have lost their capitals: names word by word, and the parts of people's names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.lexicon.tables import load_toml, resource, split_cell

MOST_WORDS = 8
_LEAST = 3
_FILES = {
    "en/countries.csv": ("name", "aliases", "demonyms", "adjectives", "capital"),
    "en/groups.csv": ("name", "aliases"),
    "en/organisations.csv": ("name", "aliases"),
}
_ALWAYS = "en/countries.csv"


@dataclass(frozen=True, slots=True)
class Spellings:
    """Names of several words and of one, by their words in lower case; what people's names are made of; and the months.

    A name in ``sure`` is one wherever it stands; one only in ``names`` is not where it is an ordinary word as well.
    """

    names: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()


@lru_cache
def load_spellings() -> Spellings:
    """The spellings of countries, groups and organisations, and the words of office-holders' names."""
    names = {tuple(word.lower() for word in words): words for file in _FILES for words in _names(file)}
    sure = frozenset(words[0].lower() for words in _names(_ALWAYS) if len(words) == 1)
    people = (word for row in _rows("en/offices.csv") for word in row["name"].split())
    grammar = load_toml("en/grammar.toml")
    return Spellings(
        names=names,
        sure=sure,
        parts=frozenset(word.lower() for word in people if word[:1].isupper() and len(word) >= _LEAST),
        starts=frozenset(grammar["name_starts"].split()),
        months=frozenset(grammar["months"].split()),
    )


def _names(file: str) -> Iterator[tuple[str, ...]]:
    for row in _rows(file):
        for column in _FILES[file]:
            for name in split_cell(row.get(column) or ""):
                words = tuple(name.split("@")[0].replace("-", " ").split())
                if _is_name(words):
                    yield words


def _is_name(words: tuple[str, ...]) -> bool:
    """Whether it is written as names are, and long enough that no short word is taken for it."""
    if not 0 < len(words) <= MOST_WORDS or not words[-1][:1].isupper():
        return False
    return len(words) > 1 or (len(words[0]) > _LEAST and not words[0].isupper())


def _rows(file: str) -> Iterator[dict[str, str]]:
    with resource(file).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)

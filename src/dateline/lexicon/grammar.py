"""Function words of English that the reading of syntax turns on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import load_toml


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of ``en/grammar.toml``."""

    by: str
    genitive: str
    object_control: frozenset[str]
    reflexive: frozenset[str]
    personal: frozenset[str]
    results: frozenset[str]
    always_transitive: frozenset[str]
    particles: frozenset[str]
    led: frozenset[str]
    content: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The grammar words, read once a process."""
    words = load_toml("en/grammar.toml")
    return Grammar(
        words["by"], words["genitive"], frozenset(words["object_control"].split()), frozenset(words["reflexive"].split()),
        frozenset(words["personal"].split()), frozenset(words["results"].split()),
        frozenset(words["always_transitive"].split()), frozenset(words["particles"].split()),
        frozenset(words["led"].split()), frozenset(words["content"].split()),
    )

"""Function words of English that the reading of syntax turns on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from dateline.lexicon.tables import load_toml

_WORDS = ("by", "genitive", "gerund")
_ORDERED = ("thrown_at", "aimed_at")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of ``en/grammar.toml``."""

    by: str
    genitive: str
    gerund: str
    thrown_at: tuple[str, ...]
    aimed_at: tuple[str, ...]
    joints: frozenset[str]
    object_control: frozenset[str]
    reflexive: frozenset[str]
    personal: frozenset[str]
    results: frozenset[str]
    always_transitive: frozenset[str]
    particles: frozenset[str]
    led: frozenset[str]
    content: frozenset[str]
    duties: frozenset[str]
    orders: frozenset[str]
    holders: frozenset[str]
    subject_control: frozenset[str]
    speech: frozenset[str]
    human_relatives: frozenset[str]
    kinds: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    plural_selves: frozenset[str]
    conditional: frozenset[str]
    awaiting: frozenset[str]
    retold: frozenset[str]
    series: frozenset[str]
    none: frozenset[str]
    hyphens: frozenset[str]
    going: frozenset[str]
    bodies: frozenset[str]
    forcing: frozenset[str]
    using: frozenset[str]
    ranks: frozenset[str]
    headline_verbs: frozenset[str]
    reckoning: frozenset[str]
    refusing: frozenset[str]
    prospective: frozenset[str]
    intents: frozenset[str]
    alternative: frozenset[str]
    threatening: frozenset[str]
    announcing: frozenset[str]
    conveying: frozenset[str]
    withheld: frozenset[str]
    ending: frozenset[str]
    disorder: frozenset[str]
    dating: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The grammar words, read once a process."""
    words = load_toml("en/grammar.toml")
    sets = {field.name: frozenset(words[field.name].split()) for field in fields(Grammar) if field.name not in (*_WORDS, *_ORDERED)}
    thrown_at, aimed_at = (tuple(words[name].split()) for name in _ORDERED)
    return Grammar(words["by"], words["genitive"], words["gerund"], thrown_at, aimed_at, **sets)

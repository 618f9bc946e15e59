"""The words that steer the reading of actors, loaded from ``cues/actors.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.tables import load_toml


@dataclass(frozen=True, slots=True)
class ActorCues:
    """Sets of lower-case words, by the part they play in a noun phrase that names an actor.

    ``pronouns`` gives for a pronoun its sort: he, she, it, they, relative or speaker; ``kinds_of_state`` the countries
    that a noun such as kingdom can mean, ``sorts`` the kinds and sectors that a noun such as party or gang can mean,
    ``divided`` the states that one's adjective stands for after one of its ``prefixes``.
    """

    phrase: dict[str, frozenset[str]]
    grammar: dict[str, frozenset[str]]
    pronouns: dict[str, str]
    descriptions: dict[str, frozenset[str]]
    title_sectors: dict[str, str]
    bodies: dict[str, str]
    weak_types: frozenset[str]
    kinds_of_state: dict[str, frozenset[str]]
    sorts: dict[str, frozenset[str]]
    divided: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def actor_cues() -> ActorCues:
    """The bundled cues, read once a process."""
    data = load_toml("cues/actors.toml")
    return ActorCues(
        _sets(data["phrase"]),
        _sets(data["grammar"]),
        {word: sort for sort, words in data["pronouns"].items() for word in words},
        _sets(data["descriptions"]),
        dict(data["title_sectors"]),
        dict(data["bodies"]),
        frozenset(data["grammar"]["weak_types"]),
        _sets(data["kinds_of_state"]),
        _sets(data["sorts"]),
        {name: tuple(words) for name, words in data["divided"].items()},
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}

"""The words that steer the reading of actors, loaded from ``cues/actors.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.tables import load_toml


@dataclass(frozen=True, slots=True)
class ActorCues:
    """Sets of lower-case words, by the part they play in a noun phrase that names an actor."""

    phrase: dict[str, frozenset[str]]
    grammar: dict[str, frozenset[str]]
    pronouns: dict[str, frozenset[str]]
    descriptions: dict[str, frozenset[str]]
    title_sectors: dict[str, str]
    bodies: dict[str, str]
    weak_types: frozenset[str]
    kinds_of_state: dict[str, frozenset[str]]

    def pronoun(self, word: str) -> str | None:
        """The sort of pronoun a lower-case word is (he, she, it, they, relative, speaker), or none."""
        return next((sort for sort, words in self.pronouns.items() if word in words), None)


@lru_cache(maxsize=1)
def actor_cues() -> ActorCues:
    """The bundled cues, read once a process."""
    data = load_toml("cues/actors.toml")
    descriptions = dict(data["descriptions"])
    states = {str(descriptions.pop(word)): frozenset(descriptions.pop(word + "s")) for word in ("kingdom", "republic")}
    return ActorCues(
        _sets(data["phrase"]), _sets(data["grammar"]), _sets(data["pronouns"]), _sets(descriptions),
        dict(data["title_sectors"]), dict(data["bodies"]), frozenset(data["grammar"]["weak_types"]), states,
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}

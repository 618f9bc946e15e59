"""What types, statuses, voices and precisions mean, for people who see them for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.lexicon.plover import Ontology, load_ontology

STATUSES: Mapping[str, str] = {
    "happened": "the report says it took place",
    "ongoing": "it is going on as the report is written",
    "planned": "announced, ordered or expected, not done yet",
    "possible": "may have happened; nobody is certain",
    "hypothetical": "only if something else happens",
    "denied": "somebody says that it is not so",
    "did_not_happen": "the report says that it did not take place",
}
STANCES: Mapping[str, tuple[str, str]] = {
    "asserts": ("said by", "says that it is so"),
    "denies": ("denied by", "says that it is not so"),
    "declines": ("no comment from", "will not say"),
    "accuses": ("accusation by", "says that somebody else did it"),
    "threatens": ("threat by", "says that it will, against somebody"),
    "urges": ("urged by", "wants somebody to do it"),
    "promises": ("promised by", "says that it will"),
    "asks": ("asked by", "puts it as a question"),
    "doubts": ("doubted by", "is not convinced"),
}
PRECISIONS: Mapping[str, str] = {
    "exact": "the town or spot is known",
    "near": "somewhere near",
    "admin2": "the district is known",
    "admin1": "the province is known",
    "country": "only the country is known",
    "region": "only the region is known",
}
QUAD_NAMES: Mapping[int, str] = {
    1: "words of cooperation",
    2: "acts of cooperation",
    3: "words of conflict",
    4: "acts of conflict",
}


@cache
def ontology() -> Ontology:
    """The event types."""
    return load_ontology()


def quad_of(type: str) -> int:
    """The class of an event type, 1 to 4; 0 for a type that is not PLOVER's."""
    kind = ontology().types.get(type)
    return kind.quad if kind else 0


def meaning_of(type: str) -> str:
    """What an event type stands for."""
    kind = ontology().types.get(type)
    return kind.definition if kind else ""

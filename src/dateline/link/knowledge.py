"""What linking knows: event types in families, and tables of feature weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from dateline.lexicon.tables import load_csv

Features: TypeAlias = Mapping[str, float]
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class TypeRow:
    """An event type, the family it can be told as, and how likely a report that tells it is about it (higher is more).

    ``object`` is "told" where what it is done to tells one act from another.
    """

    type: str
    family: str
    rank: int
    object: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A feature of a pair with what one unit of it adds to the log-odds of being the same."""

    feature: str
    weight: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """The log-odds that a pair is the same, with each feature's part, the largest first."""

    score: float
    parts: tuple[tuple[str, float], ...]


@cache
def _types() -> Mapping[str, TypeRow]:
    return MappingProxyType({row.type: row for row in load_csv("ontology/link_types.csv", TypeRow)})


def family_of(type: str) -> str:
    """The family of an event type; a type no table knows is a family of its own."""
    row = _types().get(type)
    return row.family if row else type


def rank_of(type: str) -> int:
    """How likely a report that tells an event of this type is about it."""
    row = _types().get(type)
    return row.rank if row else 0


def by_object(type: str) -> bool:
    """Whether what it is done to tells one act of this type from another."""
    row = _types().get(type)
    return row is not None and bool(row.object)


@cache
def weights(name: str) -> Mapping[str, float]:
    """The weights of one table, ``ontology/link_<name>.csv``."""
    return MappingProxyType({row.feature: row.weight for row in load_csv(f"ontology/link_{name}.csv", WeightRow)})


@cache
def notes(name: str) -> Mapping[str, str]:
    """What each feature of a table stands for."""
    return MappingProxyType({row.feature: row.note for row in load_csv(f"ontology/link_{name}.csv", WeightRow)})


def score(name: str, features: Features) -> float:
    """The log-odds that the table gives to these features."""
    table = weights(name)
    return table[BIAS] + sum(table.get(feature, 0.0) * value for feature, value in features.items())


def explain(name: str, features: Features) -> Scored:
    """The log-odds with what each feature adds."""
    table = weights(name)
    pairs: Iterable[tuple[str, float]] = ((feature, table.get(feature, 0.0) * value) for feature, value in features.items())
    parts = [(BIAS, table[BIAS]), *((feature, part) for feature, part in pairs if part)]
    return Scored(sum(part for _, part in parts), tuple(sorted(parts, key=lambda part: (-abs(part[1]), part[0]))))

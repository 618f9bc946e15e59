"""Whole documents with the incidents that people found in them, and which PLOVER types fit each kind of incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.actor_rows import CountryRow
from dateline.lexicon.tables import load_csv
from dateline.model import Span

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """One gold answer with all its accepted wordings; an optional one may be left out without loss."""

    names: Names
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldWhere:
    """A place from the country (empty if unknown) down to the smallest named part; each level by all its names."""

    country: str = ""
    parts: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """An incident as people annotated it: ISO days, place, who did it to whom, and how many came to harm.

    ``trigger`` is given where the gold marks the word; ``earliest`` is empty where only a last day is known.
    """

    id: str
    kind: str
    types: Names
    optional: bool = False
    earliest: str = ""
    latest: str = ""
    where: tuple[GoldWhere, ...] = ()
    perpetrators: tuple[Filler, ...] = ()
    people: tuple[Filler, ...] = ()
    things: tuple[Filler, ...] = ()
    killed: int | None = None
    injured: int | None = None
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A report's text and its gold incidents; none at all where people found it irrelevant."""

    id: str
    text: str
    incidents: tuple[GoldIncident, ...]


@dataclass(frozen=True, slots=True)
class TypeRow:
    """Which PLOVER types fit a kind of incident: a row of ``ontology/incident_types.csv``."""

    scheme: str
    kind: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Which slot a role of the gold fills: a row of ``ontology/incident_roles.csv``."""

    scheme: str
    role: str
    slot: str


@lru_cache
def types_of(scheme: str) -> Mapping[str, Names]:
    """The PLOVER types that fit each kind of incident of a scheme."""
    return {row.kind: row.types for row in load_csv("ontology/incident_types.csv", TypeRow) if row.scheme == scheme}


@lru_cache
def slots_of(scheme: str) -> Mapping[str, str]:
    """The slot that each role of a scheme fills: ``perpetrator``, ``target`` or ``place``."""
    return {row.role: row.slot for row in load_csv("ontology/incident_roles.csv", RoleRow) if row.scheme == scheme}


@lru_cache
def country_codes() -> Mapping[str, str]:
    """The code of each country by its names in lower case."""
    rows = load_csv("en/countries.csv", CountryRow)
    return {name.lower(): row.code for row in reversed(rows) for name in (row.name, *row.aliases)}

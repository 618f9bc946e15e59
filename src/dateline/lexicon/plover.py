"""PLOVER 2.0's types, modes, contexts, sectors and scores, and the crosswalk from CAMEO."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.lexicon.tables import load_csv, load_toml


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: quad class 1-4, intensity score −10 … 10, modes with their scores."""

    code: str
    definition: str
    quad: int
    score: float
    modes: dict[str, float]
    cameo: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All event types by code."""

    types: dict[str, EventType]

    def quad(self, code: str) -> int:
        """The quad class of a type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
        return self.types[code].quad

    def score(self, code: str, mode: str | None) -> float:
        """The intensity of a type, or of its mode where the mode has one."""
        kind = self.types[code]
        return kind.modes.get(mode, kind.score) if mode else kind.score

    def cameo(self, code: str) -> str:
        """The general CAMEO code of a type."""
        return self.types[code].cameo

    def allows(self, code: str, mode: str | None) -> bool:
        """Whether the type exists and, if a mode is given, has it."""
        return code in self.types and (mode is None or mode in self.types[code].modes)


def load_ontology() -> Ontology:
    """The event types of ``ontology/events.toml``."""
    types = {}
    for code, entry in load_toml("ontology/events.toml").items():
        modes = {name: float(mode["score"]) for name, mode in entry.get("modes", {}).items()}
        types[code] = EventType(code, entry["definition"], entry["quad"], float(entry["score"]), modes, entry["cameo"])
    return Ontology(types)


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """What a CAMEO code is in PLOVER: a row of ``ontology/crosswalk.csv``."""

    cameo: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]


def load_crosswalk() -> tuple[CrosswalkRow, ...]:
    """Every CAMEO code that PLOVER keeps, in order."""
    return load_csv("ontology/crosswalk.csv", CrosswalkRow)

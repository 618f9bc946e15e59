"""How the effect of one word on whether something happened is put on top of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dateline.model import Evidence, Status

Operator = Literal[
    "keep",
    "negate",
    "cancel",
    "plan",
    "possible",
    "doubt",
    "attempt",
    "suppose",
    "deny",
    "ongoing",
    "warn",
    "report",
    "allege",
    "refuse",
    "delay",
    "own_denial",
    "open",
    "unreal",
]


@dataclass(frozen=True, slots=True)
class Value:
    """A status with how sure it is: −3 certainly not, 3 certainly; ``source`` is the commitment of whoever says so."""

    status: Status = "happened"
    score: float = 3.0
    source: float = 3.0


class Verdict(NamedTuple):
    """Whether something happened, the author's own commitment (−3 … 3), the words, and the source's commitment."""

    status: Status
    score: float
    evidence: tuple[Evidence, ...]
    source_score: float


SURE: tuple[Status, ...] = ("happened", "ongoing")
NOT: tuple[Status, ...] = ("did_not_happen", "denied")


def apply(operator: Operator, value: Value) -> Value:
    """``value`` as it stands under ``operator``."""
    if operator == "keep":
        return value
    if operator == "report":
        return Value(value.status, round(value.score * 0.95, 4), value.source)
    if operator in ("negate", "cancel"):
        return _negated(value, wholly=operator == "cancel")
    if operator == "deny":
        return Value("denied", -1.0, -3.0)
    if operator == "ongoing":
        return Value("ongoing", value.score, value.source) if value.status == "happened" else value
    if operator == "own_denial":
        return Value("denied", -1.0, -3.0) if value.status == "did_not_happen" else value
    if operator == "delay":
        return value if value.status in NOT else Value("planned", -1.5, -1.5)
    if operator == "refuse":
        return _refused(value)
    if operator == "warn":
        return Value("hypothetical", 0.0, 0.0) if value.status == "planned" else value
    return _weakened(operator, value)


def _refused(value: Value) -> Value:
    if value.status == "possible":
        return Value("denied", -1.0, -3.0)
    return Value("did_not_happen", -3.0, -3.0) if value.status in ("planned", "hypothetical") else value


def _negated(value: Value, *, wholly: bool) -> Value:
    if value.status in NOT:
        return Value("happened", 3.0, 3.0)
    if value.status in SURE or wholly:
        return Value("did_not_happen", -3.0, -3.0)
    if value.status == "planned":
        return Value("did_not_happen", -2.0, -2.0)
    return Value(value.status, -value.score, -value.source)


WEAK: Mapping[Operator, tuple[Status, float, float]] = {
    "plan": ("planned", 2.0, 2.0),
    "possible": ("possible", 1.0, 1.0),
    "allege": ("possible", 1.5, 3.0),
    "doubt": ("possible", -1.0, -1.0),
    "attempt": ("possible", 0.0, 0.0),
    "suppose": ("hypothetical", 0.0, 0.0),
    "open": ("possible", 0.0, 0.0),
    "unreal": ("hypothetical", -2.0, -2.0),
}


def _weakened(operator: Operator, value: Value) -> Value:
    status, score, source = WEAK[operator]
    if value.status == "hypothetical" or (operator == "plan" and value.status in ("possible", "planned")):
        return value
    if value.status in NOT and operator == "suppose":
        return Value(status, -1.0, -1.0)
    if value.status in NOT:
        kept: Status = value.status if operator == "plan" or value.status == "denied" else "possible"
        return Value(kept, -abs(score), -abs(source))
    if value.status == "planned" and operator == "plan":
        return value
    return Value(status, min(score, abs(value.score)) if score >= 0 else score, source)

"""How far coders agree: per field, per cent and Krippendorff's alpha for nominal values, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from dateline.model import Decision
from dateline.store.decisions import standing

VERDICT = "verdict"
ADJUDICATED = "adjudicated"
AS_CODED = "as coded"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one field: ``units`` events that two or more coders judged; ``alpha`` is None where nothing varies."""

    field: str
    units: int
    percent: float
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """An event on which coders differ: each coder's value of one field."""

    target: str
    field: str
    values: tuple[tuple[str, str], ...]


Judged = Mapping[str, Mapping[str, Mapping[str, str]]]


def judged(decisions: Sequence[Decision]) -> Judged:
    """Each target's fields with what each coder's last word on them is; a judged event's other fields are as coded."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    coders: dict[str, set[str]] = {}
    for each in (one for one in standing(decisions) if one.target.startswith("event:") and one.reason != ADJUDICATED):
        field = each.field if each.action == "change" and each.field else VERDICT
        if each.action in ("accept", "reject", "change"):
            found.setdefault(each.target, {}).setdefault(field, {})[each.user] = each.value or each.action
            coders.setdefault(each.target, set()).add(each.user)
    for target, fields in found.items():
        for field, values in fields.items():
            for user in sorted(coders[target]):
                values.setdefault(user, "accept" if field == VERDICT else AS_CODED)
    return found


def agreement(decisions: Sequence[Decision]) -> tuple[Agreement, ...]:
    """Agreement on the verdict and on every field that somebody changed, over events with two coders or more."""
    units: dict[str, list[list[str]]] = {}
    for fields in judged(decisions).values():
        for field, values in fields.items():
            if len(values) > 1:
                units.setdefault(field, []).append(list(values.values()))
    order = sorted(units, key=lambda field: (field != VERDICT, field))
    return tuple(Agreement(field, len(units[field]), percent(units[field]), alpha(units[field])) for field in order)


def differences(decisions: Sequence[Decision]) -> tuple[Difference, ...]:
    """Where coders differ and nobody has settled it yet."""
    settled = {(each.target, each.field or VERDICT) for each in standing(decisions) if each.reason == ADJUDICATED}
    return tuple(
        Difference(target, field, tuple(values.items()))
        for target, fields in sorted(judged(decisions).items())
        for field, values in sorted(fields.items())
        if len(set(values.values())) > 1 and (target, field) not in settled
    )


def percent(units: Iterable[Sequence[str]]) -> float:
    """The share of pairs of coders, over all units, that gave the same value (0 … 1)."""
    pairs = [(one, other) for values in units for one, other in permutations(values, 2)]
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else 0.0


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values (1 perfect, 0 chance); None where all values are the same."""
    seen: defaultdict[tuple[str, str], float] = defaultdict(float)
    for values in units:
        for one, other in permutations(values, 2):
            seen[one, other] += 1 / (len(values) - 1)
    totals: defaultdict[str, float] = defaultdict(float)
    for (one, _), weight in seen.items():
        totals[one] += weight
    size = sum(totals.values())
    observed = sum(weight for (one, other), weight in seen.items() if one != other)
    expected = sum(totals[one] * totals[other] for one, other in permutations(totals, 2))
    return None if not expected else 1 - (size - 1) * observed / expected

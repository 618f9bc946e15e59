"""Learns the weights by which a place is tied to an event's trigger, from sentences in which people did so.

    python training/event_place.py event_location.jsonl [--keep weights.csv] [--test SHARE]

Each sentence is a choice among its place names and "none of them"; the weights are those of a softmax over that choice.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.evaluate.places import EventPlaceCase, load_event_places
from dateline.model import Report, Span
from dateline.parse import default_parser
from dateline.resolve.where import PlaceReader
from dateline.resolve.where_cues import load_place_cues
from dateline.resolve.where_event import describe

RAREST, RIDGE, SMALLEST = 8, 1.5, 0.03


@dataclass(frozen=True, slots=True)
class Choice:
    case: EventPlaceCase
    spans: tuple[Span, ...]
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def choices(cases: tuple[EventPlaceCase, ...]) -> list[Choice]:
    parser, stage, cues = default_parser(), PlaceReader(), load_place_cues()
    found = []
    for case in cases:
        report = Report(id=case.id, text=case.text)
        parse = parser.parse(report)
        described = list(describe(parse, case.verb, stage.read(report, parse).mentions, cues))
        spans = tuple(Span(mention.start, mention.end) for mention, _ in described)
        right = tuple(any(span.overlaps(gold) for gold in case.places) for span in spans)
        found.append(Choice(case, spans, tuple(tuple(features) for _, features in described), right))
    return found


def fit(sample: list[Choice]) -> dict[str, float]:
    counts = Counter(feature for choice in sample for row in choice.features for feature in set(row))
    index = {feature: at for at, feature in enumerate(sorted(f for f, n in counts.items() if n >= RAREST))}
    usable = [choice for choice in sample if choice.spans and (any(choice.right) or not choice.case.places)]
    rows, columns, group, right = [], [], [], []
    for at, choice in enumerate(usable):
        for features, good in zip(choice.features, choice.right, strict=True):
            hits = {index[feature] for feature in features if feature in index}
            rows += [len(group)] * len(hits)
            columns += sorted(hits)
            group.append(at)
            right.append(good)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(group), len(index)))
    groups, good = np.array(group), np.array(right, dtype=float)
    named = np.bincount(groups, good, len(usable)) > 0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        power = np.exp(np.clip(matrix @ weights, -30, 30))
        total = 1 + np.bincount(groups, power, len(usable))
        wanted = np.where(named, np.bincount(groups, power * good, len(usable)), 1.0)
        value = (np.log(total) - np.log(wanted)).sum() + RIDGE / 2 * weights @ weights
        share = power / total[groups]
        target = np.where(named[groups], power * good / wanted[groups], 0.0)
        return float(value), matrix.T @ (share - target) + RIDGE * weights

    best = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {feature: float(best.x[at]) for feature, at in index.items()}


def score(sample: list[Choice], weights: dict[str, float], threshold: float) -> float:
    right = wrong = missed = 0
    for choice in sample:
        powers = [np.exp(sum(weights.get(f, 0.0) for f in row)) for row in choice.features]
        total = 1 + sum(powers)
        best = max(range(len(powers)), key=lambda at: powers[at], default=None)
        said = best is not None and powers[best] / total >= threshold
        hit = said and choice.right[best]
        right, wrong, missed = right + hit, wrong + (said and not hit), missed + (bool(choice.case.places) and not hit)
    return 2 * right / (2 * right + wrong + missed)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("path", type=Path)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--test", type=int, default=5, help="every Nth case is held out")
    options = arguments.parse_args()
    sample = choices(load_event_places(options.path))
    held = sample[:: options.test]
    weights = fit([choice for at, choice in enumerate(sample) if at % options.test])
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        print(f"threshold {threshold}: F1 {score(held, weights, threshold):.3f} held out")
    if options.keep:
        with options.keep.open("w", newline="", encoding="utf-8") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(["feature", "weight"])
            rows = sorted((f, w) for f, w in fit(sample).items() if abs(w) >= SMALLEST)
            writer.writerows((feature, f"{weight:.2f}") for feature, weight in rows)


if __name__ == "__main__":
    main()

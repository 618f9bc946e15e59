"""Fits how model and rules are weighed between two spans: ``python training/relate.py --plv FILE --folds FILE [--write]``.

``--folds`` is the ``folds.json`` of ``train.py --folds 5``: what models that had not seen a pair read there. Runs in Dateline's own
environment. Prints macro-F1 and accuracy of the model alone and of both, cross-validated over the same folds, the scores by type, the
reliability of the confidence and, with ``--errors``, the pairs that stay wrong; ``--write`` puts the weights into ``en/relating.toml``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from dateline import Coder
from dateline.evaluate.coding import PENTA_GROUPS, PairCase, load_pairs, macro_f1_of, type_scores
from dateline.find.relation import RelationWeights, best_of, by_touch, load_relation_weights, touch_of, weigh_pair
from dateline.lexicon.tables import resource
from dateline.model import Span

SHRINK = 0.0005
BIAS_SHRINK = 0.003


@dataclass(frozen=True)
class Read:
    """A gold pair, what a model that had not seen it read there, the rules' events (type, spans touched), and its fold."""

    case: PairCase
    shares: dict[str, float]
    told: list[tuple[str, int]]
    fold: int


def read_all(plv: Path, folds: Path) -> list[Read]:
    cases, data = load_pairs(plv), json.loads(folds.read_text("utf-8"))
    coder, found = Coder(strict=True), []
    for place, case in enumerate(cases):
        entry = data["pairs"].get(str(place))
        if entry is None:
            continue
        actor, recipient = Span(*case.actor), Span(*case.recipient) if case.recipient else None
        events = by_touch(coder.code(case.text, language="en").events, actor, recipient)
        told = [(event.type, touch_of(event, actor, recipient)) for event in events]
        found.append(Read(case, dict(zip(data["types"], entry["shares"], strict=True)), told, entry["fold"]))
    return found


def fit(reads: list[Read], types: list[str], steps: int = 1500) -> RelationWeights:
    """The weights with the most likelihood, lightly shrunk, by gradient descent; YIELD is right as either of its types."""
    size = len(types)
    place = {name: index for index, name in enumerate(types)}
    rows = np.zeros((len(reads), size, 5 + size))
    wanted = np.zeros((len(reads), size), dtype=bool)
    for index, read in enumerate(reads):
        rows[index, :, 0] = [np.log(max(read.shares[name], 0.0) + 1e-4) for name in types]
        rows[index, :, 5:] = np.eye(size)
        for kind, touched in read.told[:1]:
            rows[index, place[kind], 1 + touched] = 1
        for kind in {kind for kind, touched in read.told[1:] if touched}:
            rows[index, place[kind], 4] = 1
        for name in types:
            wanted[index, place[name]] = PENTA_GROUPS.get(name, name) == read.case.type
    start = np.zeros(5 + size)
    start[0] = 1
    weights, shrink = start.copy(), np.array([SHRINK] * 5 + [BIAS_SHRINK] * size)
    for _ in range(steps):
        scores = rows @ weights
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        right = shares * wanted
        right /= right.sum(1, keepdims=True)
        slope = np.einsum("ij,ijk->k", shares - right, rows) / len(reads) + 2 * shrink * (weights - start)
        weights -= 0.3 * slope
    bias = {name: round(float(weights[5 + index]), 3) for name, index in place.items()}
    touch = tuple(round(float(value), 3) for value in weights[1:4])
    return RelationWeights(round(float(weights[0]), 3), touch, round(float(weights[4]), 3), bias, load_relation_weights().families)


def guesses(reads: list[Read], weights: RelationWeights) -> list[tuple[str, float]]:
    """The type (families joined as the gold has them) and its share."""
    found = []
    for read in reads:
        scores = weigh_pair(read.shares, read.told, weights)
        raised = {name: np.exp(score) for name, score in scores.items()}
        best = PENTA_GROUPS.get(best_of(scores, weights), best_of(scores, weights))
        share = sum(value for name, value in raised.items() if PENTA_GROUPS.get(name, name) == best) / sum(raised.values())
        found.append((best, float(share)))
    return found


def show(name: str, reads: list[Read], found: list[tuple[str, float]]) -> None:
    truth, types = [read.case.type for read in reads], [kind for kind, _ in found]
    right = np.array([one == two for one, two in zip(truth, types, strict=True)])
    print(f"{name}: macro-F1 {macro_f1_of(truth, types):.3f}, accuracy {right.mean():.3f}, of {len(reads)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reads = read_all(args.plv, args.folds)
    report(reads, errors=args.errors)
    weights = fit(reads, list(reads[0].shares))
    print(weights)
    if args.write:
        _write(weights)


def report(reads: list[Read], *, errors: bool = False) -> None:
    """Print the cross-validated scores, by type, how far the confidence can be trusted and, if asked for, the errors."""
    types = list(reads[0].shares)
    plain = RelationWeights(1.0, (0.0, 0.0, 0.0), 0.0, {}, load_relation_weights().families)
    show("model alone", reads, guesses(reads, plain))
    both: dict[str, tuple[str, float]] = {}
    for fold in sorted({read.fold for read in reads}):
        weights = fit([read for read in reads if read.fold != fold], types)
        test = [read for read in reads if read.fold == fold]
        both.update({read.case.id: guess for read, guess in zip(test, guesses(test, weights), strict=True)})
    found = [both[read.case.id] for read in reads]
    show("model and rules", reads, found)
    for score in type_scores([read.case.type for read in reads], [kind for kind, _ in found]):
        print(
            f"  {score.type:10} of {score.support:4}  precision {score.precision:.2f}  recall {score.recall:.2f}  F1 {score.f1:.2f}"
        )
    _reliability([share for _, share in found], [read.case.type == kind for read, (kind, _) in zip(reads, found, strict=True)])
    if errors:
        for read, (kind, share) in zip(reads, found, strict=True):
            if read.case.type != kind:
                print(f"{read.case.type} read as {kind} ({share:.2f}), rules {read.told[:3]}: {read.case.text}")


def _reliability(shares: list[float], right: list[bool]) -> None:
    said, hit = np.array(shares), np.array(right, dtype=float)
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1 + (low > 0.89))
        if inside.any():
            error += abs(said[inside].mean() - hit[inside].mean()) * inside.mean()
            print(f"  said {said[inside].mean():.2f}  right {hit[inside].mean():.2f}  of {inside.sum()}")
    print(f"expected calibration error {error:.3f}")


def _write(weights: RelationWeights) -> None:
    path = resource("en/relating.toml")
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    weights = replace(weights, bias=dict(sorted(weights.bias.items())))
    families = ", ".join(f'"{" ".join(names)}"' for names in weights.families)
    body = [
        f"model = {weights.model}",
        f"touch = [{', '.join(map(str, weights.touch))}]",
        f"other = {weights.other}",
        f"families = [{families}]",
        "",
        "[bias]",
        *(f"{name} = {value}" for name, value in weights.bias.items()),
    ]
    path.write_text("\n".join([*head, *body]) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""Learns the weights by which attributions are kept and their contents delimited, from articles in which people marked them.

    python training/attribution.py polnear_train.jsonl [--keep weights.csv] [--folds N]

Two steps: a softmax picks among the readings of each draft, then a logistic regression says whether the picked one is an
attribution. A reading is right if it overlaps the content of an attribution with the same cue by half of their union.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.evaluate.attribution import Attribution, GoldDocument, overlap, read_gold, score, total
from dateline.judge.attribution import drafted
from dateline.judge.attribution_cues import load_cues
from dateline.judge.attribution_drafts import Draft
from dateline.judge.attribution_nested import apart
from dateline.judge.attribution_score import (
    _benefit,
    draft_features,
    pick_features,
    reading_features,
    sightings,
)
from dateline.model import Report, Span
from dateline.parse import default_parser

RAREST_PICK, RAREST, RIDGE_PICK, RIDGE, SMALLEST = 4, 3, 6.0, 8.0, 0.02
LEAST, BENEFIT, HALF = -0.8, 0.5, 0.5
Names = tuple[str, ...]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """A draft with, for each reading, its content, what is seen of it for each step, and whether it is right."""

    draft: Draft
    contents: tuple[tuple[Span, ...], ...]
    pick: tuple[Names, ...]
    keep: tuple[Names, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Article:
    gold: GoldDocument
    choices: tuple[Choice, ...]


def articles(path: Path) -> list[Article]:
    parser, cues = default_parser(), load_cues()
    return [article(gold, parser.parse(Report(gold.id, gold.text)), cues) for gold in read_gold(path)]


def article(gold: GoldDocument, parse, cues) -> Article:
    reader, found, _ = drafted(gold.text, parse, cues)
    spans = [draft.span for draft in found]
    free = [one for one in gold.attributions if not any(span.overlaps(cue) for span in spans for cue in one.cue)]
    choices = []
    for seen in sightings(reader, found):
        base = tuple(draft_features(reader, seen))
        mine = [one for one in gold.attributions if one in free or any(cue.overlaps(seen.draft.span) for cue in one.cue)]
        choices.append(
            Choice(
                seen.draft,
                tuple(item.content for item in seen.readings),
                tuple(tuple(pick_features(reader, seen.draft, item)) for item in seen.readings),
                tuple(base + tuple(reading_features(reader, seen.draft, item)) for item in seen.readings),
                tuple(is_right(item.content, mine) for item in seen.readings),
            )
        )
    return Article(gold, tuple(choices))


def is_right(content: tuple[Span, ...], mine: Iterable[Attribution]) -> bool:
    return any(one.content and overlap(content, one.content) >= HALF for one in mine)


def matrix(rows: list[Names], rarest: int) -> tuple[list[str], csr_matrix]:
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, times in seen.items() if times >= rarest)
    at = {name: index for index, name in enumerate(names)}
    columns = [[at[name] for name in row if name in at] for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([index for row in columns for index in row], dtype=int)
    return names, csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))


def fit_pick(found: list[Article]) -> Weights:
    open_ = [one for each in found for one in each.choices if any(one.right) and not all(one.right)]
    names, seen = matrix([row for one in open_ for row in one.pick], RAREST_PICK)
    group = np.repeat(np.arange(len(open_)), [len(one.right) for one in open_])
    right = np.array([value for one in open_ for value in one.right], dtype=float)

    def loss(weights):
        odds = np.exp(np.clip(seen @ weights, -30, 30))
        every, good = np.bincount(group, odds), np.bincount(group, odds * right)
        slope = seen.T @ (odds / every[group] - odds * right / good[group]) + RIDGE_PICK * weights
        return float(np.log(every / good).sum() + RIDGE_PICK / 2 * weights @ weights), slope

    return solved(names, loss)


def fit_keep(found: list[Article], pick: Weights) -> Weights:
    rows, right = [], []
    for each in found:
        for one in each.choices:
            at = best(one, pick)
            rows.append(one.keep[at])
            right.append(one.right[at])
    names, seen = matrix(rows, RAREST)
    truth = np.array(right, dtype=float)

    def loss(weights):
        logits = seen @ weights
        value = np.logaddexp(0, logits).sum() - truth @ logits + RIDGE / 2 * weights @ weights
        return float(value), seen.T @ (1 / (1 + np.exp(-logits)) - truth) + RIDGE * weights

    return solved(names, loss)


def solved(names: list[str], loss) -> Weights:
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {name: round(float(value), 3) for name, value in zip(names, found, strict=True) if abs(value) >= SMALLEST}


def summed(names: Names, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) for name in names)


def best(one: Choice, pick: Weights) -> int:
    return max(range(len(one.pick)), key=lambda at: summed(one.pick[at], pick))


def report(found: list[Article], weights: Weights, name: str) -> None:
    scores = total(score(each.gold.attributions, [attribution(draft) for draft in chosen(each, weights)]) for each in found)
    print(name, " ".join(f"{key} {scores[key].f1:.4f}" for key in ("content", "linked")))


def chosen(article: Article, weights: Weights) -> tuple[Draft, ...]:
    kept = []
    for one in article.choices:
        at = best(one, weights)
        value = summed(one.keep[at], weights) + _benefit(one.draft, {"benefit": BENEFIT})
        if value >= LEAST:
            kept.append((value, replace(one.draft, content=one.contents[at])))
    return apart(kept)


def attribution(draft: Draft) -> Attribution:
    return Attribution(() if draft.source is None else (draft.source,), (draft.span,), draft.content)


def learned(found: list[Article]) -> Weights:
    pick = fit_pick(found)
    return pick | fit_keep(found, pick)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", type=Path)
    options.add_argument("--keep", type=Path)
    options.add_argument("--folds", type=int, default=0)
    given = options.parse_args()
    found = articles(given.path)
    for fold in range(given.folds):
        inside = [each for at, each in enumerate(found) if at % given.folds != fold]
        report(found[fold :: given.folds], learned(inside), f"fold {fold}")
    weights = learned(found)
    report(found, weights, "all")
    if given.keep:
        with given.keep.open("w", encoding="utf-8", newline="") as lines:
            table = csv.writer(lines, lineterminator="\n")
            table.writerow(("feature", "weight"))
            table.writerows((("least", LEAST), ("benefit", BENEFIT), *sorted(weights.items())))


if __name__ == "__main__":
    main()

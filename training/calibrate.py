"""Fits how far an event's confidence can be trusted: ``python training/calibrate.py [--write]`` (in Dateline's own environment).

Codes the corpus sentences kept back from training; an event on a marked word is right where its type is the marked one. Prints the
reliability table and the expected calibration error, and with ``--write`` puts the weights into ``en/scoring.toml``.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.find import Weigher, load_context, load_scorer
from dateline.find.stage import FindStage
from dateline.find.weighing import NONE
from dateline.lexicon.plover import load_ontology
from dateline.lexicon.tables import resource
from dateline.model import Coder, Report, Sheet, Span
from dateline.parse import default_parser
from dateline.resolve.where import PlaceReader, PlacesStage
from examples import Word, is_held, read_corpus

CORPUS = Path(__file__).parent / "corpus"
NAMES = ("model_intercept", "model_slope", "actor", "recipient")


@dataclass(frozen=True)
class Case:
    """An event the rules coded on a marked word: what the model gives its type and no event, and whether it is right."""

    share: float
    none: float
    actor: bool
    recipient: bool
    right: bool


def held_words() -> dict[str, list[Word]]:
    _, words = read_corpus(CORPUS.glob("*.txt"))
    found: dict[str, list[Word]] = {}
    for word in words:
        if is_held(word.text):
            found.setdefault(word.text, []).append(word)
    return found


def cases() -> tuple[list[Case], int, int]:
    """The cases, how many marked events there are, and how many of them the rules found with the right type."""
    parser, scorer, places = default_parser(), load_scorer("model"), PlacesStage(PlaceReader())
    ontology, context = load_ontology(), load_context()
    find = FindStage(context, Weigher(None, ontology), ontology, Coder("", "", ""))
    weighed = FindStage(context, Weigher(scorer, ontology), ontology, Coder("", "", ""))
    made, gold, hit = [], 0, 0
    both = {"right": 0, "wrong": 0}
    for text, words in sorted(held_words().items()):
        report = Report(id="x", text=text, language="en")
        sheet = find(places(Sheet(report, parse=parser.parse(report))))
        scores = scorer.words([(text, event.trigger) for event in sheet.events]) if sheet.events else []
        for event in weighed(places(Sheet(report, parse=parser.parse(report)))).events:
            near = next((word for word in words if event.trigger.overlaps(Span(*word.span))), None)
            if near is not None:
                both["right" if near.type == event.type else "wrong"] += 1
        gold += sum(word.type != "NONE" for word in words)
        found = set()
        for event, score in zip(sheet.events, scores, strict=True):
            marked = next((word for word in words if event.trigger.overlaps(Span(*word.span))), None)
            if marked is None:
                continue
            right = marked.type == event.type
            found |= {marked.span} if right else set()
            embedded = any(one.rule.startswith("embedding") for one in event.evidence)
            share = max(score.types[event.type], 1 - score.types[NONE]) if embedded else score.types[event.type]
            made.append(Case(share, score.types[NONE], bool(event.actors), bool(event.recipients), right))
        hit += len(found)
    print(f"rules and model together: {both['right']} of {gold} marked events right, {both['wrong']} wrong on marked words")
    return made, gold, hit


def features(made: list[Case]) -> np.ndarray:
    share = np.clip([case.share for case in made], 1e-4, 1 - 1e-4)
    return np.column_stack(
        [np.ones(len(made)), np.log(share / (1 - share)), [case.actor for case in made], [case.recipient for case in made]]
    ).astype(float)


def fit(rows: np.ndarray, right: np.ndarray, steps: int = 4000) -> np.ndarray:
    """Logistic regression by gradient descent with a little shrinkage."""
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        guess = 1 / (1 + np.exp(-rows @ weights))
        weights -= 0.3 * (rows.T @ (guess - right) / len(right) + 0.001 * weights)
    return weights


def calibration_error(guess: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins; prints the reliability table."""
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (guess >= low) & (guess < low + 0.1 + (low > 0.89))
        if inside.any():
            gap = abs(guess[inside].mean() - right[inside].mean())
            error += gap * inside.mean()
            print(f"  said {guess[inside].mean():.2f}  right {right[inside].mean():.2f}  of {inside.sum()}")
    return error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    made, gold, hit = cases()
    report((made, gold, hit))
    rows, right = features(made), np.array([case.right for case in made], dtype=float)
    weights = dict(zip(NAMES, fit(rows, right), strict=True))
    weights["rules_intercept"] = fit(rows[:, [0]], right)[0]
    print(weights)
    if args.write:
        path = resource("en/scoring.toml")
        lines = [
            f"{line.split(' = ')[0]} = {weights[line.split(' = ')[0]]:.4f}" if line.split(" = ")[0] in weights else line
            for line in path.read_text("utf-8").splitlines()
        ]
        path.write_text("\n".join(lines) + "\n", "utf-8")


def report(found: tuple[list[Case], int, int]) -> None:
    """Print how far confidence can be trusted, each half judged by what the other half gives, and what dropping would cost."""
    made, gold, hit = found
    right = np.array([case.right for case in made], dtype=float)
    rows = features(made)
    even = np.arange(len(made)) % 2 == 0
    guess = np.empty(len(made))
    for half in (even, ~even):
        guess[~half] = 1 / (1 + np.exp(-rows[~half] @ fit(rows[half], right[half])))
    print(f"{len(made)} events on marked words, {right.mean():.3f} right; {hit} of {gold} marked events found")
    print(f"expected calibration error, fitted on the other half: {calibration_error(guess, right):.3f}")
    none = np.array([case.none for case in made])
    for at in (0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99):
        dropped = none >= at
        print(
            f"  drop at {at}: {dropped.sum()} dropped, {right[dropped].sum():.0f} of them right; precision {right[~dropped].mean():.3f}"
        )


if __name__ == "__main__":
    main()

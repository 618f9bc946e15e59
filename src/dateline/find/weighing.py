"""Weighs the rules' candidates with what the learned scorer reads: they agree, or the record says why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from dateline.find.matches import Candidate, Match
from dateline.find.models.scorer import Scorer, WordScore
from dateline.lexicon.plover import Ontology
from dateline.lexicon.tables import load_toml
from dateline.model import Rejection, Span
from dateline.syntax import Tree

NONE = "none"


@dataclass(frozen=True, slots=True)
class Weights:
    """How rule and model are weighed.

    A candidate that fits a row is dropped where the model gives "no event" at least ``drop_at``, and takes another type that its
    rows know where the model gives that one ``switch_at``; one that fits no row is coded where the model gives a type
    ``promote_at`` and at least the share ``near`` of some row's conditions hold, unless its word is one of ``never``:
    those only say that something was said.
    The rest is the logistic that turns the model's share and the parties found into confidence.
    """

    drop_at: float
    switch_at: float
    promote_at: float
    near: float
    mode_at: float
    model_intercept: float
    model_slope: float
    rules_intercept: float
    actor: float
    recipient: float
    never: str


def load_weights() -> Weights:
    """The weights of ``en/scoring.toml``, fitted by ``training/calibrate.py``."""
    return Weights(**load_toml("en/scoring.toml"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A match that is coded, with what the model made of it (nothing where rules stand alone) and the rule that let it in."""

    match: Match
    score: WordScore | None
    mode: str | None
    note: str = ""


class Weigher:
    """Decides which candidates are coded."""

    def __init__(self, scorer: Scorer | None, ontology: Ontology, weights: Weights | None = None) -> None:
        self._scorer = scorer
        self._ontology = ontology
        self.weights = weights or load_weights()
        self._never = frozenset(self.weights.never.split())

    def weigh(self, text: str, tree: Tree, found: Sequence[Sequence[Candidate]]) -> list[tuple[list[Verdict], list[Rejection]]]:
        """For each sentence the verdicts on its candidates and the rejections; the model reads each sentence once."""
        scores = self._scores(text, tree, found)
        return [self._sentence(tree, candidates, read) for candidates, read in zip(found, scores, strict=True)]

    def _scores(self, text: str, tree: Tree, found: Sequence[Sequence[Candidate]]) -> list[list[WordScore | None]]:
        if self._scorer is None:
            return [[None] * len(candidates) for candidates in found]
        asked = [
            _asked(text, tree, number, candidate)
            for number, candidates in enumerate(found)
            for candidate in candidates
            if self._is_open(candidate)
        ]
        read = iter(self._scorer.words(asked))
        return [[next(read) if self._is_open(one) else None for one in candidates] for candidates in found]

    def _is_open(self, candidate: Candidate) -> bool:
        """Whether the scorer is worth asking: a row fits, or comes near enough for the scorer to let it in."""
        if candidate.chosen is not None:
            return True
        return candidate.share >= self.weights.near and candidate.ranked[0][0].words[-1] not in self._never

    def _sentence(
        self, tree: Tree, candidates: Sequence[Candidate], scores: Sequence[WordScore | None]
    ) -> tuple[list[Verdict], list[Rejection]]:
        kept: list[Verdict] = []
        refused: list[Rejection] = []
        for candidate, score in zip(candidates, scores, strict=True):
            verdict = self._verdict(candidate, score)
            if verdict is not None:
                kept.append(verdict)
            elif candidate.chosen is not None and score is not None:
                refused.append(_overruled(tree, candidate.chosen, score))
            elif candidate.unmet is not None:
                refused.append(candidate.unmet)
        carriers = {verdict.match.around.light[0] for verdict in kept if verdict.match.around.light is not None}
        return [verdict for verdict in kept if not (verdict.note and verdict.match.head in carriers)], refused

    def _verdict(self, candidate: Candidate, score: WordScore | None) -> Verdict | None:
        if score is None:
            return None if candidate.chosen is None else Verdict(candidate.chosen, None, candidate.chosen.trigger.row.mode)
        if candidate.chosen is None:
            return self._promoted(candidate, score)
        if score.types[NONE] >= self.weights.drop_at:
            return None
        return self._switched(candidate, score) or Verdict(
            candidate.chosen, score, candidate.chosen.trigger.row.mode or self._mode(candidate.chosen, score)
        )

    def _promoted(self, candidate: Candidate, score: WordScore) -> Verdict | None:
        best = max(candidate.options, key=lambda match: (score.types[match.trigger.row.type], match.trigger.rule))
        share = score.types[best.trigger.row.type]
        if share < self.weights.promote_at:
            return None
        return Verdict(best, score, self._mode(best, score), f"model reads {best.trigger.row.type} ({share:.2f})")

    def _switched(self, candidate: Candidate, score: WordScore) -> Verdict | None:
        """Another type that the rows of the word know and the model is sure of, where the fitting row asks for nothing."""
        own = candidate.chosen.trigger.row.type if candidate.chosen else ""
        if candidate.chosen is None or any(not condition.negated for condition in candidate.chosen.trigger.conditions):
            return None
        for match in candidate.options:
            kind = match.trigger.row.type
            if kind != own and score.types[kind] >= self.weights.switch_at:
                note = f"model reads {kind} ({score.types[kind]:.2f}) and not {own}"
                return Verdict(match, score, self._mode(match, score), note)
        return None

    def _mode(self, match: Match, score: WordScore) -> str | None:
        """The mode of the row where the model allows it, else the one the model is sure of."""
        row = match.trigger.row
        if row.mode and score.modes.get(f"{row.type}:{row.mode}", 0.0) >= 1 - self.weights.mode_at:
            return row.mode
        name, value = max(score.modes.items(), key=lambda pair: (pair[1], pair[0]))
        kind, _, mode = name.partition(":")
        fits = kind == row.type and value >= self.weights.mode_at and self._ontology.allows(kind, mode or None)
        return mode if fits and mode else None

    def confidence(self, score: WordScore | None, kind: str, parties: tuple[bool, bool]) -> float:
        """How likely an event of the type is right, given which of its parties were found."""
        weights = self.weights
        sided = weights.actor * parties[0] + weights.recipient * parties[1]
        if score is None:
            return _logistic(weights.rules_intercept + sided)
        share = max(score.types.get(kind, 0.0), 0.0)
        return _logistic(weights.model_intercept + weights.model_slope * _logit(share) + sided)


def softened(score: WordScore, kind: str) -> WordScore:
    """The score with the outer type of an embedding given all that is not "no event": the word itself names its content."""
    return replace(score, types={**score.types, kind: max(score.types.get(kind, 0.0), 1 - score.types[NONE])})


def _asked(text: str, tree: Tree, number: int, candidate: Candidate) -> tuple[str, Span]:
    parse = tree.parse
    sentence = parse.sentences[number]
    first, last = candidate.words
    span = Span(parse.starts[first] - sentence.start, parse.ends[last - 1] - sentence.start)
    return text[sentence.start : sentence.end], span


def _overruled(tree: Tree, match: Match, score: WordScore) -> Rejection:
    start, end = tree.parse.starts[match.first], tree.parse.ends[match.last - 1]
    return Rejection(start, end, match.trigger.rule, f"the model reads no event here ({score.types[NONE]:.2f})")


def _logit(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return log(bounded / (1 - bounded))


def _logistic(value: float) -> float:
    return round(1 / (1 + exp(-value)), 4)

"""Scores factuality: status on annotated triggers, and the −3 … 3 score against tokens that people scored."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError
from dateline.evaluate.counts import rows
from dateline.judge.branches import branches, token_at
from dateline.judge.factuality_walk import Walker
from dateline.model import Parse, Report

Read = Callable[[Report], Parse]
MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


@dataclass(frozen=True, slots=True)
class StatusCase:
    """A sentence, the span of the word that names the event, and the event's status."""

    text: str
    start: int
    end: int
    status: str


@dataclass(frozen=True, slots=True)
class StatusMiss:
    """A case that came out otherwise."""

    text: str
    trigger: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class StatusScores:
    """Right and asked for each status, with every miss."""

    right: dict[str, int]
    asked: dict[str, int]
    misses: tuple[StatusMiss, ...]

    @property
    def accuracy(self) -> float:
        """Share of cases with the right status; 0 where there is none."""
        asked = sum(self.asked.values())
        return sum(self.right.values()) / asked if asked else 0.0


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """Tokens with the score each got, ``None`` for those that name no event."""

    tokens: tuple[str, ...]
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the scores found agree with those given: Pearson's r and the mean absolute error over ``asked`` tokens."""

    pearson: float
    error: float
    asked: int


def load_status_cases(path: Path) -> tuple[StatusCase, ...]:
    """Cases of a file of ``{"text", "trigger": [start, end], "status"}``."""
    return tuple(_status_case(where, row) for where, row in rows(path))


def _status_case(where: str, row: dict[str, object]) -> StatusCase:
    span = row.get("trigger")
    if not isinstance(span, list) or len(span) != 2:
        raise InputError(f"{where}: trigger must be [start, end]")
    return StatusCase(str(row.get("text", "")), int(span[0]), int(span[1]), str(row.get("status", "")))


def score_status(cases: Iterable[StatusCase], read: Read) -> StatusScores:
    """How many triggers get their status."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses = []
    for case in cases:
        found = _status(read(Report(id="", text=case.text)), case)
        asked[case.status] += 1
        right[case.status] += found == case.status
        if found != case.status:
            misses.append(StatusMiss(case.text, case.text[case.start : case.end], case.status, found))
    return StatusScores(dict(right), dict(asked), tuple(misses))


def _status(parse: Parse, case: StatusCase) -> str:
    token = token_at(parse, case.start, case.end)
    return "" if token is None else Walker(branches(parse)).verdict(token).status


def load_scored_sentences(path: Path) -> tuple[ScoredSentence, ...]:
    """Sentences of a file of ``{"tokens", "scores"}``, a score a token or null."""
    return tuple(_scored(where, row) for where, row in rows(path))


def _scored(where: str, row: dict[str, object]) -> ScoredSentence:
    tokens, scores = row.get("tokens"), row.get("scores")
    if not isinstance(tokens, list) or not isinstance(scores, list) or len(tokens) != len(scores):
        raise InputError(f"{where}: tokens and scores must be lists of the same length")
    return ScoredSentence(tuple(map(str, tokens)), tuple(None if score is None else float(score) for score in scores))


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """A sentence, the span of the word that names the event, and the score a person gave it."""

    text: str
    start: int
    end: int
    score: float


def load_scored_cases(path: Path) -> tuple[ScoredCase, ...]:
    """Cases of a file of ``{"text", "trigger": [start, end], "score"}``."""
    return tuple(_scored_case(where, row) for where, row in rows(path))


def _scored_case(where: str, row: dict[str, object]) -> ScoredCase:
    span, score = row.get("trigger"), row.get("score")
    if not isinstance(span, list) or len(span) != 2 or not isinstance(score, int | float):
        raise InputError(f"{where}: trigger must be [start, end] and score a number from -3 to 3")
    return ScoredCase(str(row.get("text", "")), int(span[0]), int(span[1]), float(score))


def case_agreement(cases: Iterable[ScoredCase], read: Read) -> Agreement:
    """How well the scores of given words are met, whether Dateline codes an event on them or not."""
    pairs = [(_score_of(read(Report(id="", text=case.text)), case), case.score) for case in cases]
    return _agreement(pairs)


def _score_of(parse: Parse, case: ScoredCase) -> float:
    token = token_at(parse, case.start, case.end)
    return 0.0 if token is None else Walker(branches(parse)).verdict(token).score


def _agreement(pairs: Sequence[tuple[float, float]]) -> Agreement:
    found, given = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    error = sum(abs(one - other) for one, other in pairs) / len(pairs) if pairs else 0.0
    return Agreement(pearson(found, given), error, len(pairs))


def agreement(sentences: Iterable[ScoredSentence], read: Read) -> Agreement:
    """How well the scores of all scored tokens are met."""
    return _agreement([pair for sentence in sentences for pair in _pairs(sentence, read)])


def _pairs(sentence: ScoredSentence, read: Read) -> list[tuple[float, float]]:
    words = [MARKS.get(token, token) for token in sentence.tokens]
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(len(words))]
    parse = read(Report(id="", text=" ".join(words)))
    if not len(parse):
        return []
    walker = Walker(branches(parse))
    scored = [(start, score) for start, score in zip(starts, sentence.scores, strict=True) if score is not None]
    return [(walker.verdict(_at(parse, start)).score, score) for start, score in scored]


def _at(parse: Parse, start: int) -> int:
    return max((index for index in range(len(parse)) if parse.starts[index] <= start), default=0)


def pearson(left: Sequence[float], right: Sequence[float]) -> float:
    """Pearson's correlation of two lists of one length; 0 where one of them does not vary."""
    if not left:
        return 0.0
    mean_left, mean_right = sum(left) / len(left), sum(right) / len(right)
    shared = sum((one - mean_left) * (other - mean_right) for one, other in zip(left, right, strict=True))
    spread = math.sqrt(sum((one - mean_left) ** 2 for one in left) * sum((other - mean_right) ** 2 for other in right))
    return shared / spread if spread else 0.0

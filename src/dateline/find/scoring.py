"""The stage in which the learned scorer reads the same triggers as the rules: they agree, or the record says why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log

from dateline.find.models.scorer import Scorer, WordScore
from dateline.find.slots import Context
from dateline.lexicon.plover import Ontology
from dateline.lexicon.tables import load_toml
from dateline.model import Event, Evidence, Parse, Rejection, Sheet, Span

NONE = "none"


@dataclass(frozen=True, slots=True)
class Weights:
    """How rule and model are weighed: thresholds for overruling, and the logistic that calibrates confidence."""

    drop_at: float
    switch_at: float
    model_intercept: float
    model_slope: float
    rules_intercept: float
    actor: float
    recipient: float


def load_weights() -> Weights:
    """The weights of ``en/scoring.toml``, fitted by ``training/calibrate.py``."""
    return Weights(**load_toml("en/scoring.toml"))


class ScoreStage:
    """Weighs each event by the model, drops what it takes for none at all, and calibrates confidence.

    Without a scorer every event keeps the rules' word, with the confidence that rules alone deserve.
    """

    name = "score"
    needs = frozenset({"parse", "events"})
    fills = frozenset({"scores"})

    def __init__(self, scorer: Scorer | None, context: Context, ontology: Ontology) -> None:
        self._scorer = scorer
        self._context = context
        self._ontology = ontology
        self._weights = load_weights()

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with confidence on every event, less those the model overrules."""
        if sheet.parse is None or not sheet.events:
            return sheet
        if self._scorer is None:
            return replace(sheet, events=tuple(self._by_rules(event) for event in sheet.events))
        scores = self._scorer.words([_asked(sheet, sheet.parse, event) for event in sheet.events])
        kept: list[Event] = []
        dropped = list(sheet.dropped)
        for event, score in zip(sheet.events, scores, strict=True):
            if score.types[NONE] >= self._weights.drop_at:
                dropped.append(_overruled(event, score))
            else:
                kept.append(self._weighed(event, score))
        return replace(sheet, events=tuple(kept), dropped=tuple(dropped))

    def _by_rules(self, event: Event) -> Event:
        weights = self._weights
        return replace(event, confidence=_logistic(weights.rules_intercept + self._parties(event)))

    def _parties(self, event: Event) -> float:
        return self._weights.actor * bool(event.actors) + self._weights.recipient * bool(event.recipients)

    def _weighed(self, event: Event, score: WordScore) -> Event:
        if score.types[event.type] < 1 - self._weights.switch_at and not _is_embedded(event):
            event = self._switched(event, score)
        share = score.types[event.type]
        if _is_embedded(event):
            share = max(share, 1 - score.types[NONE])
        weights = self._weights
        certainty = weights.model_intercept + weights.model_slope * _logit(share) + self._parties(event)
        best = sorted(score.types.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        note = Evidence("score", f"model: {best[0][0]} {best[0][1]:.2f}", event.trigger.start, event.trigger.end)
        others = tuple((name, round(value, 4)) for name, value in best if name != event.type and value > 0.02)
        return replace(
            event, mode=event.mode or self._mode(event, score), confidence=_logistic(certainty),
            evidence=(*event.evidence, note), runners_up=(*event.runners_up, *others),
        )

    def _mode(self, event: Event, score: WordScore) -> str | None:
        """The mode the model is sure of where the rule names none."""
        name, value = max(score.modes.items(), key=lambda pair: (pair[1], pair[0]))
        kind, _, mode = name.partition(":")
        sure = kind == event.type and value >= self._weights.switch_at and self._ontology.allows(kind, mode or None)
        return mode if sure and mode else None

    def _switched(self, event: Event, score: WordScore) -> Event:
        """The event with the type the model is sure of, among those some row of the same trigger gives."""
        kind = max((name for name in score.types if name != NONE), key=lambda name: (score.types[name], name))
        if score.types[kind] < self._weights.switch_at or kind not in {name.partition(":")[0] for name, _ in event.runners_up}:
            return event
        return replace(
            event, type=kind, mode=None, cameo=self._ontology.cameo(kind), quad=self._ontology.quad(kind),
            score=self._ontology.score(kind, None), runners_up=((event.type, 0.0), *event.runners_up),
        )


def _is_embedded(event: Event) -> bool:
    return any(found.rule.startswith("embedding") for found in event.evidence)


def _asked(sheet: Sheet, parse: Parse, event: Event) -> tuple[str, Span]:
    """The event's sentence and its trigger's span in it."""
    sentence = parse.sentences[event.sentence]
    text = sheet.report.text[sentence.start:sentence.end]
    return text, Span(event.trigger.start - sentence.start, event.trigger.end - sentence.start)


def _overruled(event: Event, score: WordScore) -> Rejection:
    rule = event.evidence[0].rule if event.evidence else ""
    return Rejection(event.trigger.start, event.trigger.end, rule, f"the model reads no event here ({score.types[NONE]:.2f})")


def _logit(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return log(bounded / (1 - bounded))


def _logistic(value: float) -> float:
    return round(1 / (1 + exp(-value)), 4)

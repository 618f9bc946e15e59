"""The best event between two given spans: what the rules find there, weighed with what the model reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log

from dateline.find.models.scorer import Scorer
from dateline.find.stage import ABOUT, event_id
from dateline.lexicon.plover import Ontology
from dateline.lexicon.tables import load_toml
from dateline.model import Coder, Event, Evidence, Participant, Sheet, Span

_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class RelationWeights:
    """How what the model reads between two spans is weighed with the events that the rules found there.

    A type's score is ``model`` times the logarithm of its share by the model, plus its ``bias``, plus ``touch[n]`` where the best
    event of the rules has that type and n of the two spans as its parties, plus ``other`` where a further event that touches
    a span has it. The softmax of the scores is the confidence. Types of one family stand or fall together against the others.
    """

    model: float
    touch: tuple[float, float, float]
    other: float
    bias: Mapping[str, float]
    families: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def load_relation_weights() -> RelationWeights:
    """The weights of ``en/relating.toml``, fitted by ``training/relate.py``."""
    data = load_toml("en/relating.toml")
    families = tuple(tuple(names.split()) for names in data["families"])
    return RelationWeights(data["model"], tuple(data["touch"]), data["other"], data["bias"], families)


def relate(
    sheet: Sheet, parties: tuple[Span, Span | None], scorer: Scorer | None, ontology: Ontology, coder: Coder
) -> Event | None:
    """The event that relates the first span to the second, or ``None`` where nothing does.

    With a scorer there is always an answer; by rules alone only where an event of the sentence touches the spans.
    """
    actor, recipient = parties
    ranked = by_touch(sheet.events, actor, recipient)
    close = [event for event in ranked if touch_of(event, actor, recipient) > 0]
    if scorer is None:
        return _placed(close[0], sheet, actor, recipient) if close else None
    start, end = _window(sheet, actor, recipient)
    read = scorer.pair(sheet.report.text[start:end], _moved(actor, start), _moved(recipient, start))
    weights = load_relation_weights()
    told = [(event.type, touch_of(event, actor, recipient)) for event in ranked]
    scores = weigh_pair(read, told, weights)
    shares, best = _shares(scores), best_of(scores, weights)
    own = next((event for event in ranked if event.type == best), None)
    made = own
    if made is None:
        made = _retyped(close[0], best, ontology) if close else _bare(sheet, best, actor, ontology, coder)
    others = sorted(((name, round(value, 4)) for name, value in shares.items() if name != best), key=lambda pair: -pair[1])
    note = Evidence("relate", f"model: {best} {read[best]:.2f}", actor.start, actor.end)
    return _placed(
        replace(made, confidence=round(shares[best], 4), runners_up=tuple(others[:3]), evidence=(*made.evidence, note)),
        sheet,
        actor,
        recipient,
    )


def by_touch(events: Sequence[Event], actor: Span, recipient: Span | None) -> list[Event]:
    """The events, those with the most of the two spans as their parties first, then in the order of the text."""
    return sorted(events, key=lambda event: (-touch_of(event, actor, recipient), event.trigger.start))


def weigh_pair(read: Mapping[str, float], told: Sequence[tuple[str, int]], weights: RelationWeights) -> dict[str, float]:
    """The score of each type, from its share by the model and the rules' events (type, spans touched), the best first."""
    scores = {name: weights.model * log(max(share, 0.0) + _LEAST) + weights.bias.get(name, 0.0) for name, share in read.items()}
    for kind, touched in told[:1]:
        scores[kind] += weights.touch[touched]
    for kind in {kind for kind, touched in told[1:] if touched}:
        scores[kind] += weights.other
    return scores


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    most = max(scores.values())
    raised = {name: exp(score - most) for name, score in scores.items()}
    total = sum(raised.values())
    return {name: value / total for name, value in raised.items()}


def best_of(scores: Mapping[str, float], weights: RelationWeights) -> str:
    """The likeliest type of the likeliest family; a type that no family names is one of its own."""
    shares = _shares(scores)
    alone = [(name,) for name in shares if not any(name in family for family in weights.families)]
    family = max((*weights.families, *alone), key=lambda names: (sum(shares[name] for name in names), names[0]))
    return max(family, key=lambda name: (shares[name], name))


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else Span(span.start - by, span.end - by)


def touch_of(event: Event, actor: Span, recipient: Span | None) -> int:
    """How many of the two spans are parties of the event in their role, or what it is about."""
    first = any(actor.overlaps(Span(party.start, party.end)) for party in event.actors)
    if recipient is None:
        return int(first)
    second = any(recipient.overlaps(Span(party.start, party.end)) for party in event.recipients)
    about = any(recipient.overlaps(Span(one.start, one.end)) for one in event.evidence if one.rule == ABOUT)
    return int(first) + int(second or about)


def _window(sheet: Sheet, actor: Span, recipient: Span | None) -> tuple[int, int]:
    """The sentences that hold the two spans."""
    start = min(actor.start, recipient.start) if recipient else actor.start
    end = max(actor.end, recipient.end) if recipient else actor.end
    sentences = sheet.parse.sentences if sheet.parse else ()
    first = max((one.start for one in sentences if one.start <= start), default=0)
    last = min((one.end for one in sentences if one.end >= end), default=len(sheet.report.text))
    return min(first, start), max(last, end)


def _retyped(event: Event, kind: str, ontology: Ontology) -> Event:
    """The event the rules found between the spans, with the type the model gives it; theirs becomes a runner-up."""
    return replace(
        event,
        type=kind,
        mode=None,
        cameo=ontology.cameo(kind),
        quad=ontology.quad(kind),
        score=ontology.score(kind, None),
    )


def _bare(sheet: Sheet, kind: str, actor: Span, ontology: Ontology, coder: Coder) -> Event:
    """An event that only the model sees, on the actor's words."""
    sentences = sheet.parse.sentences if sheet.parse else ()
    number = next((index for index, one in enumerate(sentences) if one.start <= actor.start < one.end), 0)
    return Event(
        id=event_id(sheet.report.id, coder, kind, actor.start, actor.end),
        type=kind,
        trigger=actor,
        trigger_text=sheet.report.text[actor.start : actor.end],
        sentence=number,
        cameo=ontology.cameo(kind),
        quad=ontology.quad(kind),
        score=ontology.score(kind, None),
        coder=coder,
    )


def _placed(event: Event, sheet: Sheet, actor: Span, recipient: Span | None) -> Event:
    """The event with exactly the parties asked about, resolved as far as the sheet has them."""
    return replace(
        event,
        actors=(_party(sheet, actor, "a"),),
        recipients=(_party(sheet, recipient, "b"),) if recipient else (),
    )


def _party(sheet: Sheet, span: Span, side: str) -> Participant:
    known = [party for event in sheet.events for party in (*event.actors, *event.recipients)]
    match = next((party for party in known if span.overlaps(Span(party.start, party.end))), None)
    mention = next((one for one in sheet.actors if span.overlaps(Span(one.start, one.end))), None)
    found = match or mention
    text = sheet.report.text[span.start : span.end]
    if found is None:
        return Participant(span.start, span.end, text, side=side)
    return Participant(
        span.start,
        span.end,
        text,
        found.id,
        found.name,
        found.country,
        found.sectors,
        side,
        found.kind,
    )

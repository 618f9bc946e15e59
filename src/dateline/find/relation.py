"""The best event between two given spans: what the rules find there, weighed with what the model reads."""

from __future__ import annotations

from dataclasses import replace

from dateline.find.models.scorer import Scorer
from dateline.find.stage import event_id
from dateline.lexicon.plover import Ontology
from dateline.model import Coder, Event, Evidence, Participant, Sheet, Span

_RULE_BONUS = 0.25
_OWN_WORDS = 0.9


def relate(
    sheet: Sheet, parties: tuple[Span, Span | None], scorer: Scorer | None, ontology: Ontology, coder: Coder
) -> Event | None:
    """The event that relates the first span to the second, or ``None`` where nothing does.

    With a scorer there is always an answer; by rules alone only where an event of the sentence touches the spans.
    """
    actor, recipient = parties
    ranked = sorted(sheet.events, key=lambda event: (-_touch(event, actor, recipient), event.trigger.start))
    close = [event for event in ranked if _touch(event, actor, recipient) > 0]
    if scorer is None:
        return _placed(close[0], sheet, actor, recipient) if close else None
    start, end = _window(sheet, actor, recipient)
    scores = dict(scorer.pair(sheet.report.text[start:end], _moved(actor, start), _moved(recipient, start)))
    for event in close[:1]:
        scores[event.type] = scores.get(event.type, 0.0) + _RULE_BONUS * _touch(event, actor, recipient) / 2
    best = max(scores.items(), key=lambda pair: (pair[1], pair[0]))[0]
    own = next((event for event in close if event.type == best), None) or next(
        (event for event in ranked if event.type == best), None
    )
    made = own
    if made is None:
        made = _retyped(close[0], best, ontology) if close else _bare(sheet, best, actor, ontology, coder)
    others = tuple(sorted(((name, round(value, 4)) for name, value in scores.items() if name != best), key=lambda p: -p[1])[:3])
    note = Evidence("relate", f"model: {best} {scores[best]:.2f}", actor.start, actor.end)
    return _placed(replace(
        made, confidence=round(min(scores[best], 1.0), 4), runners_up=others, evidence=(*made.evidence, note)
    ), sheet, actor, recipient)


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else Span(span.start - by, span.end - by)


def _touch(event: Event, actor: Span, recipient: Span | None) -> float:
    """How well an event's parties fit the spans: 1 for each that overlaps in its role."""
    first = any(actor.overlaps(Span(party.start, party.end)) for party in event.actors)
    second = recipient is not None and any(recipient.overlaps(Span(party.start, party.end)) for party in event.recipients)
    return float(first) + float(second)


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
        event, type=kind, mode=None, cameo=ontology.cameo(kind), quad=ontology.quad(kind), score=ontology.score(kind, None),
    )


def _bare(sheet: Sheet, kind: str, actor: Span, ontology: Ontology, coder: Coder) -> Event:
    """An event that only the model sees, on the actor's words."""
    sentences = sheet.parse.sentences if sheet.parse else ()
    number = next((index for index, one in enumerate(sentences) if one.start <= actor.start < one.end), 0)
    return Event(
        id=event_id(sheet.report.id, coder, kind, actor.start, actor.end), type=kind, trigger=actor,
        trigger_text=sheet.report.text[actor.start:actor.end], sentence=number, cameo=ontology.cameo(kind),
        quad=ontology.quad(kind), score=ontology.score(kind, None), coder=coder,
    )


def _placed(event: Event, sheet: Sheet, actor: Span, recipient: Span | None) -> Event:
    """The event with exactly the parties asked about, resolved as far as the sheet has them."""
    return replace(
        event, actors=(_party(sheet, actor, "a"),), recipients=(_party(sheet, recipient, "b"),) if recipient else (),
    )


def _party(sheet: Sheet, span: Span, side: str) -> Participant:
    known = [party for event in sheet.events for party in (*event.actors, *event.recipients)]
    match = next((party for party in known if span.overlaps(Span(party.start, party.end))), None)
    mention = next((one for one in sheet.actors if span.overlaps(Span(one.start, one.end))), None)
    found = match or mention
    text = sheet.report.text[span.start:span.end]
    if found is None:
        return Participant(span.start, span.end, text, side=side)
    return Participant(
        span.start, span.end, text, found.id, found.name, found.country, found.sectors, side, found.kind,
    )

"""Events that people add where the coder missed one: settled when they are decided, and made again with each new coding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from dateline.errors import StoreError
from dateline.judge.codes import CodesStage
from dateline.judge.factuality_values import Operator, Value, apply
from dateline.lexicon.plover import Ontology, load_ontology
from dateline.model import Actor, Coder, Decision, Event, Evidence, Participant, Place, Report, Sheet, Status
from dateline.store.decisions import event_target
from dateline.store.wire import Json, JsonObject, as_list, as_object, decode, encode_record

GIVEN = ("type", "mode", "trigger", "status", "actors", "recipients", "place", "when", "counts", "territory", "contexts")
HUMAN = "human"
_WAY: Mapping[Status, Operator] = {
    "happened": "keep",
    "ongoing": "ongoing",
    "planned": "plan",
    "possible": "possible",
    "hypothetical": "suppose",
    "denied": "deny",
    "did_not_happen": "negate",
}
Mentioned = TypeVar("Mentioned", Actor, Place)


def settled(value: str, sheet: Sheet) -> str:
    """The value of an ``add`` decision with everything that the report says about its spans, as JSON.

    ``value`` is a JSON object with ``type`` and ``trigger`` (``{"start", "end"}``) and perhaps ``mode``, ``status``,
    ``actors``, ``recipients``, ``place``, ``when``, ``counts``, ``territory`` and ``contexts``, shaped as in an event; spans
    are enough where the report's own mentions say the rest. StoreError for one that cannot be an event of this report.
    """
    given = _object(value)
    text = sheet.report.text
    plain: JsonObject = {name: given[name] for name in GIVEN if given.get(name) is not None}
    for name in ("trigger", "type"):
        if name not in plain:
            raise StoreError(f"an added event needs a {name}")
    plain["trigger"] = _quoted(plain["trigger"], text, "trigger")
    for side in ("actors", "recipients"):
        plain[side] = [filled(each, text, side, sheet.actors) for each in as_list(plain.get(side, []))]
    plain["counts"] = [_quoted(each, text, "counts") for each in as_list(plain.get("counts", []))]
    if "place" in plain:
        plain["place"] = filled(plain["place"], text, "place", sheet.places)
    event = _decoded(plain, sheet.report)
    if not load_ontology().allows(event.type, event.mode):
        raise StoreError(f"there is no event type {event.type!r} with the mode {event.mode!r}")
    kept = encode_record(event)
    return json.dumps({name: kept[name] for name in GIVEN}, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def added(decision: Decision, sheet: Sheet) -> Event | None:
    """The event that an ``add`` decision makes in a report; None where the report's words are no longer those it quotes."""
    try:
        event = _decoded(_object(decision.value or ""), sheet.report)
    except StoreError:
        return None
    if not _quotes(event, sheet.report.text) or not load_ontology().allows(event.type, event.mode):
        return None
    return replace(
        _coded(event),
        id=_id(sheet.report, event),
        sentence=_sentence(sheet, event.trigger.start),
        evidence=_evidence(event, decision.user),
        coder=Coder("", "", f"{HUMAN}:{decision.user}"),
        confidence=1.0,
    )


def checked(value: str | None) -> None:
    """Refuse the value of an ``add`` decision that could be no event anywhere."""
    _decoded(_object(value or ""), Report("", ""))


def _object(value: str) -> JsonObject:
    try:
        return as_object(json.loads(value))
    except (json.JSONDecodeError, RecursionError) as error:
        raise StoreError(f"an added event is a JSON object: {error}") from error


def _decoded(plain: JsonObject, report: Report) -> Event:
    try:
        kept = {name: plain[name] for name in GIVEN if plain.get(name) is not None}
        return decode(Event, {**kept, "id": "", "sentence": -1})
    except (KeyError, TypeError) as error:
        raise StoreError(f"an added event lacks {error}") from error


def _quoted(value: Json, text: str, name: str) -> JsonObject:
    """The object with the words of its span."""
    span = as_object(value)
    start, end = span.get("start"), span.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise StoreError(f"{name}: {start} to {end} is no span of a report of {len(text)} characters")
    return {**span, "text": text[start:end]}


def filled(value: Json, text: str, name: str, known: tuple[Mentioned, ...]) -> JsonObject:
    """The object with its words, and with what the report's mention on the same words says where it says nothing itself."""
    quoted = _quoted(value, text, name)
    for each in known:
        if (each.start, each.end) == (quoted["start"], quoted["end"]):
            said = {field: item for field, item in encode_record(each).items() if field in _FIELDS[type(each)]}
            return {**said, **quoted}
    return quoted


_FIELDS: Mapping[type, frozenset[str]] = {
    Actor: frozenset(Participant.__slots__),
    Place: frozenset(Place.__slots__),
}


def _quotes(event: Event, text: str) -> bool:
    spans = [(event.trigger.start, event.trigger.end, event.trigger_text)]
    spans += [(each.start, each.end, each.text) for each in (*event.actors, *event.recipients)]
    spans += [(each.start, each.end, each.text) for each in event.counts]
    spans += [(event.place.start, event.place.end, event.place.text)] if event.place else []
    return all(text[start:end] == words for start, end, words in spans)


@cache
def _codes() -> tuple[Ontology, CodesStage]:
    ontology = load_ontology()
    return ontology, CodesStage(ontology)


def _coded(event: Event) -> Event:
    ontology, codes = _codes()
    value = apply(_WAY[event.status], Value())
    event = replace(
        event,
        cameo=ontology.cameo(event.type),
        quad=ontology.quad(event.type),
        score=ontology.score(event.type, event.mode),
        factuality=value.score,
        source_factuality=value.source,
    )
    return replace(event, acled=codes.acled_of(event, frozenset((event.trigger_text.lower(),))))


def _id(report: Report, event: Event) -> str:
    parts = (report.id, HUMAN, event_target(report, event))
    return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]


def _sentence(sheet: Sheet, at: int) -> int:
    sentences = sheet.parse.sentences if sheet.parse is not None else ()
    return next((number for number, each in enumerate(sentences) if each.start <= at < each.end), -1)


def _evidence(event: Event, user: str) -> tuple[Evidence, ...]:
    spans = [(event.trigger.start, event.trigger.end)]
    spans += [(each.start, each.end) for each in (*event.actors, *event.recipients)]
    spans += [(event.place.start, event.place.end)] if event.place else []
    if event.when is not None and event.when.start is not None and event.when.end is not None:
        spans.append((event.when.start, event.when.end))
    spans += [(each.start, each.end) for each in event.counts]
    return tuple(Evidence(HUMAN, f"added by {user}", start, end) for start, end in spans)

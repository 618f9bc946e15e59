"""People's decisions: rows that are only ever added, applied again each time an event is read."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from dateline.errors import InputError, StoreError
from dateline.model import Decision, Event, Incident, Report
from dateline.store.moments import moment
from dateline.store.wire import decode, decode_field, encode_record

Judged = TypeVar("Judged", Event, Incident)
ADD = "add"
ACTIONS = frozenset({ADD, "accept", "reject", "change", "same", "not_same", "undo"})


def source_of(report: Report) -> str:
    """The name a report keeps when its text or its coding changes: its external id, or its own id without one."""
    return report.external_id if report.external_id is not None else report.id


def event_target(report: Report, event: Event) -> str:
    """What decisions about an event hang on: report, words and type, so that they outlive a new coding."""
    return f"event:{source_of(report)}#{event.trigger.start}-{event.trigger.end}/{event.type}"


def decision_id(decision: Decision) -> str:
    """The id a decision's content gives it."""
    plain = {name: value for name, value in encode_record(decision).items() if name != "id"}
    return "d-" + hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in order: what another one undid is left out, and an undo can itself be undone.

    Which undoes which is told by their ids, not by their order: two machines' clocks need not agree.
    """
    made = tuple(decisions)
    undoers: dict[str, list[str]] = {}
    for decision in made:
        if decision.action == "undo" and decision.undoes is not None:
            undoers.setdefault(decision.undoes, []).append(decision.id)
    return tuple(each for each in made if each.action != "undo" and not _undone(each.id, undoers, frozenset()))


def _undone(id: str, undoers: Mapping[str, Sequence[str]], seen: frozenset[str]) -> bool:
    below = seen | {id}
    return any(undo not in seen and not _undone(undo, undoers, below) for undo in undoers.get(id, ()))


def check(decision: Decision) -> None:
    """Refuse a decision that could never be applied, with what is allowed."""
    if decision.action not in ACTIONS:
        raise StoreError(f"unknown decision {decision.action!r}; allowed: {', '.join(sorted(ACTIONS))}")
    if decision.action == "undo" and decision.undoes is None:
        raise StoreError("an undo must name the decision it undoes")
    if decision.action == "change" and (decision.field is None or decision.value is None):
        raise StoreError("a change must name a field and its new value")
    if decision.action == ADD and (decision.value is None or not decision.target.startswith("report:")):
        raise StoreError("add must name a report and give the event as its value")
    try:
        moment(decision.time)
    except InputError as error:
        raise StoreError(f"the decision's time: {error}") from error
    if decision.action in ("same", "not_same") and decision.value is None:
        raise StoreError(f"{decision.action} must name the other event as its value")


def apply(record: Judged, decisions: Sequence[Decision]) -> tuple[Judged, str | None]:
    """The event or incident as people left it, and their verdict; a change that no longer fits is passed over."""
    verdict: str | None = None
    for decision in decisions:
        if decision.action == "accept":
            verdict = "accepted"
        elif decision.action == "reject":
            verdict = "rejected"
        elif decision.action == "change" and decision.field is not None:
            changed = _attempt(record, decision)
            record, verdict = (record, verdict) if changed is None else (changed, verdict or "changed")
    return record, verdict


def change(record: Judged, path: str, value: str) -> Judged:
    """The record with one field changed; the path may be dotted (``place.country``), the value JSON or a bare word."""
    return cast(Judged, _changed(record, path.split("."), value))


def _attempt(record: Judged, decision: Decision) -> Judged | None:
    try:
        return change(record, decision.field or "", decision.value or "")
    except StoreError:
        return None


def _changed(record: object, path: Sequence[str], value: str) -> object:
    name = path[0]
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        raise StoreError(f"there is nothing to change at {'.'.join(path)!r}")
    if len(path) == 1:
        moved = _trigger(value) if isinstance(record, Event) and name == "trigger" else None
        return dataclasses.replace(record, **(moved or {name: _read(type(record), name, value)}))
    if name not in {each.name for each in dataclasses.fields(record)}:
        raise StoreError(f"{type(record).__name__} has no field {name!r}")
    inner = getattr(record, name)
    if inner is None:
        kind = type(record).__name__.lower()
        raise StoreError(f"the {kind} has no {name} to change {path[1]!r} of; give a whole one with the field {name!r}")
    return dataclasses.replace(record, **{name: _changed(inner, path[1:], value)})


def _trigger(value: str) -> Mapping[str, object] | None:
    """A trigger that is given with its words, as in an event's JSON: the words move with the span."""
    try:
        given = json.loads(value)
        span, words = [given["start"], given["end"]], given["text"]
    except (json.JSONDecodeError, TypeError, KeyError):
        return None
    return {"trigger": decode_field(Event, "trigger", span), "trigger_text": decode_field(Event, "trigger_text", words)}


def _read(kind: type, name: str, value: str) -> object:
    try:
        return decode_field(kind, name, json.loads(value))
    except (json.JSONDecodeError, StoreError):
        return decode_field(kind, name, value)


def decision_of(line: str, where: str) -> Decision:
    """The decision on one line of an exported file; StoreError names the line."""
    try:
        return decode(Decision, json.loads(line))
    except (json.JSONDecodeError, StoreError) as error:
        raise StoreError(f"{where}: not a decision: {error}") from error

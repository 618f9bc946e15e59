"""Decisions as they come from the browser, checked and handed to the store; undoing goes back one at a time."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.app.web.agreement import ADJUDICATED, AS_CODED, VERDICT
from dateline.app.web.giving import given_words, typed_days, typed_place
from dateline.app.web.reading import Missing
from dateline.app.web.site import Site, coder_of, data, remember_name, site_of, tidy_name
from dateline.errors import InputError
from dateline.lexicon.plover import load_ontology
from dateline.model import Decision, Sheet, Status, When
from dateline.store.decisions import ADD, standing
from dateline.store.records import EventRow
from dateline.store.wire import Json, JsonObject, as_object, encode, encode_record

CHANGEABLE = (
    "status",
    "type",
    "mode",
    "place",
    "when",
    "place.name",
    "place.country",
    "when.earliest",
    "when.latest",
    "actors",
    "recipients",
)
EDITED = ("status", "type", "mode", "place", "when")
_TYPED: Mapping[str, Callable[[str], str]] = {"place": typed_place, "when": typed_days}
VERDICTS = ("accept", "reject", "same", "not_same")
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as the browser sends it; ``start`` and ``end`` are code points into the report's text."""

    target: str
    action: str
    field: str | None = None
    value: str | None = None
    reason: str | None = None
    start: int | None = None
    end: int | None = None


def posted(work: Callable[[Request, JsonObject], Json]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads a JSON object and answers with what ``work`` makes of it."""

    async def endpoint(request: Request) -> Response:
        try:
            body = json.loads(await request.body() or b"{}")
        except (ValueError, RecursionError):
            raise InputError("the body is not JSON") from None
        if not isinstance(body, dict):
            raise InputError("the body must be a JSON object")
        return data(await run_in_threadpool(work, request, body))

    return endpoint


def by_method(
    read: Callable[[Request], Response], write: Callable[[Request], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    """One endpoint for an address that is read and written."""

    async def endpoint(request: Request) -> Response:
        return await write(request) if request.method == "POST" else await run_in_threadpool(read, request)

    return endpoint


def decide(request: Request, body: JsonObject) -> Json:
    """Add a decision; the answer is what was added and how the event stands now."""
    site, asked, user = site_of(request), _asked(body), coder_of(request)
    step = _step(site, asked)
    made = site.live.store.decide(step.target, step.action, user=user, field=step.field, value=step.value, reason=step.reason)
    event = _added(site, asked, made) if made.action == ADD else asked.target
    return {"decisions": [encode_record(made)], "event": event}


def undo(request: Request, _: JsonObject) -> Json:
    """Take back the coder's latest decision that still holds; the answer names its event."""
    site, user = site_of(request), coder_of(request)
    mine = [each for each in standing(site.live.store.decisions()) if each.user == user]
    if not mine:
        return {"undone": None, "event": None}
    last = mine[-1]
    event = _target_of(last) if last.action == ADD else last.target
    site.live.store.decide(last.id, "undo", user=user)
    return {"undone": encode_record(last), "event": site.live.event_of(event)}


def settle(request: Request, body: JsonObject) -> Json:
    """Decide between coders: a verdict, a value, or the value that the machine gave."""
    site, user = site_of(request), coder_of(request)
    target, field, value = (_text(body, name) or "" for name in ("target", "field", "value"))
    if field == VERDICT:
        made = site.live.store.decide(target, value, user=user, reason=ADJUDICATED)
    else:
        given = _as_coded(site, target, field) if value == AS_CODED else value
        made = site.live.store.decide(target, "change", field=field, value=given, user=user, reason=ADJUDICATED)
    return encode_record(made)


def _as_coded(site: Site, target: str, field: str) -> str:
    row = _row(site, site.live.event_of(target) or "")
    sheet = site.live.store.sheet(row.report.id)
    found: object = next((each for each in sheet.events if each.id == row.event.id), None) if sheet else None
    for name in field.split("."):
        found = getattr(found, name, None)
    return json.dumps(encode(found), ensure_ascii=True)


async def choose_name(request: Request) -> Response:
    """Keep the name that decisions are made under."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=5)
    name = tidy_name(fields.get("name", [""])[0])
    if not name:
        raise InputError("a name has at least one letter")
    response = RedirectResponse("/review", 303)
    remember_name(response, name)
    return response


def types() -> dict[str, list[str]]:
    """Every event type with its modes."""
    return {code: sorted(kind.modes) for code, kind in load_ontology().types.items()}


def _asked(body: JsonObject) -> Asked:
    texts = {name: _text(body, name) for name in ("target", "action", "field", "value", "reason")}
    if not texts["target"] or not texts["action"]:
        raise InputError("a decision needs a target (an event's id) and an action")
    return Asked(
        texts["target"],
        texts["action"],
        texts["field"],
        texts["value"],
        texts["reason"],
        _whole(body, "start"),
        _whole(body, "end"),
    )


def _step(site: Site, asked: Asked) -> Asked:
    if asked.action in VERDICTS:
        return asked
    if asked.action == "span":
        return _span(site, _row(site, asked.target), asked)
    if asked.action == "missed":
        return _missed(_row(site, asked.target), asked)
    if asked.action == "change":
        return _change(asked)
    raise InputError(f"unknown action {asked.action!r}; allowed: {', '.join((*VERDICTS, 'change', 'span', 'missed'))}")


def _change(asked: Asked) -> Asked:
    if asked.field not in CHANGEABLE or asked.value is None:
        raise InputError(f"a change names a value and one of {', '.join(CHANGEABLE)}")
    if asked.field == "status" and asked.value not in get_args(Status):
        raise InputError(f"status {asked.value!r}: there are {', '.join(get_args(Status))}")
    if asked.field == "type" and asked.value not in types():
        raise InputError(f"type {asked.value!r}: there are {', '.join(types())}")
    typed = _TYPED.get(asked.field)
    if typed is None or asked.value.lstrip().startswith("{"):
        return asked
    return replace(asked, value=typed(asked.value))


def _span(site: Site, row: EventRow, asked: Asked) -> Asked:
    start, end = _words(row, asked)
    sheet = site.live.store.sheet(row.report.id) or Sheet(row.report)
    value = given_words(row.event, sheet, asked.field, start, end, asked.value)
    return Asked(asked.target, "change", asked.field, value, asked.reason)


def _missed(row: EventRow, asked: Asked) -> Asked:
    """An event that the coder missed, on words of the same report: ``value`` is its type or ``TYPE/mode``."""
    start, end = _words(row, asked)
    kind, _, mode = (asked.value or "").partition("/")
    if kind not in types() or (mode and mode not in types()[kind]):
        raise InputError(f"type {asked.value!r}: there are {', '.join(types())}, each alone or with one of its modes")
    day = (row.report.published or "")[:10]
    when = When(None, None, None, day, day, "day", "published") if day else None
    event: JsonObject = {"type": kind, "mode": mode or None, "trigger": {"start": start, "end": end}, "when": encode(when)}
    return Asked(row.report.id, ADD, None, json.dumps(event, ensure_ascii=True), asked.reason)


def _target_of(made: Decision) -> str:
    """What decisions about an added event hang on."""
    given = as_object(json.loads(made.value or "{}"))
    trigger = as_object(given["trigger"])
    return f"event:{made.target.removeprefix('report:')}#{trigger['start']}-{trigger['end']}/{given['type']}"


def _added(site: Site, asked: Asked, made: Decision) -> str:
    return site.live.event_of(_target_of(made)) or asked.target


def _words(row: EventRow, asked: Asked) -> tuple[int, int]:
    if asked.start is None or asked.end is None or not 0 <= asked.start < asked.end <= len(row.report.text):
        raise InputError("select words of the report's text first")
    return asked.start, asked.end


def _row(site: Site, id: str) -> EventRow:
    row = site.live.store.event(id)
    if row is None:
        raise Missing(f"there is no event {id!r}")
    return row


def _text(body: JsonObject, name: str) -> str | None:
    value = body.get(name)
    if value is not None and (not isinstance(value, str) or len(value) > LONGEST):
        raise InputError(f"{name} must be text of at most {LONGEST} characters")
    return value


def _whole(body: JsonObject, name: str) -> int | None:
    value = body.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise InputError(f"{name} must be a whole number")
    return value

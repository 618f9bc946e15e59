"""The API's OpenAPI description, made from the same lists that the pages read addresses with."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.config import TEXT_LIMIT
from dateline.app.web.deciding import CHANGEABLE, VERDICTS
from dateline.app.web.giving import SPANS
from dateline.app.web.params import FACETS, LARGEST, LONGEST, SORTS
from dateline.app.web.site import data, html
from dateline.store.wire import Json, JsonObject
from dateline.version import __version__

DAY = r"^(\d{4}-\d{2}-\d{2})?$"
FORMS: Mapping[str, JsonObject] = {
    "start": {"type": "string", "pattern": DAY, "example": "2014-06-22"},
    "end": {"type": "string", "pattern": DAY, "example": "2014-06-29"},
    "box": {
        "type": "string",
        "pattern": r"^(-?1?[0-7]?\d(\.\d+)?,-?[0-8]?\d(\.\d+)?,-?1?[0-7]?\d(\.\d+)?,-?[0-8]?\d(\.\d+)?)?$",
        "maxLength": LONGEST,
        "example": "36,29,49,38",
    },
}
PLAIN = {
    "q": "Words, all of which must be in the sentence, the names, the place or the title.",
    "start": "The first day (YYYY-MM-DD); events whose time overlaps count.",
    "end": "The last day (YYYY-MM-DD).",
    "place": "A place's name, id or country code.",
    "box": "west,south,east,north in degrees.",
    "incident": "Only events of this incident.",
    "report": "Only events of this report.",
    "since": "Only what changed after this ISO time, withdrawn events included, in the order they changed.",
}


def openapi(_: Request) -> Response:
    """The description as JSON."""
    return data(description())


def api_page(request: Request) -> Response:
    """The description for a person to read."""
    return html(request, "api.html", paths=description()["paths"])


def description() -> JsonObject:
    """The OpenAPI 3.1 document."""
    paging: list[Json] = [
        _query("size", f"Rows a page, at most {LARGEST}.", kind="integer"),
        _query("cursor", "What `next` of the page before said."),
    ]
    events: list[Json] = [
        *map(_facet, FACETS),
        *(_query(name, told) for name, told in PLAIN.items()),
        _query("sort", "The order.", among=SORTS),
        *paging,
    ]
    incidents: list[Json] = [
        *(_facet(name) for name in ("type", "status", "actor")),
        *(_query(name, PLAIN[name]) for name in ("place", "start", "end")),
        _query("page", "The page, from 1.", kind="integer"),
    ]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": "Who did what to whom, where, when, who says so and whether it happened.",
        },
        "paths": {
            "/api/events": _get("Events", events),
            "/api/events/{id}": _get("One event", [_id()]),
            "/api/facets": _get("How many events each value of each facet leaves", events[: len(FACETS) + len(PLAIN)]),
            "/api/reports": _get("Reports and how their coding ended", [_query("report", "An id."), *paging]),
            "/reports/{id}.json": _get("One report with everything found in it", [_id()]),
            "/api/incidents": _get("Incidents, the latest first", incidents),
            "/api/incidents/{id}": _get("One incident", [_id()]),
            "/api/points": _get("Places with how many events each has, as GeoJSON", events[: len(FACETS) + len(PLAIN)]),
            "/api/holdings": _get("Who holds which place from when", [_query("place", PLAIN["place"])]),
            "/api/decisions": {**_get("Every decision", []), **_post("Decide", _decision())},
            "/api/undo": _post("Take back your latest decision", {"type": "object"}, required=False),
            "/api/annotate": _post("Code a text without storing it", _text()),
            "/events.csv": _get("Events as CSV", events[: -len(paging)], "text/csv"),
        },
    }


def _get(summary: str, parameters: list[Json], kind: str = "application/json") -> JsonObject:
    return {"get": {"summary": summary, "parameters": parameters, "responses": _answers(kind)}}


def _post(summary: str, schema: JsonObject, *, required: bool = True) -> JsonObject:
    body: JsonObject = {"required": required, "content": {"application/json": {"schema": schema}}}
    return {"post": {"summary": summary, "requestBody": body, "responses": _answers("application/json")}}


def _answers(kind: str) -> JsonObject:
    problem: JsonObject = {
        "content": {
            "application/json": {"schema": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}}
        }
    }
    plain: JsonObject = {"content": {"text/plain": {}}}
    return {
        "200": {"description": "What was asked for", "content": {kind: {}}},
        "400": {"description": "A value that cannot be read", **problem},
        "404": {"description": "Nothing of that id, or no such cursor any more", **problem},
        "401": {"description": "A name and the password, or a token, are needed", **plain},
        "403": {"description": "The token only reads, or the post comes from another site", **plain},
        "413": {"description": "The body is too large", **plain},
        "414": {"description": "The address is too long", **plain},
        "503": {"description": "Stopped for taking too long; ask for less", **problem},
    }


def _query(name: str, told: str, *, kind: str = "string", among: tuple[str, ...] = ()) -> JsonObject:
    schema: JsonObject = {"type": "string", "enum": list(among)} if among else {"type": kind}
    if kind == "integer":
        schema |= {"minimum": 1, "maximum": LARGEST if name == "size" else 1_000_000}
    elif name in FORMS:
        schema = FORMS[name]
    elif not among:
        schema |= {"maxLength": LONGEST}
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _facet(name: str) -> JsonObject:
    schema: JsonObject = {"type": "array", "items": {"type": "string", "maxLength": LONGEST}, "maxItems": 50}
    return {"name": name, "in": "query", "description": f"Any of these values of {name}.", "schema": schema}


def _id() -> JsonObject:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def _decision() -> JsonObject:
    actions: list[Json] = [*VERDICTS, "change", "span", "missed"]
    fields: list[Json] = list(dict.fromkeys((*CHANGEABLE, *SPANS)))
    text: JsonObject = {"type": ["string", "null"], "maxLength": 2000}
    return {
        "type": "object",
        "required": ["target", "action"],
        "properties": {
            "target": {"type": "string", "minLength": 1},
            "action": {"enum": actions},
            "field": {"enum": [*fields, None]},
            "value": text,
            "reason": text,
            "start": {"type": ["integer", "null"]},
            "end": {"type": ["integer", "null"]},
        },
    }


def _text() -> JsonObject:
    properties: JsonObject = {
        "text": {"type": "string", "minLength": 1, "maxLength": TEXT_LIMIT},
        "published": {"type": ["string", "null"]},
    }
    return {"type": "object", "required": ["text"], "properties": properties}

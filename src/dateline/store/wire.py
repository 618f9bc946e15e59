"""Records to the JSON objects of the public interface, and back without loss.

The shape follows ``fields(Record)``; the few objects that differ from their record are listed in ``_RESHAPES``.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dateline.errors import StoreError
from dateline.model import Dispute, Event, Incident, Sheet, Span, Territory

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]
Record = TypeVar("Record")


class Reshape(NamedTuple):
    """How one record's object differs from its fields, in both directions."""

    out: Callable[[JsonObject], JsonObject]
    back: Callable[[JsonObject], JsonObject]


def dumps(value: Json) -> str:
    """Compact JSON on one line; not escaped unless the text cannot be written as UTF-8 otherwise."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text


def as_object(value: Json) -> JsonObject:
    """The value, known to be a JSON object."""
    if not isinstance(value, dict):
        raise StoreError(f"expected a JSON object, found {type(value).__name__}")
    return value


def as_list(value: Json) -> list[Json]:
    """The value, known to be a JSON array."""
    if not isinstance(value, list):
        raise StoreError(f"expected a JSON array, found {type(value).__name__}")
    return value


def encode(value: object) -> Json:
    """The JSON of a record, a tuple of records or a plain value."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, frozenset):
        return [encode(each) for each in sorted(value)]
    return encode_record(value)


def encode_record(record: object) -> JsonObject:
    """The JSON object of one record."""
    kind: type = type(record)
    plain: JsonObject = {name: encode(getattr(record, name)) for name in _names(kind)}
    reshape = _RESHAPES.get(kind)
    return reshape.out(plain) if reshape else plain


def decode(kind: type[Record], value: Json) -> Record:
    """The record that ``encode_record`` made ``value`` from; keys of a later version are ignored."""
    bare: type = kind
    reshape = _RESHAPES.get(bare)
    plain = reshape.back(as_object(value)) if reshape else as_object(value)
    readers = _readers(bare)
    try:
        return kind(**{name: readers[name](plain[name]) for name in readers if name in plain})
    except (TypeError, ValueError, KeyError, IndexError) as error:
        raise StoreError(f"not a {kind.__name__}: {error}") from error


def decode_field(kind: type, name: str, value: Json) -> object:
    """One field's value, read as that field's type; an unknown field or a value that does not fit raises StoreError."""
    readers = _readers(kind)
    if name not in readers:
        raise StoreError(f"{kind.__name__} has no field {name!r}; it has: {', '.join(sorted(readers))}")
    try:
        return readers[name](value)
    except (TypeError, ValueError, KeyError, IndexError, StoreError) as error:
        raise StoreError(f"{value!r} does not fit {kind.__name__}.{name}: {error}") from error


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is not a record")
    return tuple(each.name for each in dataclasses.fields(kind))


@functools.cache
def _readers(kind: type) -> Mapping[str, Callable[[Json], object]]:
    hints = cast("dict[str, object]", get_type_hints(kind))
    return {name: _reader(hints[name]) for name in _names(kind)}


def _reader(hint: object) -> Callable[[Json], object]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(hint)
    if origin is Literal:
        return _one_of(get_args(hint))
    if origin is tuple:
        return _tuple_of(get_args(hint))
    if origin is frozenset:
        return lambda value: frozenset(cast("list[str]", as_list(value)))
    if hint is Span:
        return _span
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return functools.partial(decode, hint)
    return _plain(cast(type, hint))


def _optional(hint: object) -> Callable[[Json], object]:
    inner = _reader(next(each for each in get_args(hint) if each is not type(None)))
    return lambda value: None if value is None else inner(value)


def _one_of(allowed: tuple[object, ...]) -> Callable[[Json], object]:
    def read(value: Json) -> object:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(str(each) for each in allowed)}")
        return value

    return read


def _tuple_of(arguments: tuple[object, ...]) -> Callable[[Json], object]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _reader(arguments[0])
        return lambda value: tuple(each(item) for item in as_list(value))
    readers = tuple(_reader(argument) for argument in arguments)
    return lambda value: tuple(read(item) for read, item in zip(readers, as_list(value), strict=True))


def _span(value: Json) -> Span:
    start, end = as_list(value)
    return Span(cast(int, start), cast(int, end))


def _plain(kind: type) -> Callable[[Json], object]:
    def read(value: Json) -> object:
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValueError(f"{value!r} is not {kind.__name__}")
        return value

    return read


def _event_out(plain: JsonObject) -> JsonObject:
    start, end = as_list(plain["trigger"])
    plain["trigger"] = {"start": start, "end": end, "text": plain.pop("trigger_text")}
    return plain


def _event_back(wire: JsonObject) -> JsonObject:
    trigger = as_object(wire["trigger"])
    return {**wire, "trigger": [trigger["start"], trigger["end"]], "trigger_text": trigger["text"]}


def _territory_out(plain: JsonObject) -> JsonObject:
    plain["from"] = plain.pop("source")
    return plain


def _territory_back(wire: JsonObject) -> JsonObject:
    return {**wire, "source": wire.get("from")}


def _dispute_out(plain: JsonObject) -> JsonObject:
    pairs = [as_list(pair) for pair in as_list(plain["values"])]
    return {**plain, "values": [{"value": value, "events": events} for value, events in pairs]}


def _dispute_back(wire: JsonObject) -> JsonObject:
    values = [as_object(each) for each in as_list(wire["values"])]
    return {**wire, "values": [[each["value"], each["events"]] for each in values]}


def _incident_out(plain: JsonObject) -> JsonObject:
    pairs = [as_list(pair) for pair in as_list(plain["reports"])]
    copies = {str(copy): story for copy, story in map(as_list, as_list(plain["copies"]))}
    plain["reports"] = [{"id": id, "role": role, "copy_of": copies.get(str(id))} for id, role in pairs]
    plain["sources"] = {"reports": len(pairs), "independent": plain.pop("independent")}
    return plain


def _incident_back(wire: JsonObject) -> JsonObject:
    reports = [as_object(each) for each in as_list(wire["reports"])]
    independent = as_object(wire["sources"])["independent"]
    return {**wire, "reports": [[each["id"], each["role"]] for each in reports], "independent": independent}


def _sheet_out(plain: JsonObject) -> JsonObject:
    report = as_object(plain["report"])
    parse = plain.pop("parse")
    sentences, engine = (None, None) if parse is None else (as_object(parse)["sentences"], as_object(parse)["engine"])
    head: JsonObject = {"report": report, "text": report.pop("text"), "zones": report.pop("zones")}
    tail = {name: value for name, value in plain.items() if name != "report"}
    return {**head, "sentences": sentences or [], **tail, "parsed_by": engine}


def _sheet_back(wire: JsonObject) -> JsonObject:
    report: JsonObject = {**as_object(wire["report"]), "text": wire["text"], "zones": wire["zones"]}
    parsed: Json = None
    if wire.get("parsed_by") is not None:
        parsed = {"sentences": wire["sentences"], "engine": wire["parsed_by"]}
    return {**wire, "report": report, "parse": parsed}


_RESHAPES: Mapping[type, Reshape] = {
    Event: Reshape(_event_out, _event_back),
    Territory: Reshape(_territory_out, _territory_back),
    Dispute: Reshape(_dispute_out, _dispute_back),
    Incident: Reshape(_incident_out, _incident_back),
    Sheet: Reshape(_sheet_out, _sheet_back),
}


def slim(sheet: Sheet) -> Sheet:
    """The sheet as it is written down: sentences stay, tokens and dependencies go (a parse can be made again)."""
    if sheet.parse is None:
        return sheet
    parse = dataclasses.replace(sheet.parse, starts=(), ends=(), texts=(), lemmas=(), pos=(), tags=(), heads=(), deps=())
    return dataclasses.replace(sheet, parse=parse)

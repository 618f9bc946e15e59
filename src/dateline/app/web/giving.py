"""What a person gives an event in review, made whole: words of the text, or a place or days that they typed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TypeVar, get_args

from dateline.errors import InputError
from dateline.judge.numbers import figure
from dateline.model import Count, CountKind, Event, Sheet, Time, When
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_build import default_gazetteer
from dateline.resolve.where import place_of_entry
from dateline.resolve.where_cues import load_place_cues
from dateline.store.adding import filled
from dateline.store.countries import code_of
from dateline.store.wire import Json, JsonObject, encode

SPANS = ("trigger", "actors", "recipients", "place", "when", "counts")
COUNTED: tuple[CountKind, ...] = get_args(CountKind)
_DAY_TO = "/"
Read = TypeVar("Read", Time, Count)


def given_words(event: Event, sheet: Sheet, field: str | None, start: int, end: int, kind: str | None) -> str:
    """The new value, as JSON, of a field of an event that these words of its report are given to.

    ``kind`` is for ``counts``: what is counted, perhaps with the number (``killed``, ``killed/12``, ``killed/10-12``).
    InputError where the field is none that words can be given to, or where the words do not say what it needs.
    """
    text = sheet.report.text
    named: JsonObject = {"start": start, "end": end, "text": text[start:end]}
    if field == "trigger":
        return _json(named)
    if field == "place":
        return _json(filled(named, text, field, sheet.places))
    if field in ("actors", "recipients"):
        return _json([filled(named, text, field, sheet.actors)])
    if field == "when":
        return _json(encode(_when(sheet.times, start, end)))
    if field == "counts":
        return _json(encode(_counted(event, sheet, start, end, kind or "")))
    raise InputError(f"words can be given to {', '.join(SPANS)}")


def typed_days(value: str) -> str:
    """A day or two days (``2014-06-21``, ``2014-06-21/2014-06-23``) as an event's time, as JSON."""
    try:
        first, last = (date.fromisoformat(day.strip()) for day in (value.split(_DAY_TO) * 2)[:2])
    except ValueError:
        raise InputError(f"{value!r} is no day; write 2014-06-21, or 2014-06-21/2014-06-23 from the first to the last") from None
    if last < first:
        raise InputError(f"{value!r} ends before it begins")
    return _json(encode(When(None, None, None, first.isoformat(), last.isoformat(), "day", "stated")))


def typed_place(value: str) -> str:
    """A place by its name, perhaps with its country after a comma (``Mosul, Iraq``), from the gazetteer, as JSON.

    InputError where no place goes by the name.
    """
    name, _, land = (each.strip() for each in value.rpartition(",")) if "," in value else (value.strip(), "", "")
    country = code_of(land) if land else None
    if land and country is None:
        raise InputError(f"{land!r} is no country; write a town and its country, such as Mosul, Iraq")
    found = [entry for entry in _gazetteer().named(name) if country is None or entry.country == country]
    if not found:
        raise InputError(
            f"no place called {name!r} is known" + (f" in {land}" if land else "") + "; try a larger town or the province"
        )
    return _json(encode(place_of_entry(max(found, key=_worth), load_place_cues())))


def _worth(entry: Entry) -> tuple[int, bool, int]:
    """A place's own name before its other names, a town before the district that has its name, then the larger."""
    return entry.main, place_of_entry(entry, load_place_cues()).precision == "exact", entry.population


def told(value: str | None) -> str:
    """A decision's value for a person to read: names, words and numbers of what is JSON, else the value itself."""
    try:
        given = json.loads(value or "")
    except (ValueError, RecursionError):
        return value or ""
    items = given if isinstance(given, list) else [given]
    return ", ".join(map(_said, items)) or "nothing"


def _said(item: object) -> str:
    if not isinstance(item, dict):
        return str(item)
    if item.get("kind") in COUNTED:
        ends = dict.fromkeys(str(item[end]) for end in ("low", "high") if item.get(end) is not None)
        return f"{'–'.join(ends)} {item['kind']}"
    days = dict.fromkeys(str(item[end]) for end in ("earliest", "latest") if item.get(end))
    return str(item.get("name") or item.get("text") or " – ".join(days) or item.get("type") or "")


def _when(times: Iterable[Time], start: int, end: int) -> When:
    time = _on(times, start, end)
    if time is None or time.earliest is None:
        raise InputError("these words say no day that can be read; correct “when” and type it")
    return When(time.start, time.end, time.text, time.earliest, time.latest, time.precision, "stated")


def _counted(event: Event, sheet: Sheet, start: int, end: int, kind: str) -> tuple[Count, ...]:
    """The event's counts with the one of these words, in place of any that stood on them."""
    words = sheet.report.text[start:end]
    what, _, size = kind.partition("/")
    read = _on(sheet.counts, start, end)
    low, _, high = size.partition("-")
    if size:
        bounds = figure(low.strip()), figure((high or low).strip())
    else:
        bounds = (read.low, read.high) if read else (figure(words), figure(words))
    if bounds == (None, None):
        raise InputError("these words hold no number that can be read; give it too, such as killed/12")
    if what not in COUNTED:
        raise InputError(f"{what!r} cannot be counted; there are {', '.join(COUNTED)}")
    made = Count(what, bounds[0], bounds[1], start, end, words, claim=read.claim if read else None)
    return (*(each for each in event.counts if each.end <= start or end <= each.start), made)


def _on(read: Iterable[Read], start: int, end: int) -> Read | None:
    """What was read on the words, or most of what they share."""
    shared = {each: min(each.end, end) - max(each.start, start) for each in read}
    return max((each for each in shared if shared[each] > 0), key=lambda each: (shared[each], -each.start), default=None)


@cache
def _gazetteer() -> Gazetteer:
    return default_gazetteer()


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=True)

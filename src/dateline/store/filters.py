"""Which conditions each kind of row has, and what is wrong with one that could match nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import get_args

from dateline.errors import InputError
from dateline.lexicon.plover import load_ontology
from dateline.model import Status
from dateline.store.countries import code_of
from dateline.store.moments import moment
from dateline.store.records import Filter

OF_EVENTS = (
    "type",
    "mode",
    "status",
    "start",
    "end",
    "place",
    "actor",
    "report",
    "event",
    "incident",
    "box",
    "review",
    "copy",
    "since",
)
OF_REPORTS = ("report", "start", "end", "copy", "since")
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "events": OF_EVENTS,
    "counts": OF_EVENTS,
    "holdings": tuple(name for name in OF_EVENTS if name != "since"),
    "incidents": tuple(name for name in OF_EVENTS if name not in ("event", "copy")),
    "reports": OF_REPORTS,
    "claims": (*OF_REPORTS, "actor"),
    "mentions": (*OF_REPORTS, "actor", "place"),
    "decisions": (),
}
CODE_LETTERS = 3


@cache
def _types() -> frozenset[str]:
    return frozenset(load_ontology().types)


@cache
def _modes() -> frozenset[str]:
    return frozenset(mode for kind in load_ontology().types.values() for mode in kind.modes)


CODED: Mapping[str, Callable[[], Collection[str]]] = {
    "type": _types,
    "mode": _modes,
    "status": lambda: get_args(Status),
    "review": lambda: ("accepted", "rejected", "changed"),
    "copy": lambda: ("yes", "no"),
}


def checked(chosen: Filter, what: str) -> Filter:
    """The filter with its time in the store's form; InputError for a condition that rows of this kind do not have or that
    nothing could ever match."""
    given = [each.name for each in fields(Filter) if getattr(chosen, each.name) is not None]
    if stray := [name for name in given if name not in ALLOWED[what]]:
        there = ", ".join(ALLOWED[what]) or "no conditions at all"
        raise InputError(f"{what} cannot be chosen by {', '.join(stray)}; they have {there}")
    for name, allowed in CODED.items():
        value = getattr(chosen, name)
        if value is not None and (value.upper() if name == "type" else value) not in allowed():
            raise InputError(f"{name}={value}: there is no such {name}; there are {', '.join(sorted(allowed()))}")
    if empty := [name for name in given if name != "since" and not str(getattr(chosen, name)).strip()]:
        raise InputError(f"{', '.join(empty)}: empty; leave it out or say which")
    _days(chosen)
    _place(chosen.place)
    _box(chosen.box)
    return chosen if not chosen.since else replace(chosen, since=moment(chosen.since))


def _days(chosen: Filter) -> None:
    for name, value in (("start", chosen.start), ("end", chosen.end)):
        try:
            fits = value is None or date.fromisoformat(value).isoformat() == value
        except ValueError:
            fits = False
        if not fits:
            raise InputError(f"{name}={value}: not a day; write it as YYYY-MM-DD")
    if chosen.start and chosen.end and chosen.start > chosen.end:
        raise InputError(f"start={chosen.start} is after end={chosen.end}; turn them round")


def _place(place: str | None) -> None:
    """A word in capitals of a code's length is a code: as words of a name it would find places all over the world."""
    if place is None or code_of(place) is not None:
        return
    if place.isascii() and place.isalpha() and place.isupper() and len(place) <= CODE_LETTERS:
        raise InputError(f"place={place}: no country has this code; they are three letters of ISO 3166-1, such as CMR")


def _box(box: tuple[float, float, float, float] | None) -> None:
    if box is None:
        return
    west, south, east, north = box
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise InputError(f"box {box}: west, south, east, north in degrees; longitudes within 180, latitudes within 90, south first")

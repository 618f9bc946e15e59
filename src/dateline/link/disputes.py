"""What the reports of an incident do not agree on: each value with the events that give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from dateline.link.tellings import Telling
from dateline.link.where import iso, precise, window_of
from dateline.model import Dispute, Event

_DENIALS = frozenset({"denied", "did_not_happen"})


def disputes_of(tellings: Sequence[Telling]) -> tuple[Dispute, ...]:
    """The fields with more than one value, by name; a field that only some events fill is not disputed by the others."""
    events = [event for telling in tellings for event in telling.events]
    fields: dict[str, Callable[[Event], Iterable[str]]] = {
        "actors": _actors,
        "injured": lambda event: _toll(event, "injured"),
        "killed": lambda event: _toll(event, "killed"),
        "place": _place,
        "status": _status,
        "territory": _territory,
        "when": _when,
    }
    found = (_dispute(name, events, value) for name, value in fields.items())
    return tuple(dispute for dispute in found if dispute is not None)


def _dispute(name: str, events: Iterable[Event], value: Callable[[Event], Iterable[str]]) -> Dispute | None:
    given: defaultdict[str, list[str]] = defaultdict(list)
    for event in events:
        for item in value(event):
            given[item].append(event.id)
    if len(given) < 2:
        return None
    return Dispute(name, tuple((item, tuple(given[item])) for item in sorted(given)))


def _actors(event: Event) -> Iterable[str]:
    names = sorted({who.name or who.id for who in event.actors if who.id})
    return (" + ".join(name for name in names if name),) if names else ()


def _toll(event: Event, kind: str) -> Iterable[str]:
    totals = [count.low for count in event.counts if count.kind == kind and not count.part and count.low is not None]
    return (str(max(totals)),) if totals else ()


def _place(event: Event) -> Iterable[str]:
    return (event.place.name or event.place.text,) if event.place and precise(event.place) else ()


def _status(event: Event) -> Iterable[str]:
    return (("denied" if event.status in _DENIALS else "happened"),) if event.status in {*_DENIALS, "happened", "ongoing"} else ()


def _territory(event: Event) -> Iterable[str]:
    return (f"{event.territory.change} by {event.territory.by or '?'}",) if event.territory else ()


def _when(event: Event) -> Iterable[str]:
    window = window_of(event.when)
    return (iso(window.first),) if window and window.stated and window.first == window.last else ()

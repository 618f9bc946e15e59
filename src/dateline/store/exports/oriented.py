"""The two sides of an incident: events of one fight tell it from either side, and are turned to one way here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from dateline.model import Event, Incident, Participant
from dateline.store.exports.layout import Deaths, deaths
from dateline.store.exports.sides import ARMED, kind_of
from dateline.store.records import EventRow

Parties: TypeAlias = tuple[tuple[Participant, ...], tuple[Participant, ...]]
Votes: TypeAlias = defaultdict[str, float]
MAIN, MENTION = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Oriented:
    """An event with its sides and dead in the order of its incident's; ``own`` where it is of the incident's type."""

    row: EventRow
    own: bool
    weight: float
    sides: Parties
    deaths: Deaths


def oriented(rows: Iterable[EventRow], type: str, mains: set[str]) -> tuple[Oriented, ...]:
    """The events, the weightiest first, each turned so that its sides are those of the ones before it."""
    known: tuple[set[str], set[str]] = (set(), set())
    found: list[Oriented] = []
    for row in rows:
        one, other = _apart(row.event)
        dead = deaths(row.event)
        if _turned(known, (one, other)):
            one, other = other, one
            dead = replace(dead, acting=dead.suffering, suffering=dead.acting)
        own = row.event.type == type
        if own:
            known[0].update(map(_sort, one))
            known[1].update(map(_sort, other))
        found.append(Oriented(row, own, MAIN if row.report.id in mains else MENTION, (one, other), dead))
    return tuple(found)


def sides_of(events: Sequence[Oriented], incident: Incident, *, listed: bool) -> Parties:
    """The incident's parties, each on the side that most of its events have it on, the one that stands for a side first.

    That is one of a known kind; of armed people and others whom most events name; and one that lists know before gunmen.
    ``listed`` leaves them as they are: somebody looked at them.
    """
    if listed:
        return incident.actors, incident.recipients
    votes: tuple[Votes, Votes] = (defaultdict(float), defaultdict(float))
    for event in events:
        for side, given in zip(event.sides if event.own else (), votes, strict=False):
            for who in side:
                given[_name(who)] += event.weight
    kept: tuple[dict[str, Participant], dict[str, Participant]] = ({}, {})
    for at, parties in enumerate((incident.actors, incident.recipients)):
        for who in parties:
            mine = _name(who)
            place = at if votes[0][mine] == votes[1][mine] else int(votes[1][mine] > votes[0][mine])
            if mine not in kept[1 - place]:
                kept[place].setdefault(mine, who)
    first, second = (
        _led(side, [(event.weight, who) for event in events if event.own for who in event.sides[at]])
        for at, side in enumerate(kept)
    )
    return first, second


def _led(side: dict[str, Participant], named: Sequence[tuple[float, Participant]]) -> tuple[Participant, ...]:
    votes: Votes = defaultdict(float)
    armed: defaultdict[bool, float] = defaultdict(float)
    for weight, who in named:
        votes[_sort(who)] += weight
        armed[_armed(who)] += weight if kind_of(who) else 0
    names = sorted(side.values(), key=lambda who: (kind_of(who) is None, -armed[_armed(who)], who.id is None, -votes[_sort(who)]))
    return tuple(names)


def _armed(who: Participant) -> bool:
    kind = kind_of(who)
    return kind is not None and kind.inter in ARMED


def _apart(event: Event) -> Parties:
    """An event's sides; of a mutual one, in which all are on both, those who act together with the first against the rest."""
    if not event.actors or {who.side for who in event.actors} != {who.side for who in event.recipients}:
        return event.actors, event.recipients
    label = event.actors[0].side
    mine = tuple(who for who in event.actors if who.side == label)
    theirs = tuple(who for who in event.recipients if who.side != label)
    return (mine, theirs) if theirs else (event.actors, event.recipients)


def _turned(known: tuple[set[str], set[str]], sides: Parties) -> bool:
    one, other = (set(map(_sort, side)) for side in sides)
    straight = len(one & known[0]) + len(other & known[1])
    return len(one & known[1]) + len(other & known[0]) > straight


def _name(who: Participant) -> str:
    return who.id or f"{who.country}/{';'.join(who.sectors)}/{(who.name or who.text).lower()}"


def _sort(who: Participant) -> str:
    """Which party somebody belongs to: reports have many words for one army."""
    return who.id or (f"{who.country}/{who.sectors[0]}" if who.sectors else _name(who))

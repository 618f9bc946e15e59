"""How much two reports' tellings look like one happening: the features that the table of events weighs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dateline.link.knowledge import Features, Scored, explain, score
from dateline.link.tellings import Telling
from dateline.link.where import day_feature, place_feature
from dateline.link.words import likeness
from dateline.model import Participant

TABLE = "events"


def telling_features(one: Telling, other: Telling, *, same_story: bool) -> Features:
    """The features of a pair, symmetric."""
    found = {"same_story": 1.0} if same_story else {}
    for part in (_kind_features, _word_features, _place_features, _day_features, _party_features, _toll_features):
        found.update(part(one, other))
    return found


def telling_score(one: Telling, other: Telling, *, same_story: bool) -> float:
    """The log-odds that two tellings are one happening."""
    return score(TABLE, telling_features(one, other, same_story=same_story))


def why_same(one: Telling, other: Telling, *, same_story: bool) -> Scored:
    """The log-odds with what each feature adds."""
    return explain(TABLE, telling_features(one, other, same_story=same_story))


def clash(one: Telling, other: Telling) -> bool:
    """Whether two tellings cannot be one happening: days or places that exclude each other."""
    features = {name for part in (_place_features, _day_features) for name, _ in part(one, other)}
    return bool(features & {"place_far", "day_far"})


def elsewhere(one: Telling, other: Telling) -> bool:
    """Whether two tellings state another town, another day and another number of dead."""
    for telling in (one, other):
        if telling.place is None or telling.place.basis != "stated" or telling.window is None or not telling.window.stated:
            return False
    away = place_feature(one.place, other.place) == "place_far"
    later = day_feature(one.window, other.window) in ("day_off", "day_far")
    return away and later and one.killed != other.killed


def _kind_features(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.events[0].type == other.events[0].type:
        yield "type_same", 1.0
    if one.modes and other.modes:
        yield ("mode_same" if one.modes & other.modes else "mode_off"), 1.0
    if one.supposed != other.supposed:
        yield "status_off", 1.0


def _word_features(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    yield "words", likeness(one.profile.words.body, other.profile.words.body)
    yield "names", likeness(one.profile.words.names, other.profile.words.names)


def _place_features(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    yield place_feature(one.place, other.place), 1.0


def _day_features(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    yield day_feature(one.window, other.window), 1.0


def _party_features(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    for name, mine, theirs in (("actor", one.actors, other.actors), ("recipient", one.recipients, other.recipients)):
        if mine and theirs:
            yield f"{name}_{_parties(mine, theirs)}", 1.0


def _parties(mine: Sequence[Participant], theirs: Sequence[Participant]) -> str:
    if {who.id for who in mine if who.id} & {who.id for who in theirs if who.id}:
        return "same"
    kin = any(
        (who.country is None or them.country is None or who.country == them.country)
        and (not who.sectors or not them.sectors or bool(set(who.sectors) & set(them.sectors)))
        for who in mine
        for them in theirs
    )
    return "kin" if kin else "off"


def _toll_features(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    yield from _toll("killed", one.killed, other.killed)
    yield from _toll("injured", one.injured, other.injured)


def _toll(name: str, mine: int | None, theirs: int | None) -> Iterator[tuple[str, float]]:
    if mine is None or theirs is None:
        return
    if mine == theirs:
        yield (f"{name}_same" if mine > 1 else f"{name}_one"), 1.0
    else:
        yield f"{name}_off", min(3.0, abs(math.log((mine + 0.5) / (theirs + 0.5))))

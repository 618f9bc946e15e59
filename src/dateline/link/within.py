"""How much two events of one report look like one happening told twice, or two sides of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.tables import load_csv
from dateline.link.knowledge import Features, by_object, score
from dateline.link.profiles import most
from dateline.link.where import Window, day_feature, place_feature, window_of
from dateline.link.words import rarity
from dateline.model import Event, Participant

TABLE = "within"
_WORD = re.compile(r"[^\W\d_]{3,}")
_MEANS, _OPEN = "means", "open"
_FARTHEST = 20
_POINTING = 2
_TELLING = 1.0
_MOST_RATIO = 3.0


@dataclass(frozen=True, slots=True)
class ModeRow:
    """A mode and what it says of an event: by what ``means`` it was done, or something ``open`` to any deed; others are deeds."""

    mode: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event as it is compared: ids, country with sectors of each party, and the words that name them.

    ``pointing`` says that all of it only points back, as in "the city".
    """

    ids: frozenset[str]
    kinds: tuple[tuple[str | None, frozenset[str]], ...]
    words: frozenset[str]
    pointing: bool

    def __bool__(self) -> bool:
        return bool(self.kinds)


@dataclass(frozen=True)
class Deed:
    """An event with what comparing it asks for again and again."""

    event: Event

    @cached_property
    def actors(self) -> Side:
        """Who did it."""
        return side_of(self.event.actors)

    @cached_property
    def recipients(self) -> Side:
        """To whom."""
        return side_of(self.event.recipients)

    @cached_property
    def window(self) -> Window | None:
        """The days it may have been on."""
        return window_of(self.event.when)

    @cached_property
    def killed(self) -> int | None:
        """The most killed that is told."""
        return most((self.event,), "killed")


def within_score(one: Deed, other: Deed) -> float:
    """The log-odds that two events of one family in one report are one happening; symmetric."""
    return score(TABLE, within_features(one, other))


def within_features(one: Deed, other: Deed) -> Features:
    """The features of a pair."""
    found: dict[str, float] = {"apart": min(_FARTHEST, abs(one.event.sentence - other.event.sentence))}
    found[place_feature(one.event.place, other.event.place)] = 1.0
    found[day_feature(one.window, other.window)] = 1.0
    for name in (*_kind(one.event, other.event), *_parties(one, other)):
        found[name] = 1.0
    found.update(_killed(one.killed, other.killed))
    return found


@cache
def _modes() -> Mapping[str, str]:
    return MappingProxyType({row.mode: row.kind for row in load_csv("ontology/link_modes.csv", ModeRow)})


def _kind(one: Event, other: Event) -> Iterator[str]:
    if one.type == other.type:
        yield "type_same"
    if one.trigger_text.lower() == other.trigger_text.lower():
        yield "word_same"
    kinds = {_modes().get(mode, mode) for mode in (one.mode, other.mode) if mode}
    if not one.mode or not other.mode:
        if kinds - {_MEANS, _OPEN}:
            yield "deed_lacking"
    elif one.mode == other.mode:
        yield "mode_same"
    elif _OPEN not in kinds:
        yield "means_off" if kinds == {_MEANS} else "deed_off"


def _parties(one: Deed, other: Deed) -> Iterator[str]:
    if not (one.actors or one.recipients) or not (other.actors or other.recipients):
        yield "bare"
        return
    actors, recipients = alike(one.actors, other.actors), alike(one.recipients, other.recipients)
    if actors:
        yield f"actor_{actors}"
    if recipients:
        yield f"recipient_{recipients}"
        if recipients == "off" and by_object(one.event.type) and by_object(other.event.type):
            yield "object_off"
    if actors != "same":
        yield from _turned(alike(one.actors, other.recipients), alike(one.recipients, other.actors))


def _turned(forth: str, back: str) -> Iterator[str]:
    """What it says that the actor of one is the target of the other: two sides of a fight, or another deed by others."""
    if "same" in (forth, back):
        yield "turned" if "off" in (forth, back) else "answer"


def alike(mine: Side, theirs: Side) -> str:
    """``same``, ``kin`` or ``off``; empty where one side is not known, or only points back."""
    if not mine or not theirs:
        return ""
    if mine.ids & theirs.ids or mine.words & theirs.words:
        return "same"
    if any(_kin(one, other) for one in mine.kinds for other in theirs.kinds):
        return "kin"
    return "" if mine.pointing or theirs.pointing else "off"


def _kin(one: tuple[str | None, frozenset[str]], other: tuple[str | None, frozenset[str]]) -> bool:
    """Of one country, as far as both are known to have one, and of one sector that both are known to have."""
    return bool(one[1] & other[1]) and (one[0] is None or other[0] is None or one[0] == other[0])


def side_of(people: Iterable[Participant]) -> Side:
    """The parties of one side as they are compared."""
    people = tuple(people)
    kinds = tuple((who.country, frozenset(who.sectors) - {"UNK"}) for who in people)
    words = (word for who in people for word in _WORD.findall(who.text.lower()))
    telling = frozenset(word.rstrip("s") for word in words if rarity(word) >= _TELLING and word not in load_grammar().reckoning)
    return Side(frozenset(who.id for who in people if who.id), kinds, telling, all(map(_points, people)))


def _points(who: Participant) -> bool:
    words = who.text.lower().split()
    return who.id is None and len(words) == _POINTING and words[0] in load_grammar().definite


def _killed(mine: int | None, theirs: int | None) -> Mapping[str, float]:
    if not mine or not theirs:
        return {}
    return {"killed_same": 1.0} if mine == theirs else {"killed_off": min(_MOST_RATIO, abs(math.log(mine / theirs)))}

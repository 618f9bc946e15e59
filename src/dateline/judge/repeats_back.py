"""Whether a telling comes back to an act told before: "the bombing", "more than 60 were wounded", a headline's act in the lead."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from dateline.change import replace
from dateline.lexicon.tables import load_toml
from dateline.model import Count, Event, Participant, Sheet
from dateline.syntax import Tree

_PAST = frozenset({"happened", "ongoing"})
# What "the attack" may also mean.
_BLOODLESS = frozenset({("COERCE", "cyber")})
_NEAR = 3
_LEAD = 3
_BOTH = 2
# Sectors of armed people of whom nobody says whose they are.
_ANYBODY = frozenset({"UAF", "CRM"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of ``cues/repeats.toml``."""

    known: frozenset[str]
    another: frozenset[str]
    tolls: frozenset[str]
    blasts: frozenset[str]
    killings: frozenset[str]
    chosen: frozenset[str]
    told: frozenset[str]
    only: dict[str, frozenset[str]]


@cache
def load_cues() -> Cues:
    """The cues, read once a process."""
    words = load_toml("cues/repeats.toml")
    lists = {name: frozenset(words[name].split()) for name in ("known", "another", "tolls", "blasts", "killings", "chosen", "told")}
    return Cues(**lists, only={noun: frozenset(verbs.split()) for noun, verbs in words["only"].items()})


class Pointing:
    """Reads the words around the triggers of one report."""

    def __init__(self, sheet: Sheet) -> None:
        self._parse = sheet.parse
        self._tree = Tree(sheet.parse) if sheet.parse is not None else None
        self._starts = [sentence.start for sentence in sheet.parse.sentences] if sheet.parse is not None else []
        self._cues = load_cues()
        self._headlines = tuple(zone for zone in sheet.report.zones if zone.kind == "headline")

    def _heads(self, event: Event) -> list[int]:
        """The tokens of a trigger."""
        if self._parse is None:
            return []
        first = bisect_left(self._parse.starts, event.trigger.start)
        last = bisect_left(self._parse.starts, event.trigger.end)
        return list(range(first, min(last, len(self._parse))))

    def _beside(self, event: Event) -> set[str]:
        """The lemmas of what stands before an event noun and belongs to it."""
        if self._tree is None or self._parse is None:
            return set()
        head = self._tree.head_of(event.trigger.start, event.trigger.end)
        if head is None or self._parse.pos[head] not in ("NOUN", "PROPN"):
            return set()
        return {self._parse.lemmas[child] for child in self._tree.children(head, "det", "amod", "poss", "nummod")}

    def _is_owned(self, event: Event) -> bool:
        """Whether somebody's or some day's act is named, which is one known already: "Monday's killings"."""
        head = self._tree.head_of(event.trigger.start, event.trigger.end) if self._tree is not None else None
        return self._tree is not None and head is not None and bool(self._tree.children(head, "poss"))

    def is_another(self, event: Event) -> bool:
        """Whether the words say that it is one more of its kind: "further raids"."""
        return bool(self._beside(event) & self._cues.another)

    def comes_back(self, first: Event, event: Event) -> bool:
        """Whether a telling is of the first act, by its words alone."""
        if self.is_another(event) or first.status not in _PAST or event.status not in _PAST:
            return False
        if first.type != event.type:
            return self._is_loose(first, event)
        return self._is_known(first, event) or self._is_toll(first, event) or self._is_headlined(first, event)

    def _is_loose(self, first: Event, event: Event) -> bool:
        """Whether "the attacks", which harm nobody, are those on computers told before."""
        if (first.type, first.mode) not in _BLOODLESS or event.type != "ASSAULT" or event.mode is not None or event.counts:
            return False
        return (
            bool(self._beside(event))
            and _no_quarrel(first.actors, event.actors)
            and _no_quarrel(first.recipients, event.recipients)
        )

    def _is_known(self, first: Event, event: Event) -> bool:
        """A definite event noun: "the bombing", "the third such raid"."""
        beside = self._beside(event)
        if not (beside & self._cues.known or self._is_owned(event)) or (first.sentence == event.sentence and "such" not in beside):
            return False
        if not self._modes_fit(first, event) or not self._actors_fit(first, event) or not self.may_mean(first, event):
            return False
        said = tuple(one for one in event.recipients if one.slot in load_cues().told)
        return _no_quarrel(first.recipients, said) or _is_placed_at(said, first)

    def _actors_fit(self, first: Event, event: Event) -> bool:
        """Whether the same may have done both: "two gunmen" are whoever claims the assassination."""
        same = _no_quarrel(first.actors, event.actors) or _alike(first.actors, event.actors)
        return same or all(is_unnamed(one) for one in first.actors)

    def _is_toll(self, first: Event, event: Event) -> bool:
        """A sentence of harm without a doer, close behind an act of force."""
        if self._parse is None or first.type != "ASSAULT" or event.actors or not 0 < event.sentence - first.sentence <= _NEAR:
            return False
        if not any(self._parse.lemmas[at] in self._cues.tolls for at in self._heads(event)):
            return False
        placed = (
            event.place is not None
            and event.place.basis in (None, "stated")
            and first.place is not None
            and (event.place.id != first.place.id)
        )
        timed = event.when is not None and event.when.start is not None and self._sentence(event.when.start) == event.sentence
        return not placed and not timed and (event.mode is None or first.mode == event.mode) and _numbers_fit(first, event)

    def _sentence(self, at: int) -> int:
        """The sentence in which a character stands."""
        return bisect_right(self._starts, at) - 1

    def is_headline(self, event: Event) -> bool:
        """Whether the event is told in the headline."""
        return any(zone.start <= event.trigger.start < zone.end for zone in self._headlines)

    def undated(self, event: Event) -> Event:
        """The event without the day that a headline has from its report alone: the lead knows better."""
        return replace(event, when=None) if event.when is not None and not event.when.text and self.is_headline(event) else event

    def _is_headlined(self, first: Event, event: Event) -> bool:
        """The act of the headline, told in the lead by the same doer or with the same word."""
        if not self.is_headline(first) or event.sentence - first.sentence > _LEAD or not self._modes_fit(first, event):
            return False
        same_word = bool(self._lemmas(first) & self._lemmas(event))
        meets = (
            bool(last_words(first.actors) & last_words(event.actors))
            or _alike(first.actors, event.actors)
            or (not first.actors and not event.actors and bool(last_words(first.recipients) & last_words(event.recipients)))
        )
        if not self.may_mean(first, event):
            return False
        if not same_word and first.mode in self._cues.chosen and not _no_quarrel(first.recipients, event.recipients):
            return False
        if _is_abroad(first, event):
            return False
        return (meets or (same_word and _no_quarrel(first.actors, event.actors))) and _numbers_fit(first, event)

    def _modes_fit(self, one: Event, other: Event) -> bool:
        if one.mode == other.mode or one.mode is None or other.mode is None or one.type == "CONSULT":
            return True
        modes = {one.mode, other.mode}
        return modes <= self._cues.blasts or modes <= self._cues.killings

    def may_mean(self, first: Event, event: Event) -> bool:
        """Whether nouns that tell one kind of act alone ("the coup") find it in the first telling, or the other way round."""
        one, other = self._lemmas(first), self._lemmas(event)
        return all(
            there & self._cues.only[noun] or there & {noun}
            for here, there in ((one, other), (other, one))
            for noun in here & self._cues.only.keys()
        )

    def _lemmas(self, event: Event) -> set[str]:
        return {self._parse.lemmas[at] for at in self._heads(event)} if self._parse is not None else set()


def is_unnamed(party: Participant) -> bool:
    """Whether a party is armed and no more is known of it."""
    return party.id is None and party.country is None and set(party.sectors) <= _ANYBODY and bool(party.sectors)


def _keys(parties: tuple[Participant, ...]) -> set[str]:
    return {party.id or (party.name or party.text).lower() for party in parties}


def last_words(parties: tuple[Participant, ...]) -> set[str]:
    """The last word of each party, and the ids of those who have one."""
    return {party.text.lower().split()[-1] for party in parties if party.text.strip()} | {one.id for one in parties if one.id}


def _no_quarrel(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    if not one or not other or _keys(one) & _keys(other):
        return True
    return bool(last_words(one) & _words(other) or last_words(other) & _words(one))


def _words(parties: tuple[Participant, ...]) -> set[str]:
    return {word for party in parties for word in party.text.lower().split()} | {one.id for one in parties if one.id}


def _alike(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """Whether both have somebody of one country and sector: "army jets" and "jets of Myanmar's army"."""
    kinds = [{(party.country, party.sectors[:1]) for party in side if party.country and party.sectors} for side in (one, other)]
    return bool(kinds[0] & kinds[1])


def _is_abroad(one: Event, other: Event) -> bool:
    """Whether the words of both say where, and one was in another country than the other."""
    countries = {event.place.country for event in (one, other) if event.place is not None and event.place.basis in (None, "stated")}
    return len(countries - {None}) == _BOTH


def _is_placed_at(parties: tuple[Participant, ...], event: Event) -> bool:
    return event.place is not None and bool(event.place.text) and all(one.text == event.place.text for one in parties)


def _numbers_fit(one: Event, other: Event) -> bool:
    """Whether no number of the same kind speaks against it."""
    for kind in {count.kind for count in one.counts} & {count.kind for count in other.counts}:
        first = [count for count in one.counts if count.kind == kind]
        second = [count for count in other.counts if count.kind == kind]
        if not any(_overlap(count, there) for count in first for there in second):
            return False
    return True


def _overlap(one: Count, other: Count) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return True
    return one.low <= other.high and other.low <= one.high

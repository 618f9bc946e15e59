"""Whom words about a deed address: "condemned the coup", "rejected the accusation", "called for their release" name nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.judge import repeats_back
from dateline.judge.selves import as_speakers
from dateline.lexicon.tables import load_toml
from dateline.lexicon.triggers import TriggerIndex
from dateline.model import Event, Evidence, Parse, Participant, Sheet, Span

_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj"})
# A deed is named again within so many sentences; talk of moves and charges within fewer.
_FAR, _NEAR = 6, 2
_WORDS = 6
# A type with this many times fewer rows than the commonest is not what a noun means: "the attack" is no criticism.
_RARE = 4
# So many acts back a deed is looked for: a report has no more, a list pasted as text may.
_REACH = 60


@dataclass(frozen=True, slots=True)
class DeedCues:
    """The words of ``cues/deeds.toml``."""

    known: frozenset[str]
    moves: frozenset[str]
    move_types: frozenset[str]
    charges: frozenset[str]
    releases: frozenset[str]
    holding: frozenset[str]
    speaking: frozenset[str]


@cache
def load_cues() -> DeedCues:
    """The cues, read once a process."""
    words = load_toml("cues/deeds.toml")
    names = ("known", "moves", "move_types", "charges", "releases", "holding", "speaking")
    return DeedCues(*(frozenset(words[name].split()) for name in names))


class DeedsStage:
    """Gives words of blame, praise and refusal that name no one the doer of the deed they speak of, where it was told before."""

    name = "deeds"
    needs = frozenset({"parse", "events", "actors", "claims", "status"})
    fills = frozenset({"deeds"})

    def __init__(self, index: TriggerIndex) -> None:
        self._index = index
        self._cues = load_cues()

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with those recipients filled in."""
        if sheet.parse is None:
            return sheet
        parse, events = sheet.parse, as_speakers(sheet)
        return replace(
            sheet, events=tuple(self._addressed(parse, event, events[max(at - _REACH, 0) : at]) for at, event in enumerate(events))
        )

    def _addressed(self, parse: Parse, event: Event, events: Sequence[Event]) -> Event:
        noun = None
        if event.type in self._cues.speaking and not event.recipients:
            noun = self._deed(parse, event)
        elif event.type == "REQUEST" and all(one.slot == "of" for one in event.recipients):
            noun = next((at for at in _tokens(parse, event) if parse.lemmas[at] in self._cues.releases), None)
        if noun is None:
            return event
        told = self._told(parse, noun, event, events)
        if told is None:
            return event
        doers = tuple(replace(one, side="b", slot="told") for one in told.actors)
        note = Evidence("deeds", "doer told before", told.trigger.start, told.trigger.end)
        return replace(event, recipients=doers, evidence=(*event.evidence, note))

    def _deed(self, parse: Parse, event: Event) -> int | None:
        """The noun of what is known that the words are about: the object of their verb."""
        heads = set(_trigger(parse, event))
        for at in _tokens(parse, event):
            above = parse.heads[at]
            over = parse.heads[above] if parse.deps[at] == "pobj" else above
            if parse.pos[at] != "NOUN" or parse.deps[at] not in _OBJECTS or over not in heads:
                continue
            before = range(max(at - _WORDS, 0), at)
            if any(parse.heads[child] == at and parse.lemmas[child] in self._cues.known for child in before):
                return at
        return None

    def _told(self, parse: Parse, noun: int, event: Event, events: Sequence[Event]) -> Event | None:
        """The nearest deed before that the noun may mean, and that another than the speaker did."""
        lemma, own = parse.lemmas[noun], _keys(event.actors)
        before = [
            one
            for one in events
            if one.actors
            and one.trigger.end <= event.trigger.start
            and one.status in ("happened", "ongoing", "denied")
            and not own & _keys(one.actors)
        ]
        if lemma in self._cues.charges:
            mine = [one for one in before if one.type == "ACCUSE" and own & _keys(one.recipients)]
            fits, far = mine or [one for one in before if one.type == "ACCUSE"], _FAR if mine else _NEAR
        elif lemma in self._cues.moves:
            fits, far = [one for one in before if one.type in self._cues.move_types], _NEAR
        elif lemma in self._cues.releases and event.type == "REQUEST":
            fits, far = [one for one in before if one.mode in self._cues.holding], _FAR
        else:
            fits, far = self._named(lemma, before), _FAR
        near = [one for one in fits if event.sentence - one.sentence <= far]
        said = _object_words(parse, noun)
        meant = [one for one in near if said & {word for party in one.recipients for word in party.text.lower().split()}]
        chosen = meant or near
        return chosen[-1] if chosen else None

    def _named(self, lemma: str, before: Sequence[Event]) -> list[Event]:
        """The deeds that a noun names: of no rare type of it, and of its mode where a type has only one ("expulsions")."""
        rows = [(row.row.type, row.row.mode) for row in self._index.at(lemma, "NOUN")]
        if not rows:
            return []
        tally = Counter(kind for kind, _ in rows)
        common = {kind for kind, times in tally.items() if times * _RARE >= max(tally.values())}
        modes = {kind: {mode for name, mode in rows if name == kind} for kind in common}
        return [
            one for one in before if one.type in common and (len(modes[one.type]) > 1 or modes[one.type] <= {None, "", one.mode})
        ]


def _object_words(parse: Parse, noun: int) -> set[str]:
    """The words of those whom a noun says it hit: "the attack on the plane"."""
    after = range(noun + 1, min(noun + 1 + _WORDS, len(parse)))
    prepositions = {at for at in after if parse.heads[at] == noun and parse.deps[at] == "prep" and parse.lemmas[at] in _told_by()}
    return {parse.texts[at].lower() for at in after if parse.heads[at] in prepositions}


def _told_by() -> frozenset[str]:
    return repeats_back.load_cues().told


def _trigger(parse: Parse, event: Event) -> range:
    return _range(parse, event.trigger)


def _tokens(parse: Parse, event: Event) -> range:
    """The tokens of the trigger and the words close behind it."""
    inside = _trigger(parse, event)
    return range(inside.start, min(inside.stop + _WORDS, parse.sentences[event.sentence].last))


def _range(parse: Parse, span: Span) -> range:
    return range(bisect_left(parse.starts, span.start), bisect_left(parse.starts, span.end))


def _keys(parties: tuple[Participant, ...]) -> set[str]:
    return {one.country or one.id or (one.name or one.text).lower() for one in parties}

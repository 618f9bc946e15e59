"""Who holds a place after an event: taken, lost, held or contested, by whom and from whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from dateline.judge.branches import Branches, branches, token_at
from dateline.lexicon.tables import load_toml
from dateline.model import Event, Evidence, Participant, Sheet, Status, Territory, TerritoryChange

Words = frozenset[str]
LONGEST = 80
NOT: tuple[Status, ...] = ("did_not_happen", "denied")
UNREAL: tuple[Status, ...] = ("planned", "possible", "hypothetical")


@dataclass(frozen=True, slots=True)
class Row:
    """What a trigger changes, and where in the sentence the place, the holder and the former holder stand."""

    change: TerritoryChange
    place: tuple[str, ...]
    by: tuple[str, ...]
    source: tuple[str, ...]
    unless: TerritoryChange | None = None


@dataclass(frozen=True, slots=True)
class TerritoryCues:
    """The table of triggers, and the words of holding."""

    verbs: Mapping[str, Row]
    nouns: Mapping[str, Row]
    control_nouns: Words
    control: Mapping[str, TerritoryChange]
    hand_nouns: Words
    hand_prepositions: Words
    hands: Mapping[str, TerritoryChange]
    places: Words


@dataclass(frozen=True, slots=True)
class Reading:
    """A change with the tokens that head the holder and the former holder."""

    change: TerritoryChange
    by: int | None
    source: int | None
    unless: TerritoryChange | None
    cue: int


def _rows(tables: Iterable[Mapping[str, str]]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for table in tables:
        row = Row(
            cast(TerritoryChange, table["change"]),
            tuple(table["place"].split()),
            tuple(table["by"].split()),
            tuple(table["source"].split()),
            cast("TerritoryChange | None", table.get("unless")),
        )
        for word in table["words"].split():
            found.setdefault(word, row)
    return found


def _changes(table: Mapping[str, str]) -> dict[str, TerritoryChange]:
    kept = ("taken", "lost", "held", "contested")
    return {word: cast(TerritoryChange, name) for name in kept if name in table for word in table[name].split()}


@cache
def territory_cues() -> TerritoryCues:
    """The table of ``cues/territory.toml``."""
    data = load_toml("cues/territory.toml")
    control, hands = data["control"], data["hands"]
    return TerritoryCues(
        verbs=_rows(data["verbs"]),
        nouns=_rows(data["nouns"]),
        control_nouns=frozenset(control["nouns"].split()),
        control=_changes(control),
        hand_nouns=frozenset(hands["nouns"].split()),
        hand_prepositions=frozenset(hands["prepositions"].split()),
        hands=_changes(hands),
        places=frozenset(data["places"]["words"].split()),
    )


class TerritoryStage:
    """Fills in what each event says about who holds a place."""

    name = "territory"
    needs = frozenset({"parse", "events"})
    fills = frozenset({"territory"})

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with the territory of its events."""
        if sheet.parse is None or not sheet.events:
            return sheet
        reader = Reader(branches(sheet.parse), _place_starts(sheet))
        return replace(sheet, events=tuple(_marked(event, reader) for event in sheet.events))


def _place_starts(sheet: Sheet) -> frozenset[int]:
    spans = ((place.start, min(place.end, place.start + LONGEST)) for place in sheet.places)
    return frozenset(offset for span in spans for offset in range(*span))


def _marked(event: Event, reader: Reader) -> Event:
    token = token_at(reader.tree.parse, event.trigger.start, event.trigger.end)
    reading = reader.reading(token) if token is not None else None
    change = change_under(reading, event.status) if reading is not None else None
    if reading is None or change is None:
        return event
    territory = Territory(change, reader.name(reading.by, event), reader.name(reading.source, event))
    start, end = reader.tree.parse.starts[reading.cue], reader.tree.parse.ends[reading.cue]
    return replace(event, territory=territory, evidence=(*event.evidence, Evidence("territory", "trigger", start, end)))


def change_under(reading: Reading, status: Status) -> TerritoryChange | None:
    """The change that holds given whether the event happened: a capture that failed or is denied leaves the place contested."""
    if status in NOT:
        return reading.unless
    return None if status in UNREAL else reading.change


class Reader:
    """Reads territory off the triggers of one parse; ``places`` holds the offsets that named places cover."""

    def __init__(self, tree: Branches, places: frozenset[int] = frozenset()) -> None:
        self.tree = tree
        self.cues = territory_cues()
        self.places = places
        self.deps, self.lemmas, self.words = tree.parse.deps, tree.parse.lemmas, tree.words

    def reading(self, token: int) -> Reading | None:
        """What the trigger at ``token`` says, or ``None`` where no place changes or keeps hands."""
        return self._control(token) or self._hands(token) or self._table(token)

    def _key(self, token: int) -> str:
        particle = self.tree.first(token, "prt")
        return self.lemmas[token] if particle is None else f"{self.lemmas[token]}_{self.words[particle]}"

    def _table(self, token: int) -> Reading | None:
        nominal = self.tree.parse.pos[token] in ("NOUN", "PROPN")
        table = self.cues.nouns if nominal else self.cues.verbs
        row = table.get(self._key(token)) or table.get(self.lemmas[token])
        if row is None or not any(self._is_place(place) for place in self._slots(token, row.place)):
            return None
        return Reading(row.change, self._one(token, row.by), self._one(token, row.source), row.unless, token)

    def _control(self, token: int) -> Reading | None:
        """ "took control of the town", triggered on the verb or on the noun."""
        verb, noun = token, self.tree.first(token, "dobj")
        if self.lemmas[token] in self.cues.control_nouns:
            verb, noun = self.tree.parse.heads[token], token
        if noun is None or self.lemmas[noun] not in self.cues.control_nouns:
            return None
        change = self.cues.control.get(self._key(verb)) or self.cues.control.get(self.lemmas[verb])
        places = (*self._phrases(noun, "of"), *self._phrases(noun, "over"), *self._phrases(verb, "of"))
        if change is None or not any(self._is_place(place) for place in places):
            return None
        source = self._one(verb, ("from",)) or self._one(noun, ("from",))
        unless: TerritoryChange = "contested" if change == "taken" else "held" if change == "lost" else "lost"
        return Reading(change, self._one(verb, ("subject",)), source, unless, noun)

    def _hands(self, token: int) -> Reading | None:
        """ "remains in the hands of", "fell into the hands of"."""
        change = self.cues.hands.get(self.lemmas[token])
        if change is None:
            return None
        for prep in self.tree.all(token, "prep"):
            noun = self.tree.first(prep, "pobj")
            if noun is None or self.words[prep] not in self.cues.hand_prepositions:
                continue
            if self.lemmas[noun] in self.cues.hand_nouns:
                unless: TerritoryChange = "lost" if change == "held" else "contested"
                return Reading(change, self._one(noun, ("of", "possessor", "modifier")), None, unless, noun)
        return None

    def _one(self, token: int, slots: tuple[str, ...]) -> int | None:
        found = self._slots(token, slots)
        return found[0] if found else None

    def _slots(self, token: int, slots: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(head for slot in slots for head in self._slot(token, slot))

    def _slot(self, token: int, slot: str) -> tuple[int, ...]:
        passive = self.tree.first(token, "nsubjpass") is not None or self.tree.first(token, "auxpass") is not None
        if slot == "object":
            return self._undergoer(token, passive)
        if slot == "subject":
            return self._phrases(token, "by") if passive else self._subject(token)
        if slot == "possessor":
            return self.tree.all(token, "poss")
        if slot == "modifier":
            return self.tree.all(token, "compound", "amod")
        return self._phrases(token, slot)

    def _undergoer(self, token: int, passive: bool) -> tuple[int, ...]:
        if passive:
            return self.tree.all(token, "nsubjpass") or self._subject(token)
        if self.deps[token] == "acl" and self.tree.parse.tags[token] == "VBN":
            return (self.tree.parse.heads[token],)
        return self.tree.all(token, "dobj")

    def _subject(self, token: int) -> tuple[int, ...]:
        for step in self.tree.path(token)[:4]:
            own = self.tree.all(step, "nsubj", "nsubjpass")
            if own:
                return own
            if self.deps[step] not in ("conj", "xcomp", "advcl"):
                break
        return ()

    def _phrases(self, token: int, prep: str) -> tuple[int, ...]:
        """The heads of the phrases behind a preposition, or behind two with an underscore between: ``out_of``."""
        first, _, second = prep.partition("_")
        if second:
            outer = [child for child in self.tree.all(token, "prep", "prt", "advmod") if self.words[child] == first]
            return tuple(noun for child in outer for noun in self._phrases(child, second))
        heads = [child for child in self.tree.all(token, "prep", "agent", "dative") if self.words[child] == prep]
        below = (one for child in self.tree.all(token, "dobj") for one in self.tree.all(child, "prep"))
        nested = [one for one in below if self.words[one] == prep]
        return tuple(noun for head in (*heads, *nested) for noun in self.tree.all(head, "pobj"))

    def _is_place(self, head: int) -> bool:
        if self.tree.parse.starts[head] in self.places or self.lemmas[head] in self.cues.places:
            return True
        if self.tree.parse.pos[head] == "PROPN" and not self.places:
            return True
        return any(
            self._is_place(noun)
            for prep in self.tree.all(head, "prep")
            if self.words[prep] == "of"
            for noun in self.tree.all(prep, "pobj")
        )

    def name(self, head: int | None, event: Event) -> str | None:
        """The name of the actor whose phrase ``head`` heads: the participant's where it is one, else the words."""
        if head is None:
            return None
        offset = self.tree.parse.starts[head]
        for participant in (*event.actors, *event.recipients):
            if participant.start <= offset < participant.end:
                return _named(participant)
        if self.tree.parse.pos[head] == "PRON":
            return None
        first = min([head, *self.tree.all(head, "amod", "compound", "nmod", "poss")])
        return " ".join(self.tree.parse.texts[first : head + 1]) if head - first < 10 else self.tree.parse.texts[head]


def _named(participant: Participant) -> str:
    return participant.name or participant.text

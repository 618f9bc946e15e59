"""Settles the codes that depend on everything else: cooperation still to come, and ACLED's event types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.change import replace
from dateline.judge.intentions import refused_words, threatened_words, urged_words
from dateline.lexicon.plover import Ontology
from dateline.lexicon.tables import load_csv, load_toml
from dateline.lexicon.triggers import REFUSAL
from dateline.model import Acled, Event, Evidence, Parse, Participant, Sheet


@dataclass(frozen=True, slots=True)
class AcledRow:
    """A row of ``ontology/acled.csv``: the first that fits an event gives its ACLED types; an empty cell fits all."""

    type: str
    modes: tuple[str, ...]
    actor: str
    recipient: str
    territory: str
    words: tuple[str, ...]
    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class FutureRow:
    """What a type becomes when it is still to come (``planned``), will not be (``refused``), is a price
    (``threatened``) or a bidding (``urged``).

    ``told`` is the mode it has; a row without one is for all modes that have no row of their own.
    """

    type: str
    told: str
    status: str
    becomes: str
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Sectors and words that make a party state, armed, civilian, a protester or a mob."""

    sectors: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]


_BY_WORD = frozenset({"protesters", "mob"})


def load_sides() -> Sides:
    """The sides of ``ontology/sides.toml``."""
    lists = {name: frozenset(words.split()) for name, words in load_toml("ontology/sides.toml").items()}
    return Sides(
        {name: words for name, words in lists.items() if name not in _BY_WORD},
        {name: words for name, words in lists.items() if name in _BY_WORD},
    )


class CodesStage:
    """Turns cooperation to come into AGREE and gives each event its ACLED types."""

    name = "codes"
    needs = frozenset({"parse", "events", "actors", "status", "territory"})
    fills = frozenset({"codes"})

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._acled = load_csv("ontology/acled.csv", AcledRow)
        self._future = {(row.type, row.told, row.status): row for row in load_csv("ontology/future.csv", FutureRow)}
        self._sides = load_sides()

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with every event's codes settled."""
        if sheet.parse is None:
            return sheet
        lemmas = _lemmas_by_sentence(sheet.parse)
        parse = sheet.parse
        meant = {"threatened": threatened_words(parse), "refused": refused_words(parse), "urged": urged_words(parse)}
        return replace(
            sheet,
            events=tuple(self._coded(event, lemmas[event.sentence], _meant(event, meant)) for event in sheet.events),
        )

    def _coded(self, event: Event, words: frozenset[str], meant: str) -> Event:
        event = (
            _settled(event) if any(found.rule == REFUSAL for found in event.evidence) else self._in_view_of_the_future(event, meant)
        )
        acled = self.acled_of(event, words)
        return event if acled == event.acled else replace(event, acled=acled)

    def _in_view_of_the_future(self, event: Event, meant: str) -> Event:
        """The event as what its actors mean to do, or not to do, makes it; a word of refusing or threatening is a deed done."""
        status = meant or event.status
        row = self._future.get((event.type, event.mode or "", status)) or self._future.get((event.type, "", status))
        if row is None or (meant and not event.actors):
            return event
        event = _one_sided(event) if meant in ("refused", "urged") else event
        note = Evidence("codes", f"future.csv {row.type} {row.status}", event.trigger.start, event.trigger.end)
        return replace(
            event,
            type=row.becomes,
            mode=row.mode,
            cameo=row.cameo,
            quad=self._ontology.quad(row.becomes),
            score=self._ontology.score(row.becomes, row.mode),
            evidence=(*event.evidence, note),
            status="happened" if meant else event.status,
            factuality=3.0 if meant else event.factuality,
        )

    def acled_of(self, event: Event, words: frozenset[str]) -> Acled | None:
        """ACLED's event and sub-event type of an event told in these words (lemmas); None where it has none."""
        for row in self._acled:
            if row.type == event.type and self._fits(row, event, words):
                return Acled(row.event_type, row.sub_event_type)
        return None

    def _fits(self, row: AcledRow, event: Event, words: frozenset[str]) -> bool:
        if row.modes and event.mode not in row.modes:
            return False
        if row.territory and (event.territory is None or event.territory.change != row.territory):
            return False
        if row.words and not words & set(row.words):
            return False
        return self._is(row.actor, event.actors) and self._is(row.recipient, event.recipients)

    def _is(self, side: str, parties: Iterable[Participant]) -> bool:
        return not side or any(self._on_side(side, party) for party in parties)

    def _on_side(self, side: str, party: Participant) -> bool:
        if side in self._sides.words:
            spoken = {word.strip(".,").lower() for word in party.text.split()}
            return any(word in spoken or word + "s" in spoken for word in self._sides.words[side])
        return bool(self._sides.sectors[side] & set(party.sectors))


def _settled(event: Event) -> Event:
    """A refusal, whose negation is its own: it happened."""
    return replace(event, status="happened", factuality=3.0)


def _meant(event: Event, meant: Mapping[str, frozenset[int]]) -> str:
    """Whether the event's words, or the light verb that carries them, are meant otherwise than told; empty where not."""
    starts = {event.trigger.start, *(found.start for found in event.evidence if found.rule.startswith("light.csv"))}
    return next((name for name, words in meant.items() if starts & words), "")


def _one_sided(event: Event) -> Event:
    """A reciprocal event as one that its first side refuses the others."""
    first = tuple(party for party in event.actors if party.side == event.actors[0].side)
    rest = tuple(party for party in event.recipients if party not in first)
    return replace(event, actors=first, recipients=rest)


def _lemmas_by_sentence(parse: Parse) -> list[frozenset[str]]:
    return [frozenset(parse.lemmas[sentence.first : sentence.last]) for sentence in parse.sentences]

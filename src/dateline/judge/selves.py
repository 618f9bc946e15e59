"""Who "we" and "our forces" are: the words of a quotation speak for whoever says them."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.grammar import load_grammar
from dateline.model import Claim, Event, Evidence, Participant, Sheet, Speaker


def as_speakers(sheet: Sheet) -> tuple[Event, ...]:
    """The events with each first person in them resolved to the speaker of the claim that it stands in."""
    claims = {claim.id: claim for claim in sheet.claims}
    return tuple(_spoken(event, claims) for event in sheet.events)


def _spoken(event: Event, claims: dict[str, Claim]) -> Event:
    parties = (*event.actors, *event.recipients)
    if not any(_is_self(party) for party in parties):
        return event
    said = next((claims[name] for name in reversed(event.claims) if name in claims and _is_known(claims[name].speaker)), None)
    if said is None:
        return event
    note = Evidence("selves", "first person", said.cue[0].start, said.cue[0].end) if said.cue else None
    return replace(
        event,
        actors=tuple(_as(party, said.speaker) for party in event.actors),
        recipients=tuple(_as(party, said.speaker) for party in event.recipients),
        evidence=event.evidence if note is None else (*event.evidence, note),
    )


def _is_known(speaker: Speaker) -> bool:
    return bool(speaker.name or speaker.country or speaker.sectors)


def _is_self(party: Participant) -> bool:
    """Whether a party is the first person, or theirs, and still belongs to no country."""
    first = party.text.lower().split()[:1]
    grammar = load_grammar()
    return party.country is None and bool(first) and first[0] in grammar.plural_selves | grammar.first_person


def _as(party: Participant, speaker: Speaker) -> Participant:
    """The speaker in place of "we"; for "our troops" their country, and the sectors that the words have of themselves."""
    if not _is_self(party):
        return party
    if len(party.text.split()) > 1:
        return replace(party, country=speaker.country, sectors=party.sectors if party.sectors != _UNKNOWN else speaker.sectors)
    return replace(party, id=speaker.id, name=speaker.name or party.name, country=speaker.country, sectors=speaker.sectors)


_UNKNOWN = ("UNK",)

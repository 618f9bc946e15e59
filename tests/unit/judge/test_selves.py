"""Who "we" and "our forces" are in a quotation."""

from __future__ import annotations

from dateline.judge.selves import as_speakers
from dateline.model import Claim, Event, Participant, Report, Sheet, Span, Speaker

SPEAKER = Speaker("Yahya Saree", "Q1", "YEM", ("REB",))


def told(actor: Participant, claims: tuple[str, ...] = ("c",)) -> Participant:
    event = Event("e", "ASSAULT", Span(0, 1), "x", 0, actors=(actor,), claims=claims)
    claim = Claim("c", (), (Span(9, 13),), (Span(0, 8),), "direct", "asserts", SPEAKER)
    return as_speakers(Sheet(Report(id="r", text="x"), claims=(claim,), events=(event,)))[0].actors[0]


def test_we_is_the_speaker() -> None:
    found = told(Participant(0, 2, "We"))
    assert (found.name, found.country, found.sectors, found.text) == ("Yahya Saree", "YEM", ("REB",), "We")


def test_our_forces_are_of_the_speakers_country_and_what_they_are() -> None:
    found = told(Participant(0, 10, "Our forces", sectors=("MIL",)))
    assert (found.name, found.country, found.sectors) == (None, "YEM", ("MIL",))


def test_others_and_words_outside_claims_stay() -> None:
    assert told(Participant(0, 6, "Rebels")).country is None
    assert told(Participant(0, 2, "We"), claims=()).country is None

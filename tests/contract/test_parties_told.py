"""Whole sentences: who stands on which side, whom words about a deed address, headlines and their leads."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.model import Event


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(engine="rules", strict=True)


def coded(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(text, published="2021-03-12", language="en").events)


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [one.name or one.text for one in event.actors], [one.name or one.text for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Chad, Niger troops clash", ["Chad", "Niger troops"]),
        ("Iraq-Kuwait talks resumed on Friday.", ["Iraq", "Kuwait"]),
        ("Prisoners gave up after talks with a Catholic bishop.", ["Prisoners", "a Catholic bishop"]),
    ],
)
def test_both_sides_of_a_reciprocal_event(coder: Coder, text: str, both: list[str]) -> None:
    found = [sides(event) for event in coded(coder, text) if event.type in ("ASSAULT", "CONSULT")]
    assert found == [(both, both)]


def test_nobody_deals_with_themselves(coder: Coder) -> None:
    assert [sides(event) for event in coded(coder, "The United Nations signed the accord on Friday.")] == [(["United Nations"], [])]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Carlos Neto of the ruling Unita party, who has rejected claims of fraud, won the vote.", "REJECT", ["Carlos Neto"], []),
        ("Youths threw stones at a police station on Monday.", "ASSAULT", ["Youths"], ["a police station"]),
        ("Germany criticised China's actions in Hong Kong.", "ACCUSE", ["Germany"], ["China"]),
        (
            "The United States, Australia, Japan and Germany condemned the attack by Chinese ships.",
            "ACCUSE",
            ["United States", "Australia", "Japan", "Germany"],
            ["Chinese ships"],
        ),
        ("The bank was forced to shut down its online service.", "COERCE", [], ["The bank"]),
        ("Russia detained ten Ukrainian sailors on Sunday. Canada condemned the arrests.", "ACCUSE", ["Canada"], ["Russia"]),
        ("France accused Turkey of sending weapons to Libya. Turkey rejected the accusation.", "REJECT", ["Turkey"], ["France"]),
    ],
)
def test_parties(coder: Coder, text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [sides(event) for event in coded(coder, text) if event.type == kind]
    assert (actors, recipients) in [
        ([one.removeprefix("President-elect ").partition(" of the")[0] for one in by], to) for by, to in found
    ], found


def test_the_forced_is_no_actor_and_it_says_is_a_parenthesis(coder: Coder) -> None:
    text = "Canada imposed sanctions on 11 officers it says are responsible for a crackdown on protesters."
    assert (["11 officers"], ["protesters"]) in [sides(event) for event in coded(coder, text)]


def test_a_ranking_of_the_act_is_no_second_act(coder: Coder) -> None:
    text = "Gunmen kidnapped 120 pupils from a school on Friday, the country's third mass abduction in a month."
    assert [event.trigger_text for event in coded(coder, text)] == ["kidnapped"]


def test_headline_and_lead_are_one_record_of_the_leads_words(coder: Coder) -> None:
    text = (
        "Army jets bomb village in Kayah\n\nJets of Myanmar's army bombed a village in Kayah state on Wednesday, killing 14 people."
    )
    found = coded(coder, text)
    assert [event.trigger_text for event in found] == ["bombed"]
    assert found[0].when is not None and found[0].when.earliest == "2021-03-10"


def test_a_coup_is_no_seizure_of_a_station(coder: Coder) -> None:
    text = "Mutinous troops seize radio\n\nTroops in Lima seized the state radio on Tuesday. Spain condemned the coup."
    assert all("coup" not in text[note.start : note.end] for event in coded(coder, text)[:1] for note in event.evidence)


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Burmese junta lifts curfew nationwide", ["lifts curfew"]),
        ("Suicide bomber kills 31 at Quetta shrine; toll may rise", ["kills"]),
        ("Mutinous troops seize town, oust president", ["seize", "oust president"]),
    ],
)
def test_headlines_with_lost_verbs(coder: Coder, text: str, triggers: list[str]) -> None:
    found = coded(coder, text)
    assert [(event.trigger_text, event.status) for event in found] == [(trigger, "happened") for trigger in triggers]


def test_a_later_toll_goes_to_the_act_told_before(coder: Coder) -> None:
    text = (
        "A bomb exploded in Quetta on Friday, killing 31 people. A doctor said the death toll had risen to 37.\n\n"
        "Thirty others were hurt. The conflict has killed 3,000 people since 2021."
    )
    counts = [(count.kind, count.low) for event in coded(coder, text) if event.mode == "explosives" for count in event.counts]
    assert counts == [("killed", 31), ("killed", 37), ("injured", 30)]


def test_what_is_waited_for_has_not_happened(coder: Coder) -> None:
    assert not [
        one for one in coded(coder, "The rebels will stay away until the government agrees to a truce.") if one.type == "AGREE"
    ]
    assert [one.type for one in coded(coder, "The strike went on until the government agreed to talks.") if one.type == "AGREE"]

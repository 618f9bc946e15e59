"""Events from stored parses: triggers, voices, parties, embedding and consequences, by the rules alone."""

from __future__ import annotations

import pytest

from dateline.find import load_find
from dateline.find.relation import touch_of
from dateline.find.stage import FindStage
from dateline.model import Coder, Event, Span
from support import sheet_of


@pytest.fixture(scope="module")
def find() -> FindStage:
    return load_find(Coder("0", "0", "0"))


def told(find: FindStage, text: str) -> list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]:
    return [_short(event) for event in find(sheet_of(text)).events]


def _short(event: Event) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...]]:
    return event.type, event.mode, tuple(p.text for p in event.actors), tuple(p.text for p in event.recipients)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian warplanes bombed a hospital in Idlib.", ("ASSAULT", "aerial", ("Russian warplanes",), ("a hospital",))),
        ("A hospital was bombed by Russian warplanes.", ("ASSAULT", "aerial", ("Russian warplanes",), ("A hospital",))),
        ("The town fell to the rebels after a week.", ("COERCE", "seize", ("the rebels",), ())),
        ("Haiti's president assassinated at his home", ("ASSAULT", "targeted", (), ("Haiti's president",))),
        ("Gunmen shot dead the mayor.", ("ASSAULT", "firearms", ("Gunmen",), ("the mayor",))),
        ("US-led air strikes killed 12 militants.", ("ASSAULT", "aerial", ("US",), ("12 militants",))),
        ("Dozens of protesters were arrested in Minsk.", ("COERCE", "arrest", (), ("Dozens of protesters",))),
        ("The minister resigned on Friday.", ("RETREAT", "resign", ("The minister",), ())),
        ("Police opened fire on the crowd.", ("ASSAULT", "firearms", ("Police",), ("the crowd",))),
    ],
)
def test_one_event_with_its_parties(find: FindStage, text: str, expected: tuple[object, ...]) -> None:
    assert told(find, text) == [expected]


def test_people_without_arms_protest_and_soldiers_do_not(find: FindStage) -> None:
    assert [kind for kind, *_ in told(find, "Beekeepers marched through Sofia.")] == ["PROTEST"]
    assert "PROTEST" not in [kind for kind, *_ in told(find, "Soldiers marched through Sofia.")]
    assert told(find, "Shoppers blocked the entrance of the store.") == []


def test_a_strike_that_is_told_of_was_held_though_it_was_called(find: FindStage) -> None:
    (event,) = find(sheet_of("The federation called a strike that shut the ports.")).events
    assert event.type == "PROTEST"
    assert "light.csv call:do" in {found.rule for found in event.evidence}


def test_harsh_names_accuse(find: FindStage) -> None:
    assert told(find, "Tusk called the move a grave mistake.")[0][:2] == ("ACCUSE", "disapprove")


@pytest.mark.parametrize("text", ["The company seized the opportunity.", "The film was shot in Morocco."])
def test_other_senses_are_not_coded(find: FindStage, text: str) -> None:
    assert told(find, text) == []


def test_an_act_and_its_harm_are_one_event_and_a_seizure_another(find: FindStage) -> None:
    events = told(find, "Gunmen seized the border post of al-Waleed on Sunday, killing at least 12 soldiers.")
    assert [(kind, actors, recipients) for kind, _, actors, recipients in events] == [
        ("COERCE", ("Gunmen",), ("the border post of al-Waleed",)),
        ("ASSAULT", ("Gunmen",), ("at least 12 soldiers",)),
    ]
    assert told(find, "An air strike hit a hospital and killed at least 19 people.") == [
        ("ASSAULT", "aerial", (), ("a hospital", "at least 19 people")),
    ]


def test_purpose_belongs_to_the_act(find: FindStage) -> None:
    (event,) = find(sheet_of("Police fired tear gas to disperse the protesters.")).events
    assert (event.type, event.mode) == ("ASSAULT", "crowd-control")
    assert "the protesters" in {party.text for party in event.recipients}


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Israel threatened to strike Iranian nuclear sites.", "THREATEN", "violence"),
        ("Iran refused to free the detained sailors.", "REJECT", "yield"),
        ("The United Nations called for the release of the hostages.", "REQUEST", "yield"),
    ],
)
def test_what_is_inside_an_act_of_speech_gives_its_mode(find: FindStage, text: str, kind: str, mode: str) -> None:
    sheet = find(sheet_of(text))
    assert [(event.type, event.mode) for event in sheet.events if event.trigger_text != "detained"] == [(kind, mode)]
    assert any("only the content of" in rejection.reason for rejection in sheet.dropped)


def test_an_accusation_of_killing_keeps_the_killing_beside_it(find: FindStage) -> None:
    kinds = {event.type for event in find(sheet_of("Turkey accused the rebels of killing three farmers.")).events}
    assert kinds == {"ACCUSE", "ASSAULT"}


def test_lifting_a_blockade_gives_way(find: FindStage) -> None:
    (event,) = find(sheet_of("Saudi Arabia lifted its blockade of Qatar.")).events
    assert (event.type, event.cameo) == ("RETREAT", "0872")


@pytest.mark.parametrize(
    "text",
    [
        "Government forces and rebels clashed near Goma.",
        "Lavrov met his Egyptian counterpart in Cairo.",
    ],
)
def test_in_reciprocal_events_all_are_actors(find: FindStage, text: str) -> None:
    (event,) = find(sheet_of(text)).events
    assert len(event.actors) == 2 and event.actors == event.recipients


def test_ids_are_content_hashes_and_every_party_quotes_its_words(find: FindStage) -> None:
    text = "Russian warplanes bombed a hospital in Idlib."
    (event,), (again,) = find(sheet_of(text)).events, find(sheet_of(text)).events
    assert event.id == again.id
    for party in (*event.actors, *event.recipients):
        assert text[party.start : party.end] == party.text
    assert text[event.trigger.start : event.trigger.end] == event.trigger_text


def test_what_an_act_is_about_relates_it_though_it_is_no_party(find: FindStage) -> None:
    text = "The opposition rejected the plan."
    (event,) = find(sheet_of(text)).events
    assert event.recipients == ()
    assert touch_of(event, span_of(text, "The opposition"), span_of(text, "the plan")) == 2
    assert touch_of(event, span_of(text, "the plan"), span_of(text, "The opposition")) == 0


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))

"""Codes that depend on the rest, contexts, and events told twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.find import load_find
from dateline.judge.codes import CodesStage
from dateline.judge.contexts import ContextsStage
from dateline.judge.repeats import RepeatsStage
from dateline.lexicon.plover import load_ontology
from dateline.model import Coder, Event, Place, Sheet, Span, Territory, When
from support import sheet_of

FIND = load_find(Coder("0", "0", "0"))
CODES = CodesStage(load_ontology())


def coded(text: str, **changes: object) -> Event:
    sheet = FIND(sheet_of(text))
    event = replace(sheet.events[0], **changes)  # type: ignore[arg-type]
    return CODES(replace(sheet, events=(event,))).events[0]


def with_sectors(event: Event, actor: tuple[str, ...], recipient: tuple[str, ...]) -> dict[str, object]:
    return {
        "actors": tuple(replace(party, sectors=actor) for party in event.actors),
        "recipients": tuple(replace(party, sectors=recipient) for party in event.recipients),
    }


def test_cooperation_to_come_is_agreement_and_keeps_its_status() -> None:
    event = coded("Lavrov met his Egyptian counterpart in Cairo.", status="planned")
    assert (event.type, event.mode, event.cameo, event.status) == ("AGREE", None, "036", "planned")


def test_what_will_not_be_done_is_refused() -> None:
    event = coded("Iran will not release the prisoners.", status="did_not_happen")
    assert (event.type, event.mode, event.status) == ("REJECT", "yield", "happened")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The king is not prepared to free the hostages.", "REJECT"),
        ("Washington has no intention of meeting the rebels.", "REJECT"),
        ("Iran said that it would not release the prisoners.", "REJECT"),
        ("Truckers will block the border unless the toll is scrapped.", "THREATEN"),
        ('"Free the hostages," the bishop told the rebels.', "REQUEST"),
    ],
)
def test_what_is_refused_threatened_or_bidden_is_done_in_words(text: str, expected: str) -> None:
    event = coded(text, status="did_not_happen")
    assert (event.type, event.status) == (expected, "happened")


def test_the_negation_of_a_refusal_is_its_own() -> None:
    event = coded("Warsaw will not pay the fine, its premier said.", status="did_not_happen", factuality=-3.0)
    assert (event.type, event.status, event.factuality) == ("REJECT", "happened", 3.0)


def test_what_could_not_be_done_is_not_refused() -> None:
    event = coded("The two ministers could not meet in Vienna.", status="did_not_happen")
    assert (event.type, event.status) == ("CONSULT", "did_not_happen")


def test_yielding_to_come_is_agreement_with_the_code_of_what_is_yielded() -> None:
    event = coded("Syria will withdraw its troops from Lebanon.", status="planned")
    assert (event.type, event.cameo, event.status) == ("AGREE", "0356", "planned")
    assert coded("Nigeria agreed to end the blockade of the port.").type == "AGREE"


def test_protests_to_come_are_threats() -> None:
    assert coded("Unions will hold a protest in Paris.", status="planned").type == "THREATEN"


@pytest.mark.parametrize(
    ("actor", "recipient", "territory", "expected"),
    [
        (("MIL",), ("REB",), None, "Armed clash"),
        (("REB",), ("MIL",), Territory("taken"), "Non-state actor overtakes territory"),
        (("MIL",), ("REB",), Territory("taken"), "Government regains territory"),
        (("UAF",), ("CVL",), None, "Attack"),
    ],
)
def test_acled_types_follow_sides_and_territory(
    actor: tuple[str, ...], recipient: tuple[str, ...], territory: Territory | None, expected: str
) -> None:
    text = "Soldiers burst in and beat the guards."
    event = replace(FIND(sheet_of(text)).events[-1], mode=None)
    found = coded_event(text, replace(event, **with_sectors(event, actor, recipient), territory=territory))
    assert found.acled is not None and found.acled.sub_event_type == expected


def coded_event(text: str, event: Event) -> Event:
    return CODES(replace(sheet_of(text), events=(event,))).events[0]


def test_air_strikes_are_air_strikes_whoever_is_hit() -> None:
    event = coded("Russian warplanes bombed a hospital in Idlib.")
    assert event.acled is not None and event.acled.sub_event_type == "Air/drone strike"


def test_contexts_come_from_words_and_from_modes() -> None:
    sheet = CODES(FIND(sheet_of("Russian warplanes bombed a hospital in Idlib.")))
    assert "military" in ContextsStage()(sheet).events[0].contexts
    curfew = replace(sheet.events[0], type="COERCE", mode="curfew")
    assert "repression" in ContextsStage()(replace(sheet, events=(curfew,))).events[0].contexts


def told_twice(second: dict[str, object]) -> tuple[Event, ...]:
    sheet = FIND(sheet_of("Rebels attacked the base."))
    first = sheet.events[0]
    again = replace(first, id="again", trigger=Span(30, 36), trigger_text="attack", sentence=1, actors=(), recipients=())
    place = Place(0, 1, "x", id="geonames:1", basis="stated")
    day = When(earliest="2014-06-22", latest="2014-06-22")
    first = replace(first, place=place, when=day)
    again = replace(again, **({"place": place, "when": day} | second))  # type: ignore[arg-type]
    return RepeatsStage()(Sheet(sheet.report, sheet.parse, events=(first, again))).events


def test_the_same_act_told_again_is_one_event_with_both_words() -> None:
    (event,) = told_twice({})
    assert any(found.rule == "told again" for found in event.evidence)
    assert {party.text for party in event.actors} == {"Rebels"}


@pytest.mark.parametrize(
    "second",
    [
        {"when": When(earliest="2014-06-25", latest="2014-06-25")},
        {"place": Place(0, 1, "y", id="geonames:2", basis="stated")},
        {"status": "denied"},
        {"type": "COERCE"},
    ],
)
def test_another_day_place_status_or_type_is_another_event(second: dict[str, object]) -> None:
    assert len(told_twice(second)) == 2

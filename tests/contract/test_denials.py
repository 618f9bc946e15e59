"""Who denies what, over sentences: whole reports through the coder's rules."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.model import Event, Sheet


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(engine="rules", strict=True)


def code(coder: Coder, text: str) -> Sheet:
    return coder.code(text, published="2018-04-26", language="en")


def said(sheet: Sheet, event: Event) -> list[tuple[str, str]]:
    claims = {claim.id: claim for claim in sheet.claims}
    return [(claims[name].stance, claims[name].speaker.name or "") for name in event.claims if claims[name].speaker]


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("A bomb killed 31 people at a shrine in Lahore on Sunday. The Pakistani Taliban denied involvement.", "killed", "Taliban"),
        ("Hackers attacked Estonian banks on Friday. The Kremlin denied any role.", "attacked", "Russia"),
        ("Ecuador accused Peru of attacking an outpost. Lima denied the charge.", "attacking", "Peru"),
        ("Police shot three protesters in Sfax, which the interior ministry denied.", "shot", "ministry"),
    ],
)
def test_a_denial_is_tied_to_what_it_denies_and_leaves_its_status(coder: Coder, text: str, trigger: str, who: str) -> None:
    sheet = code(coder, text)
    event = next(one for one in sheet.events if one.trigger_text == trigger)
    assert event.status != "denied"
    assert any(stance == "denies" and who in name for stance, name in said(sheet, event))


def test_a_denial_of_something_else_is_tied_to_nothing(coder: Coder) -> None:
    sheet = code(coder, "Rebels shelled Homs on Monday. The minister denied a rise in taxes.")
    assert all(stance != "denies" for event in sheet.events for stance, _ in said(sheet, event))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Fighters captured an outpost. The army did not comment.", "The army"),
        ("Fighters captured an outpost. The ministry did not immediately respond.", "The ministry"),
    ],
)
def test_silence_is_a_claim_that_declines(coder: Coder, text: str, speaker: str) -> None:
    assert [
        text[claim.source[0].start : claim.source[0].end] for claim in code(coder, text).claims if claim.stance == "declines"
    ] == [speaker]


def test_an_act_that_looks_like_speech_is_no_claim(coder: Coder) -> None:
    assert code(coder, "London recalled its envoy from Harare on Monday.").claims == ()


def test_the_flight_of_one_person_is_no_displacement(coder: Coder) -> None:
    sheet = code(coder, "Mondlane, who fled to Sweden after gunmen killed his lawyer, returned on Sunday.")
    assert all(count.kind != "displaced" for count in sheet.counts)


def test_speakers_behind_a_list_of_victims_are_not_among_them(coder: Coder) -> None:
    text = "Jets bombed a market on Tuesday, killing at least 17 people, including four children, residents and a rebel group said."
    sheet = code(coder, text)
    (claim,) = [one for one in sheet.claims if one.stance == "asserts"]
    assert text[claim.source[0].start : claim.source[0].end] == "residents and a rebel group"
    assert [(count.kind, count.low) for event in sheet.events for count in event.counts if not count.part][:1] == [("killed", 17)]

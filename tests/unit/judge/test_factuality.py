from __future__ import annotations

from dataclasses import replace

import pytest
from judge_parses import parse_of

from dateline.judge.factuality import FactualityStage, auxiliary_modes, factuality_of
from dateline.judge.factuality_values import Value, apply
from dateline.model import Claim, Event, Report, Sheet, Span, Speaker, When

CASES = [
    ("At least 12 people were killed in the market.", "killed", "happened", 3),
    ("The army is shelling the old city.", "shelling", "ongoing", 3),
    ("Troops plan to leave.", "leave", "planned", 1),
    ("Leaders to meet in Cairo", "meet", "planned", 1),
    ("Rebels may have crossed the border.", "crossed", "possible", 1),
    ("Residents fear that the militia will return.", "return", "possible", 1),
    ("Did the army shell the hospital?", "shell", "possible", 1),
    ("If the rebels attack, we will respond.", "attack", "hypothetical", 0),
    ("The UN urged both sides to stop fighting.", "stop", "hypothetical", 0),
    ("The army denied that it had shelled the hospital.", "shelled", "denied", -1),
    ("We did not attack the convoy, the spokesman said.", "attack", "denied", -1),
    ("The rebels failed to capture the airport.", "capture", "did_not_happen", -1),
    ("Police foiled a plot to bomb the embassy.", "bomb", "did_not_happen", -1),
    ("Soldiers left without firing a shot.", "firing", "did_not_happen", -1),
    ("There was no attack on the town.", "attack", "did_not_happen", -1),
    ("The planned invasion was cancelled.", "invasion", "did_not_happen", -1),
    ("The general did not deny that his men had fired.", "fired", "happened", 3),
    ("Soldiers, who had looted the shops, fled north.", "looted", "happened", 3),
]


def token(text: str, word: str) -> int:
    return parse_of(text).texts.index(word)


@pytest.mark.parametrize(("text", "word", "status", "sign"), CASES, ids=[case[0][:30] for case in CASES])
def test_status_and_sign_of_an_event(text: str, word: str, status: str, sign: int) -> None:
    verdict = factuality_of(parse_of(text), token(text, word))
    assert verdict.status == status
    assert (verdict.score > 0) - (verdict.score < 0) == (sign > 0) - (sign < 0)
    assert -3 <= verdict.score <= 3


def test_the_words_that_say_so_are_quoted() -> None:
    text = "The rebels failed to capture the airport."
    verdict = factuality_of(parse_of(text), token(text, "capture"))
    assert [text[item.start : item.end] for item in verdict.evidence] == ["failed"]


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("negate", "happened", "did_not_happen"), ("negate", "did_not_happen", "happened"),
        ("cancel", "planned", "did_not_happen"), ("negate", "hypothetical", "hypothetical"),
        ("plan", "happened", "planned"), ("suppose", "planned", "hypothetical"), ("deny", "happened", "denied"),
        ("refuse", "possible", "denied"), ("refuse", "happened", "happened"), ("warn", "planned", "hypothetical"),
        ("ongoing", "planned", "planned"), ("possible", "planned", "possible"), ("delay", "happened", "planned"),
        ("own_denial", "did_not_happen", "denied"), ("own_denial", "happened", "happened"),
    ],
)
def test_operators_compose(operator: str, before: str, after: str) -> None:
    score = -3.0 if before == "did_not_happen" else 0.0 if before == "hypothetical" else 2.0
    assert apply(operator, Value(before, score, score)).status == after  # type: ignore[arg-type]


def sheet_of(text: str, word: str, claims: tuple[Claim, ...] = ()) -> Sheet:
    start = text.index(word)
    event = Event("e", "ASSAULT", Span(start, start + len(word)), word, 0, claims=tuple(claim.id for claim in claims))
    return Sheet(Report("r", text), parse=parse_of(text), events=(event,), claims=claims)


def claim(stance: str) -> Claim:
    return Claim("c", (Span(0, 3),), (Span(4, 8),), (Span(9, 20),), "indirect", stance, Speaker())  # type: ignore[arg-type]


def test_the_stage_fills_status_and_evidence() -> None:
    done = FactualityStage()(sheet_of("Troops plan to leave.", "leave"))
    assert done.events[0].status == "planned"
    assert done.events[0].evidence[0].stage == "factuality"


def test_what_a_source_says_counts_less_for_the_author_than_for_the_source() -> None:
    text = "A policeman was shot dead."
    done = FactualityStage()(sheet_of(text, "shot", (claim("asserts"),)))
    assert done.events[0].factuality < 3.0
    assert done.events[0].source_factuality == 3.0


def test_a_negation_inside_a_denial_is_a_denial() -> None:
    text = "The rebels did not capture the bridge."
    assert FactualityStage()(sheet_of(text, "capture", (claim("denies"),))).events[0].status == "denied"
    assert FactualityStage()(sheet_of(text, "capture")).events[0].status == "did_not_happen"


def test_auxiliary_modes_follow_status_and_time() -> None:
    event = Event("e", "ASSAULT", Span(0, 1), "x", 0)
    assert auxiliary_modes(event) == ()
    assert auxiliary_modes(replace(event, status="planned")) == ("future",)
    assert auxiliary_modes(replace(event, status="possible")) == ("hypothetical",)
    assert auxiliary_modes(replace(event, status="denied", when=When(historical=True))) == ("negation", "historical")

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


HARD = [
    ("The operation to free the nuns failed.", "free", "did_not_happen"),
    ("Troops succeeded in their attempt to free the nuns.", "free", "happened"),
    ("Rebels tried in vain to seize the airport.", "seize", "did_not_happen"),
    ("Rebels tried twice to seize the airport.", "seize", "possible"),
    ("There was no indication of an attack.", "attack", "possible"),
    ("There is little doubt that soldiers killed the farmers.", "killed", "happened"),
    ("The strike begins on Monday.", "begins", "planned"),
    ("The army opens fire on protesters on Friday", "opens", "happened"),
    ("The deal collapsed before it was signed.", "signed", "did_not_happen"),
    ("He was shot before he reached the car.", "reached", "happened"),
    ("He did not resign because of the vote but because of his health.", "resign", "happened"),
    ("He did not resign because he was ill.", "resign", "did_not_happen"),
    ("The bridge was supposed to open in March but did not.", "open", "did_not_happen"),
    ("Chile to host climate summit in December", "host", "planned"),
    ("The two sides came close to signing a contract.", "signing", "did_not_happen"),
    ("The ministry called reports of an attack false.", "attack", "denied"),
    ("The claim that soldiers burned the village is untrue.", "burned", "did_not_happen"),
    ("The defendants pleaded not guilty to murdering the judge.", "murdering", "denied"),
    ("In case rebels attack, the town has built a wall.", "attack", "hypothetical"),
    ("Fighters took the opportunity to seize a police post.", "seize", "happened"),
    ("The army denied shelling the market and accused rebels of firing first.", "firing", "possible"),
    ("The army denied shelling the market and accused rebels of firing first.", "shelling", "denied"),
    ("Had the guards not fired, nobody would have died.", "fired", "happened"),
    ("The company pushed back the launch to May.", "launch", "planned"),
    ("The company has denied paying rebels.", "paying", "denied"),
    ("The ship narrowly avoided being hijacked.", "hijacked", "did_not_happen"),
    ("Instead of attacking, the rebels withdrew.", "attacking", "did_not_happen"),
    ("The protest ended before police could intervene.", "intervene", "did_not_happen"),
    ("The minister ruled out sending troops.", "sending", "did_not_happen"),
    ("France has not ruled out sending troops.", "sending", "possible"),
    ("Diplomats pressed the junta to hold elections.", "hold", "hypothetical"),
    ("Unconfirmed reports said rebels had taken the town.", "taken", "possible"),
    ("There is a risk that militants will strike again.", "strike", "possible"),
    ("Officials rejected claims that police had fired on the crowd.", "fired", "denied"),
    ("The UN rejected a request to send troops.", "send", "did_not_happen"),
    ("It is possible that troops fired first.", "fired", "possible"),
    ("It is unlikely that the army will withdraw.", "withdraw", "possible"),
    ("It was not clear whether the rebels had withdrawn.", "withdrawn", "possible"),
    ("It remains unclear who fired the rockets.", "fired", "happened"),
    ("It is not known if anyone was hurt.", "hurt", "possible"),
    ("The rebels have yet to disarm.", "disarm", "did_not_happen"),
    ("Hardly any soldiers deserted.", "deserted", "did_not_happen"),
    ("The rebels no longer control the port.", "control", "did_not_happen"),
    ("Not only did they burn the church, they killed the pastor.", "burn", "happened"),
    ("Had the police fired, dozens would have died.", "died", "hypothetical"),
    ("Sanctions would be lifted once the deal is signed.", "lifted", "hypothetical"),
    ("The minister said he would meet the rebels on Sunday.", "meet", "planned"),
    ("He warned that rebels would be executed if they did not surrender.", "executed", "hypothetical"),
    ("Peacekeepers are leaving next month.", "leaving", "planned"),
    ("The alleged attack took place at night.", "attack", "possible"),
    ("Withdraw your troops, the president told the rebels.", "Withdraw", "hypothetical"),
    ("Provided that the rebels disarm, aid will flow.", "disarm", "hypothetical"),
    ("Whoever betrays the movement will be punished, he said.", "betrays", "hypothetical"),
    ("The militia stopped short of attacking the base.", "attacking", "did_not_happen"),
    ("The premier accused rebels of violating the truce.", "violating", "possible"),
    ("Rescuers continued digging through the rubble.", "digging", "ongoing"),
    ("The army allegedly tortured prisoners.", "tortured", "possible"),
    ("The envoy called on the army to lift the siege.", "lift", "hypothetical"),
    ("Parties agreed on a ceasefire to be signed in May.", "signed", "planned"),
    ("Ahead of Saturday's summit, police closed roads.", "summit", "planned"),
    ("The talks were cancelled and the envoy did not travel.", "talks", "did_not_happen"),
    ("The army will not negotiate or surrender.", "surrender", "did_not_happen"),
    ("He could face deportation if convicted.", "deportation", "possible"),
    ("The visit was postponed.", "visit", "planned"),
    ("The army denies that it was asked to delay the attack.", "attack", "denied"),
]


def token(text: str, word: str) -> int:
    return parse_of(text).texts.index(word)


@pytest.mark.parametrize(("text", "word", "status", "sign"), CASES, ids=[case[0][:30] for case in CASES])
def test_status_and_sign_of_an_event(text: str, word: str, status: str, sign: int) -> None:
    verdict = factuality_of(parse_of(text), token(text, word))
    assert verdict.status == status
    assert (verdict.score > 0) - (verdict.score < 0) == (sign > 0) - (sign < 0)
    assert -3 <= verdict.score <= 3


@pytest.mark.parametrize(("text", "word", "status"), HARD, ids=[case[0][:30] for case in HARD])
def test_status_in_hard_cases(text: str, word: str, status: str) -> None:
    assert factuality_of(parse_of(text), token(text, word)).status == status


def test_the_words_that_say_so_are_quoted() -> None:
    text = "The rebels failed to capture the airport."
    verdict = factuality_of(parse_of(text), token(text, "capture"))
    assert [text[item.start : item.end] for item in verdict.evidence] == ["failed"]


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("negate", "happened", "did_not_happen"),
        ("negate", "did_not_happen", "happened"),
        ("cancel", "planned", "did_not_happen"),
        ("negate", "hypothetical", "hypothetical"),
        ("plan", "happened", "planned"),
        ("suppose", "planned", "hypothetical"),
        ("deny", "happened", "denied"),
        ("refuse", "possible", "denied"),
        ("refuse", "happened", "happened"),
        ("warn", "planned", "hypothetical"),
        ("ongoing", "planned", "planned"),
        ("possible", "planned", "possible"),
        ("delay", "happened", "planned"),
        ("own_denial", "did_not_happen", "denied"),
        ("own_denial", "happened", "happened"),
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
    return Claim("c", (Span(0, 3),), (Span(4, 8),), (Span(9, 60),), "indirect", stance, Speaker())  # type: ignore[arg-type]


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

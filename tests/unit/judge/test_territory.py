from __future__ import annotations

import pytest
from judge_parses import parse_of

from dateline.judge.territory import TerritoryStage
from dateline.model import Event, Participant, Report, Sheet, Span, Status, Territory

CASES = [
    ("Rebels seized the town from government troops.", "seized", Territory("taken", "Rebels", "government troops")),
    ("The city was captured by militants.", "captured", Territory("taken", "militants")),
    ("Mosul fell to insurgents.", "fell", Territory("taken", "insurgents")),
    ("Troops withdrew from the village.", "withdrew", Territory("lost", "Troops")),
    ("The port is under the control of the militia.", "is", Territory("held", "militia")),
    ("The army lost control of two districts.", "lost", Territory("lost", "army")),
    ("Militants besieged the city.", "besieged", Territory("contested", "Militants")),
    ("The fall of Mosul to the militants shocked the region.", "fall", Territory("taken", "militants")),
    ("Iraqi forces drove militants out of Tikrit.", "drove", Territory("taken", "Iraqi forces", "militants")),
    ("The town remains in the hands of the rebels.", "remains", Territory("held", "rebels")),
    ("Gunmen seized weapons.", "seized", None),
]


def mark(text: str, word: str, status: Status = "happened", actors: tuple[Participant, ...] = ()) -> Territory | None:
    start = text.index(word)
    event = Event("e", "ASSAULT", Span(start, start + len(word)), word, 0, status=status, actors=actors)
    done = TerritoryStage()(Sheet(Report("r", text), parse=parse_of(text), events=(event,)))
    return done.events[0].territory


@pytest.mark.parametrize(("text", "word", "expected"), CASES, ids=[case[0][:30] for case in CASES])
def test_who_holds_the_place(text: str, word: str, expected: Territory | None) -> None:
    assert mark(text, word) == expected


def test_a_capture_that_did_not_happen_leaves_the_place_contested() -> None:
    text = "The rebels did not capture the bridge."
    assert mark(text, "capture", "did_not_happen") == Territory("contested", "rebels")


def test_plans_change_no_territory() -> None:
    assert mark("Rebels seized the town from government troops.", "seized", "planned") is None


def test_a_participant_gives_its_name() -> None:
    actor = Participant(0, 6, "Rebels", name="Free Army")
    assert mark("Rebels seized the town from government troops.", "seized", actors=(actor,)) == Territory(
        "taken", "Free Army", "government troops"
    )

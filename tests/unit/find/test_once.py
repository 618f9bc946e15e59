"""What is one act and what two, and who stands in it, from stored parses by the rules alone."""

from __future__ import annotations

import pytest

from dateline.find import load_find
from dateline.find.stage import FindStage
from dateline.model import Coder
from support import sheet_of

Told = list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]


@pytest.fixture(scope="module")
def find() -> FindStage:
    return load_find(Coder("0", "0", "0"))


def told(find: FindStage, text: str) -> Told:
    return [
        (event.type, event.mode, tuple(p.text for p in event.actors), tuple(p.text for p in event.recipients))
        for event in find(sheet_of(text)).events
    ]


def test_the_hurt_of_the_actors_own_side_are_the_other_sides_victims(find: FindStage) -> None:
    shots, stones = told(find, "Police opened fire on miners who hurled rocks at them, wounding three policemen.")
    assert shots[2:] == (("Police",), ("miners",))
    assert stones[2:] == (("miners",), ("them", "three policemen"))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the town of Kuito on Friday and in June shot down a plane.",
        "Gunmen attacked a village and kidnapped 40 girls.",
    ],
)
def test_two_deeds_of_one_subject_stay_two(find: FindStage, text: str) -> None:
    assert [kind for kind, *_ in told(find, text)] == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        ("A roadside bomb planted by militants killed three soldiers.", "ASSAULT", ("militants",)),
        (
            "Heavy shelling was heard in Donetsk, where separatists are fighting government troops.",
            "ASSAULT",
            ("separatists", "government troops"),
        ),
        ("Navy patrols seized two fishing boats off the island on Tuesday.", "COERCE", ("Navy patrols",)),
        ("The bank was forced to shut down its website by hackers.", "COERCE", ()),
        ("Rioters looted hundreds of shops and set buses ablaze.", "PROTEST", ("Rioters",)),
        ("The sides signed a peace agreement to end the civil war.", "SUPPORT", ("The sides",)),
        ("Gunmen killed a policeman in a separate attack.", "ASSAULT", ("Gunmen",)),
    ],
)
def test_one_act_told_with_two_words_is_one(find: FindStage, text: str, kind: str, actors: tuple[str, ...]) -> None:
    ((found, _, who, _),) = told(find, text)
    assert (found, who) == (kind, actors)


def test_patrols_that_only_patrol_are_an_event(find: FindStage) -> None:
    assert ("MOBILIZE", "troops", ("Army",)) in [
        event[:3] for event in told(find, "Army patrols in the valley have been stepped up.")
    ]


def test_the_dead_of_a_clash_are_counted_and_no_side(find: FindStage) -> None:
    ((_, _, actors, recipients),) = told(find, "Indian and Chinese soldiers clashed in Ladakh, and 20 soldiers were killed.")
    assert actors == recipients == ("Indian and Chinese soldiers",)


def test_a_participle_of_speech_behind_a_request_is_the_askers(find: FindStage) -> None:
    events = told(find, "Mexico asked the United Nations to send monitors, accusing the army of killing farmers.")
    assert ("ACCUSE", "allege", ("Mexico",), ("the army",)) in events


def test_who_is_charged_with_a_deed_is_said_to_have_done_it(find: FindStage) -> None:
    events = told(find, "A court charged two officers with poisoning an exiled journalist.")
    assert events[-1][2:] == (("two officers",), ("an exiled journalist",))


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Nigeria cut power supplies to its neighbour.", ("its neighbour",)),
        ("Ministers rejected an offer that the union made last week.", ("the union",)),
    ],
)
def test_recipients_are_whoever_is_meant_and_not_a_thing(find: FindStage, text: str, recipients: tuple[str, ...]) -> None:
    assert told(find, text)[0][3] == recipients


def test_plurals_and_names_in_two_halves_are_read(find: FindStage) -> None:
    assert told(find, "Student marches were held in Lima.")[0][:2] == ("PROTEST", "demo")
    assert told(find, "President Roh Moo-hyun called on North Korea to return to talks.")[0][2] == ("President Roh Moo-hyun",)


def test_bombs_are_thrown_at_somebody(find: FindStage) -> None:
    assert told(find, "Protesters threw petrol bombs at police lines in Yeung Uk Road.")[0][3] == ("police lines",)


@pytest.mark.parametrize(
    ("text", "doers", "harmed"),
    [
        ("The ministry blamed the rebels for shelling a market on Sunday, killing ten traders.", "the rebels", "ten traders"),
        ("Ukraine accused Russia of attacking ports, injuring three sailors.", "Russia", "three sailors"),
        ("Rights groups accused the army of burning villages, killing dozens.", "the army", "dozens"),
    ],
)
def test_harm_told_with_an_accusation_is_the_accuseds(find: FindStage, text: str, doers: str, harmed: str) -> None:
    blame, *deeds = told(find, text)
    assert blame[0] == "ACCUSE" and len(deeds) == 1
    assert deeds[0][2] == (doers,) and harmed in deeds[0][3]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The attackers opened fire on buses carrying miners to work.", "carrying"),
        ("One survivor declined to be named.", "declined"),
        ("She resigned after weeks of unrest.", "unrest"),
        ("They signed a truce after two years of war.", "war"),
        ("He fled, ending 15 years in power.", "ending"),
    ],
)
def test_asides_are_no_events(find: FindStage, text: str, word: str) -> None:
    assert word not in [event.trigger_text for event in find(sheet_of(text)).events]


def test_two_verbs_share_the_object_behind_them(find: FindStage) -> None:
    events = told(find, "Gunmen kidnapped and killed a geologist near the border.")
    assert {event[2:] for event in events} == {(("Gunmen",), ("a geologist",))}

"""What one report tells of, each happening perhaps in several events."""

from __future__ import annotations

from dataclasses import replace

from told import event, report

from dateline.link import link_events
from dateline.model import Count, Event, Participant, Toll

ONE = report(
    "a", "Gunmen shot the president at his home in Alda on Saturday. In the evening the police killed four suspects, and held two."
)


def party(words: str, *sectors: str, id: str | None = None, country: str | None = "IRQ") -> Participant:
    return Participant(0, len(words), words, id=id, country=country, sectors=sectors)


GUNMEN = party("gunmen", "UAF", country=None)
PRESIDENT = party("the president", "GOV", "EXE", id="p:1")
POLICE = party("police", "COP")
SUSPECTS = party("four suspected attackers", "UNK", country=None)


def told(name: str, by: tuple[Participant, ...] = (), to: tuple[Participant, ...] = (), **more: object) -> Event:
    return replace(event(name, recipients=to, **more), actors=by)  # type: ignore[arg-type]


def groups(*events: Event) -> set[tuple[str, ...]]:
    return {each.events for each in link_events([(each, ONE) for each in events])}


def test_a_deed_and_the_hunt_for_who_did_it_are_two() -> None:
    deed = told("e1", (GUNMEN,), (PRESIDENT,), mode="firearms", killed=1)
    hunt = told("e2", (POLICE,), (SUSPECTS,), mode="firearms", start=60, sentence=1, killed=4)
    assert groups(deed, hunt) == {("e1",), ("e2",)}


def test_a_toll_of_others_doing_is_not_that_of_the_deed() -> None:
    deed = told("e1", (GUNMEN,), (PRESIDENT,), mode="firearms", killed=1)
    hunt = told("e2", (POLICE,), (SUSPECTS,), mode="firearms", start=60, sentence=1, killed=4)
    linked = {each.events: each for each in link_events([(deed, ONE), (hunt, ONE)], tolls={ONE.id: Toll(4, 0)})}
    assert [(count.kind, count.best, count.high) for count in linked["e1",].counts] == [("killed", 1, 1)]


def test_a_toll_that_only_the_report_as_a_whole_gives_holds() -> None:
    deed = told("e1", (GUNMEN,), (PRESIDENT,), mode="firearms", killed=1)
    later = told("e2", (), (party("nine people", "CVL"),), mode="firearms", start=60, sentence=1, killed=9)
    linked = link_events([(deed, ONE), (later, ONE)], tolls={ONE.id: Toll(9, 0)})
    assert {count.best for each in linked for count in each.counts if deed.id in each.events} == {9}


def test_the_noun_of_a_deed_means_the_deed_told_before() -> None:
    shot = told("e1", (GUNMEN,), (PRESIDENT,), mode="firearms")
    noun = told("e2", mode=None, start=60, sentence=1, trigger="attack")
    assert groups(shot, noun) == {("e1", "e2")}


def test_two_sides_of_one_fight_are_one() -> None:
    raid = told("e1", (party("marines", "MIL"),), (party("a house", "UNK", country=None),), mode=None)
    fire = told("e2", (), (party("the marines", "MIL"),), mode=None, start=60, sentence=1)
    assert groups(raid, fire) == {("e1", "e2")}


def test_measures_of_different_kinds_are_different_acts() -> None:
    army = (party("the army", "MIL", id="a:1"),)
    made = [
        told("e1", army, type="COERCE", mode="seize", trigger="seized"),
        told("e2", army, (party("the leaders of both sides", "GOV"),), type="COERCE", mode="arrest", start=30, trigger="detained"),
        told("e3", army, type="COERCE", mode="curfew", start=60, trigger="curfew"),
    ]
    assert groups(*made) == {("e1",), ("e2",), ("e3",)}


def test_seizures_of_different_things_are_different_acts() -> None:
    rebels = (party("rebels", "REB"),)
    town = told("e1", rebels, (party("the town of Alda", "UNK"),), type="COERCE", mode="seize")
    post = told("e2", rebels, (party("a border post", "UNK", country=None),), type="COERCE", mode="seize", start=60, sentence=1)
    again = told("e3", (), (party("the post", "UNK", country=None),), type="COERCE", mode="seize", start=90, sentence=2)
    assert groups(town, post, again) == {("e1",), ("e2", "e3")}


def test_attacks_by_other_means_are_other_attacks() -> None:
    raid = told("e1", (), (party("a depot", "UNK"),), mode="aerial")
    gas = told("e2", (), (party("residents", "CVL"),), mode="unconventional", start=60, sentence=1)
    assert groups(raid, gas) == {("e1",), ("e2",)}


def test_as_many_killed_is_one_toll_told_twice() -> None:
    dead = (Count("killed", 12, 12, 0, 2, "12"),)
    blast = replace(told("e1", (), (party("a market", "UNK"),), mode="explosives"), counts=dead)
    again = replace(told("e2", (), (party("shoppers", "CVL"),), mode=None, start=60, sentence=1), counts=dead)
    assert groups(blast, again) == {("e1", "e2")}

from __future__ import annotations

import pytest
from judge_parses import parse_of

from dateline.judge.branches import branches
from dateline.judge.counts import CountsStage, find_counts
from dateline.judge.counts_report import Implied, Statement, report_toll, toll_of
from dateline.judge.numbers import loosen, read_numbers
from dateline.model import Event, Report, Sheet, Span

CASES = [
    ("Gunmen seized eight oil workers from a platform.", [("abducted", 8, 8, "eight oil workers", None)]),
    ("Gunmen seized two villages.", []),
    ("Security forces rounded up 140 suspected members of the sect.", [("arrested", 140, 140, "140 suspected members", None)]),
    ("As many as 500 fighters have laid down their arms.", [("surrendered", None, 500, "As many as 500 fighters", "as many as")]),
    ("Neither the driver nor his passenger was hurt.", [("injured", 0, 0, "the driver", None)]),
    ("The clashes have claimed more than 400 lives since January.", [("killed", 401, None, "more than 400 lives", "more than")]),
    ("Police put the crowd at 15,000.", [("crowd", 15000, 15000, "15,000", None)]),
    ("Nearly 3,000 soldiers were deployed to the border.", [("units", 2700, 2999, "Nearly 3,000 soldiers", "nearly")]),
    ("The number of displaced people has risen to 90,000.", [("displaced", 90000, 90000, "90,000", None)]),
    ("A dozen masked men attacked the police station.", [("attackers", 12, 12, "A dozen masked men", None)]),
    ("Workers found the bodies of 13 men in a mass grave.", [("killed", 13, 13, "13 men", None)]),
    ("Some 300 families were forced from their homes.", [("displaced", 270, None, "Some 300 families", "some")]),
    ("No fewer than 70 houses were burned.", []),
    ("The two sides exchanged 64 prisoners.", [("arrested", 64, 64, "64 prisoners", None)]),
    ("Hundreds of students took to the streets.", [("crowd", 200, None, "Hundreds of students", None)]),
    ("At least 12 people were killed in the market.", [("killed", 12, None, "At least 12 people", "at least")]),
    ("Twelve people, including three children, were killed.", [("killed", 12, 12, "Twelve people", None)]),
    ("A policeman was shot dead.", [("killed", 1, 1, "A policeman", None)]),
    ("A bomber struck the gate, killing himself and two others.", [("killed", 3, 3, "himself and two others", None)]),
    ("Clashes killed five soldiers and two civilians.", [("killed", 7, 7, "five soldiers and two civilians", None)]),
    ("3 Killed in Mosul Blast", [("killed", 3, 3, "3", None)]),
    ("Officials: 2 dead, 6 injured in Mosul blast", [("killed", 2, 2, "2", None), ("injured", 6, 6, "6", None)]),
    ("1 Dead, 3 Hospitalized After Market Fire", [("killed", 1, 1, "1", None), ("injured", 3, 3, "3", None)]),
    ("He was killed with a 60-yard shot.", [("killed", 1, 1, "He", None)]),
    ("The ’98 killing of the priest was never solved.", [("killed", 1, 1, "the priest", None)]),
    ("The strike left seven dead and 20 injured.", [("killed", 7, 7, "seven", None), ("injured", 20, 20, "20", None)]),
    ("Tens of thousands of protesters marched in Cairo.", [("crowd", 20000, None, "Tens of thousands of protesters", None)]),
    ("John Porter, 24, was killed at about 9:30 p.m. on May 4.", [("killed", 1, 1, "John Porter", None)]),
    ("Gunmen abducted 12 schoolgirls and three teachers.", [("abducted", 15, 15, "12 schoolgirls and three teachers", None)]),
    ("More than 50 demonstrators were detained.", [("arrested", 51, None, "More than 50 demonstrators", "more than")]),
    ("Up to 60 people were killed.", [("killed", None, 60, "Up to 60 people", "up to")]),
    ("Nearly 200 rebels surrendered.", [("surrendered", 180, 199, "Nearly 200 rebels", "nearly")]),
    ("Between 10 and 15 rebels died.", [("killed", 10, 15, "Between 10 and 15 rebels", "between")]),
    ("Two gunmen opened fire on a bus.", [("attackers", 2, 2, "Two gunmen", None)]),
    ("Nobody was hurt.", [("injured", 0, 0, "Nobody", None)]),
    ("The talks lasted 12 days and ended on June 5.", []),
    ("A mob of about 200 people attacked the church.", [("crowd", 180, 220, "about 200 people", "about")]),
    ("One hundred and fifty prisoners were executed.", [("killed", 150, 150, "One hundred and fifty prisoners", None)]),
    ("Thousands of people were made homeless.", [("displaced", 2000, None, "Thousands of people", None)]),
    ("Police took five suspects into custody.", [("arrested", 5, 5, "five suspects", None)]),
    ("Two teenagers were taken to hospital in critical condition.", [("injured", 2, 2, "Two teenagers", None)]),
    ("A man was hit by a bullet and another was grazed.", [("injured", 1, 1, "A man", None), ("injured", 1, 1, "another", None)]),
    ("Three people suffered gunshot wounds.", [("injured", 3, 3, "Three people", None)]),
    ("Officials reported no deaths.", [("killed", 0, 0, "no deaths", None)]),
    ("Eleven people lost their lives.", [("killed", 11, 11, "Eleven people", None)]),
    ("Rebels said they had lost three fighters.", [("killed", 3, 3, "three fighters", None)]),
    ("The murder of two priests shocked the town.", [("killed", 2, 2, "two priests", None)]),
    ("The fatal shooting of a man shocked the town.", [("killed", 1, 1, "a man", None)]),
    ("The blast brought the number of people killed this week to 70.", [("killed", 70, 70, "70", None)]),
    ("The death toll from the quake topped 1,000.", [("killed", 1001, None, "1,000", None)]),
    (
        "About 30 people were killed or wounded.",
        [("injured", 0, 33, "About 30 people", "about"), ("killed", 0, 33, "About 30 people", "about")],
    ),
    ("Ten of those arrested were later freed.", [("arrested", 10, 10, "Ten of those", None)]),
    ("Both pilots were killed.", [("killed", 2, 2, "Both pilots", None)]),
    ("Bomb wounds 30", [("injured", 30, 30, "30", None)]),
    (
        "The gunman who was killed had shot four people.",
        [("killed", 1, 1, "The gunman", None), ("injured", 4, 4, "four people", None)],
    ),
    (
        "The storm caused 14 deaths and 60 injuries.",
        [("killed", 14, 14, "14 deaths", None), ("injured", 60, 60, "60 injuries", None)],
    ),
    ("The boys, aged 9 and 11, were found dead.", []),
    ("A 13-year-old girl was shot in the leg.", [("injured", 1, 1, "A 13-year-old girl", None)]),
    ("Police freed several hundred hostages.", [("abducted", 300, None, "several hundred hostages", None)]),
    ("Some 2.5 million people fled their homes.", [("displaced", 2250000, 2750000, "Some 2.5 million people", "some")]),
    ("Officials reported 40 casualties.", [("injured", 0, 40, "40 casualties", None), ("killed", 0, 40, "40 casualties", None)]),
    ("The figure is 12 or more.", []),
    ("A police double homicide case was closed.", []),
    ("Teen shot outside club", [("injured", 1, 1, "Teen", None)]),
    ("Georgia shot down four Russian planes on Friday.", [("vehicles", 4, 4, "four Russian planes", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:30] for case in CASES])
def test_counts_of_a_sentence(text: str, expected: list[tuple[str, int | None, int | None, str, str | None]]) -> None:
    found = [count for count in find_counts(parse_of(text), text) if not count.part]
    assert [(one.kind, one.low, one.high, one.text, one.hedge) for one in found] == expected


PLAIN = [
    ("A family of five burned to death when a rocket hit their house.", [("killed", 5, 5)]),
    ("All but three of the 20 hostages were freed.", [("abducted", 20, 20)]),
    ("The raid left seven soldiers and eleven insurgents dead.", [("killed", 18, 18)]),
    ("Anywhere from 50 to 80 villagers may have been slaughtered.", [("killed", 50, 80)]),
    ("Floods have forced 15,000 people to leave their homes.", [("displaced", 15000, 15000)]),
    ("Pirates seized the tanker and its crew of 22.", [("abducted", 22, 22)]),
    ("The kidnappers are holding eleven teachers.", [("abducted", 11, 11)]),
    ("Gunmen freed 16 of the 40 abducted students.", [("abducted", 40, 40)]),
    ("Tens of thousands rallied outside parliament.", [("crowd", 20000, None)]),
    ("One in five residents has been displaced.", []),
    ("Not a single soldier was killed.", [("killed", 0, 0)]),
    ("Soldiers were driven from the town.", []),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN, ids=[case[0][:30] for case in PLAIN])
def test_how_many_are_meant(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    found = [count for count in find_counts(parse_of(text), text) if not count.part]
    assert [(one.kind, one.low, one.high) for one in found] == expected


def test_a_sum_keeps_its_parts() -> None:
    text = "Clashes killed five soldiers and two civilians."
    parts = [count for count in find_counts(parse_of(text), text) if count.part]
    assert [(part.low, part.who) for part in parts] == [(5, "soldiers"), (2, "civilians")]


def test_a_running_total_is_marked() -> None:
    text = "The death toll rose from 35 to 40 on Friday."
    assert [(one.low, one.high, one.total) for one in find_counts(parse_of(text), text)] == [(40, 40, True)]


def test_no_casualties_means_nobody_killed_and_nobody_injured() -> None:
    text = "There were no casualties."
    found = {(one.kind, one.low, one.high) for one in find_counts(parse_of(text), text)}
    assert found == {("killed", 0, 0), ("injured", 0, 0)}


def test_money_is_not_people() -> None:
    text = "More than $5 million was stolen."
    assert [(one.kind, one.low, one.high) for one in find_counts(parse_of(text), text)] == [("money", 5_000_000, None)]


def test_units_and_vehicles_are_counted_apart() -> None:
    text = "Two battalions and 40 tanks crossed the river."
    found = {(one.kind, one.low) for one in find_counts(parse_of(text), text)}
    assert found == {("units", 2), ("vehicles", 40)}


def test_ages_and_clock_times_and_days_are_no_counts() -> None:
    text = "John Porter, 24, was killed at about 9:30 p.m. on May 4."
    kinds = {number.kind for number in read_numbers(branches(parse_of(text)))}
    assert "count" not in kinds


@pytest.mark.parametrize(
    ("effect", "expected"),
    [("least", (12, None)), ("above", (13, None)), ("most", (None, 12)), ("below", (None, 11)), ("about", (10, 14))],
)
def test_hedges_open_the_interval(effect: str, expected: tuple[int | None, int | None]) -> None:
    assert loosen(12, 12, effect=effect, slack=0.1) == expected


def event(text: str, trigger: str, number: int = 0) -> Event:
    start = text.index(trigger)
    return Event(f"e{number}", "ASSAULT", Span(start, start + len(trigger)), trigger, 0)


def test_the_stage_ties_each_count_to_the_nearest_event() -> None:
    text = "The strike left seven dead and 20 injured."
    sheet = Sheet(Report("r", text), parse=parse_of(text), events=(event(text, "strike"),))
    done = CountsStage()(sheet)
    assert [count.low for count in done.events[0].counts] == [7, 20]
    assert done.counts == done.events[0].counts


def test_the_stage_leaves_a_sheet_without_parse_alone() -> None:
    sheet = Sheet(Report("r", "text"))
    assert CountsStage()(sheet) is sheet


def said(
    kind: str,
    low: int,
    *,
    sentence: int = 0,
    head: int = 0,
    hit: bool = False,
    name: str | None = None,
    other: bool = False,
    reflexive: bool = False,
) -> Statement:
    return Statement(sentence, head, low, kind, hit, other, reflexive, name)


def test_somebody_shot_who_is_also_said_to_be_dead_is_not_injured() -> None:
    assert toll_of((said("injured", 1, hit=True), said("killed", 1, sentence=1)), Implied()) == (1, 0)


def test_the_shot_that_are_not_dead_are_injured() -> None:
    assert toll_of((said("injured", 4, hit=True), said("killed", 1, sentence=1)), Implied()) == (1, 3)


def test_the_dead_far_below_a_lead_that_counts_somebody_are_others() -> None:
    assert toll_of((said("injured", 4), said("killed", 45, sentence=12)), Implied()) == (0, 4)
    assert toll_of((said("injured", 4), said("killed", 1, sentence=8)), Implied()) == (1, 4)
    assert toll_of((said("killed", 45, sentence=12),), Implied()) == (45, 0)


def test_a_killer_who_kills_himself_adds_to_the_dead() -> None:
    assert toll_of((said("killed", 2, head=3), said("killed", 1, head=8, reflexive=True)), Implied()) == (3, 0)


def test_another_person_injured_counts_beside_the_dead() -> None:
    assert toll_of((said("killed", 1, head=1), said("injured", 1, sentence=1, other=True)), Implied()) == (1, 1)


def test_a_fatal_event_without_numbers_kills_one() -> None:
    assert toll_of((), Implied(killed=1)) == (1, 0)
    assert toll_of((said("killed", 0),), Implied(killed=1)) == (0, 0)


def test_the_toll_of_a_report_is_read_from_its_text() -> None:
    text = "The strike left seven dead and 20 injured."
    assert report_toll(Sheet(Report("r", text), parse=parse_of(text))) == ((7, 7), (20, 20))
    assert report_toll(Sheet(Report("r", text))) == ((0, 0), (0, 0))


def test_a_partitive_is_not_counted_twice() -> None:
    text = "Ten of those arrested were later freed."
    assert len(find_counts(parse_of(text), text)) == 1


def test_a_report_without_numbers_of_people_may_still_say_that_somebody_died() -> None:
    text = "A police double homicide case was closed."
    assert report_toll(Sheet(Report("r", text), parse=parse_of(text)))[0] == (2, 2)


def test_an_event_of_another_kind_does_not_take_the_dead() -> None:
    text = "The strike left seven dead and 20 injured."
    start = text.index("left")
    meeting = Event("m", "CONSULT", Span(start, start + 4), "left", 0)
    done = CountsStage()(Sheet(Report("r", text), parse=parse_of(text), events=(meeting,)))
    assert done.events[0].counts == ()
    assert len(done.counts) == 2

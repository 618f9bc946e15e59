from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from told import ALDA, BORN, event, report

from dateline.link import link_events, link_reports
from dateline.model import Event, Place, Report

MARKET = "A car bomb tore through the Qasira market in Alda on Saturday, killing 12 shoppers, hospital director Hamid Vosk said."
AGAIN = "Twelve shoppers died when a car packed with explosives blew up at Qasira market in Alda, Dr Hamid Vosk told reporters."
OTHER = "Gunmen stormed the police post of Lower Tarn near Born and fled with rifles, said its commander, Colonel Ruslan Petrak."


def told() -> list[tuple[Event, Report]]:
    one, two, three = report("a", MARKET), report("b", AGAIN, "2014-06-23"), report("c", OTHER)
    return [
        (event("e1", killed=12), one),
        (event("e2", killed=12), two),
        (event("e3", place=BORN, mode="firearms", on="2014-06-20"), three),
    ]


def members(incidents: object) -> set[frozenset[str]]:
    return {frozenset(each.events) for each in incidents}  # type: ignore[attr-defined]


def test_two_reports_of_one_attack_are_one_incident() -> None:
    assert members(link_events(told())) == {frozenset({"e1", "e2"}), frozenset({"e3"})}


def test_the_order_of_arrival_does_not_matter() -> None:
    assert len({link_events(order) for order in permutations(told())}) == 1


def test_people_part_what_the_scores_join() -> None:
    assert members(link_events(told(), parted=[("e2", "e1")])) == {frozenset({"e1"}), frozenset({"e2"}), frozenset({"e3"})}


def test_people_join_what_the_scores_part() -> None:
    assert members(link_events(told(), joined=[("e3", "e1")])) == {frozenset({"e1", "e2", "e3"})}


def test_people_part_events_of_one_report() -> None:
    one = report("a", MARKET)
    pair = [(event("e1", start=0), one), (event("e2", start=40), one)]
    assert members(link_events(pair)) == {frozenset({"e1", "e2"})}
    assert members(link_events(pair, parted=[("e1", "e2")])) == {frozenset({"e1"}), frozenset({"e2"})}


def test_two_attacks_in_one_report_stay_two() -> None:
    one = report("a", MARKET + " " + OTHER)
    pair = [(event("e1"), one), (event("e2", start=150, sentence=1, place=BORN, on="2014-06-14"), one)]
    assert members(link_events(pair)) == {frozenset({"e1"}), frozenset({"e2"})}


def test_a_report_is_about_one_incident_and_mentions_the_rest() -> None:
    one = report("a", MARKET + " " + OTHER)
    pair = [(event("e1"), one), (event("e2", start=150, sentence=1, place=BORN, on="2014-06-14"), one)]
    roles = {each.events: each.reports for each in link_events(pair)}
    assert roles == {("e1",): (("r-a", "main"),), ("e2",): (("r-a", "mention"),)}


def test_an_incident_keeps_its_id_when_a_later_report_joins() -> None:
    before = {each.id for each in link_events(told()[:1])}
    assert before <= {each.id for each in link_events(told())}


def test_same_words_on_far_days_and_places_are_not_one_mention() -> None:
    lead = report("x", "The council debated roads, schools and water for hours without a vote on any of them at all.")
    side = report("y", "Farmers in the hills brought in a late harvest of almonds and sold it at the gates of the capital.")
    pair = [(event("e1", place=ALDA), lead), (event("e2", place=BORN), side)]
    assert len(link_events(pair)) == 2


def test_reports_without_events_are_joined_by_what_they_are_about() -> None:
    reports = [(report("a", MARKET), ()), (report("b", AGAIN, "2014-06-23"), ()), (report("c", OTHER), ())]
    assert {frozenset(group) for group in link_reports(reports)} == {frozenset({"r-a", "r-b"}), frozenset({"r-c"})}


def test_nothing_told_is_no_incident() -> None:
    assert link_events([]) == ()


def test_the_next_attack_in_the_next_town_is_another_incident_though_its_report_recalls_the_first() -> None:
    def place(where: Place) -> Place:
        return replace(where, basis="stated")

    text = "A car bomb exploded at the Qasira depot in {}, killing {} people, police said. Hamid Vosk condemned it."
    one, two = report("1", text.format("Alda", 8)), report("2", text.format("Alda", 9))
    last = report("3", text.format("Born", 5) + " It followed the bomb at the Qasira depot in Alda.", "2014-06-24")
    told = [(event("a", place=place(ALDA), killed=8), one), (event("b", place=place(ALDA), killed=9), two)]
    told.append((event("c", place=place(BORN), on="2014-06-23", killed=5), last))
    homes = {id: each.id for each in link_events(told) for id in each.events}
    assert homes["a"] == homes["b"] != homes["c"]

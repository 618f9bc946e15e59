from __future__ import annotations

from told import ALDA, BORN, event, report

from dateline.link import link_events
from dateline.link.record import status_of
from dateline.model import Incident, Participant, Territory

MARKET = "A car bomb tore through the Qasira market in Alda on Saturday, killing 12 shoppers, hospital director Hamid Vosk said."
AGAIN = "Shoppers died when a car packed with explosives blew up at Qasira market in Alda, Dr Hamid Vosk told reporters."
THIRD = "The toll of the Qasira market car bomb in Alda rose, hospital director Hamid Vosk said after the shoppers were buried."


def told(*killed: int | None) -> Incident:
    texts = (MARKET, AGAIN, THIRD)
    pairs = [(event(f"e{at}", killed=number), report(f"{at}", texts[at], f"2014-06-2{at + 2}")) for at, number in enumerate(killed)]
    joined = [("e0", f"e{at}") for at in range(1, len(killed))]
    (incident,) = link_events(pairs, joined)
    return incident


def test_every_number_is_kept_with_who_said_it() -> None:
    (count,) = told(10, 12, 12).counts
    assert (count.best, count.low, count.high) == (12, 10, 12)
    assert [(each.low, each.report) for each in count.statements] == [(10, "r-0"), (12, "r-1"), (12, "r-2")]


def test_of_two_numbers_the_later_one_is_best() -> None:
    assert told(10, 14).counts[0].best == 14
    assert told(14, 10).counts[0].best == 10


def test_numbers_that_differ_are_disputed() -> None:
    (dispute,) = told(10, 12).disputes
    assert dispute.field == "killed"
    assert dispute.values == (("10", ("e0",)), ("12", ("e1",)))


def test_a_silent_report_disputes_nothing() -> None:
    assert told(10, None).disputes == ()


def test_a_copy_is_no_second_source() -> None:
    same = [(event("e1"), report("1", MARKET)), (event("e2"), report("2", "By Agency. " + MARKET, "2014-06-23"))]
    (incident,) = link_events(same)
    assert len(incident.reports) == 2
    assert incident.independent == 1


def test_reports_in_their_own_words_are_independent() -> None:
    assert told(10, 12).independent == 2


def test_a_denial_does_not_undo_what_happened() -> None:
    assert status_of([event("a", status="denied"), event("b")]) == "happened"
    assert status_of([event("a", status="denied"), event("b", status="possible")]) == "denied"


def test_territory_and_parties_are_kept() -> None:
    army = Participant(0, 4, "army", id="army", name="Army", country="IRQ", sectors=("MIL",))
    one = event("e1", recipients=(army,), territory=Territory("taken", "Army"))
    (incident,) = link_events([(one, report("1", MARKET))])
    assert incident.territory == Territory("taken", "Army")
    assert incident.recipients == (army,)


def test_the_place_is_the_precise_one() -> None:
    (incident,) = link_events(
        [(event("e1", place=None), report("1", MARKET)), (event("e2", place=ALDA), report("2", AGAIN))], [("e1", "e2")]
    )
    assert incident.place == ALDA


def test_a_place_that_differs_is_disputed() -> None:
    pairs = [(event("e1", place=BORN), report("1", MARKET)), (event("e2", place=ALDA), report("2", AGAIN))]
    (incident,) = link_events(pairs, [("e1", "e2")])
    assert [dispute.field for dispute in incident.disputes] == ["place"]

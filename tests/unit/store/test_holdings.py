"""A place's timeline: taken, retaken, contested, and by whose word."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.store.builders import event

from dateline.model import Participant, Report, Territory, When
from dateline.store.holdings import Holding, holdings
from dateline.store.records import EventRow, Standing


def row(id: str, day: str, change: str, by: str | None, source: str | None = None, **more: object) -> EventRow:
    when = When(earliest=day, latest=day, precision="day")
    told = event(id, territory=Territory(change, by, source), when=when, **more)  # type: ignore[arg-type]
    return EventRow(told, Report("r", "x", published="2014-06-30"), f"{id} says so.", Standing("2014-06-30"))


def timeline(*rows: EventRow) -> list[tuple[str | None, str | None, str | None, bool]]:
    return [(each.holder, each.since, each.until, each.contested) for each in holdings(rows)]


def test_a_town_changes_hands_twice() -> None:
    rows = [
        row("e3", "2014-06-20", "taken", "army", "rebels"),
        row("e1", "2014-06-10", "taken", "rebels", "army"),
        row("e2", "2014-06-12", "held", "rebels"),
    ]
    assert timeline(*rows) == [("rebels", "2014-06-10", "2014-06-20", False), ("army", "2014-06-20", None, False)]
    assert holdings(rows)[0].events == ("e1", "e2")


def test_claims_of_one_day_that_conflict_stay_side_by_side() -> None:
    rows = [row("e1", "2014-06-10", "taken", "rebels"), row("e2", "2014-06-10", "held", "army")]
    assert timeline(*rows) == [("army", "2014-06-10", None, True), ("rebels", "2014-06-10", None, True)]


def test_what_did_not_happen_or_has_no_place_says_nothing() -> None:
    rows = [
        row("e1", "2014-06-10", "taken", "rebels", status="denied"),
        row("e2", "2014-06-11", "taken", "x", place=None),
        replace(row("e3", "2014-06-12", "held", "x"), event=event("e3")),
    ]
    assert timeline(*rows) == []


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [row(f"e{day}", f"2014-06-{day}", "taken", by) for day, by in ((10, "a"), (11, "b"), (12, "a"))]
    assert holdings(rows) == holdings(reversed(rows))
    assert isinstance(holdings(rows)[0], Holding)


def test_a_loss_that_a_gain_explains_is_no_rival() -> None:
    rows = [row("e1", "2014-06-10", "taken", "rebels"), row("e2", "2014-06-10", "lost", "army")]
    assert timeline(*rows) == [("rebels", "2014-06-10", None, False)]
    assert holdings(rows)[0].taken_from == "army"


def test_a_loss_alone_leaves_the_holder_open() -> None:
    assert timeline(row("e1", "2014-06-10", "lost", "army")) == [(None, "2014-06-10", None, False)]


def test_one_countrys_forces_are_one_holder() -> None:
    army = Participant(0, 4, "the army", country="IRQ", sectors=("MIL",))
    troops = Participant(0, 4, "troops", country="IRQ", sectors=("MIL",))
    rows = [
        row("e1", "2014-06-10", "taken", "the army", actors=(army,)),
        row("e2", "2014-06-10", "held", "troops", actors=(troops,)),
    ]
    assert timeline(*rows) == [("the army", "2014-06-10", None, False)]

"""People's decisions hold through new codings, whatever came in between, and in every database that has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from tests.unit.store.builders import CODER, NEWER, TEXT, event, sheet, ticking

from dateline.errors import StoreError
from dateline.model import Decision, Sheet
from dateline.store.decisions import standing
from dateline.store.records import Filter
from dateline.store.store import Store

REJECTED = Filter(review="rejected")
OTHER = "Gunmen who attacked nobody robbed 12 people at a bank near Mora on Friday, the army said. The money is gone."


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place, clock=ticking()) as opened:
        yield opened


def raid(number: int, coder: str = "") -> Sheet:
    """A report of the raid on Mora; a new coding gives its event another id."""
    text = f"{TEXT} Report {number} of its kind."
    return sheet(f"r{number}", f"{number}.txt", text, events=(event(f"r{number}{coder}-e", text),))


def robbery(number: int, coder: str = "") -> Sheet:
    """A report of something else, far away and long before."""
    text = f"{OTHER} Report {number} of its kind."
    told = event(f"r{number}{coder}-e", text, "robbed", type="COERCE", mode="seize", counts=())
    assert told.place is not None and told.when is not None
    there = replace(told.place, id="geonames:1", name="Elsewhere", lat=50.0, lon=30.0, country="UKR")
    then = replace(told.when, earliest="2014-03-01", latest="2014-03-01")
    made = sheet(f"r{number}", f"{number}.txt", text, events=(replace(told, place=there, when=then),))
    return replace(made, report=replace(made.report, title="Bank robbed"))


def homes(store: Store) -> set[frozenset[str]]:
    """The reports whose events stand together in an incident."""
    return {frozenset(id[:2] for id in row.incident.events) for row in store.incidents()}


def both_ways(store: Store) -> set[frozenset[str]]:
    """The incidents after linking what is new, which linking everything must not change."""
    store.link()
    found = homes(store)
    store.link(whole=True)
    assert homes(store) == found
    return found


def together(*ids: str) -> frozenset[str]:
    return frozenset(ids)


def test_not_the_same_holds_under_incremental_linking(store: Store) -> None:
    for number in (1, 2):
        store.save(raid(number), CODER)
    assert both_ways(store) == {together("r1", "r2")}
    parted = store.decide("r1-e", "not_same", user="ana", value="r2-e")
    assert both_ways(store) == {together("r1"), together("r2")}
    store.save(raid(1, "b"), NEWER)
    assert both_ways(store) == {together("r1"), together("r2")}
    store.save(raid(3), CODER)
    assert not any({"r1", "r2"} <= home for home in both_ways(store))
    store.decide(parted.id, "undo", user="ben")
    assert both_ways(store) == {together("r1", "r2", "r3")}


def test_the_same_holds_under_incremental_linking(store: Store) -> None:
    store.save(raid(1), CODER)
    store.save(robbery(2), CODER)
    assert both_ways(store) == {together("r1"), together("r2")}
    joined = store.decide("r1-e", "same", user="ana", value="r2-e")
    assert both_ways(store) == {together("r1", "r2")}
    store.save(robbery(2, "b"), NEWER)
    store.save(raid(1, "b"), NEWER)
    assert both_ways(store) == {together("r1", "r2")}
    store.save(raid(3), CODER)
    assert any({"r1", "r2"} <= home for home in both_ways(store))
    store.decide(joined.id, "undo", user="ana")
    assert both_ways(store) == {together("r1", "r3"), together("r2")}


def test_of_two_people_the_last_holds_and_both_are_kept(store: Store) -> None:
    for number in (1, 2):
        store.save(raid(number), CODER)
    store.decide("r1-e", "not_same", user="ana", value="r2-e")
    assert both_ways(store) == {together("r1"), together("r2")}
    store.decide("r2-e", "same", user="ben", value="r1-e")
    assert both_ways(store) == {together("r1", "r2")}
    store.decide("r1-e", "reject", user="ana")
    store.decide("r1-e", "accept", user="ben")
    found = store.event("r1-e")
    assert found is not None and found.review == "accepted"
    assert [each.user for each in store.decisions()] == ["ana", "ben", "ana", "ben"]


def test_databases_with_the_same_decisions_come_to_the_same_in_whatever_order_they_came(store: Store, tmp_path: Path) -> None:
    store.save(raid(1), CODER)
    store.decide("r1-e", "reject", user="ana")
    store.decide("r1-e", "change", user="ben", field="status", value="denied")
    accepted = store.decide("r1-e", "accept", user="ben")
    store.decide(accepted.id, "undo", user="ana")
    made, (wanted,) = store.decisions(), store.events(REJECTED)
    for number, order in enumerate(permutations(made)):
        with Store(str(tmp_path / f"{number}.db"), clock=ticking()) as other:
            other.save(raid(1), CODER)
            assert other.import_decisions(order) == len(made)
            assert other.decisions() == made
            (row,) = other.events(REJECTED)
            assert (row.event, row.review, row.standing.why) == (wanted.event, wanted.review, wanted.standing.why)


def test_decisions_that_come_before_their_reports_wait_for_them(store: Store, tmp_path: Path) -> None:
    for number in (1, 2):
        store.save(raid(number), CODER)
    store.decide("r1-e", "not_same", user="ana", value="r2-e")
    store.decide("r1-e", "change", user="ana", field="mode", value="null")
    with Store(str(tmp_path / "other.db"), clock=ticking()) as other:
        other.import_decisions(store.decisions())
        for number in (1, 2):
            other.save(raid(number, "n"), NEWER)
        assert both_ways(other) == {together("r1"), together("r2")}
        assert {row.event.id: row.event.mode for row in other.events()} == {"r1n-e": None, "r2n-e": "firearms"}


@pytest.mark.parametrize("time", ["", "yesterday"])
def test_a_decision_without_a_time_is_refused(store: Store, time: str) -> None:
    store.save(raid(1), CODER)
    with pytest.raises(StoreError, match="time"):
        store.import_decisions([Decision("", "r1-e", "accept", None, None, "ana", time)])


def test_a_time_with_an_offset_is_put_in_order(store: Store) -> None:
    store.save(raid(1), CODER)
    east = Decision("", "r1-e", "reject", None, None, "ana", "2014-06-22T10:30:00+02:00")
    utc = Decision("", "r1-e", "accept", None, None, "ben", "2014-06-22T09:00:00Z")
    store.import_decisions([utc, east])
    assert [(each.user, each.time) for each in store.decisions()] == [
        ("ana", "2014-06-22T08:30:00.000000Z"),
        ("ben", "2014-06-22T09:00:00.000000Z"),
    ]
    found = store.event("r1-e")
    assert found is not None and found.review == "accepted"


def undo(id: str, undoes: str) -> Decision:
    return Decision(id, "event:x", "undo", None, None, "ana", "2014-06-22", None, undoes)


def test_an_undo_is_found_by_id_not_by_its_place() -> None:
    first = Decision("d1", "event:x", "accept", None, None, "ana", "2014-06-22")
    assert standing([undo("d2", "d1"), first]) == ()
    assert standing([undo("d3", "d2"), undo("d2", "d1"), first]) == (first,)
    assert standing([undo("d2", "d3"), undo("d3", "d2"), first]) == (first,)
    assert standing([first, undo("d2", "d1"), undo("d3", "d2"), undo("d4", "d3")]) == ()

"""People's decisions always win and outlive a new coding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.store.builders import CODER, NEWER, event, sheet, ticking

from dateline.errors import StoreError
from dateline.store.decisions import decision_of
from dateline.store.records import Filter
from dateline.store.store import Store
from dateline.store.wire import dumps, encode_record


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place, clock=ticking()) as opened:
        opened.save(sheet(), CODER)
        yield opened


def test_a_rejected_event_leaves_the_table_and_an_undo_brings_it_back(store: Store) -> None:
    decision = store.decide("r1-e1", "reject", user="ana", reason="a drill")
    assert not list(store.events())
    (row,) = store.events(Filter(review="rejected"))
    assert row.standing.why == "rejected by ana" and row.standing.withdrawn == decision.time
    undo = store.decide(decision.id, "undo", user="ana")
    assert [row.review for row in store.events()] == [None]
    store.decide(undo.id, "undo", user="ben")
    assert not list(store.events())


def test_a_change_survives_a_new_coding(store: Store) -> None:
    store.decide("r1-e1", "change", user="ana", field="status", value="denied")
    store.save(sheet(events=(event("another-id", factuality=2.0),)), NEWER)
    (row,) = store.events(Filter(status="denied"))
    assert (row.event.id, row.event.status, row.review) == ("another-id", "denied", "changed")


def test_a_changed_type_keeps_its_decisions(store: Store) -> None:
    store.decide("r1-e1", "change", user="ana", field="type", value="COERCE")
    store.decide("r1-e1", "accept", user="ana")
    (row,) = store.events()
    assert (row.event.type, row.review) == ("COERCE", "accepted")


def test_a_part_of_a_place_may_be_changed(store: Store) -> None:
    store.decide("r1-e1", "change", user="ana", field="place.country", value="NGA")
    assert [row.event.place and row.event.place.country for row in store.events(Filter(place="NGA"))] == ["NGA"]


def test_a_country_is_kept_by_its_code_however_it_is_written(store: Store) -> None:
    assert store.decide("r1-e1", "change", user="ana", field="place.country", value="Côte d'Ivoire").value == "CIV"
    with pytest.raises(StoreError, match="no country is called 'Atlantis'"):
        store.decide("r1-e1", "change", user="ana", field="place.country", value="Atlantis")


def test_an_event_is_no_other_than_itself(store: Store) -> None:
    with pytest.raises(StoreError, match="another event"):
        store.decide("r1-e1", "not_same", user="ana", value="r1-e1")


@pytest.mark.parametrize(
    ("field", "value"),
    [("colour", "red"), ("status", "maybe"), ("factuality", "high"), ("place.country.name", "x"), ("no.where", "x")],
)
def test_a_change_that_cannot_hold_is_refused(store: Store, field: str, value: str) -> None:
    with pytest.raises(StoreError):
        store.decide("r1-e1", "change", user="ana", field=field, value=value)
    assert store.decisions() == ()


def test_a_change_that_no_longer_fits_is_passed_over(store: Store) -> None:
    store.decide("r1-e1", "change", user="ana", field="place.country", value="NGA")
    store.save(sheet(events=(event("r1-e1", place=None),)), NEWER)
    assert [row.event.place for row in store.events()] == [None]


@pytest.mark.parametrize(("target", "action"), [("r1-e1", "guess"), ("nothing", "accept"), ("d-none", "undo"), ("r1-e1", "same")])
def test_a_decision_that_makes_no_sense_is_refused(store: Store, target: str, action: str) -> None:
    with pytest.raises(StoreError):
        store.decide(target, action, user="ana")


def test_same_and_not_same_the_last_word_holds(store: Store) -> None:
    store.save(sheet("r2", "b.txt"), CODER)
    first = store.decide("r1-e1", "same", user="ana", value="r2-e1")
    assert [same for *_, same in store.same_or_not()] == [True]
    store.decide("r2-e1", "not_same", user="ben", value="r1-e1")
    assert [same for *_, same in store.same_or_not()] == [False]
    assert first.target.startswith("event:a.txt#")


def test_decisions_travel_to_another_database(store: Store, tmp_path: Path) -> None:
    rejected = store.decide("r1-e1", "reject", user="ana")
    store.decide(rejected.id, "undo", user="ana")
    store.decide("r1-e1", "change", user="ana", field="mode", value="null")
    lines = [dumps(encode_record(each)) for each in store.decisions()]
    with Store(str(tmp_path / "other.db"), clock=ticking()) as other:
        for _ in range(2):
            assert other.import_decisions(decision_of(line, "file:1") for line in lines) == 3
        assert other.decisions() == store.decisions()
        other.save(sheet(), CODER)
        assert [row.event for row in other.events()] == [replace(event("r1-e1"), mode=None)]


def test_a_line_that_is_no_decision_is_named() -> None:
    with pytest.raises(StoreError, match=r"d\.jsonl:4"):
        decision_of("{", "d.jsonl:4")

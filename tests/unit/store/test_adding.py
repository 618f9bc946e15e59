"""Events that people add where the coder missed one: they stand like any other and outlive a new coding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.store.builders import CODER, NEWER, TEXT, event, rejected, sheet, span, ticking

from dateline.errors import StoreError
from dateline.model import Place
from dateline.store.decisions import decision_of
from dateline.store.records import EventRow, Filter
from dateline.store.store import Store
from dateline.store.wire import dumps, encode_record


def words(text: str) -> dict[str, int]:
    at = span(text)
    return {"start": at.start, "end": at.end}


def missed(**more: object) -> str:
    return json.dumps({"type": "RETREAT", "trigger": words("retook"), "actors": [words("the army")], **more})


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place, clock=ticking()) as opened:
        opened.save(sheet(), CODER)
        yield opened


def human(store: Store) -> list[EventRow]:
    return [row for row in store.events() if row.event.coder and row.event.coder.engine == "human:ana"]


def test_an_added_event_stands_beside_the_coded_ones(store: Store) -> None:
    store.decide("r1", "add", user="ana", value=missed(status="planned", place=words("Mora")))
    (row,) = human(store)
    assert len(list(store.events())) == 2
    assert (row.event.type, row.event.trigger_text, row.event.status) == ("RETREAT", "retook", "planned")
    assert row.quote == "Soldiers retook the post."
    assert (row.event.cameo, row.event.quad, row.event.confidence) != (None, None, 0.5)
    assert {item.rule for item in row.event.evidence} == {"added by ana"}


def test_the_reports_own_mentions_fill_what_is_not_said(store: Store) -> None:
    store.decide("a.txt", "add", user="ana", value=missed())
    (row,) = human(store)
    assert [(who.text, who.id, who.country, who.sectors) for who in row.event.actors] == [("the army", "cmr-mil", "CMR", ("MIL",))]


def test_a_place_and_a_day_may_be_given(store: Store) -> None:
    place = {**words("Mora"), "id": "geonames:2228499", "name": "Mora", "lat": 11.0, "lon": -14.1, "country": "CMR"}
    store.decide("r1", "add", user="ana", value=missed(place=place, when={"earliest": "2014-06-20", "latest": "2014-06-20"}))
    (row,) = store.events(Filter(type="RETREAT", place="cmr", start="2014-06-20", end="2014-06-20"))
    assert isinstance(row.event.place, Place) and row.event.place.text == "Mora"


def test_an_added_event_survives_a_new_coding_and_an_undo_takes_it_back(store: Store) -> None:
    made = store.decide("r1", "add", user="ana", value=missed())
    store.save(sheet(events=(event("other"),)), NEWER)
    assert len(human(store)) == 1
    undo = store.decide(made.id, "undo", user="ana")
    assert human(store) == []
    store.decide(undo.id, "undo", user="ana")
    assert len(human(store)) == 1


def test_a_report_without_events_may_get_one(store: Store) -> None:
    store.save(rejected(), CODER)
    store.decide("r9", "add", user="ana", value=json.dumps({"type": "CONSULT", "trigger": {"start": 0, "end": 7}}))
    (row,) = human(store)
    assert (row.report.id, row.quote) == ("r9", "Bonjour")


def test_people_may_decide_on_an_added_event(store: Store) -> None:
    store.decide("r1", "add", user="ana", value=missed())
    (row,) = human(store)
    store.decide(row.event.id, "reject", user="ben")
    assert human(store) == []


def test_what_the_coder_says_on_the_same_words_gives_way(store: Store) -> None:
    made = store.decide("r1", "add", user="ana", value=json.dumps({"type": "ASSAULT", "trigger": words("attacked")}))
    assert [row.event.id for row in store.events()] == [row.event.id for row in human(store)]
    store.save(sheet(events=(event("again"),)), NEWER)
    assert len(list(store.events())) == 1
    store.decide(made.id, "undo", user="ana")
    assert [row.event.id for row in store.events()] == ["again"]


def test_another_text_that_no_longer_has_the_words_loses_the_event(store: Store) -> None:
    store.decide("r1", "add", user="ana", value=missed())
    store.save(sheet("r2", text=TEXT.replace("retook", "left")), CODER)
    assert human(store) == []
    store.save(sheet("r3", text=TEXT + " More."), CODER)
    assert [row.report.id for row in human(store)] == ["r3"]


def test_an_added_event_travels_before_its_report_does(store: Store, tmp_path: Path) -> None:
    store.decide("r1", "add", user="ana", value=missed())
    lines = [dumps(encode_record(each)) for each in store.decisions()]
    with Store(str(tmp_path / "other.db"), clock=ticking()) as other:
        other.import_decisions(decision_of(line, "file:1") for line in lines)
        other.save(sheet(), CODER)
        assert [row.event for row in human(other)] == [row.event for row in human(store)]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "{}",
        json.dumps({"type": "RETREAT"}),
        missed(type="NONSENSE"),
        missed(mode="nonsense"),
        missed(status="maybe"),
        missed(trigger={"start": 5, "end": 5}),
        missed(trigger={"start": 0, "end": 99_999}),
        missed(actors=[{"start": -1, "end": 3}]),
        missed(actors="x"),
        missed(place=4),
    ],
)
def test_an_event_that_cannot_be_is_refused(store: Store, value: str) -> None:
    with pytest.raises(StoreError):
        store.decide("r1", "add", user="ana", value=value)
    assert store.decisions() == ()


def test_an_event_is_added_to_a_report_only(store: Store) -> None:
    with pytest.raises(StoreError):
        store.decide("r1-e1", "add", user="ana", value=missed())
    with pytest.raises(StoreError):
        store.decide("nothing", "add", user="ana", value=missed())

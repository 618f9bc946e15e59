"""What does not fit is refused with a sentence: addresses, decisions, JSON of another shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.store.builders import CODER, event, sheet, span, ticking

from dateline.errors import StoreError
from dateline.model import Decision, Event, Span
from dateline.store import connect
from dateline.store.decisions import change, check
from dateline.store.frames import typed
from dateline.store.store import Store
from dateline.store.wire import as_list, as_object, decode, dumps, encode_record


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        opened.save(sheet(), CODER)
        yield opened


@pytest.mark.parametrize(
    ("action", "field", "value", "undoes", "told"),
    [
        ("undo", None, None, None, "must name the decision"),
        ("change", None, "x", None, "a field and its new value"),
        ("change", "status", None, None, "a field and its new value"),
        ("add", None, None, None, "add must name a report"),
        ("not_same", None, None, None, "the other event"),
        ("like", None, None, None, "allowed: accept"),
    ],
)
def test_a_decision_that_lacks_something(action: str, field: str | None, value: str | None, undoes: str | None, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        check(Decision("", "event:x", action, field, value, "ana", "2014-06-22", None, undoes))


def test_a_trigger_moves_with_its_words() -> None:
    moved = change(event(), "trigger", json.dumps({"start": 16, "end": 20, "text": "Mora"}))
    assert (moved.trigger, moved.trigger_text) == (Span(16, 20), "Mora")
    alone = change(event(), "trigger", json.dumps([16, 20]))
    assert (alone.trigger, alone.trigger_text) == (Span(16, 20), "attacked")
    with pytest.raises(StoreError):
        change(event(), "trigger", json.dumps({"start": 16}))


def test_an_event_without_its_fields_is_none(store: Store) -> None:
    for value in ("{}", "[]", "no JSON", json.dumps({"type": "ASSAULT"})):
        with pytest.raises(StoreError):
            store.decide("r1", "add", user="ana", value=value)
    assert store.decisions() == ()


def test_an_added_event_may_name_its_place_and_time(store: Store) -> None:
    at, day = span("Mora"), span("Friday")
    told = {
        "type": "COERCE",
        "mode": "seize",
        "trigger": {"start": span("retook").start, "end": span("retook").end, "text": "retook"},
        "place": {"start": at.start, "end": at.end, "text": "Mora"},
        "when": {"start": day.start, "end": day.end, "text": "Friday", "earliest": "2014-06-20", "latest": "2014-06-20"},
    }
    store.decide("r1", "add", user="ana", value=json.dumps(told))
    added = next(row.event for row in store.events() if row.event.type == "COERCE")
    assert {(each.start, each.end) for each in added.evidence} >= {(at.start, at.end), (day.start, day.end)}


@pytest.mark.parametrize("value", [1, "x", None])
def test_json_of_another_shape_is_told(value: int | str | None) -> None:
    with pytest.raises(StoreError, match="expected a JSON object"):
        as_object(value)
    with pytest.raises(StoreError, match="expected a JSON array"):
        as_list(value)


def test_a_record_that_does_not_fit_is_told() -> None:
    wire = {**encode_record(event()), "status": "maybe"}
    with pytest.raises(StoreError, match="not a Event"):
        decode(Event, wire)
    with pytest.raises(TypeError, match="is not a record"):
        encode_record(object())
    assert dumps({"text": "\ud800"}) == '{"text":"\\ud800"}'


def test_an_address_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("psycopg")

    monkeypatch.setattr(connect, "create_engine", missing)
    with pytest.raises(StoreError, match=r"pip install 'dateline\[postgres\]'"):
        Store("postgresql://somewhere/news")


def test_a_server_that_is_not_there_is_told_in_a_line() -> None:
    with pytest.raises(StoreError) as told:
        Store("postgresql://postgres@127.0.0.1:1/news")
    assert str(told.value).startswith("postgresql://postgres@127.0.0.1:1/news: ") and "\n" not in str(told.value)


def test_an_empty_file_holds_no_reports_yet(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="holds no reports yet"):
        Store(str(tmp_path / "empty.db"), create=False)


def test_trouble_with_the_disk_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dateline.store.store.withdraw_report", refuse)
    with pytest.raises(StoreError, match="news.db: Permission denied"):
        store.withdraw("r1")
    assert len(store.reports().records()) == 1


def test_a_day_that_no_calendar_has_stays_in_text_only() -> None:
    assert typed("day", "2014-02-30") is None and typed("text", "2014-02-30") == "2014-02-30"
    assert typed("flag", None) is None and typed("moment", "2014-06-22T10:00:00") is not None
    assert str(typed("moment", "2014-06-22T10:00:00+02:00")) == "2014-06-22 08:00:00+00:00"

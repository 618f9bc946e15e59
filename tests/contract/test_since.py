"""What changed since a time, withdrawn rows included, in every format: enough to keep a copy up to date."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars
import pytest
from tests.contract.test_exports import exported, rows_of
from tests.unit.store.builders import CODER, NEWER, TEXT, event, incident, rejected, sheet, ticking

from dateline.errors import InputError
from dateline.model import Report, Sheet
from dateline.store.exports.formats import LAYOUTS, PLAIN
from dateline.store.records import Filter
from dateline.store.store import Store

OTHER = TEXT.replace("post", "village")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        opened.save(sheet("r1", "a.txt", events=(event("e1"), event("e2", trigger="retook"))), CODER)
        opened.save(sheet("r2", "b.txt", OTHER, events=(event("e3", OTHER),)), CODER)
        opened.save_incidents([incident("i1", ("e1",)), incident("i2", ("e3",))])
        yield opened


def mark(store: Store) -> str:
    """The time of the latest change."""
    return max(row.standing.changed for row in [*store.events(Filter(since="")), *store.incidents(Filter(since=""))])


def told(store: Store, what: str, since: str) -> dict[str, str | None]:
    """The rows that changed, with why they were withdrawn."""
    lines = [json.loads(line) for line in exported(store, what, "jsonl", since=since).splitlines()]
    return {line["id"]: line["why_withdrawn"] for line in lines}


def test_nothing_changed_is_nothing(store: Store) -> None:
    for what in ("events", "counts", "claims", "mentions", "incidents", "reports"):
        assert exported(store, what, "jsonl", since=mark(store)) == b""


def test_a_new_coding_tells_what_is_no_longer_said_and_leaves_out_what_stayed(store: Store) -> None:
    since = mark(store)
    store.save(sheet("r1", "a.txt", events=(event("e1"), event("e9", trigger="said"))), NEWER)
    assert told(store, "events", since) == {"e2": "recoded", "e9": None}
    assert told(store, "reports", since) == {"r1": None}
    assert set(told(store, "claims", since)) == {"c1"}


def test_an_event_that_comes_back_stands_again(store: Store) -> None:
    store.save(sheet("r1", "a.txt", events=(event("e1"),)), NEWER)
    since = mark(store)
    store.save(sheet("r1", "a.txt", events=(event("e1"), event("e2", trigger="retook"))), CODER)
    assert told(store, "events", since) == {"e2": None}


def test_a_report_that_is_no_longer_coded_takes_its_events_back(store: Store) -> None:
    since = mark(store)
    store.save(replace(rejected("r1", "a.txt"), report=sheet("r1").report), NEWER)
    assert told(store, "events", since) == {"e1": "recoded", "e2": "recoded"}


def test_a_person_rejects_and_takes_it_back(store: Store) -> None:
    since = mark(store)
    made = store.decide("e1", "reject", user="ana")
    assert told(store, "events", since) == {"e1": "rejected by ana"}
    since = mark(store)
    store.decide(made.id, "undo", user="ana")
    assert told(store, "events", since) == {"e1": None}
    since = mark(store)
    store.decide("i1", "reject", user="ana")
    assert told(store, "incidents", since) == {"i1": "rejected by ana"}


def test_a_changed_value_is_a_changed_row(store: Store) -> None:
    since = mark(store)
    store.decide("e1", "change", user="ana", field="status", value="denied")
    (line,) = exported(store, "events", "jsonl", since=since).splitlines()
    assert (json.loads(line)["status"], json.loads(line)["withdrawn"]) == ("denied", None)


def test_a_killed_report_takes_everything_along(store: Store) -> None:
    since = mark(store)
    store.withdraw("r1", "kill by r3")
    assert told(store, "events", since) == {"e1": "kill by r3", "e2": "kill by r3"}
    assert told(store, "reports", since) == {"r1": "kill by r3"}
    assert told(store, "claims", since) == {"c1": "kill by r3"}
    counts = [json.loads(line) for line in exported(store, "counts", "jsonl", since=since).splitlines()]
    assert {(line["event"], line["why_withdrawn"]) for line in counts} == {("e1", "kill by r3"), ("e2", "kill by r3")}
    mentions = rows_of(exported(store, "mentions", "csv", since=since))
    assert [row["why_withdrawn"] for row in mentions] == ["kill by r3"]


def test_a_kill_on_the_wire_reaches_the_exports(tmp_path: Path) -> None:
    title = "Gunmen attack army post in Mora"
    told_first = sheet("r1", "a.txt", events=(event("e1"),))
    notice = Report("r2", "Editors: the story is wrong and must not be used.", "kill.txt", f"MANDATORY KILL: {title}", "2014-06-22")
    with Store(str(tmp_path / "wire.db"), clock=ticking()) as store:
        store.save(replace(told_first, report=replace(told_first.report, title=title)), CODER)
        since = mark(store)
        store.save(Sheet(notice, rejected="a notice to editors"), CODER)
        store.link()
        assert told(store, "events", since) == {"e1": "kill by r2"}


def test_a_newer_text_supersedes(store: Store) -> None:
    since = mark(store)
    newer = TEXT.replace("post", "town")
    store.save(sheet("r3", "a.txt", newer, events=(event("e8", newer),)), CODER)
    assert told(store, "events", since) == {"e1": "superseded", "e2": "superseded", "e8": None}


def test_linking_anew_tells_which_incidents_went(store: Store) -> None:
    since = mark(store)
    store.save_incidents([incident("i1", ("e1", "e3"))])
    assert told(store, "incidents", since) == {"i1": None, "i2": "relinked"}


def test_a_copy_that_is_found_out_changes_its_events(tmp_path: Path) -> None:
    body = " ".join(f"{TEXT} Witness number {n} told of the raid on the northern border post." for n in range(12))
    with Store(str(tmp_path / "copies.db"), clock=ticking()) as store:
        store.save(sheet("r1", "a.txt", body, events=(event("e1", body),)), CODER)
        since = mark(store)
        store.save(sheet("r2", "b.txt", body + " More follows.", events=(event("e2", body),)), CODER)
        store.link()
        copies = {row.event.id: row.copy_of for row in store.events()}
        assert sorted(map(str, copies.values())) == ["None", "r1"] or sorted(map(str, copies.values())) == ["None", "r2"]
        copied = next(id for id, story in copies.items() if story)
        assert copied in told(store, "events", since)
        assert [row.event.id for row in store.events(Filter(copy="yes"))] == [copied]
        assert [row.event.id for row in store.events(Filter(copy="no"))] == [id for id in copies if id != copied]


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize("what", ["events", "counts", "claims", "mentions", "incidents", "reports"])
def test_every_plain_format_says_withdrawn(store: Store, what: str, form: str) -> None:
    since = mark(store)
    store.withdraw("r1", "killed")
    store.save_incidents([incident("i2", ("e3",))])
    data = exported(store, what, form, since=since)
    why = "relinked" if what == "incidents" else "killed"
    assert {cell for cell in reasons(data, form) if cell} == {why}


def reasons(data: bytes, form: str) -> list[str | None]:
    if form == "jsonl":
        return [json.loads(line)["why_withdrawn"] for line in data.splitlines()]
    if form == "parquet":
        found: list[str | None] = polars.read_parquet(data)["why_withdrawn"].to_list()
        return found
    if form == "geojson":
        return [each["properties"]["why_withdrawn"] for each in json.loads(data)["features"]]
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    return [row["why_withdrawn"] for row in rows]


@pytest.mark.parametrize("form", [form for form in LAYOUTS if form != "acled-deleted"])
def test_layouts_give_what_changed_and_stands(store: Store, form: str) -> None:
    since = mark(store)
    header = exported(store, "events", form, since=since)
    store.withdraw("r1", "killed")
    assert exported(store, "events", form, since=since) == header


@pytest.mark.parametrize("what", ["holdings", "decisions"])
def test_what_has_no_since_is_told(store: Store, what: str) -> None:
    with pytest.raises(InputError):
        exported(store, what, "jsonl", since="2014-06-22")

"""Reports in and out of the database: whole, current, superseded, withdrawn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table
from tests.unit.store.builders import CODER, NEWER, TEXT, event, failed, rejected, sheet, ticking

from dateline.errors import StoreError
from dateline.model import Failure
from dateline.store import tables
from dateline.store.connect import writing
from dateline.store.putting import put
from dateline.store.records import Filter, Run
from dateline.store.rows import Columns
from dateline.store.store import Store
from dateline.store.wire import slim


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place, clock=ticking()) as opened:
        yield opened


def test_a_sheet_comes_back_as_it_was_saved(store: Store) -> None:
    store.save(sheet(), CODER)
    assert store.sheet("r1") == slim(sheet()) == store.sheet("a.txt")


def test_odd_text_comes_back_as_it_was(store: Store) -> None:
    odd = sheet(text=TEXT + " \x00 \ud800 \u202e end")
    store.save(odd, CODER)
    assert store.sheet("r1") == slim(odd)


def test_an_event_quotes_its_sentence_and_who_said_it(store: Store) -> None:
    store.save(sheet(), CODER)
    (row,) = store.events()
    assert row.quote == TEXT[: TEXT.index(". ") + 1]
    assert [claim.speaker.name for claim in row.claims] == ["the army"]
    assert row.standing.withdrawn is None


def test_a_report_is_current_for_its_coder_only(store: Store) -> None:
    assert not store.is_current("r1", CODER)
    store.save(sheet(), CODER)
    assert store.is_current("r1", CODER)
    assert not store.is_current("r1", NEWER)


def test_a_rejected_report_is_current_and_a_failed_one_is_not(store: Store) -> None:
    store.save(rejected(), CODER)
    store.save(failed(), CODER)
    assert store.is_current("r9", CODER)
    assert not store.is_current("r8", CODER)
    tally = store.tally()
    assert (tally.reports, tally.coded, tally.rejected, tally.failed) == (2, 0, 1, 1)


def test_another_text_of_the_same_report_supersedes_it(store: Store) -> None:
    store.save(sheet("r1"), CODER)
    store.save(sheet("r2", text=TEXT.replace("post", "town")), CODER)
    assert [row.event.id for row in store.events()] == ["r2-e1"]
    (earlier,) = store.reports(Filter(report="r1", since=""))
    assert (earlier.superseded_by, earlier.standing.why) == ("r2", "superseded")
    assert store.sheet("r1") == slim(sheet("r1"))
    gone = store.event("r1-e1")
    assert gone is not None and gone.standing.withdrawn is not None


def test_a_text_that_comes_back_stands_again(store: Store) -> None:
    first, second = sheet("r1"), sheet("r2", text=TEXT.replace("post", "town"))
    for each in (first, second):
        store.save(each, CODER)
    assert not store.is_current("r1", CODER)
    store.save(first, CODER)
    assert [row.event.id for row in store.events()] == ["r1-e1"]


def test_a_new_coding_withdraws_events_that_are_no_longer_said(store: Store) -> None:
    store.save(sheet(), CODER)
    store.save(sheet(events=(event("other"),)), NEWER)
    assert [row.event.id for row in store.events()] == ["other"]
    gone = store.event("r1-e1")
    assert gone is not None and gone.standing.why == "recoded"


def test_a_superseded_report_keeps_only_its_last_coding(store: Store) -> None:
    store.save(sheet(), CODER)
    last = sheet(events=(event("other"),))
    store.save(last, NEWER)
    store.save(sheet("r2", text=TEXT.replace("post", "town")), NEWER)
    assert store.sheet("r1") == slim(last)


def test_saving_the_same_again_changes_no_row(store: Store) -> None:
    store.save(sheet(), CODER)
    before = store.event("r1-e1")
    store.save(sheet(), CODER)
    assert store.event("r1-e1") == before


def test_a_withdrawn_report_takes_its_events_along_and_stays_readable(store: Store) -> None:
    store.save(sheet(), CODER)
    assert store.withdraw("r1", "killed by the agency")
    assert not store.withdraw("r1")
    assert not list(store.events())
    assert store.sheet("r1") == slim(sheet())
    (row,) = store.events(Filter(since="2014-06-22T00:00:01.000000Z"))
    assert row.standing.why == "killed by the agency"


def test_since_leaves_out_what_did_not_change(store: Store) -> None:
    store.save(sheet("r1", "a.txt"), CODER)
    store.save(sheet("r2", "b.txt"), CODER)
    changed = [row.event.id for row in store.events(Filter(since="2014-06-22T00:00:01.000000Z"))]
    assert changed == ["r2-e1"]


def test_a_failing_recoding_leaves_the_good_coding_alone(store: Store) -> None:
    store.save(sheet(), CODER)
    store.save(replace(failed("r1"), report=sheet().report), NEWER)
    assert [row.event.id for row in store.events()] == ["r1-e1"]
    assert store.failures() == (Failure("a.txt", "find: ValueError: odd", True),)


def test_a_failure_is_forgotten_when_the_report_is_coded(store: Store) -> None:
    store.note_failure(Failure("a.txt", "not UTF-8"))
    assert store.failures()
    store.save(sheet(), CODER)
    assert not store.failures()


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Filter(type="assault"), 1),
        (Filter(type="PROTEST"), 0),
        (Filter(place="cmr"), 1),
        (Filter(place="mor"), 1),
        (Filter(place="geonames:2228499"), 1),
        (Filter(place="m%a"), 0),
        (Filter(actor="GUNMEN"), 1),
        (Filter(actor="nobody"), 0),
        (Filter(start="2014-06-20", end="2014-06-20"), 1),
        (Filter(start="2014-06-21"), 0),
        (Filter(end="2014-06-19"), 0),
        (Filter(box=(-15, 11, -14, 12)), 1),
        (Filter(box=(170, 11, -14, 12)), 1),
        (Filter(box=(0, 0, 1, 1)), 0),
        (Filter(status="happened"), 1),
        (Filter(status="denied"), 0),
        (Filter(mode="firearms"), 1),
        (Filter(report="a.txt"), 1),
        (Filter(report="b.txt"), 0),
    ],
)
def test_filters(store: Store, chosen: Filter, found: int) -> None:
    store.save(sheet(), CODER)
    assert len(store.events(chosen).records()) == found


def test_runs_are_written_down(store: Store) -> None:
    run = Run("2014-06-22T00:00:00Z", "2014-06-22T00:01:00Z", 3, 0, 1, 1, 1)
    store.note_run(run)
    assert store.runs() == (run,)


def test_a_folder_in_place_of_a_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store(str(tmp_path))


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Store(str(tmp_path / "no" / "news.db"))


def test_a_database_that_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        Store(str(tmp_path / "news.db"), create=False)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(b"An ordinary text file of some length, long enough to have a header." * 40)
    with pytest.raises(StoreError, match="not a Dateline database"):
        Store(str(path))


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE events (id)")
    other.close()
    with pytest.raises(StoreError, match="no schema version"):
        Store(str(path))


def test_a_database_from_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Store(str(path)).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '999' WHERE name = 'schema'")
    raw.close()
    with pytest.raises(StoreError, match="newer"):
        Store(str(path))


def test_an_unknown_kind_of_url() -> None:
    with pytest.raises(StoreError, match="not a database URL"):
        Store("nonsense://here/db")


@pytest.mark.parametrize(("pragma", "told"), [("query_only=ON", "read-only"), ("max_page_count=1", "disk is full")])
def test_a_disk_that_refuses_is_told_and_breaks_nothing(tmp_path: Path, pragma: str, told: str) -> None:
    with Store(str(tmp_path / "news.db")) as store:
        store.save(sheet(), CODER)
        with store._engine.connect() as held:
            held.exec_driver_sql(f"PRAGMA {pragma}")
        with pytest.raises(StoreError, match=told):
            for number in range(2, 60):
                store.save(sheet(f"r{number}", f"{number}.txt", TEXT + " padding" * 900), CODER)
    with Store(store.where, create=False) as again:
        assert again.sheet("r1") == slim(sheet())


def test_a_report_is_there_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
        if table is tables.claims:
            raise RuntimeError("killed here")
        put(connection, table, rows)

    monkeypatch.setattr("dateline.store.saving.put", broken)
    with pytest.raises(RuntimeError):
        store.save(sheet(), CODER)
    assert store.sheet("r1") is None and not list(store.events())


def test_two_writers_wait_for_each_other(store: Store) -> None:
    with Store(store.where, clock=ticking()) as other:
        for number in range(10):
            (store if number % 2 else other).save(sheet(f"r{number}", f"{number}.txt"), CODER)
        assert len(other.events().records()) == 10
        with writing(store._engine).begin():
            assert len(other.events().records()) == 10


def test_two_texts_of_one_report_in_one_run_are_not_coded_again(store: Store) -> None:
    store.save(sheet("r1"), CODER)
    store.save(sheet("r2", text=TEXT.replace("post", "town")), CODER)
    store.note_run(Run("2014-06-22T00:00:00.000000Z", "2014-06-22T00:59:00.000000Z", 2, 0, 2, 0, 0))
    assert store.is_current("r1", CODER) and store.is_current("r2", CODER)

"""Many reports written in one transaction leave what writing each by itself leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.unit.store.builders import CODER, NEWER, TEXT, event, failed, rejected, sheet

from dateline.errors import StoreError
from dateline.model import Coder, Failure, Sheet
from dateline.store import tables
from dateline.store.encoded import Encoded, encoded
from dateline.store.store import Store

NOW = "2014-06-22T00:00:00.000000Z"
OTHER = TEXT.replace("post", "town")


def story() -> Iterator[tuple[Sheet | Failure, Coder]]:
    """Reports new and known, corrected and brought back, failed and forgiven, in an order in which each matters."""
    for number in range(3):
        yield sheet(f"r{number}", f"{number}.txt"), CODER
    yield Failure("late.txt", "not readable"), CODER
    yield Failure("never.txt", "not readable"), CODER
    yield rejected(), CODER
    yield sheet("late", "late.txt"), CODER
    yield sheet("r0", "0.txt"), CODER
    yield sheet("r1-new", "1.txt", OTHER), CODER
    yield sheet("r1", "1.txt"), CODER
    yield replace(failed("r2"), report=sheet("r2", "2.txt").report), CODER
    yield failed(), CODER
    yield sheet("r0", "0.txt"), NEWER
    yield sheet("r5", "0.txt", OTHER, events=(event("other"),)), NEWER
    yield sheet("fresh", "fresh.txt"), NEWER


def outcomes() -> list[Encoded | Failure]:
    return [each if isinstance(each, Failure) else encoded(each, coder) for each, coder in story()]


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    chosen = (tables.reports, tables.events, tables.claims, tables.failures)
    with store.engine.connect() as connection:
        return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in chosen}  # type: ignore[misc]


@pytest.mark.parametrize("size", [2, 3, 5, 100])
def test_many_at_once_leave_what_one_after_the_other_leaves(tmp_path: Path, size: int) -> None:
    made = outcomes()
    with Store(str(tmp_path / "one.db"), clock=lambda: NOW) as one, Store(str(tmp_path / "many.db"), clock=lambda: NOW) as many:
        for store in (one, many):
            store.save(sheet("r1", "1.txt"), CODER)
        for each in made:
            one.save_all([each])
        for first in range(0, len(made), size):
            many.save_all(made[first : first + size])
        assert rows(many) == rows(one)
        assert len(rows(one)["failures"]) == 2


def test_what_people_decided_holds_for_reports_that_come_with_others(tmp_path: Path) -> None:
    found = sheet("r1", "1.txt")
    with Store(str(tmp_path / "a.db"), clock=lambda: NOW) as first, Store(str(tmp_path / "b.db"), clock=lambda: NOW) as second:
        first.save(found, CODER)
        first.decide(found.events[0].id, "reject", user="ana")
        second.import_decisions(first.decisions())
        second.save_all([encoded(sheet("r0", "0.txt"), CODER), encoded(found, CODER)])
        row = second.event(found.events[0].id)
        assert row is not None and row.review == "rejected"


def test_one_that_the_database_refuses_does_no_harm_to_the_others_before_it(tmp_path: Path) -> None:
    good, bad = encoded(sheet("r1", "1.txt"), CODER), encoded(sheet("r2", "2.txt"), CODER)
    bad = replace(bad, report={**bad.report, "state": None})
    with Store(str(tmp_path / "news.db")) as store:
        with pytest.raises(StoreError, match="NOT NULL"):
            store.save_all([good, bad])
        assert store.sheet("r1") is not None and store.sheet("r2") is None

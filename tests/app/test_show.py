"""What `show` prints of copies and incidents, and why events are together."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from tests.app.test_linking import told
from tests.unit.store.builders import CODER

from dateline.app.show import show
from dateline.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "x.db"))
    store.save(told("a", "Car bomb hits Alda market", "2014-06-21"), CODER)
    store.save(told("b", "Blast kills shoppers", "2014-06-22"), CODER)
    store.link()
    return store


def shown(store: Store, id: str, *, why: bool = False) -> str:
    out = io.StringIO()
    show(store, id, Console(file=out, width=200), why=why)
    return out.getvalue()


def test_a_copy_names_the_story_it_repeats(store: Store) -> None:
    assert "Repeats the story of a: Car bomb hits Alda market" in shown(store, "b")
    assert "Repeats" not in shown(store, "a")


def test_an_incident_lists_its_sources_and_which_are_copies(store: Store) -> None:
    (row,) = store.incidents()
    page = shown(store, row.incident.id)
    assert "2 reports, 1 independent" in page
    assert "main: b Blast kills shoppers" in page and "(repeats a)" in page
    assert row.incident.copies == (("b", "a"),)


def test_every_part_of_a_score_is_told(store: Store) -> None:
    (row,) = store.incidents()
    page = shown(store, row.incident.id, why=True)
    assert "a-e and b-e: together" in page
    assert "same_story" in page and "their reports are about the same incident" in page
    (reason,) = store.why(row.incident.id)
    assert abs(sum(part.adds for part in reason.parts) - reason.score) < 1e-9
    assert all(part.note for part in reason.parts)


def test_an_incident_that_was_withdrawn_names_what_took_its_place(store: Store) -> None:
    (before,) = store.incidents()
    store.save(told("0", "First word of a blast in Alda", "2014-06-20"), CODER)
    store.link()
    (after,) = store.incidents()
    assert before.incident.id != after.incident.id
    assert [(each.change, each.incident, each.into) for each in store.incident_log()] == [
        ("renamed", before.incident.id, after.incident.id)
    ]
    assert f"in its place: {after.incident.id}" in shown(store, before.incident.id)


def test_a_report_that_was_withdrawn_says_so(store: Store) -> None:
    assert "Withdrawn" not in shown(store, "b")
    store.withdraw("b", "correction by c")
    assert ": correction by c" in shown(store, "b")

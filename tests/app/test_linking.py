"""Linking a store: updates withdraw what they replace, copies count once, and doing it again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.store.builders import CODER, event, sheet

from dateline.app.linking import link_new
from dateline.model import Report, Sheet, Zone
from dateline.read.copies import copies_among
from dateline.store.store import Store

BODY = (
    "A car bomb tore through the Qasira market in Alda on Saturday, hospital director Hamid Vosk said. Rescuers pulled survivors "
    "from three burning shops while soldiers sealed the road to the northern gate of the old town until the evening."
)


def told(id: str, title: str, published: str) -> Sheet:
    report = Report(id, f"{title}\n\n{BODY}", external_id=id, title=title, published=published)
    end = len(report.text)
    zones = (Zone(0, len(title), "headline"), Zone(len(title) + 2, end, "body"))
    return replace(sheet(id, id), report=replace(report, zones=zones), events=(event(f"{id}-e"),))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "x.db"))


def test_an_update_withdraws_the_report_it_replaces(store: Store) -> None:
    store.save(told("a", "Car bomb hits Alda market", "2014-06-21"), CODER)
    store.save(told("b", "UPDATE 1-Car bomb hits Alda market", "2014-06-22"), CODER)
    assert link_new(store) == 1
    assert link_new(store) == 1
    assert [row.report.id for row in store.reports()] == ["b"]
    assert store.sheet("a") is not None


def test_a_copy_is_one_source_and_linking_again_changes_nothing(store: Store) -> None:
    store.save(told("a", "Car bomb hits Alda market", "2014-06-21"), CODER)
    store.save(told("b", "Blast kills shoppers", "2014-06-22"), CODER)
    assert link_new(store) == 1
    before = [row.incident for row in store.incidents()]
    assert (len(before[0].reports), before[0].independent) == (2, 1)
    link_new(store)
    assert [row.incident for row in store.incidents()] == before


def test_the_story_is_the_report_that_came_out_first() -> None:
    first, later = told("b", "Blast", "2014-06-21").report, told("a", "Bomb", "2014-06-22").report
    assert copies_among([later, first]) == {"a": "b"}

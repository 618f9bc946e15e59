"""``import dateline``: a coder and a store, and nothing done on import."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.app import fakes
from tests.unit.store.builders import TEXT, event, sheet, span

import dateline
from dateline import coder
from dateline.errors import InputError, StoreError
from dateline.model import Sheet


class Hand:
    """A stage that codes the hand-made event."""

    name = "hand"
    needs: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset({"events"})

    def __call__(self, found: Sheet) -> Sheet:
        return replace(found, events=(event(),)) if found.report.text == TEXT else found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> coder.Coder:
    monkeypatch.setattr(coder, "default_stages", lambda pipeline, lexicon, engine: ((Hand(),), fakes.CODER))
    monkeypatch.setattr(coder, "load_scorer", lambda engine: None)
    return dateline.Coder()


def test_a_text_is_coded_against_its_date(made: coder.Coder) -> None:
    found = made.code(TEXT, published="2014-06-22", language="en")
    assert [each.type for each in found.events] == ["ASSAULT"]
    assert (found.report.text, found.report.published[:10]) == (TEXT, "2014-06-22")
    assert made.fingerprint == fakes.CODER


def test_reports_are_coded_in_order(made: coder.Coder) -> None:
    reports = [sheet("r1").report, replace(sheet("r2").report, text="Nothing here.")]
    assert [bool(found.events) for found in made.code_all(reports)] == [True, False]
    assert made.code_report(reports[0]).events


def test_the_event_between_two_spans(made: coder.Coder) -> None:
    actor, recipient = span("Gunmen"), span("people")
    there = (actor.start, actor.end), (recipient.start, recipient.end)
    found = made.between(TEXT, actor=there[0], recipient=there[1])
    assert found is not None and found.id == "e1"
    assert made.between(TEXT, actor=there[1], recipient=there[0]) is None
    assert made.between("Nothing here.", actor=(0, 3), recipient=(4, 6)) is None


def test_open_wants_a_database_unless_told_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        dateline.open(str(tmp_path / "news.db"))
    with dateline.open(str(tmp_path / "news.db"), create=True) as store:
        assert store.events().records() == ()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        dateline.nothing_like_it  # noqa: B018


def test_import_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'polars', 'trafilatura', 'numpy'}"
    program = f"import sys, dateline; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_day_that_is_none_is_refused(made: coder.Coder) -> None:
    with pytest.raises(InputError, match="'yesterday': not a date; write it as YYYY-MM-DD"):
        made.code(TEXT, published="yesterday")

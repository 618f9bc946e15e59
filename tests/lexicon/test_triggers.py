"""Every trigger row's yes sentence codes with its type and mode; no no sentence codes as its type."""

from __future__ import annotations

from itertools import groupby

import pytest

from dateline.evaluate.rows import check_rows
from dateline.find import load_find
from dateline.lexicon.triggers import Trigger, read_triggers
from dateline.model import Coder
from dateline.parse import default_parser

TRIGGERS, PROBLEMS = read_triggers()
BY_FILE = {name: list(rows) for name, rows in groupby(TRIGGERS, key=lambda trigger: trigger.rule.split(":")[0])}


@pytest.fixture(scope="module")
def parser():
    return default_parser()


@pytest.fixture(scope="module")
def find():
    return load_find(Coder("test", "test", "test"))


def test_the_files_have_no_problems() -> None:
    assert PROBLEMS == ()


@pytest.mark.parametrize("name", sorted(BY_FILE))
def test_yes_and_no_sentences(name: str, parser, find) -> None:
    rows: list[Trigger] = BY_FILE[name]
    failed = [
        f"{verdict.rule} [{verdict.which}] {verdict.sentence} -> {verdict.problem}" for verdict in check_rows(rows, parser, find)
    ]
    assert failed == []


def test_every_row_has_both_sentences() -> None:
    assert [trigger.rule for trigger in TRIGGERS if not trigger.row.yes or not trigger.row.no] == []

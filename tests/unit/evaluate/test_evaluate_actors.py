"""Scoring mention cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluate.actors import load_cases, score_mentions
from dateline.model import Actor


def _resolve(mention: str, date: str | None, context: str | None) -> Actor:
    return Actor(0, len(mention), mention, name=mention, country="FJI" if date == "2020-01-01" else None, sectors=("GOV", "MIL"))


def test_fields_are_scored_apart_and_misses_kept(tmp_path: Path) -> None:
    rows = [
        {
            "mention": "Ån Zorvan",
            "method": "a",
            "kw": {},
            "date": "2020-01-01",
            "expect": {"country": "FJI", "code_1": "GOV"},
        },
        {
            "mention": "The Zorvan",
            "method": "b",
            "kw": {},
            "date": "Today",
            "expect": {"country": "FJI", "title": "Zorvan"},
        },
        {"mention": "yesterday", "method": "a", "kw": {}, "expect": {"code_1": "JNK"}},
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    scores = score_mentions(load_cases(path), _resolve)
    assert scores.counts == {
        ("a", "country"): (1, 1),
        ("a", "sector"): (1, 1),
        ("b", "country"): (0, 1),
        ("b", "name"): (1, 1),
    }
    assert scores.accuracy("country") == 0.5
    assert scores.accuracy("country", "a") == 1.0
    assert scores.accuracy("nothing") == 0.0
    assert [(miss.mention, miss.expected, miss.found) for miss in scores.misses] == [("The Zorvan", "FJI", "")]


@pytest.mark.parametrize(
    ("written", "day"),
    [("2020-05", "2020-05"), ("1 july 2021", "2021-07-01"), ("Today", "2022-10-20"), ("31 June 2020", "2022-10-20")],
)
def test_the_day_of_a_case_is_read_as_it_is_written(tmp_path: Path, written: str, day: str) -> None:
    path = tmp_path / "cases.jsonl"
    row = {"mention": "x", "method": "a", "kw": {}, "date": written, "expect": {}}
    path.write_text(json.dumps(row), "utf-8")
    assert load_cases(path)[0].date == day


@pytest.mark.parametrize("text", ["not json", "{}", '{"mention": "x"}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="actor mentions"):
        load_cases(path)

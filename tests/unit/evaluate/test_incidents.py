from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluate.incidents import Fact, LinkCase, PairScore, load_link_cases, pairs, score_incidents
from dateline.model import Event, Report, Sheet, Span, When

TEXTS = {
    "a": "A car bomb tore through the Qasira market in Alda, killing 12 shoppers, hospital director Hamid Vosk said.",
    "b": "Shoppers died when a car packed with explosives blew up at Qasira market in Alda, Dr Hamid Vosk told reporters.",
    "c": "Gunmen stormed the police post of Lower Tarn near Born and fled with rifles, said Colonel Ruslan Petrak.",
}


def case(key: str, incident: str, fact: Fact | None = None) -> LinkCase:
    return LinkCase(key, TEXTS[key], "2014-06-22", incident, "", fact)


def code(asked: LinkCase) -> Sheet:
    when = When(0, 1, "then", "2014-06-21", "2014-06-21", "day", "stated")
    event = Event("e-" + asked.key, "ASSAULT", Span(0, 1), "x", 0, when=when)
    return Sheet(Report(asked.key, asked.text, external_id=asked.key, published=asked.published), events=(event,))


def test_pairs_are_counted_within_a_topic() -> None:
    cases = [LinkCase("1", "", None, "i", "t"), LinkCase("2", "", None, "i", "t"), LinkCase("3", "", None, "j", "u")]
    assert pairs(cases, [1, 1, 1]) == PairScore(1, 1, 1)
    assert pairs(cases, [1, 2, 2]).f1 == 0.0


def test_reports_and_facts_are_scored() -> None:
    fact = Fact("2014-06-20", 0, 3)
    scores = score_incidents([case("a", "i", fact), case("b", "i"), case("c", "j")], code)
    assert (scores.reports.f1, scores.events.f1) == (1.0, 1.0)
    assert (scores.day, scores.killed, scores.injured, scores.asked) == (1, 1, 0, 1)
    assert scores.figures()["injured right"] == 0.0


def test_both_kinds_of_files_are_read(tmp_path: Path) -> None:
    reports = tmp_path / "x_reports.jsonl"
    row = {"id": "r", "incident": "7", "title": "Head", "text": "Body", "published": "2014-06-22"}
    other = {"doc_id": "d", "topic": "1", "subtopic": "1a", "sentences": ["A .", "B ."]}
    reports.write_text(json.dumps(row) + "\n" + json.dumps(other))
    record = {"incident": "7", "date": "June 21, 2014", "num_killed": 2, "num_injured": 0}
    (tmp_path / "x_records.jsonl").write_text(json.dumps(record))
    assert load_link_cases(reports) == (
        LinkCase("d", "A . B .", None, "1a", "1"),
        LinkCase("r", "Head\n\nBody", "2014-06-22", "7", "", Fact("2014-06-21", 2, 0)),
    )


def test_a_line_that_is_no_object_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("[1]")
    with pytest.raises(InputError, match=r"x\.jsonl:1"):
        load_link_cases(tmp_path / "x.jsonl")

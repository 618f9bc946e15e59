"""Scores of event coding: marked pairs, whole sentences, and the files they are read from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.store.builders import event

from dateline.errors import InputError
from dateline.evaluate.coding import load_pairs, load_sentences, macro_f1_of, score_pairs, score_sentences, type_scores
from dateline.model import Event


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n\n" for row in rows), "utf-8")
    return path


def coded(*types: str) -> Sequence[Event]:
    return [replace(event(), type=kind) for kind in types]


def test_marks_become_spans_of_the_bare_text(tmp_path: Path) -> None:
    rows = (
        {"id": 1, "marked": "<s>Gunmen </s>shot at <t>the police</t>.", "root": "ASSAULT"},
        {"id": 2, "marked": "<t>Workers</t> marched.", "root": "PROTEST"},
        {"id": 3, "marked": "Nothing is marked.", "root": "PROTEST"},
    )
    pair, alone = load_pairs(lines(tmp_path / "pairs.jsonl", *rows))
    assert (pair.text, pair.text[slice(*pair.actor)], pair.type) == ("Gunmen shot at the police.", "Gunmen", "ASSAULT")
    assert pair.recipient is not None and pair.text[slice(*pair.recipient)] == "the police"
    assert (alone.text[slice(*alone.actor)], alone.recipient) == ("Workers", None)


def test_pairs_are_scored_by_type_with_concede_and_retreat_as_one(tmp_path: Path) -> None:
    rows = [{"id": kind, "marked": f"<s>A</s> {kind} <t>B</t>", "root": kind} for kind in ("RETREAT", "ASSAULT", "AID")]
    cases = load_pairs(lines(tmp_path / "pairs.jsonl", *rows))
    told = {"A RETREAT B": coded("CONCEDE")[0], "A ASSAULT B": coded("AID")[0]}
    score = score_pairs(cases, lambda text, actor, recipient: told.get(text))
    assert score.micro == pytest.approx(1 / 3)
    assert {one.type: one.f1 for one in score.types} == {"YIELD": 1.0, "ASSAULT": 0.0, "AID": 0.0}
    assert [miss[:3] for miss in score.misses] == [("ASSAULT", "ASSAULT", "AID"), ("AID", "AID", "")]
    assert score_pairs((), lambda text, actor, recipient: None).micro == 0.0


def test_macro_is_the_mean_over_gold_types() -> None:
    truth, found = ["AID", "AID", "PROTEST"], ["AID", "PROTEST", "PROTEST"]
    assert [(one.type, one.precision, one.recall, one.support) for one in type_scores(truth, found)] == [
        ("AID", 1.0, 0.5, 2),
        ("PROTEST", 0.5, 1.0, 1),
    ]
    assert macro_f1_of(truth, found) == pytest.approx(2 / 3)
    assert macro_f1_of([], []) == 0.0


def test_sentences_know_dates_and_gold_in_several_forms(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "gold.jsonl",
        {"id": "a", "text": "x", "date": "20140622", "gold": [["RUS", "UKR", "190"], ["RUS", "UKR", "AID"], ["A", "B", "010"]]},
        {"id": "b", "text": "y", "date": "", "gold": None},
        {"id": "c", "text": "z", "date": "2014-06-22", "gold": []},
    )
    cases = load_sentences(path, {"190": "ASSAULT"})
    assert [(case.date, case.types) for case in cases] == [("2014-06-22", ("AID", "ASSAULT")), (None, ()), ("2014-06-22", ())]


def test_sentences_are_scored_by_the_set_of_their_types(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "gold.jsonl",
        {"id": "a", "text": "a", "gold": [["", "", "AID"]]},
        {"id": "b", "text": "b", "gold": []},
    )
    score = score_sentences(load_sentences(path, {}), lambda text, date: coded("AID", "AID") if text == "a" else coded("PROTEST"))
    assert (score.macro_f1, score.micro) == (1.0, pytest.approx(2 / 3))
    assert score.misses == (("b", "", "PROTEST", "b"),)
    assert score_sentences((), lambda text, date: ()).micro == 0.0


@pytest.mark.parametrize(("text", "told"), [("{broken", "not JSON"), ('{"id": 1, "root": "AID"}', "no 'marked'")])
def test_a_wrong_line_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"id": 0, "marked": "<s>A</s>", "root": "AID"}\n' + text, "utf-8")
    with pytest.raises(InputError, match=f"pairs.jsonl:2: {told}"):
        load_pairs(path)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_sentences(tmp_path, {})

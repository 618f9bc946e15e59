from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluate.counts import load_count_cases, load_toll_cases, score_counts, score_tolls
from dateline.evaluate.factuality import agreement, load_scored_sentences, load_status_cases, pearson, score_status
from dateline.model import Parse, Report, Sentence

ROWS = (
    ("Two", "two", "NUM", "CD", 1, "nummod"),
    ("men", "man", "NOUN", "NNS", 2, "nsubj"),
    ("died", "die", "VERB", "VBD", 2, "ROOT"),
    (".", ".", "PUNCT", ".", 2, "punct"),
)
TEXT = "Two men died ."


def read(report: Report) -> Parse:
    """The same parse for every report: of "Two men died ." at the end of the text."""
    base = report.text.index(TEXT)
    starts = tuple(base + offset for offset in (0, 4, 8, 13))
    words, lemmas, pos, tags = (tuple(str(row[column]) for row in ROWS) for column in range(4))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    heads, deps = tuple(int(row[4]) for row in ROWS), tuple(str(row[5]) for row in ROWS)
    return Parse(starts, ends, words, lemmas, pos, tags, heads, deps, (Sentence(starts[0], ends[-1], 0, 4),))


def file_of(folder: Path, name: str, *rows: object) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_counts_are_right_only_when_all_are(tmp_path: Path) -> None:
    right = {"text": TEXT, "counts": [{"kind": "killed", "low": 2, "high": 2}]}
    wrong = {"text": TEXT, "counts": [{"kind": "killed", "low": 2, "high": None}]}
    scores = score_counts(load_count_cases(file_of(tmp_path, "c.jsonl", right, wrong)), read)
    assert (scores.right, scores.asked, scores.accuracy) == (1, 2, 0.5)
    assert scores.misses[0].found == (("killed", 2, 2),)


def test_tolls_compare_a_report_with_its_incident(tmp_path: Path) -> None:
    reports = file_of(
        tmp_path,
        "r.jsonl",
        {"id": "b", "incident": "1", "title": "", "text": TEXT},
        {"id": "a", "incident": "2", "title": "Title", "text": TEXT},
        {"id": "c", "incident": "9", "text": TEXT},
    )
    records = file_of(
        tmp_path,
        "i.jsonl",
        {"incident": "1", "num_killed": 2, "num_injured": 0},
        {"incident": "2", "num_killed": 2, "num_injured": 1},
    )
    cases = load_toll_cases(reports, records)
    assert [case.report.text for case in cases] == ["Title\n\n" + TEXT, TEXT]
    scores = score_tolls(cases, read)
    assert (scores.killed, scores.injured, scores.both, scores.asked) == (2, 1, 1, 2)
    assert scores.share(scores.killed) == 1.0
    assert scores.misses[0].expected == (2, 1)


def test_status_is_scored_by_status(tmp_path: Path) -> None:
    rows = ({"text": TEXT, "trigger": [8, 12], "status": status} for status in ("happened", "denied"))
    scores = score_status(load_status_cases(file_of(tmp_path, "s.jsonl", *rows)), read)
    assert scores.accuracy == 0.5
    assert scores.right == {"happened": 1, "denied": 0}
    assert scores.misses[0].trigger == "died"


def test_agreement_counts_scored_tokens_only(tmp_path: Path) -> None:
    row = {"tokens": ["Two", "men", "died", "."], "scores": [None, None, 1.0, None]}
    found = agreement(load_scored_sentences(file_of(tmp_path, "f.jsonl", row)), read)
    assert (found.asked, found.error, found.pearson) == (1, 2.0, 0.0)


def test_pearson_of_a_straight_line_is_one() -> None:
    assert pearson([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]) == pytest.approx(1.0)
    assert pearson([], []) == 0.0


@pytest.mark.parametrize(
    ("load", "line"),
    [
        (load_count_cases, "{"),
        (load_count_cases, "[]"),
        (load_count_cases, '{"text": "x", "counts": 3}'),
        (load_status_cases, '{"text": "x", "trigger": [1]}'),
        (load_scored_sentences, '{"tokens": ["a"], "scores": []}'),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, load: object, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:1"):
        load(path)  # type: ignore[operator]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing"):
        load_count_cases(tmp_path / "nothing.jsonl")

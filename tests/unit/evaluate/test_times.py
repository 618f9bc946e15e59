"""Times are scored by span, type and value, from JSON Lines and TimeML."""

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluate.times import read_cases, score

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2014-06-22" functionInDocument="CREATION_TIME">2014-06-22</TIMEX3></DCT>
<TEXT>Gunmen <EVENT eid="e1">left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2014-06-20">Friday</TIMEX3>
after <TIMEX3 tid="t2" type="DURATION" value="P3Y">three years</TIMEX3> &amp; more.</TEXT></TimeML>"""


def write(folder: Path, row: dict[str, object]) -> Path:
    path = folder / "times.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    return path


def row(**change: object) -> dict[str, object]:
    times = [{"start": 13, "end": 19, "type": "DATE", "value": "2014-06-20"}]
    return {"text": "They left on Friday.", "published": "2014-06-22", "times": times} | change


def test_a_perfect_score(tmp_path: Path) -> None:
    result = score(write(tmp_path, row()))
    assert (result.strict_f1, result.relaxed_f1, result.type_accuracy, result.value_accuracy) == (1, 1, 1, 1)
    assert result.misses == ()


def test_a_wrong_value_and_a_loose_span_are_told_apart(tmp_path: Path) -> None:
    times = [{"start": 10, "end": 19, "type": "DATE", "value": "2014-06-27"}]
    result = score(write(tmp_path, row(times=times)))
    assert (result.strict_f1, result.relaxed_f1, result.type_accuracy, result.value_accuracy) == (0, 1, 1, 0)
    assert result.misses[0].found is not None


def test_missed_and_extra_times_lower_f1(tmp_path: Path) -> None:
    result = score(write(tmp_path, row(times=[{"start": 0, "end": 4, "type": "SET", "value": "P1D"}])))
    assert (result.relaxed_f1, result.value_f1) == (0, 0)
    assert [(miss.gold is None, miss.found is None) for miss in result.misses] == [(False, True), (True, False)]


def test_timeml_offsets_quote_back(tmp_path: Path) -> None:
    path = tmp_path / "one.tml"
    path.write_text(TIMEML, "utf-8")
    (case,) = read_cases(tmp_path)
    assert case.published == "2014-06-22"
    assert [case.text[gold.start : gold.end] for gold in case.times] == ["Friday", "three years"]
    assert score(path).strict_f1 == 1


def test_older_timeml_marks_its_day_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "old.tml"
    stamp = '<TIMEX3 tid="t0" type="DATE" value="19980213" functionInDocument="CREATION_TIME">02/13/1998</TIMEX3>'
    path.write_text(f"<TimeML>{stamp} They left Thursday.</TimeML>", "utf-8")
    (case,) = read_cases(path)
    assert (case.published, case.text) == ("1998-02-13", "02/13/1998 They left Thursday.")


@pytest.mark.parametrize(
    "content", ["{}", "not json", '{"text": "a", "times": [{"start": 0, "end": 1, "type": "DAY", "value": ""}]}']
)
def test_a_broken_line_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:1"):
        read_cases(path)


@pytest.mark.parametrize("content", ["<TimeML>", "<TimeML></TimeML>"])
def test_broken_timeml_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.tml"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"bad\.tml"):
        read_cases(path)


def test_an_empty_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_cases(tmp_path)
    with pytest.raises(InputError):
        read_cases(tmp_path / "none.jsonl")


def test_the_development_sentences_quote_back() -> None:
    path = Path(__file__).parents[3] / "benchmarks" / "data" / "times.jsonl"
    cases = read_cases(path)
    assert len(cases) >= 150
    for case in cases:
        for gold in case.times:
            words = case.text[gold.start : gold.end]
            assert words and words == words.strip()

"""What is coded right in the golden reports stays right; how much is right is the benchmark's business."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coder import Coder
from dateline.errors import InputError
from dateline.evaluate.golden import load_golden, score_report
from dateline.evaluate.golden_fields import FIELDS

HOME = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HOME.glob("*/expected.toml"))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(engine="rules", strict=True)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_golden_report_keeps_what_it_must(folder: Path, coder: Coder) -> None:
    golden = load_golden(folder)
    sheet = coder.code(golden.text, published=golden.published, language="en")
    score = score_report(golden, sheet)
    met = [expected for expected, event in score.found if FIELDS["status"](expected, event, sheet)]
    lost = [f"{one.type} [{one.trigger}]" for one in golden.events if one.must and one not in met]
    coded = [f"{event.type} [{event.trigger_text}]" for entry, event in score.unwanted if entry.must]
    assert (lost, coded) == ([], []), golden.reason


def test_golden_reports_are_many_and_each_has_a_reason() -> None:
    golden = [load_golden(folder) for folder in FOLDERS]
    assert len(golden) >= 44
    assert all(len(one.reason) > 20 for one in golden)
    assert len({one.reason for one in golden}) == len(golden)


def test_all_types_are_expected_somewhere() -> None:
    kinds = {event.type for folder in FOLDERS for event in load_golden(folder).events if not event.optional}
    assert len(kinds) == 16


def test_offsets_of_golden_reports_quote_back(coder: Coder) -> None:
    for folder in FOLDERS[::6]:
        golden = load_golden(folder)
        for event in coder.code(golden.text, published=golden.published, language="en").events:
            assert golden.text[event.trigger.start : event.trigger.end] == event.trigger_text


def test_expected_words_that_do_not_stand_in_the_report_are_refused(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Gunmen seized a post.", "utf-8")
    (tmp_path / "expected.toml").write_text('reason = "x"\n[[event]]\ntype = "COERCE"\ntrigger = "captured"\n', "utf-8")
    with pytest.raises(InputError, match="captured"):
        load_golden(tmp_path)


def test_unknown_keys_are_refused(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Gunmen seized a post.", "utf-8")
    (tmp_path / "expected.toml").write_text('reason = "x"\n[[not]]\ntriger = "post"\n', "utf-8")
    with pytest.raises(InputError, match="triger"):
        load_golden(tmp_path)

"""Order of stages, failures that do not stop a run, and reports that are rejected with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from dateline.errors import PipelineError
from dateline.model import Event, Report, Sheet, Span
from dateline.pipeline import Pipeline


@dataclass(frozen=True)
class Step:
    name: str
    needs: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset()
    breaks: bool = False
    codes: bool = False

    def __call__(self, sheet: Sheet) -> Sheet:
        if self.breaks:
            raise ZeroDivisionError("broken")
        event = Event(id="e", type="ASSAULT", trigger=Span(0, 1), trigger_text="x", sentence=0)
        return replace(sheet, events=(event,)) if self.codes else sheet


def report(text: str = "Gunmen fled.", language: str | None = "en") -> Report:
    return Report(id="r", text=text, language=language)


def test_a_wrong_order_is_refused_with_what_is_missing() -> None:
    with pytest.raises(PipelineError, match=r"'find' needs parse.*filled by: parse"):
        Pipeline([Step("find", needs=frozenset({"parse"})), Step("parse", fills=frozenset({"parse"}))])


def test_a_stage_that_breaks_fails_its_report_and_the_run_goes_on() -> None:
    pipeline = Pipeline([Step("odd", breaks=True)])
    sheets = list(pipeline.run_many([report(), report()]))
    assert [sheet.failed.where for sheet in sheets if sheet.failed] == ["odd", "odd"]
    assert sheets[0].failed is not None and "ZeroDivisionError: broken" in sheets[0].failed.error
    with pytest.raises(ZeroDivisionError):
        Pipeline([Step("odd", breaks=True)], strict=True).run(report())


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (report(""), "empty text"),
        (report("Des hommes armés", "fr"), "language fr"),
        (report(), "no event found in it"),
    ],
)
def test_reports_that_cannot_be_coded_say_why(given: Report, reason: str) -> None:
    assert Pipeline([Step("nothing")]).run(given).rejected == reason


def test_a_coded_report_is_neither_rejected_nor_failed_and_says_what_is_filled() -> None:
    sheet = Pipeline([Step("find", fills=frozenset({"events"}), codes=True)]).run(report())
    assert (sheet.rejected, sheet.failed, sheet.filled) == (None, None, frozenset({"events"}))

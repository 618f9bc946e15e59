"""Quotation spans from marks of all kinds."""

from __future__ import annotations

import time

import pytest

from dateline.judge.quotes import is_scare, paragraphs, quotations


def parts(text: str, depth: int = 0) -> list[list[str]]:
    return [[text[p.start : p.end] for p in q.parts] for q in quotations(text) if q.depth == depth]


@pytest.mark.parametrize(
    "quoted",
    ["“We left,”", '"We left,"', "‘We left,’", "'We left,'", "«We left,»", "„We left,“", "''We left,''", "``We left,''"],
)
def test_every_kind_of_mark(quoted: str) -> None:
    assert parts(f"Yes. {quoted} he said.") == [[quoted]]


def test_apostrophes_are_not_quotations() -> None:
    assert parts("The soldiers' homes weren't burnt in the ’90s, the rebels’ leader said. Don't ask o'clock.") == []


def test_plural_apostrophe_inside_single_quotes() -> None:
    assert parts("‘The rebels’ camp fell,’ he said.") == [["‘The rebels’ camp fell,’"]]


def test_inner_quotation_has_depth() -> None:
    text = "“He told me ‘go home’ twice,” she said."
    assert parts(text) == [["“He told me ‘go home’ twice,”"]]
    assert parts(text, depth=1) == [["‘go home’"]]


def test_quotation_over_paragraphs_has_one_part_each() -> None:
    text = "He said: “The road is cut.\n\n“The bridge is gone.\n\n“We wait.” Then he left."
    assert parts(text) == [["“The road is cut.", "“The bridge is gone.", "“We wait.”"]]


def test_open_end_stops_with_its_paragraph() -> None:
    (found,) = quotations("He said: “The road is cut.\n\nThe army left.")
    assert not found.closed
    assert found.end == len("He said: “The road is cut.")


def test_lone_closing_mark_is_left_out() -> None:
    assert quotations("The road is cut,” he said.") == ()


def test_closing_mark_typed_where_a_quotation_begins() -> None:
    assert parts("Then: ”The road is cut,” he said.") == [["”The road is cut,”"]]


def test_scare_quotes() -> None:
    text = "The so-called “republic” fell. He said: “No.” “We will not leave this town,” he said."
    assert [is_scare(text, q) for q in quotations(text)] == [True, False, False]


def test_single_line_ends_part_paragraphs_only_after_a_stop() -> None:
    assert len(paragraphs("one\ntwo.\nthree")) == 2
    assert len(paragraphs("one.\ntwo.\n\nthree")) == 2


@pytest.mark.parametrize("unit", ["“a ", '" ', "' ", "“a\n\n", "‘«“\"'", "”’»"])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        quotations(unit * size)
        return time.process_time() - begin

    assert min(seconds(8_000) for _ in range(5)) < 10 * min(seconds(2_000) for _ in range(5))


def test_twenty_thousand_marks_that_nothing_closes_take_linear_time() -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        quotations("“word " * size)
        return time.process_time() - begin

    assert min(seconds(20_000) for _ in range(5)) < 10 * min(seconds(5_000) for _ in range(5))  # 16 times if it grew by the square


def test_a_report_that_is_one_quotation() -> None:
    text = "“" + "The road is cut. " * 2000 + "The end.”"
    assert parts(text) == [[text]]


def test_five_hundred_quotations() -> None:
    assert len(quotations("“We left,” he said. " * 500)) == 500

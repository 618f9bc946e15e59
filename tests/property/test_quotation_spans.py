"""Quotations of any text lie inside it, in order, and begin with a mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.judge.quotes import is_scare, paragraphs, quotations

TEXTS = st.text(alphabet="ab. ,\n\"'“”‘’«»„`s9", max_size=200)


@given(TEXTS)
def test_spans_quote_back(text: str) -> None:
    found = quotations(text)
    assert list(found) == sorted(found, key=lambda item: (item.start, -item.end, item.depth))
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        assert not text[item.start].isalnum() and not text[item.start].isspace()
        assert all(one.end <= two.start for one, two in zip(item.parts, item.parts[1:], strict=False))
        is_scare(text, item)


@given(TEXTS)
def test_outer_quotations_do_not_overlap(text: str) -> None:
    outer = [item for item in quotations(text) if item.depth == 0]
    assert all(one.end <= two.start for one, two in zip(outer, outer[1:], strict=False))


@given(TEXTS)
def test_paragraphs_lie_in_order(text: str) -> None:
    spans = paragraphs(text)
    assert spans[0].start == 0 and spans[-1].end == len(text)
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))

"""A year behind "in" is no number of people."""

from __future__ import annotations

import pytest

from dateline.parse.records import Tokens
from dateline.parse.repairs_years import with_years


def _tokens(*rows: tuple[str, str, str, int]) -> Tokens:
    texts = [row[0] for row in rows]
    at = [sum(len(text) + 1 for text in texts[:place]) for place in range(len(texts))]
    ends = [start + len(text) for start, text in zip(at, texts, strict=True)]
    pos = [row[1] for row in rows]
    return Tokens(at, ends, texts, texts, pos, pos, [row[3] for row in rows], [row[2] for row in rows], [0])


@pytest.mark.parametrize(("label", "head"), [("nsubj", 3), ("pobj", 0)])
def test_the_year_is_when_and_the_noun_acts(label: str, head: int) -> None:
    mended = with_years(
        _tokens(
            ("In", "ADP", "prep", 3),
            ("2010", "NUM", "nummod", 2),
            ("soldiers", "NOUN", label, head),
            ("fired", "VERB", "ROOT", 3),
        )
    )
    assert (mended.heads, mended.deps) == ([3, 0, 3, 3], ["prep", "pobj", "nsubj", "ROOT"])


@pytest.mark.parametrize("number", ["30", "3000", "1,950"])
def test_a_plain_number_counts(number: str) -> None:
    tokens = _tokens(
        ("In", "ADP", "prep", 3),
        (number, "NUM", "nummod", 2),
        ("villages", "NOUN", "pobj", 0),
        ("fired", "VERB", "ROOT", 3),
        ("rebels", "NOUN", "nsubj", 3),
    )
    assert with_years(tokens) is tokens


def test_in_2000_villages_rebels_fired() -> None:
    tokens = _tokens(
        ("In", "ADP", "prep", 4),
        ("2000", "NUM", "nummod", 2),
        ("villages", "NOUN", "pobj", 0),
        ("rebels", "NOUN", "nsubj", 4),
        ("fired", "VERB", "ROOT", 4),
    )
    assert with_years(tokens) is tokens

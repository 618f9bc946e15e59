"""Names that contain "and" are tied together after the parse."""

from __future__ import annotations

from dateline.parse.names import joined
from dateline.parse.records import Tokens


def tokens(words: str, heads: list[int], deps: str) -> Tokens:
    texts = words.split()
    starts = [sum(len(word) + 1 for word in texts[:at]) for at in range(len(texts))]
    ends = [start + len(word) for start, word in zip(starts, texts, strict=True)]
    blank = [""] * len(texts)
    return Tokens(starts, ends, texts, list(texts), list(blank), list(blank), heads, deps.split(), [0])


def test_a_name_is_one_phrase_where_its_first_word_stood() -> None:
    found = joined(tokens("Iraq and Syria fell", [3, 0, 0, 3], "nsubj cc conj ROOT"), [(0, 14)])
    assert found.heads == [2, 2, 3, 3]
    assert found.deps == ["compound", "compound", "nsubj", "ROOT"]


def test_what_hangs_on_its_words_hangs_on_the_last() -> None:
    found = joined(tokens("the Food and Agriculture Office", [1, 1, 1, 4, 1], "det ROOT cc compound conj"), [(4, 31)])
    assert found.heads == [4, 4, 4, 4, 4]
    assert found.deps[4] == "ROOT"


def test_a_span_that_cuts_a_word_or_would_close_a_circle_changes_nothing() -> None:
    before = tokens("Iraq and Syria fell", [3, 0, 0, 3], "nsubj cc conj ROOT")
    assert joined(before, [(0, 12)]) is before
    circle = tokens("Peace and Unity party", [3, 0, 0, 2], "compound cc conj appos")
    assert joined(circle, [(0, 15)]) is circle

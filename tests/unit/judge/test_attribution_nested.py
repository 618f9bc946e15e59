"""Which drafts may stand inside the words of others, and how their edges are mended."""

from __future__ import annotations

import pytest

from dateline.judge.attribution_cues import Cue, Cues
from dateline.judge.attribution_drafts import Draft, Reader, tidy
from dateline.judge.attribution_nested import apart
from dateline.judge.branches import branches
from dateline.model import Parse, Sentence, Span


def draft(kind: str, end: str, cue: tuple[int, int], content: tuple[int, int], source: tuple[int, int] | None) -> Draft:
    row = Cue("x", "VERB", (end,), "asserts", "declines", kind, "both", "quotation", "", "")
    given = None if source is None else Span(*source)
    return Draft(row, 0, Span(*cue), given, None if source is None else 0, (Span(*content),), end)


OUTER = draft("speech", "clause", (10, 14), (15, 90), (0, 9))


@pytest.mark.parametrize(
    ("inner", "stays"),
    [
        (draft("speech", "clause", (30, 36), (37, 90), (15, 29)), True),
        (draft("speech", "clause", (30, 36), (37, 90), (27, 29)), False),
        (draft("plan", "infinitive", (30, 36), (37, 90), (15, 29)), False),
        (draft("speech", "clause", (30, 36), (37, 90), None), False),
        (draft("speech", "taken_up", (30, 36), (37, 90), (15, 29)), True),
    ],
    ids=["the army told", "he told", "plans to", "nobody", "which the army denied"],
)
def test_inside_a_claim_stays_only_the_speech_of_somebody_described(inner: Draft, stays: bool) -> None:
    kept = apart([(2.0, OUTER), (1.0, inner)])
    assert (inner in kept) is stays
    assert OUTER in kept


def test_the_surer_of_two_that_share_words_stays() -> None:
    plan = draft("plan", "infinitive", (30, 36), (37, 90), (15, 29))
    assert apart([(1.0, OUTER), (2.0, plan)]) == (plan,)


def test_two_sources_of_the_same_words_both_stay() -> None:
    twin = draft("speech", "clause", (92, 96), (15, 90), (97, 105))
    assert len(apart([(2.0, OUTER), (1.0, twin)])) == 2


def test_ten_thousand_drafts_take_a_moment() -> None:
    many = [(1.0, draft("speech", "clause", (at, at + 2), (at + 3, at + 50), (at, at + 8))) for at in range(0, 600_000, 60)]
    assert len(apart(many)) == 10_000


def reader(text: str, *quoted: tuple[int, int]) -> Reader:
    starts, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    words = text.split()
    same = tuple(words)
    size = len(words)
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    sentence = (Sentence(0, len(text), 0, size),)
    parse = Parse(tuple(starts), ends, same, same, ("NOUN",) * size, ("NN",) * size, (0,) * size, ("dep",) * size, sentence)
    parts = tuple(Span(*item) for item in quoted)
    inside = bytes(int(any(part.start <= start < part.end for part in parts)) for start in starts)
    cues = Cues({}, {}, {"coordinators": frozenset(("and", "but"))})
    return Reader(text, branches(parse), cues, inside, parts, tuple(part.start for part in parts))


def test_an_and_at_the_end_is_left_off() -> None:
    text = "both sides to stop and talk"
    assert tidy(reader(text), (Span(0, 22),)) == (Span(0, 18),)
    assert tidy(reader(text), (Span(0, 27),)) == (Span(0, 27),)


def test_a_quotation_that_was_opened_is_closed() -> None:
    text = 'the judges as "crooks" again'
    assert tidy(reader(text, (14, 22)), (Span(0, 21),)) == (Span(0, 22),)
    assert tidy(reader(text, (14, 22)), (Span(0, 10),)) == (Span(0, 10),)
    assert tidy(reader('as "crooks and liars" again', (3, 21)), (Span(0, 10),)) == (Span(0, 10),)

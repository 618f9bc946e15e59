"""Counts and factuality hold on any tree of words, however odd."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.judge.branches import branches
from dateline.judge.counts import CountsStage, find_counts
from dateline.judge.counts_report import report_toll
from dateline.judge.factuality_walk import Walker
from dateline.judge.numbers import loosen, read_numbers
from dateline.judge.territory import Reader
from dateline.model import Parse, Report, Sentence, Sheet

SPELLED = """
12 1,200 two dozen a dozens hundred hundreds of thousands at least more than up to between and people man were killed
wounded dead shot toll no one himself not will if said deny prevent from to seize town control fall 999999999999999 - , .
? $ million year old the half couple several as many children including missing ٣ ½ 𝟚 ² İ
"""
LABELS = """
nsubj nsubjpass dobj pobj prep nummod det conj cc aux auxpass neg mark advcl xcomp ccomp acl relcl amod attr ROOT
"""
WORDS = st.sampled_from(SPELLED.split())
DEPS = st.sampled_from(LABELS.split())
TAGS = st.sampled_from(
    [
        ("NOUN", "NNS"),
        ("NOUN", "NN"),
        ("PROPN", "NNP"),
        ("VERB", "VBN"),
        ("VERB", "VBD"),
        ("VERB", "VB"),
        ("VERB", "VBG"),
        ("NUM", "CD"),
        ("ADP", "IN"),
        ("ADJ", "JJ"),
        ("PRON", "PRP"),
        ("AUX", "MD"),
        ("X", ""),
    ]
)


@st.composite
def parses(draw: st.DrawFn) -> tuple[str, Parse]:
    tokens = draw(st.lists(st.tuples(WORDS, DEPS, TAGS), max_size=24))
    size = len(tokens)
    heads = tuple(draw(st.lists(st.integers(0, max(0, size - 1)), min_size=size, max_size=size)))
    words = tuple(token[0] for token in tokens)
    text = " ".join(words)
    starts = tuple(sum(len(word) + 1 for word in words[:index]) for index in range(size))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    lemmas = tuple(word.removesuffix("ed") for word in words)
    pos, tags = tuple(token[2][0] for token in tokens), tuple(token[2][1] for token in tokens)
    sentences = (Sentence(0, len(text), 0, size),) if size else ()
    return text, Parse(starts, ends, words, lemmas, pos, tags, heads, tuple(token[1] for token in tokens), sentences)


@given(parses())
@settings(deadline=None, max_examples=200)
def test_counts_quote_the_text_and_keep_low_below_high(made: tuple[str, Parse]) -> None:
    text, parse = made
    for count in find_counts(parse, text):
        assert text[count.start : count.end] == count.text != ""
        assert count.low is not None or count.high is not None
        assert count.low is None or count.low >= 0
        assert count.low is None or count.high is None or count.low <= count.high


@given(parses())
@settings(deadline=None, max_examples=100)
def test_numbers_are_in_order_and_do_not_overlap(made: tuple[str, Parse]) -> None:
    numbers = read_numbers(branches(made[1]))
    assert all(one.last <= other.first for one, other in pairwise(numbers))
    assert all(one.first <= one.core < one.last <= len(made[1]) for one in numbers)


@given(parses())
@settings(deadline=None, max_examples=100)
def test_every_word_gets_a_verdict_within_bounds(made: tuple[str, Parse]) -> None:
    tree = branches(made[1])
    walker, reader = Walker(tree), Reader(tree)
    for index in range(len(tree)):
        verdict = walker.verdict(index)
        assert -3 <= verdict.score <= 3
        assert -3 <= verdict.source_score <= 3
        reader.reading(index)


@given(parses())
@settings(deadline=None, max_examples=60)
def test_tolls_and_the_stage_never_break(made: tuple[str, Parse]) -> None:
    sheet = Sheet(Report("r", made[0]), parse=made[1])
    assert all(low == high >= 0 for low, high in report_toll(sheet))
    assert CountsStage()(sheet).counts == find_counts(made[1], made[0])


@given(st.integers(0, 10**9), st.sampled_from(["least", "above", "most", "below", "near", "about"]))
def test_a_hedged_number_is_never_a_single_figure(value: int, effect: str) -> None:
    low, high = loosen(value, value, effect=effect, slack=0.1)
    assert low != high or value <= 1
    assert low is None or high is None or low <= high


def flat(text: str) -> Parse:
    """A parse in which every word hangs on the first."""
    words = tuple(text.split())
    starts = tuple(sum(len(word) + 1 for word in words[:index]) for index in range(len(words)))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    size = len(words)
    return Parse(
        starts,
        ends,
        words,
        words,
        ("NOUN",) * size,
        ("NN",) * size,
        (0,) * size,
        ("dep",) * size,
        (Sentence(0, len(text), 0, size),),
    )


def test_piled_up_number_words_stay_bounded() -> None:
    for phrase in ("at least", "million", "thousands of", "toll 5", "two and", "up to 12 and"):
        text = " ".join([phrase] * 400)
        parse = flat(text)
        for number in read_numbers(branches(parse)):
            assert number.low is None or number.low <= 10**13 + 1
        find_counts(parse, text)

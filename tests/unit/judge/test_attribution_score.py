"""Learned weights: what they leave out, what they never leave out, and which reading they take."""

from __future__ import annotations

from dataclasses import replace

from dateline.judge.attribution_cues import Cue, Cues
from dateline.judge.attribution_drafts import Draft, Reader
from dateline.judge.attribution_score import draft_features, likely, load_weights, reading_features, sightings
from dateline.judge.branches import branches
from dateline.model import Parse, Sentence, Span

TEXT = "He likes the plan, which failed"
PARSE = Parse(
    (0, 3, 9, 13, 17, 19, 25),
    (2, 8, 12, 17, 18, 24, 31),
    ("He", "likes", "the", "plan", ",", "which", "failed"),
    ("he", "like", "the", "plan", ",", "which", "fail"),
    ("PRON", "VERB", "DET", "NOUN", "PUNCT", "PRON", "VERB"),
    ("PRP", "VBZ", "DT", "NN", ",", "WDT", "VBD"),
    (1, 1, 3, 1, 3, 6, 3),
    ("nsubj", "ROOT", "det", "dobj", "punct", "nsubj", "relcl"),
    (Sentence(0, 31, 0, 7),),
)
READER = Reader(TEXT, branches(PARSE), Cues({}, {}, {}), bytes(7))
LIKE = Cue("like", "VERB", ("object",), "asserts", "asserts", "feeling", "forward", "phrase", "", "")
DRAFT = Draft(LIKE, 1, Span(3, 8), Span(0, 2), 0, (Span(9, 17),), "object", other=(Span(9, 31),))


def test_a_draft_below_the_least_score_is_left_out() -> None:
    assert likely(READER, (DRAFT,), {"least": 1.0, "lemma=like": 0.5}) == ()
    assert len(likely(READER, (DRAFT,), {"least": 1.0, "lemma=like": 1.5})) == 1


def test_the_likelier_reading_is_taken() -> None:
    short, long = ({"least": 0.0, f"pick=object,{name}": 1.0} for name in ("own", "other"))
    assert likely(READER, (DRAFT,), short)[0].content == (Span(9, 17),)
    assert likely(READER, (DRAFT,), long)[0].content == (Span(9, 31),)


def test_speech_with_a_source_gets_the_benefit_of_the_doubt() -> None:
    said = replace(DRAFT, cue=replace(LIKE, kind="speech"), end="clause")
    weights = {"least": 1.0, "benefit": 1.0}
    assert len(likely(READER, (said,), weights)) == 1
    assert likely(READER, (replace(said, source=None),), weights) == ()
    assert likely(READER, (DRAFT,), weights) == ()


def test_depth_counts_the_contents_around_a_cue() -> None:
    outer = replace(DRAFT, span=Span(0, 2), content=(Span(3, 31),), other=())
    depths = [seen.depth for seen in sightings(READER, (DRAFT, outer))]
    assert depths == [0, 1]


def test_bundled_weights_know_the_features_that_are_seen() -> None:
    weights = load_weights()
    (seen,) = sightings(READER, (DRAFT,))
    names = {*draft_features(READER, seen), *reading_features(READER, DRAFT, seen.readings[0])}
    assert {"bias", "end=object", "source=object,PRON"} <= names & set(weights)
    assert "least" in weights

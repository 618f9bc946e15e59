"""Claims of any parse lie inside the text, whatever the quotation marks and heads are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.judge.attribution import AttributionStage
from dateline.model import Event, Parse, Report, Sentence, Sheet, Span

WORDS = (
    "said",
    "told",
    "“",
    "”",
    '"',
    "'",
    "he",
    "Ali",
    "that",
    "left",
    ",",
    ".",
    ":",
    "according",
    "to",
    "claim",
    "allegedly",
)
LEMMAS = {"said": "say", "told": "tell", "left": "leave", "according": "accord"}
POS = {"said": "VERB", "told": "VERB", "left": "VERB", "he": "PRON", "Ali": "PROPN", "claim": "NOUN"} | {
    "allegedly": "ADV",
    ":": "PUNCT",
}
DEPS = (
    "nsubj",
    "ccomp",
    "dobj",
    "prep",
    "pobj",
    "advcl",
    "parataxis",
    "relcl",
    "acl",
    "conj",
    "poss",
    "nsubjpass",
    "xcomp",
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Reports of one to three paragraphs with random trees: each token hangs on an earlier one or on the first."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word + draw(st.sampled_from((" ", " ", " ", "", "\n\n")))
    order = draw(st.permutations(range(len(words))))
    heads = [0] * len(words)
    for place, token in enumerate(order):
        heads[token] = token if place == 0 else order[draw(st.integers(0, place - 1))]
    deps = tuple("ROOT" if heads[i] == i else draw(st.sampled_from(DEPS)) for i in range(len(words)))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    parse = Parse(
        tuple(starts),
        ends,
        tuple(words),
        tuple(LEMMAS.get(word, word.lower()) for word in words),
        tuple(POS.get(word, "X") for word in words),
        ("VBD",) * len(words),
        tuple(heads),
        deps,
        (Sentence(0, ends[-1], 0, len(words)),),
    )
    spans = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    events = tuple(Event(str(i), "X", span, "", 0) for i, span in enumerate(spans))
    return Sheet(Report("r", text), parse, events=events)


@given(sheets())
def test_spans_lie_in_the_text_and_parents_hold_their_children(sheet: Sheet) -> None:
    coded = AttributionStage()(sheet)
    known = {claim.id: claim for claim in coded.claims}
    assert len(known) == len(coded.claims)
    for claim in coded.claims:
        assert claim.content
        for span in (*claim.source, *claim.cue, *claim.content):
            assert 0 <= span.start < span.end <= len(sheet.report.text)
        if claim.parent is not None:
            assert any(outer.contains(claim.content[0]) for outer in known[claim.parent].content)


@given(sheets())
def test_events_name_the_claims_around_them(sheet: Sheet) -> None:
    coded = AttributionStage()(sheet)
    for event in coded.events:
        around = {c.id for c in coded.claims if any(span.contains(event.trigger) for span in c.content)}
        assert set(event.claims) == around
    assert AttributionStage()(sheet) == coded

"""Whatever the text, actors quote back, and the work grows with its length only."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lexicon.actors import default_actors
from dateline.model import Parse, Report, Sheet
from dateline.resolve.who import WhoStage, resolve_mention

PIECES = st.sampled_from(
    [
        "Iraqi",
        "army",
        "the",
        "U.S.",
        "Foreign Minister",
        "al-",
        "Zorvan",
        "'s",
        "’s",
        "(",
        ")",
        ",",
        ".",
        "-",
        "led by",
        "of",
        "former",
        "Hamas",
        "ISIS",
        "\n",
        "  ",
        "é",
        "İ",
        "١",
        "🙂",
        "-backed",
        "rebels",
        "President",
        "A",
        "IS",
        "for",
        "\u200b",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=120)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_quote_back(text: str) -> None:
    sheet = WhoStage()(Sheet(Report("r", text), parse=Parse()))
    for actor in sheet.actors:
        assert text[actor.start : actor.end] == actor.text
        assert actor.text.strip()
    assert list(sheet.actors) == sorted(sheet.actors, key=lambda actor: (actor.start, actor.end))


@given(TEXTS, st.sampled_from([None, "", "2014", "2014-06-22", "9999-99-99"]))
@settings(max_examples=150, deadline=None)
def test_a_phrase_always_gets_an_answer(text: str, date: str | None) -> None:
    actor = resolve_mention(text, date)
    assert (actor.start, actor.end, actor.text) == (0, len(text), text)
    assert actor.country is None or len(actor.country) == 3


def _seconds(text: str) -> float:
    begin = time.perf_counter()
    WhoStage()(Sheet(Report("r", text), parse=Parse()))
    return time.perf_counter() - begin


def test_three_thousand_names_take_ten_times_what_three_hundred_take() -> None:
    default_actors()
    _seconds("warm up")
    names = [f"Minister Zorvan{number} Attelic{number} of Fiji" for number in range(3000)]
    short = min(_seconds(", ".join(names[:300])) for _ in range(3))
    assert _seconds(", ".join(names)) < 40 * max(short, 0.005)
    assert _seconds(" ".join(names)) < 40 * max(short, 0.005)

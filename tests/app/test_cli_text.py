"""Nothing in a report reaches the terminal as a command."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dateline.app.terminal import HARMFUL, KEPT, tame

ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_tamed_text_has_the_same_length_and_nothing_that_acts(text: str) -> None:
    tamed = tame(text)
    assert len(tamed) == len(text)
    assert not [each for each in tamed if unicodedata.category(each) in HARMFUL and each not in KEPT]
    tamed.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert tame(text) == text

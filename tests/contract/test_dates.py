"""Days of events that need a parse: whole reports through the coder's rules."""

from __future__ import annotations

import pytest

from dateline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(engine="rules", strict=True)


@pytest.mark.parametrize(
    ("text", "trigger", "earliest", "latest"),
    [
        ("Gunmen attacked a university in Garissa before dawn on Thursday.", "attacked", "2015-04-02", "2015-04-02"),
        ("The premier said that 2,839 soldiers had been arrested.", "arrested", "2015-04-02", "2015-04-03"),
        ("The army seized power on Thursday, two days after it declared martial law.", "martial law", "2015-03-31", "2015-03-31"),
        ("The army had captured the town.", "captured", None, "2015-04-03"),
    ],
)
def test_days(coder: Coder, text: str, trigger: str, earliest: str | None, latest: str) -> None:
    events = coder.code(text, published="2015-04-03", language="en").events
    when = next(event.when for event in events if event.trigger_text == trigger)
    assert when is not None
    assert (when.earliest, when.latest) == (earliest, latest)

"""What holds of times in any text."""

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.model import Span
from dateline.resolve.when_find import find_times

TOKENS = """the of in on at late early mid June May 31 30 2014 1990s Monday - , . last next year years ago a half three
and 10:30 p.m. 12/13/2014 Ramadan this 9999 second quarter every to until 99999999999999999 0 00 24:00 2400 GMT '90s
40th century weekend overnight fall decade fiscal 22nd 1,000 million"""
WORDS = st.sampled_from(TOKENS.split())
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))
DAYS = st.sampled_from([None, "2014-06-22", "1000-01-01", "2200-12-31", "2016-02-29"])


@settings(max_examples=200, deadline=None)
@given(TEXTS, DAYS)
@example("３１ June ２０１４", "2014-06-22")
def test_spans_quote_back_in_order_and_days_are_in_order(text: str, published: str | None) -> None:
    found = find_times(text, [Span(0, len(text))], published)
    assert found == find_times(text, [Span(0, len(text))], published)
    end = 0
    for item in found:
        assert end <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        assert item.earliest is None or item.latest is None or item.earliest <= item.latest
        end = item.end


def _seconds(text: str) -> float:
    start = time.process_time()
    find_times(text, [Span(0, len(text))], "2014-06-22")
    return time.process_time() - start


def test_a_long_run_of_weekdays_takes_linear_time() -> None:
    _seconds("Monday " * 100)
    short, long = _seconds("Monday " * 2_000), _seconds("Monday " * 20_000)
    assert long < 40 * max(short, 0.005)

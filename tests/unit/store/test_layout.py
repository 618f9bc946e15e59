"""The day that layouts with one date column give an event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.store.builders import event, sheet

from dateline.model import Count, When
from dateline.store.exports.layout import count, day, last_day
from dateline.store.records import EventRow, Standing


def row(earliest: str | None, latest: str | None, published: str | None = "2014-06-22") -> EventRow:
    told = replace(event(), when=When(None, None, None, earliest, latest))
    return EventRow(told, replace(sheet().report, published=published), "", Standing("2014-06-23"))


@pytest.mark.parametrize(
    ("earliest", "latest", "days"),
    [
        ("2014-06-19", "2014-06-20", ("2014-06-19", "2014-06-20")),
        (None, "2014-06-20", ("2014-06-20", "2014-06-20")),
        (None, None, ("2014-06-22", "2014-06-22")),
        ("2014-06-19T04:00", None, ("2014-06-19", "2014-06-19")),
    ],
)
def test_a_span_of_days_never_ends_before_it_begins(earliest: str | None, latest: str | None, days: tuple[str, str]) -> None:
    found = row(earliest, latest)
    assert (day(found), last_day(found.event.when, found.report.published)) == days


def test_without_any_date_there_is_none() -> None:
    assert (day(row(None, None, None)), last_day(None, None)) == (None, None)


def test_a_number_with_an_open_end_is_its_low_end() -> None:
    crowd = Count("crowd", 500, None, 0, 6, "Gunmen")
    assert count(replace(event(), counts=(crowd,)), "crowd") == (500, 500)
    assert count(event(), "crowd") is None

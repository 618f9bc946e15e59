from __future__ import annotations

import pytest

from dateline.read import ReadOptions, read_text
from dateline.read.dates import as_iso, find_dates

STORY = "Rebels captured the town on Saturday, officials said.\n\nThe army said on Sunday that it would return."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22 June 2014", "2014-06-22"),
        ("June 22, 2014 3:15 PM", "2014-06-22T15:15:00"),
        ("Jun. 22nd, 2014 at 15:15 GMT", "2014-06-22T15:15:00+00:00"),
        ("2014-06-22T15:15:00Z", "2014-06-22T15:15:00+00:00"),
        ("Sun, 22 Jun 2014 15:15:00 +0200", "2014-06-22T15:15:00+02:00"),
        ("3 JAN 90 (EFE)", "1990-01-03"),
        ("22.06.2014", "2014-06-22"),
        ("06/22/2014", "2014-06-22"),
        ("June 3", "--06-03"),
        ("June 3, 11 people", "--06-03"),
    ],
)
def test_dates_as_reports_write_them(text: str, value: str) -> None:
    assert [item.value for item in find_dates(text)] == [value]


@pytest.mark.parametrize("text", ["03/04/2014", "31 February 2014", "May 2014", "in 2014", "1234567"])
def test_what_is_no_single_day(text: str) -> None:
    assert not [item for item in find_dates(text) if item.full]


def test_compact_dates_of_metadata() -> None:
    assert as_iso("20140622") == "2014-06-22"
    assert as_iso("yesterday") is None


@pytest.mark.parametrize(
    "line", ["Published: 22 June 2014", "June 22, 2014", "Sunday, 22 June 2014 | 15:15", "By Ann Sample, 22 June 2014"]
)
def test_stated(line: str) -> None:
    report = read_text(f"Army loses border town\n{line}\n\n{STORY}", ReadOptions(published="2020-01-01"))
    assert (report.published or "")[:10] == "2014-06-22"
    assert report.published_basis == "stated"


def test_the_first_publication_counts_before_the_update() -> None:
    report = read_text(f"Army loses town\nUpdated: 23 June 2014\nPublished: 22 June 2014\n\n{STORY}")
    assert report.published == "2014-06-22"


def test_metadata_comes_before_the_text() -> None:
    report = read_text(f"Army loses town\n22 June 2014\n\n{STORY}", published="2014-06-23T10:00:00")
    assert (report.published, report.published_basis) == ("2014-06-23T10:00:00", "metadata")


def test_dateline_with_its_year() -> None:
    report = read_text("GOMA, Nov 20, 2012 (Reuters) - Rebels captured the town, officials said.")
    assert (report.published, report.published_basis) == ("2012-11-20", "dateline")


def test_dateline_without_a_year_takes_it_from_the_copyright_line() -> None:
    text = "GOMA, Nov 20 (Reuters) - Rebels captured the town, officials said.\n\n© 2012 Example News"
    assert read_text(text).published == "2012-11-20"


def test_given_when_nothing_states_it() -> None:
    report = read_text(STORY, ReadOptions(published="2014-06-22"))
    assert (report.published, report.published_basis) == ("2014-06-22", "given")


def test_inferred_from_a_caption_and_the_weekdays_named() -> None:
    text = f"Army loses border town\n\nA soldier guards a road on June 21, 2014.\nCredit: AP\n\n{STORY}"
    report = read_text(text)
    assert (report.published, report.published_basis) == ("2014-06-22", "inferred")


def test_a_file_photo_says_nothing_about_the_day() -> None:
    text = f"Army loses border town\n\nFile photo: a soldier guards a road on June 21, 2011. Credit: AP\n\n{STORY}"
    assert read_text(text).published is None


def test_none_where_none_can_be_had() -> None:
    report = read_text(STORY)
    assert (report.published, report.published_basis) == (None, None)


@pytest.mark.parametrize(
    ("heading", "published"),
    [
        ("World news headlines, 12 June 2014", "2014-06-12"),
        ("Morning briefing - Thursday, June 12, 2014", "2014-06-12"),
        ("Court hears of the killings of 12 June 2014", None),
        ("Bombs of 12 June 2014, a year on", None),
    ],
)
def test_a_date_that_ends_the_heading_is_that_of_publication(heading: str, published: str | None) -> None:
    assert read_text(f"{heading}\n\n{STORY}").published == published

"""Time expressions: what is found, its TIMEX3 type and value, and the days it covers."""

import pytest

from dateline.model import Span, Time
from dateline.resolve.when_find import find_times

SUNDAY = "2014-06-22"


def times(text: str, published: str | None = SUNDAY, *, dayfirst: bool | None = None) -> tuple[Time, ...]:
    return find_times(text, [Span(0, len(text))], published, dayfirst=dayfirst)


def one(text: str, published: str | None = SUNDAY, *, dayfirst: bool | None = None) -> Time:
    found = times(text, published, dayfirst=dayfirst)
    assert len(found) == 1, [item.text for item in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("It rose in the second half of the year.", "the second half of the year", "DATE", "2014-H2"),
        ("Its second-quarter results were poor.", "second-quarter", "DATE", "2014-Q2"),
        ("Its second-quarter 2013 results were poor.", "second-quarter 2013", "DATE", "2013-Q2"),
        ("Its first-half profit fell.", "first-half", "DATE", "2013-H1"),
        ("The law takes effect May 1.", "May 1", "DATE", "2015-05-01"),
        ("The late 19th-century palace burned.", "late 19th-century", "DATE", "18XX"),
        ("Profit for the year fell.", "the year", "DATE", "2014"),
        ("Profit fell in the latest month.", "the latest month", "DATE", "2014-05"),
        ("Profit fell in the latest fiscal year.", "the latest fiscal year", "DATE", "2013"),
        ("They fled the year before last.", "the year before last", "DATE", "2012"),
        ("They fled in the week of May 5.", "the week of May 5", "DATE", "2014-W19"),
        ("The August 7, 1998, bombings were recalled.", "August 7, 1998", "DATE", "1998-08-07"),
        ("They fled some time ago.", "some time ago", "DATE", "PAST_REF"),
        ("These days they farm.", "These days", "DATE", "PRESENT_REF"),
        ("They fled early in the morning.", "early in the morning", "TIME", "2014-06-22TMO"),
        ("They fled by mid-afternoon.", "mid-afternoon", "TIME", "2014-06-22TAF"),
        ("That same day they fled.", "That same day", "DATE", "2014-06-22"),
        ("They are to vote Monday.", "Monday", "DATE", "2014-06-23"),
        ("They fought for 10 straight months.", "10 straight months", "DURATION", "P10M"),
        ("They fought for about an hour and a half.", "about an hour and a half", "DURATION", "PT1.5H"),
        ("They met every second Friday.", "every second Friday", "SET", "XXXX-WXX-5"),
        ("They left on June 12, 2014, by road.", "June 12, 2014", "DATE", "2014-06-12"),
        ("They left on 12 June 2014 by road.", "12 June 2014", "DATE", "2014-06-12"),
        ("They left on the 12th of June.", "the 12th of June", "DATE", "2014-06-12"),
        ("They left on Thursday, June 19, by road.", "Thursday, June 19", "DATE", "2014-06-19"),
        ("They left on Sept. 11, 2001.", "Sept. 11, 2001", "DATE", "2001-09-11"),
        ("It was signed on 2014-06-12 in Rome.", "2014-06-12", "DATE", "2014-06-12"),
        ("It was signed on 22.06.2013 in Rome.", "22.06.2013", "DATE", "2013-06-22"),
        ("It was signed in June 2013.", "June 2013", "DATE", "2013-06"),
        ("It was signed in June last year.", "June last year", "DATE", "2013-06"),
        ("It was signed last August.", "last August", "DATE", "2013-08"),
        ("It ended in mid-2013.", "mid-2013", "DATE", "2013"),
        ("It ended in the late 1980s.", "the late 1980s", "DATE", "198X"),
        ("It ended in the '90s.", "the '90s", "DATE", "199X"),
        ("It ended in the nineteenth century.", "the nineteenth century", "DATE", "18XX"),
        ("It ended in the summer of 2013.", "the summer of 2013", "DATE", "2013-SU"),
        ("It ended last winter.", "last winter", "DATE", "2013-WI"),
        ("It rose in the second quarter of last year.", "the second quarter of last year", "DATE", "2013-Q2"),
        ("It rose in Q2 2013.", "Q2 2013", "DATE", "2013-Q2"),
        ("It rose in the first half of 2013.", "the first half of 2013", "DATE", "2013-H1"),
        ("They fled late Saturday.", "late Saturday", "DATE", "2014-06-21"),
        ("They fled last Sunday.", "last Sunday", "DATE", "2014-06-15"),
        ("They fled on Tuesday of last week.", "Tuesday of last week", "DATE", "2014-06-10"),
        ("They fled yesterday.", "yesterday", "DATE", "2014-06-21"),
        ("They fled the day before yesterday.", "the day before yesterday", "DATE", "2014-06-20"),
        ("They fled last week.", "last week", "DATE", "2014-W24"),
        ("They fled last month.", "last month", "DATE", "2014-05"),
        ("They fled over the weekend.", "the weekend", "DATE", "2014-W25-WE"),
        ("They fled three weeks ago.", "three weeks ago", "DATE", "2014-W22"),
        ("They fled two years ago.", "two years ago", "DATE", "2012"),
        ("They fled several days ago.", "several days ago", "DATE", "PAST_REF"),
        ("They have recently fled.", "recently", "DATE", "PAST_REF"),
        ("They are now in Jordan.", "now", "DATE", "PRESENT_REF"),
        ("Nobody knows the future.", "the future", "DATE", "FUTURE_REF"),
        ("They fled on Monday night.", "Monday night", "TIME", "2014-06-16TNI"),
        ("They fled on the night of June 12.", "the night of June 12", "TIME", "2014-06-12TNI"),
        ("They fled last night.", "last night", "TIME", "2014-06-21TNI"),
        ("They fled this morning.", "this morning", "TIME", "2014-06-22TMO"),
        ("They fled in the early hours of Tuesday.", "the early hours of Tuesday", "TIME", "2014-06-17TMO"),
        ("They fled midday Friday.", "midday Friday", "TIME", "2014-06-20TMI"),
        ("They fled at 10 p.m. Friday.", "10 p.m. Friday", "TIME", "2014-06-20T22:00"),
        ("They fled at 12:15 a.m. without food.", "12:15 a.m.", "TIME", "2014-06-22T00:15"),
        ("They fled at 03:00 GMT with food.", "03:00 GMT", "TIME", "2014-06-22T03:00Z"),
        ("They fled at 2100 local time.", "2100 local time", "TIME", "2014-06-22T21:00"),
        ("They fled at five o'clock.", "five o'clock", "TIME", "2014-06-22T05:00"),
        ("They have fought for more than three years.", "more than three years", "DURATION", "P3Y"),
        ("They have fought for decades.", "decades", "DURATION", "PXDE"),
        ("They fought for half an hour.", "half an hour", "DURATION", "PT30M"),
        ("They fought for two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
        ("They fought for a year and a half.", "a year and a half", "DURATION", "P1.5Y"),
        ("They fought for 2 1/2 years.", "2 1/2 years", "DURATION", "P2.5Y"),
        ("They fought for a fortnight.", "a fortnight", "DURATION", "P2W"),
        ("They fought for a quarter of a century.", "a quarter of a century", "DURATION", "P25Y"),
        ("A three-day siege ended.", "three-day", "DURATION", "P3D"),
        ("A 20-year-old man died.", "20-year-old", "DURATION", "P20Y"),
        ("The months-long siege ended.", "months-long", "DURATION", "PXM"),
        ("It took twenty-four hours.", "twenty-four hours", "DURATION", "PT24H"),
        ("It took 1,000 days.", "1,000 days", "DURATION", "P1000D"),
        ("It fell in the past three years.", "the past three years", "DURATION", "P3Y"),
        ("They meet daily.", "daily", "SET", "P1D"),
        ("They meet every Sunday.", "every Sunday", "SET", "XXXX-WXX-7"),
        ("They meet on Fridays.", "Fridays", "SET", "XXXX-WXX-5"),
        ("They meet every two years.", "every two years", "SET", "P2Y"),
        ("They meet twice a week.", "twice a week", "SET", "P1W"),
        ("They earn $100 a month.", "a month", "SET", "P1M"),
    ],
)
def test_type_and_value(text: str, words: str, kind: str, value: str) -> None:
    found = one(text)
    assert (found.text, found.type, found.value) == (words, kind, value)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("They fled in early June.", "2014-06-01", "2014-06-10", "month"),
        ("They fled in late 2013.", "2013-09-01", "2013-12-31", "year"),
        ("They fled in the early 1990s.", "1990-01-01", "1993-12-31", "decade"),
        ("They fled earlier this week.", "2014-06-16", "2014-06-22", "week"),
        ("They fled overnight.", "2014-06-21", "2014-06-22", "part_of_day"),
        ("They fled over the weekend.", "2014-06-21", "2014-06-22", "week"),
        ("They fled in the past week.", "2014-06-15", "2014-06-22", "vague"),
        ("They fled at midnight on Friday.", "2014-06-20", "2014-06-20", "day"),
        ("They have recently fled.", None, "2014-06-22", "vague"),
        ("They fought for three years.", None, None, None),
    ],
)
def test_days_covered(text: str, earliest: str | None, latest: str | None, precision: str | None) -> None:
    found = times(text)[-1]
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police said on Sunday that he died.", "2014-06-22"),
        ("The council met on Friday.", "2014-06-20"),
        ("The council will meet on Friday.", "2014-06-27"),
        ("The vote will be held on Tuesday.", "2014-06-24"),
        ("The council will meet on Sunday.", "2014-06-22"),
        ("They meet next Sunday.", "2014-06-29"),
        ("The truce was extended until Thursday.", "2014-06-26"),
        ("Troops will attack, he said Friday.", "2014-06-20"),
        ("The trial is due to open on Monday.", "2014-06-23"),
    ],
)
def test_weekday_follows_the_tense(text: str, value: str) -> None:
    assert one(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It began in September.", "2013-09"),
        ("It will begin in September.", "2014-09"),
        ("It began on December 24.", "2013-12-24"),
        ("It will begin on January 5.", "2015-01-05"),
        ("The games of July 4 were called off.", "2014-07-04"),
    ],
)
def test_year_of_a_bare_month_follows_the_tense(text: str, value: str) -> None:
    assert one(text).value == value


@pytest.mark.parametrize("text", ["On 30 February they left.", "They left on 01/02/03.", "They left on 31/04/2014."])
def test_impossible_or_ambiguous_days_have_no_value(text: str) -> None:
    assert one(text).value is None


def test_numeric_order_can_be_told() -> None:
    assert one("They left on 03/04/2014.", dayfirst=True).value == "2014-04-03"
    assert one("They left on 03/04/2014.", dayfirst=False).value == "2014-03-04"


def test_ambiguous_numeric_date_spans_both_readings() -> None:
    found = one("They left on 03/04/2014.")
    assert (found.value, found.earliest, found.latest) == (None, "2014-03-04", "2014-04-03")


def test_unmistakable_numeric_date_needs_no_order() -> None:
    assert one("They left on 06/22/2013.", dayfirst=True).value == "2013-06-22"


@pytest.mark.parametrize(
    "text",
    [
        "They left in 9999.",
        "They read a daily newspaper.",
        "It was the last day of school.",
        "About 2,000 people left.",
        "More than 2013 people left.",
        "He may march.",
        "It holds three-quarters of the debt.",
        "He fled as soon as he could.",
    ],
)
def test_not_a_time(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They left yesterday.", None),
        ("They left on Friday.", "XXXX-WXX-5"),
        ("They left on June 12.", "XXXX-06-12"),
        ("They left in June.", "XXXX-06"),
        ("They left two days ago.", None),
        ("They left at 10 p.m. by car.", "XXXX-XX-XXT22:00"),
    ],
)
def test_without_publication_day_relative_times_have_no_days(text: str, value: str | None) -> None:
    found = one(text, None)
    assert (found.value, found.earliest, found.latest) == (value, None, None)


def test_absolute_dates_need_no_publication_day() -> None:
    assert one("They left on June 12, 2014.", None).earliest == "2014-06-12"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on June 9. Two days earlier, it was quiet.", "2014-06-07"),
        ("It fell on June 9. The following day, it was quiet.", "2014-06-10"),
        ("It fell on June 9. That night, it was quiet.", "2014-06-09TNI"),
        ("It fell in 2011. A year later, it was quiet.", "2012"),
        ("It fell in June 2011. The following month, it was quiet.", "2011-07"),
    ],
)
def test_leans_on_the_day_named_before(text: str, value: str) -> None:
    cut = text.index(". ") + 1
    found = find_times(text, [Span(0, cut), Span(cut + 1, len(text))], SUNDAY)
    assert found[-1].value == value


def test_day_after_something_counts_from_the_day_named_before() -> None:
    text = "It fell on June 9. A day after the fall, troops left."
    found = find_times(text, [Span(0, 18), Span(19, len(text))], SUNDAY)[-1]
    assert (found.value, found.earliest) == ("P1D", "2014-06-10")


def test_range_within_a_month_is_two_linked_days() -> None:
    first, second = times("They met on June 12-14, 2013, in Rome.")
    assert (first.text, first.value, first.rule) == ("June 12", "2013-06-12", "range:from")
    assert (second.text, second.value, second.rule) == ("14, 2013", "2013-06-14", "range:to")


def test_days_before_the_month_are_a_range() -> None:
    assert [found.value for found in times("They met on 3-5 June.")] == ["2014-06-03", "2014-06-05"]


def test_clock_range_crosses_midnight() -> None:
    assert [found.value for found in times("Shots fell between 11 p.m. and 3 a.m. there.")] == [
        "2014-06-22T23:00",
        "2014-06-23T03:00",
    ]


def test_a_part_of_the_day_is_on_the_day_named_after_it() -> None:
    assert [found.value for found in times("They fled at dawn on Friday.")] == ["2014-06-20TMO", "2014-06-20"]


def test_midnight_touches_the_day_after() -> None:
    found = times("They fled at midnight on Friday.")[0]
    assert (found.value, found.earliest, found.latest) == ("2014-06-20T24:00", "2014-06-20", "2014-06-21")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("During Ramadan it was quiet.", "2013-07-09", "2013-08-07"),
        ("On Christmas Day it was quiet.", "2013-12-25", "2013-12-25"),
        ("On Easter Sunday 2014 it was quiet.", "2014-04-20", "2014-04-20"),
        ("On Thanksgiving 2013 it was quiet.", "2013-11-28", "2013-11-28"),
        ("On Yom Kippur 2013 it was quiet.", "2013-09-14", "2013-09-14"),
        ("During Hanukkah 2013 it was quiet.", "2013-11-28", "2013-12-05"),
        ("On Diwali 2013 it was quiet.", "2013-11-03", "2013-11-03"),
        ("On Holy Thursday it was quiet.", "2014-04-17", "2014-04-17"),
        ("After the 9/11 attacks it was quiet.", "2001-09-11", "2001-09-11"),
    ],
)
def test_feast_days(text: str, earliest: str, latest: str) -> None:
    found = one(text)
    assert (found.earliest, found.latest) == (earliest, latest)


def test_decades_after_something_do_not_lie_ahead_of_the_report() -> None:
    text = "They met on June 20. Two decades after the war, it was quiet."
    cut = text.index(". ") + 1
    found = find_times(text, [Span(0, cut), Span(cut + 1, len(text))], SUNDAY)
    assert (found[-1].value, found[-1].earliest, found[-1].latest) == ("P2DE", None, None)

"""Calendar arithmetic against published dates."""

from datetime import date

import pytest

from dateline.resolve.when_calendar import (
    add_days,
    add_months,
    make_date,
    parse_date,
    season_days,
    weekday_near,
)
from dateline.resolve.when_feasts import (
    Feast,
    easter,
    feast_days,
    hebrew_new_year,
    islamic_to_date,
    moon_day,
    orthodox_easter,
)


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2008, date(2008, 3, 23), date(2008, 4, 27)),
        (2014, date(2014, 4, 20), date(2014, 4, 20)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
    ],
)
def test_easter(year: int, western: date, orthodox: date) -> None:
    assert (easter(year), orthodox_easter(year)) == (western, orthodox)


@pytest.mark.parametrize(
    ("hijri", "observed"),
    [((1435, 9, 1), date(2014, 6, 28)), ((1442, 10, 1), date(2021, 5, 13)), ((1445, 12, 10), date(2024, 6, 16))],
)
def test_islamic_dates_are_within_two_days_of_what_was_observed(hijri: tuple[int, int, int], observed: date) -> None:
    assert abs((islamic_to_date(*hijri) - observed).days) <= 2


def test_islamic_feasts_of_a_year_may_come_twice() -> None:
    assert len(feast_days(Feast("islamic", month=9, days=30), 2030)) == 2


def test_last_monday_of_may() -> None:
    assert feast_days(Feast("weekday", month=5, weekday=1, nth=-1), 2014)[0].first == date(2014, 5, 26)


@pytest.mark.parametrize(
    ("year", "first"),
    [(1998, date(1998, 9, 21)), (2013, date(2013, 9, 5)), (2014, date(2014, 9, 25)), (2023, date(2023, 9, 16))],
)
def test_hebrew_new_year(year: int, first: date) -> None:
    assert hebrew_new_year(year) == first


@pytest.mark.parametrize(
    ("offset", "year", "first"),
    [
        (9, 2021, date(2021, 9, 16)),
        (83, 2013, date(2013, 11, 28)),
        (83, 2021, date(2021, 11, 29)),
        (-163, 2013, date(2013, 3, 26)),
    ],
)
def test_hebrew_feasts(offset: int, year: int, first: date) -> None:
    assert feast_days(Feast("hebrew", offset=offset), year)[0].first == first


@pytest.mark.parametrize(
    ("feast", "days"),
    [
        (Feast("moon", month=10, day=17, hours=-12.5), {2009: (10, 17), 2013: (11, 3), 2014: (10, 23), 2020: (11, 14)}),
        (Feast("moon", month=2, day=28, phase=0.5, hours=-12.5, offset=1), {2010: (3, 1), 2018: (3, 2), 2021: (3, 29)}),
        (Feast("moon", month=1, day=21, hours=8), {2004: (1, 22), 2014: (1, 31), 2015: (2, 19), 2024: (2, 10)}),
    ],
)
def test_feasts_of_the_moon(feast: Feast, days: dict[int, tuple[int, int]]) -> None:
    assert {year: (moon_day(feast, year).month, moon_day(feast, year).day) for year in days} == days


@pytest.mark.parametrize("parts", [(2014, 2, 30), (2014, 13, 1), (9999, 1, 1), (0, 1, 1), (2014, 0, 1)])
def test_no_such_date(parts: tuple[int, int, int]) -> None:
    assert make_date(*parts) is None


@pytest.mark.parametrize("text", [None, "", "June", "2014-06", "2014-02-30T10:00", "２０１４-06-22"])
def test_not_an_iso_date(text: str | None) -> None:
    assert parse_date(text) is None


def test_iso_date_time_gives_its_day() -> None:
    assert parse_date("2014-06-22T10:00:00Z") == date(2014, 6, 22)


def test_month_ends_are_kept_inside_the_month() -> None:
    assert add_months(date(2014, 3, 31), -1) == date(2014, 2, 28)


def test_days_stop_at_the_edge_of_the_years() -> None:
    assert add_days(date(2014, 1, 1), 10**9) is None
    assert add_days(date(1000, 1, 1), -1) is None


def test_weekday_near_counts_the_day_itself_unless_strict() -> None:
    sunday = date(2014, 6, 22)
    assert weekday_near(sunday, 7, -1) == sunday
    assert weekday_near(sunday, 7, -1, strict=True) == date(2014, 6, 15)
    assert weekday_near(sunday, 7, 1, strict=True) == date(2014, 6, 29)


def test_winter_runs_into_the_next_year() -> None:
    assert season_days(2013, "WI").last == date(2014, 2, 28)

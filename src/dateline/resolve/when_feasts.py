"""Feast days: Easter and what hangs on it, the Islamic and the Hebrew calendar, feasts of the new and full moon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, radians, sin

from dateline.resolve.when_calendar import Days, month_days, weekday_near

_ISLAMIC_EPOCH = 227015
_HEBREW_EPOCH = -1373427
_SECOND_MONTH_ENDS = 58
# What lies between a day's ordinal and the Julian day of its midnight.
_JULIAN_DAY = 1721424.5


@dataclass(frozen=True, slots=True)
class Feast:
    """How to compute a feast day: see the feasts in the cue file."""

    kind: str
    month: int = 1
    day: int = 1
    days: int = 1
    offset: int = 0
    weekday: int = 1
    nth: int = 1
    phase: float = 0.0
    hours: float = 0.0


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century = year % 19, year // 100
    leap, rest = century // 4, century % 4
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus; right from 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def islamic_to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day of a date in the Islamic tabular (civil) calendar; sighting may differ by a day or two."""
    months = 29 * (month - 1) + month // 2
    return date.fromordinal(_ISLAMIC_EPOCH - 1 + day + months + (year - 1) * 354 + (3 + 11 * year) // 30)


def _islamic(feast: Feast, year: int) -> tuple[date, ...]:
    hijri = (year - 622) * 33 // 32
    days = (islamic_to_date(hijri + step, feast.month, feast.day) for step in (-1, 0, 1, 2))
    return tuple(day for day in days if day.year == year)


def _nth_weekday(feast: Feast, year: int) -> date:
    if feast.nth < 0:
        return weekday_near(month_days(year, feast.month).last, feast.weekday, -1)
    first = weekday_near(date(year, feast.month, 1), feast.weekday, 1)
    return first + timedelta(days=7 * (feast.nth - 1) + feast.offset)


def _hebrew_months_days(year: int) -> int:
    """Days from the epoch to the mean new moon of a Hebrew year, the year's start kept off three weekdays."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = months * 29 + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def hebrew_new_year(year: int) -> date:
    """The first day of Tishri that falls in a Gregorian year."""
    hebrew = year + 3761
    before, own, after = (_hebrew_months_days(hebrew + step) for step in (-1, 0, 1))
    delay = 2 if after - own == 356 else 1 if own - before == 382 else 0
    return date.fromordinal(_HEBREW_EPOCH + own + delay)


def _hebrew(feast: Feast, year: int) -> date:
    """A day counted from the new year; what lies after the second month moves with that month's length."""
    start = hebrew_new_year(year)
    full = (hebrew_new_year(year + 1) - start).days in (355, 385)
    return start + timedelta(days=feast.offset + (full and feast.offset > _SECOND_MONTH_ENDS))


def _moon(lunation: float) -> float:
    """The Julian day of a new moon (whole number) or full moon (half), to some minutes (Meeus, the largest terms)."""
    sun = radians(2.5534 + 29.10535670 * lunation)
    moon = radians(201.5643 + 385.81693528 * lunation)
    node = radians(160.7108 + 390.67050284 * lunation)
    wobble = -0.4072 * sin(moon) + 0.1724 * sin(sun) + 0.0161 * sin(2 * moon) + 0.0104 * sin(2 * node)
    wobble += 0.0074 * sin(moon - sun) - 0.0051 * sin(moon + sun) + 0.0021 * sin(2 * sun)
    return 2451550.09766 + 29.530588861 * lunation + wobble


def moon_day(feast: Feast, year: int) -> date:
    """``offset`` days on from the first new or full moon on or after a date, ``hours`` added to universal time."""
    start = date(year, feast.month, feast.day).toordinal() + _JULIAN_DAY
    lunation = floor((start - 2451550.1) / 29.530588861) - 1 + feast.phase
    while (local := _moon(lunation) + feast.hours / 24) < start:
        lunation += 1
    return date.fromordinal(floor(local - _JULIAN_DAY) + feast.offset)


def feast_days(feast: Feast, year: int) -> tuple[Days, ...]:
    """The stretches of a feast that start in a year: one, and none or two at times for the Islamic ones."""
    if feast.kind == "islamic":
        starts = _islamic(feast, year)
    elif feast.kind == "easter":
        starts = (easter(year) + timedelta(days=feast.offset),)
    elif feast.kind == "hebrew":
        starts = (_hebrew(feast, year),)
    elif feast.kind == "moon":
        starts = (moon_day(feast, year),)
    elif feast.kind == "orthodox":
        starts = (orthodox_easter(year) + timedelta(days=feast.offset),)
    elif feast.kind == "weekday":
        starts = (_nth_weekday(feast, year),)
    else:
        starts = (date(year, feast.month, feast.day),)
    return tuple(Days(start, start + timedelta(days=feast.days - 1)) for start in starts)

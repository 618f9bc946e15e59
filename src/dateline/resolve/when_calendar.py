"""Calendar arithmetic: months, weeks, weekdays, quarters and seasons."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1000, 2200
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of whole days, both ends inclusive."""

    first: date
    last: date


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where no such day exists or the year is outside 1000 to 2200."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def parse_date(text: str | None) -> date | None:
    """The day that an ISO date or date-time starts with, or None."""
    if not text:
        return None
    parts = text[:10].split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    return make_date(int(parts[0]), int(parts[1]), int(parts[2]))


def add_days(day: date, count: int) -> date | None:
    """The day ``count`` days on, or None outside the years that are handled."""
    if abs(count) > 500_000:
        return None
    try:
        moved = day + timedelta(days=count)
    except OverflowError:
        return None
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def add_months(day: date, count: int) -> date | None:
    """The same day ``count`` months on, or the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_days(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_days(first: int, last: int) -> Days:
    """All days from one year to another."""
    return Days(date(first, 1, 1), date(last, 12, 31))


def week_days(day: date) -> Days:
    """The ISO week, Monday to Sunday, that a day is in."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return Days(monday, monday + timedelta(days=6))


def week_value(day: date) -> str:
    """The ISO week of a day as ``2014-W25``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_days(year: int, quarter: int) -> Days:
    """All days of a quarter, 1 to 4."""
    return Days(date(year, quarter * 3 - 2, 1), month_days(year, quarter * 3).last)


def season_days(year: int, season: str) -> Days:
    """The meteorological season of the northern half of the world; winter runs into the next year."""
    start = _SEASON_STARTS[season]
    if season == "WI":
        return Days(date(year, 12, 1), month_days(year + 1, 2).last)
    return Days(date(year, start, 1), month_days(year, start + 2).last)


def narrow(days: Days, edge: str) -> Days:
    """The early, middle or late third of a stretch; the whole where it is shorter than a week."""
    length = (days.last - days.first).days + 1
    if length < 7 or edge not in ("START", "MID", "END"):
        return days
    if days.first.day == days.first.month == 1 and length >= 365:
        return _narrow_years(days, edge)
    third = length // 3
    first, last = days.first, days.last
    if edge == "START":
        return Days(first, first + timedelta(days=third - 1))
    if edge == "END":
        return Days(last - timedelta(days=third - 1), last)
    return Days(first + timedelta(days=third), last - timedelta(days=third))


def _narrow_years(days: Days, edge: str) -> Days:
    """A third of whole years, cut between months (of a decade: years 0 to 3, 3 to 6 and 6 to 9)."""
    years = days.last.year - days.first.year + 1
    size, step = (4, 4) if years == 1 else (years * 12 * 4 // 10, years * 12 * 3 // 10)
    offset = {"START": 0, "MID": step, "END": years * 12 - size}[edge]
    first = add_months(days.first, offset) or days.first
    past = add_months(first, size)
    return Days(first, past - timedelta(days=1) if past else days.last)


def weekday_near(day: date, weekday: int, direction: int, *, strict: bool = False) -> date:
    """The nearest such weekday (1 is Monday) back (-1) or on (1); the day itself counts unless ``strict``."""
    step = -((day.isoweekday() - weekday) % 7) if direction < 0 else (weekday - day.isoweekday()) % 7
    if strict and step == 0:
        step = 7 * direction
    return day + timedelta(days=step)

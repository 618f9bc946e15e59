"""Reads calendar dates: numbers, months, years, decades, feast days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dateline.model import TimePrecision
from dateline.resolve.when_calendar import (
    Days,
    make_date,
    month_days,
    narrow,
    parse_date,
    week_days,
    week_value,
    year_days,
)
from dateline.resolve.when_feasts import feast_days
from dateline.resolve.when_read import Hit, Reading, Setting, edge_of, int_value, text_value, year_of

_TWO_DIGIT_TURN = 50
# A writer who leaves out the year of a day almost a year away means the one that is near, whatever the tense.
_TOO_FAR = 330
# A feast that is some days off is the one meant, whatever the tense: "on the eve of Yom Kippur".
_FEAST_NEAR = 3


def day_reading(day: date | None) -> Reading | None:
    """A reading of one day, or None for no day."""
    return Reading("DATE", day.isoformat(), Days(day, day), "day") if day else None


def unknown(precision: TimePrecision = "day", value: str | None = None) -> Reading:
    """A date that cannot be put on the calendar."""
    return Reading("DATE", value, None, precision)


def with_part(reading: Reading, part: str) -> Reading:
    """The same day as a part of it: ``2014-06-22TNI``."""
    if not part:
        return reading
    value = f"{reading.value}T{part}" if reading.value else None
    return Reading("TIME", value, reading.days, "part_of_day")


def nearest(days: list[Days], base: date, direction: int) -> Days | None:
    """The stretch that the tense means: the last begun by ``base``, the first not over before it, or the nearest."""
    if direction < 0:
        days = [item for item in days if item.first <= base] or days
        return max(days, key=lambda item: item.first, default=None)
    if direction > 0:
        days = [item for item in days if item.last >= base] or days
        return min(days, key=lambda item: item.first, default=None)
    return min(days, key=lambda item: (abs((item.first - base).days), item.first), default=None)


def _edge_days(days: Days, edge: str, setting: Setting) -> Days:
    base = setting.published
    if base and edge == "BEFORE" and days.first <= base <= days.last:
        return Days(days.first, base)
    if base and edge == "AFTER" and days.first <= base <= days.last:
        return Days(base, days.last)
    return narrow(days, edge)


def year_reading(year: int, hit: Hit, setting: Setting) -> Reading:
    """A whole year, or the part of it that "early", "mid" or "late" names."""
    if not 1000 <= year <= 2200:
        return unknown("year")
    days = _edge_days(year_days(year, year), edge_of(hit, setting.cues), setting)
    return Reading("DATE", f"{year:04d}", days, "year")


def month_reading(year: int, month: int, hit: Hit, setting: Setting) -> Reading:
    """A whole month, or the part of it that "early", "mid" or "late" names."""
    if not 1000 <= year <= 2200:
        return unknown("month")
    days = _edge_days(month_days(year, month), edge_of(hit, setting.cues), setting)
    return Reading("DATE", f"{year:04d}-{month:02d}", days, "month")


def week_reading(day: date, hit: Hit, setting: Setting) -> Reading:
    """The ISO week of a day, or the part of it that is named."""
    days = _edge_days(week_days(day), edge_of(hit, setting.cues), setting)
    return Reading("DATE", week_value(day), days, "week")


def read_iso(hit: Hit, setting: Setting) -> Reading | None:
    """``2014-06-22``, with a clock time where it has one."""
    text = hit.words("d")[0]
    day = parse_date(text)
    if day is None or len(text) == 10:
        return day_reading(day) or unknown()
    return Reading("TIME", text, Days(day, day), "minute")


def _full_year(text: str) -> int:
    number = int(text)
    if len(text) != 2:
        return number
    return number + (2000 if number < _TWO_DIGIT_TURN else 1900)


def read_numeric(hit: Hit, setting: Setting) -> Reading | None:
    """``22/06/2014``, ``06/22/2014``, ``22.06.14``; what reads both ways has no value and spans both days."""
    text = hit.words("d")[0]
    parts = re.split(r"[/.-]", text)
    if any(len(part) == 3 for part in parts) or len(parts[0]) == 3:
        return None
    if len(parts[0]) == 4:
        return day_reading(make_date(int(parts[0]), int(parts[1]), int(parts[2]))) or unknown()
    if len(parts[0]) > 2:
        return None
    first, second, year = int(parts[0]), int(parts[1]), _full_year(parts[2])
    dayfirst = True if "." in text else setting.dayfirst
    readings = {make_date(year, second, first): True, make_date(year, first, second): False}
    return _numeric_choice({day: order for day, order in readings.items() if day}, dayfirst, len(parts[2]) == 2)


def _numeric_choice(readings: dict[date, bool], dayfirst: bool | None, short: bool) -> Reading:
    days = sorted(readings)
    if len(days) == 1:
        return day_reading(days[0]) or unknown()
    for day in days:
        if dayfirst is not None and readings[day] == dayfirst:
            return day_reading(day) or unknown()
    if not days or short:
        return unknown()
    return Reading("DATE", None, Days(days[0], days[-1]), "vague")


def read_slash(hit: Hit, setting: Setting) -> Reading | None:
    """``9/11`` and the few others that have become names; other fractions are not times."""
    return day_reading(parse_date(setting.cues.named.get(hit.words("d")[0])))


def _month_number(hit: Hit, setting: Setting) -> int:
    word = hit.word("m", "m2")
    return int_value(setting.cues, "MONTH", word) or int_value(setting.cues, "MONTHX", word) or 1


def _day_number(hit: Hit, setting: Setting, *names: str) -> int:
    word = hit.word(*names) or ""
    digits = "".join(sign for sign in word if sign.isdigit())
    return int(digits) if digits else int_value(setting.cues, "ORD", word) or 0


def _dated(year: int | None, month: int, day: int, setting: Setting) -> date | None:
    if year is not None:
        return make_date(year, month, day)
    base = setting.published
    if base is None:
        return None
    years = range(-4, 5) if (month, day) == (2, 29) else range(-1, 2)
    found = [Days(item, item) for step in years if (item := make_date(base.year + step, month, day))]
    days = nearest(found, base, setting.direction)
    if days and abs((days.first - base).days) > _TOO_FAR:
        days = nearest(found, base, 0)
    return days.first if days else None


def _calendar_day(hit: Hit, setting: Setting, month: int, day: int) -> Reading:
    year = year_of(hit.words("y"), setting) if "y" in hit else None
    found = _dated(year, month, day, setting)
    part = text_value(setting.cues, "DAYPART", hit.word("p"))
    if found:
        return with_part(day_reading(found) or unknown(), part)
    possible = year is None and make_date(2000, month, day) and setting.published is None
    return with_part(unknown("day", f"XXXX-{month:02d}-{day:02d}" if possible else None), part)


def read_month_day(hit: Hit, setting: Setting) -> Reading | None:
    """``June 22``, ``22 June 2014``, ``the night of June 12``; the year from the tense where none is said."""
    return _calendar_day(hit, setting, _month_number(hit, setting), _day_number(hit, setting, "d", "o", "d2"))


def read_month_day_second(hit: Hit, setting: Setting) -> Reading | None:
    """The same for the second day of a range, ``June 12-14``."""
    return _calendar_day(hit, setting, _month_number(hit, setting), _day_number(hit, setting, "d2"))


def read_day_of_month(hit: Hit, setting: Setting) -> Reading | None:
    """``the 12th``: the nearest such day that the tense allows."""
    base, day = setting.published, _day_number(hit, setting, "d")
    if base is None:
        return unknown("day", f"XXXX-XX-{day:02d}" if 1 <= day <= 31 else None)
    months = ((base.year * 12 + base.month - 1 + step) for step in (-2, -1, 0, 1, 2))
    found = [make_date(index // 12, index % 12 + 1, day) for index in months]
    days = nearest([Days(item, item) for item in found if item], base, setting.direction)
    return day_reading(days.first) if days else unknown()


def read_month(hit: Hit, setting: Setting) -> Reading | None:
    """``June 2014``, ``early June``, ``June last year``, ``June``."""
    month = _month_number(hit, setting)
    if hit.has_any("y", "y2"):
        year = year_of(hit.words("y", "y2"), setting)
        return month_reading(year, month, hit, setting) if year else unknown("month", f"XXXX-{month:02d}")
    base = setting.published
    if base is None:
        return unknown("month", f"XXXX-{month:02d}")
    days = nearest([month_days(base.year + step, month) for step in (-1, 0, 1)], base, setting.direction)
    return month_reading(days.first.year if days else base.year, month, hit, setting)


def read_rel_month(hit: Hit, setting: Setting) -> Reading | None:
    """``last June``, ``next March``, ``this May``: the last that is over, the next to come, the one of this year."""
    month, base = _month_number(hit, setting), setting.published
    if base is None:
        return unknown("month", f"XXXX-{month:02d}")
    year = base.year
    if hit.has_any("r2", "r4") and month >= base.month:
        year -= 1
    elif hit.has_any("r3", "r5") and month <= base.month:
        year += 1
    elif not hit.has_any("r", "r2", "r3", "r4", "r5") and month > base.month:
        year -= 1
    return month_reading(year, month, hit, setting)


def read_week_of_month(hit: Hit, setting: Setting) -> Reading | None:
    """``the first week of June``: the ISO week that the first day of that seventh falls in."""
    whole = read_month(hit, setting)
    if whole is None or whole.days is None:
        return unknown("week")
    number = int_value(setting.cues, "ORD", hit.word("o"))
    first, last = whole.days.first, whole.days.last
    start = make_date(first.year, first.month, 7 * number - 6) if number else last
    return week_reading(start or last, hit, setting)


def read_week_of_day(hit: Hit, setting: Setting) -> Reading | None:
    """``the week of May 5``: the ISO week of that day."""
    day = read_month_day(hit, setting)
    return week_reading(day.days.first, hit, setting) if day and day.days else unknown("week")


def read_year(hit: Hit, setting: Setting) -> Reading | None:
    """``2011``, ``late 2013``, ``fiscal 1989``."""
    return year_reading(int(hit.words("y")[-1]), hit, setting)


def read_year_range(hit: Hit, setting: Setting) -> Reading | None:
    """``2013-14``: two years that touch; other pairs are not read."""
    first, second = int(hit.words("y")[0]), int(hit.words("z")[0])
    last = first - first % 100 + second
    if not first < last <= first + 30:
        return None
    return Reading("DATE", f"{first}/{last}", year_days(first, last), "year")


def read_decade(hit: Hit, setting: Setting) -> Reading | None:
    """``the 1990s``, ``the early nineties``."""
    digits = "".join(sign for sign in hit.word("d") or "" if sign.isdigit())
    prefix = text_value(setting.cues, "DECADEWORD", hit.word("w"))
    if len(digits) == 4:
        prefix = digits[:3]
    elif digits:
        prefix = ("20" if digits[0] in "01" else "19") + digits[0]
    first = int(prefix) * 10
    if not 1000 <= first <= 2190:
        return None
    days = _edge_days(year_days(first, first + 9), edge_of(hit, setting.cues), setting)
    return Reading("DATE", f"{prefix}X", days, "decade")


def read_century(hit: Hit, setting: Setting) -> Reading | None:
    """``the 19th century``, ``the twenty-first century``."""
    number = _day_number(hit, setting, "n", "o") + (int_value(setting.cues, "NUMWORD", hit.word("t")) or 0)
    if not 11 <= number <= 22:
        return unknown("vague", f"{number - 1:02d}XX" if 1 <= number <= 99 else None)
    days = _edge_days(year_days(number * 100 - 99, min(number * 100, 2200)), edge_of(hit, setting.cues), setting)
    return Reading("DATE", f"{number - 1:02d}XX", days, "vague")


def read_feast(hit: Hit, setting: Setting) -> Reading | None:
    """A feast day of the year that is said or that the tense means; one longer than a week has days and no value."""
    feast, base = setting.cues.feasts[hit.feast or 0], setting.published
    year = year_of(hit.words("y"), setting) if "y" in hit else None
    if year is None and base is None:
        return unknown("day")
    years = (year,) if year else tuple(base.year + step for step in (-1, 0, 1)) if base else ()
    days = [item for each in years if each and 1900 <= each <= 2099 for item in feast_days(feast, each)]
    if base and hit.has_any("r", "r2"):
        days = [item for item in days if (item.last < base if "r" in hit else item.first > base)]
        found = nearest(days, base, -1 if "r" in hit else 1)
    else:
        found = nearest(days, base or date(year or 2000, 1, 1), setting.direction)
        close = nearest(days, base, 0) if base else None
        found = close if close and base and abs((close.first - base).days) <= _FEAST_NEAR else found
    if found is None:
        return unknown("day")
    short = (found.last - found.first).days < 7
    return Reading("DATE", found.first.isoformat() if short else None, found, "day" if short else "month")


Maker = Callable[[Hit, Setting], Reading | None]
DATE_MAKERS: dict[str, Maker] = {
    "iso": read_iso,
    "numeric": read_numeric,
    "slash": read_slash,
    "month_day": read_month_day,
    "range": read_month_day,
    "day_of_month": read_day_of_month,
    "month": read_month,
    "week_of_month": read_week_of_month,
    "week_of_day": read_week_of_day,
    "rel_month": read_rel_month,
    "year": read_year,
    "year_range": read_year_range,
    "decade": read_decade,
    "century": read_century,
    "feast": read_feast,
}

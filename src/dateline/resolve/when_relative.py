"""Reads times that lean on another day: weekdays, "yesterday", "last week", "two days earlier", clock times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.resolve.when_calendar import (
    Days,
    add_days,
    quarter_days,
    season_days,
    week_days,
    week_value,
    weekday_near,
    year_days,
)
from dateline.resolve.when_dates import (
    Maker,
    day_reading,
    month_reading,
    nearest,
    unknown,
    week_reading,
    with_part,
    year_reading,
)
from dateline.resolve.when_read import Hit, Reading, Setting, count_of, int_value, text_value
from dateline.resolve.when_spans import length, pointing, shift, unit_of

_COARSE = ("M", "Q", "Y", "DE", "CE")


def _part(hit: Hit, setting: Setting) -> str:
    part = text_value(setting.cues, "DAYPART", hit.word("p"))
    return part or ("MO" if "h" in hit else "")


def _weekday_of(hit: Hit, setting: Setting, number: int) -> date | None:
    base = setting.published
    if base is None:
        return None
    if hit.has_any("q", "q2", "q3"):
        step = 0 if "q" in hit else -1 if "q2" in hit else 1
        return week_days(base).first + timedelta(days=number - 1 + 7 * step)
    if hit.has_any("r3", "r4"):
        return weekday_near(setting.base or base, number, -1 if "r3" in hit else 1, strict=True)
    if hit.has_any("r", "r2"):
        return weekday_near(base, number, -1 if "r" in hit else 1, strict=True)
    forward = "k" in hit or setting.direction > 0
    return weekday_near(base, number, 1 if forward else -1)


def read_weekday(hit: Hit, setting: Setting) -> Reading | None:
    """``Monday``, ``late Sunday night``, ``last Friday``, ``Tuesday of next week``; the tense says which."""
    word = hit.word("w") or ""
    number = int_value(setting.cues, "WEEKDAY", word) or int_value(setting.cues, "WDABBR", word) or 1
    day = _weekday_of(hit, setting, number)
    reading = day_reading(day) or unknown("day", f"XXXX-WXX-{number}")
    return with_part(reading, _part(hit, setting))


def read_deictic(hit: Hit, setting: Setting) -> Reading | None:
    """``today``, ``yesterday morning``, ``the day before yesterday``."""
    step = int_value(setting.cues, "DEICTIC", hit.word("d")) or 0
    step += 1 if "a" in hit else -1 if "b" in hit else 0
    if setting.published is None:
        return unknown("day", None if step else "PRESENT_REF")
    return with_part(day_reading(add_days(setting.published, step)) or unknown(), _part(hit, setting))


def read_tonight(hit: Hit, setting: Setting) -> Reading | None:
    """``tonight``: the night of the publication day."""
    return with_part(day_reading(setting.published) or unknown(), "NI")


def read_overnight(hit: Hit, setting: Setting) -> Reading | None:
    """``overnight``: the night that joins the day before and the publication day, whichever came last."""
    reading = with_part(day_reading(setting.published) or unknown(), "NI")
    if setting.published is None or setting.direction > 0:
        return reading
    return replace(reading, days=Days(setting.published - timedelta(days=1), setting.published))


def read_part_rel(hit: Hit, setting: Setting) -> Reading | None:
    """``this morning``, ``last night``."""
    step = -1 if "r" in hit else 1 if "r2" in hit else 0
    day = add_days(setting.published, step) if setting.published else None
    return with_part(day_reading(day) or unknown(), _part(hit, setting))


def read_part_ref(hit: Hit, setting: Setting) -> Reading | None:
    """``that night``, ``the following morning``, ``at dawn``: on the day last named."""
    step = -1 if "r" in hit else 1 if hit.has_any("r2", "r3") else 0
    day = add_days(setting.base, step) if setting.base else None
    return with_part(day_reading(day) or unknown(), _part(hit, setting))


def _clock_hours(hit: Hit, setting: Setting) -> tuple[int, int] | None:
    named = text_value(setting.cues, "CLOCKWORD", hit.word("w")) or hit.word("c", "k", "h") or ""
    digits = named.replace(".", ":")
    if "n" in hit:
        digits = str(int_value(setting.cues, "NUMWORD", hit.word("n")))
    if ":" not in digits and len(digits) == 4:
        digits = f"{digits[:2]}:{digits[2:]}"
    pieces = [piece for piece in digits.split(":") if piece.isdigit()]
    if not pieces:
        return None
    return int(pieces[0]), int(pieces[1]) if len(pieces) > 1 else 0


def _afternoon(hit: Hit, setting: Setting) -> bool | None:
    mark = (hit.word("m") or "").lower()[:1]
    if mark:
        return mark == "p"
    part = text_value(setting.cues, "DAYPART", hit.word("p", "p2"))
    part = part or next((found for word in hit.words("z") if (found := text_value(setting.cues, "DAYPART", word))), "")
    return part in ("AF", "EV", "NI") if part else None


def read_clock(hit: Hit, setting: Setting) -> Reading | None:
    """``10 p.m.``, ``03:00 GMT``, ``2100 local time``, ``noon``; the day is put in by the sentence."""
    found = _clock_hours(hit, setting)
    if found is None:
        return None
    hour, minute = found
    later = _afternoon(hit, setting)
    if later is not None and hour <= 12:
        hour = hour % 12 + (12 if later else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    zone = "".join(text_value(setting.cues, "ZONE", word) for word in hit.words("z"))
    exact = minute or hit.has_any("c", "k")
    return Reading("TIME", f"T{hour:02d}:{minute:02d}{zone}", None, "minute" if exact else "hour")


def _unit_at(day: date, unit: str, hit: Hit, setting: Setting) -> Reading | None:
    if unit in ("D", "N"):
        return day_reading(day)
    if unit in ("W", "F"):
        return week_reading(day, hit, setting)
    if unit == "WE":
        return _weekend(week_days(day).last)
    if unit == "M":
        return month_reading(day.year, day.month, hit, setting)
    if unit == "Q":
        quarter = (day.month + 2) // 3
        return Reading("DATE", f"{day.year}-Q{quarter}", quarter_days(day.year, quarter), "month")
    if unit == "Y":
        return year_reading(day.year, hit, setting)
    return _long_unit(day, unit)


def _long_unit(day: date, unit: str) -> Reading | None:
    size = {"DE": 10, "CE": 100}.get(unit)
    if size is None:
        return None
    first = day.year // size * size
    return Reading("DATE", f"{day.year // size}" + "X" * (len(str(size)) - 1), year_days(first, first + size - 1), "decade")


def _weekend(sunday: date) -> Reading:
    return Reading("DATE", f"{week_value(sunday)}-WE", Days(sunday - timedelta(days=1), sunday), "week")


def _moved(base: date, step: int, unit: str) -> date | None:
    return shift(base.replace(day=1) if unit in _COARSE else base, step, unit)


def _unit_reading(base: date | None, step: int, hit: Hit, setting: Setting) -> Reading | None:
    unit = unit_of(hit, setting)
    if not unit or unit[0] == "T":
        return None
    if base is None:
        return unknown("vague")
    day = _moved(base, step * (2 if unit == "F" else 1), unit)
    return _unit_at(day, unit, hit, setting) if day else unknown("vague")


def read_rel_unit(hit: Hit, setting: Setting) -> Reading | None:
    """``last week``, ``late next month``, ``the end of the year``: against the publication day."""
    step = -2 if "r3" in hit else -1 if hit.has_any("r", "l") else 1 if "r2" in hit else 0
    if unit_of(hit, setting) in ("D", "N") and not hit.has_any("t", "r", "r2"):
        return None
    return _unit_reading(setting.published, step, hit, setting)


def _base_for(unit: str, setting: Setting) -> date | None:
    return setting.coarse_base if unit in _COARSE else setting.base


def read_ref_unit(hit: Hit, setting: Setting) -> Reading | None:
    """``that day``, ``the following week``, ``the year before``: against the day last named."""
    if "r3" in hit and unit_of(hit, setting) not in ("D", "N"):
        return Reading("DURATION", length("1", unit_of(hit, setting)))
    back = text_value(setting.cues, "PREV", hit.word("r")) or text_value(setting.cues, "BEFOREW", hit.word("r"))
    step = -1 if back else 1 if hit.has_any("r2", "r3", "k") else 0
    return _unit_reading(_base_for(unit_of(hit, setting), setting), step, hit, setting)


def read_weekend(hit: Hit, setting: Setting) -> Reading | None:
    """``the weekend``: the last one begun, or the next where the tense says so."""
    if setting.published is None:
        return unknown("week", "XXXX-WXX-WE")
    if setting.direction > 0:
        return _weekend(weekday_near(setting.published, 7, 1))
    return _weekend(weekday_near(setting.published, 6, -1) + timedelta(days=1))


def read_year_end(hit: Hit, setting: Setting) -> Reading | None:
    """``year-end``: the last third of the publication year."""
    if setting.published is None:
        return unknown("year")
    return year_reading(setting.published.year, hit, setting)


def read_season(hit: Hit, setting: Setting) -> Reading | None:
    """``last summer``, ``the spring of 2014``, ``in winter``."""
    word, base = hit.word("s"), setting.published
    season = text_value(setting.cues, "SEASON", word) or text_value(setting.cues, "SEASONX", word)
    year = int(hit.words("y")[0]) if "y" in hit else None
    if year is None and base is None:
        return unknown("season", f"XXXX-{season}")
    if year is None and base and hit.has_any("q", "q2", "q3"):
        year = base.year + (0 if "q" in hit else -1 if "q2" in hit else 1)
    days = season_days(year, season) if year else _season_near(hit, setting, season, base or date(2000, 1, 1))
    return Reading("DATE", f"{days.first.year}-{season}", days, "season")


def _season_near(hit: Hit, setting: Setting, season: str, base: date) -> Days:
    around = [season_days(base.year + step, season) for step in (-2, -1, 0, 1)]
    current = [days for days in around if days.first <= base <= days.last]
    if hit.has_any("r", "r3"):
        return [days for days in around if days.last < base][-1]
    if hit.has_any("r2", "r4", "k"):
        return next(days for days in around if days.first > base)
    if current:
        return current[0]
    if "t" in hit:
        return next(days for days in around if days.first.year == base.year)
    return nearest(around, base, setting.direction) or around[2]


def read_quarter(hit: Hit, setting: Setting) -> Reading | None:
    """``the fourth quarter``, ``the first half of 2014``, ``Q2 2014``; a half whose results are told is over."""
    cues, base = setting.cues, setting.published
    number = int_value(cues, "Q1", hit.word("o")) or int_value(cues, "ORD", hit.word("o")) or 0
    half = number > 4 or "h" in hit or text_value(cues, "PARTUNIT", hit.word("g")) == "H"
    number = number - 4 if number > 4 else number
    dated = hit.has_any("y", "t", "t3", "r", "r2", "f2", "t2", "r3", "a2", "a3", "b")
    if number > (2 if half else 4) or (half and not dated and "h" not in hit):
        return None
    letter = "H" if half else "Q"
    if "y" in hit or "b" in hit:
        return _quarter(int(hit.words("y", "b")[0]), letter, number)
    if base is None:
        return unknown("month", f"XXXX-{letter}{number}")
    if dated:
        step = -1 if hit.has_any("r", "r3", "a2") else 1 if hit.has_any("r2", "a3") else 0
        return _quarter(base.year + step, letter, number)
    around = [_quarter(base.year + step, letter, number) for step in (-1, 0, 1)]
    if "h" in hit and setting.direction < 1:
        return next((item for item in reversed(around) if item.days and item.days.last < base), None)
    direction = setting.direction or -1
    chosen = nearest([item.days for item in around if item.days], base, direction)
    return next((item for item in around if item.days == chosen), None)


def _quarter(year: int, letter: str, number: int) -> Reading:
    if letter == "Q":
        return Reading("DATE", f"{year}-Q{number}", quarter_days(year, number), "month")
    days = Days(quarter_days(year, number * 2 - 1).first, quarter_days(year, number * 2).last)
    return Reading("DATE", f"{year}-H{number}", days, "season")


def read_ago(hit: Hit, setting: Setting) -> Reading | None:
    """``three years ago``, ``two days earlier``, ``a week later``: as fine as the unit and no finer."""
    back = hit.has_any("b", "b2", "b3")
    own = hit.has_any("b", "f2", "f3", "b3", "d", "p")
    count = _ago_count(hit, setting)
    unit = unit_of(hit, setting)
    base = setting.published if own else _base_for(unit, setting)
    if count == "X" or not unit:
        return pointing("PAST_REF" if back else "FUTURE_REF", setting)
    if base is None:
        return unknown("vague")
    day = shift(base, (-1 if back else 1) * float(count), unit)
    if day is None:
        return unknown("vague")
    return _ago_reading(day, count, unit, hit, setting)


def _ago_count(hit: Hit, setting: Setting) -> str:
    if "n" in hit:
        return count_of(hit.words("n"), setting.cues) or "1"
    return "1" if text_value(setting.cues, "UNIT", hit.word("u")) else "X"


def _ago_reading(day: date, count: str, unit: str, hit: Hit, setting: Setting) -> Reading | None:
    if unit[0] == "T":
        reading = day_reading(day)
        return replace(reading, type="TIME", precision="hour") if reading else None
    if "." in count and unit == "Y":
        unit = "M"
    if unit in ("DE", "CE"):
        return year_reading(day.year, hit, setting)
    return _unit_at(day, unit, hit, setting)


RELATIVE_MAKERS: dict[str, Maker] = {
    "weekday": read_weekday,
    "deictic": read_deictic,
    "tonight": read_tonight,
    "overnight": read_overnight,
    "part_rel": read_part_rel,
    "part_ref": read_part_ref,
    "clock": read_clock,
    "rel_unit": read_rel_unit,
    "ref_unit": read_ref_unit,
    "weekend": read_weekend,
    "year_end": read_year_end,
    "season": read_season,
    "quarter": read_quarter,
    "ago": read_ago,
}

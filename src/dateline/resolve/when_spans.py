"""Reads lengths of time, repeated times and times that only point at past, present or future."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.resolve.when_calendar import FIRST_YEAR, Days, add_days, add_months
from dateline.resolve.when_dates import Maker
from dateline.resolve.when_read import Hit, Reading, Setting, count_of, text_value

_DAYS = {"D": 1, "N": 1, "W": 7, "F": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_HALVES = {
    "TH": ("30", "TM"),
    "TM": ("30", "TS"),
    "Y": ("6", "M"),
    "DE": ("5", "Y"),
    "CE": ("50", "Y"),
    "D": ("12", "TH"),
}
_MOST = 100_000
_PAST, _PRESENT, _FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"


def unit_of(hit: Hit, setting: Setting) -> str:
    """The code of the unit captured: TS TM TH D N W F M Q Y DE CE WE."""
    word = hit.word("u", "u2", "u3", "u4", "u5")
    return text_value(setting.cues, "UNIT", word) or text_value(setting.cues, "UNITS", word)


def length(count: str, unit: str) -> str:
    """A TIMEX3 duration: ``P3Y``, ``PT2H``, ``PXW``."""
    if unit == "F":
        count, unit = (str(int(count) * 2) if count.isdigit() else count), "W"
    if count == "0.5" and unit in _HALVES:
        count, unit = _HALVES[unit]
    unit = "D" if unit == "N" else unit
    return f"P{unit[0]}{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"


def shift(day: date, count: float, unit: str) -> date | None:
    """The day that many units on (or back, for a negative count); hours stay on the day."""
    if abs(count) > 500_000:
        return None
    if unit in _DAYS:
        return add_days(day, round(count * _DAYS[unit]))
    if unit in _MONTHS:
        return add_months(day, round(count * _MONTHS[unit]))
    hours = {"TH": 24, "TM": 1440, "TS": 86400}[unit]
    return add_days(day, int(count / hours))


def amount(hit: Hit, setting: Setting, default: str = "1") -> str:
    """The captured quantity, with the half of "a year and a half" added."""
    count = count_of(hit.words("n"), setting.cues) or default
    if not hit.half:
        return count
    return "1.5" if hit.has_any("h", "h2", "h3") else "0.5"


def read_duration(hit: Hit, setting: Setting) -> Reading | None:
    """``more than three years``, ``20-year-old``, ``months``, ``yearlong``; a length has no days of its own."""
    if hit.fixed:
        return Reading("DURATION", hit.fixed)
    if "w" in hit:
        return Reading("DURATION", text_value(setting.cues, "LONGWORD", hit.word("w")))
    unit = unit_of(hit, setting)
    word = hit.word("u", "u2", "u3")
    plural = bool(text_value(setting.cues, "UNITS", word))
    count = amount(hit, setting, "X" if plural else "1")
    if count.isdigit() and int(count) > _MOST:
        return None
    if unit == "Y" and not plural and count.isdigit() and int(count) >= FIRST_YEAR:
        return None
    if not unit or (unit == "TS" and not plural and count == "1"):
        return None
    return Reading("DURATION", length(count, unit))


def _from_reference(hit: Hit, setting: Setting, direction: int) -> Reading | None:
    """A length, and the day that far from the one last named.

    Told before, that day is the other event's: "two days after the quake" is two days on. Named in this sentence it is the main
    event's, so that the other lies the other way: "seized power on Thursday, two days after he declared it" was on Tuesday.
    """
    reading = read_duration(hit, setting)
    count, unit, base = amount(hit, setting, "X"), unit_of(hit, setting), setting.reference
    if reading is None or base is None or count == "X":
        return reading
    day = shift(base, (-direction if setting.named_here else direction) * float(count), unit)
    if day is not None and setting.published is not None and day > setting.published:
        return reading  # what is told as done two decades after a war was not two decades after the report
    return replace(reading, days=Days(day, day), precision="day" if unit in _DAYS else "vague") if day else reading


def read_duration_after(hit: Hit, setting: Setting) -> Reading | None:
    """``two days`` before "after …": a length, and the day that far after the one last named."""
    return _from_reference(hit, setting, 1)


def read_duration_before(hit: Hit, setting: Setting) -> Reading | None:
    """``two days`` before "before …": a length, and the day that far before the one last named."""
    return _from_reference(hit, setting, -1)


def _window(hit: Hit, setting: Setting, direction: int) -> Reading | None:
    unit, base = unit_of(hit, setting), setting.published
    word = hit.word("u")
    count = amount(hit, setting, "X" if text_value(setting.cues, "UNITS", word) else "1")
    reading = Reading("DURATION", length(count, unit), None, "vague")
    if base is None:
        return reading
    if count == "X":
        return replace(reading, days=Days(base, base), latest_only=direction < 0, earliest_only=direction > 0)
    other = shift(base, direction * float(count), unit)
    return replace(reading, days=Days(min(base, other), max(base, other))) if other else reading


def read_past_span(hit: Hit, setting: Setting) -> Reading | None:
    """``the past three years``: a length that ends on the publication day."""
    return _window(hit, setting, -1)


def read_next_span(hit: Hit, setting: Setting) -> Reading | None:
    """``the next two weeks``: a length that starts on the publication day."""
    return _window(hit, setting, 1)


def pointing(value: str, setting: Setting) -> Reading:
    """A date that only says past, present or future, open at the far end."""
    base = setting.published
    days = Days(base, base) if base else None
    return Reading("DATE", value, days, "vague", latest_only=value == _PAST, earliest_only=value == _FUTURE)


def read_reference(hit: Hit, setting: Setting) -> Reading | None:
    """``now``, ``recently``."""
    word = hit.word("r")
    return pointing(text_value(setting.cues, "PRESENT", word) or text_value(setting.cues, "PASTREF", word), setting)


def read_recent_units(hit: Hit, setting: Setting) -> Reading | None:
    """``recent weeks`` and ``the coming months``."""
    return pointing(_FUTURE if "f" in hit else _PAST, setting)


def read_past_ref(hit: Hit, setting: Setting) -> Reading | None:
    """``the past``."""
    return pointing(_PAST, setting)


def read_present_ref(hit: Hit, setting: Setting) -> Reading | None:
    """``the moment``, ``present``."""
    return pointing(_PRESENT, setting)


def read_future_ref(hit: Hit, setting: Setting) -> Reading | None:
    """``the future``, ``soon``."""
    return pointing(_FUTURE, setting)


def read_set_word(hit: Hit, setting: Setting) -> Reading | None:
    """``daily``, ``annual``."""
    return Reading("SET", text_value(setting.cues, "SETWORD", hit.word("s")))


def read_set_unit(hit: Hit, setting: Setting) -> Reading | None:
    """``every two years``, ``twice a week``, ``a year`` after an amount."""
    count = "2" if "o" in hit else count_of(hit.words("n"), setting.cues) or "1"
    return Reading("SET", length(count, unit_of(hit, setting)))


def read_set_weekday(hit: Hit, setting: Setting) -> Reading | None:
    """``every Sunday``, ``Fridays``, ``Sunday mornings``."""
    cues, word = setting.cues, hit.word("w")
    number = cues.value("WEEKDAY", word or "") or cues.value("WDABBR", word or "") or cues.value("WEEKDAYS", word or "")
    part = text_value(cues, "DAYPART", hit.word("p")) or text_value(cues, "DAYPARTS", hit.word("p"))
    return Reading("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


def read_set_part(hit: Hit, setting: Setting) -> Reading | None:
    """``every night``, ``mornings``."""
    word = hit.word("p")
    return Reading("SET", "XXXX-XX-XXT" + (text_value(setting.cues, "DAYPART", word) or text_value(setting.cues, "DAYPARTS", word)))


def read_set_season(hit: Hit, setting: Setting) -> Reading | None:
    """``every summer``."""
    word = hit.word("s")
    season = text_value(setting.cues, "SEASON", word) or text_value(setting.cues, "SEASONX", word)
    return Reading("SET", f"XXXX-{season}")


def read_set_month(hit: Hit, setting: Setting) -> Reading | None:
    """``every June``, ``every May 1``."""
    word = hit.word("m")
    month = setting.cues.value("MONTH", word or "") or setting.cues.value("MONTHX", word or "")
    digits = "".join(sign for sign in hit.word("d") or "" if sign.isdigit())
    return Reading("SET", f"XXXX-{int(month or 0):02d}" + (f"-{int(digits):02d}" if digits else ""))


SPAN_MAKERS: dict[str, Maker] = {
    "duration": read_duration,
    "duration_after": read_duration_after,
    "duration_before": read_duration_before,
    "past_span": read_past_span,
    "next_span": read_next_span,
    "reference": read_reference,
    "recent_units": read_recent_units,
    "past_ref": read_past_ref,
    "present_ref": read_present_ref,
    "future_ref": read_future_ref,
    "set_word": read_set_word,
    "set_unit": read_set_unit,
    "set_weekday": read_set_weekday,
    "set_part": read_set_part,
    "set_season": read_set_season,
    "set_month": read_set_month,
}

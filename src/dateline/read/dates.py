"""Full dates as reports and pages write them, found in a stretch of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.read.cues import date_cues

_TWO_DIGIT_PIVOT = 69


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text; ``value`` is ISO (``--06-03`` without a year), with the time of day if that is said."""

    start: int
    end: int
    value: str

    @property
    def full(self) -> bool:
        """Whether the year is known."""
        return not self.value.startswith("--")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(date_cues().months, key=lambda name: (-len(name), name)))
    day = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<y>(?:1[89]|20)\d\d|'\d\d)"
    short = r"(?P<y>(?:1[89]|20)\d\d|'?\d\d(?=\s*(?:[()\[\-–—|]|$)))"
    flags = re.IGNORECASE
    return (
        re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)"),
        re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)(?!\d)"),
        re.compile(rf"(?<![\w.]){day}[ -]?(?:of )?(?P<mon>{month})\b\.?(?:,? ?-?{short})?(?!\d)", flags),
        re.compile(rf"\b(?P<mon>{month})\b\.? {day}(?!\d)(?:,? {year})?(?!\d)", flags),
        re.compile(r"(?<![\d.])(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<y>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?<![\d/])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20)\d\d)(?!\d)"),
    )


_CLOCK = re.compile(
    r"(?:T|[ ,|\-–—]{1,4}(?:at )?)(?P<h>[0-2]?\d)[:.h](?P<n>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,6})?)?"
    r"(?P<z> ?Z\b| ?[+-]\d\d:?\d\d)?"
    r"(?: ?(?P<p>[ap])\.?m\b\.?)?(?: ?(?P<zone>[A-Z]{2,4})\b)?",
    re.IGNORECASE,
)


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[FoundDate, ...]:
    """The dates in ``text[start:end]`` in order; dates that can be read in two ways (``03/04/2014``) are left out."""
    stop = len(text) if end is None else end
    found: list[FoundDate] = []
    for pattern in _patterns():
        for match in pattern.finditer(text, start, stop):
            item = _made(match, text, stop)
            if item and not any(item.start < other.end and other.start < item.end for other in found):
                found.append(item)
    return tuple(sorted(found, key=lambda item: item.start))


def _made(match: re.Match[str], text: str, stop: int) -> FoundDate | None:
    day = _day_of(match.groupdict())
    if day is None:
        return None
    if day.startswith("--"):
        return FoundDate(match.start(), match.end(), day)
    clock = _CLOCK.match(text, match.end(), stop)
    time = _time_of(clock.groupdict()) if clock else None
    if clock is None or time is None:
        return FoundDate(match.start(), match.end(), day)
    return FoundDate(match.start(), clock.end(), f"{day}T{time}")


def _day_of(parts: dict[str, str | None]) -> str | None:
    month, day = _month_and_day(parts)
    if month is None or day is None:
        return None
    year = _year(parts.get("y"))
    try:
        made = date(year or 2000, month, day)
    except ValueError:
        return None
    return made.isoformat() if year else f"--{month:02d}-{day:02d}"


def _month_and_day(parts: dict[str, str | None]) -> tuple[int | None, int | None]:
    if parts.get("mon"):
        return date_cues().months[str(parts["mon"]).lower()], int(parts["d"] or 0)
    if "a" in parts:
        return _slashed(int(parts["a"] or 0), int(parts["b"] or 0))
    return int(parts["m"] or 0), int(parts["d"] or 0)


def _slashed(first: int, second: int) -> tuple[int | None, int | None]:
    if first > 12 or first == second:
        return second, first
    if second > 12:
        return first, second
    return None, None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.lstrip("'"))
    if number >= 100:
        return number
    return number + (1900 if number >= _TWO_DIGIT_PIVOT else 2000)


def _time_of(parts: dict[str, str | None]) -> str | None:
    hour = int(parts["h"] or 0)
    if parts["p"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["p"].lower() == "p" else 0)
    if hour > 23:
        return None
    return f"{hour:02d}:{parts['n']}:{parts['s'] or '00'}{_offset(parts)}"


def _offset(parts: dict[str, str | None]) -> str:
    sign = (parts["z"] or "").strip()
    zulu = date_cues().zulu
    if sign.lower() in zulu or (parts["zone"] or "").lower() in zulu:
        return "+00:00"
    if sign and ":" not in sign:
        return f"{sign[:3]}:{sign[3:]}"
    return sign


def as_iso(text: str) -> str | None:
    """The first full date in a metadata value as ISO, or None."""
    bare = text.strip()[:8]
    if len(text.strip()) in (8, 14) and text.strip().isdigit():
        text = f"{bare[:4]}-{bare[4:6]}-{bare[6:]}"
    return next((item.value for item in find_dates(text[:200]) if item.full), None)

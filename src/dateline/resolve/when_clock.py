"""Puts clock times on their day, joins them with a day that stands beside them, and marks the ends of ranges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.resolve.when_calendar import Days, add_days
from dateline.resolve.when_cues import Cues
from dateline.resolve.when_lexer import Lexed
from dateline.resolve.when_read import Found, Reading

_NEAR = 8
_MIDNIGHT = "T24:00"


def _is_day(found: Found) -> bool:
    reading = found.reading
    fine = reading.precision in ("day", "part_of_day") and reading.days is not None
    return fine and found.make != "overnight" and not found.make.startswith("feast")


def _unread(found: Found) -> bool:
    return found.make == "clock" and (found.reading.value or "").startswith("T")


def _on(reading: Reading, day: date) -> Reading:
    """The clock time on a day; midnight touches the day after."""
    last = day + timedelta(days=1) if (reading.value or "").startswith(_MIDNIGHT) else day
    return replace(reading, value=day.isoformat() + (reading.value or ""), days=Days(day, last))


def _joined(first: Found, second: Found) -> Found | None:
    """One time for a clock time, or "overnight", and the day right beside it."""
    for clock, day in ((first, second), (second, first)):
        if not _is_day(day) or day.reading.days is None or first.last != second.first:
            continue
        start = day.reading.days.first
        if _unread(clock):
            return Found(first.first, second.last, "clock+day", _on(clock.reading, start))
        if clock is first and clock.make == "part_ref" and day.reading.precision == "day":
            value = start.isoformat() + (clock.reading.value or "")[10:]
            return Found(first.first, second.last, "part+day", replace(clock.reading, value=value, days=day.reading.days))
        if clock.make == "overnight" and day.reading.precision == "day":
            reading = Reading("TIME", f"{start.isoformat()}TNI", Days(start, add_days(start, 1) or start), "part_of_day")
            return Found(first.first, second.last, "overnight+day", reading)
    return None


def _join_all(found: list[Found]) -> list[Found]:
    out: list[Found] = []
    for item in found:
        joined = _joined(out[-1], item) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(item)
    return out


def _nearest_day(found: list[Found], at: int) -> date | None:
    own = found[at]
    best: tuple[int, date] | None = None
    for other in found[max(0, at - 3) : at + 4]:
        if _is_day(other) and other.reading.days:
            gap = max(other.first - own.last, own.first - other.last)
            if gap <= _NEAR and (best is None or gap < best[0]):
                best = (gap, other.reading.days.first)
    return best[1] if best else None


def _part_on_day(found: list[Found], at: int) -> Reading:
    """A part of the day on the day named one word after it: "at dawn on Friday"."""
    item = found[at]
    after = found[at + 1] if at + 1 < len(found) else None
    if item.make != "part_ref" or after is None or after.first != item.last + 1 or not _is_day(after):
        return item.reading
    day = after.reading.days
    value = (day.first.isoformat() if day else "") + (item.reading.value or "")[10:]
    return replace(item.reading, value=value, days=day)


def bind_clocks(found: list[Found], base: date | None) -> list[Found]:
    """Each clock time on the day beside it, the nearest day in the sentence, or ``base``."""
    if not any(item.make in ("clock", "overnight", "part_ref") for item in found):
        return found
    joined = _join_all(found)
    out = []
    for at, item in enumerate(joined):
        day = (_nearest_day(joined, at) or base) if _unread(item) else None
        reading = _on(item.reading, day) if day else _part_on_day(joined, at)
        if _unread(item) and day is None:
            reading = replace(item.reading, value="XXXX-XX-XX" + (item.reading.value or ""))
        out.append(replace(item, reading=reading))
    return out


def _linked(first: Found, second: Found, lexed: Lexed, cues: Cues) -> bool:
    if second.first != first.last + 1:
        return False
    link = lexed.texts[first.last].lower()
    if link in cues.range_link:
        return True
    if link in cues.range_either:
        return first.make == second.make and _in_order(first.reading, second.reading)
    return link in cues.range_join and first.first > 0 and lexed.texts[first.first - 1].lower() in cues.range_open


def _in_order(first: Reading, second: Reading) -> bool:
    return first.days is not None and second.days is not None and first.days.last < second.days.first


def _next_day(reading: Reading) -> Reading:
    day = add_days(reading.days.first, 1) if reading.days else None
    clock = (reading.value or "")[10:]
    return _on(replace(reading, value=clock), day) if day and clock else reading


def mark_ranges(found: list[Found], lexed: Lexed, cues: Cues) -> list[Found]:
    """The two ends of a range as ``…:from`` and ``…:to``; a clock time before the one it follows is on the next day."""
    out = list(found)
    for at in range(len(out) - 1):
        first, second = out[at], out[at + 1]
        if first.make.endswith((":from", ":to")) or second.make.endswith(":from") or not _linked(first, second, lexed, cues):
            continue
        reading = second.reading
        if first.make == second.make == "clock" and (reading.value or "") < (first.reading.value or ""):
            reading = _next_day(reading)
        out[at] = replace(first, make=first.make + ":from")
        out[at + 1] = replace(second, make=second.make + ":to", reading=reading)
    return out

"""Finds the time expressions of a text and reads each against the publication day and the days named before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dateline.change import replace
from dateline.model import Parse, Time
from dateline.resolve.when_calendar import parse_date
from dateline.resolve.when_clock import bind_clocks, mark_ranges
from dateline.resolve.when_cues import Cues, Pattern, compiled, cues
from dateline.resolve.when_dates import DATE_MAKERS, read_month_day_second
from dateline.resolve.when_lexer import Lexed, lex
from dateline.resolve.when_read import Found, Hit, Reading, Setting
from dateline.resolve.when_relative import RELATIVE_MAKERS
from dateline.resolve.when_spans import SPAN_MAKERS
from dateline.resolve.when_tense import direction

MAKERS = {**DATE_MAKERS, **SPAN_MAKERS, **RELATIVE_MAKERS}
_DAY_FINE = ("day", "part_of_day", "hour", "minute")
_ANCHORS = (*_DAY_FINE, "week", "month", "season", "year")


class Stretch(Protocol):
    """Anything with a start and an end in the text: a sentence, a zone, a span."""

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point after the last."""
        ...


@dataclass(frozen=True, slots=True)
class _Match:
    pattern: Pattern
    first: int
    last: int
    hit: Hit
    seconds: tuple[int, int] | None


def _fits(pattern: Pattern, symbols: str, first: int, last: int) -> bool:
    before = symbols[first - 1] if first else ""
    after = symbols[last] if last < len(symbols) else ""
    if pattern.after and before not in pattern.after:
        return False
    if pattern.before and after not in pattern.before:
        return False
    return not ((before and before in pattern.notafter) or (after and after in pattern.notbefore))


def _candidates(lexed: Lexed, at: int, known: Cues) -> list[_Match]:
    symbols = lexed.symbols
    patterns = known.starters.get(symbols[at : at + 2]) or known.starters.get(symbols[at], ())
    matches = []
    for pattern in patterns:
        found = compiled(pattern.source).match(symbols, at)
        if found is None or found.end() == at or not _fits(pattern, lexed.symbols, at, found.end()):
            continue
        spans = {name: found.span(name) for name, text in found.groupdict().items() if text is not None}
        if pattern.needs and not any(name in spans for name in pattern.needs):
            continue
        groups = {name: lexed.texts[first:last] for name, (first, last) in spans.items()}
        hit = Hit(groups, pattern.half, pattern.feast, pattern.fixed)
        matches.append(_Match(pattern, at, found.end(), hit, _split(pattern, spans)))
    return sorted(matches, key=lambda match: (-match.last, not (match.pattern.after or match.pattern.before)))


def _split(pattern: Pattern, spans: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    """Where the first day of a range ends and the second starts."""
    return (spans["d"][1], spans["d2"][0]) if pattern.make == "range" else None


def _readings(match: _Match, setting: Setting) -> list[Found]:
    reading = MAKERS[match.pattern.make](match.hit, setting)
    if reading is None:
        return []
    if match.seconds is None:
        return [Found(match.first, match.last, match.pattern.make, reading)]
    second = read_month_day_second(match.hit, setting)
    if second is None or not _in_order(reading, second):
        return []
    end, start = match.seconds
    return [Found(match.first, end, "range:from", reading), Found(start, match.last, "range:to", second)]


def _in_order(first: Reading, second: Reading) -> bool:
    if first.days is None or second.days is None:
        return first.value is not None and second.value is not None
    return first.days.first <= second.days.first


@dataclass(frozen=True, slots=True)
class _Anchors:
    """The days that later times can lean on."""

    reference: date | None = None
    coarse: date | None = None

    def after(self, found: Iterable[Found]) -> _Anchors:
        anchors = self
        for item in found:
            days, precision = item.reading.days, item.reading.precision
            if days is None or item.reading.type not in ("DATE", "TIME") or item.make.startswith("clock"):
                continue
            if precision in _DAY_FINE and days.first == days.last:
                anchors = _Anchors(days.first, days.first)
            elif precision in _ANCHORS:
                anchors = _Anchors(anchors.reference, days.first)
        return anchors


def _sentence(lexed: Lexed, setting: Setting, anchors: _Anchors, parse: Parse | None) -> tuple[list[Found], _Anchors]:
    known, at, before = setting.cues, 0, anchors
    out: list[Found] = []
    while (start := known.gate.search(lexed.symbols, at)) is not None:
        at = start.start()
        found: list[Found] = []
        for match in _candidates(lexed, at, known):
            looking = direction(lexed, match.first, match.last, known, parse)
            here = replace(
                setting,
                reference=anchors.reference,
                coarse=anchors.coarse,
                direction=looking,
                named_here=anchors.reference != before.reference,
            )
            found = _readings(match, here)
            if found:
                break
        out += found
        anchors = anchors.after(found)
        at = found[-1].last if found else at + 1
    return out, anchors


def _trimmed(found: Found, lexed: Lexed, known: Cues) -> Found:
    """Without a comma at the end, or the full stop that ends the sentence and not an abbreviation."""
    last = found.last - 1
    if last > found.first and lexed.symbols[last] in known.classes["COMMA"]:
        return replace(found, last=last)
    stop = last > found.first and lexed.symbols[last] in known.classes["DOT"]
    if stop and (found.last == len(lexed.symbols) or len(lexed.texts[last - 1]) > 4):
        return replace(found, last=last)
    return found


def _time(found: Found, lexed: Lexed, text: str) -> Time:
    start, end, reading = lexed.starts[found.first], lexed.ends[found.last - 1], found.reading
    days = reading.days
    earliest = days.first.isoformat() if days and not reading.latest_only else None
    latest = days.last.isoformat() if days and not reading.earliest_only else None
    precision = reading.precision
    return Time(start, end, text[start:end], reading.type, reading.value, earliest, latest, precision, found.make)


def find_times(
    text: str,
    sentences: Sequence[Stretch],
    published: str | None,
    parse: Parse | None = None,
    *,
    dayfirst: bool | None = None,
) -> tuple[Time, ...]:
    """The time expressions of these stretches, in text order.

    ``published`` is an ISO date or date-time; without it, times that lean on it keep no days. ``parse`` sharpens the
    choice between the Friday that was and the Friday to come. ``dayfirst`` reads 01/02/2003 as the first of February
    (True) or the second of January (False); with None it stays without a value.
    """
    known = cues()
    setting = Setting(parse_date(published), None, None, 0, dayfirst, known)
    anchors = _Anchors()
    times: list[Time] = []
    for stretch in sentences:
        lexed = lex(text, max(0, stretch.start), min(len(text), stretch.end), known)
        found, anchors = _sentence(lexed, setting, anchors, parse)
        found = mark_ranges(bind_clocks(found, anchors.reference or setting.published), lexed, known)
        times += [_time(_trimmed(item, lexed, known), lexed, text) for item in found]
    return tuple(times)

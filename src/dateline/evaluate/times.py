"""Scores time expressions, their types and values, against annotated sentences or TimeML documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

from dateline.errors import InputError
from dateline.model import Parse, Report, Span, Time, TimexType
from dateline.resolve.when import find_all
from dateline.resolve.when_find import find_times

_TYPES = ("DATE", "TIME", "DURATION", "SET")
Finder = Callable[[str, Sequence[Span], str | None], Sequence[Time]]


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An annotated time: its span, TIMEX3 type and value."""

    start: int
    end: int
    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class TimesCase:
    """A text with its publication day and every time in it."""

    name: str
    text: str
    published: str | None
    times: tuple[GoldTime, ...]


@dataclass(frozen=True, slots=True)
class TimesMiss:
    """A time that differs: ``gold`` is None for one too many, ``found`` for one missed."""

    case: str
    text: str
    gold: GoldTime | None
    found: Time | None


@dataclass(frozen=True, slots=True)
class TimesScore:
    """Spans found exactly and by overlap, types and values right, and every difference.

    ``type_accuracy`` and ``value_accuracy`` are shares of the gold times found by overlap; ``value_f1`` and ``type_f1``
    count every gold and found time, as TempEval-3 does.
    """

    gold: int
    found: int
    strict: int
    relaxed: int
    types: int
    values: int
    misses: tuple[TimesMiss, ...] = ()

    @property
    def strict_f1(self) -> float:
        """F1 of spans that are equal."""
        return self._f1(self.strict)

    @property
    def relaxed_f1(self) -> float:
        """F1 of spans that overlap."""
        return self._f1(self.relaxed)

    @property
    def type_f1(self) -> float:
        """F1 of overlapping spans of the right type."""
        return self._f1(self.types)

    @property
    def value_f1(self) -> float:
        """F1 of overlapping spans of the right value."""
        return self._f1(self.values)

    @property
    def type_accuracy(self) -> float:
        """The share of the times found whose type is right."""
        return self.types / self.relaxed if self.relaxed else 0.0

    @property
    def value_accuracy(self) -> float:
        """The share of the times found whose value is right."""
        return self.values / self.relaxed if self.relaxed else 0.0

    def _f1(self, right: int) -> float:
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 1.0


def parsed_times(parse: Callable[[Report], Parse]) -> Finder:
    """A finder that reads a text as a report is read, with its parse for the tense."""

    def find(text: str, _: Sequence[Span], published: str | None) -> Sequence[Time]:
        report = Report("", text, published=published)
        return find_all(report, parse(report))

    return find


def score(path: str | Path, find: Finder = find_times) -> TimesScore:
    """The score of ``find`` on a ``.jsonl`` or ``.tml`` file or a folder of the latter; raises ``InputError``."""
    return score_cases(read_cases(path), find)


def read_cases(path: str | Path) -> tuple[TimesCase, ...]:
    """The annotated texts of a ``.jsonl`` file, a ``.tml`` file or a folder of them, in name order."""
    place = Path(path)
    files = sorted(place.rglob("*.tml")) if place.is_dir() else [place]
    if not files:
        raise InputError(f"{place}: no .tml file in this folder")
    cases: list[TimesCase] = []
    for file in files:
        cases += _read_lines(file) if file.suffix == ".jsonl" else [read_timeml(file)]
    return tuple(cases)


def _contents(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error})") from None


def _read_lines(file: Path) -> list[TimesCase]:
    cases = []
    for number, line in enumerate(_contents(file).splitlines(), 1):
        if line.strip():
            cases.append(_read_line(f"{file.name}:{number}", line))
    return cases


def _read_line(name: str, line: str) -> TimesCase:
    try:
        row = json.loads(line)
        times = tuple(_gold(item["start"], item["end"], item["type"], item["value"]) for item in row["times"])
        return TimesCase(name, row["text"], row.get("published"), times)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{name}: wants text, published and times with start, end, type, value ({error!r})") from None


def _gold(start: int, end: int, kind: str, value: str) -> GoldTime:
    if kind not in _TYPES:
        raise ValueError(f"type {kind!r} is none of {', '.join(_TYPES)}")
    return GoldTime(start, end, cast(TimexType, kind), value)


def read_timeml(file: Path) -> TimesCase:
    """A TimeML document: its ``TEXT`` (all of it in older files) and the day it was made; raises ``InputError``."""
    try:
        root = ElementTree.fromstring(_contents(file))
    except ElementTree.ParseError as error:
        raise InputError(f"{file}: is not XML ({error})") from None
    body = root.find(".//TEXT")
    if body is None and (root.tag != "TimeML" or root.find(".//TIMEX3") is None):
        raise InputError(f"{file}: has no TEXT element")
    pieces: list[str] = []
    times = tuple(_walk(root if body is None else body, pieces, [0]))
    return TimesCase(file.name, "".join(pieces), _made(root), times)


def _made(root: Any) -> str | None:
    """The day in a document's ``DCT``, or in the time that is marked as its creation."""
    stamp = root.find(".//DCT//TIMEX3")
    if stamp is None:
        marked = ("CREATION_TIME", "PUBLICATION_TIME")
        stamp = next((item for item in root.iter("TIMEX3") if item.get("functionInDocument") in marked), None)
    value = ((stamp.get("value") if stamp is not None else None) or "")[:10]
    return f"{value[:4]}-{value[4:6]}-{value[6:8]}" if value[:8].isdigit() else value or None


def _walk(node: Any, pieces: list[str], length: list[int]) -> Iterator[GoldTime]:
    start = length[0]
    _add(node.text, pieces, length)
    for child in node:
        yield from _walk(child, pieces, length)
        _add(child.tail, pieces, length)
    if node.tag == "TIMEX3" and node.get("type") in _TYPES and length[0] > start:
        yield _gold(start, length[0], node.get("type"), node.get("value") or "")


def _add(text: str | None, pieces: list[str], length: list[int]) -> None:
    if text:
        pieces.append(text)
        length[0] += len(text)


def _stretches(text: str) -> tuple[Span, ...]:
    """The text cut at blank lines: no time runs over one."""
    spans, start = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return tuple(spans)


def score_cases(cases: Iterable[TimesCase], find: Finder = find_times) -> TimesScore:
    """The score of ``find`` over annotated texts; each found time counts for one gold time at most."""
    totals = [0, 0, 0, 0, 0, 0]
    misses: list[TimesMiss] = []
    for case in cases:
        found = find(case.text, _stretches(case.text), case.published)
        for at, number in enumerate(_score_case(case, found, misses)):
            totals[at] += number
    gold, number, strict, relaxed, types, values = totals
    return TimesScore(gold, number, strict, relaxed, types, values, tuple(misses))


def _score_case(case: TimesCase, found: Sequence[Time], misses: list[TimesMiss]) -> tuple[int, ...]:
    left = list(found)
    strict = relaxed = types = values = 0
    for gold in case.times:
        time = _partner(gold, left)
        if time is None:
            misses.append(TimesMiss(case.name, case.text, gold, None))
            continue
        left.remove(time)
        relaxed += 1
        exact = (time.start, time.end) == (gold.start, gold.end)
        strict += exact
        types += time.type == gold.type
        values += time.value == gold.value
        if not exact or time.type != gold.type or time.value != gold.value:
            misses.append(TimesMiss(case.name, case.text, gold, time))
    misses += [TimesMiss(case.name, case.text, None, time) for time in left]
    return len(case.times), len(found), strict, relaxed, types, values


def _partner(gold: GoldTime, found: Sequence[Time]) -> Time | None:
    """The found time that shares most with a gold one, or None."""
    shared = [(min(gold.end, time.end) - max(gold.start, time.start), -time.start, time) for time in found]
    best = max(shared, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] > 0 else None

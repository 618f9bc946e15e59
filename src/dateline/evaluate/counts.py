"""Scores counts: sentence by sentence against annotated numbers, and report by report against an incident's record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError
from dateline.judge.counts import find_counts
from dateline.judge.counts_report import report_toll
from dateline.judge.numbers import Interval
from dateline.model import Parse, Report, Sheet

Read = Callable[[Report], Parse]
Figure = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class CountCase:
    """A sentence with its counts as (kind, low, high)."""

    text: str
    counts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class CountMiss:
    """A sentence whose counts came out otherwise."""

    text: str
    expected: tuple[Figure, ...]
    found: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class CountScores:
    """Sentences with exactly the counts expected, and those without."""

    right: int
    asked: int
    misses: tuple[CountMiss, ...]

    @property
    def accuracy(self) -> float:
        """Share of sentences whose counts are all right and no more; 0 where there is none."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class TollCase:
    """A report with the killed and injured of the incident it is about."""

    report: Report
    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class TollMiss:
    """A report whose toll came out otherwise."""

    report: str
    expected: tuple[int, int]
    found: tuple[Interval, Interval]


@dataclass(frozen=True, slots=True)
class TollScores:
    """Reports with the killed, the injured and both exactly right."""

    killed: int
    injured: int
    both: int
    asked: int
    misses: tuple[TollMiss, ...]

    def share(self, right: int) -> float:
        """``right`` as a share of the reports asked; 0 where there is none."""
        return right / self.asked if self.asked else 0.0


def rows(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The objects of a JSON Lines file with where each stands; raises ``InputError`` on a line that is none."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}: not JSON ({error})") from None
            if not isinstance(row, dict):
                raise InputError(f"{path}:{number}: not a JSON object")
            yield f"{path}:{number}", row


def load_count_cases(path: Path) -> tuple[CountCase, ...]:
    """Sentences of a file of ``{"text", "counts": [{"kind", "low", "high"}]}``."""
    return tuple(_count_case(where, row) for where, row in rows(path))


def _count_case(where: str, row: dict[str, object]) -> CountCase:
    items = row.get("counts")
    if not isinstance(items, list) or not all(isinstance(item, dict) and "kind" in item for item in items):
        raise InputError(f"{where}: counts must be a list of objects with a kind")
    figures = tuple((str(item["kind"]), item.get("low"), item.get("high")) for item in items)
    return CountCase(str(row.get("text", "")), figures)


def score_counts(cases: Iterable[CountCase], read: Read) -> CountScores:
    """How many sentences get exactly their counts; parts of a sum are not asked for."""
    right = asked = 0
    misses = []
    for case in cases:
        parse = read(Report(id="", text=case.text))
        counts = (count for count in find_counts(parse, case.text) if not count.part)
        found = ordered((count.kind, count.low, count.high) for count in counts)
        expected = ordered(case.counts)
        asked += 1
        right += found == expected
        if found != expected:
            misses.append(CountMiss(case.text, expected, found))
    return CountScores(right, asked, tuple(misses))


def ordered(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures in a fixed order, open ends first."""
    return tuple(sorted(figures, key=lambda item: (item[0], *(-1 if bound is None else bound for bound in item[1:]))))


def load_toll_cases(reports: Path, records: Path) -> tuple[TollCase, ...]:
    """Reports whose incident has a record, by report id; a title the text does not open with goes before it."""
    known = {str(row["incident"]): _toll(where, row) for where, row in rows(records)}
    cases = []
    for _, row in rows(reports):
        toll = known.get(str(row.get("incident")))
        if toll is not None:
            cases.append(TollCase(_report(row), *toll))
    return tuple(sorted(cases, key=lambda case: case.report.id))


def _toll(where: str, row: dict[str, object]) -> tuple[int, int]:
    killed, injured = row.get("num_killed"), row.get("num_injured")
    if not isinstance(killed, int) or not isinstance(injured, int):
        raise InputError(f"{where}: num_killed and num_injured must be whole numbers")
    return killed, injured


def _report(row: dict[str, object]) -> Report:
    title, text = str(row.get("title") or "").strip(), str(row.get("text") or "")
    whole = text if title in text[:400] else f"{title}\n\n{text}"
    return Report(id=str(row.get("id", "")), text=whole, title=title or None)


def score_tolls(cases: Iterable[TollCase], read: Read) -> TollScores:
    """How many reports get the killed and the injured of their incident exactly."""
    killed = injured = both = asked = 0
    misses = []
    for case in cases:
        found = report_toll(Sheet(case.report, parse=read(case.report)))
        right = found[0] == (case.killed, case.killed), found[1] == (case.injured, case.injured)
        asked += 1
        killed, injured, both = killed + right[0], injured + right[1], both + all(right)
        if not all(right):
            misses.append(TollMiss(case.report.id, (case.killed, case.injured), found))
    return TollScores(killed, injured, both, asked, tuple(misses))

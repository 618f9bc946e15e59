"""Scores our time expressions and dateparser's search in the same run: ``python benchmarks/times.py [PATH]``."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dateline.evaluate.times import Finder, TimesScore, read_cases, score_cases
from dateline.model import Span, Time
from dateline.resolve.when_find import find_times

FLOOR_STRICT, FLOOR_VALUE = 0.95, 0.90
DATA = Path(__file__).parent / "data" / "times.jsonl"


def dateparser_times(text: str, stretches: Sequence[Span], published: str | None) -> list[Time]:
    """What dateparser's ``search_dates`` finds, each read as a DATE of its day."""
    from dateparser.search import search_dates

    base = datetime.fromisoformat(published) if published else None
    settings = {"PREFER_DATES_FROM": "past"} | ({"RELATIVE_BASE": base} if base else {})
    times, at = [], 0
    for words, day in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        value = day.date().isoformat()
        times.append(Time(start, at, words, "DATE", value, value, value, "day"))
    return times


def measure(name: str, find: Finder, path: Path) -> TimesScore:
    """Score one finder and print a line about it."""
    cases = read_cases(path)
    find(cases[0].text, (Span(0, len(cases[0].text)),), cases[0].published)
    start = time.process_time()
    result = score_cases(cases, find)
    spent = (time.process_time() - start) / max(1, len(cases)) * 1000
    print(
        f"{name:12} strict F1 {result.strict_f1:.3f}  relaxed F1 {result.relaxed_f1:.3f}  "
        f"type {result.type_accuracy:.3f}  "
        f"value {result.value_accuracy:.3f}  value F1 {result.value_f1:.3f}  {spent:.3f} ms a text"
    )
    return result


def main() -> int:
    """Print both scores; 1 where ours is below the floors."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    ours = measure("dateline", find_times, path)
    try:
        measure("dateparser", dateparser_times, path)
    except ImportError:
        print("dateparser   not installed")
    if path == DATA and (ours.strict_f1 < FLOOR_STRICT or ours.value_accuracy < FLOOR_VALUE):
        print(f"below the floors: strict F1 {FLOOR_STRICT}, value {FLOOR_VALUE}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

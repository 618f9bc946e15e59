"""Reports a second and memory on a long stream of made-up reports, read from a file, coded and stored as ``dateline code`` does.

Run as ``python benchmarks/stream.py [--reports N] [--workers N] [--engine rules|model|none]``. With ``none`` nothing is parsed: one
event is put on each report's first word, so that only reading, handing to processes and storing are measured. Memory is that of
the whole process (and of its children, each by itself); what is stored is checked to be all that was made.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.app import workers
from dateline.app.coding import code_into, read_all
from dateline.app.settings import Settings
from dateline.app.workers import Item
from dateline.lexicon.fingerprint import fingerprint
from dateline.model import Coder, Event, Parse, Sentence, Sheet, Span
from dateline.pipeline import Pipeline
from dateline.store.store import Store
from dateline.version import __version__

TOWNS = ("Alda", "Born", "Mirat", "Tessin", "Qasira", "Velo", "Durm", "Okaba", "Senna", "Parot", "Lumi")
ACTS = ("attacked", "shelled", "raided", "stormed", "seized", "bombed")
SIDES = ("Gunmen", "Rebels", "Soldiers", "Militiamen", "Police")
MARKS = (0.1, 0.25, 0.5, 0.75, 1.0)


class FirstWord:
    """Puts one event on the first word of each report."""

    name = "first word"
    needs: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset({"events"})

    def __call__(self, sheet: Sheet) -> Sheet:
        text = sheet.report.text
        word = text.split()[0]
        parse = Parse(sentences=(Sentence(0, len(text), 0, 0),), engine=self.name)
        event = Event(f"{sheet.report.id}-0", "ASSAULT", Span(0, len(word)), word, 0, coder=Coder(__version__, "", self.name))
        return replace(sheet, parse=parse, events=(event,))


@dataclass(slots=True)
class Watched:
    """Passes items on and prints the speed and memory at some marks."""

    size: int
    began: float
    passed: int = 0

    def __call__(self, items: Iterator[Item]) -> Iterator[Item]:
        marks = {max(1, int(self.size * mark)) for mark in MARKS}
        for item in items:
            yield item
            self.passed += 1
            if self.passed in marks:
                self.tell()

    def tell(self) -> None:
        took = time.perf_counter() - self.began
        memory, *others = (f"{megabytes(id):.0f}" for id in (os.getpid(), *children()))
        beside = f", children {' '.join(others)} MB" if others else ""
        print(f"{self.passed:>9,} reports {self.passed / took:8.0f} a second  {memory} MB{beside}", flush=True)


def megabytes(process: int) -> float:
    """The memory that a process holds now."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def children() -> list[int]:
    """The processes that this one started."""
    return [int(each) for each in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()]


def line(number: int) -> str:
    """One made-up report; no two are the same."""
    town, act, side = TOWNS[number % 11], ACTS[number // 11 % 6], SIDES[number // 66 % 5]
    text = f"{side} {act} post {number} near {town} on Monday, killing {number % 9 + 2} people, officials said."
    return json.dumps(
        {"id": f"made-{number}", "text": text, "published": f"20{number % 20 + 10}-0{number % 9 + 1}-15", "language": "en"}
    )


def build(settings: Settings) -> tuple[Pipeline, Coder]:
    """The pipeline that codes nothing but first words."""
    return Pipeline((FirstWord(),), strict=True), Coder(__version__, fingerprint(None), FirstWord.name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--engine", choices=["rules", "model", "none"], default="none")
    parser.add_argument("--folder", help="Where to put the stream and the database [default: a folder for temporary files].")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        source, database = Path(folder) / "stream.jsonl", Path(folder) / "stream.db"
        with source.open("w", encoding="utf-8") as out:
            out.writelines(line(number) + "\n" for number in range(options.reports))
        engine = "rules" if options.engine == "none" else options.engine
        settings = Settings(db=str(database), workers=options.workers, engine=engine, strict=True)
        make = build if options.engine == "none" else workers.build
        with Store(settings.db) as store, workers.coding(settings, make) as coding:
            assert coding.coder
            watched = Watched(options.reports, time.perf_counter())
            summary = code_into(store, watched(read_all([str(source)], settings)), coding)
            tally = store.tally()
        size = sum(each.stat().st_size for each in Path(folder).glob("stream.db*")) / 1024 / 1024
        print(f"{summary.read:,} read, {tally.reports:,} stored with {tally.events:,} events, {size:.0f} MB on disk")
        return 0 if summary.read == tally.reports == options.reports else 1


if __name__ == "__main__":
    sys.exit(main())

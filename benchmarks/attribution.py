"""Scores the attribution stage on a JSON Lines gold set and times it against parsing.

Run as ``python benchmarks/attribution.py PATH [--every N] [--worst N]``; the floors are those of the project.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.attribution import GoldDocument, Score, attribution_of, read_gold, score, total
from dateline.judge.attribution import AttributionStage
from dateline.model import Report, Sheet
from dateline.parse import Parser, default_parser

FLOORS = {"content": 0.68, "linked": 0.63}


@dataclass(frozen=True, slots=True)
class Run:
    """One document's scores, and the seconds that parsing and attribution took."""

    document: str
    scores: dict[str, Score]
    parsing: float
    judging: float


def run(document: GoldDocument, parser: Parser, stage: AttributionStage) -> Run:
    """Codes one document and scores its claims."""
    report = Report(document.id, document.text)
    begin = time.perf_counter()
    sheet = Sheet(report, parser.parse(report))
    parsed = time.perf_counter()
    claims = stage(sheet).claims
    done = time.perf_counter()
    found = [attribution_of(claim) for claim in claims]
    return Run(document.id, score(document.attributions, found), parsed - begin, done - parsed)


def lines(runs: Sequence[Run], worst: int) -> Iterator[str]:
    """The table of measures, the time taken, and the documents with the lowest content score."""
    for name, value in total(item.scores for item in runs).items():
        yield f"{name:14} P {value.precision:.3f}  R {value.recall:.3f}  F {value.f1:.3f}  of {value.gold}"
    parsing, judging = sum(item.parsing for item in runs), sum(item.judging for item in runs)
    yield f"parsing {parsing:.2f} s, attribution {judging:.2f} s ({judging / parsing:.1%})"
    for item in sorted(runs, key=lambda one: (one.scores["content"].f1, one.document))[:worst]:
        yield f"{item.scores['content'].f1:.2f} {item.document}"


def main(arguments: Sequence[str]) -> int:
    """Prints the scores; 1 if one lies below its floor."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", type=Path)
    options.add_argument("--every", type=int, default=1, help="take each Nth document")
    options.add_argument("--worst", type=int, default=0, help="name the N documents with the lowest score")
    chosen = options.parse_args(arguments)
    parser, stage = default_parser(), AttributionStage()
    documents = tuple(read_gold(chosen.path))[:: chosen.every]
    runs = [run(document, parser, stage) for document in documents]
    for line in lines(runs, chosen.worst):
        sys.stdout.write(line + "\n")
    sums = total(item.scores for item in runs)
    return int(any(sums[name].f1 < floor for name, floor in FLOORS.items()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

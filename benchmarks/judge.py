"""Measures the judging of status, counts and tolls: `python benchmarks/judge.py [--data FOLDER] [--reports N]`.

FOLDER holds the public sets that a user has: claims/factuality_meantime.jsonl, incidents/gva_reports.jsonl and
incidents/gva_records.jsonl; without it only the sentences that come with Dateline are scored.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from dateline.evaluate.counts import load_count_cases, load_toll_cases, score_counts, score_tolls
from dateline.evaluate.factuality import (
    agreement,
    case_agreement,
    load_scored_cases,
    load_scored_sentences,
    load_status_cases,
    score_status,
)
from dateline.judge.branches import branches
from dateline.judge.counts import details_of
from dateline.judge.factuality_walk import Walker
from dateline.model import Report
from dateline.parse import Parser, default_parser

OWN = Path(__file__).parent / "data"
FLOORS = {
    "status accuracy": 0.88,
    "counts, own sentences": 0.92,
    "MEANTIME Pearson r": 0.55,
    "killed right": 0.80,
    "injured right": 0.70,
}


def own_figures(parser: Parser) -> dict[str, float]:
    status = score_status(load_status_cases(OWN / "status.jsonl"), parser.parse)
    counts = score_counts(load_count_cases(OWN / "counts.jsonl"), parser.parse)
    for miss in status.misses:
        print(f"  status: {miss.expected} but {miss.found}: {miss.text} [{miss.trigger}]")
    for count in counts.misses:
        print(f"  counts: {count.expected} but {count.found}: {count.text}")
    scored = case_agreement(load_scored_cases(OWN / "factuality.jsonl"), parser.parse)
    return {"status accuracy": status.accuracy, "own scores, Pearson r": scored.pearson, "counts, own sentences": counts.accuracy}


def public_figures(parser: Parser, data: Path, reports: int) -> dict[str, float]:
    meantime = agreement(load_scored_sentences(data / "claims/factuality_meantime.jsonl"), parser.parse)
    cases = load_toll_cases(data / "incidents/gva_reports.jsonl", data / "incidents/gva_records.jsonl")
    step = max(1, len(cases) // reports)
    tolls = score_tolls(cases[::step][:reports], parser.parse)
    return {
        "MEANTIME Pearson r": meantime.pearson,
        "MEANTIME mean absolute error": meantime.error,
        "killed right": tolls.share(tolls.killed),
        "injured right": tolls.share(tolls.injured),
        "both right": tolls.share(tolls.both),
    }


def speed(parser: Parser, data: Path) -> dict[str, float]:
    cases = load_toll_cases(data / "incidents/gva_reports.jsonl", data / "incidents/gva_records.jsonl")[:60]
    began = time.perf_counter()
    parses = [parser.parse(case.report) for case in cases]
    parsed = time.perf_counter() - began
    began = time.perf_counter()
    for case, parse in zip(cases, parses, strict=True):
        tree = branches(parse)
        details_of(tree, case.report.text)
        walker = Walker(tree)
        for index in range(0, len(parse), 10):
            walker.verdict(index)
    return {"judging as a share of parsing": (time.perf_counter() - began) / parsed}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--reports", type=int, default=300)
    given = arguments.parse_args()
    parser = default_parser()
    parser.parse(Report(id="", text="Warm up."))
    figures = own_figures(parser)
    if given.data:
        figures |= public_figures(parser, given.data, given.reports) | speed(parser, given.data)
    for name, value in figures.items():
        floor = FLOORS.get(name, 0.0)
        said = f"   floor {floor:.2f}" if floor else ""
        print(f"{name:32} {value:.3f}{said}{'' if value >= floor else '   BELOW'}")


if __name__ == "__main__":
    main()

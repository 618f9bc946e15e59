"""Reports and words a second, and the ratio to the bare full spaCy pipeline on the same texts in the same run.

    python benchmarks/speed.py [FILE.jsonl[.gz] …] [--most 200] [--rounds 3] [--engine rules|model]

Without files the bundled example reports are read. Rounds of the two take turns; medians and the ratio's range are printed. One process, one
thread, CPU seconds (the machines are noisy, and CPU seconds are noisy less).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from dateline import Coder
from dateline.model import Report
from dateline.parse.engines.spacy import DEFAULT_PIPELINE
from dateline.read import read_paths

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"


def reports(files: list[Path], most: int) -> list[Report]:
    found = list(_from_files(files)) if files else [one for one in read_paths([str(EXAMPLES)]) if isinstance(one, Report)]
    return found[:most]


def _from_files(files: list[Path]) -> Iterator[Report]:
    for path in files:
        data = path.read_bytes()
        for line in (gzip.decompress(data) if path.suffix == ".gz" else data).decode().split("\n"):
            if line:
                row = json.loads(line)
                yield Report(id=str(row["id"]), text=row["text"], published="2016-01-01", language="en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", default="model", choices=["model", "rules"])
    args = parser.parse_args()
    import spacy

    chosen = reports(args.files, args.most)
    words = sum(len(report.text.split()) for report in chosen)
    started = time.process_time()
    coder = Coder(engine=args.engine, strict=True)
    coder.code("Gunmen seized a border post near Rutba on Sunday.", published="2014-06-22")
    start_up = time.process_time() - started
    ours_alone = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = spacy.load(DEFAULT_PIPELINE)
    ours, theirs = [], []
    for _ in range(args.rounds):
        theirs.append(_timed(lambda: [len(doc) for doc in bare.pipe(report.text for report in chosen)]))
        ours.append(_timed(lambda: [len(sheet.events) for sheet in map(coder.code_report, chosen)]))
    ratios = sorted(one / other for one, other in zip(theirs, ours, strict=True))
    mean = statistics.median(ours)
    print(f"{len(chosen)} reports, {words} words, engine {args.engine}, {args.rounds} rounds, CPU seconds")
    print(f"start-up with the first report: {start_up:.1f} s; peak memory of coding alone: {ours_alone:.0f} MB")
    print(f"Dateline:         {len(chosen) / mean:8.1f} reports/s {words / mean:8.0f} words/s")
    bare_mean = statistics.median(theirs)
    print(f"bare spaCy, full: {len(chosen) / bare_mean:8.1f} reports/s {words / bare_mean:8.0f} words/s")
    print(f"ratio (more is faster): median {statistics.median(ratios):.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f}")


def _timed(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()

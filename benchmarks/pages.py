"""How well the body of a news page is found: 4-gram F1 against pages whose body is known, and pages a second.

    python benchmarks/pages.py article_extraction.jsonl.gz [--every N]

The file has one object a line with `html` and `body`. The measure is that of article-extraction-benchmark: 4-grams of
words, precision and recall averaged over the pages, F1 of the two.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path

from dateline.model import Report
from dateline.read import ReadOptions
from dateline.read.html import read_page
from dateline.read.worker import Worker

_WORD = re.compile(r"\w+", re.UNICODE)
BODY = ("body", "crosshead", "standfirst", "dateline")


def grams(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if len(words) < size:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def scores(wanted: str, got: str) -> tuple[float, float]:
    one, two = grams(wanted), grams(got)
    both = sum((one & two).values())
    precision = both / sum(two.values()) if two else float(not one)
    recall = both / sum(one.values()) if one else 1.0
    return precision, recall


def body_of(report: Report, zones: bool) -> str:
    if not zones:
        head = next((zone.end for zone in report.zones if zone.kind == "headline"), 0)
        return report.text[head:]
    return "\n".join(report.text[zone.start : zone.end] for zone in report.zones if zone.kind in BODY)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth page")
    arguments = parser.parse_args()
    with gzip.open(arguments.path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines][:: arguments.every]
    options, start = ReadOptions(), time.perf_counter()
    with Worker(options) as worker:
        found = [read_page(page["html"].encode(), page["id"], options, worker) for page in pages]
    seconds = time.perf_counter() - start
    failed = sum(not isinstance(item, Report) for item in found)
    for name, zones in (("text extracted", False), ("zones of the story", True)):
        texts = [body_of(item, zones) if isinstance(item, Report) else "" for item in found]
        pairs = [scores(page["body"], text) for page, text in zip(pages, texts, strict=True)]
        precision = sum(pair[0] for pair in pairs) / len(pairs)
        recall = sum(pair[1] for pair in pairs) / len(pairs)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:20} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(f"{len(pages)} pages, {failed} failed, {len(pages) / seconds:.1f} pages a second, start-up included")


if __name__ == "__main__":
    main()

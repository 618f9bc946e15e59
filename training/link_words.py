"""How common words are in news, for linking: the largest share of reports any of the corpora uses each word in.

Run as ``python training/link_words.py DATA OUT``; DATA is the folder with the development sets.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.link.words import words_in

LEAST = 0.002
FEWEST = 5


def texts(path: Path) -> Iterator[str]:
    """The reports of one file of development data."""
    for line in filter(str.strip, path.read_text("utf-8").split("\n")):
        row = json.loads(line)
        yield f"{row.get('title') or ''}\n{row.get('text') or ' '.join(row.get('sentences') or ())}"


def shares(reports: Iterable[str]) -> dict[str, float]:
    """The share of the reports that each word stands in."""
    counts: Counter[str] = Counter()
    size = 0
    for text in reports:
        size += 1
        counts.update({word.lower for word in words_in(text)})
    return {word: count / size for word, count in counts.items() if count >= FEWEST}


def muc(folder: Path) -> Iterator[str]:
    """The wire reports of MUC-4, in lower case already."""
    for path in sorted(folder.glob("dev-muc3-*")):
        yield from path.read_text("latin-1").split("\n\n\n")


def main(data: Path, out: Path) -> None:
    """Write the table."""
    corpora = [
        shares(texts(data / "incidents/gva_reports.jsonl")),
        shares(texts(data / "incidents/ecbplus.jsonl")),
        shares(muc(data / "muc4")),
    ]
    best: dict[str, float] = {}
    for corpus in corpora:
        for word, share in corpus.items():
            best[word] = max(best.get(word, 0.0), share)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("word", "share"))
        writer.writerows((word, f"{share:.4f}") for word, share in sorted(best.items()) if share >= LEAST)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""How many altered copies of stories are found, and how many different stories are taken for copies.

Run as ``python benchmarks/copies.py REPORTS [SIZE]``; REPORTS is JSON Lines with ``id``, ``text`` and perhaps ``title`` and
``incident``: a copy of a report on another incident is a false one (without it every report is taken for another's). Copies are
made by rule: cut from below, a new title, another credit, a lost paragraph, some words changed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path

from dateline.read import read_text
from dateline.read.copies import CopyIndex

HEADS = ("Officials give new details", "What we know so far", "In brief", "Region: latest")
LEAST_WORDS = 60
CREDITS = ("By Staff Writer", "Our correspondent", "From agency reports", "Compiled by the news desk")


def number(*parts: object) -> int:
    """A number that depends on nothing but the parts."""
    return int(hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:12], 16)


def altered(text: str, seed: int) -> str:
    """A copy of the story as another outlet would run it."""
    paragraphs = [part for part in text.split("\n") if part.strip()]
    keep = max(1, round(len(paragraphs) * (0.4 + number(seed, "cut") % 61 / 100)))
    while len(" ".join(paragraphs[:keep]).split()) < LEAST_WORDS and keep < len(paragraphs):
        keep += 1
    kept = paragraphs[:keep]
    if len(kept) > 4 and number(seed, "drop") % 2:
        del kept[1 + number(seed, "which") % (len(kept) - 1)]
    body = "\n\n".join(changed(part, number(seed, at)) for at, part in enumerate(kept))
    head = f"{HEADS[seed % 4]}\n\n{CREDITS[number(seed) % 4]}\n\n"
    return f"{head}{body}\n\nCopyright {1990 + seed % 30}. All rights reserved."


def changed(paragraph: str, seed: int) -> str:
    """The paragraph with one word in thirty left out."""
    words = paragraph.split(" ")
    return " ".join(word for at, word in enumerate(words) if number(seed, at) % 30)


def main(path: Path, size: int) -> None:
    """Print the figures."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    reports = [read_text(row["text"], external_id=str(row["id"])) for row in rows]
    index, stories = CopyIndex(), []
    about = {report.id: str(row.get("incident", row["id"])) for report, row in zip(reports, rows, strict=True)}
    started, false = time.perf_counter(), 0
    for report in reports:
        of = index.add(report)
        false += of is not None and about[of] != about[report.id]
        if of is None and len(report.text.split()) >= LEAST_WORDS:
            stories.append(report)
    took = time.perf_counter() - started
    print(f"{len(reports)} reports, {len(stories)} stories, {len(reports) / took:.0f} a second")
    print(f"taken for copies of a report on another incident: {false}")
    found = right = asked = 0
    for seed, story in enumerate(stories[:size]):
        copy = read_text(altered(story.text, seed), external_id=f"copy-{seed}")
        of = index.add(copy)
        asked += 1
        found += of is not None
        right += of == story.id
    print(f"altered copies: {asked}, found {found / asked:.4f}, of the right story {right / asked:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)

"""How many altered copies of stories are found, and how many different stories are taken for copies.

Run as ``python benchmarks/copies.py REPORTS [SIZE]``; REPORTS is JSON Lines, perhaps zipped, with ``id``, ``text`` and perhaps
``incident``: a copy of a report on another incident is a false one (without it every report is taken for another's). Copies are
made by rule: cut from below, a new title, another credit, a lost paragraph, some words changed.

``python benchmarks/copies.py REPORTS --pairs`` reads the reports with ``title``, ``dateline`` and their day (``published``, or
``date`` as 26-FEB-1987) and prints what is called a copy without being the same word for word, to be read and judged: the ids,
the days between, the words of each and those in common, the titles, and what stands in each other's place.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from dateline.model import Report
from dateline.read import read_text
from dateline.read.copies import CopyIndex, body_words, day_of

HEADS = ("Officials give new details", "What we know so far", "In brief", "Region: latest")
LEAST_WORDS = 60
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
SHOWN = 12
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


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The reports as they are in the file."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def published_of(row: dict[str, Any]) -> str | None:
    """The ISO day that a row gives."""
    parts = str(row.get("date") or "").strip().split(" ")[0].split("-")
    if len(parts) == 3 and parts[1] in MONTHS and parts[0].isdigit() and parts[2].isdigit():
        return f"{parts[2]}-{MONTHS.index(parts[1]) + 1:02d}-{int(parts[0]):02d}"
    return str(row["published"]) if row.get("published") else None


def dated(row: dict[str, Any]) -> Report:
    """The report with its title, dateline and day."""
    title = str(row.get("title") or "")
    text = f"{title}\n\n{row.get('dateline') or ''} {row['text']}" if title or row.get("dateline") else str(row["text"])
    return read_text(text, external_id=str(row["id"]), title=title or None, published=published_of(row))


def in_order(report: Report) -> tuple[str, int, str]:
    """By day, then by number."""
    name = report.external_id or ""
    return report.published or "", int(name) if name.isdigit() else 0, name


def pairs(path: Path) -> None:
    """Print the copies that are not the same word for word."""
    reports = sorted(map(dated, rows_of(path)), key=in_order)
    known = {report.id: report for report in reports}
    index, copies, other = CopyIndex(), 0, 0
    for report in reports:
        found = index.add(report)
        copies += found is not None
        if found is not None and body_words(report) != body_words(known[found]):
            other += 1
            show(known[found], report)
    print(f"{len(reports)} reports, {copies} called copies, {other} of these not word for word the same")


def show(story: Report, copy: Report) -> None:
    """Print a pair."""
    mine, theirs = body_words(story), body_words(copy)
    steps = SequenceMatcher(None, mine, theirs, autojunk=False)
    days = f"{abs(day_of(story) - day_of(copy))} days" if day_of(story) and day_of(copy) else "undated"
    same = sum(block.size for block in steps.get_matching_blocks())
    print(f"\n{story.external_id} {copy.external_id}: {days}, {len(mine)} and {len(theirs)} words, {same} the same")
    print(f"  {story.title or ' '.join(mine[:12])}\n  {copy.title or ' '.join(theirs[:12])}")
    parts = [(" ".join(mine[a:b]), " ".join(theirs[c:d])) for name, a, b, c, d in steps.get_opcodes() if name != "equal"]
    print("  " + " | ".join(f"{short(one)} > {short(two)}" for one, two in parts[:SHOWN]))


def short(words: str) -> str:
    """The ends of a long run of words."""
    return words if len(words) < 80 else f"{words[:35]} … {words[-35:]}"


def main(path: Path, size: int) -> None:
    """Print the figures."""
    rows = rows_of(path)
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
    if "--pairs" in sys.argv:
        pairs(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)

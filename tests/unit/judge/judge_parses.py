"""Dependency parses kept as text beside the tests, so that judging is tested without a parser."""

from functools import cache
from pathlib import Path

from dateline.model import Parse, Sentence

FILE = Path(__file__).with_name("judge_parses.txt")


def parse_of(text: str) -> Parse:
    """The stored parse of a sentence; a sentence that is not stored is an error."""
    return stored()[text]


@cache
def stored() -> dict[str, Parse]:
    blocks = FILE.read_text("utf-8").strip().split("\n\n")
    return dict(_block(block.split("\n")) for block in blocks)


def _block(lines: list[str]) -> tuple[str, Parse]:
    text = lines[0].removeprefix("# ")
    rows = [line.split("\t") for line in lines[1:]]
    starts = tuple(int(row[0]) for row in rows)
    words, lemmas, pos, tags = (tuple(row[column] for row in rows) for column in (1, 2, 3, 4))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    heads, deps = tuple(int(row[5]) for row in rows), tuple(row[6] for row in rows)
    sentence = Sentence(starts[0], ends[-1], 0, len(rows))
    return text, Parse(starts, ends, words, lemmas, pos, tags, heads, deps, (sentence,), "stored")

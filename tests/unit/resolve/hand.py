"""Parses written by hand, word by word."""

from __future__ import annotations

from dateline.model import Parse, Sentence

Row = tuple[str, str, str, int]


def parse_by_hand(*sentences: list[Row]) -> tuple[str, Parse]:
    """A text and its parse from rows of (word, tag, label, head in the sentence)."""
    rows: list[tuple[str, str, str]] = []
    text, starts, ends, marks, heads = "", [], [], [], []
    for sentence in sentences:
        first = len(rows)
        begin = len(text)
        for word, tag, label, head in sentence:
            starts.append(len(text))
            text += word
            ends.append(len(text))
            text += " "
            heads.append(first + head)
            rows.append((word, tag, label))
        marks.append(Sentence(begin, ends[-1], first, len(rows)))
    words, tags, labels = zip(*rows, strict=True)
    parse = Parse(
        tuple(starts),
        tuple(ends),
        words,
        tuple(word.lower().rstrip("s") for word in words),
        ("X",) * len(rows),
        tags,
        tuple(heads),
        labels,
        tuple(marks),
        "hand",
    )
    return text, parse

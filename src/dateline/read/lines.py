"""A text's paragraphs by the shape of its lines, with what each looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WRAP_MIN, _WRAP_MAX = 50, 110
_WORD = re.compile(r"\w[\w'’.\-]*")
_TERMINAL = (".", "!", "?", "…", ":", ";", ",")
_CLOSERS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph: its place in the text, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    after_gap: bool

    @property
    def key(self) -> str:
        """The text in lower case with single spaces and no punctuation around it, for comparing."""
        return " ".join(self.text[:300].lower().split()).strip(" .,:;!?-–—|•·*[](){}<>\"'“”‘’")

    @property
    def words(self) -> int:
        """How many words it has, counted up to 400 characters."""
        return len(_WORD.findall(self.text[:400]))

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        bare = self.text.rstrip(_CLOSERS + " ")
        return bare.endswith((".", "!", "?", "…"))

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as running text: it ends like a sentence, or is too long for a heading."""
        return (self.ends and self.words >= 5) or self.words >= 28


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    gap: bool


def units(text: str) -> tuple[Unit, ...]:
    """The paragraphs of ``text`` in order, lines of hard-wrapped paragraphs joined."""
    lines = tuple(_lines(text))
    groups = _joined(text, lines) if _wrapped(text, lines) else [(line, line) for line in lines]
    return tuple(Unit(first.start, last.end, text[first.start : last.end], first.gap) for first, last in groups)


def _lines(text: str) -> Iterator[_Line]:
    gap, position = False, 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            yield _Line(start, start + len(bare), indent, gap)
            gap = False
        else:
            gap = True
        position += len(raw)


def _wrapped(text: str, lines: tuple[_Line, ...]) -> bool:
    """Whether paragraphs were broken at a fixed width: many full lines run on into the next."""
    pairs = [(one, two) for one, two in zip(lines, lines[1:], strict=False) if not two.gap]
    full = [pair for pair in pairs if _WRAP_MIN <= pair[0].end - pair[0].start <= _WRAP_MAX]
    if any(line.end - line.start > _WRAP_MAX + 30 for line in lines):
        return False
    run_on = [
        pair for pair in full if not text[: pair[0].end].endswith(_TERMINAL, pair[0].start) and not pair[1].indent
    ]
    return len(run_on) >= 2 and len(run_on) * 2 >= len(pairs) and _continues(text, run_on)


def _continues(text: str, pairs: list[tuple[_Line, _Line]]) -> bool:
    lower = sum(text[two.start].islower() or text[two.start].isdigit() for _, two in pairs)
    capitals = sum(text[one.start : one.end].isupper() for one, _ in pairs)
    return lower * 4 >= len(pairs) or capitals * 2 >= len(pairs)


def _joined(text: str, lines: tuple[_Line, ...]) -> list[tuple[_Line, _Line]]:
    width = max(line.end - line.start for line in lines)
    groups: list[tuple[_Line, _Line]] = []
    for line in lines:
        if groups and not line.gap and not line.indent and groups[-1][1].end - groups[-1][1].start >= width * 0.6:
            groups[-1] = (groups[-1][0], line)
        else:
            groups.append((line, line))
    return groups

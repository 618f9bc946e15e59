"""A text's paragraphs by the shape of its lines, with what each looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_RUN_ON_MIN, _WRAP_MIN, _WRAP_MAX = 24, 45, 120
_SIGNED = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]$")
_WORD = re.compile(r"\w[\w'’.\-]*")
_TERMINAL = (".", "!", "?", "…", ":")
_CLOSERS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph: its place in the text, whether a blank line stands before it, and what it looks like.

    ``key`` is its beginning in lower case without punctuation around it, for comparing; ``words`` how many words its
    first 400 characters have; ``ends`` whether it ends as a sentence does.
    """

    start: int
    end: int
    text: str
    after_gap: bool
    key: str
    words: int
    ends: bool

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as running text: it ends like a sentence, or is too long for a heading."""
        least = 4 if self.text.endswith((".", '"', "”")) else 5
        return (self.ends and self.words >= least) or self.words >= 28


def unit(text: str, start: int = 0, *, after_gap: bool = False) -> Unit:
    """The paragraph ``text`` that begins at ``start``."""
    key = " ".join(text[:300].lower().split()).strip(" .,:;!?-–—|•·*[](){}<>\"'“”‘’")
    ends = _SIGNED.sub("", text[-200:]).rstrip(_CLOSERS + " ").endswith((".", "!", "?", "…"))
    return Unit(start, start + len(text), text, after_gap, key, len(_WORD.findall(text[:400])), ends)


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
    return tuple(unit(text[one.start : two.end], one.start, after_gap=one.gap) for one, two in groups)


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
    """Whether paragraphs were broken at a fixed width: many lines run on into the next."""
    pairs = [(one, two) for one, two in pairwise(lines) if not two.gap]
    if not pairs or any(line.end - line.start > _WRAP_MAX for line in lines):
        return False
    run_on = [pair for pair in pairs if _runs_on(text, *pair)]
    lower = sum(text[two.start].islower() or text[two.start].isdigit() for _, two in run_on)
    capitals = sum(text[one.start : one.end].isupper() and one.end - one.start >= _WRAP_MIN for one, _ in run_on)
    return len(run_on) * 2 >= len(pairs) and (lower * 4 >= len(pairs) or capitals * 2 >= len(pairs))


def _runs_on(text: str, one: _Line, two: _Line) -> bool:
    """Whether a line of some length stops in the middle of a sentence and the next is not indented."""
    long_enough = one.end - one.start >= _RUN_ON_MIN
    return long_enough and not two.indent and text[one.end - 1] not in _TERMINAL


def _joined(text: str, lines: tuple[_Line, ...]) -> list[tuple[_Line, _Line]]:
    width = max(line.end - line.start for line in lines)
    groups: list[tuple[_Line, _Line]] = []
    for line in lines:
        before = groups[-1][1] if groups else line
        full = before.end - before.start >= width * 0.6 or text[line.start].islower()
        if groups and not line.gap and not line.indent and full:
            groups[-1] = (groups[-1][0], line)
        else:
            groups.append((line, line))
    return groups

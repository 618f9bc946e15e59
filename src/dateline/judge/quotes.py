"""Quotations in a text from all kinds of quotation marks, told apart from apostrophes and scare quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, TypeAlias

from dateline.model import Span

Family: TypeAlias = Literal["double", "single", "angle"]

_MARK = re.compile(r"''|``|[\"“”„‟«»‹›‘’'＂]")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_FAMILIES: dict[str, Family] = {
    "‘": "single",
    "’": "single",
    "'": "single",
    "«": "angle",
    "»": "angle",
    "‹": "angle",
    "›": "angle",
}
_OPENERS = frozenset(("“", "„", "‟", "«", "‹", "``"))
_CLOSERS = frozenset(("”", "»", "›"))
_BEFORE_OPEN = frozenset("([{-–—/:…“\"'‘«„,")
_TERMINAL = frozenset(".!?:;”\"'’»…")
_SCARE_WORDS = 4
_INDENT = 8


class Role(Enum):
    """What a quotation mark does where it stands."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"
    APOSTROPHE = "apostrophe"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark ``[start, end)`` with its family, its part and the paragraph it stands in."""

    start: int
    end: int
    family: Family
    role: Role
    paragraph: int
    leads: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, one part a paragraph; ``closed`` is false where its end had to be guessed."""

    parts: tuple[Span, ...]
    depth: int
    closed: bool

    @property
    def start(self) -> int:
        """Where its first mark begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return self.parts[-1].end


@dataclass(slots=True)
class _Open:
    family: Family
    start: int
    depth: int
    paragraph: int
    parts: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    text: str
    paragraphs: tuple[Span, ...]
    stack: list[_Open] = field(default_factory=list)
    found: list[Quotation] = field(default_factory=list)

    def depth_of(self, family: Family) -> int | None:
        for depth, item in enumerate(self.stack):
            if item.family == family:
                return depth
        return None


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text: parted by blank lines or, where there are none, by line ends after a full stop."""
    breaks = [match.span() for match in _BREAK.finditer(text)] or list(_line_breaks(text))
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))


def _line_breaks(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        if match.start() and text[match.start() - 1] in _TERMINAL:
            yield match.span()


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation in ``text`` by position, inner ones with a depth above 0; linear in the length of the text."""
    blocks = paragraphs(text)
    state = _State(text, blocks)
    marks = tuple(_marks(text, blocks))
    singles = _next_singles(marks)
    for index, mark in enumerate(marks):
        _leave_paragraphs(state, mark)
        _take(state, mark, marks[singles[index]] if singles[index] >= 0 else None)
    for item in reversed(state.stack):
        _give_up(state, item)
    return tuple(sorted(state.found, key=lambda item: (item.start, -item.end, item.depth)))


def _marks(text: str, blocks: tuple[Span, ...]) -> Iterator[Mark]:
    block = 0
    for match in _MARK.finditer(text):
        start, end = match.span()
        while blocks[block].end <= start and block + 1 < len(blocks):
            block += 1
        family = _FAMILIES.get(match.group(), "double")
        role = _role(text, start, end, family)
        if role is not Role.APOSTROPHE:
            yield Mark(start, end, family, role, block, _leads(text, blocks[block].start, start))


def _leads(text: str, block: int, start: int) -> bool:
    """Whether nothing but blanks stands between the paragraph's start and a mark."""
    return start - block < _INDENT and not text[block:start].strip()


def _role(text: str, start: int, end: int, family: Family) -> Role:
    mark = text[start:end]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if family == "single" and (before.isalnum() and after.isalnum()):
        return Role.APOSTROPHE
    if mark in _OPENERS:
        return Role.OPEN
    if mark in _CLOSERS:
        return Role.OPEN if _reversed(before, after) else Role.CLOSE
    if mark == "‘":
        return Role.APOSTROPHE if before.isalnum() else Role.OPEN
    return _role_by_neighbours(before, after, family, mark)


def _reversed(before: str, after: str) -> bool:
    """Whether a closing mark was typed where a quotation begins."""
    return after.isalnum() and not before.isalnum() and before not in _TERMINAL and before not in ",)]"


def _role_by_neighbours(before: str, after: str, family: Family, mark: str) -> Role:
    opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    if family == "single":
        if opens and not closes:
            return Role.APOSTROPHE if after.isdigit() or mark == "’" else Role.OPEN
        return Role.CLOSE if closes else Role.APOSTROPHE
    if opens == closes:
        return Role.EITHER
    return Role.OPEN if opens else Role.CLOSE


def _next_singles(marks: tuple[Mark, ...]) -> list[int]:
    following = -1
    result = [-1] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        result[index] = following
        if marks[index].family == "single":
            following = index
    return result


def _leave_paragraphs(state: _State, mark: Mark) -> None:
    while state.stack and state.stack[-1].paragraph < mark.paragraph:
        item = state.stack[-1]
        outer = state.stack[0]
        if item is outer and mark.leads and _may_open(mark) and item.family == mark.family and _adjacent(item, mark):
            _continue(state, item, mark)
            return
        state.stack.pop()
        _give_up(state, item)


def _adjacent(item: _Open, mark: Mark) -> bool:
    return item.family != "single" and mark.paragraph - item.paragraph == 1


def _continue(state: _State, item: _Open, mark: Mark) -> None:
    item.parts.append(Span(item.start, _trimmed(state.text, item.start, state.paragraphs[item.paragraph].end)))
    item.start = mark.start
    item.paragraph = mark.paragraph


def _may_open(mark: Mark) -> bool:
    return mark.role in (Role.OPEN, Role.EITHER)


def _take(state: _State, mark: Mark, following: Mark | None) -> None:
    depth = state.depth_of(mark.family)
    if depth is None:
        if _may_open(mark):
            state.stack.append(_Open(mark.family, mark.start, len(state.stack), mark.paragraph))
        return
    item = state.stack[depth]
    if item.start == mark.start:
        return
    if item.start < mark.start and mark.role is Role.OPEN and not _german(state.text, item, mark):
        _restart(state, depth, mark)
    elif not _possessive(state.text, mark, following):
        _close(state, depth, mark)


def _german(text: str, item: _Open, mark: Mark) -> bool:
    """Whether ``“`` ends a quotation that ``„`` began."""
    return text[item.start] in "„»" and text[mark.start] in "“«"


def _possessive(text: str, mark: Mark, following: Mark | None) -> bool:
    """Whether a single mark after an s is a plural's apostrophe, since a better end follows in the paragraph."""
    if mark.family != "single" or text[mark.start - 1] not in "sS" or following is None:
        return False
    ends_later = following.role is Role.CLOSE and following.paragraph == mark.paragraph
    return ends_later and text[mark.end : mark.end + 1] == " "


def _close(state: _State, depth: int, mark: Mark) -> None:
    item = state.stack[depth]
    del state.stack[depth:]
    state.found.append(Quotation((*item.parts, Span(item.start, mark.end)), item.depth, True))


def _restart(state: _State, depth: int, mark: Mark) -> None:
    item = state.stack[depth]
    del state.stack[depth:]
    _give_up(state, item, before=mark.start)
    state.stack.append(_Open(mark.family, mark.start, len(state.stack), mark.paragraph))


def _give_up(state: _State, item: _Open, before: int | None = None) -> None:
    """Ends a quotation that has no closing mark with its paragraph; a single mark alone was an apostrophe."""
    if item.family == "single":
        return
    limit = state.paragraphs[item.paragraph].end if before is None else before
    end = _trimmed(state.text, item.start, limit)
    if end - item.start > 1:
        state.found.append(Quotation((*item.parts, Span(item.start, end)), item.depth, False))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def is_scare(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a word or two held at arm's length, not an utterance: short, inside a clause, no stop."""
    if len(quotation.parts) > 1 or quotation.end - quotation.start > 80:
        return False
    inside = text[quotation.start : quotation.end].strip("'\"“”‘’«»„‟‹›`")
    if len(inside.split()) >= _SCARE_WORDS or inside[-1:] in tuple(",.!?;…"):
        return False
    before = text[max(0, quotation.start - 8) : quotation.start].rstrip(" ")
    return before[-1:].isalnum() or before[-1:] in tuple("-–—(/")

"""Cuts a report into the stretches that are parsed one by one: zones, paragraphs, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.lexicon.tables import load_toml
from dateline.model import Report, Span

READ_ZONES = frozenset({"headline", "standfirst", "crosshead", "body", "caption", "correction"})
MAX_CHARACTERS = 4_000
_PARAGRAPH = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n\s*)?")
_STOP = re.compile(r"[.!?…]+")
_LETTERS = re.compile(r"[A-Za-z]+")
_WORD_BEFORE = re.compile(r"[\w.&'’-]*$")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The abbreviations and marks that decide where a sentence ends."""

    abbreviations: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    closers: str
    openers: str


def load_boundaries() -> Boundaries:
    """The boundary cues of ``cues/sentences.toml``."""
    cues = load_toml("cues/sentences.toml")
    return Boundaries(
        frozenset(cues["abbreviations"].split()),
        frozenset(cues["may_end"].split()),
        frozenset(cues["starters"].split()),
        cues["closers"],
        cues["openers"],
    )


def segments(report: Report, boundaries: Boundaries) -> Iterator[Span]:
    """The sentences of every zone that is read, in text order, without white space around them."""
    for zone in _zones(report):
        for paragraph in _paragraphs(report.text, zone):
            yield from sentences(report.text, paragraph, boundaries)


def _zones(report: Report) -> list[Span]:
    if not report.zones:
        return [Span(0, len(report.text))]
    return [Span(zone.start, zone.end) for zone in report.zones if zone.kind in READ_ZONES]


def _paragraphs(text: str, zone: Span) -> Iterator[Span]:
    start = zone.start
    for gap in _PARAGRAPH.finditer(text, zone.start, zone.end):
        if "\n" in gap.group().strip(" \t\r") and _is_break(text, gap):
            yield from _trimmed(text, start, gap.start())
            start = gap.end()
    yield from _trimmed(text, start, zone.end)


def _is_break(text: str, gap: re.Match[str]) -> bool:
    """A blank line always parts paragraphs; a single line end does unless the line was wrapped in mid-sentence."""
    if gap.group().count("\n") > 1:
        return True
    before, after = text[text.rfind("\n", 0, gap.start()) + 1 : gap.start()], text[gap.end() : gap.end() + 1]
    return not (len(before) > 40 and not _closed(before) and (after.islower() or len(before) < 90))


def _closed(line: str) -> bool:
    """Whether the line ends a sentence past doubt: with a mark other than a stop, or with a quotation that has one."""
    return line[-1:] in "!?:’" or (line[-1:] in '"”' and line[-2:-1] in ".!?,")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def sentences(text: str, paragraph: Span, boundaries: Boundaries) -> Iterator[Span]:
    """The sentences of one paragraph; a stretch without any end mark is cut at ``MAX_CHARACTERS``."""
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        end = _close(text, stop.end(), paragraph.end, boundaries.closers)
        if end < paragraph.end and _ends_here(text, stop, end, boundaries):
            yield from _bounded(text, start, end)
            start = end
    yield from _bounded(text, start, paragraph.end)


def _close(text: str, end: int, limit: int, closers: str) -> int:
    while end < limit and text[end] in closers:
        end += 1
    return end


def _ends_here(text: str, stop: re.Match[str], end: int, boundaries: Boundaries) -> bool:
    if not text[end].isspace():
        return False
    following = text[end : end + 40].lstrip().lstrip(boundaries.openers + "-–— ")
    if not following or not (following[0].isupper() or following[0].isdigit()):
        return False
    if stop.group() != ".":
        return True
    window = text[max(0, stop.start() - 24) : stop.start()]
    found = _WORD_BEFORE.search(window)
    word = (found.group() if found else "").lower().rpartition("-")[2].lstrip("'’")
    if word in boundaries.may_end:
        return _common_start(following, boundaries.starters)
    return not (word in boundaries.abbreviations or (len(word) == 1 and word.isalpha() and end == stop.end()))


def _common_start(following: str, starters: frozenset[str]) -> bool:
    """Whether what follows starts as sentences do: an article, pronoun or connective rather than a name."""
    first = _LETTERS.match(following)
    return first is not None and first.group().lower() in starters


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    for piece in _trimmed(text, start, end):
        at = piece.start
        while piece.end - at > MAX_CHARACTERS:
            cut = text.rfind(" ", at, at + MAX_CHARACTERS)
            cut = cut if cut > at else at + MAX_CHARACTERS
            yield from _trimmed(text, at, cut)
            at = cut
        yield from _trimmed(text, at, piece.end)

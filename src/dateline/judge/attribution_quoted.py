"""How far a quoted content may run: its quoted words alone, what is quoted first, or with the quotation that follows."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.judge.attribution_drafts import Draft, Reader, trimmed
from dateline.judge.attribution_split import sentence_of
from dateline.model import Span

_NEAR = 300
_STOPS = frozenset(".?!")


def quoted_readings(reader: Reader, draft: Draft) -> Iterator[tuple[tuple[Span, ...], str, str]]:
    """Contents, each with a name and what stands at its new edge, for a draft that has words in quotation marks."""
    content = draft.content
    parts = [part for span in content for part in reader.quotations_in(span.start, span.end)]
    if not parts:
        return
    yield from _first_alone(reader, content)
    own = tuple(part for part in parts if any(span.overlaps(part) for span in content))
    if own != content and sum(part.end - part.start for part in own) > 2:
        outside = sum(span.end - span.start for span in content) - sum(part.end - part.start for part in own)
        yield own, "quoted", f"{min(outside // 20, 5)}"
    yield from _with_next(reader, draft, content)
    if draft.end == "quote" and len(content) == 1:
        yield from _around(reader, draft, content[0])


def _around(reader: Reader, draft: Draft, quote: Span) -> Iterator[tuple[tuple[Span, ...], str, str]]:
    """The words of its sentence that a quotation is a part of: ``the vote "settles the matter" for now, he said``."""
    first, last = sentence_of(reader, draft.head)
    before = reader.text[max(0, quote.start - 2) : quote.start]
    leads = "word" if before[:1].isalnum() and before[-1:] == " " else "mark"
    if quote.start >= draft.span.end:
        for end, name in ((quote.end, "since"), (last, "rest")):
            content = trimmed(reader.text, (Span(max(draft.span.end, first), max(end, quote.end)),))
            if content and content[0].start < quote.start:
                yield content, name, leads
    elif quote.end <= draft.span.start:
        begins = min(draft.span.start, draft.source.start if draft.source else draft.span.start)
        if first < quote.start and begins >= quote.end:
            content = trimmed(reader.text, (Span(first, begins),))
            if content:
                yield content, "before", leads


def _first_alone(reader: Reader, content: tuple[Span, ...]) -> Iterator[tuple[tuple[Span, ...], str, str]]:
    for count in {1, len(content) - 1}:
        if 0 < count < len(content):
            gap = content[count].start - content[count - 1].end
            stopped = _stopped(reader, content[count - 1].end, content[count].start)
            yield content[:count], "first", f"{stopped},{min(gap // 30, 4)}"


def _with_next(reader: Reader, draft: Draft, content: tuple[Span, ...]) -> Iterator[tuple[tuple[Span, ...], str, str]]:
    """With the next quotation, where it stands near in the same paragraph."""
    end = max(content[-1].end, draft.span.end, draft.source.end if draft.source else 0)
    following = reader.quotation_after(end)
    if following is None or following.start - end > _NEAR or "\n\n" in reader.text[end : following.start]:
        return
    stopped = _stopped(reader, end, following.start)
    joined = (*content, following) if following.start > content[-1].end else content
    yield joined, "next", f"{stopped},{min((following.start - end) // 30, 4)}"
    far = trimmed(reader.text, (Span(content[0].start, following.end),))
    if content[-1].end > draft.span.end and far:
        yield far, "through", stopped


def _stopped(reader: Reader, start: int, end: int) -> str:
    """What parts two pieces: nothing, a comma, or the end of a sentence right before the second or further off."""
    gap = reader.text[start:end].strip()
    if not gap:
        return "none"
    if gap[-1] in _STOPS:
        return "stop"
    if any(mark in gap for mark in (". ", "? ", "! ")):
        return "far"
    return "comma" if gap[-1] == "," else "word"

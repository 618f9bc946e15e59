"""Contents that a cue set off by commas cuts in two, and contents that begin right behind their cue, by the words alone.

The parse often hangs one half elsewhere: ``The army, officials said on Friday, has left, and the road is open``.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.judge.attribution_drafts import Draft, Reader, trimmed
from dateline.model import Span

_BREAKS = ",–—-"
_MOST_BEHIND = 40
_CLIMB = 60

Made = tuple[tuple[Span, ...], str, str]


def split_readings(reader: Reader, draft: Draft) -> Iterator[Made]:
    """Contents on one or both sides of the cue, each with a name and the word at its edge."""
    first, last = sentence_of(reader, draft.head)
    group = _group(draft)
    if not first <= group.start <= group.end <= last:
        return
    start, end = _without_marks(reader.text, first, group.start), group.end
    before = trimmed(reader.text, (Span(first, start),)) if start > first else ()
    behind = _behind(reader.text, end, last)
    if before and reader.text[:start].rstrip()[-1:] in (*_BREAKS, "”", '"'):
        if behind is not None:
            rest = trimmed(reader.text, (Span(behind, last),))
            if rest:
                yield (*before, *rest), "around", _word(reader.text, behind)
        yield before, "ahead", ""
    elif not before or draft.end in ("clause", "object"):
        rest = trimmed(reader.text, (Span(draft.span.end, max(draft.content[-1].end, draft.span.end)),))
        if rest and draft.content[0].start > draft.span.end and (draft.source is None or draft.source.end <= draft.span.start):
            yield rest, "since", _word(reader.text, draft.span.end)


def _group(draft: Draft) -> Span:
    """The cue with its source, where the two stand side by side."""
    source = draft.source
    if source is None or source.start - draft.span.end > _MOST_BEHIND or draft.span.start - source.end > _MOST_BEHIND:
        return draft.span
    return Span(min(source.start, draft.span.start), max(source.end, draft.span.end))


def _without_marks(text: str, first: int, end: int) -> int:
    while end > first and text[end - 1].isspace():
        end -= 1
    return end


def _behind(text: str, start: int, last: int) -> int | None:
    """Where the sentence goes on behind a comma that closes the cue and a few words of time or place."""
    at = text.find(",", start, min(last, start + _MOST_BEHIND))
    return at + 1 if at >= 0 and last - at > 2 else None


def _word(text: str, offset: int) -> str:
    words = text[offset : offset + 24].split(maxsplit=1)
    return words[0].lower() if words else ""


def sentence_of(reader: Reader, index: int) -> tuple[int, int]:
    """Where the sentence of a token begins and ends in the text, without a full stop."""
    tree = reader.tree
    root = index
    for _ in range(_CLIMB):
        if tree.parse.heads[root] == root:
            break
        root = tree.parse.heads[root]
    span = tree.subtree(root)
    return span.start, span.end

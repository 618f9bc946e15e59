"""Gives quotations to the cues that bring them, and to the source that goes on speaking."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from dateline.judge.attribution_alone import alone
from dateline.judge.attribution_drafts import Draft, Reader
from dateline.judge.quotes import Quotation
from dateline.model import Span

_STOP = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
_OPENING = frozenset("\"“«„‘'`")
_BEFORE = 160
_AFTER = 160
_FOLLOWS = 250
_LONG = 60


@dataclass(slots=True)
class _Desk:
    """The drafts while quotations are handed out; ``last`` is the draft that spoke last in quotation."""

    reader: Reader
    drafts: list[Draft]
    starts: list[int]
    last: int | None = None
    last_end: int = 0


def with_quotations(reader: Reader, found: tuple[Draft, ...], quoted: tuple[Quotation, ...]) -> tuple[Draft, ...]:
    """The drafts that have content once each quotation has gone to its cue.

    Of the cues inside quotations only a third party's speech is kept: ``“The army told us that …,” he said``.
    """
    begins = [item.start for item in quoted]
    outside = [draft for draft in found if not _inside(draft.span, quoted, begins)]
    outside.sort(key=lambda draft: draft.span.start)
    desk = _Desk(reader, outside, [draft.span.start for draft in outside])
    for quotation in quoted:
        _hand_out(desk, quotation)
    inner = (draft for draft in found if _relayed(reader, draft) and _inside(draft.span, quoted, begins))
    return tuple(draft for draft in (*desk.drafts, *inner) if draft.content)


def _relayed(reader: Reader, draft: Draft) -> bool:
    """Whether a draft is the speech of somebody named or described, with all it says in one clause."""
    if draft.cue.kind != "speech" or draft.end != "clause" or draft.speaker is None:
        return False
    return reader.tree.parse.pos[draft.speaker] in ("NOUN", "PROPN") and reader.quoted(draft.speaker)


def _inside(span: Span, quoted: tuple[Quotation, ...], begins: list[int]) -> bool:
    at = bisect_right(begins, span.start) - 1
    return at >= 0 and any(part.contains(span) for part in quoted[at].parts)


def _hand_out(desk: _Desk, quotation: Quotation) -> None:
    taker = _beside(desk, quotation)
    if taker is None:
        taker = _holder(desk, quotation)
    if taker is None:
        taker = _neighbour(desk, quotation)
    if taker is None:
        _continue(desk, quotation)
        return
    _give(desk, taker, quotation)


def _beside(desk: _Desk, quotation: Quotation) -> int | None:
    """The cue right after a quotation that ends in a comma, question or exclamation mark: it can bring nothing else."""
    text = desk.reader.text
    last, before = text[quotation.end - 2 : quotation.end - 1], text[quotation.end - 3 : quotation.end - 2]
    if last not in tuple(",?!") and before != ",":
        return None
    at = bisect_left(desk.starts, quotation.end)
    if at >= len(desk.starts) or "quote" not in desk.drafts[at].cue.kinds_of_end:
        return None
    draft = desk.drafts[at]
    gap = _gap(text, quotation.end, draft.span.start)
    if gap is None or _STOP.search(gap) or _quote_between(gap):
        return None
    whole = Span(quotation.start, quotation.end)
    if any(0 <= span.start - draft.span.end <= 1 for span in draft.content):
        return None
    if draft.content and _word_before(text, quotation) and any(span.start >= draft.span.end for span in draft.content):
        return None
    if draft.content and not any(span.overlaps(whole) for span in draft.content):
        desk.drafts[at] = replace(draft, content=(), other=(), target=None, end="quote")
    return at


def _word_before(text: str, quotation: Quotation) -> bool:
    """Whether a quotation goes on from a word of its sentence, as a title or a phrase does and an utterance does not."""
    return text[max(0, quotation.start - 2) : quotation.start - 1].isalnum() and text[quotation.start - 1] == " "


def _holder(desk: _Desk, quotation: Quotation) -> int | None:
    """The nearest cue whose content already shares words with the quotation."""
    low = bisect_left(desk.starts, quotation.start - 2 * _BEFORE)
    high = bisect_right(desk.starts, quotation.end + _AFTER)
    best: tuple[int, int] | None = None
    whole = quotation.parts[0]
    for at in range(low, high):
        draft = desk.drafts[at]
        if "quote" in draft.cue.kinds_of_end and any(span.overlaps(whole) for span in draft.content):
            edge = quotation.start if draft.span.start < quotation.start else quotation.end
            distance = abs(draft.span.start - edge)
            if best is None or distance < best[0]:
                best = (distance, at)
    return None if best is None else best[1]


def _neighbour(desk: _Desk, quotation: Quotation) -> int | None:
    """The speech cue without content that stands beside the quotation in the same sentence."""
    text = desk.reader.text
    at = bisect_left(desk.starts, quotation.end)
    for index in range(at, min(at + 3, len(desk.starts))):
        draft = desk.drafts[index]
        gap = _gap(text, quotation.end, draft.span.start)
        if gap is None or _STOP.search(gap):
            break
        if _free(draft) and not _quote_between(gap):
            return index
    for index in range(at - 1, max(at - 4, -1), -1):
        draft = desk.drafts[index]
        gap = _gap(text, draft.span.end, quotation.start)
        if gap is None or (_STOP.search(gap) and not gap.rstrip().endswith(":")):
            break
        if draft.span.end <= quotation.start and _free(draft):
            return index
    return None


def _gap(text: str, start: int, end: int, most: int = _AFTER) -> str | None:
    """The text between two places, or nothing if they lie too far apart."""
    return None if end - start > most else text[start:end]


def _free(draft: Draft) -> bool:
    return "quote" in draft.cue.kinds_of_end and not draft.content


def _quote_between(gap: str) -> bool:
    return any(mark in gap for mark in '"“”')


def _give(desk: _Desk, taker: int, quotation: Quotation) -> None:
    draft = desk.drafts[taker]
    content = _merged(desk.reader.text, draft, quotation)
    same = content == draft.content
    desk.drafts[taker] = replace(
        draft,
        content=content,
        other=draft.other if same else (),
        target=draft.target if same else None,
        end=draft.end or "quote",
    )
    if _speaks(desk.reader.text, quotation):
        desk.last, desk.last_end = taker, quotation.end


def _merged(text: str, draft: Draft, quotation: Quotation) -> tuple[Span, ...]:
    """The content with a quotation: around it for a phrase quoted inside a clause, the quotation itself for speech."""
    whole = Span(quotation.start, quotation.end)
    if any(span.contains(whole) for span in draft.content) and not _stands_alone(text, draft, quotation):
        return draft.content
    if not _stands_alone(text, draft, quotation):
        return _union(draft.content, quotation.parts)
    apart = tuple(span for span in draft.content if not span.overlaps(whole) and _quoted_span(text, span))
    return _union(apart, quotation.parts)


def _quoted_span(text: str, span: Span) -> bool:
    return text[span.start] in _OPENING and span.end - span.start > 2


def _speaks(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is an utterance with its own stop, or long enough to be one."""
    stopped = text[quotation.end - 2] in ",.?!…—" or text[quotation.end - 3] in ",.?!"
    return stopped or quotation.end - quotation.start > _LONG


def _stands_alone(text: str, draft: Draft, quotation: Quotation) -> bool:
    """Whether nothing but the quotation is said: it begins a sentence or follows its cue, and ends with a stop."""
    before = text[max(0, quotation.start - 3) : quotation.start]
    opens = not before.strip() or before.rstrip()[-1:] in tuple('.?!:”"\n') or "\n" in before
    gap = _gap(text, draft.span.end, quotation.start) if draft.span.end <= quotation.start else None
    after_cue = gap is not None and not gap.strip(" ,:")
    if not _speaks(text, quotation):
        return after_cue and gap is not None and (":" in gap or "," in gap)
    return opens or after_cue


def _union(spans: tuple[Span, ...], parts: tuple[Span, ...]) -> tuple[Span, ...]:
    if spans and parts and spans[-1].end < parts[0].start:
        return (*spans, *parts)
    joined: list[Span] = []
    for span in sorted((*spans, *parts), key=lambda item: (item.start, item.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _continue(desk: _Desk, quotation: Quotation) -> None:
    """``"…," he said. "…"``: a quotation with no cue of its own goes on with the one before it."""
    draft = None if desk.last is None else desk.drafts[desk.last]
    if desk.last is None or draft is None or not _goes_on(desk, draft, quotation):
        _alone(desk, quotation)
        return
    content = _union(draft.content, quotation.parts)
    desk.drafts[desk.last] = replace(draft, content=content, other=(), target=None)
    desk.last_end = quotation.end


def _goes_on(desk: _Desk, draft: Draft, quotation: Quotation) -> bool:
    end = max(desk.last_end, draft.span.end)
    gap = _gap(desk.reader.text, end, quotation.start, _FOLLOWS)
    if gap is None or gap.count("\n\n") > 1 or not _speaks(desk.reader.text, quotation):
        return False
    return not gap.strip() or gap.rstrip()[-1] in ".?!,:"


def _alone(desk: _Desk, quotation: Quotation) -> None:
    """A quotation that nothing brings: it is given to the one the sentence before it is about."""
    found = alone(desk.reader, quotation)
    if found is not None and _speaks(desk.reader.text, quotation):
        desk.drafts.append(found)
        desk.last, desk.last_end = len(desk.drafts) - 1, quotation.end

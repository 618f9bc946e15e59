"""Marks the parts of a report's text, headline, byline, body, caption, furniture …; the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import Zone, ZoneKind
from dateline.read.cues import zone_cues
from dateline.read.headings import (
    ends_with_source,
    is_name_line,
    is_photo_credit,
    is_title_case,
    line_kind,
    source_named,
)
from dateline.read.lines import Unit, units
from dateline.read.opening import Opening, opening

_CROSSHEAD_WORDS, _LINK_WORDS, _HEADLINE_WORDS, _STANDFIRST_WORDS = 6, 12, 30, 60
_LONG_RUN = 3
_FULL_WORDS = 20
_HEAD_UNITS = 12
_HEAD_REACH = 60
_OPENING_WITHIN = 3
# "18:40 - " or "6.15 pm: " at the start of a live report's entry.
_CLOCK = re.compile(r"((?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[A-Z]{2,3}T))?(?: ?[-–—|:]))\s+(?=\S)")
Kinds = list[ZoneKind | None]


@dataclass(frozen=True, slots=True)
class Marked:
    """The zones of a text in order, and what the dateline of its first paragraph says."""

    zones: tuple[Zone, ...]
    opening: Opening | None = None


def mark_zones(text: str, title: str | None = None) -> Marked:
    """The zones of ``text``; each character is in one at most. ``title`` is the headline where that is known."""
    parts = units(text)
    kinds = _kinds(parts, title)
    head = _find_opening(parts, kinds)
    zones: list[Zone] = []
    for index, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        start = part.start
        if head and index == head[0]:
            zones.append(_trimmed(text, start, start + head[1].length, "dateline"))
            start += head[1].length
        clock = _CLOCK.match(part.text) if kind == "body" and start == part.start and len(parts) > 1 else None
        if clock:
            zones.append(Zone(start, start + clock.end(1), "furniture"))
            start += clock.end()
        zones.extend(_body_zones(part, start) if kind == "body" else (Zone(start, part.end, kind or "body"),))
    return Marked(tuple(zones), head[1] if head else None)


def _trimmed(text: str, start: int, end: int, kind: ZoneKind) -> Zone:
    return Zone(start, start + len(text[start:end].rstrip()), kind)


def _body_zones(part: Unit, start: int) -> Iterator[Zone]:
    """The paragraph, its closing credit such as ``(Reporting by …)`` apart."""
    low = part.text.lower()
    tail = low[-400:]
    cut = min((at for cue in zone_cues().credit_suffix if (at := tail.find(cue)) >= 0), default=-1)
    if cut < 0:
        cut = _signature(tail)
    split = part.end - len(tail) + cut
    if cut < 0 or split <= start or len(low) != len(part.text):
        yield Zone(start, part.end, "body")
        return
    before = part.text[: split - part.start].rstrip()
    if part.start + len(before) > start:
        yield Zone(start, part.start + len(before), "body")
    yield Zone(split, part.end, "credit")


def _signature(tail: str) -> int:
    """Where an agency signs at the very end, as in ``… he said. – AFP``, or -1."""
    for mark in (" (", " [", " - ", " – ", " — ", " /"):
        at = tail.rfind(mark)
        if at >= 0 and len(tail) - at <= 50 and tail[:at].rstrip().endswith((".", '"', "”", "/")) and source_named(tail[at:]):
            return at + 1
    return -1


def _find_opening(parts: tuple[Unit, ...], kinds: Kinds) -> tuple[int, Opening] | None:
    body = [index for index, kind in enumerate(kinds) if kind == "body"][:_OPENING_WITHIN]
    for index in body:
        found = opening(parts[index].text)
        if found:
            return index, found
    return None


def _kinds(parts: tuple[Unit, ...], title: str | None) -> Kinds:
    if len(parts) <= 1:
        return ["body" for _ in parts]
    kinds: Kinds = [line_kind(part) for part in parts]
    _keep_story(parts, kinds)
    _mark_title(parts, kinds, title)
    _mark_repeats(parts, kinds)
    _mark_captions(parts, kinds)
    _mark_lists(parts, kinds)
    start = _story_start(parts, kinds)
    if start is None:
        return _nothing_but_lines(parts, kinds)
    _mark_head(parts, kinds, start)
    _mark_rest(parts, kinds, start)
    return kinds


def _keep_story(parts: tuple[Unit, ...], kinds: Kinds) -> None:
    """A page that would have no story left keeps its full paragraphs."""
    if not any(kind is None and part.is_sentence for part, kind in zip(parts, kinds, strict=True)):
        for index, part in enumerate(parts):
            if part.is_sentence and kinds[index] in ("caption", "furniture", "credit") and part.words >= 12:
                kinds[index] = None


def _nothing_but_lines(parts: tuple[Unit, ...], kinds: Kinds) -> Kinds:
    """Where no line reads like running text, the first is the headline of those that follow, and all are kept."""
    free = [index for index, kind in enumerate(kinds) if kind is None]
    for order, index in enumerate(free):
        first = order == 0 and len(free) > 1 and "headline" not in kinds and parts[free[1]].words > parts[index].words
        kinds[index] = "headline" if first else "body"
    return kinds


def _mark_title(parts: tuple[Unit, ...], kinds: Kinds, title: str | None) -> None:
    key = " ".join((title or "").lower().split()).strip(" .,:;!?-–—|\"'“”‘’")[:300]
    if not key:
        first = next((i for i, kind in enumerate(kinds) if kind is None), None)
        if first is not None and is_title_case(parts[first]) and kinds[first + 1 :].count(None):
            kinds[first] = "headline"
        return
    for index, part in enumerate(parts[:40]):
        if part.key == key:
            kinds[index] = "headline" if "headline" not in kinds else "furniture"


def _mark_repeats(parts: tuple[Unit, ...], kinds: Kinds) -> None:
    """Lines that stand twice: a name is a byline, a short label furniture, of anything longer the first counts."""
    places: dict[str, list[int]] = {}
    for index, part in enumerate(parts):
        places.setdefault(part.key if len(part.text) <= 300 else part.text, []).append(index)
    for same in places.values():
        if len(same) < 2 or kinds[same[0]] not in (None, "headline"):
            continue
        first = parts[same[0]]
        if kinds[same[0]] is None and is_name_line(first) and _late_enough(kinds, same, parts):
            _set(kinds, same, "byline")
        elif kinds[same[0]] is None and first.words <= 3 and not first.ends:
            _set(kinds, same, "furniture")
        else:
            _set(kinds, same[1:], "furniture")


def _set(kinds: Kinds, places: list[int], kind: ZoneKind) -> None:
    for index in places:
        if kinds[index] is None:
            kinds[index] = kind


def _late_enough(kinds: Kinds, same: list[int], parts: tuple[Unit, ...]) -> bool:
    """Whether the first of the repeated lines stands between a headline and the story."""
    before = range(min(same[0], _HEAD_REACH + 1))
    headed = any(kinds[index] in (None, "headline") and parts[index].words >= 3 for index in before)
    return same[0] <= _HEAD_REACH and headed and sum(kinds[index] is None and parts[index].is_sentence for index in before) <= 1


def _mark_captions(parts: tuple[Unit, ...], kinds: Kinds) -> None:
    """Signed lines are captions while the story goes on after them; a lone ``Credit: AP`` makes the line before one."""
    running = [i for i, part in enumerate(parts) if kinds[i] is None and part.is_sentence]
    last, early = (running[-1], running[:2]) if running else (-1, [])
    gaps = any(part.after_gap for part in parts)
    for index, part in enumerate(parts):
        if kinds[index] is None and index < last and index > 0 and ends_with_source(part):
            kinds[index] = "caption"
        if index and kinds[index] is None and _is_caption_label(parts[index - 1]) and part.words <= 60:
            kinds[index] = "caption"
        if index >= 2 and kinds[index] in ("caption", "credit") and is_photo_credit(part):
            before = parts[index - 1]
            close = not part.after_gap if gaps else index - 1 in early
            if kinds[index - 1] is None and close and before.words <= 45 and index - 1 < last:
                kinds[index - 1] = "caption"


def _is_caption_label(part: Unit) -> bool:
    """Whether the line only says that a caption follows: ``Image caption``."""
    return any(part.key == cue.rstrip(":") for cue in zone_cues().caption.start)


def _mark_lists(parts: tuple[Unit, ...], kinds: Kinds) -> None:
    """Short lines under ``Related stories`` are links; nothing after ``Comments`` belongs to the report."""
    cues = zone_cues()
    told, left = 0, sum(part.is_sentence and part.words >= _FULL_WORDS for part in parts)
    listing = ended = False
    for index, part in enumerate(parts):
        told += kinds[index] is None and part.is_sentence
        left -= part.is_sentence and part.words >= _FULL_WORDS
        if part.key in cues.ends_story and told >= 3 and kinds[index] == "furniture":
            ended = ended or left <= told
        if ended:
            kinds[index] = kinds[index] if kinds[index] in ("credit", "correction") else "furniture"
        elif kinds[index] is None and listing and not _runs_on(part):
            kinds[index] = "furniture"
        else:
            opens = told > 0 and part.key in cues.opens_list
            listing = opens or (listing and kinds[index] is not None)


def _runs_on(part: Unit) -> bool:
    """Whether a paragraph under a list of links is no link: a full sentence, and no short question."""
    return part.is_sentence and (part.words >= 14 or not part.text.endswith(("?", "!")))


def _story_start(parts: tuple[Unit, ...], kinds: Kinds) -> int | None:
    """The first paragraph of running text, a standfirst before the byline or date left out."""
    running = [i for i, part in enumerate(parts) if kinds[i] is None and _is_story(part, i)]
    if len(running) < 2:
        return running[0] if running else None
    signs = [i for i in range(running[0] + 1, running[1]) if kinds[i] in ("byline", "dateline")]
    before = any(kinds[i] in ("byline", "dateline") for i in range(running[0]))
    short = parts[running[0]].words <= _STANDFIRST_WORDS and opening(parts[running[0]].text) is None
    return running[1] if signs and not before and short else running[0]


def _is_story(part: Unit, index: int) -> bool:
    return part.is_sentence or (index < _HEAD_UNITS and part.words >= 6 and opening(part.text) is not None)


def _mark_head(parts: tuple[Unit, ...], kinds: Kinds, start: int) -> None:
    """Headline, standfirst and what else stands before the story."""
    free = [i for i in range(start) if kinds[i] is None]
    if "headline" not in kinds[:start] and free:
        sign = next((i for i in range(start) if kinds[i] in ("byline", "dateline")), start)
        kinds[_headline(parts, [i for i in free if i < sign] or free)] = "headline"
    top = kinds.index("headline") if "headline" in kinds[:start] else -1
    for index in free:
        if kinds[index] is None:
            kinds[index] = _head_kind(parts, kinds, index, top)


def _headline(parts: tuple[Unit, ...], free: list[int]) -> int:
    long_enough = [i for i in free if parts[i].words >= 4] or [i for i in free if parts[i].words >= 2] or free
    return long_enough[0]


def _head_kind(parts: tuple[Unit, ...], kinds: Kinds, index: int, top: int) -> ZoneKind:
    near = [kinds[i] for i in (index - 1, index + 1) if 0 <= i < len(kinds)]
    if index < top:
        return "furniture"
    if is_name_line(parts[index]) and (any(kind in ("byline", "dateline") for kind in near) or index > top + 1):
        return "byline"
    return "standfirst" if parts[index].words >= 4 else "furniture"


def _mark_rest(parts: tuple[Unit, ...], kinds: Kinds, start: int) -> None:
    """Body, crossheads and stray links from the first paragraph of the story on."""
    last = max((i for i, part in enumerate(parts) if kinds[i] is None and part.is_sentence), default=start)
    kinds[start] = "body"
    page = "furniture" in kinds
    for run in _runs(parts, kinds, start):
        for index in run:
            kinds[index] = _rest_kind(parts[index], len(run), after=index > last, page=page)
    for index in range(start, len(parts)):
        if kinds[index] is None:
            kinds[index] = "body"


def _runs(parts: tuple[Unit, ...], kinds: Kinds, start: int) -> Iterator[list[int]]:
    """Stretches of unmarked short lines."""
    run: list[int] = []
    for index in range(start, len(parts)):
        if kinds[index] is None and not parts[index].is_sentence:
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _rest_kind(part: Unit, run: int, *, after: bool, page: bool) -> ZoneKind:
    if part.text[:1].islower() and (run == 1 or part.words >= 4):
        return "body"
    if part.text[:1] in "-–—•*\"“'‘" or part.text.endswith(":") or part.ends:
        return "body" if part.words >= 2 else "furniture"
    if part.words > _LINK_WORDS:
        return "body"
    if after or run >= _LONG_RUN:
        return "furniture" if page or part.words <= _CROSSHEAD_WORDS else "body"
    if part.words <= _CROSSHEAD_WORDS:
        return "crosshead"
    return "furniture" if page else "body"

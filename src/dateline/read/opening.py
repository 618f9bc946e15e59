"""The head of a report's first paragraph: ``GOMA, June 3 (Reuters) - `` with its place, date and agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.read.cues import date_cues, source_names, zone_cues
from dateline.read.dates import FoundDate, find_dates

_REACH = 140
_DASH = re.compile(r"\s*(?:--+|[–—])\s*|\s+-\s+|-\s+")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_MARK = re.compile(r"\s*\[[A-Z][A-Z ,.]{2,60}\]\s*")
_PIECE = re.compile(r"\s*[,;/|]\s*|\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Opening:
    """How far the head reaches (relative to the paragraph) and what it says."""

    length: int
    place: str | None
    date: FoundDate | None
    sources: tuple[str, ...]
    sure: bool = True


def opening(text: str) -> Opening | None:
    """The dateline at the start of a paragraph, or None where it starts with the story itself."""
    head = text[:_REACH]
    for match in _DASH.finditer(head):
        found = _read_head(head[: match.start()], shout=text[:400].isupper())
        if found and (found.sure or _is_alone(text, match)) and _story_follows(text, match.end()):
            return _with_marks(text, found, match.end())
    bracket = _BRACKET.search(head)
    if bracket and _is_source(bracket[1]) and _story_follows(text, bracket.end()):
        found = _read_head(head[: bracket.end()], shout=text[:400].isupper())
        return _with_marks(text, found, _past(text, bracket.end())) if found else None
    return _colon_head(head, text)


def _is_alone(text: str, dash: re.Match[str]) -> bool:
    """Whether this dash cuts off a name in mixed case, and is neither part of a name nor one of a pair."""
    plain = dash[0].strip() == "-" and "," not in text[: dash.start()]
    sentence = text[dash.end() : dash.end() + 250].partition(". ")[0]
    return not plain and not any(mark in sentence for mark in ("—", " – ", " - ", "--"))


def _colon_head(head: str, text: str) -> Opening | None:
    """``GOMA: Rebels …``, where the place is all in capitals and the story is not."""
    place, colon, _ = head.partition(":")
    if not colon or not place.isupper() or len(place.split()) > 3 or len(place) < 4 or text[:400].isupper():
        return None
    if place.lower() in zone_cues().head_labels or not _is_place(place):
        return None
    end = len(place) + 1
    return Opening(_past(text, end), place, None, ()) if _story_follows(text, end) else None


def _past(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t:–—-":
        at += 1
    return at


def _story_follows(text: str, at: int) -> bool:
    rest = text[at : at + 200].lstrip(" -–—:")
    return len(rest.split()) >= 4 and not rest[:1].islower()


def _with_marks(text: str, found: Opening, at: int) -> Opening:
    """The opening stretched over editors' marks such as ``[TEXT]`` that follow it."""
    for _ in range(4):
        match = _MARK.match(text, at)
        if match is None:
            break
        at = match.end()
    return Opening(at, found.place, found.date, found.sources)


def _read_head(head: str, *, shout: bool) -> Opening | None:
    dates = find_dates(head)
    sources = _sources(head)
    pieces = [piece for piece in _PIECE.split(_without(head, dates)) if piece.strip(" .,")]
    named = [piece.strip(" .") for piece in pieces if not _is_source(piece) and not _is_weekday(piece)]
    if len(named) > 3 or not all(_is_place(piece) for piece in named):
        return None
    if named and not sources and not dates and named[0].lower() in zone_cues().head_labels:
        return None
    strong = bool(dates or sources) or (not shout and bool(named) and _is_capital_place(named[0]))
    if not strong and not (not shout and 1 <= len(named) <= 2 and sum(len(piece.split()) for piece in named) <= 4):
        return None
    if not named and not sources and not (dates and dates[0].full):
        return None
    return Opening(len(head), ", ".join(named) or None, dates[0] if dates else None, sources, strong)


def _is_capital_place(piece: str) -> bool:
    return piece.isupper() and len(piece) > 2 and piece.lower() not in zone_cues().head_labels


def _without(head: str, dates: tuple[FoundDate, ...]) -> str:
    for item in reversed(dates):
        head = head[: item.start] + "," + head[item.end :]
    return _BRACKET.sub(",", head)


def _sources(head: str) -> tuple[str, ...]:
    found: list[str] = []
    parts = [part for match in _BRACKET.finditer(head) for part in re.split(r"[/,;]| and ", match[1])]
    parts += re.split(r"[/,;]", _BRACKET.sub(",", head))
    for part in parts:
        source = source_names().get(part.strip(" .").lower())
        if source and source.name not in found:
            found.append(source.name)
    return tuple(found)


def _is_source(piece: str) -> bool:
    return any(part.strip(" .").lower() in source_names() for part in re.split(r"[/,;]| and ", piece))


def _is_weekday(piece: str) -> bool:
    return piece.strip(" .").lower() in date_cues().weekdays


def _is_place(piece: str) -> bool:
    words = piece.split()
    small = zone_cues().head_words
    named = [word for word in words if word.lower().strip(".") not in small or word[0].isupper()]
    return (
        1 <= len(words) <= 5
        and bool(named)
        and all(word[0].isupper() or word.lower().startswith(("al-", "el-", "d'")) for word in named)
        and not any(char in piece for char in '"“”!?:')
    )

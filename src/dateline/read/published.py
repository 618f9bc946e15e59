"""When a report was published, and what that rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import PublishedBasis, Zone
from dateline.read.cues import date_cues, zone_cues
from dateline.read.dates import FoundDate, as_iso, find_dates
from dateline.read.zones import Marked

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20\d)\d(?!\d)")
_BODY_SAMPLE = 6000
_AHEAD_WORDS = 8
_LABEL_REACH = 400
_HEADING_END = 120
_MOST_CAPTIONS = 20
Published = tuple[str, PublishedBasis]


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    start: int
    value: str


def published_of(
    text: str,
    marked: Marked,
    *,
    metadata: str | None = None,
    given: str | None = None,
    url: str | None = None,
) -> Published | None:
    """The date of publication (ISO date, or date and time) with its basis, or None where none can be had.

    A date in the record or the page's own metadata comes first, then a date line, a dateline with its year, the date
    given by the user, and last a caption's date read together with the weekdays that the text names.
    """
    known = as_iso(metadata or "")
    if known:
        return known, "metadata"
    stated = _stated(text, marked.zones)
    if stated:
        return stated, "stated"
    return _from_dateline(text, marked, given, url) or (
        ((as_iso(given) or given), "given") if given else _inferred(text, marked.zones)
    )


def _stated(text: str, zones: tuple[Zone, ...]) -> str | None:
    story = next((zone.start for zone in zones if zone.kind == "body"), len(text))
    found: list[_Candidate] = list(_in_heading(text, zones))
    for zone in zones:
        if zone.kind in ("dateline", "byline", "furniture") and zone.end - zone.start <= 200:
            found.extend(_in_line(text, zone, story))
        elif zone.start < _LABEL_REACH:
            found.extend(_labelled(text, zone))
    return min(found, key=lambda item: (item.rank, item.start)).value if found else None


def _in_heading(text: str, zones: tuple[Zone, ...]) -> Iterator[_Candidate]:
    """The date that ends the first line of several, parted from the words before: ``World news headlines, 12 June 2014``."""
    if len(zones) < 2 or zones[0].kind not in ("headline", "body", "crosshead") or zones[0].end > _HEADING_END:
        return
    line = text[zones[0].start : zones[0].end]
    for item in find_dates(line):
        words = line[: item.start].rstrip()
        weekday = words.rstrip(",").rpartition(" ")[2].lower() in date_cues().weekdays
        parted = words.endswith((",", "|", ":", "-", "–", "—", "(")) or weekday
        if item.full and parted and not line[item.end :].strip(" )"):
            yield _Candidate(1, zones[0].start + item.start, item.value)


def _labelled(text: str, zone: Zone) -> Iterator[_Candidate]:
    """Dates straight after ``Posted:`` or the like in the first lines of a text that has lost its line ends."""
    for item in find_dates(text, zone.start, min(zone.end, zone.start + _LABEL_REACH)):
        label, colon, between = text[zone.start : item.start].rpartition(":")
        word = label.rpartition(" ")[2].lower()
        rank = 0 if word in date_cues().published else 2 if word in date_cues().updated else 1
        if item.full and colon and rank != 1 and not set(between.lower().strip(" ,").split()) - date_cues().weekdays.keys():
            yield _Candidate(rank, item.start, item.value)


def _in_line(text: str, zone: Zone, story: int) -> Iterator[_Candidate]:
    if zone.kind == "dateline" and zone.end <= story < zone.end + 8 and not _stands_alone(text, zone):
        return
    after = zone.start
    for item in find_dates(text, zone.start, zone.end):
        label = " ".join(text[after : item.start].lower().split()).strip(" :|,-–—•·(")
        after = item.end
        rank = _label_rank(label)
        if item.full and (rank != 1 or (zone.start < story and zone.kind != "furniture")):
            yield _Candidate(rank, item.start, item.value)


def _stands_alone(text: str, zone: Zone) -> bool:
    """Whether the zone is a line of its own, not the head of a paragraph."""
    return "\n" in text[zone.end : zone.end + 3] or "\r" in text[zone.end : zone.end + 3]


def _label_rank(label: str) -> int:
    """0 for a date of publication, 1 where no label says, 2 for a later change."""
    words = [word for word in label.split() if word.strip(",.:") not in date_cues().weekdays]
    bare = " ".join(words).strip(" :|,")
    if bare in date_cues().published or any(
        bare.endswith(" " + cue) for cue in date_cues().published if " " in cue or len(cue) > 4
    ):
        return 0
    return 2 if bare in date_cues().updated else 1


def _from_dateline(text: str, marked: Marked, given: str | None, url: str | None) -> Published | None:
    day = marked.opening.date if marked.opening else None
    if day is None:
        return None
    if day.full:
        return day.value, "dateline"
    if given:
        return None
    year = _year_elsewhere(text, marked.zones, url)
    value = _with_year(day, year) if year else None
    return (value, "dateline") if value else None


def _year_elsewhere(text: str, zones: tuple[Zone, ...], url: str | None) -> str | None:
    """The year in the page's address, in its copyright line or under its pictures, where they name one and no other."""
    places = [
        url or "",
        *(text[zone.start : zone.end] for zone in zones if zone.kind in ("furniture", "credit", "caption")),
    ]
    years = {year for place in places for year in _YEAR.findall(place[:400])}
    return years.pop() if len(years) == 1 else None


def _with_year(day: FoundDate, year: str) -> str | None:
    value = year + day.value[1:]
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _inferred(text: str, zones: tuple[Zone, ...]) -> Published | None:
    days = _caption_days(text, zones)
    named = _weekdays_behind(text, zones)
    if not days or not named:
        return None
    best = min(
        (day + timedelta(days=ahead) for day in [max(days)] for ahead in range(7)),
        key=lambda day: (_reach(day, named), day),
    )
    return best.isoformat(), "inferred"


def _reach(day: date, named: frozenset[int]) -> int:
    """How many days back the furthest named weekday lies; a day that is not named itself comes after all that are."""
    return max((day.weekday() - other) % 7 for other in named) + (0 if day.weekday() in named else 7)


def _caption_days(text: str, zones: tuple[Zone, ...]) -> list[date]:
    days: list[date] = []
    for zone in [zone for zone in zones if zone.kind == "caption"][:_MOST_CAPTIONS]:
        line = text[zone.start : zone.end]
        if not any(cue in line.lower() for cue in zone_cues().old_photo):
            days.extend(date.fromisoformat(item.value[:10]) for item in find_dates(line[:600]) if item.full)
    return days if all(day < date(9990, 1, 1) for day in days) else []


def _weekdays_behind(text: str, zones: tuple[Zone, ...]) -> frozenset[int]:
    """The weekdays that the story names as past, by number (Monday is 0)."""
    cues = date_cues()
    found: set[int] = set()
    left = _BODY_SAMPLE
    for zone in zones:
        if zone.kind == "body" and left > 0:
            words = [match[0].lower() for match in _WORD.finditer(text, zone.start, min(zone.end, zone.start + left))]
            left -= zone.end - zone.start
            for at, word in enumerate(words):
                if len(word) > 5 and word in cues.weekdays and not cues.ahead & set(words[max(0, at - _AHEAD_WORDS) : at]):
                    found.add(cues.weekdays[word])
    return frozenset(found)

"""Wire copy seen twice: the story that a report repeats, cut, retitled or credited to another, found as reports arrive."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.days import ordinal
from dateline.model import Report
from dateline.read.changes import Body, body_of, changes
from dateline.read.sketches import SketchIndex

_AMOUNT = re.compile(r"(?!(?:19|20)\d\d\b)\d+(?:[.,/-]\d+)*(?![\w:/])")
_TOKEN = re.compile(r"\S+")
_PHRASE = 3
_MOST_WORDS = 3_000
_OPENINGS = (30, 90, _MOST_WORDS)
_LEAST_PHRASES = 15
_SHARED = 0.55
_FACTS = 0.7
_CHECKED = 50
_PROSE = 0.5
_ROW, _OF_ROW = 2, 3
_LEAST = 20
_A_FIGURE, _A_NAME = 100, 60
_AGAIN, _A_FIGURE_AGAIN = 0.95, 50
_UNDATED = 30
_SOON, _LATER = 4, 40
_LONG_AFTER, _LONG_AFTER_SHARE = 75, 0.8


@dataclass(frozen=True, slots=True)
class Story:
    """A body that was no copy of an earlier one: the report's id and day, the words of its body, their phrases and its facts.

    ``day`` is an ordinal, 0 where it is not known.
    """

    report: str
    day: int
    body: Body
    phrases: frozenset[int]


class CopyIndex:
    """The stories seen so far; reports should be added in the order they came out."""

    def __init__(self) -> None:
        self._stories: list[Story] = []
        self._openings = tuple((length, SketchIndex()) for length in _OPENINGS)
        self._short: dict[str, tuple[int, str]] = {}

    def add(self, report: Report) -> str | None:
        """The id of the earlier report whose story this one copies, or None where it is a story of its own.

        Only stories are kept to compare with, so that a thousand copies cost no more than a thousand stories.
        """
        text = _told(report)
        body = body_of(text, _MOST_WORDS)
        phrases = phrases_of(body.words)
        if len(phrases) < _LEAST_PHRASES:
            prose = len(text) >= len(report.text) * _PROSE
            return self._add_short(report, " ".join(body.words if prose else body_of(report.text, _MOST_WORDS).words))
        openings = [(index, phrases_of(body.words[:length])) for length, index in self._openings]
        story = Story(report.id, day_of(report), body, frozenset(map(mark, phrases)))
        found = self._copied(story, [number for index, opening in openings for number in index.alike(opening)])
        if found is None:
            number = len(self._stories)
            self._stories.append(story)
            for index, opening in openings:
                index.add(number, opening)
        return found

    def _add_short(self, report: Report, body: str) -> str | None:
        """Bodies too short to sketch are copies when they are the same and came out within days of each other."""
        day = day_of(report)
        before = self._short.get(body)
        if body and before and _between(day, before[0], _SOON) <= _SOON:
            return before[1]
        self._short[body] = day, report.id
        return None

    def _copied(self, new: Story, numbers: Iterable[int]) -> str | None:
        best: tuple[float, str] | None = None
        for number in sorted(set(numbers))[:_CHECKED]:
            story = self._stories[number]
            share = shared(new.phrases, story.phrases)
            if share >= _SHARED and (best is None or share > best[0]) and _same_story(new, story):
                best = share, story.report
        return best[1] if best else None


def copies_among(reports: Iterable[Report]) -> Mapping[str, str]:
    """The reports that repeat another one's story, with the id of that one: the one that came out first."""
    index = CopyIndex()
    ordered = sorted(reports, key=lambda report: (report.published or "", report.external_id or "", report.id))
    found = ((report.id, index.add(report)) for report in ordered)
    return {report: story for report, story in found if story is not None}


def _same_story(one: Story, other: Story) -> bool:
    """Whether the shorter one's names and figures are in the longer, and none took another's place.

    One form filled in twice is no copy: it has other figures and names among the same words. In a long text one or two may have
    been corrected, more readily where it came out again the same day with all else as it was. What came out days apart must
    share more, since notices of one form come out again and again.
    """
    shorter, longer = sorted((one.body, other.body), key=lambda body: len(body.words))
    facts = shorter.figures | shorter.names
    if len(facts.intersection(longer.words)) < _FACTS * len(facts):
        return False
    found = changes(one.body, other.body)
    if found.same < min(_LEAST, len(shorter.words)):
        return False
    days = abs(one.day - other.day) if one.day and other.day else None
    again = days == 0 and found.same >= _AGAIN * len(shorter.words)
    changed = (_A_FIGURE_AGAIN if again else _A_FIGURE) * found.figures + _A_NAME * found.names
    if days is not None and days > _SOON:
        return not changed and found.same >= max(_LONG_AFTER, _LONG_AFTER_SHARE * len(shorter.words))
    least = min(_UNDATED, len(shorter.words)) if days is None else _LATER if days > 1 else 0
    return found.same >= max(least, changed)


def _between(day: int, other: int, unknown: int) -> int:
    return abs(day - other) if day and other else unknown


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter body's phrases that are in the longer one."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def body_words(report: Report) -> Sequence[str]:
    """The words of the body, lower case, without headline, dateline, bylines and credits; bounded."""
    return body_of(_told(report), _MOST_WORDS).words


def day_of(report: Report) -> int:
    """The ordinal of the day a report came out; 0 where that is not known."""
    return ordinal(report.published) or 0


def _told(report: Report) -> str:
    """The body with the rows of figures below its first words: what a table says is told too."""
    parts: list[str] = []
    for zone in report.zones:
        text = report.text[zone.start : zone.end]
        if zone.kind == "body" or (zone.kind == "furniture" and parts and _is_row(text)):
            parts.append(text)
    return "\n".join(parts) or report.text


def _is_row(line: str) -> bool:
    amounts = len(_AMOUNT.findall(line))
    return amounts >= _ROW and amounts * _OF_ROW >= len(_TOKEN.findall(line))


def phrases_of(words: Sequence[str]) -> list[str]:
    """The different runs of three words, in order."""
    return list(dict.fromkeys(" ".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)))


def mark(phrase: str) -> int:
    """A number that stands for a phrase, the same in every process."""
    return zlib.crc32(phrase.encode(errors="surrogatepass"))

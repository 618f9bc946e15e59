"""Wire copy seen twice: the story that a report repeats, cut, retitled or credited to another, found as reports arrive."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.model import Report
from dateline.read.sketches import SketchIndex

_WORD = re.compile(r"\d+(?:[.,/:-]\d+)+|\w+")
_PHRASE = 3
_MOST_WORDS = 3_000
_OPENINGS = (30, 90, _MOST_WORDS)
_LEAST_PHRASES = 15
_SHARED = 0.55
_FACTS = 0.8
_REFILLED = 0.34
_CHECKED = 50
_PROSE = 0.5


@dataclass(frozen=True, slots=True)
class Story:
    """A body that was no copy of an earlier one: the report's id, the phrases of its body, its names and figures.

    ``slots`` has the figures by the words that they stand among.
    """

    report: str
    phrases: frozenset[int]
    facts: frozenset[int]
    slots: Mapping[int, frozenset[str]]


class CopyIndex:
    """The stories seen so far; reports should be added in the order they came out."""

    def __init__(self) -> None:
        self._stories: list[Story] = []
        self._openings = tuple((length, SketchIndex()) for length in _OPENINGS)
        self._short: defaultdict[str, str] = defaultdict(str)

    def add(self, report: Report) -> str | None:
        """The id of the earlier report whose story this one copies, or None where it is a story of its own.

        Only stories are kept to compare with, so that a thousand copies cost no more than a thousand stories.
        """
        plain = _words(report)
        words = [word.lower() for word in plain]
        phrases = phrases_of(words)
        if len(phrases) < _LEAST_PHRASES:
            prose = len(_body(report)) >= len(report.text) * _PROSE
            return self._add_short(report, " ".join(words if prose else _words_of(report.text)))
        openings = [(index, phrases_of(words[:length])) for length, index in self._openings]
        facts = frozenset(mark(word.lower()) for word in plain if word[0].isupper() or word[0].isdigit())
        story = Story(report.id, frozenset(map(mark, phrases)), facts, _slots(words))
        found = self._copied(story, [number for index, opening in openings for number in index.alike(opening)])
        if found is None:
            number = len(self._stories)
            self._stories.append(story)
            for index, opening in openings:
                index.add(number, opening)
        return found

    def _add_short(self, report: Report, body: str) -> str | None:
        """Bodies too short to sketch are copies when they are the same, and so is the text where it is mostly a table."""
        if body and self._short[body]:
            return self._short[body]
        self._short[body] = report.id
        return None

    def _copied(self, new: Story, numbers: Iterable[int]) -> str | None:
        best: tuple[float, str] | None = None
        for number in sorted(set(numbers))[:_CHECKED]:
            story = self._stories[number]
            share = shared(new.phrases, story.phrases)
            if share >= _SHARED and (best is None or share > best[0]) and _same_facts(new, story):
                best = share, story.report
        return best[1] if best else None


def copies_among(reports: Iterable[Report]) -> Mapping[str, str]:
    """The reports that repeat another one's story, with the id of that one: the one that came out first."""
    index = CopyIndex()
    ordered = sorted(reports, key=lambda report: (report.published or "", report.external_id or "", report.id))
    found = ((report.id, index.add(report)) for report in ordered)
    return {report: story for report, story in found if story is not None}


def _same_facts(one: Story, other: Story) -> bool:
    """Whether the shorter one's names and figures are in the longer: one form filled in twice is no copy."""
    if one.facts and other.facts and shared(one.facts, other.facts) < _FACTS:
        return False
    both = one.slots.keys() & other.slots.keys()
    changed = sum(one.slots[slot].isdisjoint(other.slots[slot]) for slot in both)
    return changed <= _REFILLED * len(both)


def _slots(words: list[str]) -> Mapping[int, frozenset[str]]:
    """The figures that stand among the same words, by a number for these."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for at in range(1, len(words) - 1):
        if words[at][0].isdigit():
            found[mark(f"{words[at - 1]} {words[at + 1]}")].add(words[at])
    return {slot: frozenset(figures) for slot, figures in found.items()}


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter body's phrases that are in the longer one."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def body_words(report: Report) -> list[str]:
    """The words of the body, lower case, without headline, dateline, bylines and credits; bounded."""
    return [word.lower() for word in _words(report)]


def _words(report: Report) -> list[str]:
    return _words_of(_body(report) or report.text)


def _body(report: Report) -> str:
    return "\n".join(report.text[zone.start : zone.end] for zone in report.zones if zone.kind == "body")


def _words_of(text: str) -> list[str]:
    return _WORD.findall(text[: _MOST_WORDS * 12])[:_MOST_WORDS]


def phrases_of(words: list[str]) -> list[str]:
    """The different runs of three words, in order."""
    return list(dict.fromkeys(" ".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)))


def mark(phrase: str) -> int:
    """A number that stands for a phrase, the same in every process."""
    return zlib.crc32(phrase.encode(errors="surrogatepass"))

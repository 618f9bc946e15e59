"""Updates, corrections and kills: which earlier report one takes the place of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, TypeAlias

from dateline.lexicon.tables import load_toml
from dateline.model import Report
from dateline.read.copies import body_words, day_of, mark, phrases_of, shared

NoticeKind: TypeAlias = Literal["update", "correction", "kill"]
_KINDS: tuple[NoticeKind, ...] = ("kill", "correction", "update")
_WORD = re.compile(r"[^\W_]+")
_LABEL_ENDS = r"(?:\s*(?:no\.?\s*)?(?P<number>\d{1,2}))?\s*(?:[-–—:.)]|$)"
_EDGE_LINES, _EDGE = 4, 600
DAYS = 4
_SAME_BODY, _SAME_TITLE = 0.4, 0.6
_CHECKED = 60
_OPENING = 120


@dataclass(frozen=True, slots=True)
class Notice:
    """What a report says of itself; ``number`` is the version, 1 where it gives none; ``title`` is the title without the label."""

    kind: NoticeKind
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """An earlier report, the one that takes its place, and why: ``update``, ``correction`` or ``kill``."""

    report: str
    by: str
    kind: NoticeKind


@dataclass(frozen=True)
class _Seen:
    report: Report
    title: frozenset[str]  # or the first words of the body, where there is no title
    day: int
    number: int
    kill: bool

    @cached_property
    def marks(self) -> frozenset[int]:
        """The phrases of the body."""
        return frozenset(map(mark, phrases_of(body_words(self.report))))


def notice_of(report: Report) -> Notice | None:
    """What the report says of itself, or None where it takes no other's place."""
    title = report.title or ""
    lines = [title, *[line for line in report.text[:_EDGE].split("\n") if line.strip()][:_EDGE_LINES]]
    edges = f"{report.text[:_EDGE]}\n{report.text[-_EDGE:]}".lower()
    for kind in _KINDS:
        label, notes = _cues()[kind]
        for line in lines:
            match = label.match(line.strip().lower())
            if match:
                return Notice(kind, int(match["number"] or 1), _bare(title))
        if any(note in edges for note in notes):
            return Notice(kind, 1, _bare(title))
    return None


@cache
def _cues() -> Mapping[NoticeKind, tuple[re.Pattern[str], tuple[str, ...]]]:
    data = load_toml("cues/copies.toml")
    return {kind: (_labels(data[kind]["labels"]), tuple(data[kind]["notes"])) for kind in _KINDS}


def _labels(words: Sequence[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"[(\[*]?\s*(?:{either}){_LABEL_ENDS}")


def _bare(title: str) -> str:
    """The title without a label before it."""
    low = title.strip().lower()
    for kind in _KINDS:
        match = _cues()[kind][0].match(low)
        if match:
            return low[match.end() :].strip(" -–—:")
    return low


def replaced(reports: Sequence[Report]) -> tuple[Replaced, ...]:
    """Which reports others took the place of, in the order they came out; the order of ``reports`` does not matter."""
    ordered = sorted(reports, key=lambda report: (report.published or "", report.external_id or "", report.id))
    earlier: defaultdict[str, list[_Seen]] = defaultdict(list)
    found: dict[str, Replaced] = {}
    for report in ordered:
        notice = notice_of(report)
        seen = _seen(report, notice)
        if notice is not None:
            for old in _candidates(seen, earlier):
                if old.report.id not in found and _replaces(notice, seen, old):
                    found[old.report.id] = Replaced(old.report.id, report.id, notice.kind)
        for word in seen.title:
            earlier[word].append(seen)
    return tuple(found[id] for id in sorted(found))


def _seen(report: Report, notice: Notice | None) -> _Seen:
    title = notice.title if notice else (report.title or "").lower()
    words = frozenset(_WORD.findall(title)) if report.title else _opening(report)
    return _Seen(report, words, day_of(report), notice.number if notice else 0, notice is not None and notice.kind == "kill")


def _opening(report: Report) -> frozenset[str]:
    """The first words of the body, by which a report without a title is known."""
    start = next((zone.start for zone in report.zones if zone.kind == "body"), 0)
    return frozenset(_WORD.findall(report.text[start : start + _OPENING].lower()))


def _candidates(seen: _Seen, earlier: Mapping[str, list[_Seen]]) -> Iterator[_Seen]:
    """Reports of the days before that share a word of the title, those of the rarest words first."""
    met: set[str] = set()
    lately = {word: _lately(earlier.get(word, ()), seen.day) for word in seen.title}
    for word in sorted(seen.title, key=lambda word: (len(lately[word]), word)):
        for old in reversed(lately[word][-_CHECKED:]):
            if old.report.id not in met and len(met) < _CHECKED:
                met.add(old.report.id)
                yield old


def _lately(listed: Sequence[_Seen], day: int) -> Sequence[_Seen]:
    return listed[bisect_left(listed, day - DAYS, key=lambda old: old.day) :]


def _replaces(notice: Notice, new: _Seen, old: _Seen) -> bool:
    if abs(new.day - old.day) > DAYS or old.kill or not _one_house(new.report, old.report):
        return False
    if bool(new.report.title) != bool(old.report.title):
        return False
    if notice.kind == "update" and old.number > new.number:
        return False
    common = len(new.title & old.title) / max(1, min(len(new.title), len(old.title)))
    return common >= _SAME_TITLE if notice.kind == "kill" else common >= _SAME_TITLE and shared(new.marks, old.marks) >= _SAME_BODY


def _one_house(one: Report, other: Report) -> bool:
    """Whether both come from one agency or outlet, as far as they say."""
    mine, theirs = ({*report.agencies, report.outlet} - {None} for report in (one, other))
    return not mine or not theirs or bool(mine & theirs)

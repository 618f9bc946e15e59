"""The killed and injured of the incident a report is about, from all its statements together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.judge.branches import Branches, branches
from dateline.judge.counts import Found, details_of
from dateline.judge.counts_cues import CountCues, count_cues
from dateline.judge.numbers import Bound, Interval
from dateline.model import Sheet

LEAD = 8
NOBODY: Interval = (0, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """One count as evidence of a toll: its sentence, what it says, and whether it says only that they were hit."""

    sentence: int
    low: int
    high: Bound
    kind: str
    hit: bool
    name: str | None
    numbered: bool


def report_toll(sheet: Sheet) -> tuple[Interval, Interval]:
    """The killed and the injured of a report's main incident, each as a low and a high; nobody is ``(0, 0)``."""
    if sheet.parse is None:
        return NOBODY, NOBODY
    tree = branches(sheet.parse)
    cues = count_cues()
    said = tuple(_statements(tree, details_of(tree, sheet.report.text), cues))
    return toll_of(said)


def _statements(tree: Branches, found: Iterable[Found], cues: CountCues) -> Iterable[Statement]:
    for item in found:
        count = item.count
        if item.part or count.kind not in ("killed", "injured"):
            continue
        hit = count.kind == "injured" and tree.parse.lemmas[item.cue] in cues.hits
        name = tree.words[item.head] if tree.parse.tags[item.head] == "NNP" else None
        yield Statement(tree.sentence[item.cue], count.low or 0, count.high, count.kind, hit, name, item.numbered)


def toll_of(said: tuple[Statement, ...]) -> tuple[Interval, Interval]:
    """The killed and injured that the statements of one report amount to."""
    killed = _most(said, "killed", hit=False)
    injured = _most(said, "injured", hit=False)
    hit = _most(said, "injured", hit=True)
    rest = max(0, hit - killed)
    injured = max(injured, rest)
    return (killed, killed), (injured, injured)


def _most(said: tuple[Statement, ...], kind: str, *, hit: bool) -> int:
    wanted = [item for item in said if item.kind == kind and item.hit == hit]
    lead = [item.low for item in wanted if item.sentence < LEAD]
    return max(lead or [item.low for item in wanted] or [0])

"""The killed and injured of the incident a report is about, from all its statements together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.judge.branches import Branches, branches
from dateline.judge.counts import Found, details_of
from dateline.judge.counts_cues import CountCues, count_cues
from dateline.judge.factuality_walk import Walker
from dateline.judge.numbers import Interval
from dateline.model import Sheet, Toll

LEAD = 6
BACKGROUND = 10
UNREAL = ("did_not_happen", "hypothetical", "planned", "denied")
NOBODY: Interval = (0, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """One count as evidence of a toll; ``hit`` leaves open whether they lived, ``other`` sets them apart."""

    sentence: int
    head: int
    low: int
    kind: str
    hit: bool
    other: bool
    reflexive: bool
    name: str | None
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Implied:
    """What the nouns of a report say without a count of people: the least killed, and the least hit."""

    killed: int = 0
    hit: int = 0


class TollStage:
    """Gives the sheet the toll of what the report is about."""

    name = "toll"
    needs = frozenset({"parse"})
    fills = frozenset({"toll"})

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with its toll."""
        if sheet.parse is None:
            return sheet
        killed, injured = report_toll(sheet)
        return replace(sheet, toll=Toll(killed[0] or 0, injured[0] or 0))


def report_toll(sheet: Sheet) -> tuple[Interval, Interval]:
    """The killed and the injured of a report's main incident, each as a low and a high; nobody is ``(0, 0)``."""
    if sheet.parse is None:
        return NOBODY, NOBODY
    tree = branches(sheet.parse)
    cues = count_cues()
    said = tuple(_statements(tree, details_of(tree, sheet.report.text), cues))
    killed, injured = toll_of(said, _implied(tree, cues))
    return (killed, killed), (injured, injured)


def _statements(tree: Branches, found: Iterable[Found], cues: CountCues) -> Iterator[Statement]:
    walker = Walker(tree)
    for item in found:
        count = item.count
        if item.part or count.kind not in ("killed", "injured"):
            continue
        if count.low and walker.verdict(item.cue).status in UNREAL:
            continue
        hit = count.kind == "injured" and tree.parse.lemmas[item.cue] in cues.hits
        beside = {tree.words[child] for child in (item.head, *tree.children[item.head], *tree.children[item.cue])}
        name = tree.words[item.head] if tree.parse.tags[item.head] == "NNP" else None
        yield Statement(
            tree.sentence[item.cue],
            item.head,
            count.low or 0,
            count.kind,
            hit,
            bool(beside & cues.others),
            tree.words[item.head] in cues.reflexive,
            name,
            tree.parse.pos[item.head] == "PRON",
        )


def _implied(tree: Branches, cues: CountCues) -> Implied:
    last = next((item.first for number, item in enumerate(tree.parse.sentences) if number >= LEAD), len(tree))
    killed = hit = 0
    for index in range(last):
        lemma = tree.parse.lemmas[index]
        before = tree.words[index - 1] if index else ""
        size = cues.multiples.get(before, 0) if lemma in cues.violence else 0
        hit = max(hit, size)
        deadly = lemma in cues.implied_killed or before in cues.fatal_adjectives
        if deadly or lemma in cues.implied_pairs:
            killed = max(killed, (size or 1) if deadly else 0, 2 if lemma in cues.implied_pairs else 0)
    return Implied(killed, hit)


def toll_of(said: tuple[Statement, ...], implied: Implied) -> tuple[int, int]:
    """The killed and injured that the statements of one report amount to.

    Where the lead counts somebody, the dead of far below are others: of last year, of the city, of another attack.
    """
    if any(item.low and item.sentence < LEAD for item in said):
        said = tuple(item for item in said if item.kind != "killed" or item.sentence < BACKGROUND)
    killed = _killed(said)
    if killed == 0 and not any(item.kind == "killed" or (item.low and item.sentence < LEAD) for item in said):
        killed = implied.killed
    hit = max(_most(item for item in said if item.hit), implied.hit)
    injured = _injured(said, killed)
    return killed, max(injured, hit - killed, 0)


def _lead(items: Iterable[Statement]) -> list[Statement]:
    """The statements of the lead, or all of them where the lead makes none."""
    listed = list(items)
    return [item for item in listed if item.sentence < LEAD] or listed


def _most(items: Iterable[Statement]) -> int:
    return max((item.low for item in _lead(items)), default=0)


def _killed(said: tuple[Statement, ...]) -> int:
    """The most killed in one sentence; a killer who dies too adds to those he killed in it."""
    dead = [item for item in _lead(item for item in said if item.kind == "killed") if item.low]
    best = 0
    for sentence in {item.sentence for item in dead}:
        here = [item for item in dead if item.sentence == sentence]
        own = sum(item.low for item in here if item.reflexive)
        best = max(best, max((item.low for item in here if not item.reflexive), default=0) + min(own, 1))
    return best


def _injured(said: tuple[Statement, ...], killed: int) -> int:
    """The injured who are not those killed."""
    hurt = _lead(item for item in said if item.kind == "injured" and (not item.hit or item.other))
    if killed:
        dead = [item for item in said if item.kind == "killed" and item.low]
        hurt = [item for item in hurt if _apart(item, dead)]
    return max((item.low for item in hurt), default=0)


def _apart(item: Statement, dead: list[Statement]) -> bool:
    if item.low > 1 or item.other:
        return True
    names = {one.name for one in dead}
    named = item.name is not None and None not in names and item.name not in names
    full = not (item.pronoun or item.reflexive)
    beside = (one for one in dead if one.sentence == item.sentence and one.head != item.head)
    return named or (full and any(not one.pronoun for one in beside))

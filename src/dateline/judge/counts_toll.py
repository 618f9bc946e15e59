"""Running totals: "the death toll rose to 40", "bringing the toll to 40"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.judge.branches import Branches
from dateline.judge.counts_bearers import Borne
from dateline.judge.counts_cues import CountCues
from dateline.judge.numbers import Number
from dateline.model import CountKind

REACH = 14
NEAR = 5


def tolls(tree: Branches, numbers: Iterable[Number], cues: CountCues) -> Iterator[Borne]:
    """The figure of every toll in the parse."""
    counting = {number.first: number for number in numbers if number.kind == "count"}
    for index, lemma in enumerate(tree.parse.lemmas):
        if lemma in cues.toll or (lemma in cues.toll_numbers and _counts_harm(tree, index, cues)):
            chosen = _figure(tree, index, counting, cues)
            if chosen is not None:
                yield Borne(_kind(tree, index, cues), index, chosen[0], chosen[1], toll=True)


def _counts_harm(tree: Branches, index: int, cues: CountCues) -> bool:
    """Whether "number" or the like is that of the dead or injured: "the number of people killed"."""
    return any(word in cues.toll_counted for word in tree.words[index + 1 : index + NEAR])


def _kind(tree: Branches, index: int, cues: CountCues) -> CountKind:
    beside = tree.parse.lemmas[max(0, index - 2) : index + 4]
    return next((cues.toll_kinds[lemma] for lemma in beside if lemma in cues.toll_kinds), "killed")


def _figure(tree: Branches, index: int, numbers: dict[int, Number], cues: CountCues) -> tuple[int, str] | None:
    ranked = []
    for first in range(index + 1, min(index + REACH + 1, len(tree))):
        number = numbers.get(first)
        if number is not None and tree.sentence[first] == tree.sentence[index]:
            ranked.append((_rank(tree, number, cues), first, number))
    if not ranked:
        return None
    rank, _, best = min(ranked, key=lambda item: item[:2])
    if rank > len(cues.toll_prepositions):
        return None
    verb = tree.parse.lemmas[best.first - 1] if best.first else ""
    return _head(tree, best), "beyond" if verb in cues.toll_beyond else "toll"


def _rank(tree: Branches, number: Number, cues: CountCues) -> int:
    before = tree.words[number.first - 1]
    if before in cues.toll_prepositions:
        return cues.toll_prepositions.index(before)
    reached = tree.parse.lemmas[number.first - 1] in cues.toll_reached | cues.toll_beyond or before == ":"
    return 0 if reached else len(cues.toll_prepositions) + 1


def _head(tree: Branches, number: Number) -> int:
    last = number.last - 1
    following = number.last
    if following >= len(tree) or tree.parse.heads[last] != following:
        return last
    return following if tree.parse.pos[following] in ("NOUN", "PROPN") else last

"""What one body has where another has something else: words they share in order, and figures and names that took others' places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from dateline.lexicon.tables import load_toml

_WORD = re.compile(r"\d+(?:[.,/:-]\d+)*|[^\W\d]+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_OPENS = re.compile(r"(?:^|[.!?:]|\n\s*\n)[\s\"'“”‘’(\[-]*\Z")
_LOOK_BACK = 8
_LONGEST = 8
_RUN = 6


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a body, lower case, and which of them are figures and names; a number in words is a figure too.

    A capital that opens a sentence makes a name of the first word of all, and where another one follows; a text in capitals shows
    no names.
    """

    words: tuple[str, ...]
    figures: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Two bodies side by side: how many words they share in order, and the places where each has another figure or name."""

    same: int
    figures: int
    names: int


def body_of(text: str, most: int) -> Body:
    """The first words of a text, at most so many."""
    plain = _words_in(text, most)
    lower = {word for word, _ in plain if word.islower()}
    words = tuple(_plain(word) for word, _ in plain)
    told = {word.lower() for word, named in plain if named and word.lower() not in lower}
    names = told if len(lower) > len(told) else set()
    return Body(words, frozenset(filter(_is_figure, words)), frozenset(names & set(words)))


def changes(one: Body, other: Body) -> Changes:
    """What took another's place between two bodies; what only one of them has is cut or added, not changed."""
    if one.words == other.words:
        return Changes(len(one.words), 0, 0)
    steps = _steps(one.words, other.words)
    figures = names = 0
    for mine, theirs in _gaps(one.words, other.words, steps):
        if _other_figures(one.figures.intersection(mine), other.figures.intersection(theirs)):
            figures += 1
        elif _other_names((one.names | one.figures).intersection(mine), (other.names | other.figures).intersection(theirs)):
            names += 1
    return Changes(len(steps), figures, names)


def _words_in(text: str, most: int) -> list[tuple[str, bool]]:
    """The words, and whether each looks like part of a name."""
    found = list(islice(_WORD.finditer(text), most + 1))
    capital = [match.group()[0].isupper() for match in found] + [False]
    return [
        (match.group(), capital[at] and (not at or capital[at + 1] or not _opens(text, match.start())))
        for at, match in enumerate(found[:most])
    ]


def _opens(text: str, at: int) -> bool:
    return _OPENS.search(text[max(0, at - _LOOK_BACK) : at]) is not None


def _plain(word: str) -> str:
    """The word in lower case, a number as its figure: "twelve" is 12, and "2,000" is 2000."""
    lower = word.lower()
    number = _numbers().get(lower)
    if number is not None:
        return number
    return lower.replace(",", "") if _GROUPED.fullmatch(lower) else lower


@cache
def _numbers() -> dict[str, str]:
    data = load_toml("cues/numbers.toml")
    words = {word: str(value) for word, value in data["values"].items() if word != "both"}
    return words | dict.fromkeys(load_toml("cues/copies.toml")["figures"]["none"], "0")


def _is_figure(word: str) -> bool:
    return word[0].isdigit()


def _other_figures(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine - theirs) and bool(theirs - mine)


def _other_names(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _gaps(
    one: Sequence[str], other: Sequence[str], steps: Sequence[tuple[int, int]]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The words of each between two that they share, where both have a few."""
    for (before, left), (after, right) in pairwise([(-1, -1), *steps, (len(one), len(other))]):
        if 1 < after - before <= _LONGEST + 1 and 1 < right - left <= _LONGEST + 1:
            yield one[before + 1 : after], other[left + 1 : right]


def _steps(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The words that both have in the same order: from pairs of words that each has once, on to the words beside them."""
    anchors = _ascending(_anchors(one, other))
    found: list[tuple[int, int]] = []
    reached = -1, -1
    for at, end in enumerate([*anchors, (len(one), len(other))]):
        found += _filled(one, other, reached, end)
        if at < len(anchors):
            found.append(end)
        reached = end
    return found


def _filled(one: Sequence[str], other: Sequence[str], reached: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    """The shared words right after what is reached, and right before the end."""
    (mine, theirs), (stop, limit) = reached, end
    ahead: list[tuple[int, int]] = []
    while mine + 1 < stop and theirs + 1 < limit and one[mine + 1] == other[theirs + 1]:
        mine, theirs = mine + 1, theirs + 1
        ahead.append((mine, theirs))
    back: list[tuple[int, int]] = []
    while stop - 1 > mine and limit - 1 > theirs and one[stop - 1] == other[limit - 1]:
        stop, limit = stop - 1, limit - 1
        back.append((stop, limit))
    return ahead + back[::-1]


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Where both have the same pair of words once, or, where a text has its words twice, the same long run first.

    Those that start at one word stand in descending order, so that at most one of them is of an ascending row.
    """
    mine, theirs = _once(one), _once(other)
    found = {(at, theirs[pair]) for pair, at in mine.items() if at >= 0 and theirs.get(pair, -1) >= 0}
    first, second = _first(one), _first(other)
    found |= {(at, second[run]) for run, at in first.items() if run in second}
    return sorted(found, key=lambda pair: (pair[0], -pair[1]))


def _once(words: Sequence[str]) -> dict[tuple[str, str], int]:
    """Where each pair of words stands, -1 where it stands more than once."""
    found: dict[tuple[str, str], int] = {}
    for at, pair in enumerate(pairwise(words)):
        found[pair] = -1 if pair in found else at
    return found


def _first(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Where each long run of words stands first."""
    found: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - _RUN + 1):
        found.setdefault(tuple(words[at : at + _RUN]), at)
    return found


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs, in the order of the first, that ascend in the second too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, theirs) in enumerate(pairs):
        place = bisect_left(ends, theirs)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(theirs)
            last.append(at)
        else:
            ends[place], last[place] = theirs, at
    found: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]

"""Numbers in words and figures, with what loosens them, as intervals; ages, dates, money and measures told apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.judge.branches import Branches
from dateline.lexicon.tables import load_toml

Bound = int | None
Interval = tuple[Bound, Bound]
NumberKind = Literal["count", "money", "age", "date", "measure", "label"]
MOST = 10**13
# From here on "more than" a figure starts at the figure itself.
ROUND = 1000
_FIGURES = "0123456789,"
# How many hedges may stand before one number.
STACKED = 3
ELIDED = "’"


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the tokens ``[first, last)``: hedge included; its own words begin at ``core``."""

    first: int
    last: int
    core: int
    low: Bound
    high: Bound
    hedge: str | None
    kind: NumberKind = "count"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of the lexicon, split for reading token by token."""

    values: Mapping[str, int]
    multipliers: Mapping[str, int]
    groups: Mapping[str, tuple[int, int]]
    magnitudes: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    before: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    after: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    degrees: frozenset[str]
    ranges: frozenset[str]
    between: frozenset[str]
    open: frozenset[str]
    slack: Mapping[str, float]
    measures: frozenset[str]
    compounds: frozenset[str]
    ages: frozenset[str]
    months: frozenset[str]
    years: tuple[int, int]
    labels: frozenset[str]
    partitive: frozenset[str]
    money_before: frozenset[str]
    money_after: frozenset[str]
    openers: frozenset[str]
    first: frozenset[str]


def _pairs(table: Mapping[str, list[int]]) -> dict[str, tuple[int, int]]:
    return {word: (low, high) for word, (low, high) in table.items()}


def _phrases(table: Mapping[str, list[str]], at: int) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for effect, phrases in table.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[at], []).append((words, effect))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in found.items()}


@cache
def number_words() -> NumberWords:
    """The number words from the lexicon, read once."""
    data = load_toml("cues/numbers.toml")
    dates = data["dates"]
    return NumberWords(
        values=data["values"],
        multipliers=data["multipliers"],
        groups=_pairs(data["groups"]),
        magnitudes=data["magnitudes"],
        vague=_pairs(data["vague"]),
        before=_phrases(data["hedges"], -1),
        after=_phrases(data["after"], 0),
        degrees=frozenset(data["degrees"]["before"]),
        ranges=frozenset(data["ranges"]["words"]),
        between=frozenset(data["ranges"]["between"]),
        open=frozenset(data["ranges"]["open"]),
        slack=data["slack"],
        measures=frozenset(data["measures"]["words"].split()),
        compounds=frozenset(data["measures"]["compounds"]),
        ages=frozenset(data["age"]["before"]),
        months=frozenset(dates["months"].split()),
        years=(dates["years"][0], dates["years"][1]),
        labels=frozenset(data["labels"]["before"].split()),
        partitive=frozenset(data["measures"]["partitive"]),
        money_before=frozenset(data["money"]["before"].split()),
        money_after=frozenset(data["money"]["after"].split()),
        openers=frozenset(data["openers"]["words"]),
        first=frozenset((*data["openers"]["words"], *data["values"], *data["magnitudes"], *data["vague"])),
    )


def figure(word: str) -> int | None:
    """The value of a whole number in figures, thousands marked or not; ``None`` for anything else."""
    plain = word.replace(",", "")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 13:
        return None
    return int(plain)


def _decimal(word: str) -> float | None:
    left, dot, right = word.replace(",", "").partition(".")
    whole = left.isascii() and left.isdigit() and len(left) < 13
    part = right.isascii() and right.isdigit() and len(right) < 7
    return float(f"{left}.{right}") if dot and whole and part else None


class NumberReader:
    """Reads the numbers of one parse from left to right."""

    def __init__(self, tree: Branches) -> None:
        self.tree = tree
        self.words = tree.words
        self.lexicon = number_words()

    def read(self) -> tuple[Number, ...]:
        """Every number in text order; none overlap."""
        return tuple(self._numbers())

    def _numbers(self) -> Iterator[Number]:
        floor, first = 0, self.lexicon.first
        for index, word in enumerate(self.words):
            if index < floor or not (word in first or word[:1] in _FIGURES):
                continue
            number = self._at(index, floor)
            if number is not None:
                yield number
                floor = number.last

    def _at(self, index: int, floor: int) -> Number | None:
        found = self._quantity(index)
        if found is None:
            return None
        last, low, high = found
        last, low, high = self._range(index, (last, low, high), self._is_between(index, floor))
        signed = index > floor and self.words[index - 1] in self.lexicon.money_before
        first, before = self._hedge_before(index - signed, floor)
        behind, after = self._hedge_after(last)
        effect = before if before not in (None, "exact", "more", "between") else after
        low, high = self._loosen((low, high), effect)
        kind = self._kind(index, last)
        start, end = self.tree.parse.starts[first], self.tree.parse.ends[max(behind, last) - 1]
        loose = (low, high) != (found[1], found[2]) or low is None or low != high
        opening = loose and first < index - signed
        hedge = self._span_text(first, index - signed) if opening else self._span_text(last, behind)
        return Number(first, behind, index, low, high, hedge if end > start else None, kind)

    def _span_text(self, first: int, last: int) -> str | None:
        return " ".join(self.words[first:last]) or None

    def _is_between(self, index: int, floor: int) -> bool:
        return index - 1 >= floor and self.words[index - 1] == "between"

    def _quantity(self, index: int) -> tuple[int, Bound, Bound] | None:
        word = self.words[index]
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        if word in self.lexicon.openers and following:
            return self._group(index, following)
        if word in self.lexicon.magnitudes and self.tree.parse.tags[index] != "VBZ":
            return self._magnitude(index)
        if word in self.lexicon.vague and self._word(index - 1) not in self.lexicon.degrees:
            return self._vague(index)
        return self._cardinal(index)

    def _group(self, index: int, following: str) -> tuple[int, Bound, Bound] | None:
        half = 2 if self.words[index] == "half" and following in ("a", "dozen") else 1
        at = index + 2 if half == 2 and following == "a" else index + 1
        word = self.words[at] if at < len(self.words) else ""
        if word not in self.lexicon.groups or (self.words[index] == "the" and word not in ("couple", "pair", "trio")):
            return None
        low, high = self.lexicon.groups[word]
        if half == 1 and low == high >= 100:
            return self._cardinal(at, 1)
        return at + 1, low // half, high // half

    def _magnitude(self, index: int) -> tuple[int, Bound, Bound]:
        low = self.lexicon.magnitudes[self.words[index]]
        last = index + 1
        while self._word(last) == "of" and self._word(last + 1) in self.lexicon.magnitudes and low < MOST:
            low = min(low * self.lexicon.magnitudes[self._word(last + 1)] // 2, MOST)
            last += 2
        return last, low, None

    def _vague(self, index: int) -> tuple[int, Bound, Bound]:
        low, high = self.lexicon.vague[self.words[index]]
        size = self.lexicon.multipliers.get(self._word(index + 1).rstrip("s"), 1)
        last = index + 1 + (size > 1)
        return last, low * size, high * size or None

    def _word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def _cardinal(self, index: int, times: float | None = None) -> tuple[int, Bound, Bound] | None:
        """A number that begins at ``index``; with ``times`` the multiplier at ``index`` has that many before it."""
        total: float = 0
        current, last = self._simple(index) if times is None else times, index + (times is None)
        if current is None:
            return None
        while last < len(self.words):
            word = self.words[last]
            if word in self.lexicon.multipliers and word != "score":
                size = self.lexicon.multipliers[word]
                current = min(round(current * size, 3), MOST)
                total, current = (total + current, 0) if size >= 1000 else (total, current)
                last += 1
            elif (step := self._continues(last, current)) is not None:
                current += step[1]
                last = step[0]
            else:
                break
        value = min(total + current, MOST)
        return last, math.floor(value), math.ceil(value)

    def _simple(self, index: int) -> float | None:
        word = self._word(index)
        value = figure(word)
        if value is not None:
            return value
        known = self.lexicon.values.get(word)
        if known is not None:
            return known
        decimal = _decimal(word)
        return decimal if decimal is not None and self._word(index + 1) in self.lexicon.multipliers else None

    def _continues(self, index: int, current: float) -> tuple[int, int] | None:
        """The next token and value where "twenty-five" or "hundred and fifty" goes on; ``None`` where it ends."""
        joined = self.words[index] in ("-", "and")
        at = index + 1 if joined else index
        value = self.lexicon.values.get(self._word(at))
        if value is None or (current == 0 and not joined):
            return None
        ten = current % 100 in range(20, 100, 10) and 0 < value < 10 and self.words[index] != "and"
        hundred = current >= 100 and current % 100 == 0 and 0 < value < 100 and figure(self._word(at)) is None
        return (at + 1, value) if ten or hundred else None

    def _range(self, index: int, found: tuple[int, Bound, Bound], between: bool) -> tuple[int, Bound, Bound]:
        last, low, _ = found
        joins = self.lexicon.between if between else self.lexicon.ranges
        rise = self._word(index - 1) == "from" and self._word(index - 2) not in self.lexicon.open
        if self._word(last) not in joins or rise:
            return found
        other = self._cardinal(last + 1)
        if other is None or low is None or other[1] is None or not low < other[1]:
            return found
        return other[0], low, other[2]

    def _hedge_before(self, index: int, floor: int, depth: int = 0) -> tuple[int, str | None]:
        for words, effect in self.lexicon.before.get(self._word(index - 1), ()):
            first = index - len(words)
            if first >= floor and self.words[first:index] == words and self.tree.parse.deps[first] != "prt":
                further, outer = self._hedge_before(first, floor, depth + 1) if depth < STACKED else (first, None)
                return further, outer if outer not in (None, "exact", "more") else effect
        return index, None

    def _hedge_after(self, last: int) -> tuple[int, str | None]:
        for words, effect in self.lexicon.after.get(self._word(last), ()):
            if self.words[last : last + len(words)] == words:
                return last + len(words), effect
        return last, None

    def _loosen(self, interval: Interval, effect: str | None) -> Interval:
        low, high = interval
        if effect is None or effect in ("exact", "more", "between"):
            return interval
        return loosen(low, high, effect=effect, slack=self.lexicon.slack.get(effect, 0.0))

    def _kind(self, index: int, last: int) -> NumberKind:
        words, lexicon = self.words, self.lexicon
        before, after = self._word(index - 1), self._word(last)
        weighed = after in lexicon.measures and self._word(last + 1) in lexicon.partitive
        if before in lexicon.money_before or (after in lexicon.money_after and not weighed):
            return "money"
        if self._is_age(index, last, before, after):
            return "age"
        if self._is_date(index, last, before, after):
            return "date"
        if after in lexicon.measures or self._is_compound(last):
            return "measure"
        if self._is_share(index, last):
            return "label"
        if before in lexicon.labels or self._is_bound(index, before) or after in (":", "/", "%", "'s"):
            return "label"
        if figure(words[index]) is not None and self.tree.parse.tags[index] in ("NNP", "LS"):
            return "label"
        return "count"

    def _is_share(self, index: int, last: int) -> bool:
        """Whether the number is one of the two of "one in five residents"."""
        deps, heads = self.tree.parse.deps, self.tree.parse.heads
        if self._word(last) == "in" and deps[last - 1] == "quantmod":
            return True
        return self._word(index - 1) == "in" and deps[index - 1] == "quantmod" and heads[index - 1] == index

    def _is_bound(self, index: int, before: str) -> bool:
        """Whether a sign ties the figure to what stands before: "3:15", "F-16", "the ’90 shooting"; not "Police: 2 dead"."""
        starts, ends = self.tree.parse.starts, self.tree.parse.ends
        if index == 0 or ends[index - 1] != starts[index]:
            return before == "#"
        return before in ("#", ":", "-", "/") or (self.tree.parse.texts[index - 1] == ELIDED and len(self.words[index]) == 2)

    def _is_compound(self, last: int) -> bool:
        after = self._word(last)
        return (after in ("-", "–") and self._word(last + 1) in self.lexicon.compounds) or (
            self._word(last) in self.lexicon.compounds and self._word(last + 1) in ("-", "old")
        )

    def _is_age(self, index: int, last: int, before: str, after: str) -> bool:
        if before in self.lexicon.ages or (self._word(last + 1) == "year" and after in ("-", "–")):
            return True
        closes = after in (",", ".", ")", ";", "") or last >= len(self.words)
        person = index >= 2 and self.tree.parse.pos[index - 2] in ("PROPN", "NOUN")
        between = index >= 2 and after == "," and self._word(index - 2).isalpha()
        named = before in (",", "(") and (person or between)
        value = figure(self.words[index])
        return closes and named and value is not None and value < 120 and last == index + 1

    def _is_date(self, index: int, last: int, before: str, after: str) -> bool:
        value = figure(self.words[index])
        if value is None:
            return False
        month = before in self.lexicon.months or (after in self.lexicon.months and value < 32)
        earliest, latest = self.lexicon.years
        one = last < len(self.words) and self.tree.parse.tags[last] in ("NN", "NNP", "JJ")
        free = self.tree.parse.deps[index] not in ("nummod", "quantmod") or one
        bare = "," not in self.words[index] and free
        return month or (earliest <= value <= latest and bare and last == index + 1)


def loosen(low: Bound, high: Bound, *, effect: str, slack: float) -> Interval:
    """The interval a number becomes under a hedge: ``at least 12`` is 12 and up, ``nearly 200`` is 180 to 199."""
    if effect == "least":
        return low, None
    if effect == "above":
        return (low + 1 if low is not None and low == high and low < ROUND else low), None
    if effect == "most":
        return None, high
    if effect == "below":
        return None, (high - 1 if high else high)
    return _around(low, high, effect=effect, slack=slack)


def _around(low: Bound, high: Bound, *, effect: str, slack: float) -> Interval:
    if low is None or high is None:
        return (None if low is None else math.floor(low * (1 - slack))), None
    share_low, share_high = round(low * (1 - slack), 6), round(high * (1 + slack), 6)
    below = min(math.floor(share_low), low - (2 if effect == "near" else 1))
    above = high - 1 if effect == "near" else max(math.ceil(share_high), high + 1)
    return max(0, min(below, above)), max(0, above)


def read_numbers(tree: Branches) -> tuple[Number, ...]:
    """Every number of the parse in text order, each with its interval, hedge and kind."""
    return NumberReader(tree).read()

"""What a matched time pattern hands to the rules that read it, and what they hand back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateline.model import TimePrecision, TimexType
from dateline.resolve.when_calendar import Days
from dateline.resolve.when_cues import Cues

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is read against; ``direction`` is -1 for back, 1 for ahead, 0 for not known.

    ``named_here`` says that the reference day was named in the sentence that is being read.
    """

    published: date | None
    reference: date | None
    coarse: date | None
    direction: int
    dayfirst: bool | None
    cues: Cues
    named_here: bool = False

    @property
    def base(self) -> date | None:
        """The last day named in the report, else the publication day."""
        return self.reference or self.published

    @property
    def coarse_base(self) -> date | None:
        """The start of the last date of any length named in the report, else the publication day."""
        return self.coarse or self.published


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: the tokens of each capture."""

    groups: Mapping[str, Words]
    half: bool = False
    feast: int | None = None
    fixed: str | None = None

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def word(self, *names: str) -> str | None:
        """The first token of the first of these captures that is there."""
        for name in names:
            if name in self.groups:
                return self.groups[name][0]
        return None

    def words(self, *names: str) -> Words:
        """The tokens of the first of these captures that is there."""
        for name in names:
            if name in self.groups:
                return self.groups[name]
        return ()

    def has_any(self, *names: str) -> bool:
        """Whether one of the captures is there."""
        return any(name in self.groups for name in names)


@dataclass(frozen=True, slots=True)
class Reading:
    """A time as read: TIMEX3 type and value, the days it covers and how finely."""

    type: TimexType
    value: str | None
    days: Days | None = None
    precision: TimePrecision | None = None
    latest_only: bool = False
    earliest_only: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A time found in tokens ``[first, last)`` of a sentence, by the rule ``make``."""

    first: int
    last: int
    make: str
    reading: Reading


def text_value(cues: Cues, kind: str, word: str | None) -> str:
    """The value of a word as text, or an empty text."""
    found = cues.value(kind, word) if word else None
    return "" if found is None else str(found)


def int_value(cues: Cues, kind: str, word: str | None) -> int | None:
    """The value of a word as a number, or None."""
    found = cues.value(kind, word) if word else None
    return found if isinstance(found, int) else None


def edge_of(hit: Hit, cues: Cues) -> str:
    """START, MID, END, BEFORE or AFTER for "early", "mid", "the end of", "earlier", "later"; else empty."""
    for word in (*hit.words("e"), *hit.words("e2")):
        found = text_value(cues, "EDGEW", word) or text_value(cues, "PART", word) or text_value(cues, "FIRSTW", word)
        if found:
            return found
    return ""


def count_of(words: Words, cues: Cues) -> str | None:
    """The number that quantity words say, as TIMEX writes it: ``3``, ``2.5``, ``X``; None where it is no number."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        low = word.lower()
        if text_value(cues, "QUANT", low):
            return "X"
        if text_value(cues, "COUPLE", low):
            return text_value(cues, "COUPLE", low)
        number = _number(word, low, cues)
        scale = int_value(cues, "SCALE", low)
        if scale is not None:
            total, current, seen = total + (current or 1) * scale, 0.0, True
        elif number is not None:
            current, seen = current + number, True
    return _with_half(total + current, seen, words, cues)


def _with_half(number: float, seen: bool, words: Words, cues: Cues) -> str | None:
    if any(text_value(cues, "HALF", word) for word in words):
        return _written(number + 0.5)
    if not seen and any(text_value(cues, "ARTICLE", word) for word in words):
        return "1"
    return _written(number) if seen else None


def _number(word: str, low: str, cues: Cues) -> float | None:
    if "/" in word:
        above, _, below = word.partition("/")
        return int(above) / int(below) if int(below) else None
    bare = word.replace(",", "")
    if bare[:1].isdigit():
        return float(bare) if bare.replace(".", "", 1).isdigit() and len(bare) < 16 else None
    return int_value(cues, "NUMWORD", low)


def _written(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def year_of(words: Words, setting: Setting) -> int | None:
    """The year that "2014", "last year", "of that year" … mean."""
    cues = setting.cues
    for word in words:
        if word.isdigit():
            return int(word)
    for word in words:
        for kind in ("THIS", "LAST", "NEXT"):
            step = int_value(cues, kind, word)
            if step is not None:
                return setting.published.year + step if setting.published else None
        for kind in ("PREV", "FOLLOWING", "SAME"):
            step = int_value(cues, kind, word)
            if step is not None:
                return setting.coarse_base.year + step if setting.coarse_base else None
    return None

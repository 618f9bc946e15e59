"""Cuts text into the plain words by which actor names are matched, the same way for lists and for reports."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dateline.lexicon.tables import load_toml

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_GAP = re.compile(r"[ \u00a0\u2009\n]{0,2}['’‘`´.&/]?[ \u00a0\u2009]?|[-\u2010\u2011][ \u00a0\n]{0,2}|[ \u00a0\n\r\t]{1,4}")
_SHORT = 4
_MARKED = 2
_MARKS = {" (": "(", "(": "(", ", ": ",", ") ": ")"}
_BESIDE = " -'’"


class Word(NamedTuple):
    """One word: its span, the text as written, its folded key, and whether it may continue a name from the word before.

    ``mark`` is the bracket or comma alone between it and the word before.

    A named tuple, as there is one for every word of every report and it is made four times as fast.
    """

    start: int
    end: int
    text: str
    key: str
    joined: bool
    mark: str = ""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The key of a word: no accents, no dots, case folded."""
    if text.isascii():
        return text.replace(".", "").lower()
    plain = unicodedata.normalize("NFKD", text.replace(".", ""))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=50_000)
def key_of(text: str) -> str:
    """What a word is matched by: its fold, with the spellings of one transliterated name taken together."""
    plain = fold(text)
    return spellings().get(plain, plain)


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """For each other spelling of a name, the one that stands for all: mohammed -> mohamed."""
    table = load_toml("cues/spellings.toml")["names"]
    return {other: name for name, others in table.items() for other in others}


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]`` in order; hyphens and apostrophes part words, dotted initials stay whole."""
    found: list[Word] = []
    make = tuple.__new__
    before, before_end = "", -1
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        at, until = match.span()
        written = text[at:until]
        mark = ""
        if before_end < 0:
            joined = False
        elif at - before_end == 1 and text[before_end] in _BESIDE:
            joined = True
        else:
            joined = _joins(text[before_end:at], before)
            if not joined and at - before_end <= _MARKED:
                mark = _MARKS.get(text[before_end:at], "")
        # As Word(…), without the call into Python that a named tuple makes of it.
        found.append(make(Word, (at, until, written, key_of(written), joined, mark)))
        before, before_end = written, until
    return tuple(found)


def _joins(gap: str, before: str) -> bool:
    if "." in gap:
        return len(before) <= _SHORT and before[:1].isupper() and "\n" not in gap
    return len(gap) <= _SHORT and _GAP.fullmatch(gap) is not None

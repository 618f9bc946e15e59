"""Gives all capitals, as old wires have, and title case, as headlines have, the case a parser was trained on."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from dateline.lexicon.spelling import MOST_WORDS, Spellings

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GAP = re.compile(r"[\s.-]{0,3}")
_DAY_BEFORE = re.compile(r"\d\s$")
_DAY_AFTER = re.compile(r"\s\d")


def is_shouted(text: str) -> bool:
    """Whether nearly all letters of the text are capitals, over enough words that it is no acronym."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def is_title_case(text: str) -> bool:
    """Whether the text capitalises nearly every longer word, as headlines do."""
    words = [match.group() for match in _WORD.finditer(text)]
    longer = [word for word in words if len(word) > 3]
    return len(words) > 3 and len(longer) > 2 and sum(word[0].isupper() for word in longer) >= 0.85 * len(longer)


def recased(text: str, common: Container[str], spellings: Spellings | None = None) -> str:
    """The text in sentence case, of the same length: common words in lower case, names as they are spelt or capitalised."""
    found = [match for match in _WORD.finditer(text) if _keeps_length(match.group())]
    stems = [_stem(match.group()) for match in found]
    names = _Names(text, found, stems, common, spellings or Spellings())
    pieces = list(text)
    shouted = is_shouted(text)
    for place, match in enumerate(found):
        shown = names.written(place)
        if shown is None:
            shown = match.group().lower() if stems[place] in common and match.start() > 0 else _capital(match.group(), shouted)
        pieces[match.start() : match.end()] = shown
    return "".join(pieces)


def _keeps_length(word: str) -> bool:
    """Whether the word is as long in either case: "ß" becomes "SS"."""
    return len(word.lower()) == len(word) == len(word.upper())


def _stem(word: str) -> str:
    return word.lower().split("'")[0].split("’")[0]


def _capital(word: str, shouted: bool) -> str:
    """The word with a capital, where all are capitals; as it stands otherwise."""
    if not (word.isupper() and shouted):
        return word
    return word[:1].upper() + word[1:].lower()


class _Names:
    """Which words of a text are names by the lists or by the company they keep."""

    def __init__(
        self, text: str, found: Sequence[re.Match[str]], stems: Sequence[str], common: Container[str], spellings: Spellings
    ) -> None:
        self._text, self._found, self._stems, self._common, self._spellings = text, found, stems, common, spellings
        self._shouted = is_shouted(text)
        self._listed = self._by_list()

    def written(self, place: int) -> str | None:
        """How the word is written if it is part of a name; None for all others."""
        word = self._found[place].group()
        if place in self._listed:
            return self._spelt(word, self._listed[place])
        if self._is_initial(place) or self._is_month(place) or self._is_with_name(place):
            return word[:1].upper() + word[1:].lower() if self._shouted else word
        return None

    def _spelt(self, word: str, spelling: str) -> str:
        """The listed spelling where it fits letter by letter; what follows an apostrophe in lower case."""
        rest = word[len(spelling) :].lower()
        return spelling + rest if len(spelling) <= len(word) else word[:1].upper() + word[1:].lower()

    def _by_list(self) -> dict[int, str]:
        listed: dict[int, str] = {}
        place = 0
        while place < len(self._stems):
            words = self._name_at(place)
            listed.update(enumerate(words, start=place))
            place += max(1, len(words))
        return listed

    def _name_at(self, place: int) -> Sequence[str]:
        """The words of the longest listed name that starts here; none for an ordinary word."""
        reach = place + 1
        while reach < min(len(self._stems), place + MOST_WORDS) and self._adjoin(reach - 1, reach):
            reach += 1
        for end in range(reach, place, -1):
            words = self._spellings.names.get(tuple(self._stems[place:end]))
            if words is not None and (end > place + 1 or self._is_sure(self._stems[place])):
                return words
        return ()

    def _is_sure(self, stem: str) -> bool:
        return stem in self._spellings.sure or stem not in self._common

    def _adjoin(self, one: int, other: int) -> bool:
        gap = self._text[self._found[one].end() : self._found[other].start()]
        return _GAP.fullmatch(gap) is not None

    def _is_initial(self, place: int) -> bool:
        """Whether it is a letter with a stop beside another or a name: "U.S.", "John F. Kennedy"."""
        match = self._found[place]
        return len(match.group()) == 1 and self._text[match.end() : match.end() + 1] == "."

    def _is_month(self, place: int) -> bool:
        match = self._found[place]
        if self._stems[place] not in self._spellings.months:
            return False
        before, after = self._text[max(0, match.start() - 2) : match.start()], self._text[match.end() : match.end() + 2]
        return len(match.group()) > 5 or bool(_DAY_BEFORE.match(before) or _DAY_AFTER.match(after))

    def _is_with_name(self, place: int) -> bool:
        """Whether it can be part of a person's or place's name and stands beside a word that is one."""
        stem = self._stems[place]
        after = place + 1 < len(self._stems) and self._adjoin(place, place + 1)
        if stem in self._spellings.starts:
            return after and self._is_odd(place + 1)
        if stem not in self._spellings.parts:
            return False
        before = place > 0 and self._adjoin(place - 1, place)
        return (after and self._is_odd(place + 1)) or (before and self._is_odd(place - 1))

    def _is_odd(self, place: int) -> bool:
        """Whether the word is no ordinary one, or one that people are called by."""
        return place in self._listed or self._stems[place] not in self._common or self._stems[place] in self._spellings.parts

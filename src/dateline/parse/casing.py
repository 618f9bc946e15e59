"""Gives all capitals, as old wires have, and title case, as headlines have, the case a parser was trained on."""

from __future__ import annotations

import re
from collections.abc import Container

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_shouted(text: str) -> bool:
    """Whether nearly all letters of the text are capitals, over enough words that it is no acronym."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def is_title_case(text: str) -> bool:
    """Whether the text capitalises nearly every longer word, as headlines do."""
    words = [match.group() for match in _WORD.finditer(text)]
    longer = [word for word in words if len(word) > 3]
    return len(words) > 3 and len(longer) > 2 and sum(word[0].isupper() for word in longer) >= 0.85 * len(longer)


def recased(text: str, common: Container[str]) -> str:
    """The text in sentence case, of the same length: common words in lower case, all others as they are or capitalised."""
    pieces = list(text)
    shouted = is_shouted(text)
    for match in _WORD.finditer(text):
        lower = match.group().lower()
        if len(lower) != match.end() - match.start():
            continue
        stem = lower.split("'")[0].split("’")[0]
        if stem in common and match.start() > 0:
            shown = lower
        else:
            shown = lower[:1].upper() + lower[1:] if match.group().isupper() and shouted else match.group()
        pieces[match.start():match.end()] = shown if len(shown) == len(lower) else lower
    return "".join(pieces)

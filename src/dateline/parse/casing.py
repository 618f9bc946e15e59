"""Gives text that is all capitals, as old wires are, the letter case a parser was trained on."""

from __future__ import annotations

import re
from collections.abc import Container

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_shouted(text: str) -> bool:
    """Whether nearly all letters of the text are capitals, over enough words that it is no acronym."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def recased(text: str, common: Container[str]) -> str:
    """The text in sentence case, of the same length: common words in lower case, all others capitalised."""
    pieces = list(text)
    for match in _WORD.finditer(text):
        lower = match.group().lower()
        if len(lower) != match.end() - match.start():
            continue
        stem = lower.split("'")[0].split("’")[0]
        shown = lower if stem in common and match.start() > 0 else lower[:1].upper() + lower[1:]
        pieces[match.start():match.end()] = shown if len(shown) == len(lower) else lower
    return "".join(pieces)

"""How place names are compared: the key under which spellings of one name meet."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ə": "e",
        "Ə": "E",
        "ħ": "h",
        "Ħ": "H",
        "ŋ": "ng",
    }
)
_DROPPED = frozenset("'`’‘ʿʾʻʼ´ʹ′.")
_PLAIN = {code: None if chr(code) in _DROPPED else " " for code in range(128) if not chr(code).isalnum()}
LONGEST_NAME = 60


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key of a name: lower case, without diacritics, apostrophes and full stops, hyphens read as blanks.

    Empty where the name holds letters outside the Latin script or is longer than ``LONGEST_NAME``.
    """
    if len(name) > LONGEST_NAME:
        return ""
    if name.isascii():
        return " ".join(name.translate(_PLAIN).lower().split())
    name = _latin(name)
    kept = "".join(" " if not letter.isalnum() and letter not in _DROPPED else letter for letter in name)
    text = "".join(letter for letter in kept if letter not in _DROPPED)
    return " ".join(text.lower().split()) if text.isascii() else ""


def _latin(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join("-" if letter in "–—‐‑" else letter for letter in decomposed if not unicodedata.combining(letter))


def without_article(key: str, articles: frozenset[str]) -> str:
    """The key without a leading article ("ar rutbah" -> "rutbah"), or the empty string where there is none."""
    first, blank, rest = key.partition(" ")
    return rest if blank and first in articles and len(rest) > 2 else ""

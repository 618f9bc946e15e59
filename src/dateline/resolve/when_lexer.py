"""Cuts a sentence into tokens and gives each the symbol that the time patterns are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.resolve.when_cues import OTHER, Cues, number_kinds

# What begins with a letter comes first: most tokens are words, and each kind before theirs would be tried on all of them.
_TOKEN = re.compile(
    r"(?P<AMPM>[AaPp]\.\s?[Mm]\.|[AaPp][Mm](?![^\W_]))"
    r"|(?P<QUARTER>[QH][1-4](?![^\W_]))"
    r"|(?P<WORD>[^\W\d_]+(?:['’](?!s(?![^\W_]))[^\W\d_]+)?)"
    r"|(?P<MONEY>[$€£¥]\s?[0-9][0-9.,]*[0-9]|[$€£¥]\s?[0-9])"
    r"|(?P<ISO>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?![0-9]))"
    r"|(?P<NDATE>[0-9]{1,4}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)[0-9]{2,4}(?![0-9]))"
    r"|(?P<SLASH>[0-9]{1,2}/[0-9]{1,2}(?![0-9/]))"
    r"|(?P<CLOCK>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))"
    r"|(?P<DECADE>(?:[0-9]{2}|['’])?[0-9]0['’]?s(?![^\W_]))"
    r"|(?P<ORDNUM>[0-9]{1,2}(?:st|nd|rd|th)(?![^\W_]))"
    r"|(?P<NUMBER>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<POSS>['’]s(?![^\W_]))"
    r"|(?P<COMMA>,)|(?P<DOT>\.)|(?P<HYPHEN>[-‐‑–—])|(?P<PERCENT>%)|(?P<REST>[^\s])"
)
_CLOCKDOT = re.compile(r"(?:[01]?[0-9]|2[0-4])\.[0-5][0-9]\Z")


@dataclass(frozen=True, slots=True)
class Lexed:
    """A sentence as parallel tuples of tokens and one string with a symbol for each."""

    symbols: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]


def _number_symbol(text: str, cues: Cues) -> str:
    if "." in text:
        kinds = frozenset(("CLOCKDOT", "DECIMAL")) if _CLOCKDOT.match(text) else frozenset(("DECIMAL",))
    elif "," in text or len(text) > 9:
        kinds = frozenset(("NUM",))
    else:
        kinds = number_kinds(text)
    return cues.numeric[kinds]


def _word_symbol(text: str, cues: Cues) -> str:
    plain = text.replace("’", "'") if "’" in text else text
    return cues.exact.get(plain) or cues.lower.get(plain.lower(), OTHER)


def lex(text: str, start: int, end: int, cues: Cues) -> Lexed:
    """The tokens of ``text[start:end]``, in one pass; offsets are into ``text``."""
    symbols, starts, ends, texts = [], [], [], []
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        word = found.group()
        if kind == "WORD" or kind == "QUARTER":
            symbols.append(_word_symbol(word, cues))
        elif kind == "NUMBER":
            symbols.append(_number_symbol(word, cues))
        else:
            symbols.append(cues.marks.get(kind or "", OTHER))
        first, last = found.span()
        starts.append(first)
        ends.append(last)
        texts.append(word)
    return Lexed("".join(symbols), tuple(starts), tuple(ends), tuple(texts))

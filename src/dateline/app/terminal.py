"""Text on a terminal: what a report holds is shown, never obeyed."""

from __future__ import annotations

import sys
import unicodedata

from rich.console import Console
from rich.text import Text

WIDE = 120
KEPT = frozenset("\n\t")
HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def tame(text: str) -> str:
    """The text, of the same length, with every control, escape and direction character shown as a replacement mark."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_tame(each) for each in text)


def plain(text: str | None) -> Text:
    """Tamed text that is not read as markup."""
    return Text(tame(text or ""))


def talk() -> Console:
    """Where Dateline speaks to a person: standard error."""
    return Console(file=sys.stderr, highlight=False, markup=False, soft_wrap=True)


def paper() -> Console:
    """Where readable results go: standard output."""
    console = Console(file=sys.stdout, highlight=False, markup=False)
    return console if console.is_terminal else Console(file=sys.stdout, highlight=False, markup=False, width=WIDE)


def _tame(character: str) -> str:
    if character in KEPT or unicodedata.category(character) not in HARMFUL:
        return character
    return "\N{REPLACEMENT CHARACTER}"

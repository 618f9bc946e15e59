"""Countries as people type them: by code, by name or by another name, with accents or without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dateline.lexicon.actor_rows import CountryRow
from dateline.lexicon.tables import load_csv
from dateline.resolve.gazetteer_names import key_of


def key(text: str) -> str:
    """What two ways to write a name have in common."""
    return key_of(text) or " ".join(text.casefold().split())


@cache
def _rows() -> Sequence[CountryRow]:
    """Every country, a state after the territories under the same code."""
    return sorted(load_csv("en/countries.csv", CountryRow), key=lambda row: (row.kind == "state", row.kind == "territory"))


@cache
def country_names() -> Mapping[str, str]:
    """The name of each country code; a state's before that of a territory under the same code."""
    return {row.code: row.name for row in _rows()}


@cache
def _codes() -> Mapping[str, str]:
    return {key(name): row.code for row in _rows() for name in (*row.aliases, row.name, row.code)}


def code_of(text: str) -> str | None:
    """The code of the country that is called this, or None."""
    return _codes().get(key(text))

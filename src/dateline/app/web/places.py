"""Places as people type them: without accents, by the report's word or the gazetteer's, and countries by their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.lexicon.actor_rows import CountryRow
from dateline.lexicon.tables import load_csv
from dateline.resolve.gazetteer_names import key_of


def key(text: str) -> str:
    """What two ways to write a name have in common."""
    return key_of(text) or " ".join(text.casefold().split())


@cache
def country_names() -> Mapping[str, str]:
    """The name of each country code; a state's before that of a territory under the same code."""
    rows = load_csv("en/countries.csv", CountryRow)
    ordered = sorted(rows, key=lambda row: (row.kind == "state", row.kind == "territory"))
    return {row.code: row.name for row in ordered}


@cache
def _codes() -> Mapping[str, str]:
    rows = load_csv("en/countries.csv", CountryRow)
    ordered = sorted(rows, key=lambda row: (row.kind == "state", row.kind == "territory"))
    return {key(name): row.code for row in ordered for name in (*row.aliases, row.name, row.code)}


def code_of(text: str) -> str | None:
    """The code of the country that is called this, or None."""
    return _codes().get(key(text))


def called(place: str) -> str:
    """What to call a place that an address names: a country by its name, any other as it is written."""
    return country_names().get(place, place)

"""The country and actor codes that other data sets use, from the knowledge files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import load_csv


@dataclass(frozen=True, slots=True)
class Country:
    """A row of the countries' list."""

    code: str
    name: str
    kind: str
    start: str
    end: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]
    cow: str
    iso2: str
    region: str


@dataclass(frozen=True, slots=True)
class CountryCode:
    """A country's ISO 3166-1 alpha-3 and numeric codes and its FIPS 10-4 code."""

    code: str
    numeric: str
    fips: str


@dataclass(frozen=True, slots=True)
class AcledType:
    """An ACLED sub-event type and whether it counts as political violence and as a demonstration."""

    event_type: str
    sub_event_type: str
    violence: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class AcledActor:
    """A kind of actor in ACLED's sense, the PLOVER sectors in it, and the event types whose actors are always it."""

    inter: int
    name: str
    sectors: tuple[str, ...]
    event_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameoRole:
    """CAMEO's code for a PLOVER sector, or for a code that stands for no country; empty where CAMEO has none."""

    sector: str
    cameo: str


@dataclass(frozen=True, slots=True)
class HxlTag:
    """The HXL hashtag of a flat column."""

    column: str
    tag: str


@cache
def hxl_tags() -> dict[str, str]:
    """HXL hashtags by column name."""
    return {row.column: row.tag for row in load_csv("ontology/hxl_tags.csv", HxlTag)}


@cache
def _countries() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for row in load_csv("en/countries.csv", Country):
        found.setdefault(row.code, row)
    return found


@cache
def _codes() -> dict[str, CountryCode]:
    return {row.code: row for row in load_csv("ontology/country_codes.csv", CountryCode)}


@cache
def acled_types() -> dict[tuple[str, str], AcledType]:
    """Every ACLED sub-event type by its two names."""
    rows = load_csv("ontology/acled_types.csv", AcledType)
    return {(row.event_type, row.sub_event_type): row for row in rows}


@cache
def acled_actors() -> tuple[AcledActor, ...]:
    """ACLED's kinds of actors."""
    return load_csv("ontology/acled_actors.csv", AcledActor)


@cache
def _cameo_roles() -> dict[str, str]:
    return {row.sector: row.cameo for row in load_csv("ontology/cameo_roles.csv", CameoRole)}


def cameo_role(code: str | None) -> str | None:
    """CAMEO's code for a sector, None where it has none."""
    return _cameo_roles().get(code or "") or None


def country_name(code: str | None) -> str | None:
    """A country's English name."""
    row = _countries().get(code or "")
    return row.name if row else None


def cow(code: str | None) -> str | None:
    """A country's Correlates of War number, which Gleditsch and Ward's follow with few exceptions."""
    row = _countries().get(code or "")
    return (row.cow or None) if row else None


def region(code: str | None) -> str | None:
    """The part of the world a country lies in."""
    row = _countries().get(code or "")
    return (row.region or None) if row else None


def numeric(code: str | None) -> str | None:
    """A country's ISO 3166-1 numeric code."""
    row = _codes().get(code or "")
    return row.numeric if row else None


def fips(code: str | None) -> str | None:
    """A country's FIPS 10-4 code."""
    row = _codes().get(code or "")
    return row.fips if row else None

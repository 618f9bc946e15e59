"""The words by which places are found and told apart, read from ``cues/places.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from dateline.errors import LexiconError
from dateline.lexicon.tables import load_csv, load_toml

CUES = "cues/places.toml"
COMMON = "en/place_words.csv"
_WHERE = {
    "articles": "names.articles",
    "article_countries": "names.article_countries",
    "romance_articles": "names.romance_articles",
    "romance_links": "names.romance_links",
    "prefixes": "names.prefixes",
    "governing": "governing.verbs",
    "particles": "names.particles",
    "longest": "names.longest",
    "known_population": "names.known_population",
    "quiet_population": "names.quiet_population",
    "area_words": "areas.words",
    "area_parts": "areas.parts",
    "area_holding": "areas.holding",
    "area_links": "areas.links",
    "listing": "names.listing",
    "determiners": "names.determiners",
    "wholes_large": "wholes.large",
    "wholes_small": "wholes.small",
    "unsure": "unsure.words",
    "other_names": "dropped.names",
    "reserves": "wholes.reserves",
    "county_states": "names.county_states",
    "nobles": "titles_after.nobles",
    "papers": "titles_after.papers",
    "treaties": "titles_after.treaties",
    "illnesses": "illnesses.words",
    "illnesses_told": "illnesses.told",
    "spellings": "spellings",
    "inside": "location.inside",
    "motion": "location.motion",
    "placing": "location.placing",
    "vague_features": "location.vague_features",
    "directions": "location.directions",
    "titles": "persons.titles",
    "given": "persons.given",
    "naming": "persons.naming",
    "parties": "persons.parties",
    "belonging": "persons.belonging",
    "people": "people.words",
    "dateline_marks": "people.dateline_marks",
    "organisations": "organisations.words",
    "dropped": "dropped.words",
    "allowed": "dropped.allowed",
    "always": "dropped.always",
    "reporting": "reporting.verbs",
    "taking": "taking.verbs",
    "bodies": "bodies.words",
    "addressing": "addressing.verbs",
    "addressed": "addressing.prepositions",
    "meeting": "inheriting.meeting",
    "fighting": "inheriting.fighting",
    "spoken": "inheriting.spoken",
}


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A row of ``en/place_words.csv``: an English word that is somewhere a place's name as well."""

    word: str


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """The cue lists; words are in small letters, lengths and radii in km, bearings in degrees clockwise of north."""

    articles: frozenset[str]
    article_countries: frozenset[str]
    romance_articles: frozenset[str]
    romance_links: frozenset[str]
    prefixes: frozenset[str]
    governing: frozenset[str]
    particles: frozenset[str]
    longest: int
    known_population: int
    quiet_population: int
    area_words: frozenset[str]
    area_parts: frozenset[str]
    area_holding: frozenset[str]
    area_links: frozenset[str]
    listing: frozenset[str]
    determiners: frozenset[str]
    features: Mapping[str, tuple[str, ...]]
    wholes_large: frozenset[str]
    wholes_small: frozenset[str]
    homes: Mapping[str, str]
    unsure: frozenset[str]
    other_names: frozenset[str]
    reserves: frozenset[str]
    county_states: frozenset[str]
    nobles: frozenset[str]
    papers: frozenset[str]
    treaties: frozenset[str]
    illnesses: frozenset[str]
    illnesses_told: frozenset[str]
    spellings: Mapping[str, list[str]]
    common: frozenset[str]
    inside: frozenset[str]
    motion: frozenset[str]
    placing: frozenset[str]
    vague_features: frozenset[str]
    directions: frozenset[str]
    bearings: Mapping[str, float]
    lengths: Mapping[str, float]
    near: Mapping[str, float]
    titles: frozenset[str]
    given: frozenset[str]
    naming: frozenset[str]
    parties: frozenset[str]
    people: frozenset[str]
    dateline_marks: frozenset[str]
    organisations: frozenset[str]
    dropped: frozenset[str]
    allowed: frozenset[str]
    always: frozenset[str]
    reporting: frozenset[str]
    taking: frozenset[str]
    bodies: frozenset[str]
    addressing: frozenset[str]
    addressed: Mapping[str, str]
    belonging: frozenset[str]
    meeting: frozenset[str]
    fighting: frozenset[str]
    spoken: frozenset[str]
    abbreviations: Mapping[str, str]
    postal: Mapping[str, str]
    geonames: Mapping[str, str]
    precision: Mapping[str, str]


@cache
def load_place_cues() -> PlaceCues:
    """The bundled cue lists; raises ``LexiconError`` where a table or list is missing."""
    data = load_toml(CUES)
    try:
        values = {item.name: _value(data, item.name) for item in fields(PlaceCues) if item.name != "common"}
    except KeyError as error:
        raise LexiconError((f"{CUES}: no table or list {error}",)) from None
    values["common"] = frozenset(row.word for row in load_csv(COMMON, CommonWord))
    values["features"] = {word: tuple(kinds) for word, kinds in data["features"].items()}
    return PlaceCues(**values)


def _value(data: dict[str, Any], name: str) -> Any:
    """A list as a set, a table as it is, a number as it is; ``_WHERE`` says where each is."""
    table, _, inner = _WHERE.get(name, name).partition(".")
    found = data[table][inner] if inner else data[table]
    return frozenset(found) if isinstance(found, list) else found

"""The words by which places are found and told apart, read from ``cues/places.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.errors import LexiconError
from dateline.lexicon.tables import load_csv, load_toml

CUES = "cues/places.toml"
COMMON = "en/place_words.csv"


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A row of ``en/place_words.csv``: an English word that is somewhere a place's name as well."""

    word: str


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """The cue lists; words are in small letters, lengths and radii in km, bearings in degrees clockwise of north."""

    articles: frozenset[str]
    article_countries: frozenset[str]
    particles: frozenset[str]
    longest: int
    known_population: int
    quiet_population: int
    area_words: frozenset[str]
    features: Mapping[str, frozenset[str]]
    wholes_large: frozenset[str]
    wholes_small: frozenset[str]
    homes: Mapping[str, str]
    unsure: frozenset[str]
    other_names: frozenset[str]
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
    suffixes: frozenset[str]
    parties: frozenset[str]
    people: frozenset[str]
    dateline_marks: frozenset[str]
    organisations: frozenset[str]
    dropped: frozenset[str]
    allowed: frozenset[str]
    always: frozenset[str]
    vague: frozenset[str]
    government_verbs: frozenset[str]
    government_prepositions: frozenset[str]
    reporting: frozenset[str]
    taking: frozenset[str]
    abbreviations: Mapping[str, str]
    postal: Mapping[str, str]
    geonames: Mapping[str, str]


@cache
def load_place_cues() -> PlaceCues:
    """The bundled cue lists; raises ``LexiconError`` where a table or list is missing."""
    data = load_toml(CUES)
    try:
        return PlaceCues(
            **_names(data["names"]),
            area_words=frozenset(data["areas"]["words"]),
            features={word: frozenset(kinds) for word, kinds in data["features"].items()},
            wholes_large=frozenset(data["wholes"]["large"]),
            wholes_small=frozenset(data["wholes"]["small"]),
            homes=dict(data["homes"]),
            unsure=frozenset(data["unsure"]["words"]),
            other_names=frozenset(data["dropped"]["names"]),
            common=frozenset(row.word for row in load_csv(COMMON, CommonWord)),
            **{field: frozenset(data["location"][field]) for field in ("inside", "motion", "placing", "vague_features", "directions")},
            **{field: dict(data[field]) for field in ("bearings", "lengths", "near", "abbreviations", "postal", "geonames")},
            **{field: frozenset(data["persons"][field]) for field in ("titles", "given", "suffixes", "parties")},
            people=frozenset(data["people"]["words"]),
            dateline_marks=frozenset(data["people"]["dateline_marks"]),
            organisations=frozenset(data["organisations"]["words"]),
            dropped=frozenset(data["dropped"]["words"]),
            **{field: frozenset(data["dropped"][field]) for field in ("allowed", "always", "vague")},
            government_verbs=frozenset(data["governments"]["verbs"]),
            government_prepositions=frozenset(data["governments"]["prepositions"]),
            reporting=frozenset(data["reporting"]["verbs"]),
            taking=frozenset(data["taking"]["verbs"]),
        )
    except KeyError as error:
        raise LexiconError((f"{CUES}: no table or list {error}",)) from None


def _names(table: Mapping[str, object]) -> dict[str, object]:
    lists = {field: frozenset(table[field]) for field in ("articles", "article_countries", "particles")}  # type: ignore[call-overload]
    return {**lists, **{field: table[field] for field in ("longest", "known_population", "quiet_population")}}

"""Names that the other lists know: peoples, office-holders, groups and organisations, which are no places."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.actor_rows import CountryRow, GroupRow, MediaRow, OfficeRow, OrganisationRow
from dateline.lexicon.tables import load_csv
from dateline.resolve.gazetteer_names import key_of


@cache
def peoples() -> frozenset[str]:
    """The keys of demonyms and country adjectives."""
    rows = load_csv("en/countries.csv", CountryRow)
    return frozenset(key_of(word) for row in rows for word in (*row.demonyms, *row.adjectives))


@cache
def nations() -> dict[str, str]:
    """The ISO3 code of the state that a demonym, an adjective or an armed group's or party's name speaks of."""
    rows = [row for row in load_csv("en/countries.csv", CountryRow) if row.kind == "state"]
    states = {row.code for row in rows}
    found = {
        key_of(name.partition("@")[0]): row.country
        for row in load_csv("en/groups.csv", GroupRow)
        if row.country in states and row.kind in ("armed", "party", "movement")
        for name in (row.name, *row.aliases)
    }
    found.update({key_of(word): row.code for row in rows for word in (*row.demonyms, *row.adjectives)})
    return {key: code for key, code in found.items() if key and code}


@cache
def persons() -> frozenset[str]:
    """The keys of office-holders' full names."""
    rows = load_csv("en/offices.csv", OfficeRow)
    names = (key_of(name) for row in rows for name in (row.name, *row.aliases))
    return frozenset(name for name in names if " " in name)


@cache
def openers() -> frozenset[str]:
    """The first words of the names of several words that persons, groups and organisations have."""
    return frozenset(name.partition(" ")[0] for name in (*persons(), *actors()) if " " in name)


@cache
def leaders() -> frozenset[str]:
    """The keys of office-holders' surnames."""
    return frozenset(key_of(row.name).rpartition(" ")[2] for row in load_csv("en/offices.csv", OfficeRow))


@cache
def actors() -> frozenset[str]:
    """The keys of groups, organisations and media; an alias's years are left off."""
    groups = load_csv("en/groups.csv", GroupRow)
    organisations = load_csv("en/organisations.csv", OrganisationRow)
    media = load_csv("en/media.csv", MediaRow)
    named = [(row.name, *row.aliases) for row in groups]
    named += [(row.name, *row.aliases) for row in organisations]
    named += [(row.name, *row.aliases) for row in media]
    names = [name for row in named for name in row]
    return frozenset(key_of(name.partition("@")[0]) for name in names) - {""}

"""The actor lists hold what their columns promise."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dateline.lexicon.actor_rows import AgentRow, CountryRow, GroupRow, MediaRow, OfficeRow, OrganisationRow
from dateline.lexicon.actors import default_actors
from dateline.lexicon.tables import load_csv

SECTORS = frozenset(
    {
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
        "NGO",
    }
)
AGENT_KINDS = frozenset({"person", "unit", "institution", "office", "crowd"})
DATE = re.compile(r"(\d{4}(-\d{2}){0,2})?")


def test_agents_are_many_and_each_is_listed_once() -> None:
    rows = load_csv("en/agents.csv", AgentRow)
    assert len(rows) >= 600
    assert [lemma for lemma, count in Counter(row.lemma.lower() for row in rows).items() if count > 1] == []
    assert [row.lemma for row in rows if not row.sectors or not set(row.sectors) <= SECTORS] == []
    assert [row.lemma for row in rows if row.kind not in AGENT_KINDS or not row.plural] == []


@pytest.mark.parametrize(
    ("lemma", "armed"), [("gunman", True), ("soldier", True), ("farmer", False), ("judge", False), ("militia", True)]
)
def test_who_bears_arms(lemma: str, armed: bool) -> None:
    rows = {row.lemma: row for row in load_csv("en/agents.csv", AgentRow)}
    assert rows[lemma].armed is armed


def test_countries_have_codes_names_and_years() -> None:
    rows = load_csv("en/countries.csv", CountryRow)
    assert [row.name for row in rows if not re.fullmatch("[A-Z]{3}", row.code)] == []
    assert [name for name, count in Counter(row.name for row in rows).items() if count > 1] == []
    assert [row.name for row in rows if row.kind not in ("state", "territory", "former", "partial")] == []
    assert [row.name for row in rows if not DATE.fullmatch(row.start) or not DATE.fullmatch(row.end)] == []
    assert {row.kind for row in rows if row.end} <= {"former", "partial"}
    systems = Counter(row.cow for row in rows if row.cow and row.kind in ("state", "partial"))
    assert [code for code, count in systems.items() if count > 1] == []


def test_no_country_name_speaks_for_two() -> None:
    bearers: dict[str, set[str]] = {}
    for row in load_csv("en/countries.csv", CountryRow):
        for name in (row.name, *row.aliases, *row.demonyms, *row.capital, *row.seats):
            bearers.setdefault(name, set()).add(row.name)
    assert {name: rows for name, rows in bearers.items() if len(rows) > 1} == {}


@pytest.mark.parametrize(
    ("file", "kind"),
    [("groups", GroupRow), ("organisations", OrganisationRow), ("media", MediaRow), ("offices", OfficeRow)],
)
def test_the_other_lists_load(file: str, kind: type[GroupRow]) -> None:
    rows = load_csv(f"en/{file}.csv", kind)
    assert rows
    assert [row.id for row in rows if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", row.id) or not row.name] == []


def test_sectors_of_groups_organisations_and_offices_are_plover() -> None:
    rows = (
        *load_csv("en/groups.csv", GroupRow),
        *load_csv("en/organisations.csv", OrganisationRow),
        *load_csv("en/offices.csv", OfficeRow),
    )
    assert [row.id for row in rows if not set(row.sectors) <= SECTORS] == []


def test_names_longer_than_any_sentence_needs_are_not_listed() -> None:
    assert max(default_actors().longest.values()) <= 16

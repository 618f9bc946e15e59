"""What every name in the actor lists stands for: countries, agents, groups, organisations, media, office-holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from dateline.lexicon.actor_rows import AgentRow, CountryRow, GroupRow, MediaRow, OfficeRow, OrganisationRow
from dateline.lexicon.actor_words import words_of
from dateline.lexicon.tables import load_csv

Via: TypeAlias = Literal["name", "adjective", "demonym", "capital", "seat", "agent", "blocked"]
NounKind: TypeAlias = Literal["country", "group", "organisation", "media", "person", "agent", "unknown"]
_YEAR = 4
_MONTH = 7
_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office somebody held, with its dates."""

    office: str
    country: str
    sectors: tuple[str, ...]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name in the lists stands for; ``start`` and ``end`` bound when the name did so.

    ``lasting``: the years are the bearer's own, and its name still stands for it outside them where nobody else has it.
    """

    kind: NounKind
    via: Via
    id: str | None
    name: str
    country: str | None
    sectors: tuple[str, ...]
    armed: bool = False
    subkind: str = ""
    start: str = ""
    end: str = ""
    tenures: tuple[Tenure, ...] = ()
    own: bool = False
    lasting: bool = False

    def holds(self, date: str | None) -> bool:
        """Whether the name stood for this on ``date`` (ISO, any precision); an unknown date is never against it."""
        if date is None:
            return True
        return (not self.start or self.start <= date) and (not self.end or date[: len(self.end)] <= self.end)

    def apart(self, date: str | None) -> float:
        """How many years lie between ``date`` and the time of the name or of the nearest office; 0 inside it."""
        if date is None or len(date) < _YEAR:
            return 0.0
        spans = [(one.start, one.end) for one in self.tenures] or [(self.start, self.end)]
        return min(_years_apart(start, end, date) for start, end in spans)


def _years_apart(start: str, end: str, date: str) -> float:
    since, until = min(len(start), len(date)), min(len(end), len(date))
    if start and date[:since] < start[:since]:
        return max(_years(start) - _years(date), _LEAST)
    if end and date[:until] > end[:until]:
        return max(_years(date) - _years(end), _LEAST)
    return 0.0


def _years(date: str) -> float:
    return int(date[:_YEAR]) + (int(date[5:7]) - 1) / 12 if len(date) >= _MONTH else int(date[:_YEAR]) + 0.5


def bundled_names() -> Iterator[tuple[str, Meaning]]:
    """Every name of the bundled lists with what it stands for, in the order of the lists."""
    yield from _countries(load_csv("en/countries.csv", CountryRow))
    yield from _groups(load_csv("en/groups.csv", GroupRow))
    yield from _organisations(load_csv("en/organisations.csv", OrganisationRow))
    yield from _media(load_csv("en/media.csv", MediaRow))
    yield from _persons(load_csv("en/offices.csv", OfficeRow))
    yield from _agents(load_csv("en/agents.csv", AgentRow))


def blocked_names(names: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
    """Names that hold a listed one and do not stand for it."""
    for name in names:
        yield name, Meaning("unknown", "blocked", None, name, None, ())


def user_names(folder: Path) -> Iterator[tuple[str, Meaning]]:
    """Every name of a user's own lists; raises ``LexiconError``."""
    for name, meaning in _user_rows(folder):
        yield name, _owned(meaning)


def _user_rows(folder: Path) -> Iterator[tuple[str, Meaning]]:
    if (path := folder / "countries.csv").is_file():
        yield from _countries(load_csv(path, CountryRow))
    if (path := folder / "groups.csv").is_file():
        yield from _groups(load_csv(path, GroupRow))
    if (path := folder / "organisations.csv").is_file():
        yield from _organisations(load_csv(path, OrganisationRow))
    if (path := folder / "media.csv").is_file():
        yield from _media(load_csv(path, MediaRow))
    if (path := folder / "offices.csv").is_file():
        yield from _persons(load_csv(path, OfficeRow))
    if (path := folder / "agents.csv").is_file():
        yield from _agents(load_csv(path, AgentRow))


def _owned(meaning: Meaning) -> Meaning:
    return replace(meaning, own=True)


def _dated(alias: str, start: str = "", end: str = "") -> tuple[str, str, str]:
    name, _, dates = alias.partition("@")
    if not dates:
        return name, start, end
    since, _, until = dates.partition("..")
    return name, since, until


def _countries(rows: Iterable[CountryRow]) -> Iterator[tuple[str, Meaning]]:
    seen: set[str] = set()
    for row in rows:
        part = row.code in seen
        seen.add(row.code)
        identity = f"country:{row.code}" + (f":{_slug(row.name)}" if part and row.kind != "former" else "")
        whole = ("PRE",) if row.kind == "partial" and part else ()
        by_via: tuple[tuple[Via, tuple[str, ...]], ...] = (
            ("name", (row.name, *row.aliases)),
            ("demonym", row.demonyms),
            ("adjective", row.adjectives),
            ("capital", row.capital),
            ("seat", row.seats),
        )
        for via, names in by_via:
            sectors = ("GOV",) if via in ("capital", "seat") and not whole else whole if via in ("name", "capital") else ()
            for alias in names:
                name, start, end = _dated(alias)
                yield (
                    name,
                    Meaning("country", via, identity, row.name, row.code, sectors, subkind=row.kind, start=start, end=end),
                )


def _slug(name: str) -> str:
    return "-".join(word.key for word in words_of(name))


def _groups(rows: Iterable[GroupRow]) -> Iterator[tuple[str, Meaning]]:
    for row in rows:
        armed = row.kind in ("armed", "criminal") or not {"REB", "UAF", "MIL", "PRM"}.isdisjoint(row.sectors)
        meaning = Meaning("group", "name", f"group:{row.id}", row.name, row.country or None, row.sectors, armed, row.kind)
        yield from _lasting(row, meaning)


def _organisations(rows: Iterable[OrganisationRow]) -> Iterator[tuple[str, Meaning]]:
    for row in rows:
        armed = not {"MIL", "COP", "PRM"}.isdisjoint(row.sectors)
        meaning = Meaning("organisation", "name", f"org:{row.id}", row.name, row.country or None, row.sectors, armed)
        yield from _lasting(row, meaning)


def _lasting(row: GroupRow | OrganisationRow, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    """The names of one row: those with years of their own hold in them, the others as long as the bearer is known."""
    own = replace(meaning, start=row.start, end=row.end, lasting=True)
    for alias in (row.name, *row.aliases):
        name, start, end = _dated(alias)
        yield name, replace(meaning, start=start, end=end) if start or end else own


def _media(rows: Iterable[MediaRow]) -> Iterator[tuple[str, Meaning]]:
    for row in rows:
        for alias in (row.name, *row.aliases):
            name, start, end = _dated(alias)
            yield (
                name,
                Meaning(
                    "media",
                    "name",
                    f"media:{row.id}",
                    row.name,
                    row.country or None,
                    ("GOV", "JRN") if row.kind.startswith("state") else ("JRN",),
                    subkind=row.kind,
                    start=start,
                    end=end,
                ),
            )


def _persons(rows: Iterable[OfficeRow]) -> Iterator[tuple[str, Meaning]]:
    held: dict[str, list[OfficeRow]] = defaultdict(list)
    for row in rows:
        held[row.id].append(row)
    for identity, tenures in held.items():
        ordered = sorted(tenures, key=lambda row: (row.start, row.end or "9999"))
        latest = ordered[-1]
        meaning = Meaning(
            "person",
            "name",
            f"person:{identity}",
            latest.name,
            latest.country or None,
            latest.sectors,
            tenures=tuple(Tenure(row.office, row.country, row.sectors, row.start, row.end) for row in ordered),
        )
        aliases = {name: None for row in ordered for name in (row.name, *row.aliases)}
        for alias in aliases:
            name, start, end = _dated(alias)
            yield name, replace(meaning, start=start, end=end) if start or end else meaning


def _agents(rows: Iterable[AgentRow]) -> Iterator[tuple[str, Meaning]]:
    for row in rows:
        meaning = Meaning("agent", "agent", None, row.lemma, None, row.sectors, row.armed, row.kind)
        for alias in (row.lemma, row.plural):
            if alias:
                yield alias, meaning

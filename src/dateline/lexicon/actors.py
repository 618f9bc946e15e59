"""One index over all names in the actor lists: countries, agents, groups, organisations, media, office-holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from dateline.lexicon.actor_rows import AgentRow, CountryRow, GroupRow, MediaRow, OfficeRow, OrganisationRow
from dateline.lexicon.actor_words import Word, words_of
from dateline.lexicon.tables import load_csv, load_toml

Via: TypeAlias = Literal["name", "adjective", "demonym", "capital", "seat", "agent", "blocked"]
NounKind: TypeAlias = Literal["country", "group", "organisation", "media", "person", "agent", "unknown"]
_ARTICLES = ("the ", "The ")
_CAPITALS = 6
_MIXED_FROM = 4


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
    """What a name in the lists stands for; ``start`` and ``end`` bound when the name did so."""

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

    def holds(self, date: str | None) -> bool:
        """Whether the name stood for this on ``date`` (ISO, any precision); an unknown date is never against it."""
        if date is None:
            return True
        return (not self.start or self.start <= date) and (not self.end or date[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name in a text: words ``[first, last)``, and everything the name may stand for, best first."""

    start: int
    end: int
    first: int
    last: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    shape: tuple[str, ...]
    meaning: Meaning


@dataclass(slots=True)
class ActorIndex:
    """Finds listed names in texts: longest first, in time linear in the number of words."""

    names: dict[tuple[str, ...], tuple[_Name, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    surnames: dict[str, tuple[Meaning, ...]] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    everyday: frozenset[str] = frozenset()
    plain_surnames: frozenset[str] = frozenset()

    def matches(self, words: tuple[Word, ...], date: str | None = None, *, shouted: bool = False) -> tuple[Match, ...]:
        """The listed names in ``words``, left to right without overlap; ``shouted`` says that capitals tell nothing."""
        found: list[Match] = []
        at = 0
        while at < len(words):
            match = self._longest(words, at, date, shouted) if words[at].key in self.longest else None
            if match is not None:
                found.append(match)
            at = match.last if match is not None else at + 1
        return tuple(found)

    def _longest(self, words: tuple[Word, ...], at: int, date: str | None, shouted: bool) -> Match | None:
        reach = 1
        limit = min(self.longest[words[at].key], len(words) - at)
        while reach < limit and words[at + reach].joined:
            reach += 1
        for count in range(reach, 0, -1):
            names = self.names.get(tuple(word.key for word in words[at : at + count]))
            if names is None:
                continue
            meanings = tuple(name.meaning for name in names if self._fits(name, words[at : at + count], date, shouted))
            if meanings:
                return Match(words[at].start, words[at + count - 1].end, at, at + count, meanings)
        return None

    def _fits(self, name: _Name, words: tuple[Word, ...], date: str | None, shouted: bool) -> bool:
        if not name.meaning.holds(date) and name.meaning.kind != "person":
            return False
        if name.meaning.kind == "person" and len(words) == 1 and words[0].key in self.plain_surnames:
            return name.meaning.own
        if shouted:
            plain = len(words) == 1 and "." not in words[0].text and words[0].key in self.everyday
            return name.meaning.via == "agent" or not plain
        return all(_shape_fits(shape, word.text) for shape, word in zip(name.shape, words, strict=True))


def _shape_fits(shape: str, written: str) -> bool:
    if not shape[:1].isupper():
        return True
    letters = shape.replace(".", "")
    if len(letters) > 1 and letters.isupper() and len(letters) <= _CAPITALS:
        if len(letters) < _MIXED_FROM:
            return written.replace(".", "").isupper()
        return written[:1].isupper()
    return written[:1].isupper()


def load_actors(folder: Path | None = None) -> ActorIndex:
    """The index over the bundled lists, with those of a user's folder laid over them; raises ``LexiconError``."""
    own = tuple(_user_names(folder)) if folder is not None else ()
    cues = load_toml("cues/actors.toml")
    bundled = (*_named_rows(), *_blocked(cues["blocked"]["names"]))
    index = _index((*own, *bundled), frozenset(cues["everyday"]["words"]))
    index.plain_surnames = frozenset(cues["everyday"]["surnames"])
    return index


@lru_cache(maxsize=1)
def default_actors() -> ActorIndex:
    """The index over the bundled lists, read once a process."""
    return load_actors()


def _index(names: Iterable[tuple[str, Meaning]], everyday: frozenset[str]) -> ActorIndex:
    gathered: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    longest: dict[str, int] = {}
    surnames: dict[str, list[Meaning]] = defaultdict(list)
    countries: dict[str, str] = {}
    for alias, meaning in names:
        shown = alias[4:] if alias.startswith(_ARTICLES) else alias
        words = words_of(shown)
        if not words:
            continue
        key = tuple(word.key for word in words)
        if all(name.meaning != meaning for name in gathered[key]):
            gathered[key].append(_Name(tuple(word.text for word in words), meaning))
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
        if meaning.kind == "person" and meaning not in surnames[key[-1]]:
            surnames[key[-1]].append(meaning)
        if meaning.kind == "country" and meaning.country and meaning.country not in countries:
            countries[meaning.country] = meaning.name
    frozen = {key: tuple(sorted(found, key=lambda name: not name.meaning.own)) for key, found in gathered.items()}
    people = {key: tuple(found) for key, found in surnames.items()}
    return ActorIndex(frozen, longest, people, countries, everyday)


def _named_rows() -> Iterator[tuple[str, Meaning]]:
    yield from _countries(load_csv("en/countries.csv", CountryRow))
    yield from _groups(load_csv("en/groups.csv", GroupRow))
    yield from _organisations(load_csv("en/organisations.csv", OrganisationRow))
    yield from _media(load_csv("en/media.csv", MediaRow))
    yield from _persons(load_csv("en/offices.csv", OfficeRow))
    yield from _agents(load_csv("en/agents.csv", AgentRow))


def _blocked(names: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
    for name in names:
        yield name, Meaning("unknown", "blocked", None, name, None, ())


def _user_names(folder: Path) -> Iterator[tuple[str, Meaning]]:
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
    return Meaning(
        meaning.kind,
        meaning.via,
        meaning.id,
        meaning.name,
        meaning.country,
        meaning.sectors,
        meaning.armed,
        meaning.subkind,
        meaning.start,
        meaning.end,
        meaning.tenures,
        own=True,
    )


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
            sectors = (
                ("GOV",) if via in ("capital", "seat") and not whole else whole if via in ("name", "capital") else ()
            )
            for alias in names:
                name, start, end = _dated(alias)
                yield (
                    name,
                    Meaning(
                        "country", via, identity, row.name, row.code, sectors, subkind=row.kind, start=start, end=end
                    ),
                )


def _slug(name: str) -> str:
    return "-".join(word.key for word in words_of(name))


def _groups(rows: Iterable[GroupRow]) -> Iterator[tuple[str, Meaning]]:
    for row in rows:
        armed = row.kind in ("armed", "criminal") or not {"REB", "UAF", "MIL", "PRM"}.isdisjoint(row.sectors)
        for alias in (row.name, *row.aliases):
            name, start, end = _dated(alias)
            yield (
                name,
                Meaning(
                    "group",
                    "name",
                    f"group:{row.id}",
                    row.name,
                    row.country or None,
                    row.sectors,
                    armed,
                    row.kind,
                    start,
                    end,
                ),
            )


def _organisations(rows: Iterable[OrganisationRow]) -> Iterator[tuple[str, Meaning]]:
    for row in rows:
        armed = not {"MIL", "COP", "PRM"}.isdisjoint(row.sectors)
        for alias in (row.name, *row.aliases):
            name, start, end = _dated(alias)
            yield (
                name,
                Meaning(
                    "organisation",
                    "name",
                    f"org:{row.id}",
                    row.name,
                    row.country or None,
                    row.sectors,
                    armed,
                    start=start,
                    end=end,
                ),
            )


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
                    ("JRN",),
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
            yield _dated(alias)[0], meaning


def _agents(rows: Iterable[AgentRow]) -> Iterator[tuple[str, Meaning]]:
    for row in rows:
        meaning = Meaning("agent", "agent", None, row.lemma, None, row.sectors, row.armed, row.kind)
        for alias in (row.lemma, row.plural):
            if alias:
                yield alias, meaning

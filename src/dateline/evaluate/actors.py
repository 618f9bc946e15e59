"""Scores the reading of actor mentions against a public set of mention → country, sector and name cases."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import InputError
from dateline.lexicon.actor_words import fold
from dateline.model import Actor
from dateline.resolve.gazetteer_build import default_gazetteer
from dateline.resolve.who import gazetteer_country, resolve_mention

Resolver = Callable[[str, str | None, str | None], Actor]
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")
# The latest day that a case of the public set names.
_WRITTEN = "2022-10-20"
_UNSCORED = frozenset({"None", "JNK"})


@dataclass(frozen=True, slots=True)
class MentionCase:
    """One case: the mention, its date and context, and what is expected (``None``: the case says nothing of it)."""

    mention: str
    method: str
    date: str | None
    context: str
    country: str | None
    sector: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that came out otherwise: the field, what was expected and what was found."""

    mention: str
    field: str
    expected: str
    found: str
    rule: str


@dataclass(frozen=True, slots=True)
class ActorScores:
    """Right and asked for each (method, field), with every miss."""

    counts: dict[tuple[str, str], tuple[int, int]]
    misses: tuple[Miss, ...]

    def accuracy(self, field: str, method: str | None = None) -> float:
        """The share of cases right in ``field``, over all methods or one; 0 where there is no case."""
        chosen = [count for key, count in self.counts.items() if key[1] == field and method in (None, key[0])]
        asked = sum(count[1] for count in chosen)
        return sum(count[0] for count in chosen) / asked if asked else 0.0


def load_cases(path: Path) -> tuple[MentionCase, ...]:
    """The cases of a JSON Lines file; raises ``InputError`` where a line is not one."""
    try:
        lines = path.read_text("utf-8").splitlines()
        return tuple(_case(json.loads(line)) for line in lines if line.strip())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a file of actor mentions ({error})") from None


def _case(row: dict[str, dict[str, str]]) -> MentionCase:
    expect = {key: str(value) for key, value in row["expect"].items()}
    return MentionCase(
        mention=str(row["mention"]),
        method=str(row["method"]),
        date=_day(str(row.get("date", ""))),
        context=str(row.get("context", "")) or str(row["kw"].get("country", "")),
        country=expect.get("country", expect.get("0")),
        sector=_scored(expect.get("code_1")),
        title=expect.get("title") or expect.get("wiki") or None,
    )


def _day(written: str) -> str:
    """The day of a case: ISO, or "10 May 2015"; without one or "today" the day on which the set was written is meant."""
    if _ISO.fullmatch(written):
        return written
    try:
        return datetime.strptime(written, "%d %B %Y").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return _WRITTEN


def _scored(code: str | None) -> str | None:
    return None if code in _UNSCORED else code


def score_mentions(cases: Iterable[MentionCase], resolve: Resolver) -> ActorScores:
    """The scores of ``resolve(mention, date, context)`` over the cases: country, first sector, and name."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    misses: list[Miss] = []
    for case in cases:
        actor = resolve(case.mention, case.date, case.context)
        for field, expected, found, right in _judged(case, actor):
            done, asked = counts.get((case.method, field), (0, 0))
            counts[(case.method, field)] = (done + right, asked + 1)
            if not right:
                misses.append(Miss(case.mention, field, expected, found, actor.rule))
    return ActorScores(counts, tuple(misses))


def evaluate_mentions(path: Path) -> ActorScores:
    """The scores of Dateline's own reading on the cases of a JSON Lines file; raises ``InputError``."""
    place_country = gazetteer_country(default_gazetteer())

    def resolve(mention: str, date: str | None, context: str | None) -> Actor:
        country = resolve_mention(context).country if context else None
        return resolve_mention(mention, date, country=country, place_country=place_country)

    return score_mentions(load_cases(path), resolve)


def _judged(case: MentionCase, actor: Actor) -> Iterator[tuple[str, str, str, bool]]:
    sector = actor.sectors[0] if actor.sectors else ""
    if case.country is not None:
        yield "country", case.country, actor.country or "", case.country == (actor.country or "")
    if case.sector is not None:
        yield "sector", case.sector, sector, case.sector == sector
    if case.title is not None:
        yield "name", case.title, actor.name or "", _same_name(case.title, actor.name or "")


def _same_name(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    words = [fold(word) for word in re.findall(r"\w+", name)]
    return " ".join(word for word in words if word != "the")

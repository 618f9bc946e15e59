"""Chooses what each place name means, by how well known the places are, what is said beside it, and the other names."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.resolve.gazetteer import Entry
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_geo import distance_km
from dateline.resolve.where_words import HEARD, Mention

_KIND_PRIOR = {"country": 6.5, "admin1": 1.5, "capital": 3.0, "admin2": -0.6}
_MAIN = 1.2
_BYNAME = -1.5
_FAMED = 3_000_000
_SHADOWED = -4.0
_SHARE = 0.15
_WORLD = 3
_SEAT = 0.4
_LEAST = 0.002
_OURS, _WIDE = 4.5, 7.0
_WIDE_KINDS = frozenset({"region", "continent", "sea", "strait", "gulf"})
_TELLING = frozenset({"country", "admin1", "capital"})
_TOWNS = frozenset({"city", "capital"})
_AREAS = frozenset({"country", "admin1", "admin2", "region"})
_KEPT = 6
ROUNDS = 3
NEAR_WEIGHT, ADMIN_WEIGHT, COUNTRY_WEIGHT = 2.5, 2.4, 1.2
CONTAINED, HOME, SPOKEN = 9.0, 4.0, 1.5
DATED, UNTOLD = 2.5, -1.5
FEATURE, SECOND_FEATURE, WRONG_FEATURE = 3.0, 1.5, -2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The places a mention may mean with their scores, the best first."""

    ranked: tuple[tuple[Entry, float], ...]

    @property
    def best(self) -> Entry:
        """The place chosen."""
        return self.ranked[0][0]


def choose(
    mentions: tuple[Mention, ...],
    cues: PlaceCues,
    home: str | None = None,
    *,
    spoken: frozenset[str] = frozenset(),
    dated: str | None = None,
) -> tuple[Choice, ...]:
    """A choice for each mention, in order; ``home`` is the ISO3 code of the country the report is known to come from,
    ``dated`` that of its dateline, and ``spoken`` holds the codes of those whose people or groups it speaks of.

    Names are compared through the area and the half-degree cell each may lie in, so the work grows with the number of
    mentions and not with its square.
    """
    worldly = 0.0 if home else _worldly(mentions)
    own = _all_scores(mentions, cues, home, worldly)
    if not home:
        own = _told(mentions, own, spoken, dated)
    scores = own
    for _ in range(ROUNDS):
        world = _World(spoken)
        for key, shares in _by_name(mentions, scores).items():
            world.add(key, shares)
        told = [_supported(world, mention.key, rows) for mention, rows in zip(mentions, own, strict=True)]
        scores = [_with_containers(at, mentions, rows, scores) for at, rows in enumerate(told)]
    return _one_sense(mentions, scores)


def _supported(world: _World, key: str, rows: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    return [(entry, score + world.support(key, entry)) for entry, score in rows]


def _all_scores(
    mentions: tuple[Mention, ...], cues: PlaceCues, home: str | None, worldly: float
) -> list[list[tuple[Entry, float]]]:
    """The scores of each mention by itself, worked out once for all that are alike."""
    known: dict[tuple[str, str | None, int], list[tuple[Entry, float]]] = {}
    result = []
    for mention in mentions:
        alike = mention.key, mention.feature, len(mention.entries)
        rows = known.get(alike)
        if rows is None:
            rows = known[alike] = _scores(mention, cues, home, worldly)
        result.append(rows)
    return result


def _told(
    mentions: tuple[Mention, ...], own: list[list[tuple[Entry, float]]], spoken: frozenset[str], dated: str | None
) -> list[list[tuple[Entry, float]]]:
    """The scores, higher for towns in the dateline's country and lower in those of which the report tells nothing."""
    told = set(spoken)
    for mention, rows in zip(mentions, own, strict=True):
        best = max(rows, key=lambda pair: pair[1], default=None)
        if best and best[0].country and (best[0].kind in _TELLING or mention.first < 0):
            told.add(best[0].country)
    if not told and not dated:
        return own
    return [
        [(entry, score + _telling(entry, told, dated) if entry.kind in _TOWNS else score) for entry, score in rows] for rows in own
    ]


def _telling(entry: Entry, told: set[str], dated: str | None) -> float:
    if dated is not None and entry.country == dated:
        return DATED
    return 0.0 if entry.country in told else UNTOLD


def guess_home(words: Iterable[str], cues: PlaceCues, told: frozenset[str], dated: str | None) -> str | None:
    """The country whose news uses the words (in small letters), ISO3, or ``None``.

    A dateline elsewhere speaks against it, and so do the names of other countries, ``told``, against a single word.
    """
    votes: dict[str, int] = defaultdict(int)
    for word in set(words) & cues.homes.keys():
        votes[cues.homes[word]] += 1
    home = max(sorted(votes), key=lambda country: votes[country]) if votes else None
    if home is None or (dated is not None and dated != home):
        return None
    return None if votes[home] == 1 and told and home not in told else home


def _worldly(mentions: tuple[Mention, ...]) -> float:
    """How far the report looks beyond one country, 0 to 1: news of the world names places that the world knows."""
    named = {mention.key for mention in mentions if any(entry.kind == "country" and entry.main for entry in mention.entries)}
    return min(len(named), _WORLD) / _WORLD


def _scores(mention: Mention, cues: PlaceCues, home: str | None, worldly: float) -> list[tuple[Entry, float]]:
    wanted = cues.features.get(mention.feature or "", ())
    towns = {(entry.country, entry.admin1): entry.population for entry in reversed(mention.entries) if entry.kind in _TOWNS}
    rows = []
    known = any(entry.main for entry in mention.entries)
    for entry in mention.entries:
        fame = worldly * math.log10(entry.population + 10) * (entry.kind in _TOWNS)
        score = _prior(entry, known) + fame + _feature_score(entry, wanted) + (HOME if home and entry.country == home else 0.0)
        if entry.kind in ("admin1", "admin2") and not wanted:
            score += _SHADOWED * (towns.get((entry.country, entry.admin1), 0) > _SHARE * entry.population)
        rows.append((entry, score))
    return rows


def _prior(entry: Entry, named: bool) -> float:
    """How well known a place is; ``named`` where the name is some place's first, so that others' by-names count less."""
    known = math.log10(entry.population + 10)
    ours = 0.0 if not entry.id.startswith("dateline:") else _WIDE if entry.kind in _WIDE_KINDS else _OURS
    first = _MAIN if entry.main or entry.population >= HEARD else 0.0
    byname = _BYNAME if named and not entry.main and entry.kind in _TOWNS and entry.population < _FAMED else 0.0
    return known + _KIND_PRIOR.get(entry.kind, 0.0) + ours + first + byname


def _feature_score(entry: Entry, wanted: tuple[str, ...]) -> float:
    """How well a place's kind fits the word beside its name; of the kinds a word may mean the first fits best."""
    if not wanted:
        return 0.0
    if entry.kind not in wanted:
        return WRONG_FEATURE
    return FEATURE if entry.kind == wanted[0] else SECOND_FEATURE


def _by_name(mentions: tuple[Mention, ...], scores: list[list[tuple[Entry, float]]]) -> dict[str, list[tuple[Entry, float]]]:
    """For each name the share of belief in each of its places; the mention read most surely speaks for the name."""
    shares: dict[str, list[tuple[Entry, float]]] = {}
    for mention, rows in zip(mentions, scores, strict=True):
        if not rows:
            continue
        top = max(score for _, score in rows)
        weights = [(entry, math.exp(score - top)) for entry, score in rows]
        total = sum(weight for _, weight in weights)
        row = [(entry, weight / total) for entry, weight in weights]
        if mention.key not in shares or max(w for _, w in row) > max(w for _, w in shares[mention.key]):
            shares[mention.key] = row
    return shares


class _World:
    """How much of the report speaks for each country, each first-level area and each cell of the map."""

    def __init__(self, spoken: frozenset[str] = frozenset()) -> None:
        self._total: dict[tuple[object, ...], float] = defaultdict(float)
        for country in sorted(spoken):
            self._total["country", country] += SPOKEN
        self._own: dict[str, dict[tuple[object, ...], float]] = {}
        self._known: dict[tuple[str, str], float] = {}

    def add(self, key: str, shares: Iterable[tuple[Entry, float]]) -> None:
        """Counts one name, once however often it is said."""
        own: dict[tuple[object, ...], float] = defaultdict(float)
        for entry, share in shares:
            if share < _LEAST:
                continue
            weight = share * (_SEAT if entry.kind == "capital" else 1.0)
            for bucket in _buckets(entry):
                own[bucket] += weight
        self._own[key] = own
        for bucket, share in own.items():
            self._total[bucket] += share

    def support(self, key: str, entry: Entry) -> float:
        """How far the other names speak for ``entry``; ask when every name has been counted."""
        known = self._known.get((key, entry.id))
        if known is None:
            known = self._known[key, entry.id] = self._support(key, entry)
        return known

    def _support(self, key: str, entry: Entry) -> float:
        own = self._own.get(key, {})
        near = max((self._rest(bucket, own) for bucket in _around(entry)), default=0.0)
        admin = self._rest(("admin1", entry.admin1), own) if entry.admin1 else 0.0
        country = self._rest(("country", entry.country), own) if entry.country else 0.0
        regional = ADMIN_WEIGHT * math.log1p(2 * admin) + COUNTRY_WEIGHT * math.log1p(2 * country)
        return NEAR_WEIGHT * math.log1p(near) + regional

    def _rest(self, bucket: tuple[object, ...], own: dict[tuple[object, ...], float]) -> float:
        return max(0.0, self._total.get(bucket, 0.0) - own.get(bucket, 0.0))


def _buckets(entry: Entry) -> list[tuple[object, ...]]:
    buckets: list[tuple[object, ...]] = []
    if entry.country:
        buckets.append(("country", entry.country))
    if entry.admin1:
        buckets.append(("admin1", entry.admin1))
    if entry.kind not in ("country", "admin1"):
        row, column = math.floor(entry.lat), math.floor(entry.lon)
        buckets += [("cell", row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return buckets


def _around(entry: Entry) -> list[tuple[object, ...]]:
    if entry.kind in ("country", "admin1"):
        return []
    return [("cell", math.floor(entry.lat), math.floor(entry.lon))]


def _with_containers(
    at: int, mentions: tuple[Mention, ...], rows: list[tuple[Entry, float]], scores: list[list[tuple[Entry, float]]]
) -> list[tuple[Entry, float]]:
    """Prefers the readings that lie in the place the text puts them in, or hold the one that it puts in them."""
    index = mentions[at].container
    outer = _tops(scores[index], _AREAS) if index is not None else []
    inner = _tops(scores[at - 1], None) if at and mentions[at - 1].container == at else []
    if not outer and not inner:
        return rows
    return [
        (
            entry,
            score
            + max((_bonus(weight, outer) for area, weight in outer if lies_in(entry, area)), default=0.0)
            + max((_bonus(weight, inner) for place, weight in inner if lies_in(place, entry)), default=0.0),
        )
        for entry, score in rows
    ]


def _tops(rows: list[tuple[Entry, float]], kinds: frozenset[str] | None) -> list[tuple[Entry, float]]:
    ranked = sorted(rows, key=lambda pair: (-pair[1], pair[0].id))
    return [pair for pair in ranked if kinds is None or pair[0].kind in kinds][:_KEPT]


def _bonus(weight: float, rows: list[tuple[Entry, float]]) -> float:
    return CONTAINED + min(0.0, (weight - rows[0][1]) / 2)


def lies_in(entry: Entry, area: Entry) -> bool:
    """Whether a place is inside an area, by the codes of both or, for areas without a code, by distance."""
    if entry.id == area.id:
        return False
    if area.kind == "country":
        return entry.country == area.country and entry.kind != "country"
    if area.kind == "admin1":
        return entry.admin1 is not None and entry.admin1 == area.admin1 and entry.kind not in ("admin1", "country")
    if area.kind == "admin2":
        return entry.admin1 == area.admin1 and (
            entry.admin2_name == area.name or distance_km((entry.lat, entry.lon), (area.lat, area.lon)) < 60
        )
    return distance_km((entry.lat, entry.lon), (area.lat, area.lon)) < 250


def _one_sense(mentions: tuple[Mention, ...], scores: list[list[tuple[Entry, float]]]) -> tuple[Choice, ...]:
    """Gives every mention of a name that nothing beside it tells apart the reading of the mention that is told best."""
    told: dict[str, dict[str, float]] = {}
    holders = {mention.container for mention in mentions}
    for at, (mention, rows) in enumerate(zip(mentions, scores, strict=True)):
        if mention.container is not None or mention.feature is not None or at in holders:
            best = told.setdefault(mention.key, {})
            for entry, score in rows:
                best[entry.id] = max(best.get(entry.id, -99.0), score)
    choices = []
    for at, (mention, rows) in enumerate(zip(mentions, scores, strict=True)):
        plain = mention.container is None and mention.feature is None and at not in holders
        shared = told.get(mention.key, {}) if plain else {}
        merged = [(entry, max(score, shared.get(entry.id, score))) for entry, score in rows]
        ranked = sorted(merged, key=lambda pair: (-pair[1], pair[0].kind == "admin2", pair[0].id))
        choices.append(Choice(tuple((entry, round(score, 3)) for entry, score in ranked[:_KEPT])))
    return tuple(choices)

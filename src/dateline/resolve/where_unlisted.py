"""Places that no gazetteer has: which readings are refused, and what the words around them still say of where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from dateline.model import Parse, Place, PlacePrecision, PlaceRelation
from dateline.resolve.where_choose import Choice, lies_in
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_geo import distance_km
from dateline.resolve.where_links import said_to_lie_in
from dateline.resolve.where_relation import Offset
from dateline.resolve.where_words import Mention, Words

_CONTAINERS = frozenset({"country", "admin1", "admin2"})
_TOWNS = frozenset({"city", "admin2"})
# Kinds of place whose names other things bear.
_SHARING = frozenset({"city", "capital", "admin1", "admin2", "neighbourhood", "region", "country"})
_TELLING = frozenset({"country", "admin1", "capital"})
_KNOWN_ABROAD = 100_000
# So many places of a name, and none of them in a country that is spoken of: there is one more that no list has.
_COMMON = 4
_SLACK_KM = 150.0
_WITHIN_KM = 20.0
_BETWEEN = 12


def told_countries(choices: Sequence[Choice], spoken: frozenset[str], dated: str | None) -> frozenset[str]:
    """The countries a report speaks of: by name, by an area or capital of theirs, by their people, by its dateline."""
    told = {choice.best.country for choice in choices if choice.best.kind in _TELLING and choice.best.country}
    return frozenset(told | spoken | ({dated} if dated else set()))


def refused(mention: Mention, choice: Choice, choices: Sequence[Choice], told: frozenset[str]) -> bool:
    """Whether the best reading cannot be meant: outside the area the text puts it in, or by a common name a small town of
    a country that is not among those the report speaks of, ``told`` (empty where that is not known)."""
    best = choice.best
    if best.kind not in _TOWNS:
        return False
    if mention.container is not None:
        area = choices[mention.container].best
        if area.kind in _CONTAINERS:
            return not lies_in(best, area) and _outside(choice, choices[mention.container])
    small = best.population < _KNOWN_ABROAD and not best.id.startswith("dateline:")
    common = sum(entry.main for entry in mention.entries) >= _COMMON
    return bool(told) and best.country not in told and small and common


def elsewhere(mention: Mention, choice: Choice, choices: Sequence[Choice], firm: frozenset[str], cues: PlaceCues) -> bool:
    """Whether a town or area abroad only shares its name with a prison, river or camp of which the report tells.

    ``firm`` holds the countries of the dateline and of the people spoken of; empty where neither is known.
    """
    wanted, best = cues.features.get(mention.feature or "", ()), choice.best
    if not firm or not wanted or best.kind not in _SHARING or not _SHARING.isdisjoint(wanted) or best.country in firm:
        return False
    return not any(other.best.country == best.country and other.best.id != best.id for other in choices)


def _outside(choice: Choice, container: Choice) -> bool:
    one, area = choice.best, container.best
    if area.country is None or one.country == area.country:
        return False
    return distance_km((one.lat, one.lon), (area.lat, area.lon)) > (area.radius_km or 0.0) + _SLACK_KM


def placed_inside(words: Words, mentions: Sequence[Mention], places: Sequence[Place], cues: PlaceCues) -> tuple[Place, ...]:
    """The places, those without a point put in the place that the words after them say they lie in: "X, a suburb of Y"."""
    result = list(places)
    for at in range(len(mentions) - 1):
        outer = places[at + 1]
        if result[at].lat is not None or outer.lat is None or not _stands_as_place(words, mentions[at], cues):
            continue
        if said_to_lie_in(words, mentions[at], mentions[at + 1]):
            result[at] = _inside(result[at], outer, cues)
    return tuple(result)


def _stands_as_place(words: Words, mention: Mention, cues: PlaceCues) -> bool:
    before, after = words.before(mention.first), words.low[mention.last + 1 : mention.last + 2]
    if mention.feature is not None or before in cues.placing:
        return True
    return before in cues.inside and after in (["a"], ["an"], ["the"])


def _inside(place: Place, outer: Place, cues: PlaceCues) -> Place:
    own = cast(PlacePrecision, cues.precision.get(outer.kind or "", "near"))
    return replace(
        place,
        lat=outer.lat,
        lon=outer.lon,
        country=outer.country,
        admin1=outer.admin1 or (outer.name if outer.kind == "admin1" else None),
        precision="near" if own == "exact" else own,
        radius_km=max(_WITHIN_KM, outer.radius_km or 0.0),
        relation=PlaceRelation(outer.name or outer.text),
    )


def measured_from(place: Place, offset: Offset, anchor: Place) -> Place:
    """A place without a point at the one that a distance from ``anchor`` gives it."""
    return replace(
        place,
        lat=offset.point[0],
        lon=offset.point[1],
        country=anchor.country,
        precision="near",
        radius_km=offset.radius_km,
        relation=offset.relation,
    )


def describes(parse: Parse, item: Mention, anchor: Mention) -> bool:
    """Whether a distance before ``anchor`` tells where ``item`` is: "Sebha, 650 km south of Tripoli"."""
    if not 0 < item.last < anchor.first <= item.last + _BETWEEN:
        return False
    between = range(item.last, anchor.first)
    if parse.texts[item.last] not in (",", "(", "-", "–"):
        return False
    return not any(parse.pos[at] in ("VERB", "AUX", "SCONJ", "CCONJ") for at in between)

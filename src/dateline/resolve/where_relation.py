"""Reads how a place lies from a named one: "200 km (120 miles) north of X", "outside X", "between A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Parse, PlaceRelation
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_geo import Point, midpoint, travel
from dateline.resolve.where_words import Mention

_REACH = 14
_UNSURE = 0.15
_SIDE_KM = 25.0
_FAR = 1500.0
_FILLING = frozenset({"(", ")", "about", "further", "some", "to", "the", "-"})


@dataclass(frozen=True, slots=True)
class Offset:
    """The point a relation implies, and how far off it may be in km."""

    relation: PlaceRelation
    point: Point
    radius_km: float


def offset_of(parse: Parse, mention: Mention, name: str, point: Point, cues: PlaceCues) -> Offset | None:
    """The relation stated in the words before a mention whose place is at ``point``, or ``None``."""
    words = [parse.texts[index].lower() for index in range(max(0, mention.first - _REACH), mention.first)]
    at = _skip(words, cues)
    if at < 0:
        return None
    if words[at] in ("of", "from") and at:
        return _measured(words, at - 1, name, point, cues)
    radius = cues.near.get(words[at])
    return Offset(PlaceRelation(name), point, radius) if radius is not None else None


def _skip(words: Sequence[str], cues: PlaceCues) -> int:
    """The last word before the name that is neither an article nor a word for what the place is."""
    at = len(words) - 1
    while at >= 0 and (words[at] in ("the", "capital", "city", ",") or (words[at] in cues.features and words[at] not in cues.near)):
        at -= 1
    if at >= 1 and words[at] == "with" and "border" in words[max(0, at - 1) : at]:
        return at - 1
    return at


def _measured(words: Sequence[str], at: int, name: str, point: Point, cues: PlaceCues) -> Offset | None:
    """A direction, a distance or both before "of" or "from"."""
    word = words[at]
    bearing = cues.bearings.get(word)
    if bearing is None and word in cues.near:
        return Offset(PlaceRelation(name), point, cues.near[word])
    distance = _distance(words, at if bearing is None else at - 1, cues)
    if bearing is None:
        return Offset(PlaceRelation(name, distance), point, distance) if distance is not None else None
    if distance is None:
        return Offset(PlaceRelation(name, None, bearing), travel(point, bearing, _SIDE_KM), _SIDE_KM)
    target = travel(point, bearing, distance)
    return Offset(PlaceRelation(name, distance, bearing), target, round(max(5.0, distance * _UNSURE), 1))


def _distance(words: Sequence[str], at: int, cues: PlaceCues) -> float | None:
    """The length that ends at ``at`` in km; of two given the first: "200 km (120 miles)"."""
    best: float | None = None
    for index in range(at, max(-1, at - 9), -1):
        word = words[index]
        if word in cues.lengths and index:
            number = _number(words[index - 1])
            if number is None or number * cues.lengths[word] > _FAR:
                break
            best = round(number * cues.lengths[word], 1)
        elif not (word in _FILLING or _number(word) is not None):
            break
    return best


def _number(word: str) -> float | None:
    digits = word.replace(",", "")
    if len(digits) > 7 or not digits.replace(".", "", 1).isdigit() or not digits.isascii():
        return None
    return float(digits)


def between(parse: Parse, one: Mention, other: Mention, points: tuple[Point, Point]) -> Point | None:
    """The point halfway, where the words say "between A and B"."""
    if one.first < 1 or parse.texts[one.first - 1].lower() != "between" or other.first - one.last > 3:
        return None
    joined = any(parse.texts[index].lower() == "and" for index in range(one.last, other.first))
    return midpoint(*points) if joined else None

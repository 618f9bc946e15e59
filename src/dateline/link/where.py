"""Places and days as linking compares them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from dateline.days import ordinal
from dateline.model import Event, Place, Report, When

_EARTH_KM = 6371.0
_VAGUE_KM = 200.0
_SPREAD = {"exact": 8.0, "near": 25.0, "admin2": 60.0, "admin1": 250.0, "country": 900.0, "region": 2000.0}
PRECISE = frozenset({"exact", "near", "admin2"})


@dataclass(frozen=True, slots=True)
class Window:
    """Days as ordinals, both inclusive; ``stated`` says that the report names the day."""

    first: int
    last: int
    stated: bool

    def gap(self, other: Window) -> int:
        """The days between two windows; 0 where they overlap."""
        return max(self.first - other.last, other.first - self.last, 0)


def iso(day: int) -> str:
    """The ISO date of an ordinal."""
    return date.fromordinal(day).isoformat()


def window_of(when: When | None) -> Window | None:
    """The days an event may have been on, where at least one end is known."""
    if when is None:
        return None
    first, last = ordinal(when.earliest), ordinal(when.latest)
    if first is None and last is None:
        return None
    ends = sorted((first if first is not None else last or 0, last if last is not None else first or 0))
    return Window(ends[0], ends[1], when.basis == "stated")


def day_of(event: Event) -> int | None:
    """The one day that the report states for an event, if it does."""
    window = window_of(event.when)
    return window.first if window and window.stated and window.first == window.last else None


def published_on(report: Report) -> int | None:
    """The day the report came out."""
    return ordinal(report.published)


def apart_km(one: Place, other: Place) -> float | None:
    """The kilometres between two places on the map; None where one is on none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees."""
    north, south = math.radians(one[0]), math.radians(other[0])
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(one[1] - other[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def spread_km(place: Place) -> float:
    """How far from its point a place of this precision may reach."""
    return place.radius_km or _SPREAD.get(place.precision or "", _SPREAD["country"])


def precise(place: Place | None) -> bool:
    """Whether the place is a town, a district or nearer, on the map."""
    return place is not None and place.lat is not None and place.precision in PRECISE


def place_feature(one: Place | None, other: Place | None) -> str:
    """How two places lie to each other, as precisely as both are known."""
    if one is None or other is None:
        return "place_open"
    gap = apart_km(one, other)
    if gap is None:
        return "place_open"
    reach = spread_km(one) + spread_km(other)
    if gap > reach:
        return "place_far"
    if reach > _VAGUE_KM:
        return "place_vague"
    return "place_same" if one.id is not None and one.id == other.id else "place_near"


def day_feature(mine: Window | None, theirs: Window | None) -> str:
    """How two windows of days lie to each other."""
    if mine is None or theirs is None:
        return "day_open"
    gap = mine.gap(theirs)
    exact = mine.stated and theirs.stated and mine == theirs and mine.first == mine.last
    return "day_same" if exact else "day_overlap" if gap == 0 else "day_off" if gap == 1 else "day_far"

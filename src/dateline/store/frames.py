"""Rows as an iterable table that turns into a data frame."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from html import escape
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeAlias, TypeVar

from dateline.errors import StoreError
from dateline.store.tabular import Cell, CellKind, Table

if TYPE_CHECKING:
    import geopandas
    import pandas
    import polars

Row = TypeVar("Row")
Typed: TypeAlias = Cell | date | datetime
SHOWN = 20
DAY = len("2014-06-22")


class Frame(Generic[Row]):
    """The rows of a query; each iteration reads them afresh."""

    def __init__(self, read: Callable[[], Iterator[Row]], table: Table[Row]) -> None:
        self._read = read
        self.table = table

    def __iter__(self) -> Iterator[Row]:
        return self._read()

    def records(self) -> tuple[Row, ...]:
        """All rows as records."""
        return tuple(self)

    def to_polars(self) -> polars.DataFrame:
        """A polars frame with the columns of the CSV export."""
        return polars_frame(self, self.table)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame with the columns of the CSV export."""
        return pandas_frame(self, self.table)

    def to_geopandas(self) -> geopandas.GeoDataFrame:
        """A geopandas frame in WGS 84; rows without a point have no geometry."""
        library, shapes = _library("geopandas"), _library("shapely")
        point = self.table.point
        if point is None:
            raise StoreError(
                f"{self.table.name} have no points; to_geopandas() works for events, counts, incidents, holdings and mentions"
            )
        rows = self.records()
        geometry = [None if each is None else shapes.Point(*each) for each in map(point, rows)]
        frame: geopandas.GeoDataFrame = library.GeoDataFrame(pandas_frame(rows, self.table), geometry=geometry, crs="EPSG:4326")
        return frame

    def __repr__(self) -> str:
        return f"<{self.table.name}: a data frame by to_polars(), to_pandas() or to_geopandas(), the records by iterating>"

    def _repr_html_(self) -> str:
        rows = list(islice(self, SHOWN + 1))
        head = "".join(f"<th>{escape(column.name)}</th>" for column in self.table.columns)
        body = "".join(f"<tr>{_cells(self.table.cells(row))}</tr>" for row in rows[:SHOWN])
        more = f"<p>… the first {SHOWN} rows of {escape(self.table.name)}</p>" if len(rows) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def pandas_frame(rows: Iterable[Row], table: Table[Row]) -> pandas.DataFrame:
    """The rows' flat columns as a pandas frame, each with its type; a missing number, flag or day stays missing."""
    library, columns = _library("pandas"), _columns(rows, table)
    types = {
        "text": "object",
        "int": "Int64",
        "float": "float64",
        "flag": "boolean",
        "day": "datetime64[s]",
        "moment": "datetime64[us, UTC]",
    }
    series = {column.name: library.Series(columns[column.name], dtype=types[column.kind]) for column in table.columns}
    frame: pandas.DataFrame = library.DataFrame(series)
    return frame


def polars_frame(rows: Iterable[Row], table: Table[Row]) -> polars.DataFrame:
    """The rows' flat columns as a polars frame, each with its type."""
    library = _library("polars")
    types = {
        "text": library.String,
        "int": library.Int64,
        "float": library.Float64,
        "flag": library.Boolean,
        "day": library.Date,
        "moment": library.Datetime("us", "UTC"),
    }
    schema = {column.name: types[column.kind] for column in table.columns}
    frame: polars.DataFrame = library.DataFrame(_columns(rows, table), schema=schema)
    return frame


def with_geometry(frame: polars.DataFrame, shapes: list[bytes | None]) -> polars.DataFrame:
    """The frame with a binary ``geometry`` column."""
    library = _library("polars")
    return frame.with_columns(library.Series("geometry", shapes, dtype=library.Binary))


def write_parquet(frame: polars.DataFrame, out: BinaryIO, metadata: dict[str, str]) -> None:
    """Write a frame as Parquet with these file-level notes."""
    kept = io.BytesIO()
    frame.write_parquet(kept, metadata=metadata)
    out.write(kept.getvalue())


def _columns(rows: Iterable[Row], table: Table[Row]) -> Mapping[str, list[Typed]]:
    columns: dict[str, list[Typed]] = {column.name: [] for column in table.columns}
    for row in rows:
        for column in table.columns:
            columns[column.name].append(typed(column.kind, column.cell(row)))
    return columns


def typed(kind: CellKind, cell: Cell) -> Typed:
    """The cell as typed formats hold it; a day or time that no calendar has is left out there."""
    if kind == "flag":
        return None if cell is None else bool(cell)
    if not isinstance(cell, str) or kind == "text":
        return storable(cell)
    try:
        return date.fromisoformat(cell[:DAY]) if kind == "day" else _utc(datetime.fromisoformat(cell))
    except ValueError:
        return None


def _utc(time: datetime) -> datetime:
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


def storable(cell: Cell) -> Cell:
    """The cell; text that is not valid Unicode has a replacement character where it is not."""
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell


def _cells(cells: list[Cell]) -> str:
    return "".join(f"<td>{'' if cell is None else escape(str(cell))}</td>" for cell in cells)


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise StoreError(f"{name} is not installed; pip install {name} and try again") from error

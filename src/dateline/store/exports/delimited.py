"""Tables as text: CSV that a spreadsheet opens without harm, and tab-separated files that are never ragged."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from dateline.store.tabular import Cell, Column, Row, Table

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BREAKS_A_ROW = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def write_csv(rows: Iterable[Row], table: Table[Row], out: BinaryIO, *, tags: Mapping[str, str] | None = None) -> None:
    """Write comma-separated values with a header; text that a spreadsheet would run gets a leading apostrophe.

    With ``tags`` a second row holds each column's HXL hashtag, empty where it has none.
    """
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    if tags is not None:
        writer.writerow([tags.get(column.name, "") for column in table.columns])
    for row in rows:
        writer.writerow([_safe(column, column.cell(row)) for column in table.columns])
        _flush(kept, out)
    _flush(kept, out)


def write_tsv(lines: Iterable[Sequence[Cell]], out: BinaryIO, *, missing: str = "") -> None:
    """Write tab-separated lines; tabs and line breaks inside a cell become spaces, so every line has all its cells."""
    for cells in lines:
        text = "\t".join(missing if cell is None else one_line(cell) for cell in cells)
        out.write((text + "\n").encode("utf-8", "replace"))


def lines_of(rows: Iterable[Row], columns: Sequence[Column[Row]], *, header: bool) -> Iterator[Sequence[Cell]]:
    """The rows as lists of cells, after a line of column names if there is to be one."""
    if header:
        yield [column.name for column in columns]
    for row in rows:
        yield [column.cell(row) for column in columns]


def one_line(cell: Cell) -> str:
    """The cell as text on one line, numbers without a needless fraction."""
    if isinstance(cell, float):
        return f"{cell:g}" if cell == int(cell) and abs(cell) < 1e15 else repr(cell)
    return str(cell).translate(BREAKS_A_ROW)


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(STARTS_A_FORMULA) else text


def _safe(column: Column[Row], cell: Cell) -> Cell:
    if isinstance(cell, str):
        return safe_text(cell) if column.kind == "text" else cell
    return cell


def _flush(kept: io.StringIO, out: BinaryIO) -> None:
    out.write(kept.getvalue().replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace"))
    kept.seek(0)
    kept.truncate()

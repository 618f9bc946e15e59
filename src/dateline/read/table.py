"""CSV and TSV with any column names: columns are known by header, else by what their cells look like, or mapped."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from statistics import median
from typing import BinaryIO

from dateline.model import Failure, Report
from dateline.read.dates import as_iso
from dateline.read.draft import Draft, finish
from dateline.read.fields import FIELDS, guess_fields
from dateline.read.options import ReadOptions
from dateline.read.streams import open_text

_SAMPLE_ROWS = 50
_TEXT_CHARS, _TEXT_WORDS = 40, 6
_DELIMITERS = "\t;|,"
_FIELD_LIMIT_FLOOR = 131_072


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Field to column index, and whether the first row is a header."""

    columns: dict[str, int]
    names: tuple[str, ...]
    header: bool


def read_table(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[Report | Failure]:
    """The reports of a table, one a row; one failure for the whole where no column holds text."""
    lines, head = open_text(stream, options.encoding, newline="")
    rows = _rows(lines, _delimiter(head, where), options)
    sample = list(islice(rows, _SAMPLE_ROWS))
    layout = _layout(sample, options)
    problem = _problem(layout, options)
    if problem:
        yield Failure(f"{where}:1", problem, retryable=False)
        return
    for row in chain(sample[1:] if layout.header else sample, rows):
        yield _report(row, layout, where, options)


def _rows(lines: io.TextIOWrapper, delimiter: str, options: ReadOptions) -> Iterator[_Row]:
    before = csv.field_size_limit()
    csv.field_size_limit(max(options.max_chars, _FIELD_LIMIT_FLOOR))
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        first = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _Row(first, (), f"this row cannot be read: {error}")
            else:
                if any(cell.strip() for cell in cells):
                    yield _Row(first, tuple(cells))
            first = reader.line_num + 1
    finally:
        csv.field_size_limit(before)


def _delimiter(head: str, where: str) -> str:
    """The character that splits the first line most often; a comma where none does."""
    if where.lower().endswith((".tsv", ".tab")):
        return "\t"
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    unquoted = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=lambda mark: (unquoted.count(mark), mark == ","))


def _layout(sample: list[_Row], options: ReadOptions) -> _Layout:
    first = tuple(cell.strip().lstrip("\ufeff") for cell in sample[0].cells) if sample else ()
    guessed = guess_fields(first)
    header = bool(options.columns) or "text" in guessed or not any(_texty(cell) for cell in first)
    names = first if header else tuple(f"column {number}" for number in range(1, len(first) + 1))
    cells = [row.cells for row in (sample[1:] if header else sample) if not row.error]
    columns = {field: names.index(name) for field, name in guessed.items()} if header else {}
    _by_shape(columns, cells, len(names))
    for field, name in options.columns:
        if name in names:
            columns[field] = names.index(name)
    return _Layout(columns, names, header)


def _by_shape(columns: dict[str, int], rows: list[tuple[str, ...]], width: int) -> None:
    """Fills in the text and date columns that no header told, from what the cells look like."""
    sizes = {index: _median_text(rows, index) for index in range(width)}
    best = max(sizes, key=lambda index: (sizes[index], -index), default=None)
    if best is not None and sizes[best] >= _TEXT_CHARS and sizes.get(columns.get("text", -1), 0) < _TEXT_CHARS:
        for field in [field for field, index in columns.items() if index == best]:
            del columns[field]
        columns["text"] = best
    free = [index for index in range(width) if index not in columns.values()]
    dated = next((index for index in free if _share_dated(rows, index) >= 0.8), None)
    if "published" not in columns and dated is not None:
        columns["published"] = dated


def _texty(cell: str) -> bool:
    return len(cell) >= _TEXT_CHARS and len(cell[:2000].split()) >= _TEXT_WORDS


def _median_text(rows: list[tuple[str, ...]], index: int) -> float:
    """The median length of the column's cells, those that are no running text counting as nothing."""
    sizes = [len(row[index]) if _texty(row[index]) else 0 for row in rows if index < len(row) and row[index].strip()]
    return float(median(sizes)) if sizes else 0.0


def _share_dated(rows: list[tuple[str, ...]], index: int) -> float:
    cells = [row[index] for row in rows if index < len(row) and row[index].strip()]
    return sum(len(cell) <= 40 and as_iso(cell) is not None for cell in cells) / len(cells) if cells else 0.0


def _problem(layout: _Layout, options: ReadOptions) -> str | None:
    columns = ", ".join(name or f"column {at}" for at, name in enumerate(layout.names[:30], 1)) or "none"
    for field, name in options.columns:
        if field not in FIELDS:
            return f"there is no field {field!r} to map; the fields are {', '.join(FIELDS)}"
        if name not in layout.names:
            return f"there is no column {name!r} for {field}; the columns are: {columns}"
    if not layout.names:
        return "the table is empty; the first row must name the columns"
    if "text" not in layout.columns:
        return f"no column holds the text of a report; the columns are: {columns}. Name it with --column text=NAME"
    return None


def _report(row: _Row, layout: _Layout, where: str, options: ReadOptions) -> Report | Failure:
    place = f"{where}:{row.line}"
    if row.error:
        return Failure(place, row.error, retryable=False)
    values = {field: row.cells[at] for field, at in layout.columns.items() if at < len(row.cells) and row.cells[at].strip()}
    draft = Draft(
        values.get("text", ""),
        external_id=values.get("id", place),
        title=values.get("title"),
        published=values.get("published"),
        language=values.get("language"),
        outlet=values.get("outlet"),
        url=values.get("url"),
        bylines=(values["byline"],) if "byline" in values else (),
    )
    return finish(draft, place, options)

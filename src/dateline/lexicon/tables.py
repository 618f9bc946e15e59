"""Reads knowledge files: one dataclass for a kind of file is its loader, its schema and its documentation."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from dateline.errors import LexiconError

Row = TypeVar("Row")
Converter = Callable[[str], object]


def resource(name: str) -> Path:
    """The path of a bundled knowledge file, ``name`` being relative to the lexicon folder."""
    return Path(str(resources.files("dateline.lexicon"))) / name


def split_cell(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by semicolons."""
    if ";" not in cell:
        return (cell.strip(),) if cell.strip() else ()
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _to_bool(cell: str) -> bool:
    if cell in ("", "0", "no", "false"):
        return False
    if cell in ("1", "yes", "true"):
        return True
    raise ValueError(f"{cell!r} is neither 1 nor 0")


def _optional(convert: Converter) -> Converter:
    return lambda cell: None if cell == "" else convert(cell)


_CONVERTERS: dict[object, Converter] = {
    str: str,
    int: int,
    float: float,
    bool: _to_bool,
    str | None: _optional(str),
    int | None: _optional(int),
    float | None: _optional(float),
    tuple[str, ...]: split_cell,
}


def load_csv(source: str | Path, row: type[Row]) -> tuple[Row, ...]:
    """Every row of a CSV file as ``row`` records, in file order.

    ``source`` is a path, or the name of a bundled file. Raises ``LexiconError`` with every problem found, each as
    ``file:line: what``.
    """
    rows, problems = read_csv(source, row)
    if problems:
        raise LexiconError(problems)
    return tuple(record for _, record in rows)


def read_csv(source: str | Path, row: type[Row]) -> tuple[tuple[tuple[int, Row], ...], tuple[str, ...]]:
    """The rows that could be read, each with its line number, and the problems of those that could not."""
    path = resource(source) if isinstance(source, str) else source
    label = source if isinstance(source, str) else str(source)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return (), (f"{label}: cannot be read ({error})",)
    converters = _converters(row)  # type: ignore[arg-type]
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    wrong = _header_problems(header, tuple(converters))
    if wrong:
        return (), (f"{label}:1: {wrong}",)
    good: list[tuple[int, Row]] = []
    problems: list[str] = []
    columns = [(name, converters[name]) for name in header]
    for line, cells in _numbered(reader):
        try:
            good.append((line, _make(row, columns, cells)))
        except ValueError as error:
            problems.append(f"{label}:{line}: {error}")
    return tuple(good), tuple(problems)


def _numbered(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for cells in reader:
        if (cells and cells[0].strip()) or any(cell.strip() for cell in cells):
            yield reader.line_num, cells  # type: ignore[attr-defined]


@cache
def _converters(row: type) -> dict[str, Converter]:
    hints = get_type_hints(row)
    return {item.name: _CONVERTERS[hints[item.name]] for item in fields(row)}


def _header_problems(header: list[str], wanted: tuple[str, ...]) -> str:
    missing = [name for name in wanted if name not in header]
    extra = [name for name in header if name not in wanted]
    parts = []
    if missing:
        parts.append("missing column " + ", ".join(missing))
    if extra:
        parts.append("unknown column " + ", ".join(extra))
    return "; ".join(parts)


def _make(row: type[Row], columns: Sequence[tuple[str, Converter]], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells where the header has {len(columns)}")
    try:
        values = {name: convert(cell.strip()) for (name, convert), cell in zip(columns, cells, strict=True)}
    except ValueError:
        values = dict(_converted(columns, cells))
    return row(**values)


def _converted(columns: Sequence[tuple[str, Converter]], cells: list[str]) -> Iterator[tuple[str, object]]:
    """The values one by one, so that an error names its column."""
    for (name, convert), cell in zip(columns, cells, strict=True):
        try:
            yield name, convert(cell.strip())
        except ValueError as error:
            raise ValueError(f"column {name}: {error}") from None


def load_toml(name: str | Path) -> dict[str, Any]:
    """A bundled TOML file (or one at a path) as plain data; raises ``LexiconError`` where it does not parse."""
    path = resource(name) if isinstance(name, str) else name
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError((f"{name}: {error}",)) from None

"""Incidents by day and type: stacked bars of a day, a week, a month or years, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.app.web.index import Index
from dateline.app.web.meanings import quad_of
from dateline.app.web.numbers import NO_DAY, Numbers, day_of
from dateline.app.web.params import Chosen

MOST_BARS, MOST_COLUMNS = 60, 8
STEPS = (1, 7, 28, 91, 365, 3650, 36500)
QUADS = (1, 2, 3, 4)

Matrix = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """One class of event in a bar: where it begins and how high it is, in per cent of the chart."""

    quad: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """What begins in one stretch of days; ``told`` counts it by type."""

    label: str
    count: int
    told: str
    x: float
    width: float
    parts: tuple[Part, ...]
    query: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, the highest count, and a table of types by longer stretches."""

    bars: tuple[Bar, ...]
    top: int
    total: int
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def chart_of(index: Index, rows: Numbers, chosen: Chosen) -> Chart | None:
    """The incidents that these events are in, by the day they began; None where no day is known."""
    homes = index.homes
    found = homes.among(rows)
    days, types = homes.first[found], homes.types[found]
    known = days > NO_DAY
    if not known.any():
        return None
    days, types = days[known], types[known]
    first, last = int(days.min()), int(days.max())
    step = _step(first, last, MOST_BARS)
    starts, counts = _binned(days, types, step, len(homes.names))
    quads = np.array([quad_of(name) for name in homes.names])
    top = int(counts.sum(axis=1).max())
    begin, number = int(starts[0]), (int(starts[-1]) - int(starts[0])) // step + 1
    bars = tuple(
        _bar(int(start), row, quads, homes.names, ((int(start) - begin) // step, 100 / number, top, step), chosen)
        for start, row in zip(starts, counts, strict=True)
    )
    return Chart(bars, top, len(days), *_table(days, types, homes.names, chosen))


def _binned(days: Numbers, types: Numbers, step: int, kinds: int) -> tuple[npt.NDArray[np.int64], Matrix]:
    starts, place = np.unique(days.astype(np.int64) // step * step, return_inverse=True)
    counts = np.bincount(place * kinds + types, minlength=len(starts) * kinds).reshape(len(starts), kinds)
    return starts, counts


def _bar(start: int, row: Matrix, quads: Matrix, names: Sequence[str], shape: tuple[int, float, int, int], chosen: Chosen) -> Bar:
    at, width, top, step = shape
    total, parts, y = int(row.sum()), list[Part](), 100.0
    for quad in QUADS:
        height = float(row[quads == quad].sum()) / top * 100
        if height:
            y -= height
            parts.append(Part(quad, round(y, 2), round(height, 2)))
    order = np.argsort(-row, kind="stable")
    told = ", ".join(f"{names[code]} {row[code]}" for code in order if row[code])
    begins, ends, label = _stretch(start, step)
    query = chosen.query(start=begins, end=ends, page=None)
    return Bar(label, total, told, round(at * width, 3), round(width, 3), tuple(parts), query)


def _table(
    days: Numbers, types: Numbers, names: Sequence[str], chosen: Chosen
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    step = _step(int(days.min()), int(days.max()), MOST_COLUMNS)
    starts, counts = _binned(days, types, step, len(names))
    head = tuple(_column(int(start), step, chosen) for start in starts)
    order = np.argsort(-counts.sum(axis=0), kind="stable")
    rows = tuple((names[code], tuple(int(each) for each in counts[:, code])) for code in order if counts[:, code].any())
    return head, rows


def _column(start: int, step: int, chosen: Chosen) -> tuple[str, str]:
    begins, ends, label = _stretch(start, step)
    return label, chosen.query(start=begins, end=ends, page=None)


def _stretch(start: int, step: int) -> tuple[str, str, str]:
    begins, ends = day_of(start), day_of(start + step - 1)
    return begins, ends, begins if step == 1 else f"{begins} – {ends}"


def _step(first: int, last: int, most: int) -> int:
    return next((step for step in STEPS if (last - first) / step < most), 365000)

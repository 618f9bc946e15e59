"""All events as columns of numbers: filtered, counted and sorted in a few milliseconds at a hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dateline.app.web.params import FACETS, Chosen
from dateline.store.queries_lines import Line

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]
UNKNOWN = "–"
BANDS = ((0.9, "90–100 %"), (0.75, "75–89 %"), (0.5, "50–74 %"), (0.0, "below 50 %"))
UNREVIEWED = "not reviewed"
NO_DAY = -(10**6)

Spot: TypeAlias = tuple[tuple[float, float] | None, str, str, str]

READ: Mapping[str, Callable[[Line], tuple[str, ...]]] = {
    "type": lambda line: (line.type,),
    "status": lambda line: (line.status,),
    "country": lambda line: (line.country or UNKNOWN,),
    "actor": lambda line: tuple(dict.fromkeys((*line.actors, *line.recipients))) or (UNKNOWN,),
    "said": lambda line: line.said_by or (UNKNOWN,),
    "outlet": lambda line: (line.outlet or UNKNOWN,),
    "confidence": lambda line: (band(line.confidence),),
    "review": lambda line: (line.review or UNREVIEWED,),
}


def band(confidence: float) -> str:
    """The band that a confidence falls in."""
    return next(name for least, name in BANDS if confidence >= least or least == 0.0)


@dataclass(frozen=True, slots=True)
class Column:
    """A facet: ``codes`` are indices into ``names``, one or more a line; ``rows`` says which line each belongs to."""

    names: tuple[str, ...]
    codes: Numbers
    rows: Numbers

    def mask(self, wanted: Sequence[str], size: int) -> Mask:
        """The lines that have any of these values."""
        ids = [code for code, name in enumerate(self.names) if name in wanted]
        found: Mask = np.zeros(size, dtype=np.bool_)
        found[self.rows[np.isin(self.codes, ids)]] = True
        return found

    def counts(self, mask: Mask) -> list[tuple[str, int]]:
        """Each value with how many lines of the mask have it, the most frequent first."""
        totals = np.bincount(self.codes[mask[self.rows]], minlength=len(self.names))
        some = np.flatnonzero(totals)
        ordered = some[np.argsort(-totals[some], kind="stable")]
        return [(self.names[code], int(totals[code])) for code in ordered]


@dataclass(frozen=True, slots=True)
class Index:
    """The lines and their columns; ``stands`` leaves out what was withdrawn or rejected."""

    lines: tuple[Line, ...]
    columns: Mapping[str, Column]
    first: Numbers
    last: Numbers
    sure: npt.NDArray[np.float64]
    stands: Mask
    spots: tuple[Spot, ...]
    spot_of: Numbers
    text: tuple[str, ...]
    at: Mapping[str, int]

    def base(self, chosen: Chosen) -> Mask:
        """The lines that everything but the facets lets through."""
        mask = self._live(chosen)
        if chosen.start:
            mask &= self.last >= day_number(chosen.start)
        if chosen.end:
            mask &= (self.first <= day_number(chosen.end)) & (self.first != NO_DAY)
        if chosen.place is not None or chosen.box is not None:
            mask &= self._somewhere(chosen)
        for wanted, keep in _tests(chosen):
            if wanted:
                mask = self._where(mask, keep)
        return self._with_words(mask, chosen.words.casefold().split())

    def masks(self, chosen: Chosen) -> tuple[Mask, Mapping[str, Mask]]:
        """The lines that are asked for, and for each facet those that all the others let through."""
        base = self.base(chosen)
        each = {name: self.columns[name].mask(values, len(self.lines)) for name, values in chosen.facets}
        others = {name: _all(base, [mask for facet, mask in each.items() if facet != name]) for name in FACETS}
        return _all(base, list(each.values())), others

    def rows(self, mask: Mask, sort: str) -> Numbers:
        """The line numbers of a mask in this order."""
        found = np.flatnonzero(mask).astype(np.int32)
        if sort == "report":
            return found
        if sort == "changed":
            return np.array(sorted(found, key=lambda row: (self.lines[row].changed, self.lines[row].id)), dtype=np.int32)
        keys = {"newest": -self.first, "oldest": np.where(self.first == NO_DAY, 10**6, self.first),
                "doubt": self.sure, "sure": -self.sure}
        return found[np.argsort(keys[sort][found], kind="stable")]

    def _live(self, chosen: Chosen) -> Mask:
        if chosen.since is not None:
            return np.ones(len(self.lines), dtype=np.bool_)
        if "rejected" in chosen.values("review"):
            return np.fromiter((not line.withdrawn for line in self.lines), np.bool_, len(self.lines))
        return self.stands.copy()

    def _where(self, mask: Mask, keep: Callable[[Line], bool]) -> Mask:
        return _only(mask, [row for row in np.flatnonzero(mask).tolist() if keep(self.lines[row])])

    def _with_words(self, mask: Mask, words: Sequence[str]) -> Mask:
        text = self.text
        for word in words:
            rows = np.flatnonzero(mask).tolist()
            mask = _only(mask, [row for row in rows if word in text[row]])
        return mask

    def _somewhere(self, chosen: Chosen) -> Mask:
        wanted = (chosen.place or "").casefold()
        good = [_is_at(spot, wanted) and _inside(spot[0], chosen) for spot in self.spots]
        found: Mask = np.array(good, dtype=np.bool_)[self.spot_of]
        return found


def build(lines: Iterable[Line]) -> Index:
    """The index of these lines."""
    kept = tuple(lines)
    size = len(kept)
    known: dict[Spot, int] = {}
    spot_of = np.array([known.setdefault(spot(line), len(known)) for line in kept], dtype=np.int32)
    return Index(
        kept, {name: _column(kept, read) for name, read in READ.items()},
        np.fromiter((day_number(line.earliest or line.latest) for line in kept), np.int32, size),
        np.fromiter((day_number(line.latest or line.earliest) for line in kept), np.int32, size),
        np.fromiter((line.confidence for line in kept), np.float64, size),
        np.fromiter(map(_stands, kept), np.bool_, size),
        tuple(known), spot_of, tuple(map(searched, kept)), {line.id: row for row, line in enumerate(kept)},
    )


def patched(index: Index, news: Mapping[str, Line]) -> Index:
    """The index with these lines in place of those of the same ids, which it has."""
    places = {index.at[id]: line for id, line in news.items()}
    kept = list(index.lines)
    for row, line in places.items():
        kept[row] = line
    if any(spot(line) != spot(index.lines[row]) or _days(line) != _days(index.lines[row]) for row, line in places.items()):
        return build(kept)
    stale = {name for name, read in READ.items() if any(read(line) != read(index.lines[row]) for row, line in places.items())}
    stands, text, sure = index.stands.copy(), list(index.text), index.sure.copy()
    for row, line in places.items():
        stands[row], text[row], sure[row] = _stands(line), searched(line), line.confidence
    lines = tuple(kept)
    columns = {name: _column(lines, READ[name]) if name in stale else column for name, column in index.columns.items()}
    return replace(index, lines=lines, columns=columns, stands=stands, sure=sure, text=tuple(text))


def spot(line: Line) -> Spot:
    """Where on the map, and how precisely: point, place id, place or its name, country and precision."""
    return line.point, f"{line.place_id or ''}|{line.place or ''}", line.country or "", line.precision or ""


def _stands(line: Line) -> bool:
    return not line.withdrawn and line.review != "rejected"


def _days(line: Line) -> tuple[str | None, str | None]:
    return line.earliest, line.latest


def _only(mask: Mask, rows: Sequence[int]) -> Mask:
    kept: Mask = np.zeros(len(mask), dtype=np.bool_)
    kept[list(rows)] = True
    return kept


def searched(line: Line) -> str:
    """The words an event is found by, in lower case."""
    names = (*line.actors, *line.recipients, *line.said_by, line.place or "", line.title or "")
    return "\n".join((line.quote, *names, line.type, line.id)).casefold()


def day_number(day: str | None) -> int:
    """Days since the year 1; a number below all of them where there is no day."""
    try:
        return date.fromisoformat(day).toordinal() if day else NO_DAY
    except ValueError:
        return NO_DAY


def _column(lines: Sequence[Line], read: Callable[[Line], tuple[str, ...]]) -> Column:
    codes: dict[str, int] = {}
    pairs = [(row, codes.setdefault(value, len(codes))) for row, line in enumerate(lines) for value in read(line)]
    flat = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return Column(tuple(codes), flat[:, 1].copy(), flat[:, 0].copy())


def _all(first: Mask, rest: Sequence[Mask]) -> Mask:
    for mask in rest:
        first = first & mask
    return first


def _tests(chosen: Chosen) -> tuple[tuple[bool, Callable[[Line], bool]], ...]:
    return (
        (chosen.report is not None, lambda line: line.report == chosen.report),
        (chosen.incident is not None, lambda line: line.incident == chosen.incident),
        (chosen.since is not None, lambda line: line.changed > (chosen.since or "")),
    )


def _is_at(here: Spot, place: str) -> bool:
    id, _, name = here[1].casefold().partition("|")
    return not place or place in (id, here[2].casefold()) or place in name


def _inside(point: tuple[float, float] | None, chosen: Chosen) -> bool:
    if chosen.box is None:
        return True
    if point is None:
        return False
    (lon, lat), (west, south, east, north) = point, chosen.box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return across and south <= lat <= north

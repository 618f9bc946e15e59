"""All events as columns of numbers: filtered, counted and sorted in a few milliseconds at a hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dateline.app.web.homes import Homes, homes_of
from dateline.app.web.numbers import NO_DAY, Column, Mask, Numbers, all_of, column_of, day_number, only
from dateline.app.web.params import FACETS, Chosen
from dateline.store.countries import code_of, key
from dateline.store.queries_lines import IncidentLine, Line

UNKNOWN = "–"
BANDS = ((0.9, "90–100 %"), (0.75, "75–89 %"), (0.5, "50–74 %"), (0.0, "below 50 %"))
UNREVIEWED = "not reviewed"
OWN_VOICE = "the report itself"
DISPUTE_WEIGHT = 0.3

Spot: TypeAlias = tuple[tuple[float, float] | None, str, str, str]

READ: Mapping[str, Callable[[Line], tuple[str, ...]]] = {
    "type": lambda line: (line.type,),
    "status": lambda line: (line.status,),
    "country": lambda line: (line.country or UNKNOWN,),
    "actor": lambda line: tuple(dict.fromkeys((*line.actors, *line.recipients))) or (UNKNOWN,),
    "said": lambda line: tuple(dict.fromkeys(name or UNKNOWN for name, _ in line.voices)) or (OWN_VOICE,),
    "stance": lambda line: tuple(dict.fromkeys(stance for _, stance in line.voices)) or (OWN_VOICE,),
    "outlet": lambda line: (line.outlet or UNKNOWN,),
    "confidence": lambda line: (band(line.confidence),),
    "review": lambda line: (line.review or UNREVIEWED,),
}


def band(confidence: float) -> str:
    """The band that a confidence falls in."""
    return next(name for least, name in BANDS if confidence >= least or least == 0.0)


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
    words_for: tuple[str, ...]
    text: tuple[str, ...]
    at: Mapping[str, int]
    homes: Homes

    def base(self, chosen: Chosen) -> Mask:
        """The lines that everything but the facets lets through."""
        mask = self._live(chosen)
        if chosen.start:
            mask &= self.last >= day_number(chosen.start)
        if chosen.end:
            mask &= (self.first <= day_number(chosen.end)) & (self.first != NO_DAY)
        if chosen.place is not None or chosen.box is not None:
            mask &= self._somewhere(chosen)
        if chosen.incident is not None:
            mask &= self._in_incident(chosen.incident)
        for wanted, keep in _tests(chosen):
            if wanted:
                mask = self._where(mask, keep)
        return self._with_words(mask, chosen.words.casefold().split())

    def masks(self, chosen: Chosen) -> tuple[Mask, Mapping[str, Mask]]:
        """The lines that are asked for, and for each facet those that all the others let through."""
        base = self.base(chosen)
        each = {name: self.columns[name].mask(values, len(self.lines)) for name, values in chosen.facets}
        others = {name: all_of(base, [mask for facet, mask in each.items() if facet != name]) for name in FACETS}
        return all_of(base, list(each.values())), others

    def rows(self, mask: Mask, sort: str) -> Numbers:
        """The line numbers of a mask in this order; doubt is low confidence, and more so where reports disagree."""
        found = np.flatnonzero(mask).astype(np.int32)
        if sort == "report":
            return found
        if sort == "changed":
            return np.array(sorted(found, key=lambda row: (self.lines[row].changed, self.lines[row].id)), dtype=np.int32)
        keys = {
            "newest": -self.first,
            "oldest": np.where(self.first == NO_DAY, 10**6, self.first),
            "doubt": self.sure - DISPUTE_WEIGHT * self.homes.in_dispute(),
            "sure": -self.sure,
        }
        return found[np.argsort(keys[sort][found], kind="stable")]

    def housed(self, incidents: tuple[IncidentLine, ...], members: Mapping[str, str]) -> Index:
        """The index with its events in these incidents."""
        homes = homes_of(self.lines, incidents, members)
        return replace(self, homes=homes, columns={**self.columns, "dispute": homes.column()})

    def _live(self, chosen: Chosen) -> Mask:
        if chosen.since is not None:
            return np.ones(len(self.lines), dtype=np.bool_)
        if "rejected" in chosen.values("review"):
            return np.fromiter((not line.withdrawn for line in self.lines), np.bool_, len(self.lines))
        return self.stands.copy()

    def _in_incident(self, id: str) -> Mask:
        wanted = [number for number, each in enumerate(self.homes.incidents) if each.id == id]
        return np.isin(self.homes.of, wanted)

    def _where(self, mask: Mask, keep: Callable[[Line], bool]) -> Mask:
        return only(mask, [row for row in np.flatnonzero(mask).tolist() if keep(self.lines[row])])

    def _with_words(self, mask: Mask, words: Sequence[str]) -> Mask:
        text = self.text
        for word in words:
            rows = np.flatnonzero(mask).tolist()
            mask = only(mask, [row for row in rows if word in text[row]])
        return mask

    def _somewhere(self, chosen: Chosen) -> Mask:
        wanted = (chosen.place or "").strip()
        code, plain = code_of(wanted) or "?", key(wanted) or "?"
        good = [
            (not wanted or wanted == spot[1].partition("|")[0] or code == spot[2] or f" {plain}" in words)
            and _inside(spot[0], chosen)
            for spot, words in zip(self.spots, self.words_for, strict=True)
        ]
        found: Mask = np.array(good, dtype=np.bool_)[self.spot_of]
        return found


def build(lines: Iterable[Line]) -> Index:
    """The index of these lines, which are in no incident yet."""
    kept = tuple(lines)
    size = len(kept)
    known: dict[Spot, int] = {}
    spot_of = np.array([known.setdefault(spot(line), len(known)) for line in kept], dtype=np.int32)
    homes = homes_of(kept, (), {})
    return Index(
        kept,
        {**{name: column_of(kept, read) for name, read in READ.items()}, "dispute": homes.column()},
        np.fromiter((day_number(line.earliest or line.latest) for line in kept), np.int32, size),
        np.fromiter((day_number(line.latest or line.earliest) for line in kept), np.int32, size),
        np.fromiter((line.confidence for line in kept), np.float64, size),
        np.fromiter(map(_stands, kept), np.bool_, size),
        tuple(known),
        spot_of,
        _words_for(kept, spot_of, len(known)),
        tuple(map(searched, kept)),
        {line.id: row for row, line in enumerate(kept)},
        homes,
    )


def patched(index: Index, news: Mapping[str, Line]) -> Index:
    """The index with these lines in place of those of the same ids; those it does not have come last."""
    places = {index.at[id]: line for id, line in news.items() if id in index.at}
    fresh = [line for id, line in news.items() if id not in index.at]
    kept = list(index.lines)
    for row, line in places.items():
        kept[row] = line
    moved = any(spot(line) != spot(index.lines[row]) or _days(line) != _days(index.lines[row]) for row, line in places.items())
    if fresh or moved:
        return build([*kept, *fresh])
    stale = {name for name, read in READ.items() if any(read(line) != read(index.lines[row]) for row, line in places.items())}
    stands, text, sure = index.stands.copy(), list(index.text), index.sure.copy()
    for row, line in places.items():
        stands[row], text[row], sure[row] = _stands(line), searched(line), line.confidence
    lines = tuple(kept)
    columns = {name: column_of(lines, READ[name]) if name in stale else column for name, column in index.columns.items()}
    return replace(index, lines=lines, columns=columns, stands=stands, sure=sure, text=tuple(text))


def spot(line: Line) -> Spot:
    """Where on the map, and how precisely: point, place id and its name, country and precision."""
    return line.point, f"{line.place_id or ''}|{line.place or ''}", line.country or "", line.precision or ""


def _words_for(lines: Sequence[Line], spot_of: Numbers, size: int) -> tuple[str, ...]:
    """What each spot is called by the gazetteer and by the reports, each name after a blank and a bar."""
    found: list[set[str]] = [set() for _ in range(size)]
    for line, number in zip(lines, spot_of.tolist(), strict=True):
        found[number].update(filter(None, (line.place, line.place_said)))
    return tuple(" | ".join(["", *sorted(map(key, names))]) for names in found)


def _stands(line: Line) -> bool:
    return not line.withdrawn and line.review != "rejected"


def _days(line: Line) -> tuple[str | None, ...]:
    return line.earliest, line.latest, line.place_said


def searched(line: Line) -> str:
    """The words an event is found by, in lower case."""
    names = (*line.actors, *line.recipients, *(name for name, _ in line.voices), line.place or "", line.title or "")
    return "\n".join((line.quote, *names, line.type, line.id)).casefold()


def _tests(chosen: Chosen) -> tuple[tuple[bool, Callable[[Line], bool]], ...]:
    return (
        (chosen.report is not None, lambda line: line.report == chosen.report),
        (chosen.since is not None, lambda line: line.changed > (chosen.since or "")),
    )


def _inside(point: tuple[float, float] | None, chosen: Chosen) -> bool:
    if chosen.box is None:
        return True
    if point is None:
        return False
    (lon, lat), (west, south, east, north) = point, chosen.box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return across and south <= lat <= north

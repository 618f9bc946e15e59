"""Scores places: names found and put on the map against annotated articles, and the place of a given verb."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError
from dateline.model import Parse, Report, Span
from dateline.resolve.gazetteer import Entry
from dateline.resolve.where import PlaceReader
from dateline.resolve.where_geo import Point, distance_km
from dateline.resolve.where_words import Read

ACCURACY_KM = 161.0
ReadText = Callable[[Report], Parse]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """An annotated name: its span and, where the annotators gave one, its point."""

    span: Span
    text: str
    point: Point | None


@dataclass(frozen=True, slots=True)
class PlacesCase:
    """A text with every place name in it."""

    id: str
    text: str
    places: tuple[GoldPlace, ...]


@dataclass(frozen=True, slots=True)
class PlaceMiss:
    """A name that came out otherwise: ``kind`` is ``missed``, ``extra`` or ``far``."""

    case: str
    kind: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class PlacesScore:
    """Names with a point in gold, those found, found and near, and extra; the most populous namesakes that are near.

    Annotated names without a point are neither asked for nor counted as extra.
    """

    gold: int
    found: int
    near: int
    extra: int
    populous_near: int
    misses: tuple[PlaceMiss, ...]

    @property
    def f1(self) -> float:
        """F1 of finding the names by exact span."""
        return 2 * self.found / (self.gold + self.found + self.extra) if self.gold + self.extra else 0.0

    @property
    def located(self) -> float:
        """Share of all gold names found and put within 161 km."""
        return self.near / self.gold if self.gold else 0.0

    @property
    def located_populous(self) -> float:
        """The same share when each found name is put at the most populous place of that name."""
        return self.populous_near / self.gold if self.gold else 0.0


@dataclass(frozen=True, slots=True)
class EventPlaceCase:
    """A sentence, the span of an event's verb and the spans that name where it happened (none: it does not say)."""

    id: str
    text: str
    verb: Span
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EventPlaceScore:
    """Right, wrong and missed places of given verbs; ``exact`` counts those whose span is the same to the letter."""

    right: int
    exact: int
    wrong: int
    missed: int
    misses: tuple[PlaceMiss, ...]

    @property
    def f1(self) -> float:
        """F1 of the place, by overlap of spans."""
        return _f1(self.right, self.wrong, self.missed)

    @property
    def f1_exact(self) -> float:
        """F1 of the place, by exact span."""
        spread = self.right - self.exact
        return _f1(self.exact, self.wrong + spread, self.missed + spread)


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 0.0


def load_places(path: Path) -> tuple[PlacesCase, ...]:
    """The articles of a file of ``id``, ``text`` and ``toponyms`` a line; raises ``InputError`` on other lines."""
    return tuple(PlacesCase(str(row["id"]), row["text"], tuple(map(_gold, row["toponyms"]))) for row in _rows(path, "toponyms"))


def _gold(item: dict[str, object]) -> GoldPlace:
    lat, lon = item.get("lat"), item.get("lon")
    point = (float(str(lat)), float(str(lon))) if lat is not None and lon is not None else None
    return GoldPlace(Span(int(str(item["start"])), int(str(item["end"]))), str(item["phrase"]), point)


def load_event_places(path: Path) -> tuple[EventPlaceCase, ...]:
    """The sentences of a file of ``text``, ``verb`` and ``location`` a line; raises ``InputError`` on other lines."""
    return tuple(
        EventPlaceCase(str(row["id"]), row["text"], Span(*row["verb"][0]), tuple(Span(*pair) for pair in row["location"]))
        for row in _rows(path, "location")
    )


def _rows(path: Path, wanted: str) -> Iterator[dict]:  # type: ignore[type-arg]
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                if wanted not in row or "text" not in row:
                    raise InputError(f"{path}:{number}: no {wanted!r}; each line needs 'id', 'text' and {wanted!r}")
                yield row
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None


def score_places(cases: Iterable[PlacesCase], parse: ReadText, stage: PlaceReader) -> PlacesScore:
    """The score of ``stage`` on annotated texts; texts are parsed one at a time."""
    gold = found = near = extra = populous = 0
    misses: list[PlaceMiss] = []
    for case in cases:
        report = Report(id=case.id, text=case.text)
        read = stage.read(report, parse(report))
        named = {place.span: place for place in case.places}
        for span in _spans(read):
            if span not in named:
                extra += 1
                misses.append(_miss(case, "extra", span))
        for place in case.places:
            if place.point is None:
                continue
            gold += 1
            at = _index(read, place.span)
            if at is None:
                misses.append(_miss(case, "missed", place.span))
                continue
            found += 1
            populous += _within(_populous(read.mentions[at].entries), place.point)
            close = _within((read.places[at].lat or 0.0, read.places[at].lon or 0.0), place.point)
            near += close
            if not close:
                misses.append(_miss(case, "far", place.span))
    return PlacesScore(gold, found, near, extra, populous, tuple(misses))


def _spans(read: Read) -> Iterator[Span]:
    return (Span(place.start, place.end) for place in read.places if place.lat is not None)


def _index(read: Read, span: Span) -> int | None:
    return next(
        (i for i, place in enumerate(read.places) if place.lat is not None and Span(place.start, place.end) == span),
        None,
    )


def _populous(entries: Sequence[Entry]) -> Point:
    if not entries:
        return 0.0, 0.0
    best = max(entries, key=lambda entry: (entry.population, entry.id))
    return best.lat, best.lon


def _within(one: Point, other: Point) -> bool:
    return distance_km(one, other) <= ACCURACY_KM


def _miss(case: PlacesCase | EventPlaceCase, kind: str, span: Span) -> PlaceMiss:
    context = case.text[max(0, span.start - 50) : span.end + 40].replace("\n", " ")
    return PlaceMiss(case.id, kind, case.text[span.start : span.end], context)


def score_event_places(cases: Iterable[EventPlaceCase], parse: ReadText, stage: PlaceReader) -> EventPlaceScore:
    """The score of ``stage`` on sentences with a verb given."""
    right = exact = wrong = missed = 0
    misses: list[PlaceMiss] = []
    for case in cases:
        report = Report(id=case.id, text=case.text)
        link = stage.place_of(report, parse(report), case.verb)
        span = Span(link.mention.start, link.mention.end) if link else None
        hit = span is not None and any(span.overlaps(other) for other in case.places)
        right, exact = right + hit, exact + (hit and span in case.places)
        wrong, missed = wrong + (span is not None and not hit), missed + (bool(case.places) and not hit)
        if not hit and (span or case.places):
            misses.append(_miss(case, "extra" if span else "missed", span or case.places[0]))
    return EventPlaceScore(right, exact, wrong, missed, tuple(misses))

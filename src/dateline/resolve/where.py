"""The stage that finds the places in a report, puts them on the map, and gives each event its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from dateline.model import (
    Parse,
    Place,
    PlaceCandidate,
    PlacePrecision,
    PlaceRelation,
    Report,
    Sheet,
    Span,
)
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_build import default_gazetteer
from dateline.resolve.where_choose import Choice, choose, guess_home
from dateline.resolve.where_cues import PlaceCues, load_place_cues
from dateline.resolve.where_dateline import dateline_mentions
from dateline.resolve.where_event import Link, place_of
from dateline.resolve.where_find import Finder
from dateline.resolve.where_geo import distance_km
from dateline.resolve.where_inherit import Locator
from dateline.resolve.where_relation import Offset, between, offset_of
from dateline.resolve.where_spoken import spoken_of
from dateline.resolve.where_unknown import find_unknown
from dateline.resolve.where_unlisted import describes, elsewhere, measured_from, placed_inside, refused, told_countries
from dateline.resolve.where_words import Mention, Read

_POINT_KM = 5.0
_STEM_KM = 30.0


class PlaceReader:
    """Finds the places of a report by a gazetteer; keeps the last report's, which two stages ask for."""

    def __init__(self, gazetteer: Gazetteer | None = None, cues: PlaceCues | None = None) -> None:
        """Reads ``gazetteer``, or the default one, which is compiled on first use."""
        self.cues = cues or load_place_cues()
        self.gazetteer = gazetteer or default_gazetteer()
        self._finder = Finder(self.gazetteer, self.cues)
        self._last: tuple[Report, Parse, Read] | None = None

    def read(self, report: Report, parse: Parse) -> Read:
        """Every mention of a place in a parse; places that no gazetteer has come without id and coordinates."""
        if self._last is None or self._last[0] is not report or self._last[1] is not parse:
            self._last = (report, parse, self._read(report, parse))
        return self._last[2]

    def _read(self, report: Report, parse: Parse) -> Read:
        known, others, words = self._finder.find(report, parse)
        kept = tuple(item for item in known if item.entries)
        heads = dateline_mentions(report, self.gazetteer, self.cues)
        dated = choose(heads, self.cues)[0].best.country if heads else None
        if heads and any(heads[0].start <= item.start < heads[-1].end for item in kept):
            heads = ()
        kept = (*heads, *_shifted(kept, len(heads)))
        spoken = spoken_of(parse)
        named = frozenset(e.country for item in kept for e in item.entries[:1] if e.kind == "country" and e.country)
        home = guess_home((word.lower() for word in parse.texts), self.cues, spoken | named, dated)
        choices = choose(kept, self.cues, home, spoken=spoken, dated=dated)
        told = told_countries(choices, spoken, dated) if dated else frozenset()
        firm = spoken | {dated} if dated else frozenset()
        chosen = {
            item.start: choice
            for item, choice in zip(kept, choices, strict=True)
            if not refused(item, choice, choices, told) and not elsewhere(item, choice, choices, firm, self.cues)
        }
        unknown = find_unknown(report, parse, known, others, self.cues)
        mentions = tuple(sorted((*known, *unknown), key=lambda item: item.start))
        places = _places(parse, mentions, chosen, self.cues)
        places = placed_inside(words, mentions, places, self.cues)
        head = _named(heads[0], choices[0].best, choices[0], self.cues) if heads else None
        return Read(mentions, _between(parse, mentions, places), head, spoken)

    def place_of(self, report: Report, parse: Parse, trigger: Span) -> Link | None:
        """The mention that names where ``trigger`` happened and its chance; ``None`` where the sentence names none."""
        return place_of(parse, trigger, self.read(report, parse).mentions, self.cues)


class PlacesStage:
    """Fills the places that a report names, before events are looked for: a seized place is not an arrested person."""

    name = "places"
    needs = frozenset({"parse"})
    fills = frozenset({"places"})

    def __init__(self, reader: PlaceReader) -> None:
        self.reader = reader

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with every place that the gazetteer knows."""
        if sheet.parse is None:
            return sheet
        read = self.reader.read(sheet.report, sheet.parse)
        return replace(sheet, places=tuple(place for place in read.places if place.id))


class WhereStage:
    """Fills the ``place`` of each event, and adds to the places those no gazetteer knows that an event was at."""

    name = "where"
    needs = frozenset({"parse", "events"})
    fills = frozenset({"places", "place"})

    def __init__(self, reader: PlaceReader | None = None) -> None:
        self.reader = reader or PlaceReader()

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with its events put where they happened."""
        if sheet.parse is None:
            return sheet
        read = self.reader.read(sheet.report, sheet.parse)
        located = Locator(sheet, read, self.reader.cues)
        events = tuple(located.locate(event) for event in sheet.events)
        wanted = {(event.place.start, event.place.end) for event in events if event.place}
        places = tuple(p for p in read.places if p.id or p.lat is not None or (p.start, p.end) in wanted)
        return replace(sheet, places=places, events=events)


def _shifted(mentions: tuple[Mention, ...], by: int) -> tuple[Mention, ...]:
    """The mentions with the places they lie in counted from ``by`` further on."""
    if not by:
        return mentions
    return tuple(item if item.container is None else replace(item, container=item.container + by) for item in mentions)


def _places(parse: Parse, mentions: Sequence[Mention], chosen: Mapping[int, Choice], cues: PlaceCues) -> tuple[Place, ...]:
    """The place of each mention; a distance moves the name after it, or tells where the name before it is."""
    result: list[Place] = []
    for at, mention in enumerate(mentions):
        choice = chosen.get(mention.start)
        if choice is None:
            kind = mention.feature if mention.feature in cues.features else None
            result.append(Place(mention.start, mention.end, mention.text, name=mention.text, kind=kind))
            continue
        best = choice.best
        place = _named(mention, best, choice, cues)
        offset = offset_of(parse, mention, best.name, (best.lat, best.lon), cues)
        if offset is None or place.precision in ("country", "region"):
            result.append(place)
        elif at and offset.relation.distance_km is not None and describes(parse, mentions[at - 1], mention):
            if result[-1].lat is None:
                result[-1] = measured_from(result[-1], offset, place)
            result.append(place)
        else:
            result.append(_moved(place, offset))
    return tuple(result)


def place_of_entry(entry: Entry, cues: PlaceCues) -> Place:
    """A place of the gazetteer, on no words of a report."""
    return Place(
        0,
        0,
        "",
        entry.id,
        entry.name,
        entry.kind,
        entry.lat,
        entry.lon,
        entry.country,
        entry.admin1_name,
        cast(PlacePrecision, cues.precision.get(entry.kind, "exact")),
        entry.radius_km or _POINT_KM,
    )


def _named(mention: Mention, best: Entry, choice: Choice, cues: PlaceCues) -> Place:
    place = replace(
        place_of_entry(best, cues),
        start=mention.start,
        end=mention.end,
        text=mention.text,
        candidates=tuple(PlaceCandidate(e.id, e.name, e.lat, e.lon, e.country, score) for e, score in choice.ranked),
    )
    return replace(place, precision="near", radius_km=_STEM_KM) if _names_part(mention, best, cues) else place


def _names_part(mention: Mention, entry: Entry, cues: PlaceCues) -> bool:
    """Whether the words name something at the place rather than the place: "Tabqa Dam" where only Tabqa is known."""
    last = mention.key.rpartition(" ")[2]
    whole = (
        " " in mention.key
        and last in cues.wholes_large | cues.wholes_small
        and entry.kind in ("city", "capital", "admin1", "admin2")
    )
    return whole and not entry.name.lower().endswith(last)


def _moved(place: Place, offset: Offset) -> Place:
    lat, lon = offset.point
    exact = offset.relation.distance_km is None and offset.relation.bearing is None
    radius = max(offset.radius_km, (place.radius_km or 0.0) if exact else 0.0)
    precision: PlacePrecision = "near" if place.precision in ("exact", "near") else place.precision or "near"
    return replace(place, lat=lat, lon=lon, precision=precision, radius_km=radius, relation=offset.relation)


def _between(parse: Parse, mentions: Sequence[Mention], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Puts the first of "between A and B" halfway and says how far off that may be."""
    result = list(places)
    for at in range(len(mentions) - 1):
        one, other = places[at], places[at + 1]
        if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
            continue
        if one.precision not in ("exact", "near") or other.precision not in ("exact", "near"):
            continue
        ends = (one.lat, one.lon), (other.lat, other.lon)
        middle = between(parse, mentions[at], mentions[at + 1], ends)
        if middle is not None:
            radius = round(distance_km(*ends) / 2, 1)
            result[at] = replace(_moved(one, Offset(_halfway(one, other), middle, radius)), radius_km=max(radius, _POINT_KM))
    return tuple(result)


def _halfway(one: Place, other: Place) -> PlaceRelation:
    return PlaceRelation(f"{one.name} and {other.name}")

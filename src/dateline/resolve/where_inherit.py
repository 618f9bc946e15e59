"""Gives each event its place: the one its sentence states, or else its paragraph's, the lead's, the dateline's, the title's."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict

from dateline.change import replace
from dateline.days import ordinal
from dateline.model import Event, Evidence, Place, PlacePrecision, Sheet
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_event import place_of
from dateline.resolve.where_geo import distance_km
from dateline.resolve.where_words import Mention, Read

STAGE = "resolve.where"
_COARSER: dict[PlacePrecision, PlacePrecision] = {
    "exact": "near",
    "near": "admin2",
    "admin2": "admin1",
    "admin1": "admin1",
}
_ELSEWHERE_KM = 60.0
_LONG_DAYS, _NEWS_DAYS = 31, 14
_POINTS = frozenset({"exact", "near"})
_STATES = frozenset({"country", "capital"})


class Locator:
    """Gives the events of one sheet their places."""

    def __init__(self, sheet: Sheet, read: Read, cues: PlaceCues) -> None:
        self._sheet, self._read, self._cues = sheet, read, cues
        assert sheet.parse is not None
        self._parse = sheet.parse
        self._ordered = sorted(self._pairs(), key=lambda pair: pair[1].start)
        self._starts = [place.start for _, place in self._ordered]
        self._by_end: defaultdict[int, list[tuple[Mention, Place]]] = defaultdict(list)
        for mention, place in self._ordered:
            self._by_end[mention.end].append((mention, place))

    def locate(self, event: Event) -> Event:
        """The event at the place its sentence states, or else at the one that the words before it leave."""
        mentions = tuple(mention for mention in self._in_sentence(event) if not _is_actor(event, mention))
        link = place_of(self._parse, event.trigger, mentions, self._cues)
        if link is not None:
            place = replace(self._read.place(link.mention), basis="stated")
            return _with_place(event, place, link.rule)
        if event.type in self._cues.spoken:
            return event
        inherited = self._from_paragraph(event) or (None if self._of_another_time(event) else self._from_report(event))
        return _with_place(event, inherited, f"inherited-{inherited.basis}") if inherited else event

    def _from_paragraph(self, event: Event) -> Place | None:
        """The nearest place before the event in its paragraph that something happened at."""
        text = self._sheet.report.text
        start = text.rfind("\n", 0, event.trigger.start) + 1
        for at in range(bisect_left(self._starts, event.trigger.start) - 1, -1, -1):
            mention, place = self._ordered[at]
            if place.start < start:
                break
            if place.end <= event.trigger.start and place.id and self._happens_at(mention):
                return None if self._of_another_state(event, place) else _inherited(place, "paragraph")
        return None

    def _in_sentence(self, event: Event) -> list[Mention]:
        """The mentions of the event's sentence."""
        if not 0 <= event.sentence < len(self._parse.sentences):
            return list(self._read.mentions)
        sentence = self._parse.sentences[event.sentence]
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        return [mention for mention, _ in self._ordered[first:last]]

    def _pairs(self) -> zip[tuple[Mention, Place]]:
        return zip(self._read.mentions, self._read.places, strict=True)

    def _of_another_state(self, event: Event, place: Place) -> bool:
        """Whether a state itself acts, in no fight, and the place lies in none of those that act: it acts at home."""
        if event.type in self._cues.fighting or event.type in self._cues.meeting:
            return False
        states = {
            other.country
            for actor in event.actors
            for mention, other in self._by_end.get(actor.end, ())
            if _kind(mention) in _STATES and _is_actor(event, mention) and other.country
        }
        return bool(states) and place.country not in states

    def _happens_at(self, mention: Mention) -> bool:
        """Whether the words before a mention put something there, and not only somebody who speaks."""
        parse, cues = self._parse, self._cues
        if self._modifies_body(mention):
            return False
        at = self._preposition(mention)
        before = parse.texts[at].lower() if at >= 0 else ""
        if before not in cues.placing:
            return mention.feature is not None and mention.feature not in mention.key.split() and not _is_wide(mention)
        if before not in cues.inside and _is_wide(mention):
            return False
        return not self._is_seat(parse.heads[at])

    def _preposition(self, mention: Mention) -> int:
        """The word before a mention, its article, directions and "the region of" left out; -1 where there is none."""
        parse, at = self._parse, mention.first - 1
        while at > 0:
            low = parse.texts[at].lower()
            if low == "of" and parse.texts[at - 1].lower() in self._cues.features:
                at -= 2
            elif low == "the" or low in self._cues.directions:
                at -= 1
            else:
                break
        return at

    def _modifies_body(self, mention: Mention) -> bool:
        """Whether the name only says which paper or group is meant: "to the Bilbao newspaper"."""
        after = self._parse.texts[mention.last].lower() if mention.last < len(self._parse) else ""
        return after in self._cues.bodies

    def _is_seat(self, governor: int) -> bool:
        """Whether a place hangs on a verb of saying, a name, or somebody who says: "an official in Geneva said"."""
        parse, cues = self._parse, self._cues
        if parse.lemmas[governor] in cues.reporting or parse.texts[governor][0].isupper():
            return True
        head = parse.heads[governor]
        telling = cues.reporting | cues.governing | cues.addressing
        return parse.deps[governor] == "nsubj" and parse.pos[head] == "VERB" and parse.lemmas[head] in telling

    def _of_another_time(self, event: Event) -> bool:
        """Whether the event was long before the report, or went on for longer than news does: where that was is not told by it."""
        when, published = event.when, self._sheet.report.published
        if when is None or when.basis != "stated":
            return False
        first, last = ordinal(when.earliest), ordinal(when.latest)
        today = ordinal(published)
        long = first is not None and last is not None and last - first > _LONG_DAYS
        return when.historical or long or (last is not None and today is not None and today - last > _NEWS_DAYS)

    def _from_report(self, event: Event) -> Place | None:
        """The place that the report as a whole leaves: its dateline's, or its lead's where that is another."""
        zones = [zone for zone in self._sheet.report.zones if zone.kind == "dateline" and zone.start <= event.trigger.start]
        for zone in reversed(zones):
            inside = [place for place in self._read.places if zone.start <= place.start < zone.end and place.id]
            if inside:
                return self._if_home(event, inside[0])
        return self._if_home(event, self._read.dateline) if zones and self._read.dateline else self._from_title(event)

    def _if_home(self, event: Event, place: Place) -> Place | None:
        """The dateline's place, unless the report tells from there of another country: only meetings are then there."""
        told = Counter(other.country for other in self._read.places if other.country and other.start != place.start)
        told.update(self._read.spoken)
        foreign = max((count for code, count in told.items() if code != place.country), default=0)
        if event.type in self._cues.meeting:
            return _inherited(place, "dateline")
        lead = self._lead(place, event)
        if lead is not None and event.trigger.start > lead.start:
            return _inherited(lead, "lead")
        away = lead is not None or foreign > told[place.country or ""] + 1
        return None if away or self._of_another_state(event, place) else _inherited(place, "dateline")

    def _lead(self, dateline: Place, event: Event) -> Place | None:
        """The point far from the dateline at which the first sentence after it puts what the report tells, if it does."""
        first, last = self._first_sentence(dateline.start)
        for mention, place in self._pairs():
            if not first <= place.start < last or place.start == dateline.start or not self._happens_at(mention):
                continue
            if place.precision in _POINTS and place.lat is not None:
                return place if _apart(place, dateline) > _ELSEWHERE_KM else None
            if event.type in self._cues.fighting and self._is_other_area(mention, place, dateline):
                return place
        return None

    def _is_other_area(self, mention: Mention, place: Place, dateline: Place) -> bool:
        """Whether an area, or an unlisted "village of X", is told of that the dateline does not lie in."""
        if place.id is None:
            return place.lat is None and self._parse.texts[mention.first - 2].lower() in self._cues.features
        if place.precision == "country":
            return self._parse.texts[mention.first - 1].lower() in self._cues.directions
        areas = ("admin1", "admin2", "region")
        return place.precision in areas and place.name not in (dateline.name, dateline.admin1)

    def _first_sentence(self, start: int) -> tuple[int, int]:
        """Where the first sentence from ``start`` on that is no headline begins and ends."""
        heads = [zone for zone in self._sheet.report.zones if zone.kind == "headline"]
        for sentence in self._parse.sentences:
            headed = any(zone.start <= sentence.start < zone.end for zone in heads)
            if sentence.end > start and not headed:
                return sentence.start, sentence.end
        return 0, 0

    def _from_title(self, event: Event) -> Place | None:
        """The place that the headline of a report without a dateline names, if it names one only."""
        heads = [zone for zone in self._sheet.report.zones if zone.kind == "headline"]
        if not heads or event.type in self._cues.meeting:
            return None
        named = [
            (mention, place)
            for mention, place in self._pairs()
            if heads[0].start <= place.start < heads[0].end and place.id and not self._modifies_body(mention)
        ]
        points = [place for mention, place in named if place.kind != "country" and self._happens_at(mention)]
        areas = [place for _, place in named] if len({place.country for _, place in named}) == 1 else []
        found = (points or areas)[:1]
        if not found or self._of_another_state(event, found[0]) or heads[0].end > event.trigger.start:
            return None
        return _inherited(found[0], "headline")


def _is_actor(event: Event, mention: Mention) -> bool:
    """Whether a name is that of somebody who acts: the whole of an actor's words, an article aside."""
    return any(actor.end == mention.end and mention.start - actor.start in (0, len("the ")) for actor in event.actors)


def _apart(one: Place, other: Place) -> float:
    """The distance in km; 0 where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return distance_km((one.lat, one.lon), (other.lat, other.lon))


def _kind(mention: Mention) -> str | None:
    return mention.entries[0].kind if mention.entries else None


def _is_wide(mention: Mention) -> bool:
    """Whether the name is a country's: too much to be where the rest of a paragraph happens on the way to it."""
    return _kind(mention) == "country"


def _inherited(place: Place, basis: str) -> Place:
    if place.lat is None:
        return replace(place, basis=basis)
    precision = _COARSER.get(place.precision or "exact", place.precision or "near")
    return replace(place, precision=precision, basis=basis, radius_km=max(50.0, 2 * (place.radius_km or 0.0)))


def _with_place(event: Event, place: Place, rule: str) -> Event:
    evidence = Evidence(STAGE, rule, place.start, place.end)
    return replace(event, place=place, evidence=(*event.evidence, evidence))

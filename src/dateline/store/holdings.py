"""Who holds a place from when, by whose word: a timeline a place, made from the territory in events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from dateline.model import Event, Place
from dateline.store.records import EventRow
from dateline.store.tabular import Column, Table, at, place_name, point_of, several, speaker_of
from dateline.store.wire import JsonObject, encode_record

STANDS = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Holding:
    """A stretch of time in which a place is said to be held by somebody; days are ISO.

    ``holder`` is null where it is only said who lost the place. ``until`` is the day the next holder comes in, null
    for the last. ``contested`` tells that it was said to be, or that others are said to hold it from the same day.
    ``words`` are the sentences that say so, ``said_by`` whose claims they are (empty: the reports' own voice).
    """

    place: Place
    holder: str | None
    taken_from: str | None
    since: str | None
    until: str | None
    contested: bool
    said_by: tuple[str, ...]
    events: tuple[str, ...]
    words: tuple[str, ...]


def holdings(rows: Iterable[EventRow]) -> tuple[Holding, ...]:
    """The timelines of all places that events speak of, by place and day."""
    named = sorted(_told(rows), key=lambda told: _order(told[0]))
    told = sorted(_renamed(named), key=_order)
    return tuple(each for _, group in groupby(told, lambda each: _key(each.place)) for each in _timeline(list(group)))


def _order(each: Holding) -> tuple[object, ...]:
    return _key(each.place), each.since or "", each.holder or "", each.events


def _party(event: Event, name: str | None) -> str | None:
    """Who a name stands for: one country's forces are one party whatever they are called."""
    for who in (*event.actors, *event.recipients):
        if name in (who.name, who.text) and who.id is None and who.country and who.sectors:
            return f"{who.country}/{who.sectors[0]}"
    return name


def _renamed(told: Iterable[tuple[Holding, str | None]]) -> Iterator[Holding]:
    """Each party of a place by the first name it is given there."""
    names: dict[tuple[tuple[str, str], str | None], str | None] = {}
    for each, party in told:
        holder = names.setdefault((_key(each.place), party), each.holder) if party else each.holder
        yield replace(each, holder=holder)


def _told(rows: Iterable[EventRow]) -> Iterator[tuple[Holding, str | None]]:
    for row in rows:
        change, place, when = row.event.territory, row.event.place, row.event.when
        if change is None or place is None or row.event.status not in STANDS:
            continue
        since = when.earliest if when and when.earliest else row.report.published
        said_by = tuple(name for name in map(speaker_of, row.claims) if name)
        lost = change.change == "lost"
        told = Holding(
            place,
            None if lost else change.by,
            change.by if lost else change.source,
            since[:10] if since else None,
            None,
            change.change == "contested",
            said_by,
            (row.event.id,),
            (row.quote,),
        )
        yield told, _party(row.event, told.holder)


def _key(place: Place) -> tuple[str, str]:
    return place.country or "", place.id or (place_name(place) or "").lower()


def _timeline(told: Sequence[Holding]) -> Iterator[Holding]:
    periods = _merged(_folded(told))
    days = sorted({each.since or "" for each in periods})
    later = dict(pairwise(days))
    rivals = {one.since for one, other in pairwise(periods) if one.since == other.since and one.holder != other.holder}
    for period in periods:
        until = later.get(period.since or "")
        yield replace(period, until=until, contested=period.contested or period.since in rivals)


def _folded(told: Sequence[Holding]) -> list[Holding]:
    """Without the losses that somebody's gain on the same day explains; who says so is kept with the gain."""
    gains = {each.since: at for at, each in reversed(list(enumerate(told))) if each.holder is not None and not each.contested}
    kept = list(told)
    for each in told:
        at = gains.get(each.since) if each.holder is None else None
        if at is not None and kept[at].holder != each.taken_from:
            gain = kept[at]
            kept[at] = replace(
                gain,
                taken_from=gain.taken_from or each.taken_from,
                events=gain.events + each.events,
                said_by=tuple(dict.fromkeys(gain.said_by + each.said_by)),
                words=gain.words + each.words,
            )
    explained = {each.events[0] for each in told if each.holder is None and each.since in gains}
    return [each for each in kept if each.holder is not None or each.events[0] not in explained]


def _merged(told: Sequence[Holding]) -> list[Holding]:
    periods: list[Holding] = []
    for each in told:
        last = periods[-1] if periods else None
        if last and (last.holder, last.contested) == (each.holder, each.contested):
            periods[-1] = replace(
                last,
                taken_from=last.taken_from or each.taken_from,
                events=last.events + each.events,
                said_by=tuple(dict.fromkeys(last.said_by + each.said_by)),
                words=last.words + each.words,
            )
        else:
            periods.append(each)
    return periods


def _object(row: Holding) -> JsonObject:
    return encode_record(row)


COLUMNS: tuple[Column[Holding], ...] = (
    Column("place", "text", lambda row: place_name(row.place)),
    Column("place_id", "text", at("place.id")),
    Column("country", "text", at("place.country")),
    Column("admin1", "text", at("place.admin1")),
    Column("lat", "float", at("place.lat")),
    Column("lon", "float", at("place.lon")),
    Column("place_precision", "text", at("place.precision")),
    Column("holder", "text", at("holder")),
    Column("taken_from", "text", at("taken_from")),
    Column("since", "day", at("since")),
    Column("until", "day", at("until")),
    Column("contested", "flag", lambda row: int(row.contested)),
    Column("said_by", "text", lambda row: several(row.said_by)),
    Column("events", "text", lambda row: several(row.events)),
    Column("words", "text", lambda row: " … ".join(row.words)),
)

HOLDING_TABLE: Table[Holding] = Table("holdings", COLUMNS, _object, lambda row: point_of(row.place))

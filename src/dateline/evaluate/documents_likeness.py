"""When a coded day, place or party counts as the one that a gold document wants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from dateline.evaluate.gold_documents import Filler, GoldIncident, GoldWhere
from dateline.model import Participant, Place, When

_RECENT = timedelta(days=62)
_NEAR = timedelta(days=1)
_WORD = re.compile(r"[^\W_]+")
_SHORT = 3


def same_time(incident: GoldIncident, when: When | None) -> bool:
    """Whether the event's days meet the incident's; with only a last day known, any day of the two months before it."""
    if when is None or not incident.latest or when.latest is None:
        return False
    last = date.fromisoformat(incident.latest)
    first = date.fromisoformat(incident.earliest) if incident.earliest else last - _RECENT
    end = date.fromisoformat(when.latest)
    start = date.fromisoformat(when.earliest) if when.earliest else end
    return start <= last + _NEAR and end >= first - _NEAR


def same_place(where: GoldWhere, place: Place, codes: Mapping[str, str]) -> bool:
    """Whether the place is one of the parts by name or, where the gold has only a country, lies in that country."""
    if not where.parts:
        return place.country is not None and place.country == codes.get(where.country.lower())
    ours = {plain(name) for name in (place.text, place.name) if name}
    theirs = {plain(name) for part in where.parts for name in part}
    return any(_inside(mine, other) for mine in ours for other in theirs)


def _inside(one: str, other: str) -> bool:
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def named(filler: Filler, parties: Iterable[Participant]) -> bool:
    """Whether a party's words or name share a longer word with one of the filler's wordings."""
    wanted = {word for name in filler.names for word in plain(name).split() if len(word) > _SHORT or len(name) <= _SHORT + 1}
    return bool(wanted & words_of(parties))


def words_of(parties: Iterable[Participant]) -> frozenset[str]:
    """The longer words of the parties' names and texts."""
    texts = (f"{party.text} {party.name or ''}" for party in parties)
    return frozenset(word for text in texts for word in plain(text).split() if len(word) >= _SHORT)


def plain(text: str) -> str:
    """The words of the text in lower case, without marks on letters."""
    folded = unicodedata.normalize("NFKD", text)
    letters = "".join(character for character in folded if not unicodedata.combining(character))
    return " ".join(_WORD.findall(letters.lower()))

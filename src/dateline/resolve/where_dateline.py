"""The place in a report's dateline, which stands outside its sentences: "GOMA, Congo (Reuters) -"."""

from __future__ import annotations

import re

from dateline.model import Report
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_names import key_of
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_words import AREAS, Mention

_DASHES = "-–—"
# The country may stand in brackets after the town: "PARIS (FRANCE)".
_PARTS = re.compile(r"[,()]")
_LONGEST = 80


def dateline_mentions(report: Report, gazetteer: Gazetteer, cues: PlaceCues) -> tuple[Mention, ...]:
    """The town of the dateline and the area after it where there is one; tokens are -1, for no sentence holds them."""
    zone = next((zone for zone in report.zones if zone.kind == "dateline"), None)
    if zone is None:
        return ()
    text = report.text[zone.start : min(zone.end, zone.start + _LONGEST)]
    text = text[: min((at for at in map(text.find, _DASHES) if at > 0), default=len(text))]
    found: list[Mention] = []
    start = zone.start
    for part in _PARTS.split(text)[:3]:
        name = part.strip()
        entries = _entries(name, gazetteer, cues) if name else ()
        begin = start + len(part) - len(part.lstrip())
        start += len(part) + 1
        if not entries:
            continue
        if found and not any(entry.kind in AREAS for entry in entries):
            break
        found.append(Mention(-1, -1, begin, begin + len(name), name, key_of(name), entries, None, True))
    return _linked(found)


def _entries(name: str, gazetteer: Gazetteer, cues: PlaceCues) -> tuple[Entry, ...]:
    return gazetteer.named(cues.abbreviations.get(name.lower(), name))


def _linked(found: list[Mention]) -> tuple[Mention, ...]:
    if len(found) < 2:
        return tuple(found)
    town = found[0]
    inside = Mention(-1, -1, town.start, town.end, town.text, town.key, town.entries, town.feature, town.supported, container=1)
    return (inside, *found[1:2])

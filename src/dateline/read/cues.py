"""The words by which the parts of a page are known, loaded once from the lexicon's cue files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lexicon.tables import load_toml


@dataclass(frozen=True, slots=True)
class LineCues:
    """Words that give a line away: the whole line, its start, or anywhere in it; all lower case."""

    line: frozenset[str] = frozenset()
    start: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneCues:
    """Everything that ``cues/zones.toml`` says."""

    furniture: LineCues
    byline: LineCues
    caption: LineCues
    credit: LineCues
    correction: LineCues
    counter_units: frozenset[str]
    separators: tuple[str, ...]
    opens_list: frozenset[str]
    ends_story: frozenset[str]
    byline_roles: frozenset[str]
    name_joiners: frozenset[str]
    photo_credit: tuple[str, ...]
    old_photo: tuple[str, ...]
    credit_suffix: tuple[str, ...]
    head_words: frozenset[str]
    head_labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """A news agency or outlet and the names it signs with; ``short`` ones count only where a source is expected."""

    name: str
    kind: str
    names: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateCues:
    """Everything that ``cues/published.toml`` says."""

    months: dict[str, int]
    weekdays: dict[str, int]
    published: frozenset[str]
    updated: frozenset[str]
    line_words: frozenset[str]
    zulu: frozenset[str]
    ahead: frozenset[str]


@cache
def zone_cues() -> ZoneCues:
    """The cues for zones."""
    data = load_toml("cues/zones.toml")
    furniture, byline, caption, credit = data["furniture"], data["byline"], data["caption"], data["credit"]
    return ZoneCues(
        furniture=_line_cues(furniture),
        byline=_line_cues(byline),
        caption=_line_cues(caption),
        credit=_line_cues(credit),
        correction=_line_cues(data["correction"]),
        counter_units=frozenset(furniture["counter_units"]),
        separators=tuple(furniture["separators"]),
        opens_list=frozenset(furniture["opens_list"]),
        ends_story=frozenset(furniture["ends_story"]),
        byline_roles=frozenset(byline["roles"]),
        name_joiners=frozenset(byline["joiners"]),
        photo_credit=tuple(caption["credit_start"]),
        old_photo=tuple(caption["old"]),
        credit_suffix=tuple(credit["suffix"]),
        head_words=frozenset(data["dateline"]["words"]),
        head_labels=frozenset(data["dateline"]["labels"]),
    )


def _line_cues(table: dict[str, Any]) -> LineCues:
    return LineCues(
        frozenset(table.get("line", ())),
        tuple(table.get("start", ())),
        tuple(table.get("anywhere", ())),
    )


@cache
def sources() -> tuple[Source, ...]:
    """Agencies and outlets, in file order."""
    rows = load_toml("cues/wire_sources.toml")["source"]
    return tuple(Source(row["name"], row["kind"], tuple(row["names"]), tuple(row["short"])) for row in rows)


@cache
def source_names() -> dict[str, Source]:
    """Each lower-case full or short name, with the source it means."""
    found: dict[str, Source] = {}
    for source in sources():
        for name in _spellings(source):
            found.setdefault(name.lower(), source)
    return found


def _spellings(source: Source) -> Iterable[str]:
    return (source.name, *source.names, *source.short)


@cache
def date_cues() -> DateCues:
    """The cues for dates of publication."""
    data = load_toml("cues/published.toml")
    return DateCues(
        months=data["months"],
        weekdays=data["weekdays"],
        published=frozenset(data["labels"]["published"]),
        updated=frozenset(data["labels"]["updated"]),
        line_words=frozenset(data["line"]["words"]),
        zulu=frozenset(data["line"]["zulu"]),
        ahead=frozenset(data["inference"]["ahead"]),
    )

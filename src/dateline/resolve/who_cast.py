"""Casts a report: its mentions, its pronouns and descriptions, and whose its people are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import ne

from dateline.lexicon.actors import ActorIndex
from dateline.model import Parse, Place, Report
from dateline.resolve.coreference import Anaphor, resolve_anaphors
from dateline.resolve.who_beside import named_beside, tell_beside
from dateline.resolve.who_cues import actor_cues
from dateline.resolve.who_grid import lay, named
from dateline.resolve.who_mentions import Mention, find_mentions
from dateline.resolve.who_names import introduce_states
from dateline.resolve.who_nation import leading_country
from dateline.resolve.who_owner import Owners
from dateline.resolve.who_phrase import Context, PlaceCountry

_SHOUTED = 0.6
_SAMPLE = 4000
_GLANCE = 12


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in a report: its mentions in text order, its pronouns and descriptions, and the context they make."""

    mentions: tuple[Mention, ...]
    anaphors: tuple[Anaphor, ...]
    by_token: dict[int, Anaphor]
    context: Context


def read_cast(report: Report, parse: Parse, places: tuple[Place, ...], index: ActorIndex) -> Cast:
    """The actors of a report as its words name them."""
    shouted = _is_shouted(report.text)
    grid = lay(report.text, parse)
    date = report.published[:10] if report.published else None
    matches = named(grid, index.matches(grid.words, date, shouted=shouted), shouted=shouted)
    country, small = leading_country(matches, places), _small(parse) if shouted else frozenset()
    context = Context(index, date, shouted, {}, country, _finder(places), actor_cues(), small)
    introduce_states(matches, context)
    mentions = find_mentions(grid, matches, context)
    anaphors = resolve_anaphors(parse, mentions, index.countries)
    return _beside(_owned(Cast(mentions, anaphors, _by_token(anaphors), context), parse), parse)


def _small(parse: Parse) -> frozenset[int]:
    """Where the words start that the parser takes for no names, in a text whose capitals tell nothing."""
    tagged = zip(parse.starts, parse.tags, strict=True)
    return frozenset(start for start, tag in tagged if tag and not tag.startswith("NNP"))


def _by_token(anaphors: tuple[Anaphor, ...]) -> dict[int, Anaphor]:
    return {token: anaphor for anaphor in anaphors for token in (anaphor.first, anaphor.last)}


def _owned(cast: Cast, parse: Parse) -> Cast:
    """The cast with bare nouns for people tied to those they belong to."""
    owners = Owners(parse, cast.mentions, cast.by_token, cast.context.cues or actor_cues())
    mentions = tuple(owners.owned(one) for one in cast.mentions)
    changed = {one.start: one for one, before in zip(mentions, cast.mentions, strict=True) if one is not before}
    if not changed:
        return cast
    anaphors = tuple(
        replace(one, antecedents=tuple(_newer(mention, changed) for mention in one.antecedents))
        if any(mention.start in changed for mention in one.antecedents)
        else one
        for one in cast.anaphors
    )
    return Cast(mentions, anaphors, _by_token(anaphors), cast.context)


def _beside(cast: Cast, parse: Parse) -> Cast:
    """The cast with the nouns for one person named by the name beside them: its president, So-and-so."""
    mentions = named_beside(parse, cast.mentions)
    if mentions is cast.mentions:
        return cast
    tell_beside(cast.context.names or {}, mentions)
    anaphors = resolve_anaphors(parse, mentions, cast.context.index.countries)
    return Cast(mentions, anaphors, _by_token(anaphors), cast.context)


def _newer(mention: Mention, changed: dict[int, Mention]) -> Mention:
    newer = changed.get(mention.start)
    return newer if newer is not None and newer.reading.role == mention.reading.role else mention


def _finder(places: tuple[Place, ...]) -> PlaceCountry:
    """Looks the country of a place up by where its name starts in the report."""
    by_start = {place.start: place.country for place in places}
    by_end = {place.end: place.country for place in places}

    def country_of(text: str, start: int, end: int) -> str | None:
        return by_start.get(start) or by_end.get(end)

    return country_of


def _is_shouted(text: str) -> bool:
    """Whether capitals tell nothing here: the text is (nearly) all in capitals, or has none."""
    start = text[:_GLANCE]
    if start != start.lower() and start != start.upper():
        return False
    sample = text[:_SAMPLE]
    small = sample.lower()
    letters: int = sum(map(ne, sample.upper(), small))
    capitals: int = sum(map(ne, sample, small))
    return letters > 0 and (capitals > _SHOUTED * letters or capitals == 0)

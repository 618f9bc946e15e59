"""Cuts a noun phrase into its head phrase, the listed and unlisted names in it, and what follows the head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.lexicon.actor_names import Meaning
from dateline.lexicon.actor_words import Word, fold
from dateline.lexicon.actors import ActorIndex, Match
from dateline.model import ActorKind
from dateline.resolve.who_cues import ActorCues, actor_cues

PlaceCountry = Callable[[str, int, int], str | None]
_PARTING = frozenset(',;:()[]—–"“”')
# Where a report has no date, the latest bearer of a name is meant.
_LATEST = "9999"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says of an actor, before it is tied to a span; ``via`` tells how a country came in."""

    kind: ActorKind = "unknown"
    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    rule: str = "none"
    via: str = ""
    armed: bool = False
    plural: bool = False
    start: int = 0
    end: int = 0
    candidates: tuple[tuple[str, float], ...] = ()


def laid(reading: Reading, start: int, end: int) -> Reading:
    """The reading on ``[start, end)``; written out, as it is done for every phrase and ``replace`` is slow."""
    return Reading(
        reading.kind,
        reading.id,
        reading.name,
        reading.country,
        reading.sectors,
        reading.role,
        reading.rule,
        reading.via,
        reading.armed,
        reading.plural,
        start,
        end,
        reading.candidates,
    )


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the report says: its date, its own names for actors, its countries, and where places are.

    ``small`` holds where the words start that are no names though the report, all in capitals, writes them large.
    """

    index: ActorIndex
    date: str | None = None
    shouted: bool = False
    names: dict[str, Reading] | None = None
    country: str | None = None
    place_country: PlaceCountry | None = None
    cues: ActorCues | None = None
    small: frozenset[int] = frozenset()

    @property
    def phrase(self) -> dict[str, frozenset[str]]:
        """The words that steer a phrase."""
        return (self.cues or actor_cues()).phrase

    def capital(self, word: Word) -> bool:
        """Whether the word is written as a name is."""
        return word.text[:1].isupper() and word.start not in self.small


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the head phrase: a listed name, or a run of capitalised words that no list has."""

    first: int
    last: int
    match: Match | None
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut up: its words, where the head phrase starts and ends, its items and what follows."""

    text: str
    words: tuple[Word, ...]
    first: int
    last: int
    items: tuple[Item, ...]
    tails: tuple[tuple[str, int, int], ...]

    def quote(self, first: int, last: int) -> str:
        """The text of words ``[first, last)``."""
        return " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())


def cut(text: str, words: tuple[Word, ...], context: Context, matches: tuple[Match, ...] | None = None) -> Phrase:
    """The phrase in its parts; ``matches`` are the listed names in its words where they are known already."""
    if matches is None:
        matches = context.index.matches(words, context.date, shouted=context.shouted)
    inside = {at for match in matches for at in range(match.first + 1, match.last)}
    matches = tuple(match for match in matches if match.meanings[0].via != "blocked")
    opening = {match.first: match for match in matches}
    breaks = [at for at in range(1, len(words)) if at not in inside and _breaks(text, words, at, opening, context)]
    first = 0
    while first < len(words) - 1 and first not in opening and _skips(words[first], context):
        first += 1
    breaks = [at for at in breaks if at > first]
    breaks = [at for at in breaks if at - 1 not in breaks or words[at - 1].key not in context.phrase["allegiance_tails"]]
    last = breaks[0] if breaks else len(words)
    ends = [*breaks[1:], len(words)] if breaks else []
    tails = tuple((_tail_word(text, words, at), at, until) for at, until in zip(breaks, ends, strict=True))
    kept = tuple(match for match in matches if match.first >= first and match.last <= last)
    return Phrase(text, words, first, last, tuple(_items(words, first, last, kept, _told(matches, context))), tails)


def _told(matches: tuple[Match, ...], context: Context) -> Context:
    """The context with the one country that the phrase names, where a name in it has several bearers."""
    if all(len(match.meanings) == 1 for match in matches):
        return context
    nations = {match.meanings[0].country for match in matches if match.meanings[0].kind == "country"}
    return replace(context, country=nations.pop()) if len(nations) == 1 else context


def _skips(word: Word, context: Context) -> bool:
    return word.key in context.phrase["leading"] or word.key.isdigit()


def _breaks(text: str, words: tuple[Word, ...], at: int, opening: dict[int, Match], context: Context) -> bool:
    gap = text[words[at - 1].end : words[at].start]
    if gap != " ":
        if not _PARTING.isdisjoint(gap):
            return True
        if "-" in gap:
            return False
    if at in opening:
        return False
    return words[at].key in context.phrase["tails"] and (words[at].text.islower() or context.shouted)


def _tail_word(text: str, words: tuple[Word, ...], at: int) -> str:
    gap = text[words[at - 1].end : words[at].start]
    return "(" if "(" in gap else "," if any(mark in gap for mark in ",;:—–") else words[at].key


def _items(words: tuple[Word, ...], first: int, last: int, matches: tuple[Match, ...], context: Context) -> list[Item]:
    items: list[Item] = []
    at, queue = first, list(matches)
    while at < last:
        if queue and queue[0].first == at:
            match = queue.pop(0)
            until = _name_end(words, match.last, last, queue, context) if _opens_person(words, match, last, context) else 0
            if until > match.last:
                items.append(Item(at, until, None, None))
            else:
                items.append(Item(at, match.last, match, choose(match.meanings, context)))
            at = items[-1].last
            queue = [later for later in queue if later.first >= at]
            continue
        until = _name_end(words, at, last, queue, context)
        if until > at:
            items.append(Item(at, until, None, None))
        at = max(until, at + 1)
        queue = [later for later in queue if later.first >= at]
    return items


def _opens_person(words: tuple[Word, ...], match: Match, last: int, context: Context) -> bool:
    """Whether a country's name here is somebody's given name: Jordan Smith, Chad Wolf."""
    alone = match.last - match.first == 1 and words[match.first].key in context.phrase["given_names"]
    meaning = match.meanings[0]
    return alone and match.last < last and meaning.kind == "country" and meaning.via == "name"


def _name_end(words: tuple[Word, ...], at: int, last: int, queue: list[Match], context: Context) -> int:
    """Where the run of name-like words that starts at ``at`` ends (``at`` itself where there is none)."""
    phrase = context.phrase
    stop = next((match.first for match in queue if match.first >= at and not _part_of_name(match, words, at, phrase)), last)
    capital = context.capital
    until = at
    while until < stop and words[until].key != "s":
        if words[until].key in phrase["not_names" if until == at else "calendar"]:
            break
        word = words[until]
        inner = until > at and (word.key in phrase["particles"] or _hyphened(words, until))
        if not (capital(word) or inner or _article(words, until, stop, phrase["articles"])):
            break
        until += 1
    while until > at and not capital(words[until - 1]) and not _hyphened(words, until - 1):
        until -= 1
    return until


def _hyphened(words: tuple[Word, ...], at: int) -> bool:
    """Whether a short word hangs on the one before by a hyphen, as in Ho-jen and Jong-un."""
    return words[at].joined and words[at].start - words[at - 1].end == 1 and len(words[at].text) < 6


def _article(words: tuple[Word, ...], at: int, stop: int, articles: frozenset[str]) -> bool:
    return words[at].key in articles and at + 1 < stop and words[at + 1].text[:1].isupper()


def _part_of_name(match: Match, words: tuple[Word, ...], at: int, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a listed word that stands capitalised inside a name is just part of it (Mr Bishop, Ali King)."""
    meaning = match.meanings[0]
    if match.first - 1 > at and words[match.first - 1].text.islower() and words[match.first - 1].key in cues["particles"]:
        return True
    if _ends_name(match, words, at, cues):
        return True
    titled = meaning.kind == "agent" and meaning.subkind in ("person", "office") and words[match.first].key == fold(meaning.name)
    return titled and match.last - match.first == 1 and match.first > 0 and _capital_run(words, match)


def _ends_name(match: Match, words: tuple[Word, ...], at: int, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a capital's name ends somebody's: Ana Lima, but not Central Tripoli."""
    capital = match.meanings[0].via == "capital" and match.last == len(words) and match.first == at + 1
    if not capital or not words[match.first].joined or words[at].key in cues["plain_modifiers"]:
        return False
    before = words[at].text
    return before[:1].isupper() and not before.isupper() and words[match.first].start - words[at].end == 1


def _capital_run(words: tuple[Word, ...], match: Match) -> bool:
    before = words[match.first - 1]
    return words[match.first].text[:1].isupper() and before.text[:1].isupper() and match.last == len(words)


def choose(meanings: tuple[Meaning, ...], context: Context) -> Meaning:
    """The likeliest of a name's meanings: a user's own first, then who held office on the report's day, then the
    report's country, then whose office is nearest in time, then the list's order.
    """
    if len(meanings) == 1:
        return meanings[0]
    day = context.date or _LATEST

    def rank(meaning: Meaning) -> tuple[bool, bool, bool, bool, float]:
        years = meaning.apart(day) if meaning.kind == "person" else 0.0
        return (
            not meaning.own,
            years > 0,
            meaning.via == "capital",
            context.country is None or meaning.country != context.country,
            years,
        )

    return min(meanings, key=rank)

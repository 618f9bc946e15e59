"""One index over all names in the actor lists: countries, agents, groups, organisations, media, office-holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dateline.lexicon.actor_names import Meaning, blocked_names, bundled_names, user_names
from dateline.lexicon.actor_words import Word, words_of
from dateline.lexicon.tables import load_toml

_ARTICLES = ("the ", "The ")
_CAPITALS = 6
_MIXED_FROM = 4
# Words are looked into by place: there is one for every word of a report.
_KEY = Word._fields.index("key")


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name in a text: words ``[first, last)``, and everything the name may stand for, best first."""

    start: int
    end: int
    first: int
    last: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    shape: tuple[str, ...]
    meaning: Meaning
    marks: tuple[str, ...] = ()


@dataclass(slots=True)
class ActorIndex:
    """Finds listed names in texts: longest first, in time linear in the number of words."""

    names: dict[tuple[str, ...], tuple[_Name, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    surnames: dict[str, tuple[Meaning, ...]] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    shouted: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    plain_surnames: frozenset[str] = frozenset()

    def matches(self, words: tuple[Word, ...], date: str | None = None, *, shouted: bool = False) -> tuple[Match, ...]:
        """The listed names in ``words``, left to right without overlap; ``shouted`` says that capitals tell nothing."""
        found: list[Match] = []
        until = 0
        opening, key = self.longest, _KEY
        for at, word in enumerate(words):
            if word[key] not in opening or at < until:
                continue
            match = self._longest(words, at, date, shouted)
            if match is not None:
                found.append(match)
                until = match.last
        return tuple(found)

    def _longest(self, words: tuple[Word, ...], at: int, date: str | None, shouted: bool) -> Match | None:
        reach = 1
        key = words[at].key
        limit = min(self.longest[key], len(words) - at)
        marked = key in self.marked
        while reach < limit and (words[at + reach].joined or (marked and words[at + reach].mark)):
            reach += 1
        keys = tuple([word.key for word in words[at : at + reach]])
        for count in range(reach, 0, -1):
            names = self.names.get(keys[:count])
            if names is None:
                continue
            found = words[at : at + count]
            fitting = [name.meaning for name in names if self._fits(name, found, shouted)]
            meanings = _of_day(fitting, date) if date is not None and fitting else tuple(fitting)
            if meanings:
                bracket = marked and found[-1].mark == "(" and names[0].marks != ()
                return Match(found[0].start, found[-1].end + bracket, at, at + count, meanings)
        return None

    def _fits(self, name: _Name, words: tuple[Word, ...], shouted: bool) -> bool:
        alone = len(words) == 1
        if alone and name.meaning.kind == "person" and words[0].key in self.plain_surnames:
            return name.meaning.own
        if name.marks and not _marks_fit(name.marks, words):
            return False
        if shouted:
            everyday = self.shouted if words[0].text.isupper() else self.everyday
            plain = alone and "." not in words[0].text and words[0].key in everyday
            return name.meaning.via == "agent" or not plain
        if alone and name.shape[0].isupper() and words[0].key in self.everyday:
            return words[0].text.isupper()
        if all(_shape_fits(shape, word.text) for shape, word in zip(name.shape, words, strict=True)):
            return True
        return not alone and words[-1].key in self.sorts and words[-1].text.islower() and _capitals_fit(name, words)


def _capitals_fit(name: _Name, words: tuple[Word, ...]) -> bool:
    """Whether all but the last word, which says what sort of body it is, are written as listed: the Sinaloa cartel."""
    shape = name.shape
    return shape[0][:1].isupper() and all(_shape_fits(one, word.text) for one, word in zip(shape[:-1], words[:-1], strict=True))


def _of_day(meanings: list[Meaning], date: str) -> tuple[Meaning, ...]:
    """What a name stands for on ``date``: those of that time, else those whose time is nearest."""
    able = [one for one in meanings if one.lasting or one.holds(date)]
    if len(able) < 2:
        return tuple(able)
    years = [one.apart(date) if one.lasting else 0.0 for one in able]
    least = min(years)
    return tuple(one for one, apart in zip(able, years, strict=True) if apart == least)


def _marks_fit(marks: tuple[str, ...], words: tuple[Word, ...]) -> bool:
    """Whether brackets and commas stand in the words where the name has them; a hyphen or nothing passes for one."""
    return all(word.joined or word.mark == mark for mark, word in zip(marks[1:], words[1:], strict=True))


def _shape_fits(shape: str, written: str) -> bool:
    if not shape[:1].isupper():
        return True
    letters = shape.replace(".", "")
    if len(letters) > 1 and letters.isupper() and len(letters) <= _CAPITALS:
        if len(letters) < _MIXED_FROM:
            return written.replace(".", "").isupper()
        return written[:1].isupper()
    return written[:1].isupper()


def load_actors(folder: Path | None = None) -> ActorIndex:
    """The index over the bundled lists, with those of a user's folder laid over them; raises ``LexiconError``."""
    own = tuple(user_names(folder)) if folder is not None else ()
    cues = load_toml("cues/actors.toml")
    index = _index((*own, *_bundled()))
    index.everyday = frozenset(cues["everyday"]["words"])
    index.shouted = frozenset(cues["everyday"]["shouted"])
    index.sorts = frozenset(cues["sorts_of_body"]["words"])
    index.plain_surnames = frozenset(cues["everyday"]["surnames"])
    return index


@lru_cache(maxsize=1)
def _bundled() -> tuple[tuple[str, Meaning], ...]:
    """Every bundled name, read once for all the indexes that are built over them."""
    return (*bundled_names(), *blocked_names(load_toml("cues/actors.toml")["blocked"]["names"]))


@lru_cache(maxsize=1)
def default_actors() -> ActorIndex:
    """The index over the bundled lists, read once a process."""
    return load_actors()


def _index(names: Iterable[tuple[str, Meaning]]) -> ActorIndex:
    gathered: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    longest: dict[str, int] = {}
    surnames: dict[str, list[Meaning]] = defaultdict(list)
    countries: dict[str, str] = {}
    marked: set[str] = set()
    for alias, meaning in names:
        shown = alias[4:] if alias.startswith(_ARTICLES) else alias
        words = words_of(shown)
        if not words:
            continue
        key = tuple(word.key for word in words)
        _gather(gathered[key], _Name(tuple(word.text for word in words), meaning, _marks(words, marked)))
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
        if meaning.kind == "person" and meaning not in surnames[key[-1]]:
            surnames[key[-1]].append(meaning)
        if meaning.kind == "country" and meaning.country and meaning.country not in countries:
            countries[meaning.country] = meaning.name
    frozen = {key: tuple(sorted(found, key=lambda name: not name.meaning.own)) for key, found in gathered.items()}
    people = {key: tuple(found) for key, found in surnames.items()}
    return ActorIndex(frozen, longest, people, countries, frozenset(marked))


def _gather(names: list[_Name], new: _Name) -> None:
    """Adds a name, unless its bearer has it already; of two ways to write it, the one with fewer capitals is kept."""
    for at, known in enumerate(names):
        if known.meaning == new.meaning:
            if _capitals(new) < _capitals(known):
                names[at] = new
            return
    names.append(new)


def _capitals(name: _Name) -> frozenset[int]:
    return frozenset(at for at, word in enumerate(name.shape) if word[:1].isupper())


def _marks(words: tuple[Word, ...], marked: set[str]) -> tuple[str, ...]:
    """The brackets and commas inside a listed name, word by word; empty where it has none."""
    if not any(word.mark for word in words):
        return ()
    marked.add(words[0].key)
    return tuple(word.mark for word in words)

"""Finds the place names in a text and tells them from persons, demonyms and organisations by the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dateline.lexicon.tables import load_csv, resource
from dateline.model import Parse, Report
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_names import key_of
from dateline.resolve.gazetteer_sources import CountryNames
from dateline.resolve.where_cues import PlaceCues

JOINTS = frozenset({"-", "'", "’", "‘", "`", "‑"})
AREAS = frozenset({"country", "admin1"})
_HEARD = 100_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may be a place's: tokens ``[first, last)``, what it may mean and what the words around it say.

    ``feature`` is the word beside it for what kind of place it is, ``container`` the mention it is said to lie in (an index
    into the list of mentions), ``supported`` whether the words around it speak for a place.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    entries: tuple[Entry, ...]
    feature: str | None = None
    supported: bool = False
    container: int | None = None
    state: bool = False


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """The columns of ``en/offices.csv``."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    office: str
    sectors: tuple[str, ...]
    start: str
    end: str


@cache
def leaders() -> frozenset[str]:
    """The keys of office-holders' surnames."""
    if not resource("en/offices.csv").exists():
        return frozenset()
    return frozenset(key_of(row.name).rpartition(" ")[2] for row in load_csv("en/offices.csv", OfficeHolder))


class Finder:
    """Finds mentions in one parse at a time."""

    def __init__(self, gazetteer: Gazetteer, cues: PlaceCues) -> None:
        self._gazetteer = gazetteer
        self._cues = cues
        self._peoples = peoples()

    def find(self, report: Report, parse: Parse) -> tuple[Mention, ...]:
        """The mentions of places, in text order, none overlapping."""
        scan = _Scan(report.text, parse, self._gazetteer, self._cues, self._peoples)
        return scan.mentions()


@cache
def peoples() -> frozenset[str]:
    """The keys of demonyms and country adjectives."""
    if not resource("en/countries.csv").exists():
        return frozenset()
    rows = load_csv("en/countries.csv", CountryNames)
    return frozenset(key_of(word) for row in rows for word in (*row.demonyms, *row.adjectives))


def _great(item: Mention) -> bool:
    """Whether the name is a country's, a first-level area's or a great city's."""
    return any(entry.kind in ("country", "admin1", "capital") or entry.population >= 5 * _HEARD for entry in item.entries)


class _Scan:
    """One pass over the tokens of one report."""

    def __init__(self, text: str, parse: Parse, gazetteer: Gazetteer, cues: PlaceCues, peoples: frozenset[str]) -> None:
        self.text, self.parse, self.gazetteer, self.cues, self.peoples = text, parse, gazetteer, cues, peoples
        self.low = [word.lower() for word in parse.texts]
        self.surnames: set[str] = set()
        self.leaders = leaders()
        self.shouting: set[int] = set()
        self.edges: dict[int, int] = {}
        for sentence in parse.sentences:
            words = [parse.texts[i] for i in range(sentence.first, sentence.last) if parse.texts[i].isalpha()]
            loud = len(words) > 4 and sum(word.isupper() for word in words) > 0.7 * len(words)
            for index in range(sentence.first, sentence.last):
                self.edges[index] = sentence.last
                if loud:
                    self.shouting.add(index)

    def mentions(self) -> tuple[Mention, ...]:
        found = list(self._candidates())
        known = {item.key for item in found if item.supported}
        judged = [(item, self._believed(item, known)) for item in found]
        kept = [item for item, good in judged if good and (item.key not in self.surnames or self._locates(item) or _great(item))]
        return tuple(self._contained(self._shared_features(kept)))

    # candidates

    def _candidates(self) -> Iterator[Mention]:
        index, size = 0, len(self.low)
        while index < size:
            if not self._starts(index):
                index += 1
                continue
            mention = self._abbreviation(index) or self._longest(index)
            if mention is None:
                index += 1
                continue
            yield mention
            index = mention.last

    def _starts(self, index: int) -> bool:
        word = self.parse.texts[index]
        if word[0].isupper():
            return True
        if word in self.cues.articles and index + 2 < self.edges[index]:
            after = index + 2 if self.parse.texts[index + 1] in JOINTS else index + 1
            return self.parse.texts[after][0].isupper() and after == index + 2
        return word[0] in "'‘’`" and len(word) > 3 and word[1].isupper()

    def _abbreviation(self, index: int) -> Mention | None:
        """A state or country written short, by itself ("U.S.") or after a comma ("Paris, TX")."""
        low, word, last = self.low[index], self.parse.texts[index], index + 1
        after_comma = index > 0 and self.low[index - 1] in (",", "(")
        name = self.cues.abbreviations.get(low)
        if name is None and last < len(self.low) and self.text[self.parse.ends[index]:self.parse.ends[index] + 1] == ".":
            name = self.cues.abbreviations.get(low + ".")
            last += int(name is not None and self.low[last] == ".")
        if name and low.isalpha() and last == index + 1 and not word.isupper():
            name = None
        if name is None and after_comma and word.isupper():
            name = self.cues.postal.get(word)
        if name is None or index in self.shouting and low.isalpha() and not after_comma:
            return None
        if low.rstrip(".") + "." in self.cues.unsure and not after_comma and not self._known_state(last):
            return None
        entries = tuple(entry for entry in self.gazetteer.named(name) if entry.kind in ("admin1", "country", "capital", "city"))
        areas = tuple(entry for entry in entries if entry.kind in AREAS) or entries[:1]
        return self._mention(index, last, areas, supported=True, state=True)

    def _known_state(self, after: int) -> bool:
        return after < len(self.low) and (self.low[after] in self.cues.people or self.low[after] in (",", "(", "-"))

    def _longest(self, index: int) -> Mention | None:
        for last in reversed(self._ends(index)):
            text = self._slice(index, last)
            key = key_of(text)
            if last - index == 1 and not self._single(index, key) or key in self.cues.other_names:
                continue
            if self._cuts_name(index, last):
                continue
            entries = self._entries(key, index, last)
            if entries:
                return self._whole(index, last, entries)
        return None

    def _cuts_name(self, index: int, last: int) -> bool:
        """Whether a longer name would be cut in two after a word like "City": "Springfield City Schools"."""
        own = self.low[last - 1]
        if last - index < 2 or own not in self.cues.organisations or own in self.cues.area_words:
            return False
        if any(entry.main and entry.population >= _HEARD for entry in self.gazetteer.keyed(key_of(self._slice(index, last)))):
            return False
        return last < self.edges[index] and self._capital(last)

    def _whole(self, first: int, last: int, entries: tuple[Entry, ...]) -> Mention | None:
        """The mention, made longer where the next word makes one name of both ("Tabqa Dam"); none for a street's name."""
        if last < self.edges[first] and self._capital(last) and first not in self.shouting:
            follows = self.low[last].rstrip(".")
            runs_on = last + 1 < self.edges[first] and self._capital(last + 1)
            if follows in self.cues.wholes_small and not (runs_on and any(entry.kind in AREAS for entry in entries)):
                return self._mention(first, last + 1, ())
            if follows in self.cues.wholes_large or follows in self.cues.area_words:
                known = any(entry.kind in AREAS for entry in entries) and follows in self.cues.area_words
                return self._mention(first, last if known else last + 1, entries, supported=True)
        return self._mention(first, last, entries)

    def _entries(self, key: str, index: int, last: int) -> tuple[Entry, ...]:
        entries = self.gazetteer.keyed(key)
        if not entries:
            article, _, rest = key.partition(" ")
            joined = index + 1 < last and self.parse.texts[index + 1] in JOINTS or article in ("al", "el")
            if rest and joined and article in self.cues.articles and len(rest) > 2:
                entries = self.gazetteer.keyed(rest)
        if index in self.shouting and last - index == 1:
            return tuple(e for e in entries if e.kind in AREAS or e.population >= self.cues.known_population or not e.population)
        return entries

    def _ends(self, index: int) -> list[int]:
        """Where a name that begins at ``index`` may end, the nearest first."""
        ends: list[int] = []
        limit = min(self.edges[index], index + self.cues.longest)
        for at in range(index, limit):
            word = self.parse.texts[at]
            if word[0].isupper() or (word[0] in "'‘’`" and len(word) > 3):
                ends.append(at + 1)
            elif not (word in JOINTS or word in self.cues.particles):
                break
        return ends

    def _single(self, index: int, key: str) -> bool:
        """Whether one word by itself may be a place's name."""
        if key in self.peoples and not self._is_country(key) or len(key) < 3:
            return False
        if key in self.cues.always:
            return True
        if len(key) <= 4 and self.parse.texts[index].isupper() and index not in self.shouting and not self._opens(index):
            return False
        if key in self.cues.dropped and key not in self.cues.allowed:
            return False
        if key not in self.cues.common and key not in self.cues.dropped:
            return True
        if index in self.shouting or index and self.low[index - 1] in ("the", "a", "an", "this", "his"):
            return False
        if index + 2 < len(self.low) and self.low[index + 1] == "," and self._names_area(index + 2):
            return True
        heard = any(entry.population >= _HEARD for entry in self.gazetteer.keyed(key))
        return heard and self._before(index) in self.cues.inside and self.parse.pos[index] in ("PROPN", "X")

    def _is_country(self, key: str) -> bool:
        return any(entry.kind == "country" for entry in self.gazetteer.keyed(key))

    def _mention(
        self, first: int, last: int, entries: tuple[Entry, ...], *, supported: bool = False, state: bool = False
    ) -> Mention:
        text = self._slice(first, last)
        feature = self._feature(first, last)
        helped = supported or feature is not None or self._supports(first, last)
        start, end = self.parse.starts[first], self.parse.ends[last - 1]
        if state and self.text[end:end + 1] == "." and self.text[end - 1] != "." and "." in text:
            text, end = text + ".", end + 1
        return Mention(first, last, start, end, text, key_of(text), entries, feature, helped, None, state)

    def _slice(self, first: int, last: int) -> str:
        return self.text[self.parse.starts[first]:self.parse.ends[last - 1]]

    # what the words around say

    def _before(self, index: int) -> str:
        """The word before, articles and directions left out."""
        for at in range(index - 1, max(-1, index - 5), -1):
            if self.low[at] not in ("the", "-") and self.low[at] not in self.cues.directions:
                return self.low[at]
        return ""

    def _feature(self, first: int, last: int) -> str | None:
        """The word for a kind of place right after the name, or before it ("the town of X", "Mount X")."""
        features = self.cues.features
        if last < len(self.low) and self.low[last] in features:
            return self.low[last]
        own = self.low[last - 1]
        if last - first > 1 and own in features:
            return own
        if first > 1 and self.low[first - 1] == "of" and self.low[first - 2] in features:
            return self.low[first - 2]
        return self.low[first - 1] if first and self.low[first - 1] in features else None

    def _supports(self, first: int, last: int) -> bool:
        before = self._before(first)
        if before in self.cues.inside or before in self.cues.motion:
            return True
        after = self.low[last] if last < len(self.low) else ""
        if after in self.cues.people or after == "-" and last + 1 < len(self.low) and self.low[last + 1] in self.cues.people:
            return True
        if after == "," and last + 1 < self.edges[first]:
            return self._names_area(last + 1)
        return self._opens(first) and after in self.cues.dateline_marks

    def _opens(self, index: int) -> bool:
        """Whether a sentence begins here."""
        return not index or self.edges[index - 1] != self.edges[index]

    def _names_area(self, index: int) -> bool:
        low, word = self.low[index], self.parse.texts[index]
        if low in self.cues.abbreviations or word in self.cues.postal:
            return True
        return word[0].isupper() and any(
            entry.kind in AREAS for last in self._ends(index) for entry in self.gazetteer.keyed(key_of(self._slice(index, last)))
        )

    # persons and other names

    def _believed(self, item: Mention, known: set[str]) -> bool:
        """Whether a candidate is a place and not a person, a surname or a chance likeness."""
        if item.state:
            return True
        if not item.entries:
            return False
        if self._is_person(item):
            return False
        if item.first in self.shouting:
            return item.supported or max(entry.population for entry in item.entries) > self.cues.known_population
        if self._inside_name(item) or self._before_name(item):
            return False
        return self._likely(item, known)

    def _locates(self, item: Mention) -> bool:
        return item.state or item.last - item.first > 1 or item.supported and self._before(item.first) in self.cues.inside

    def _likely(self, item: Mention, known: set[str]) -> bool:
        if item.last - item.first > 1 or item.supported or item.key in known:
            return True
        if item.key in self.cues.given or item.key in self.leaders:
            return any(entry.kind in AREAS or entry.population >= 5 * _HEARD for entry in item.entries)
        if any(entry.kind not in ("city", "admin2") for entry in item.entries):
            return True
        heard = max(entry.population for entry in item.entries) >= self.cues.quiet_population
        return heard and self.parse.pos[item.first] in ("PROPN", "X", "")

    def _is_person(self, item: Mention) -> bool:
        cues, first, last = self.cues, item.first, item.last
        if first:
            prev = self.low[first - 1]
            if prev.rstrip(".") in cues.titles and self.parse.texts[first - 1][0].isupper() and prev not in ("of",):
                return self._note(item)
            if self._capital(first - 1) and (prev in cues.given or self._initial(first - 1)):
                return self._note(item)
        if last - first > 1 and self.low[first] in cues.given and item.feature is None and not item.supported:
            big = any(entry.kind in AREAS or entry.population > cues.known_population for entry in item.entries)
            return not big
        if self._speaks(item):
            return self._note(item)
        if item.key in cues.given and last < len(self.low) and self._capital(last):
            follows = self.low[last]
            if follows not in cues.organisations and follows not in cues.features:
                return self._note_next(last)
        return False

    def _speaks(self, item: Mention) -> bool:
        """Whether a little-known single name says something, as persons do."""
        parse, at = self.parse, item.last - 1
        if item.last - item.first > 1 or parse.deps[at] != "nsubj" or parse.lemmas[parse.heads[at]] not in self.cues.reporting:
            return False
        return not _great(item)

    def _note(self, item: Mention) -> bool:
        self.surnames.add(item.key)
        return True

    def _note_next(self, index: int) -> bool:
        self.surnames.add(key_of(self.parse.texts[index]))
        return True

    def _initial(self, index: int) -> bool:
        word = self.parse.texts[index]
        return 2 <= len(word) <= 4 and all(mark == "." for mark in word[1::2]) and word[0::2].isupper() and word[-1] == "."

    def _capital(self, index: int) -> bool:
        word = self.parse.texts[index]
        return word[0].isupper() and any(letter.isalpha() for letter in word)

    def _inside_name(self, item: Mention) -> bool:
        """Whether the name ends a longer one ("Chiquita Raquel Henry", "the Marine Lexington")."""
        first = item.first
        if first > 1 and self.low[first - 1] in JOINTS and self._capital(first - 2):
            if self.low[first - 2] in self.cues.parties:
                return False
            return not any(e.kind in AREAS or e.population > _HEARD for e in self._near(first - 2)) and item.last - first == 1
        if not first or self.edges[first - 1] != self.edges[first] or not self._capital(first - 1):
            return False
        prev = self.low[first - 1]
        plain = prev in self.cues.directions or prev in self.cues.features or key_of(prev) in self.peoples
        if plain or prev in self.cues.dropped or prev.endswith((".", ",")) or item.last - first > 1:
            return False
        if self._before_is_place(first):
            return False
        self.surnames.add(item.key)
        return True

    def _near(self, index: int) -> tuple[Entry, ...]:
        return self.gazetteer.keyed(key_of(self.parse.texts[index]))

    def _before_is_place(self, first: int) -> bool:
        return any(entry.kind in AREAS for entry in self._near(first - 1))

    def _before_name(self, item: Mention) -> bool:
        """Whether a little-known name begins a longer one ("Lexington Herald-Leader")."""
        last = item.last
        if last >= self.edges[item.first] or not self._capital(last):
            return False
        follows = self.low[last]
        if follows in self.cues.organisations or follows in self.cues.features or follows in self.cues.dropped:
            return False
        if self._before(item.first) in self.cues.inside and item.last - item.first == 1 and not self._capital(last):
            return False
        known = any(entry.kind in AREAS or entry.main and entry.population >= _HEARD for entry in item.entries)
        return not known and item.last - item.first == 1

    # what mentions say of each other

    def _shared_features(self, items: list[Mention]) -> list[Mention]:
        """Hands "counties" in "Eastland and Callahan counties" on to the names before."""
        for at in range(len(items) - 1, 0, -1):
            before, item = items[at - 1], items[at]
            plural = item.feature is not None and item.feature.endswith("s") and item.last < len(self.low)
            if plural and self.low[item.last] == item.feature and before.feature is None and self._joined(before, item):
                items[at - 1] = replace(before, feature=item.feature)
        return items

    def _joined(self, one: Mention, other: Mention) -> bool:
        return other.first - one.last <= 2 and all(self.low[i] in (",", "and", "or", "&") for i in range(one.last, other.first))

    def _contained(self, items: list[Mention]) -> Iterator[Mention]:
        """Adds to each mention the one it is said to lie in: "X, Y", "X in Y", "Y's X", "the Y town of X"."""
        for at, item in enumerate(items):
            container = None
            if at + 1 < len(items) and self._lies_in(item, items[at + 1]):
                container = at + 1
            elif at and self._owns(items[at - 1], item):
                container = at - 1
            yield replace(item, container=container)

    def _lies_in(self, item: Mention, after: Mention) -> bool:
        between = self.low[item.last:after.first]
        if len(between) > 6 or not between:
            return False
        words = [w for w in between if w not in ("the", "-", "'s", "’s") and w not in self.cues.directions]
        if item.feature and words and words[0] == item.feature:
            words = words[1:]
        words = [w for w in words if w not in self.cues.features and key_of(w) not in self.peoples]
        if words == [","] or words == [",", "in"] or words == ["("]:
            return any(entry.kind in ("country", "admin1", "admin2", "region") for entry in after.entries)
        return words in (["in"], ["of"], ["of", "in"]) or words == [",", "in"]

    def _owns(self, before: Mention, item: Mention) -> bool:
        between = self.low[before.last:item.first]
        if not between or len(between) > 6 or not any(entry.kind in AREAS for entry in before.entries):
            return False
        if between[0] in ("'s", "’s", "'", "’"):
            return True
        return between[-1] == "of" and between[-2:-1] != [] and between[-2] in self.cues.features and "," not in between

"""Tells places from persons, other names and chance likenesses, by the words around them."""

from __future__ import annotations

from dataclasses import replace

from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_names import key_of
from dateline.resolve.where_other import leaders, peoples
from dateline.resolve.where_words import AREAS, HEARD, JOINTS, Mention, Words, great


class Judge:
    """Judges the candidates of one report; who is found to be a person is remembered for the rest of it."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words, self.gazetteer, self.cues = words, gazetteer, words.cues
        self.surnames: set[str] = set()
        self.leaders, self.peoples = leaders(), peoples()

    def believed(self, found: list[Mention]) -> list[Mention]:
        """The candidates that are places."""
        found = self._listed(found)
        self.surnames |= self._full_names()
        known = {item.key for item in found if item.supported}
        judged = [item for item in found if self._believed(item, known)]
        return [item for item in judged if item.key not in self.surnames or self._locates(item) or self._outdoes(item)]

    def _full_names(self) -> set[str]:
        """The surnames of persons who are named in full, also of those whom a list knows and so are no candidates."""
        low, parse, given = self.words.low, self.words.parse, self.cues.given
        return {
            key_of(self.words.texts[at])
            for at in range(1, len(low))
            if low[at - 1] in given
            and parse.deps[at - 1] == "compound"
            and parse.heads[at - 1] == at
            and self.words.capital(at)
            and self.words.capital(at - 1)
            and at not in self.words.shouting
            and low[at] not in self.cues.features
        }

    def _outdoes(self, item: Mention) -> bool:
        """Whether a place is so well known that a person of its name does not hide it."""
        if item.first in self.words.shouting:
            return item.entries[0].kind in ("country", "capital")
        return great(item)

    def _listed(self, found: list[Mention]) -> list[Mention]:
        """The candidates, those that go on a list ("towards X, Y and Z") supported where its first is."""
        result: list[Mention] = []
        for item in found:
            before = result[-1] if result else None
            if before is not None and before.supported and not item.supported and self._goes_on(before, item):
                item = replace(item, supported=True)
            result.append(item)
        return result

    def _goes_on(self, before: Mention, item: Mention) -> bool:
        between = self.words.low[before.last : item.first]
        return 0 < len(between) <= 2 and {between[0], between[-1]} <= self.cues.listing and bool(before.entries)

    def _taken(self, item: Mention) -> bool:
        """Whether the name is what is captured, bombed or entered."""
        parse, at = self.words.parse, item.last - 1
        return parse.deps[at] in ("dobj", "nsubjpass") and parse.lemmas[parse.heads[at]] in self.cues.taking

    def _believed(self, item: Mention, known: set[str]) -> bool:
        """Whether a candidate is a place and not a person, a surname or a chance likeness."""
        if item.state:
            return True
        if not item.entries:
            return False
        if self._is_person(item) or self._is_illness(item) or self._is_title(item):
            return False
        if self._governs(item) or self._has_article(item) or self._joined_on(item) or self._has_members(item):
            return False
        if item.first in self.words.shouting:
            return self._loud(item, known)
        if self._inside_name(item) or self._before_name(item):
            return False
        return self._likely(item, known)

    def _loud(self, item: Mention, known: set[str]) -> bool:
        """Whether a name in a sentence of capitals, where persons and words look like towns, is a place."""
        most = max(entry.population for entry in item.entries)
        if item.last - item.first > 1:
            return item.supported or most > self.cues.known_population
        if self._loud_person(item):
            return False
        big = any(entry.kind in ("country", "capital") or entry.population >= 5 * HEARD for entry in item.entries)
        if big or item.key in known or item.feature is not None:
            return True
        before = self.words.before(item.first)
        return before in self.cues.placing or (item.supported and before not in self.cues.motion) or self._taken(item)

    def _loud_person(self, item: Mention) -> bool:
        """Whether a title or given name goes before, with at most two other names between."""
        at, cues = item.first - 1, self.words.cues
        while at >= max(0, item.first - 3):
            low = self.words.low[at]
            if low in cues.titles or low in cues.given:
                return self._note(item)
            if not low.isalpha() or low in cues.dropped or low in cues.common or low in cues.features:
                return False
            if low in cues.motion or low in cues.inside or low in cues.directions:
                return False
            at -= 1
        return False

    def _governs(self, item: Mention) -> bool:
        """Whether a capital stands for its government: it says, demands or agrees to something."""
        if not any(entry.kind == "capital" for entry in item.entries) or item.entries[0].kind == "country":
            return False
        parse, at = self.words.parse, item.last - 1
        for _ in range(3):
            if parse.deps[at] != "conj":
                break
            at = parse.heads[at]
        verb = parse.heads[at]
        return parse.deps[at] == "nsubj" and parse.pos[verb] == "VERB" and parse.lemmas[verb] in self.cues.governing

    def _has_article(self, item: Mention) -> bool:
        """Whether a town's name by itself has an article, as ships, teams and papers have: "the Cole"."""
        parse, first = self.words.parse, item.first
        if item.last - first > 1 or item.feature is not None or not first or self.words.low[first - 1] != "the":
            return False
        if parse.heads[first - 1] != first or parse.deps[first] in ("compound", "nmod", "amod", "poss"):
            return False
        towns = all(entry.kind in ("city", "admin2") for entry in item.entries)
        return towns and not self.gazetteer.keyed(f"the {item.key}")

    def _has_members(self, item: Mention) -> bool:
        """Whether a town's name is that of a gang or unit: "members of Los Lobos"."""
        low, first = self.words.low, item.first
        if first < 2 or low[first - 1] != "of" or low[first - 2] not in self.cues.belonging:
            return False
        return item.feature is None and all(entry.kind in ("city", "admin2") for entry in item.entries)

    def _joined_on(self, item: Mention) -> bool:
        """Whether a little-known name is joined to another word: "ACAN-EFE"."""
        last = item.last
        joined = last + 1 < self.words.edges[item.first] and self.words.low[last] == "-" and self.words.capital(last + 1)
        if not joined or item.last - item.first > 1 or item.supported or great(item):
            return False
        return not self.gazetteer.keyed(key_of(self.words.texts[last + 1]))

    def _locates(self, item: Mention) -> bool:
        return item.state or item.last - item.first > 1 or (item.supported and self.words.before(item.first) in self.cues.inside)

    def _likely(self, item: Mention, known: set[str]) -> bool:
        if item.last - item.first > 1 or item.supported or item.key in known or self._taken(item):
            return True
        if item.key in self.cues.given or item.key in self.leaders:
            return any(entry.kind in AREAS or entry.population >= 5 * HEARD for entry in item.entries)
        if any(entry.kind not in ("city", "admin2") for entry in item.entries):
            return True
        most = max(entry.population for entry in item.entries)
        if most >= HEARD and not self.words.opens(item.first):
            return True
        heard = most >= self.cues.quiet_population
        return heard and self.words.parse.pos[item.first] in ("PROPN", "X", "")

    def _is_person(self, item: Mention) -> bool:
        cues, first, last = self.cues, item.first, item.last
        if first:
            prev = self.words.low[first - 1]
            if prev.rstrip(".") in cues.titles and self.words.texts[first - 1][0].isupper() and prev not in ("of",):
                return self._note(item)
            if self.words.capital(first - 1) and (prev in cues.given or self._initial(first - 1)):
                return self._note(item)
            kind = self.words.low[first - 2] if first > 1 else ""
            if prev in cues.naming and kind not in cues.features:
                return self._note(item)
        if last - first > 1 and self.words.low[first] in cues.given and item.feature is None and not item.supported:
            big = any(entry.kind in AREAS or entry.population > cues.known_population for entry in item.entries)
            return not big
        if self._speaks(item):
            return self._note(item)
        if item.key in cues.given and last < len(self.words.low) and self.words.capital(last):
            follows = self.words.low[last]
            if follows not in cues.organisations and follows not in cues.features:
                return self._note_next(last)
        return False

    def _is_illness(self, item: Mention) -> bool:
        """Whether the name is that of an illness: Lassa fever, West Nile virus; "China virus toll" tells the country."""
        low = self.words.low[item.last] if item.last < len(self.words.low) else ""
        if low not in self.cues.illnesses or (low in self.cues.illnesses_told and item.entries[0].kind in ("country", "capital")):
            return False
        return great(item) or self._note(item)

    def _is_title(self, item: Mention) -> bool:
        """Whether the name is part of a paper's, war's, treaty's, club's or noble's: the Seattle Times, the Oslo Accords."""
        first = item.first
        if first > 1 and self.words.low[first - 1] == "of" and self.words.low[first - 2] in self.cues.nobles:
            return self.words.capital(first - 2) and first not in self.words.shouting
        if item.last >= len(self.words.low) or not self.words.capital(item.last) or item.first in self.words.shouting:
            return False
        follows = self.words.low[item.last]
        article = item.first > 0 and self.words.low[item.first - 1] == "the"
        return follows in self.cues.treaties or (article and follows in self.cues.papers)

    def _speaks(self, item: Mention) -> bool:
        """Whether a little-known single name says something, as persons do."""
        parse, at = self.words.parse, item.last - 1
        if item.last - item.first > 1 or parse.deps[at] != "nsubj" or parse.lemmas[parse.heads[at]] not in self.cues.reporting:
            return False
        return not great(item)

    def _note(self, item: Mention) -> bool:
        self.surnames.add(item.key)
        return True

    def _note_next(self, index: int) -> bool:
        self.surnames.add(key_of(self.words.texts[index]))
        return True

    def _initial(self, index: int) -> bool:
        word = self.words.texts[index]
        return 2 <= len(word) <= 4 and all(mark == "." for mark in word[1::2]) and word[0::2].isupper() and word[-1] == "."

    def _inside_name(self, item: Mention) -> bool:
        """Whether the name ends a longer one ("Chiquita Raquel Henry", "the Marine Lexington")."""
        first = item.first
        if first > 1 and self.words.low[first - 1] in JOINTS and self.words.capital(first - 2):
            if self.words.low[first - 2] in self.cues.parties:
                return False
            return not any(e.kind in AREAS or e.population > HEARD for e in self._near(first - 2)) and item.last - first == 1
        if not first or self.words.edges[first - 1] != self.words.edges[first] or not self.words.capital(first - 1):
            return False
        prev = self.words.low[first - 1]
        plain = prev in self.cues.directions or prev in self.cues.features or key_of(prev) in self.peoples
        whole = item.last - first > 1 and self.words.capital(first)
        if plain or prev in self.cues.dropped or prev.endswith((".", ",")) or whole:
            return False
        if self._before_is_place(first):
            return False
        named = self.words.parse.pos[first - 1] in ("PROPN", "X")
        if self.words.opens(first - 1) and not named:
            return False
        if named:
            self.surnames.add(item.key)
        return True

    def _near(self, index: int) -> tuple[Entry, ...]:
        return self.gazetteer.keyed(key_of(self.words.texts[index]))

    def _before_is_place(self, first: int) -> bool:
        return any(entry.kind in AREAS for entry in self._near(first - 1))

    def _before_name(self, item: Mention) -> bool:
        """Whether a little-known name begins a longer one ("Lexington Herald-Leader")."""
        last = item.last
        if last >= self.words.edges[item.first] or not self.words.capital(last):
            return False
        follows = self.words.low[last]
        if follows in self.cues.organisations or follows in self.cues.features or follows in self.cues.dropped:
            return False
        if self.words.before(item.first) in self.cues.inside and item.last - item.first == 1 and not self.words.capital(last):
            return False
        known = any(entry.kind in AREAS or (entry.main and entry.population >= HEARD) for entry in item.entries)
        return not known and item.last - item.first == 1

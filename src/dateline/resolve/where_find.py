"""Finds the names in a text that may be places'."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Parse, Report
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_names import key_of
from dateline.resolve.where_believe import Judge
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_links import contained, shared_features
from dateline.resolve.where_other import actors, openers, peoples, persons
from dateline.resolve.where_words import AREAS, HEARD, JOINTS, Mention, Words

_LONGEST_NAME = 9


class Finder:
    """Finds mentions in one parse at a time."""

    def __init__(self, gazetteer: Gazetteer, cues: PlaceCues) -> None:
        self._gazetteer = gazetteer
        self._cues = cues

    def find(self, report: Report, parse: Parse) -> tuple[tuple[Mention, ...], frozenset[int], Words]:
        """The mentions of places, in text order, none overlapping, the tokens of other names that are known, the words."""
        words = Words(report.text, parse, self._cues)
        scan = _Scan(words, self._gazetteer)
        kept = Judge(words, self._gazetteer).believed(list(scan.candidates()))
        return tuple(contained(words, shared_features(words, kept))), frozenset(scan.others), words


class _Scan:
    """One pass over the tokens of one report."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words, self.gazetteer, self.cues = words, gazetteer, words.cues
        self.others: set[int] = set()
        self.peoples, self.actors, self.persons, self.openers = peoples(), actors(), persons(), openers()

    def candidates(self) -> Iterator[Mention]:
        """The names that the gazetteer knows, the longest at each word."""
        index, size = 0, len(self.words.low)
        while index < size:
            if not self._starts(index):
                index += 1
                continue
            mention = self._abbreviation(index)
            other = None if mention else self._other(index)
            mention = mention or (None if other else self._longest(index))
            if mention is None:
                self.others.update(range(index, other or index))
                index = other or index + 1
                continue
            yield mention
            index = mention.last

    def _other(self, index: int) -> int | None:
        """The end of a person's, group's or organisation's name of several words that begins here."""
        if key_of(self.words.texts[index]) not in self.openers:
            return None
        for last in reversed(self._name_ends(index)):
            key = key_of(self.words.slice(index, last))
            if key in self.persons:
                return last
            if key in self.actors and not any(entry.main for entry in self.gazetteer.keyed(key)):
                return last
        return None

    def _name_ends(self, index: int) -> list[int]:
        """Where a name of two words and more that begins here may end, small linking words included."""
        ends: list[int] = []
        for at in range(index + 1, min(self.words.edges[index], index + _LONGEST_NAME)):
            word = self.words.texts[at]
            if word[0].isupper():
                ends.append(at + 1)
            elif not (word in JOINTS or word in self.cues.particles or word in self.cues.placing):
                break
        return ends

    def _starts(self, index: int) -> bool:
        word = self.words.texts[index]
        if word[0].isupper():
            return True
        if word in self.cues.articles and index + 2 < self.words.edges[index]:
            after = index + 2 if self.words.texts[index + 1] in JOINTS else index + 1
            return self.words.texts[after][0].isupper() and after == index + 2
        return word[0] in "'‘’`" and len(word) > 3 and word[1].isupper()

    def _abbreviation(self, index: int) -> Mention | None:
        """A state or country written short, by itself ("U.S.") or after a comma ("Paris, TX")."""
        low, word, last = self.words.low[index], self.words.texts[index], index + 1
        after_comma = index > 0 and self.words.low[index - 1] in (",", "(")
        name = self.cues.abbreviations.get(low)
        if (
            name is None
            and last < len(self.words.low)
            and self.words.text[self.words.parse.ends[index] : self.words.parse.ends[index] + 1] == "."
        ):
            name = self.cues.abbreviations.get(low + ".")
            last += int(name is not None and self.words.low[last] == ".")
        if name and low.isalpha() and last == index + 1 and not word.isupper():
            name = None
        if name is None and after_comma and word.isupper() and not self._loud_word(index):
            name = self.cues.postal.get(word)
        if name is None or (index in self.words.shouting and low.isalpha() and not after_comma):
            return None
        if low.rstrip(".") + "." in self.cues.unsure and not after_comma and not self._known_state(last):
            return None
        entries = tuple(entry for entry in self.gazetteer.named(name) if entry.kind in ("admin1", "country", "capital", "city"))
        areas = tuple(entry for entry in entries if entry.kind in AREAS) or entries[:1]
        return self._mention(index, last, areas, supported=True, state=True)

    def _loud_word(self, index: int) -> bool:
        """Whether a word in a sentence of capitals is an English or Spanish small word: "IN", "OR", "LA"."""
        low = self.words.low[index]
        return index in self.words.shouting and (low in self.cues.dropped or low in self.cues.common or low in self.cues.particles)

    def _known_state(self, after: int) -> bool:
        if after >= len(self.words.low):
            return False
        follows = self.words.low[after]
        return follows in (",", "(", "-") or (follows.isalpha() and self.words.texts[after].islower())

    def _longest(self, index: int) -> Mention | None:
        for last in reversed(self.words.ends(index)):
            text = self.words.slice(index, last)
            key = key_of(text)
            if (last - index == 1 and not self._single(index, key)) or key in self.cues.other_names:
                continue
            if self._cuts_name(index, last) or self._plain(key, index):
                continue
            entries = self._entries(key, index, last)
            entries = (*self._with_kind(key, last), *entries)
            if entries:
                longer = self._goes_on(index, last)
                return self._mention(index, longer, ()) if longer else self._whole(index, last, entries)
        return None

    def _goes_on(self, index: int, last: int) -> int | None:
        """Where a Spanish or Portuguese name ends that goes on after a shorter one: "San Luis de la Reina"."""
        low, edge = self.words.low, self.words.edges[index]
        if last >= edge or low[last] not in self.cues.romance_links:
            return None
        at = last + 1
        if at < edge and low[last] == "de" and low[at] in self.cues.romance_articles:
            at += 1
        return at + 1 if at < edge and self.words.capital(at) and self.words.texts[at].isalpha() else None

    def _with_kind(self, key: str, last: int) -> tuple[Entry, ...]:
        """The places called by the name and the small word after it: Karama crossing, Dadaab camp."""
        if last >= len(self.words.low) or self.words.low[last] not in self.cues.wholes_large:
            return ()
        return self.gazetteer.keyed(f"{key} {self.words.low[last]}")

    def _plain(self, key: str, index: int) -> bool:
        """Whether several words that are all common ones make the name of no well-known place."""
        words, cues = key.split(" "), self.cues
        if len(words) < 2 or not all(word in cues.dropped or word in cues.common or word in cues.features for word in words):
            return False
        if words[0] != "the" and self.words.before(index) in cues.inside:
            return False
        known = self.cues.quiet_population
        entries = self.gazetteer.keyed(key)
        return words[0] == "the" or not any(entry.main and not 0 < entry.population < known for entry in entries)

    def _cuts_name(self, index: int, last: int) -> bool:
        """Whether a longer name would be cut in two after a word like "City": "Springfield City Schools"."""
        own = self.words.low[last - 1]
        if last - index < 2 or own not in self.cues.organisations or own in self.cues.area_words:
            return False
        if any(entry.main and entry.population >= HEARD for entry in self.gazetteer.keyed(key_of(self.words.slice(index, last)))):
            return False
        return last < self.words.edges[index] and self.words.capital(last)

    def _whole(self, first: int, last: int, entries: tuple[Entry, ...]) -> Mention | None:
        """The mention, longer where the next word makes one name of both ("Tabqa Dam"); no entries for a street."""
        if last < self.words.edges[first] and self.words.capital(last) and first not in self.words.shouting:
            follows = self.words.low[last].rstrip(".")
            runs_on = last + 1 < self.words.edges[first] and self.words.capital(last + 1)
            if follows in self.cues.wholes_small and not (runs_on and any(entry.kind in AREAS for entry in entries)):
                return self._mention(first, last + 1, ())
            if follows in self.cues.wholes_large or follows in self.cues.area_words:
                known = any(entry.kind in AREAS for entry in entries) and follows in self.cues.area_words
                return self._mention(first, last if known else last + 1 + self._reserve(follows, last), entries, supported=True)
        return self._mention(first, last, entries)

    def _reserve(self, follows: str, last: int) -> bool:
        """Whether the word after "National" says what it is: Pisgah National Forest."""
        after = self.words.low[last + 1] if last + 1 < len(self.words.low) else ""
        return follows == "national" and self.words.capital(last + 1) and after in self.cues.reserves

    def _entries(self, key: str, index: int, last: int) -> tuple[Entry, ...]:
        entries = self.gazetteer.keyed(key)
        if not entries:
            article, _, rest = key.partition(" ")
            joined = (index + 1 < last and self.words.texts[index + 1] in JOINTS) or article in ("al", "el")
            if rest and joined and article in self.cues.articles and len(rest) > 2:
                entries = self.gazetteer.keyed(rest)
            elif rest and article in self.cues.prefixes:
                wanted = self.cues.features.get(article, ())
                found = [entry for entry in self.gazetteer.keyed(rest) if entry.kind not in AREAS]
                entries = tuple([entry for entry in found if entry.kind in wanted] or found)
        if index in self.words.shouting and key.startswith("the "):
            return tuple(entry for entry in entries if entry.main)
        if index in self.words.shouting and last - index == 1:
            return tuple(e for e in entries if e.kind in AREAS or e.population >= self.cues.known_population or not e.population)
        return entries

    def _single(self, index: int, key: str) -> bool:
        """Whether one word by itself may be a place's name."""
        if (key in self.peoples and not self._is_country(key)) or len(key) < 3:
            return False
        if self.words.texts[index].isupper() and index not in self.words.shouting and key in self.actors:
            return False
        if key in self.cues.always:
            return True
        if len(key) <= 4 and self.words.texts[index].isupper() and index not in self.words.shouting and not self.words.opens(index):
            return False
        if key in self.cues.dropped and key not in self.cues.allowed:
            return False
        if key not in self.cues.common and key not in self.cues.dropped:
            return True
        if index in self.words.shouting or (index and self.words.low[index - 1] in self.cues.determiners):
            return False
        if index + 2 < len(self.words.low) and self.words.low[index + 1] == "," and self._names_area(index + 2):
            return True
        heard = any(entry.population >= HEARD for entry in self.gazetteer.keyed(key))
        before = self.words.before(index)
        told = before in self.cues.inside or before in self.cues.placing or self._after_kind(index)
        return heard and told and self.words.parse.pos[index] in ("PROPN", "X")

    def _after_kind(self, index: int) -> bool:
        """Whether a word for a kind of place goes before: the state of X."""
        low = self.words.low
        return index > 1 and low[index - 1] == "of" and low[index - 2] in self.cues.features

    def _is_country(self, key: str) -> bool:
        """Whether a country or region itself is called by the word, and not only its people."""
        return any(entry.kind == "country" or (entry.main and entry.kind == "region") for entry in self.gazetteer.keyed(key))

    def _mention(
        self, first: int, last: int, entries: tuple[Entry, ...], *, supported: bool = False, state: bool = False
    ) -> Mention:
        text = self.words.slice(first, last)
        feature = self._feature(first, last)
        helped = supported or feature is not None or self._supports(first, last)
        start, end = self.words.parse.starts[first], self.words.parse.ends[last - 1]
        if state and self.words.text[end : end + 1] == "." and self.words.text[end - 1] != "." and "." in text:
            text, end = text + ".", end + 1
        return Mention(first, last, start, end, text, key_of(text), entries, feature, helped, None, state)

    def _feature(self, first: int, last: int) -> str | None:
        """The word for a kind of place right after the name, or before it ("the town of X", "Mount X")."""
        features = self.cues.features
        if last < len(self.words.low) and self.words.low[last] in features:
            return self.words.low[last]
        own = self.words.low[last - 1]
        if last - first > 1 and own in features:
            return own
        if first > 1 and self.words.low[first - 1] == "of" and self.words.low[first - 2] in features:
            return self.words.low[first - 2]
        return self.words.low[first - 1] if first and self.words.low[first - 1] in features else None

    def _supports(self, first: int, last: int) -> bool:
        before = self.words.before(first)
        if before in self.cues.inside or before in self.cues.motion:
            return True
        after = self.words.low[last] if last < len(self.words.low) else ""
        if after in self.cues.people or (
            after == "-" and last + 1 < len(self.words.low) and self.words.low[last + 1] in self.cues.people
        ):
            return True
        if after == "," and last + 1 < self.words.edges[first]:
            return self._names_area(last + 1)
        return self.words.opens(first) and after in self.cues.dateline_marks

    def _names_area(self, index: int) -> bool:
        low, word = self.words.low[index], self.words.texts[index]
        if low in self.cues.abbreviations or word in self.cues.postal:
            return True
        return word[0].isupper() and any(
            entry.kind in AREAS or (entry.kind == "admin2" and entry.country in self.cues.county_states)
            for last in self.words.ends(index)
            for entry in self.gazetteer.keyed(key_of(self.words.slice(index, last)))
        )

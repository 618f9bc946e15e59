"""A report's words as the finding of places reads them."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Parse, Place
from dateline.resolve.gazetteer import Entry
from dateline.resolve.where_cues import PlaceCues

JOINTS = frozenset({"-", "'", "’", "‘", "`", "‑"})
POSSESSIVES = frozenset({"'s", "’s"})
AREAS = frozenset({"country", "admin1"})
HEARD = 100_000
_LOUD = 0.7


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may be a place's: tokens ``[first, last)``, what it may mean and what the words around it say.

    ``feature`` is the word beside it for what kind of place it is, ``container`` the mention it is said to lie in (an
    index into the list of mentions), ``supported`` whether the words around it speak for a place.
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
class Read:
    """What was read of the places of a report: mentions in text order, each with its place."""

    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    dateline: Place | None = None
    spoken: frozenset[str] = frozenset()

    def place(self, mention: Mention) -> Place:
        """The place of a mention."""
        return self.places[self.mentions.index(mention)]


def great(item: Mention) -> bool:
    """Whether the name is a country's, a first-level area's or a great city's."""
    return any(entry.kind in ("country", "admin1", "capital") or entry.population >= 5 * HEARD for entry in item.entries)


class Words:
    """The tokens of one report, with the end of each one's sentence and whether it is all in capitals."""

    def __init__(self, text: str, parse: Parse, cues: PlaceCues) -> None:
        self.text, self.parse, self.cues = text, parse, cues
        self.texts = [text[start:end] for start, end in zip(parse.starts, parse.ends, strict=True)]
        self.low = [word.lower() for word in self.texts]
        self.edges = [len(parse)] * len(parse)
        self.shouting: set[int] = set()
        self._ends: dict[int, list[int]] = {}
        for sentence in parse.sentences:
            words = [word for word in self.texts[sentence.first : sentence.last] if word.isalpha()]
            span = range(sentence.first, sentence.last)
            self.edges[sentence.first : sentence.last] = [sentence.last] * len(span)
            if len(words) > 4 and sum(word.isupper() for word in words) > _LOUD * len(words):
                self.shouting.update(span)

    def slice(self, first: int, last: int) -> str:
        """The text of tokens ``[first, last)``."""
        return self.text[self.parse.starts[first] : self.parse.ends[last - 1]]

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.texts[index][0].isupper()

    def opens(self, index: int) -> bool:
        """Whether a sentence begins here."""
        return not index or self.edges[index - 1] != self.edges[index]

    def before(self, index: int) -> str:
        """The word before in small letters, articles and directions left out."""
        for at in range(index - 1, max(-1, index - 5), -1):
            if self.low[at] not in ("the", "-") and self.low[at] not in self.cues.directions:
                return self.low[at]
        return ""

    def ends(self, index: int) -> list[int]:
        """Where a name that begins at ``index`` may end, the nearest first."""
        known = self._ends.get(index)
        if known is None:
            known = self._ends[index] = self._read_ends(index)
        return known

    def _read_ends(self, index: int) -> list[int]:
        ends: list[int] = []
        limit = min(self.edges[index], index + self.cues.longest)
        for at in range(index, limit):
            word = self.texts[at]
            if word[0].isupper() or (word[0] in "'‘’`" and len(word) > 3):
                ends.append(at + 1)
            elif word in POSSESSIVES and at + 1 < limit and self.texts[at + 1][0].isupper():
                continue
            elif not (word in JOINTS or word in self.cues.particles):
                break
        return ends

"""Ties definite descriptions ("the group", "the reclusive state", "the Palestinian leader") to what they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model import Parse
from dateline.resolve.who_binding import subjects_above
from dateline.resolve.who_cues import ActorCues
from dateline.resolve.who_mentions import Mention
from dateline.resolve.who_phrase import Reading

WINDOW = 14
NEAR = 12
_SENTENCES = 3
_MOST_MODIFIERS = 4
_NAMED_KINDS = frozenset({"agent", "group", "organisation", "media"})
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_MODIFIERS = (*_NOUNS, "JJ", "JJR", "VBN", "VBG", "HYPH", "AFX", "RB")
_UNTOLD = frozenset({"UNK", "CVL", "GOV", "ELI"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A description: its tokens ``[first, head]``, its noun, the words before the noun, and its nationality."""

    first: int
    head: int
    noun: str
    modifiers: tuple[str, ...]
    country: str | None


class Descriptions:
    """Finds, for the descriptions of one report, the mentions they take up."""

    def __init__(self, parse: Parse, mentions: tuple[Mention, ...], countries: dict[str, str], cues: ActorCues) -> None:
        """Reads ``countries`` as each country code's name."""
        self._parse, self._mentions, self._countries, self._cues = parse, mentions, countries, cues
        self._starts = [mention.start for mention in mentions]
        self._nouns: dict[str, Mention] = {}
        self._dealing = cues.descriptions["dealing"]

    def before(self, token: int) -> tuple[Mention, ...]:
        """The last mentions before ``token``, in text order."""
        at = bisect_left(self._starts, self._parse.starts[token])
        return self._mentions[max(0, at - WINDOW) : at]

    def covering(self, offset: int) -> Mention | None:
        """The mention that holds the character at ``offset``."""
        at = bisect_left(self._starts, offset + 1) - 1
        return self._mentions[at] if at >= 0 and self._mentions[at].end > offset else None

    def single(self, token: int, sentence: int) -> tuple[int, Mention, str] | None:
        """The last token, the antecedent and the noun of the description that ``token`` opens."""
        phrase = self._phrase(token, self._parse.sentences[sentence].last)
        if phrase is None or self._narrowed(phrase.head):
            return None
        best = self._modified(phrase, sentence) if phrase.modifiers else self._plain(phrase, sentence)
        if best is not None and best.reading.kind in _NAMED_KINDS and not phrase.modifiers:
            self._nouns[phrase.noun] = best
        return None if best is None else (phrase.head, best, phrase.noun)

    def _phrase(self, token: int, last: int) -> Phrase | None:
        """The noun phrase after "the": the noun that ends the run, and what stands before it."""
        tags, texts = self._parse.tags, self._parse.texts
        at = token + 1
        while at < last and at - token <= _MOST_MODIFIERS + 1 and tags[at] in _MODIFIERS:
            at += 1
        head = at - 1
        while head > token and tags[head] not in _NOUNS:
            head -= 1
        if head == token:
            return None if token + 1 >= last else Phrase(token, token + 1, texts[token + 1].lower(), (), None)
        own = self.covering(self._parse.starts[head])
        words = tuple(texts[at] for at in range(token + 1, head))
        country = own.reading.country if own is not None and "country" not in own.reading.rule else None
        return Phrase(token, head, texts[head].lower(), words, country)

    def _narrowed(self, noun: int) -> bool:
        """Whether words after the noun say which one is meant: "the group that", "the government of"."""
        following, sets = noun + 1, self._cues.descriptions
        if following >= len(self._parse):
            return False
        word, tag = self._parse.texts[following].lower(), self._parse.tags[following]
        return tag.startswith("NNP") or word in sets["narrowing"] or (word in sets["named_as"] and tag == "VBN")

    def _plain(self, phrase: Phrase, sentence: int) -> Mention | None:
        token, word = phrase.first, phrase.noun
        same = self._same_noun(token, sentence, word)
        if same is not None and (word in self._cues.descriptions["any_person"] or sentence - same.sentence <= _SENTENCES):
            return same
        over = self._over(phrase.head)
        for mention in self._near(token, sentence):
            if self._suits(mention, word) and (over is None or mention.token != over):
                return mention
        return same or self._by_sector(phrase, sentence) or self._state_of(token, sentence, word) or self._taken_up(token, word)

    def _over(self, noun: int) -> int | None:
        """The subject that deals with the noun and so is somebody else: who brokered a truce between the government and …"""
        parse = self._parse
        while parse.deps[noun] == "conj" and parse.heads[noun] < noun:
            noun = parse.heads[noun]
        dealt = parse.deps[noun] == "pobj" and parse.texts[parse.heads[noun]].lower() in self._dealing
        if not dealt and parse.deps[noun] not in ("dobj", "dative"):
            return None
        return next(subjects_above(parse, noun), None)

    def _modified(self, phrase: Phrase, sentence: int) -> Mention | None:
        """What a noun with adjectives takes up: another of its own kind is not meant by "the other group"."""
        sets = self._cues.descriptions
        lowered = [word.lower() for word in phrase.modifiers]
        if not sets["apart"].isdisjoint(lowered):
            return None
        plain = all(word == low for word, low in zip(phrase.modifiers, lowered, strict=True))
        if not plain and phrase.country is None and "-" not in lowered:
            return None
        title = " ".join((*lowered, phrase.noun))
        for mention in self._near(phrase.first, sentence):
            reading = mention.reading
            if phrase.country is not None and (reading.country != phrase.country or reading.kind == "country"):
                continue
            if reading.kind == "person":
                if self._holds_office(mention, phrase, title):
                    return mention
            elif reading.kind in ("group", "organisation", "country") and self._suits(mention, phrase.noun):
                return mention
        return None

    def _holds_office(self, mention: Mention, phrase: Phrase, title: str) -> bool:
        """Whether the person is known by the office: the interior minister, the Palestinian leader, the ageing king."""
        role = (mention.reading.role or "").lower()
        if not role or role.startswith("former"):
            return False
        if phrase.country is None:
            return title.endswith(role) or (role.split()[-1] == phrase.noun and role == phrase.noun)
        leads = phrase.noun in self._cues.descriptions["leaders"] and role in self._cues.descriptions["leading_offices"]
        return leads or title.endswith(role)

    def _near(self, token: int, sentence: int) -> Iterator[Mention]:
        return (one for one in reversed(self.before(token)) if sentence - one.sentence <= NEAR)

    def _same_noun(self, token: int, sentence: int, word: str) -> Mention | None:
        """The fuller mention that a bare repetition takes up: Syrian rebels … the rebels, the U.S.-led coalition …"""
        for mention in self._near(token, sentence):
            reading = mention.reading
            if reading.kind in ("group", "organisation"):
                if self._last_word(mention) == word and not self._cues.phrase["generic_heads"].isdisjoint((word,)):
                    return mention
                continue
            told = reading.country or reading.id or word in self._cues.descriptions["any_person"]
            if reading.kind != "agent" or not told or not reading.role:
                continue
            if reading.role.lower().endswith(word):
                return mention if reading.role.split()[-1].lower() == word else None
        return None

    def _last_word(self, mention: Mention) -> str:
        at = mention.token
        return self._parse.texts[at].lower() if at >= 0 else ""

    def _by_sector(self, phrase: Phrase, sentence: int) -> Mention | None:
        """The one person whom another word for what they do takes up: the cleric So-and-so … the preacher."""
        own = self.covering(self._parse.starts[phrase.head])
        if own is None or own.reading.kind != "agent" or own.reading.plural or own.reading.via == "body":
            return None
        sectors = frozenset(own.reading.sectors) - _UNTOLD
        if not sectors or phrase.noun in self._cues.phrase["generic_heads"]:
            return None
        for mention in self._near(phrase.first, sentence):
            if sentence - mention.sentence > _SENTENCES:
                return None
            if mention.reading.kind == "person" and not sectors.isdisjoint(mention.reading.sectors):
                return mention
        return None

    def _taken_up(self, token: int, word: str) -> Mention | None:
        """What the same words stood for before, however long ago: the guard … the guard."""
        own = self.covering(self._parse.starts[token + 1])
        bare = own is None or own.reading.role is None or own.reading.role.lower() == word
        return self._nouns.get(word) if bare else None

    def _state_of(self, token: int, sentence: int, word: str) -> Mention | None:
        """The state that the last mention belongs to, for "the kingdom" and "the country" where no state is named."""
        wanted = self._cues.kinds_of_state.get(word)
        if wanted is None and word not in self._cues.descriptions["states"]:
            return None
        for mention in self._near(token, sentence):
            code = mention.reading.country
            if code is None or code not in self._countries:
                continue
            if wanted is None or code in wanted:
                state = Reading("country", f"country:{code}", self._countries[code], code, via="name")
                return replace(mention, reading=state)
        return None

    def _suits(self, mention: Mention, word: str) -> bool:
        reading, sets = mention.reading, self._cues.descriptions
        states = self._cues.kinds_of_state
        if word in states:
            return reading.kind == "country" and reading.country in states[word]
        if word in sets["armed"] and reading.kind == "group":
            return "REB" in reading.sectors or reading.armed
        if word in sets["group"]:
            named = reading.kind in ("group", "organisation") and (reading.id is not None or bool(reading.name))
            return named and self._of_sort(reading, word)
        if word in sets["country"]:
            return reading.kind == "country" and reading.via != "demonym"
        if word in sets["any_person"]:
            return reading.kind == "person" and not reading.sectors and self._same_role(mention, word)
        return word in sets["person"] and reading.kind == "person" and self._same_role(mention, word)

    def _of_sort(self, reading: Reading, word: str) -> bool:
        """Whether a party, a gang or an agency can be meant: each noun of the list wants its sectors or kinds."""
        wanted = self._cues.sorts.get(word)
        return wanted is None or reading.kind in wanted or not wanted.isdisjoint(reading.sectors)

    def _same_role(self, mention: Mention, word: str) -> bool:
        phrase, parts = self._cues.phrase, (mention.reading.role or "").lower().split()
        for own, other in (("masculine", "feminine"), ("feminine", "masculine")):
            if word in phrase[own] and any(part in phrase[other] for part in parts):
                return False
        return word in self._cues.descriptions["any_person"] or word in parts or word in self._words_of(mention)

    def _words_of(self, mention: Mention) -> frozenset[str]:
        """The words by which the report introduced somebody: General So-and-so … the general."""
        if mention.token < 0:
            return frozenset()
        first = mention.token
        while first > 0 and self._parse.starts[first] > mention.start:
            first -= 1
        return frozenset(self._parse.texts[at].lower() for at in range(first, mention.token + 1))

    def pair(self, first: int, sentence: int, word: str, resolved: Callable[[Mention], Mention]) -> tuple[Mention, ...] | None:
        """The last two of a sort before ``first``: the two sides, both countries, the two ministers.

        Two of one sentence before two of several; whoever speaks of the two is none of them.
        """
        speakers = frozenset(subjects_above(self._parse, first))
        told: dict[int, dict[str, Mention]] = {}
        for near in reversed(self.before(first)):
            mention = resolved(near)
            key = "" if near.token in speakers or self._only_tells(near.token) else self._party_key(mention)
            if key and sentence - near.sentence <= _SENTENCES and self._pairs(mention, word):
                told.setdefault(near.sentence, {}).setdefault(key, mention)
        together = (pair for found in told.values() if (pair := _opposed(tuple(found.values()))) is not None)
        merged: dict[str, Mention] = {}
        for found in told.values():
            for key, mention in found.items():
                merged.setdefault(key, mention)
        last = next(together, None) or _opposed(tuple(merged.values()))
        return None if last is None else (last[1], last[0])

    def _only_tells(self, token: int) -> bool:
        """Whether a mention is only who reports: "…, police said"."""
        if token < 0 or self._parse.deps[token] != "nsubj":
            return False
        return self._parse.lemmas[self._parse.heads[token]] in self._cues.descriptions["reporting"]

    def _party_key(self, mention: Mention) -> str:
        """What a party to something goes by; empty for those who are none, such as bystanders."""
        reading = mention.reading
        noun = (reading.role or "").lower().rpartition(" ")[2]
        party = not self._cues.descriptions["party_sectors"].isdisjoint(reading.sectors)
        if reading.kind == "agent" and not party and noun not in self._cues.phrase["counterparts"]:
            return ""
        return reading.id or reading.name or reading.country or (reading.role or "").lower()

    def _pairs(self, mention: Mention, word: str) -> bool:
        reading, sets = mention.reading, self._cues.descriptions
        if word in sets["pair_countries"]:
            return reading.kind == "country"
        if word in sets["pair_persons"]:
            officer = reading.kind == "agent" and not reading.plural and reading.via != "body"
            return reading.kind == "person" or officer
        return reading.kind in ("country", "group", "organisation", "agent", "person")


def _opposed(mentions: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The first of the mentions with the first of another side: an army and its soldiers are not two parties."""
    other = next((one for one in mentions[1:] if not _same_side(mentions[0], one)), None)
    return None if other is None else (mentions[0], other)


def _same_side(one: Mention, other: Mention) -> bool:
    alike = one.reading.country == other.reading.country or None in (one.reading.country, other.reading.country)
    unnamed = one.reading.id is None or other.reading.id is None
    return alike and unnamed and not set(one.reading.sectors).isdisjoint(other.reading.sectors)

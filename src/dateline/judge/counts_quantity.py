"""How many a noun phrase means: from its number, its article, its pronoun, or the phrases joined to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.judge.branches import Branches
from dateline.judge.counts_cues import CountCues
from dateline.judge.numbers import Bound, Number

REACH = 7
SHORT = 3
NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many the phrase headed by ``head`` means, on the tokens ``[first, last)``."""

    head: int
    first: int
    last: int
    low: Bound
    high: Bound
    hedge: str | None
    who: str | None
    numbered: bool
    parts: tuple[Quantity, ...] = ()


def number_heads(tree: Branches, numbers: Iterable[Number], cues: CountCues) -> dict[int, Number]:
    """The counting numbers by the token that heads the phrase they stand in, a number without a noun by itself."""
    found: dict[int, Number] = {}
    counts = [number for number in numbers if number.kind == "count"]
    for number in sorted(counts, key=lambda number: _leaves_noun(tree, number, cues)):
        head = _counted(tree, number)
        found.setdefault(head, number)
        if tree.parse.deps[number.last - 1] != "nummod" or _word(tree, number.last) == "of":
            found.setdefault(number.last - 1, number)
    return found


def _leaves_noun(tree: Branches, number: Number, cues: CountCues) -> bool:
    """Whether the noun's own number counts: "16 of the 40 abducted students", "all but three of the 20 hostages"."""
    if _word(tree, number.last) != "of":
        return False
    noun = _counted(tree, number)
    told = any(tree.words[child] in cues.state for child in tree.all(noun, "amod"))
    return told or (number.first > 0 and tree.words[number.first - 1] in cues.all_but)


def _word(tree: Branches, index: int) -> str:
    return tree.words[index] if index < len(tree) else ""


def _counted(tree: Branches, number: Number) -> int:
    own = number.last - 1
    start = number.last
    if start < len(tree) and tree.words[start] == "of":
        return _noun_from(tree, start + 1, own)
    head = tree.parse.heads[own]
    if own < head <= own + REACH and tree.parse.pos[head] in ("NOUN", "PROPN") and tree.parse.deps[own] == "nummod":
        return head
    return _noun_from(tree, start, own)


def _noun_from(tree: Branches, start: int, default: int) -> int:
    """The last noun of the run of adjectives and nouns that begins at ``start``, or ``default`` where there is none."""
    pos, found = tree.parse.pos, default
    for index in range(start, min(start + REACH, len(tree))):
        if pos[index] in ("NOUN", "PROPN"):
            found = index
        elif found != default or not _leads_to_noun(tree, index):
            break
    return found if tree.sentence[found] == tree.sentence[default] else default


def _leads_to_noun(tree: Branches, index: int) -> bool:
    part = tree.parse.pos[index]
    modifies = part in ("VERB", "X") and tree.parse.deps[index] == "amod" and tree.parse.heads[index] > index
    possessive = tree.parse.tags[index] in ("POS", "PRP$", "HYPH")
    return part in ("ADJ", "DET", "NUM", "ADV") or modifies or possessive


class Quantities:
    """Works out quantities over one parse."""

    def __init__(self, tree: Branches, numbers: Iterable[Number], cues: CountCues) -> None:
        self.tree = tree
        self.cues = cues
        listed = tuple(numbers)
        self.by_head = number_heads(tree, listed, cues)
        self.aged = {item.core: item.core - 2 for item in listed if item.kind == "age" and item.core >= 2}

    def single(self, head: int) -> Quantity | None:
        """What the phrase headed by ``head`` alone means; ``None`` where it says no number."""
        head = self.aged.get(head, head)
        number = self.by_head.get(head) or self._partitive(head) or self._of_group(head)
        if number is not None:
            return self._numbered(head, number)
        known = self._unnumbered(head)
        if known is None:
            return None
        low, high = known
        return Quantity(head, self.start(head), head + 1, low, high, None, self.who(head), False)

    def whole(self, head: int, cue: int) -> Quantity | None:
        """What the phrase and all joined to it mean together under the cue, the parts kept where there are several."""
        if any(self.tree.words[child] in self.cues.none_pairs for child in self.tree.all(head, "preconj", "det")):
            return Quantity(head, self.start(head), head + 1, 0, 0, None, self.who(head), False)
        parts = [self.single(token) for token in self.members(head) if not self._has_own_cue(token, head, cue)]
        known = [part for part in parts if part is not None]
        if not known:
            return None
        if len(parts) == 1:
            return known[0]
        if len(known) < len(parts) and not any(part.numbered for part in known):
            return known[0] if len(known) == 1 and parts[0] is not None else None
        return self._sum(known, complete=len(known) == len(parts))

    def _has_own_cue(self, token: int, head: int, cue: int) -> bool:
        """Whether a joined phrase goes with a participle of its own: "six shot, and 40 injured"."""
        following = token + 1
        inside = token != head and cue < following < len(self.tree)
        return inside and self.tree.parse.tags[following] == "VBN" and self.tree.parse.pos[following] == "VERB"

    def members(self, head: int) -> tuple[int, ...]:
        """The heads of the noun phrases joined to ``head``, itself first; verbs and places among them left out."""
        pos = self.tree.parse.pos
        chain = self.tree.chain(head)
        return tuple(token for token in chain if token == head or (token > head and pos[token] in NOMINAL))

    def _sum(self, parts: list[Quantity], *, complete: bool) -> Quantity:
        low = sum(part.low or 0 for part in parts)
        bounded = complete and all(part.high is not None for part in parts)
        high = sum(part.high or 0 for part in parts) if bounded else None
        categories = {part.who for part in parts}
        who = categories.pop() if len(categories) == 1 else None
        hedge = next((part.hedge for part in parts if part.hedge), None)
        numbered = any(part.numbered for part in parts)
        first, last = min(part.first for part in parts), max(part.last for part in parts)
        return Quantity(parts[0].head, first, last, low, high, hedge, who, numbered, tuple(parts))

    def _partitive(self, head: int) -> Number | None:
        """The number of "ten of those"."""
        prep = self.tree.parse.heads[head]
        if self.tree.parse.deps[head] != "pobj" or self.tree.words[prep] != "of":
            return None
        return self.by_head.get(self.tree.parse.heads[prep])

    def _of_group(self, head: int) -> Number | None:
        """The number of "a family of five", "its crew of 22"."""
        if self.tree.parse.lemmas[head] not in self.cues.groups:
            return None
        inside = (self.tree.first(prep, "pobj") for prep in self.tree.all(head, "prep") if self.tree.words[prep] == "of")
        return next((self.by_head[token] for token in inside if token is not None and token in self.by_head), None)

    def _numbered(self, head: int, number: Number) -> Quantity:
        if head == number.last - 1:
            head = _counted(self.tree, number)
        last = max(number.last, head + 1) if head - number.last < REACH + 2 else number.last
        first = min(number.first, head)
        own = self.by_head.get(head) is number
        high = None if own and self.tree.parse.lemmas[head] in self.cues.several else number.high
        return Quantity(head, first, last, number.low, high, number.hedge, self.who(head), True)

    def _unnumbered(self, head: int) -> tuple[Bound, Bound] | None:
        word, tag = self.tree.words[head], self.tree.parse.tags[head]
        negated = any(self.tree.words[child] in self.cues.nought for child in self.tree.all(head, "neg", "advmod"))
        if negated and any(self.tree.words[child] in self.cues.nought_singles for child in self.tree.children[head]):
            return 0, 0
        none = any(self.tree.words[child] in self.cues.none_determiners for child in self.tree.all(head, "det", "neg"))
        if none or word in self.cues.none_pronouns or (word == "one" and self._word(head - 1) == "no"):
            return 0, 0
        if word in self.cues.pair_pronouns:
            return 2, 2
        if word in self.cues.single_pronouns:
            return 1, 1
        lemma = self.tree.parse.lemmas[head]
        if lemma in self.cues.sized and tag in ("NN", "NNS"):
            size = self.cues.sized[lemma]
            return (size, size) if size else None
        return (1, 1) if self._is_person(head, word, lemma, tag) else None

    def _is_person(self, head: int, word: str, lemma: str, tag: str) -> bool:
        if tag == "NNP":
            shouted = len(word) > SHORT and self.tree.parse.texts[head].isupper()
            return not shouted and self.tree.first(head, "det") is None
        return tag in ("NN", "JJ", "VBN", "UH") and lemma in self.cues.who

    def _word(self, index: int) -> str:
        return self.tree.words[index] if index >= 0 else ""

    def start(self, head: int) -> int:
        """The first token of the noun phrase that ``head`` ends."""
        lefts = [child for child in self.tree.children[head] if child < head]
        wanted = ("det", "amod", "compound", "nummod", "poss", "quantmod", "advmod", "neg", "nmod")
        inside = [child for child in lefts if self.tree.parse.deps[child] in wanted and head - child <= REACH]
        return min([head, *inside])

    def who(self, head: int) -> str | None:
        """The category of people that the head noun names."""
        category = self.cues.who.get(self.tree.parse.lemmas[head])
        if category is not None and category != "people":
            return category
        inner = [self.cues.who.get(self.tree.parse.lemmas[child]) for child in self.tree.all(head, "compound", "amod")]
        return next((item for item in inner if item and item != "people"), category)

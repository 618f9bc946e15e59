"""Finds the trigger candidates of a sentence: for each word that may tell of an event, the most specific row that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.find.carriers import light_verb
from dateline.find.context import Context
from dateline.find.slots import Around
from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.triggers import LightRow, Trigger
from dateline.model import Rejection, Sentence
from dateline.syntax import Tree

_REACH = 3
# Types that take no other act as their content.
_PLAIN = frozenset({"AID", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
_HEARD = frozenset({"VERB", "NOUN", "ADJ"})
_NOMINAL_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "compound", "ROOT", "appos", "nmod"})


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found in the text: its tokens ``[first, last)``, their head, and the rows that fitted less well."""

    head: int
    first: int
    last: int
    trigger: Trigger
    around: Around
    others: tuple[Trigger, ...]

    @property
    def reach(self) -> int:
        """The end of the words that make the trigger: with its particle and its fixed object close behind it."""
        end = self.last
        for condition in self.trigger.conditions:
            if condition.negated or not condition.words or condition.slot not in ("prt", "obj"):
                continue
            tree = self.around.tree
            for token in self.around.slot(condition.slot):
                named = tree.parse.lemmas[token] in condition.words or tree.parse.texts[token].lower() in condition.words
                if named and end <= token < self.last + _REACH:
                    end = token + 1
        return end


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell of an event: the row that fits best, if any, and one row for every type its rows know.

    ``words`` are the tokens the scorer is asked about, ``share`` how many of the best row's conditions hold, ``ranked`` the
    rows, the best first; ``unmet`` says why no row fits.
    """

    words: tuple[int, int]
    share: float
    chosen: Match | None
    ranked: tuple[tuple[Trigger, Around], ...]
    unmet: Rejection | None

    @property
    def options(self) -> tuple[Match, ...]:
        """The best row of every type that the rows know, made when asked for: only the scorer asks."""
        best = {trigger.row.type: (trigger, around) for trigger, around in reversed(self.ranked)}
        return tuple(_match(trigger, around) for trigger, around in best.values())


def candidates(tree: Tree, sentence: Sentence, context: Context) -> list[Candidate]:
    """The candidates of one sentence in text order, one for each word; a reading that fits goes before one that does not."""
    found: list[Candidate] = []
    pos, tags = tree.parse.pos, tree.parse.tags
    for index in range(sentence.first, sentence.last):
        if pos[index] not in _HEARD and tags[index] != "NNS" and index != sentence.first:
            continue
        heard = [*readings(tree, index)]
        if index == sentence.first and not context.is_known_actor(tree, index):
            heard.extend(_first_word(tree, index))
        read = [_candidate(tree, index, context, reading, sentence.first) for reading in heard]
        known = [candidate for candidate in read if candidate is not None]
        if known:
            found.append(next((one for one in known if one.chosen is not None), known[0]))
    return found


def readings(tree: Tree, index: int) -> Iterator[tuple[str, str]]:
    """The parts of speech a token may be read as, with its lemma in each: a gerund may be a verb or a noun."""
    parse = tree.parse
    pos, dep, text = parse.pos[index], parse.deps[index], parse.texts[index].lower()
    if pos == "NOUN" and dep in ("compound", "nmod") and parse.heads[index] > index:
        return
    if pos == "VERB" and dep == "amod":
        yield "ADJ", text
        return
    if pos == "VERB" and parse.tags[index] == "VBG" and dep in _NOMINAL_DEPS:
        yield "NOUN", text
    if parse.tags[index] == "NNS" and parse.lemmas[index] != text:
        yield "NOUN", text
    if pos in ("VERB", "NOUN", "ADJ"):
        yield pos, parse.lemmas[index]
    if pos == "NOUN" and parse.tags[index] == "NN" and text.endswith("ing") and parse.lemmas[index] != text:
        yield "NOUN", text
    if pos == "ADJ" and dep in ("acomp", "ROOT", "amod"):
        yield "ADJ", text


def _first_word(tree: Tree, index: int) -> Iterator[tuple[str, str]]:
    """A sentence's first word that its capital alone makes a name: "Gunfire was heard"."""
    parse = tree.parse
    above = parse.heads[index]
    subject = parse.deps[index] in ("nsubj", "nsubjpass") and parse.pos[above] == "VERB" and parse.tags[above] in ("VBD", "VBN")
    if parse.pos[index] == "PROPN" and subject and not parse.texts[index].isupper():
        yield "NOUN", parse.lemmas[index]


def _candidate(tree: Tree, index: int, context: Context, reading: tuple[str, str], floor: int) -> Candidate | None:
    """The candidate at a token read as a part of speech and lemma; none where no row has the words."""
    pos, lemma = reading
    rows = context.index.at(lemma, pos)
    if not rows:
        return None
    around: dict[int, Around] = {}
    ranked: list[tuple[float, Trigger, Around]] = []
    for trigger in rows:
        first = index if len(trigger.words) == 1 else _starts_at(tree, index, trigger, floor)
        if first is None:
            continue
        if first not in around:
            around[first] = _around(tree, index, first, pos, context)
        here = around[first]
        ranked.append((context.share(tree, here, trigger.conditions), trigger, here))
    if not ranked:
        return None
    ranked.sort(key=_rank)
    fitting = [(trigger, here) for share, trigger, here in ranked if share == 1.0]
    chosen = _match(*fitting[0], _others(fitting)) if fitting else None
    share, _, lead = ranked[0]
    by_rank = tuple([(trigger, here) for _, trigger, here in ranked])
    return Candidate((lead.first, lead.last), share, chosen, by_rank, None if fitting else _unmet(tree, by_rank))


def _rank(row: tuple[float, Trigger, Around]) -> tuple[bool, float]:
    """Rows that fit before the others, the most specific first; of the others those of which most holds."""
    share, trigger, _ = row
    return (False, -trigger.weight) if share == 1.0 else (True, -share)


def _match(trigger: Trigger, around: Around, others: tuple[Trigger, ...] = ()) -> Match:
    return Match(around.head, around.first, around.last, trigger, around, others)


def _others(fitting: list[tuple[Trigger, Around]]) -> tuple[Trigger, ...]:
    first = fitting[0][0].row
    return tuple(trigger for trigger, _ in fitting[1:] if (trigger.row.type, trigger.row.mode) != (first.type, first.mode))


def _unmet(tree: Tree, ranked: tuple[tuple[Trigger, Around], ...]) -> Rejection:
    conditions = " or ".join(sorted({trigger.row.when for trigger, _ in ranked if trigger.row.when})[:3])
    lead, here = ranked[0]
    start, end = tree.parse.starts[here.first], tree.parse.ends[here.last - 1]
    return Rejection(start, end, lead.rule, f"the conditions do not hold: {conditions}")


def _starts_at(tree: Tree, index: int, trigger: Trigger, floor: int) -> int | None:
    """The token at which the trigger's words start when they end at ``index``; hyphens between them do not count."""
    at = index
    for word in reversed(trigger.words[:-1]):
        at -= 1
        while at > floor and tree.parse.texts[at] in ("-", "‑", "–"):
            at -= 1
        if at < floor or word not in (tree.parse.lemmas[at], tree.parse.texts[at].lower()):
            return None
    return at


def _around(tree: Tree, index: int, first: int, pos: str, context: Context) -> Around:
    head = next((at for at in range(first, index + 1) if not first <= tree.parse.heads[at] <= index), index)
    light = None if pos == "VERB" else _settled(tree, head, light_verb(tree, head, context.index))
    return Around(tree, head, first, index + 1, pos, context, light)


def _settled(tree: Tree, noun: int, light: tuple[int, LightRow] | None) -> tuple[int, LightRow] | None:
    """The light verb; who ordered "the massacre", or "a strike that shut the ports", ordered one that is known to have happened."""
    if light is None or light[1].aspect != "plan" or tree.parse.tags[light[0]] not in ("VBD", "VBN", "VBG"):
        return light
    told = any(tree.parse.tags[child] == "VBD" and tree.subject(child) == noun for child in tree.children(noun, "relcl"))
    known = told or any(tree.parse.lemmas[child] in load_grammar().definite for child in tree.children(noun, "det"))
    return (light[0], replace(light[1], aspect="do")) if known else light


def without_inner(found: list[Match]) -> list[Match]:
    """The matches less those whose words lie inside a longer one's."""
    return [match for match in found if not any(other is not match and _covers(other, match) for other in found)]


def _covers(other: Match, match: Match) -> bool:
    """Whether the other's words, or for one type its reach, hold those of a match."""
    whole = other.trigger.row.type == match.trigger.row.type or other.trigger.row.type in _PLAIN
    last = other.reach if whole else other.last
    inside = other.first <= match.first and match.last <= last
    return inside and last - other.first > match.last - match.first

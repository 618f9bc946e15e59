"""Finds the triggers of a sentence: for each word that may tell of an event, the most specific row that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.find.slots import Around, Context
from dateline.lexicon.triggers import LightRow, Trigger
from dateline.model import Rejection, Sentence
from dateline.syntax import Tree

_REACH = 3
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


def matches(tree: Tree, sentence: Sentence, context: Context) -> tuple[list[Match], list[Rejection]]:
    """The triggers of one sentence in text order, and the candidates whose conditions did not hold."""
    found: list[Match] = []
    dropped: list[Rejection] = []
    for index in range(sentence.first, sentence.last):
        for pos, lemma in readings(tree, index):
            match, reason = _best(tree, index, context, pos, lemma, sentence.first)
            if match is not None:
                found.append(match)
                break
            if reason is not None:
                dropped.append(reason)
    return _without_inner(found), dropped


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


def _best(
    tree: Tree, index: int, context: Context, pos: str, lemma: str, floor: int
) -> tuple[Match | None, Rejection | None]:
    rows = context.index.at(lemma, pos)
    fitting: list[tuple[Trigger, Around]] = []
    for trigger in rows:
        first = _starts_at(tree, index, trigger, floor)
        if first is None:
            continue
        around = _around(tree, index, first, pos, context)
        if all(context.holds(tree, around, condition) for condition in trigger.conditions):
            fitting.append((trigger, around))
    if not fitting:
        return None, _rejection(tree, index, rows)
    fitting.sort(key=lambda pair: -pair[0].weight)
    trigger, around = fitting[0]
    others = tuple(other for other, _ in fitting[1:] if (other.row.type, other.row.mode) != (trigger.row.type, trigger.row.mode))
    return Match(around.head, around.first, around.last, trigger, around, others), None


def _rejection(tree: Tree, index: int, rows: tuple[Trigger, ...]) -> Rejection | None:
    if not rows:
        return None
    conditions = " or ".join(sorted({row.row.when for row in rows if row.row.when})[:3])
    return Rejection(tree.parse.starts[index], tree.parse.ends[index], rows[0].rule, f"the conditions do not hold: {conditions}")


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
    light = None if pos == "VERB" else light_verb(tree, head, context)
    return Around(tree, head, first, index + 1, pos, context, light)


def light_verb(tree: Tree, noun: int, context: Context) -> tuple[int, LightRow] | None:
    """The light verb that carries an event noun: "launched a raid", "came under attack", "the raid was launched"."""
    parse = tree.parse
    top = noun
    while parse.deps[top] == "conj" and parse.heads[top] != top:
        top = parse.heads[top]
    governor, prep = parse.heads[top], ""
    if parse.deps[top] == "pobj":
        prep, governor = parse.lemmas[governor], parse.heads[governor]
    elif parse.deps[top] not in ("dobj", "nsubjpass", "nsubj"):
        return None
    reaching = parse.deps[top] == "nsubj"
    particle = tree.first(governor, "prt")
    wanted = parse.lemmas[particle] if particle is not None else ""
    rows = sorted(context.index.light.get(parse.lemmas[governor], ()), key=lambda row: row.prt != wanted)
    for row in rows:
        fits = row.prep == prep and row.prt in ("", wanted)
        if fits and (row.aspect == "reach") == reaching:
            return governor, row
    return None


def _without_inner(found: list[Match]) -> list[Match]:
    """The matches less those whose words lie inside a longer one's."""
    return [
        match for match in found
        if not any(other is not match and other.first <= match.first and match.last <= other.last
                   and other.last - other.first > match.last - match.first for other in found)
    ]

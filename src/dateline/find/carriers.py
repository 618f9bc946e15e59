"""The verbs around an event noun: those that carry it ("launched a raid") and those that say who answers for it ("claimed …")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.triggers import AnswerRow, LightRow, TriggerIndex
from dateline.syntax import Tree

_COMPLEMENTS = ("prt", "dobj", "attr", "acomp", "oprd")
_HOLDING = frozenset({"dobj", "attr", "acomp", "oprd", "nsubjpass"})
_STEPS = 8
_OBJECT = frozenset({"dobj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Governor:
    """A word that an event noun hangs on.

    ``prep`` is the preposition between them ("" where the noun is its object), ``through`` the noun or adjective that stands
    between: "claimed *responsibility* for the raid"; ``reached`` where the noun is its subject.
    """

    verb: int
    prep: str = ""
    through: str = ""
    reached: bool = False


def governors(tree: Tree, noun: int) -> Iterator[Governor]:
    """What an event noun depends on, then the relative clauses and participles whose object it is."""
    parse = tree.parse
    top = _counted(tree, noun)
    above = parse.heads[top]
    if parse.deps[top] == "pobj":
        yield from _prepositional(tree, above)
    elif parse.deps[top] in _OBJECT or parse.deps[top] == "nsubj":
        yield Governor(above, reached=parse.deps[top] == "nsubj")
    for clause in tree.children(noun, "relcl", "acl"):
        if tree.object(clause) == noun:
            yield Governor(clause)


def _counted(tree: Tree, noun: int) -> int:
    """The head of the phrase that the noun stands in, up coordination and counting: "a string of raids and ambushes"."""
    parse, grammar = tree.parse, load_grammar()
    for _ in range(_STEPS):
        above = parse.heads[noun]
        if parse.deps[noun] == "conj" and above != noun:
            noun = above
        elif (
            parse.deps[noun] == "pobj"
            and parse.lemmas[above] == grammar.genitive
            and (parse.lemmas[parse.heads[above]] in grammar.series)
        ):
            noun = parse.heads[above]
        else:
            break
    return noun


def _prepositional(tree: Tree, preposition: int) -> Iterator[Governor]:
    parse = tree.parse
    word, above = parse.lemmas[preposition], parse.heads[preposition]
    if parse.pos[above] in ("VERB", "AUX"):
        yield Governor(above, word)
        return
    verb = parse.heads[above]
    if parse.deps[above] in _HOLDING and parse.pos[verb] in ("VERB", "AUX"):
        yield Governor(verb, word, parse.lemmas[above])
    yield Governor(above, word)


def light_verb(tree: Tree, noun: int, index: TriggerIndex) -> tuple[int, LightRow] | None:
    """The light verb that carries an event noun: "launched a raid", "came under attack", "the raid was launched"."""
    for governor in governors(tree, noun):
        words = _with(tree, governor)
        rows = index.light.get(tree.parse.lemmas[governor.verb], ())
        for row in sorted(rows, key=lambda row: row.prt not in words):
            if _fits(row, governor, words) and (row.aspect == "reach") == governor.reached:
                return governor.verb, row
    return None


def answerer(tree: Tree, noun: int, index: TriggerIndex) -> int | None:
    """Who did what an event noun tells, where a verb or noun around it says so: "the raid was blamed on X"."""
    for governor in governors(tree, noun):
        if tree.children(governor.verb, "neg") or governor.reached:
            continue
        words = _with(tree, governor)
        nominal = tree.parse.pos[governor.verb] not in ("VERB", "AUX")
        rows = index.answers.get(tree.parse.lemmas[governor.verb], ()) + (index.answers.get("", ()) if nominal else ())
        for row in rows:
            if _fits(row, governor, words) or _of_object(tree, row, governor):
                found = _doer(tree, governor.verb, row)
                if found is not None and found != noun:
                    return found
    return None


def _of_object(tree: Tree, row: AnswerRow, governor: Governor) -> bool:
    """Whether the preposition hangs on the verb's object, who is the one said to have done it: "accused the police of the raid"."""
    if row.doer != "obj" or row.prep != governor.prep or row.prt or not governor.through:
        return False
    done_to = tree.object(governor.verb)
    return done_to is not None and tree.parse.lemmas[done_to] == governor.through


def _doer(tree: Tree, verb: int, row: AnswerRow) -> int | None:
    if row.doer == "head":
        return verb
    if row.doer == "subj":
        return tree.subject(verb)
    done_to = tree.object(verb)
    if row.doer == "obj":
        return done_to
    found = tree.prepositional(verb, row.doer)
    return found if found is not None or done_to is None else tree.prepositional(done_to, row.doer)


def _with(tree: Tree, governor: Governor) -> frozenset[str]:
    """The lemmas that may belong to the verb as its particle or fixed complement."""
    lemmas = {tree.parse.lemmas[child] for child in tree.children(governor.verb, *_COMPLEMENTS)}
    return frozenset(lemmas | {governor.through})


def _fits(row: LightRow | AnswerRow, governor: Governor, words: frozenset[str]) -> bool:
    if row.prep != governor.prep or (row.prt and row.prt not in words):
        return False
    return bool(row.prt) or not governor.through

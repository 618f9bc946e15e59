"""Numbers of people and things that nothing happened to: crowds, attackers, units, vehicles, money; and casualties."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.judge.branches import Branches
from dateline.judge.counts_bearers import Borne
from dateline.judge.counts_cues import CountCues
from dateline.judge.counts_quantity import Quantities
from dateline.model import CountKind


def other_counts(tree: Branches, quantities: Quantities, taken: frozenset[int], cues: CountCues) -> Iterator[Borne]:
    """The counted nouns that no cue of harm has taken."""
    for head in sorted(quantities.by_head):
        if head in taken:
            continue
        if tree.parse.lemmas[head] in cues.casualties:
            yield from _casualties(head)
        else:
            kind = _kind(tree, quantities, head, cues)
            if kind is not None:
                yield Borne(kind, head, head, "counted")
    yield from _gatherings(tree, quantities, taken, cues)
    yield from _none(tree, quantities, cues)


def _gatherings(tree: Branches, quantities: Quantities, taken: frozenset[int], cues: CountCues) -> Iterator[Borne]:
    """The figure of "a crowd of 10,000"."""
    for index, lemma in enumerate(tree.parse.lemmas):
        if lemma in cues.crowd_groups:
            inside = [tree.first(prep, "pobj") for prep in tree.all(index, "prep") if tree.words[prep] == "of"]
            yield from (
                Borne("crowd", index, head, "gathering")
                for head in inside
                if head is not None and head in quantities.by_head and head not in taken
            )

    yield from _estimates(tree, quantities, taken, cues)


def _estimates(tree: Branches, quantities: Quantities, taken: frozenset[int], cues: CountCues) -> Iterator[Borne]:
    """The figure of "put the crowd at 15,000"."""
    for index, lemma in enumerate(tree.parse.lemmas):
        verb = tree.parse.heads[index]
        if lemma in cues.crowd_groups and tree.parse.deps[index] == "dobj" and tree.parse.lemmas[verb] in cues.estimating:
            for prep in (*tree.all(verb, "prep"), *tree.all(index, "prep")):
                head = tree.first(prep, "pobj") if tree.words[prep] == cues.estimated else None
                if head is not None and head in quantities.by_head and head not in taken:
                    yield Borne("crowd", index, head, "gathering")


def _casualties(head: int) -> Iterator[Borne]:
    """Casualties may be dead or injured: the figure bounds each from above."""
    yield Borne("killed", head, head, "casualties")
    yield Borne("injured", head, head, "casualties")


def _none(tree: Branches, quantities: Quantities, cues: CountCues) -> Iterator[Borne]:
    for index, lemma in enumerate(tree.parse.lemmas):
        denied = lemma in cues.casualties and index not in quantities.by_head
        if denied and any(tree.words[child] in cues.none_determiners for child in tree.all(index, "det")):
            yield from _casualties(index)


def _kind(tree: Branches, quantities: Quantities, head: int, cues: CountCues) -> CountKind | None:
    lemma = tree.parse.lemmas[head]
    top = _whole_phrase(tree, quantities, head)
    verb = tree.parse.lemmas[tree.parse.heads[top]]
    subject = tree.parse.deps[top] in ("nsubj", "nsubjpass")
    passive = tree.parse.deps[top] == "nsubjpass"
    if subject and head == quantities.by_head[head].last - 1 and _gathers(tree, tree.parse.heads[top], cues):
        return "crowd"
    if subject and verb in cues.crowd_verbs and lemma in cues.crowd | cues.crowd_generic:
        return "crowd"
    if subject and not passive and verb in cues.attacking and lemma in cues.attacker_generic:
        return "attackers"
    if verb in cues.deploying and cues.who.get(lemma) == "soldiers" and (passive or tree.parse.deps[top] == "dobj"):
        return "units"
    if verb in cues.handing and lemma in cues.held and (passive or tree.parse.deps[top] == "dobj"):
        return "arrested"
    return _named_kind(lemma, cues)


def _gathers(tree: Branches, verb: int, cues: CountCues) -> bool:
    """Whether a verb makes a crowd of a bare number: "thousands rallied", "50,000 took part in the march"."""
    lemma = tree.parse.lemmas[verb]
    if lemma in cues.crowd_sure:
        return True
    beside = [verb, *tree.children[verb]] if lemma in cues.crowd_joining else []
    objects = (token for at in beside for token in tree.children[at] if tree.parse.deps[token] in ("dobj", "pobj"))
    nouns = {noun for token in objects for noun in (token, *(tree.first(prep, "pobj") for prep in tree.all(token, "prep")))}
    return any(noun is not None and tree.parse.lemmas[noun] in cues.gatherings for noun in nouns)


def _whole_phrase(tree: Branches, quantities: Quantities, head: int) -> int:
    """The word that heads the whole phrase: of "hundreds of students" the hundreds."""
    prep = tree.parse.heads[head]
    partitive = tree.parse.deps[head] == "pobj" and tree.words[prep] == "of" and tree.parse.heads[prep] in quantities.by_head
    return tree.parse.heads[prep] if partitive else head


def _named_kind(lemma: str, cues: CountCues) -> CountKind | None:
    if lemma in cues.attackers:
        return "attackers"
    if lemma in cues.crowd - cues.crowd_generic:
        return "crowd"
    if lemma in cues.units:
        return "units"
    return "vehicles" if lemma in cues.vehicles else None

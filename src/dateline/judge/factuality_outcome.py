"""What became of an attempt or a plan, where the sentence says so: "efforts to free them failed", "tried in vain to"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.judge.branches import Branches
from dateline.judge.factuality_clause import Clauses, Step
from dateline.judge.factuality_cues import FactualityCues

_SUBJECTS = ("nsubj", "nsubjpass")
_BARE = frozenset(("neg", "punct", "aux", "advmod"))


def outcome(tree: Branches, clauses: Clauses, governor: int, cues: FactualityCues) -> Step | None:
    """The step that replaces the effect of ``governor``: cancelled where it came to nothing, kept where it succeeded."""
    return _of_noun(tree, governor, cues) if clauses.is_nominal(governor) else _of_verb(tree, clauses, governor, cues)


def _of_noun(tree: Branches, noun: int, cues: FactualityCues) -> Step | None:
    above = tree.parse.heads[noun]
    inside = tree.parse.deps[noun] == "pobj"  # "succeeded in their attempt to"
    verb = tree.parse.heads[above] if inside else above
    if verb == noun or not (inside or tree.parse.deps[noun] in _SUBJECTS):
        return None
    said = ((verb, tree.parse.lemmas[verb]),) if inside else tuple(_said(tree, verb))
    if any(word in cues.came_to_nothing for _, word in said):
        return Step("cancel", verb, "outcome")
    return Step("keep", verb, "outcome") if any(word in cues.came_true for _, word in said) else None


def _said(tree: Branches, verb: int) -> Iterator[tuple[int, str]]:
    """The verb, also with its particle, and what it says of its subject: "ended in failure", "were successful"."""
    lemmas = tree.parse.lemmas
    yield verb, lemmas[verb]
    for child in tree.children[verb]:
        if tree.parse.deps[child] in ("prt", "advmod"):
            yield child, f"{lemmas[verb]}_{tree.words[child]}"
        elif tree.parse.deps[child] in ("acomp", "oprd", "attr"):
            yield child, lemmas[child]
        elif tree.parse.deps[child] == "prep":
            yield from ((noun, f"{tree.words[child]}_{lemmas[noun]}") for noun in tree.all(child, "pobj"))


def _of_verb(tree: Branches, clauses: Clauses, verb: int, cues: FactualityCues) -> Step | None:
    for child in tree.all(verb, "prep"):
        if any(f"{tree.words[child]}_{tree.parse.lemmas[noun]}" in cues.came_to_nothing for noun in tree.all(child, "pobj")):
            return Step("cancel", child, "outcome")
    for child in tree.all(verb, "conj"):
        alone = all(tree.parse.deps[below] in _BARE for below in tree.children[child])
        if tree.parse.lemmas[child] in cues.stand_ins and alone and clauses.negation(child) is not None:
            return Step("cancel", child, "outcome")  # "was meant to open in May but did not"
    return None


def no_trace(tree: Branches, clauses: Clauses, governor: int, cues: FactualityCues) -> Step | None:
    """The doubt that "no evidence that", "little chance of" and "nothing suggests that" cast on what they are about."""
    if clauses.is_nominal(governor):
        few = next((child for child in tree.all(governor, "amod") if tree.words[child] in cues.scant), None)
        negation = few if few is not None else clauses.negation(governor)
        if negation is not None and tree.parse.lemmas[governor] in cues.doubts:
            return Step("keep", negation, "no-doubt")
        told = tree.parse.lemmas[governor] in cues.traces or few is not None
        return Step("doubt", negation, "no-trace") if negation is not None and told else None
    negation = clauses.negation(governor)
    if negation is None or tree.parse.lemmas[governor] not in cues.tracing:
        return None
    above = negation if tree.parse.deps[negation] in _SUBJECTS else tree.parse.heads[negation]
    return Step("doubt", negation, "no-trace") if tree.parse.deps[above] in _SUBJECTS else None

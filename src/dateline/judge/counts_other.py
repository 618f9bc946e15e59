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
            kind = _kind(tree, head, cues)
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
                for head in inside if head is not None and head in quantities.by_head and head not in taken
            )


def _casualties(head: int) -> Iterator[Borne]:
    """Casualties may be dead or injured: the figure bounds each from above."""
    yield Borne("killed", head, head, "casualties")
    yield Borne("injured", head, head, "casualties")


def _none(tree: Branches, quantities: Quantities, cues: CountCues) -> Iterator[Borne]:
    for index, lemma in enumerate(tree.parse.lemmas):
        denied = lemma in cues.casualties and index not in quantities.by_head
        if denied and any(tree.words[child] in cues.none_determiners for child in tree.all(index, "det")):
            yield from _casualties(index)


def _kind(tree: Branches, head: int, cues: CountCues) -> CountKind | None:
    lemma = tree.parse.lemmas[head]
    verb = tree.parse.lemmas[tree.parse.heads[head]]
    subject = tree.parse.deps[head] in ("nsubj", "nsubjpass")
    if subject and verb in cues.crowd_verbs and lemma in cues.crowd | cues.crowd_generic:
        return "crowd"
    if lemma in cues.attackers:
        return "attackers"
    if lemma in cues.crowd - cues.crowd_generic:
        return "crowd"
    if lemma in cues.units:
        return "units"
    return "vehicles" if lemma in cues.vehicles else None

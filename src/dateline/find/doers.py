"""Event nouns that name who acts: the patrol of "navy patrols seized two boats" is a party of the seizure and no patrolling."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.find.context import Context
from dateline.find.matches import Match
from dateline.lexicon.grammar import load_grammar
from dateline.model import Participant
from dateline.syntax import Tree


def is_doer(tree: Tree, match: Match, others: Iterable[Participant], context: Context) -> bool:
    """Whether an event noun for people under arms is one of the parties of other acts, does something itself, or has members."""
    noun = match.head
    if match.around.pos != "NOUN" or not context.in_class(tree, noun, "fighter"):
        return False
    if match.around.light is not None and match.around.light[1].aspect != "end":
        return False
    if tree.parse.deps[noun] in ("nsubj", "nsubjpass") and any(
        tree.parse.lemmas[child] in load_grammar().indefinite for child in tree.children(noun, "det")
    ):
        return True
    if any(tree.head_of(party.start, party.end) == noun for party in others):
        return True
    if any(tree.object(clause) != noun for clause in tree.children(noun, "acl", "relcl")):
        return True
    above = tree.parse.heads[noun]
    inside = tree.parse.deps[noun] == "pobj" and tree.parse.lemmas[above] == load_grammar().genitive
    return inside and context.is_person(tree, tree.parse.heads[above])

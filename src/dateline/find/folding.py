"""Folds into an act what it was done for and the stones thrown at it: "marched to protest a rise", "rioted and burned cars"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.find.context import Context
from dateline.lexicon.plover import Ontology
from dateline.model import Evidence, Participant
from dateline.syntax import Tree

if TYPE_CHECKING:
    from dateline.find.stage import Draft

# What an infinitive behind an act only gives the reason of, by the type of the act.
_FOR = {
    "PROTEST": frozenset({"ACCUSE", "PROTEST", "REJECT", "SUPPORT"}),
    "SUPPORT": frozenset({"AGREE", "CONCEDE", "RETREAT"}),
}
# Harm that a crowd does and that makes its protest a riot.
_ROUGH = frozenset({"destroy", "primitive", "riot", "vandalize"})
_MANY = 40
_RIOT, _RIOTING = "riot", "145"


def fold(tree: Tree, drafts: list[Draft], context: Context, ontology: Ontology) -> list[Draft]:
    """The drafts without those that another holds, which gets their words as evidence and whom they address if it names nobody."""
    kept = list(drafts)
    for inner in drafts:
        outer = next((one for one in kept[:_MANY] if one is not inner and _holds(tree, one, inner)), None)
        if outer is not None and inner in kept:
            kept.remove(inner)
            kept[kept.index(outer)] = _with(tree, outer, inner, context, ontology)
    return kept


def _holds(tree: Tree, outer: Draft, inner: Draft) -> bool:
    return _is_for(tree, outer, inner) or _is_rough(tree, outer, inner)


def _is_for(tree: Tree, outer: Draft, inner: Draft) -> bool:
    """Whether the inner is the outer's infinitive of purpose, or that of its object: "signed a pact to end the war"."""
    light = inner.match.around.light
    head = inner.match.head if light is None else light[0]
    if inner.event.type not in _FOR.get(outer.event.type, ()) or not tree.is_infinitive(head):
        return False
    carrier = outer.match.around.light
    over = {outer.match.head, *(() if carrier is None else (carrier[0],))}
    if outer.event.type == inner.event.type and not over.isdisjoint(tree.ancestors(head)):
        return True
    above = tree.parse.heads[head]
    if above == outer.match.head:
        return tree.parse.deps[head] in ("advcl", "xcomp", "acl")
    return tree.parse.deps[head] in ("acl", "advcl") and tree.object(outer.match.head) == above


def _is_rough(tree: Tree, outer: Draft, inner: Draft) -> bool:
    """Whether those who protest throw stones or burn things in the same breath."""
    one, other = outer.event, inner.event
    again = other.type == "PROTEST" and one.trigger.start < other.trigger.start
    if one.type != "PROTEST" or other.mode not in _ROUGH or not (other.type == "ASSAULT" or again):
        return False
    verbs = outer.match.around.pos == "VERB" and inner.match.around.pos == "VERB"
    if not verbs or tree.subject(outer.match.head) is None or tree.subject(outer.match.head) != tree.subject(inner.match.head):
        return False
    above = set(tree.ancestors(inner.match.head)) | {inner.match.head}
    return outer.match.head in above or inner.match.head in tree.ancestors(outer.match.head)


def _with(tree: Tree, outer: Draft, inner: Draft, context: Context, ontology: Ontology) -> Draft:
    one, other = outer.event, inner.event
    note = Evidence("find", "consequence", other.trigger.start, other.trigger.end)
    own = {(party.start, party.end) for party in one.actors}
    meant = tuple(party for party in other.recipients if (party.start, party.end) not in own and _is_known(tree, party, context))
    made = replace(
        one,
        recipients=one.recipients or meant,
        evidence=(*one.evidence, *(found for found in other.evidence if found.rule.startswith("recipient")), note),
    )
    rough = other.mode in _ROUGH
    if rough and meant and not one.recipients:
        made = replace(made, trigger=other.trigger, trigger_text=other.trigger_text)
    if rough and one.mode != _RIOT:
        made = replace(made, mode=_RIOT, cameo=_RIOTING, score=ontology.score(one.type, _RIOT))
    return replace(outer, event=made)


def _is_known(tree: Tree, party: Participant, context: Context) -> bool:
    head = tree.head_of(party.start, party.end)
    if head is None:
        return False
    meant = context.meaning(tree, head)
    return context.is_known_actor(tree, meant) or any(context.in_class(tree, meant, name) for name in ("building", "vehicle"))

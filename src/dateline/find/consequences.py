"""Folds what is told of one act in one sentence into one event: "attacked the base, killing 12", "the blast killed 12"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.find.context import Context
from dateline.model import Event, Evidence, Participant
from dateline.syntax import Tree

if TYPE_CHECKING:
    from dateline.find.stage import Draft

_LINKS = frozenset(
    {
        "advcl",
        "relcl",
        "acl",
        "conj",
        "ccomp",
        "prep",
        "pobj",
        "nsubj",
        "agent",
        "pcomp",
        "dobj",
        "xcomp",
        "nsubjpass",
    }
)
_SAME = frozenset({"nsubj", "nsubjpass", "agent"})
_MEANS = ("pobj", "prep")
_PURPOSE = frozenset({"advcl", "xcomp"})
_STEPS = 5
# So many acts back a draft may belong to, and so many of each are asked: a sentence has no more, a list without stops may.
_NEAR = 40


def merge_consequences(tree: Tree, drafts: list[Draft], context: Context) -> list[Event]:
    """The events of a sentence in text order, each act with its harm as one event."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        near = groups[-_NEAR:]
        home = next((group for group in near if any(_same_act(tree, other, draft, context) for other in group[-_NEAR:])), None)
        accused = _accused(tree, near, draft, context) if home is None else None
        if accused is not None:
            home = _told(tree, near, draft)
            draft = replace(draft, event=replace(draft.event, actors=() if home else accused))
        home = home or _of_foes(tree, near, draft, context)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    return [_joined(group, context) for group in groups]


def _accused(tree: Tree, groups: list[list[Draft]], draft: Draft, context: Context) -> tuple[Participant, ...] | None:
    """Who did the harm that a participle tells under a verb of blame: "accused rebels of shelling a town, killing two"."""
    head = draft.match.head
    if not _is_harm(draft, context) or tree.parse.deps[head] != "advcl" or tree.parse.tags[head] != "VBG":
        return None
    blame = (
        group[0].event for group in groups if group[0].match.head == tree.parse.heads[head] and group[0].event.type == "ACCUSE"
    )
    return next((event.recipients for event in blame), None)


def _told(tree: Tree, groups: list[list[Draft]], draft: Draft) -> list[Draft] | None:
    """The last violent act before a draft that is told under the verb it hangs on."""
    above = tree.parse.heads[draft.match.head]
    told = [group for group in groups if group[0].event.type == "ASSAULT" and above in tree.ancestors(group[0].match.head)]
    return next((group for group in reversed(told) if group[0].match.head < draft.match.head), None)


def _of_foes(tree: Tree, groups: list[list[Draft]], draft: Draft, context: Context) -> list[Draft] | None:
    """The act that did the harm where the subject would have hit its own side.

    "Police fired on men who threw stones, hurting two officers": the stones did.
    """
    if not _is_harm(draft, context) or not _hits_own(tree, draft, draft, context):
        return None
    able = [group for group in groups if group[0].event.type == "ASSAULT" and not _hits_own(tree, group[0], draft, context)]
    return next((group for group in reversed(able) if group[0].event.actors), None)


def _hits_own(tree: Tree, act: Draft, harm: Draft, context: Context) -> bool:
    """Whether those harmed are of the side that acts, by their words alone."""
    if act.event.recipients and _spans(act.event.recipients) == _spans(act.event.actors):
        return False
    doer = act.match.around.slot("subj")
    done_to = harm.match.around.slot("obj")
    if not doer or not done_to:
        return False
    one, other = context.meaning(tree, doer[0]), context.meaning(tree, done_to[0])
    if tree.parse.lemmas[one] == tree.parse.lemmas[other]:
        return tree.parse.pos[one] == "NOUN"
    return all(context.in_class(tree, at, "security") for at in (one, other)) and not tree.parse.lemmas[other].startswith("ex")


def _same_act(tree: Tree, one: Draft, other: Draft, context: Context) -> bool:
    if one.event.type != other.event.type or (one.event.mode == "abduct") != (other.event.mode == "abduct"):
        return False
    if _is_harm(other, context) and not _is_harm(one, context) and _hits_own(tree, one, other, context):
        return False
    if one.event.type == "ASSAULT" and (_does(tree, one, other, context) or _does(tree, other, one, context)):
        return True
    if _where_it_is(tree, one, other):
        return True
    path = _path(tree, one.match.head, other.match.head, context) or _path(tree, other.match.head, one.match.head, context)
    if path is None or _turns_round(tree, one, other) or _turns_round(tree, other, one):
        return False
    if _is_apart(tree, one, other, context) or _is_apart(tree, other, one, context):
        return False
    if _of_participle(tree, one, other) or _of_participle(tree, other, one):
        return True
    if one.event.mode == other.event.mode and (path[0] in _PURPOSE or (one.event.mode and path[:2] == _MEANS)):
        return True
    if one.event.type == "CONSULT":
        return True
    if one.event.type != "ASSAULT":
        return False
    return _is_harm(one, context) or _is_harm(other, context) or path[0] in _SAME or _is_purpose(tree, one, other)


def _does(tree: Tree, cause: Draft, harm: Draft, context: Context) -> bool:
    """Whether the subject of a verb of harm is the other's event noun, also across coordination."""
    if not _is_harm(harm, context) or harm.match.around.pos != "VERB":
        return False
    return tree.subject(harm.match.head) == cause.match.head


def _is_purpose(tree: Tree, one: Draft, other: Draft) -> bool:
    """Whether the second is what the first was done for: "opened fire to disperse the crowd"."""
    late = other.match.head
    return tree.parse.deps[late] == "advcl" and tree.parse.tags[late] == "VB" and tree.parse.heads[late] == one.match.head


def _is_apart(tree: Tree, draft: Draft, other: Draft, context: Context) -> bool:
    """Whether a second verb has a time of its own before it: "attacked two convoys this year and in June killed a guard"."""
    verb = draft.match.head
    if draft.match.around.pos != "VERB" or tree.parse.deps[verb] != "conj" or verb in tree.ancestors(other.match.head):
        return False
    for child in tree.children(verb, "prep", "npadvmod"):
        at = tree.first(child, "pobj") if tree.parse.deps[child] == "prep" else child
        if child < verb and at is not None and context.is_time(tree, at):
            return True
    return False


def _of_participle(tree: Tree, noun: Draft, verb: Draft) -> bool:
    """Whether a participle tells what was done with the other's means: "a car bomb planted by the group"."""
    head = verb.match.head
    return (
        noun.match.around.pos == "NOUN"
        and verb.match.around.pos == "VERB"
        and tree.parse.deps[head] in ("acl", "relcl")
        and tree.object(head) == noun.match.head
        and noun.event.mode == verb.event.mode
    )


def _where_it_is(tree: Tree, one: Draft, other: Draft) -> bool:
    """Whether the second says who fights where the first, a bare noun, was heard: "gunfire in X, where rebels fight the army"."""
    noun, head = one.match.head, other.match.head
    if one.event.type != "ASSAULT" or one.match.around.pos != "NOUN" or one.event.actors or one.event.recipients:
        return False
    if tree.parse.deps[head] != "relcl" or not any(tree.parse.tags[child] == "WRB" for child in tree.children(head, "advmod")):
        return False
    return any(above == noun or noun in tree.children(above, "nsubj", "nsubjpass", "dobj") for above in tree.ancestors(head))


def _is_harm(draft: Draft, context: Context) -> bool:
    return draft.match.trigger.words[-1] in context.classes.static.get("harm", frozenset())


def _turns_round(tree: Tree, outer: Draft, inner: Draft) -> bool:
    """Whether those the one is done to do the other: "killed two policemen who had killed a farmer"."""
    if inner.match.around.pos != "VERB" or outer.match.around.pos != "VERB":
        return False
    doer = tree.subject(inner.match.head)
    return doer is not None and doer == tree.object(outer.match.head)


def _path(tree: Tree, below: int, above: int, context: Context) -> tuple[str, ...] | None:
    """The labels on the way up from one token to the other, where all are links of cause, means or addition.

    None where a verb of provoking stands between: what an act prompts is another act.
    """
    at, labels = below, []
    for head in tree.ancestors(below):
        labels.append(tree.parse.deps[at])
        if len(labels) > _STEPS or labels[-1] not in _LINKS or context.in_class(tree, head, "prompting"):
            return None
        if head == above:
            return tuple(labels)
        at = head
    return None


def _joined(group: list[Draft], context: Context) -> Event:
    """The group's leading event with the parties that only the others name, and their words as evidence."""
    ranked = sorted(group, key=lambda draft: (_is_harm(draft, context), draft.event.mode is None, draft.event.trigger.start))
    lead = ranked[0].event
    for other in ranked[1:]:
        evidence = Evidence("find", "consequence", other.event.trigger.start, other.event.trigger.end)
        mutual = bool(lead.recipients) and _spans(lead.recipients) == _spans(lead.actors)
        recipients = other.event.recipients if _is_harm(other, context) and not _is_harm(ranked[0], context) and not mutual else ()
        actors = lead.actors or other.event.actors
        known = (
            lead.recipients if lead.actors else tuple(one for one in lead.recipients if _spans((one,)).isdisjoint(_spans(actors)))
        )
        lead = replace(
            lead,
            mode=lead.mode or other.event.mode,
            cameo=lead.cameo if lead.mode or not other.event.mode else other.event.cameo,
            score=lead.score if lead.mode or not other.event.mode else other.event.score,
            actors=actors,
            recipients=_people_first(replace(lead, actors=actors, recipients=known), recipients) or known or other.event.recipients,
            evidence=(*lead.evidence, *(found for found in other.event.evidence if found.rule.startswith("recipient")), evidence),
        )
    return lead


def _people_first(lead: Event, harmed: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Those harmed, after those the act was aimed at; empty where nobody is named."""
    known = _spans(lead.recipients) | _spans(lead.actors)
    return (*lead.recipients, *(party for party in harmed if (party.start, party.end) not in known))


def _spans(parties: tuple[Participant, ...]) -> set[tuple[int, int]]:
    return {(party.start, party.end) for party in parties}

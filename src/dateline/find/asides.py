"""Tells acts from asides: what a bus was for, a name kept back, since when, after what, and how many years had gone."""

from __future__ import annotations

from dateline.find.context import Context
from dateline.find.matches import Match
from dateline.lexicon.grammar import load_grammar
from dateline.model import Event
from dateline.syntax import Tree

_CARRIERS = ("vehicle", "aircraft")
_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def is_aside(tree: Tree, match: Match, event: Event, context: Context) -> bool:
    """Whether the words of an act only say something by the way."""
    if match.around.pos == "VERB":
        return (
            (event.type == "ASSAULT" and _is_freight(tree, match.head, context))
            or (event.type == "REJECT" and _is_unnamed(tree, match.head))
            or _ends_years(tree, match.head, context)
        )
    known = event.actors or event.recipients or match.around.light is not None
    return match.around.pos == "NOUN" and not known and _is_time(tree, match.head, context)


def _is_freight(tree: Tree, verb: int, context: Context) -> bool:
    """Whether a participle or clause says what a vehicle is for: "opened fire on buses carrying miners"."""
    parse = tree.parse
    if parse.lemmas[verb] not in load_grammar().conveying or parse.deps[verb] not in ("acl", "relcl"):
        return False
    if tree.is_passive(verb):
        return False
    noun = context.meaning(tree, parse.heads[verb])
    return any(context.in_class(tree, noun, name) for name in _CARRIERS)


def _is_unnamed(tree: Tree, verb: int) -> bool:
    """Whether somebody only keeps their name back: "declined to be identified"."""
    withheld = load_grammar().withheld
    return any(tree.parse.lemmas[inner] in withheld and tree.is_passive(inner) for inner in tree.children(verb, "xcomp"))


def _ends_years(tree: Tree, verb: int, context: Context) -> bool:
    """Whether what ends is a stretch of time with no act in it: "ending 15 years in power", but not "ending a year of war"."""
    if tree.parse.lemmas[verb] not in load_grammar().ending:
        return False
    ended = tree.object(verb)
    if ended is None or tree.parse.pos[ended] != "NOUN" or not context.is_time(tree, ended):
        return False
    told = [tree.prepositional(ended, load_grammar().genitive), *tree.children(ended, "compound", "nmod")]
    return not any(at is not None and _is_force(tree.parse.lemmas[at], context) for at in told)


def _is_force(lemma: str, context: Context) -> bool:
    """Whether a noun may tell of force or protest, whose end is an act."""
    return any(trigger.row.type in _FORCE for trigger in context.index.at(lemma, "NOUN"))


def _is_time(tree: Tree, noun: int, context: Context) -> bool:
    """Whether a bare noun for disorder only says when: "after weeks of unrest", "since the violence"."""
    parse, grammar = tree.parse, load_grammar()
    if parse.lemmas[noun] not in grammar.disorder or parse.deps[noun] != "pobj":
        return False
    preposition = parse.heads[noun]
    stretch = parse.heads[preposition]
    if tree.children(noun, "prep", "acl", "relcl"):
        return False
    if parse.lemmas[preposition] in grammar.dating:
        return True
    timed = parse.lemmas[preposition] == grammar.genitive and context.is_time(tree, stretch)
    return timed and not tree.children(stretch, "acl", "relcl") and _dates(tree, stretch)


def _dates(tree: Tree, stretch: int) -> bool:
    """Whether a stretch of time only says when: "after weeks", "the bloodiest day"."""
    ranked = any(tree.parse.tags[child] == "JJS" for child in tree.children(stretch, "amod"))
    above = tree.parse.heads[stretch]
    return ranked or (tree.parse.deps[stretch] == "pobj" and tree.parse.lemmas[above] in load_grammar().dating)

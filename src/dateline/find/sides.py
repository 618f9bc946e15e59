"""The sides of a reciprocal event: both of "the EU-Russia summit", and whoever goes "for talks with the president"."""

from __future__ import annotations

from dateline.find.context import Context
from dateline.find.matches import Match
from dateline.lexicon.grammar import load_grammar
from dateline.syntax import Tree

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


def all_of_pairs(tree: Tree, found: list[tuple[int, str]], context: Context) -> list[tuple[int, str]]:
    """The tokens and slots with the first half of each hyphenated pair before its second: "Iraq-Kuwait talks"."""
    made: list[tuple[int, str]] = []
    for token, slot in found:
        half = first_half(tree, token, context)
        made.extend([(token, slot)] if half is None else [(half, slot), (token, slot)])
    return made


def first_half(tree: Tree, token: int, context: Context) -> int | None:
    """What stands before a hyphen and the token where both are known actors: "EU" of "EU-Russia"."""
    parse = tree.parse
    if token < 2 or parse.texts[token - 1] not in load_grammar().hyphens or parse.heads[token - 2] != token:
        return None
    known = all(parse.texts[at][:1].isupper() and context.is_known_actor(tree, at) for at in (token - 2, token))
    return token - 2 if known else None


def is_half(tree: Tree, token: int, context: Context) -> bool:
    """Whether the token is one side of a hyphenated pair of actors."""
    after = token + 2 < len(tree.parse) and first_half(tree, token + 2, context) == token
    return after or first_half(tree, token, context) is not None


def names_several(tree: Tree, token: int) -> bool:
    """Whether one phrase may name more than one: "U.S. and Philippine marines"."""
    first, last = tree.phrase(token)
    return any(tree.parse.deps[at] == "cc" for at in range(first, last))


def other_side(tree: Tree, match: Match, known: int, context: Context) -> int | None:
    """Who goes to, or comes from, an event with somebody: the subject of the clause that the event noun closes."""
    parse, noun = tree.parse, match.around.head
    if match.around.pos != "NOUN" or parse.deps[noun] != "pobj":
        return None
    preposition = parse.heads[noun]
    verb = parse.heads[preposition]
    if parse.lemmas[preposition] not in load_grammar().going or parse.pos[verb] not in ("VERB", "AUX"):
        return None
    found = tree.clause_subject(verb)
    if found is None or found == known or parse.pos[found] not in _NOUNS or not context.is_actor(tree, found):
        return None
    return found if known not in tree.subtree(found) else None

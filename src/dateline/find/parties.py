"""Who takes part: reads a match's actor and recipient slots into participants on the words that name them."""

from __future__ import annotations

from dateline.find.matches import Match
from dateline.find.slots import Context
from dateline.model import Participant
from dateline.syntax import Tree

_MOST = 12
# Question words and relatives that stand for nobody the sentence names.
_OPEN = frozenset({"WP", "WDT", "WP$"})


def parties(tree: Tree, text: str, match: Match, context: Context) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """The actors and the recipients of a match; in a reciprocal event both lists hold all sides."""
    row = match.trigger.row
    actors = _taken(tree, match, match.trigger.actor, context, acting=True)
    recipients = [found for found in _taken(tree, match, match.trigger.recipient, context, acting=False) if found not in actors]
    if row.frame in ("reciprocal", "meeting"):
        return _all_sides(tree, text, actors, [r for r in recipients if context.is_actor(tree, context.meaning(tree, r[0]))])
    return (
        tuple(participant(tree, text, token, slot, "a") for token, slot in actors),
        tuple(participant(tree, text, token, slot, "b") for token, slot in recipients),
    )


def _all_sides(
    tree: Tree, text: str, actors: list[tuple[int, str]], others: list[tuple[int, str]]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    if not others:
        sides = tuple(participant(tree, text, token, slot, _letter(n)) for n, (token, slot) in enumerate(actors))
    else:
        sides = tuple(participant(tree, text, token, slot, "a") for token, slot in actors)
        sides += tuple(participant(tree, text, token, slot, "b") for token, slot in others)
    return sides, sides


def _letter(number: int) -> str:
    return chr(ord("a") + min(number, 25))


def _taken(tree: Tree, match: Match, slots: tuple[str, ...], context: Context, *, acting: bool) -> list[tuple[int, str]]:
    """The tokens of the first slot that holds somebody (for actors), or anything but an event (for recipients)."""
    for slot in slots:
        tokens = [token for token in match.around.slot(slot) if _can_be(tree, token, match, context, acting=acting)]
        if tokens:
            return [(token, slot) for token in tokens[:_MOST]]
    return []


def _can_be(tree: Tree, token: int, match: Match, context: Context, *, acting: bool) -> bool:
    if match.first <= token < match.last or tree.parse.tags[token] in _OPEN:
        return False
    meaning = context.meaning(tree, token)
    parse = tree.parse
    if parse.pos[meaning] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"):
        return False
    if parse.texts[meaning].lower() in context.reflexive:
        return False
    if context.is_time(tree, meaning) or context.in_class(tree, meaning, "abstract"):
        return False
    if acting and any(parse.lemmas[child] in context.none for child in tree.children(meaning, "det")):
        return False
    if context.is_known_actor(tree, meaning):
        return True
    if parse.lemmas[meaning] in context.index.event_nouns:
        return False
    if acting:
        return context.is_actor(tree, meaning) or _is_arm_of(tree, meaning, context)
    return parse.pos[meaning] != "DET"


def _is_arm_of(tree: Tree, token: int, context: Context) -> bool:
    """Whether a thing stands for whoever wields it: aircraft and vehicles do, weapons where their owner is named."""
    if any(context.in_class(tree, token, name) for name in ("aircraft", "vehicle")):
        return True
    owned = any(context.is_known_actor(tree, mod) for mod in tree.children(token, "amod", "compound", "poss", "nmod"))
    return owned and any(context.in_class(tree, token, name) for name in ("heavy", "drone", "armament"))


def participant(tree: Tree, text: str, token: int, slot: str, side: str) -> Participant:
    """The participant on the noun phrase around a token."""
    first, last = tree.phrase(token)
    parse = tree.parse
    start, end = parse.starts[first], parse.ends[last - 1]
    return Participant(start, end, text[start:end], side=side, slot=slot)

"""Who takes part: reads a match's actor and recipient slots into participants on the words that name them."""

from __future__ import annotations

from dateline.find.context import Context
from dateline.find.matches import Match
from dateline.find.sides import all_of_pairs, is_half, names_several, other_side
from dateline.lexicon.grammar import load_grammar
from dateline.model import Participant
from dateline.syntax import Tree

_MOST = 12
# Types that speak of somebody's deed, and so address whoever did it.
_SPEAKING = frozenset({"ACCUSE", "PROTEST", "REJECT", "REQUEST", "SUPPORT"})
HARMING = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# Types whose recipient may be a thing: what is hit or taken.
_FORCE = frozenset({"ASSAULT", "COERCE"})
# Classes of things that stand for whoever is in them.
_TARGETS = ("aircraft", "building", "vehicle")
# Question words and relatives that stand for nobody the sentence names.
_OPEN = frozenset({"WP", "WDT", "WP$"})


def parties(tree: Tree, text: str, match: Match, context: Context) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """The actors and the recipients of a match; in a reciprocal event both lists hold all sides."""
    row = match.trigger.row
    actors = _taken(tree, match, match.trigger.actor, context, acting=True)
    if row.type in _SPEAKING and (speaker := _asking(tree, match)) is not None:
        actors = [(token, "subj") for token in tree.conjuncts(speaker)]
    recipients = [found for found in _taken(tree, match, match.trigger.recipient, context, acting=False) if found not in actors]
    if row.frame in ("reciprocal", "meeting"):
        others = [found for found in recipients if context.is_actor(tree, context.meaning(tree, found[0]))]
        return _all_sides(tree, text, *_completed(tree, match, actors, others, context), context)
    actors = all_of_pairs(tree, actors, context) if match.around.pos == "NOUN" else actors
    if row.type in HARMING and (forced := _forced(tree, match)) is not None:
        actors, recipients = ([] if at is None else [(at, slot)] for at, slot in zip(forced, ("by", "subj"), strict=True))
    return (
        tuple(participant(tree, text, token, slot, "a", context) for token, slot in actors),
        tuple(participant(tree, text, token, slot, "b", context) for token, slot in recipients),
    )


def things(tree: Tree, match: Match) -> list[tuple[int, int]]:
    """Where in the text the phrases stand that the first filled slot of recipients holds, be they no party: "the border"."""
    for slot in match.trigger.recipient:
        tokens = [token for token in match.around.slot(slot)[:_MOST] if not match.first <= token < match.last]
        if tokens:
            phrases = (tree.phrase(token) for token in tokens)
            return [(tree.parse.starts[first], tree.parse.ends[last - 1]) for first, last in phrases]
    return []


def _asking(tree: Tree, match: Match) -> int | None:
    """Who speaks in a participle behind a request, which is whoever asks: "asked the council to pull out, accusing the rebels"."""
    parse, verb = tree.parse, match.around.head
    asked = parse.heads[verb]
    if parse.tags[verb] != "VBG" or parse.deps[verb] != "advcl" or not tree.is_infinitive(asked):
        return None
    first = min(tree.subtree(verb))
    above = parse.heads[asked]
    if parse.texts[first - 1] != "," or parse.deps[asked] != "xcomp" or parse.pos[above] != "VERB":
        return None
    return tree.clause_subject(above)


def _completed(
    tree: Tree, match: Match, actors: list[tuple[int, str]], others: list[tuple[int, str]], context: Context
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The sides with both halves of pairs, and with the subject of the clause where only one is named."""
    actors, others = all_of_pairs(tree, actors, context), all_of_pairs(tree, others, context)
    if len(actors) + len(others) == 1:
        known = (actors or others)[0]
        found = other_side(tree, match, known[0], context)
        if found is not None:
            return [(token, "subj") for token in tree.conjuncts(found)], [known]
    return actors, others


def _all_sides(
    tree: Tree, text: str, actors: list[tuple[int, str]], others: list[tuple[int, str]], context: Context
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """All sides in both lists; a single one, who cannot deal with itself, only acts."""
    if not others:
        sides = tuple(participant(tree, text, token, slot, _letter(n), context) for n, (token, slot) in enumerate(actors))
    else:
        sides = tuple(participant(tree, text, token, slot, "a", context) for token, slot in actors)
        sides += tuple(participant(tree, text, token, slot, "b", context) for token, slot in others)
    alone = len(sides) == 1 and not names_several(tree, (actors or others)[0][0])
    return sides, () if alone else sides


def _letter(number: int) -> str:
    return chr(ord("a") + min(number, 25))


def _taken(tree: Tree, match: Match, slots: tuple[str, ...], context: Context, *, acting: bool) -> list[tuple[int, str]]:
    """The tokens of the first slot that holds somebody (for actors), or anything but an event (for recipients)."""
    thrown = not acting and any(
        context.in_class(tree, token, name) for token in match.around.slot("obj") for name in ("missile", "explosive")
    )
    for slot in (*slots, *(load_grammar().thrown_at if thrown else ())):
        found = match.around.slot(slot)
        if not acting and match.trigger.row.type in _SPEAKING:
            found = tuple(dict.fromkeys(_answerable(tree, token, context) for token in found))
        tokens = [token for token in found if _can_be(tree, token, match, context, acting=acting)]
        if tokens and not acting and all(_is_thing(tree, token, context) for token in tokens):
            owner = _whose(tree, match, context)
            if owner is not None:
                return [(owner[0], owner[1])]
            if match.trigger.row.type not in _FORCE:
                continue
        if tokens:
            return [(token, slot) for token in tokens[:_MOST]]
    return []


def _is_thing(tree: Tree, token: int, context: Context) -> bool:
    """Whether a recipient is neither somebody nor somewhere: "the road", "power supplies"."""
    meaning = context.meaning(tree, token)
    if tree.parse.pos[meaning] not in ("NOUN", "X") or context.is_actor(tree, meaning) or meaning in tree.placed:
        return False
    if any(_names_owner(tree, at, context) for at in tree.children(meaning, "amod", "compound", "poss", "nmod")):
        return False
    return not any(context.in_class(tree, meaning, name) for name in _TARGETS)


def _is_theirs(tree: Tree, token: int, context: Context) -> bool:
    """Whether a human being or state is told of as somebody's: "its neighbour"."""
    owner = tree.first(token, "poss")
    return owner is not None and context.in_class(tree, token, "human")


def _names_owner(tree: Tree, token: int, context: Context) -> bool:
    if not context.is_known_actor(tree, token):
        return False
    return (
        tree.parse.texts[token][:1].isupper()
        or tree.parse.deps[token] == "poss"
        or tree.parse.lemmas[token] in context.classes.armed
    )


def _whose(tree: Tree, match: Match, context: Context) -> tuple[int, str] | None:
    """Whom an act on a thing is aimed at: "cut power supplies to its neighbour"."""
    if match.trigger.row.type not in ("COERCE", "SANCTION") or match.around.pos != "VERB":
        return None
    own = match.around.slot("subj")
    for slot in load_grammar().aimed_at:
        for token in match.around.slot(slot)[:1]:
            meaning = context.meaning(tree, token)
            known = context.is_known_actor(tree, meaning) or (context.is_actor(tree, meaning) and meaning not in tree.placed)
            if token not in own and (known or _is_theirs(tree, meaning, context)):
                return token, slot
    return None


def _answerable(tree: Tree, token: int, context: Context) -> int:
    """Who did what a noun names, where the phrase says so: "the government's failure", "the attack by rebels"; else the noun."""
    deed = tree.parse.lemmas[token] in context.index.event_nouns or context.in_class(tree, token, "matter")
    if not deed or context.is_known_actor(tree, token):
        return token
    owners = [
        tree.agent(token),
        tree.first(token, "poss"),
        *(tree.subject(clause) for clause in tree.children(token, "relcl", "acl")),
    ]
    owners += [at for at in tree.children(token, "amod", "nmod", "compound") if tree.parse.texts[at][:1].isupper()]
    return next((at for at in owners if at is not None and at != token and context.is_known_actor(tree, at)), token)


def _forced(tree: Tree, match: Match) -> tuple[int | None, int | None] | None:
    """Who forces, and who is forced to do what the trigger names: "the bank was forced to close its branches"."""
    head = match.around.head
    above = tree.parse.heads[head]
    if match.around.pos != "VERB" or tree.parse.deps[head] != "xcomp" or tree.parse.lemmas[above] not in load_grammar().forcing:
        return None
    return (tree.agent(above), tree.clause_subject(above)) if tree.is_passive(above) else None


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
    if parse.lemmas[meaning] in context.index.event_nouns or context.in_class(tree, meaning, "matter"):
        return False
    if not acting and context.in_class(tree, meaning, "missile"):
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


def participant(tree: Tree, text: str, token: int, slot: str, side: str, context: Context | None = None) -> Participant:
    """The participant on the noun phrase around a token; on the token alone where it is half of a pair ("EU-Russia")."""
    halved = context is not None and is_half(tree, token, context)
    first, last = (token, token + 1) if halved else tree.phrase(token)
    parse = tree.parse
    start, end = parse.starts[first], parse.ends[last - 1]
    return Participant(start, end, text[start:end], side=side, slot=slot)

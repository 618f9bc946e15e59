"""Tells a phrase that names an actor from one that only names a place, a quality or nobody known."""

from __future__ import annotations

from dateline.model import Parse
from dateline.resolve.who_cues import ActorCues, actor_cues
from dateline.resolve.who_grid import Grid
from dateline.resolve.who_phrase import Context, Reading

_ALONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "appos", "ROOT"})


def is_actor(grid: Grid, reading: Reading, token: int, context: Context) -> bool:
    """Whether the phrase that ends at ``token`` names an actor here, as the clause around it has it."""
    if reading.kind == "unknown":
        return reading.rule == "name" and _acts(grid, token, context.cues or actor_cues()) and " " in (reading.name or "")
    if reading.kind != "country":
        return reading.rule != "agent:modifier" or _owns(grid.text, reading.end)
    if reading.via in ("adjective", "demonym"):
        return token >= 0 and _is_people(grid.parse, token)
    if token < 0 or not grid.parse.deps[token]:
        return reading.via == "seat"
    return reading.via == "seat" or is_party(grid.parse, token, capital=reading.via == "capital")


def _owns(text: str, end: int) -> bool:
    """Whether a possessive follows: the government's decision."""
    return text[end : end + 1] in ("'", "’")


def _is_people(parse: Parse, token: int) -> bool:
    """Whether a word for a people stands as a noun of its own: two Russians, the British."""
    noun = parse.tags[token] in ("NNS", "NNPS") or (parse.tags[token].startswith("NN") and parse.deps[token] in _ALONE)
    return noun or (parse.deps[token] in _ALONE and token > 0 and parse.tags[token - 1] == "DT")


def is_party(parse: Parse, token: int, *, capital: bool) -> bool:
    """Whether a country's or capital's name at ``token`` stands for its government and not for a place."""
    cues = actor_cues().grammar
    for _ in range(6):
        if parse.deps[token] != "conj" or parse.heads[token] == token:
            break
        token = parse.heads[token]
    label, head = parse.deps[token], parse.heads[token]
    if label == "nsubj":
        return not capital or parse.lemmas[head] not in cues["still_verbs"]
    if label == "pobj":
        beside = parse.texts[parse.heads[head]].lower()
        return parse.texts[head].lower() not in cues["place_prepositions"] and beside not in actor_cues().phrase["things"]
    if capital:
        return label in ("ROOT",)
    return label in ("nsubjpass", "dobj", "ROOT", "dative", "appos")


def _acts(grid: Grid, token: int, cues: ActorCues) -> bool:
    """Whether a name nobody knows does what people do: it says, meets, warns."""
    if token < 0:
        return False
    label, head = grid.parse.deps[token], grid.parse.heads[token]
    if label == "appos" and not grid.parse.texts[token].isupper():
        return True
    return label in ("nsubj", "nsubjpass", "dobj", "agent") and grid.parse.lemmas[head].lower() in cues.grammar["human_verbs"]

"""Gives a verb of saying at the end of its sentence back the speakers that a list before them swallowed."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.grammar import load_grammar
from dateline.parse.records import Tokens

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_JOINED = frozenset(("conj", "appos", "npadvmod", "dep", "nmod", "attr", "dobj", "oprd"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_FAR = 25


def with_swallowed_speakers(tokens: Tokens) -> Tokens:
    """The tokens with those who speak made the subject: "killing nine and wounding ten others, two residents said"."""
    speech = load_grammar().speech
    verbs = [at for at in range(3, len(tokens.texts)) if tokens.tags[at] in _FINITE and tokens.lemmas[at] in speech]
    heads, deps = list(tokens.heads), list(tokens.deps)
    for verb in verbs:
        speaker, robbed = _swallowed(tokens, verb), _robbed(tokens, verb)
        if speaker is None and robbed is not None:
            participle, thing, speaker = robbed
            heads[thing], deps[thing] = participle, "dobj"
        if speaker is not None:
            heads[speaker], deps[speaker] = verb, "nsubj"
    return tokens if heads == tokens.heads else replace(tokens, heads=heads, deps=deps)


def _robbed(tokens: Tokens, verb: int) -> tuple[int, int, int] | None:
    """The participle whose object was made the subject of saying, that object, and who says it.

    "killing at least 17 people, including four children, residents and a rebel group said": "said" has the object of "killing".
    """
    if verb + 1 < len(tokens.texts) and tokens.pos[verb + 1] != "PUNCT":
        return None
    below = [at for at in range(max(0, verb - _FAR), verb) if tokens.heads[at] == verb and tokens.deps[at] == "nsubj"]
    comma = next((at for at in range(verb - 2, max(verb - _FAR, 0), -1) if tokens.texts[at] == ","), None)
    if len(below) != 1 or comma is None or below[0] > comma:
        return None
    participle = _left(tokens, below[0]) - 1
    objects = ("dobj", "ccomp", "xcomp")
    if (
        participle < 0
        or tokens.tags[participle] != "VBG"
        or any(tokens.heads[at] == participle and tokens.deps[at] in objects and at != verb for at in range(len(tokens.texts)))
    ):
        return None
    speaker = _head(tokens, comma + 1, verb)
    return None if speaker is None else (participle, below[0], speaker)


def _left(tokens: Tokens, head: int) -> int:
    """The first word of the phrase that a word heads."""
    first = head
    while (below := min((at for at in range(first) if tokens.heads[at] == first), default=first)) < first:
        first = below
    return first


def _swallowed(tokens: Tokens, verb: int) -> int | None:
    """Who speaks: the noun phrase between the last comma and a closing verb of saying that has no subject."""
    if verb + 1 < len(tokens.texts) and tokens.pos[verb + 1] != "PUNCT":
        return None
    if tokens.deps[verb] != "ROOT" or any(
        tokens.heads[at] == verb and tokens.deps[at] in ("nsubj", "nsubjpass", "expl") for at in range(len(tokens.texts))
    ):
        return None
    comma = next((at for at in range(verb - 2, max(verb - _FAR, 0), -1) if tokens.texts[at] == ","), None)
    return None if comma is None else _head(tokens, comma + 1, verb)


def _head(tokens: Tokens, first: int, verb: int) -> int | None:
    """The one noun of the stretch that hangs on what stands before the comma; none where a verb stands among them."""
    if any(tokens.pos[at] in ("VERB", "AUX") for at in range(first, verb)):
        return None
    outside = [at for at in range(first, verb) if not first <= tokens.heads[at] < verb]
    if len(outside) != 1 or tokens.heads[outside[0]] >= first:
        return None
    fits = tokens.deps[outside[0]] in _JOINED and tokens.pos[outside[0]] in _NOMINAL
    return outside[0] if fits else None

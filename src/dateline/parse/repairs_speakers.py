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
    finds = {verb: speaker for verb in range(3, len(tokens.texts)) if (speaker := _swallowed(tokens, verb)) is not None}
    if not finds:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for verb, speaker in finds.items():
        heads[speaker], deps[speaker] = verb, "nsubj"
    return replace(tokens, heads=heads, deps=deps)


def _swallowed(tokens: Tokens, verb: int) -> int | None:
    """Who speaks: the noun phrase between the last comma and a closing verb of saying that has no subject."""
    closes = verb + 1 >= len(tokens.texts) or tokens.pos[verb + 1] == "PUNCT"
    if not closes or tokens.tags[verb] not in _FINITE or tokens.lemmas[verb] not in load_grammar().speech:
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

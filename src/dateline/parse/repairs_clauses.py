"""Gives a first clause back the end of its list, which the subject of the next clause swallowed."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.grammar import load_grammar
from dateline.parse.records import Tokens, child

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))


def with_split_clauses(tokens: Tokens) -> Tokens:
    """The tokens with two clauses where a parse made one: "seized the palace, the radio and the port, and the premier resigned".

    There "resigned" has "seized" for its content and all but the palace for its subject. A verb that is no word of saying takes
    no such content: the first verb heads the sentence, its list goes on, and only what stands behind ", and" resigns.
    """
    heads, deps = list(tokens.heads), list(tokens.deps)
    for second, tag in enumerate(tokens.tags):
        found = _parts(tokens, second) if tag in _FINITE else None
        if found is None:
            continue
        first, thing, listed, subject = found
        heads[first], deps[first] = (first, "ROOT") if heads[second] == second else (heads[second], deps[second])
        heads[second], deps[second] = first, "conj"
        heads[listed], deps[listed] = thing, "conj"
        heads[subject], deps[subject] = second, "nsubj"
    return tokens if heads == tokens.heads else replace(tokens, heads=heads, deps=deps)


def _parts(tokens: Tokens, second: int) -> tuple[int, int, int, int] | None:
    """The first verb, its object, where the list goes on, and who does the second thing."""
    if tokens.lemmas[second] in load_grammar().speech:
        return None
    first = child(tokens, second, "ccomp")
    listed = child(tokens, second, "nsubj", "nsubjpass")
    if first is None or listed is None or not first < listed < second or tokens.tags[first] not in _FINITE:
        return None
    thing = child(tokens, first, "dobj")
    if thing is None or child(tokens, first, "nsubj") is None or not first < thing < listed:
        return None
    comma = next((at for at in range(second - 2, listed, -1) if tokens.texts[at] == "," and tokens.deps[at + 1] == "cc"), None)
    if comma is None:
        return None
    inside = range(comma + 2, second)
    outer = [at for at in inside if tokens.heads[at] not in inside and tokens.pos[at] in _NOMINAL and tokens.deps[at] == "conj"]
    return (first, thing, listed, outer[0]) if len(outer) == 1 else None

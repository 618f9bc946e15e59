"""Gives "In 2010 soldiers fired" its year back: 2010 is when they fired, not how many they were."""

from __future__ import annotations

from dataclasses import replace

from dateline.parse.records import Tokens

_SUBJECTS = ("nsubj", "nsubjpass")


def with_years(tokens: Tokens) -> Tokens:
    """The tokens with a year right behind "in" made what it is in, and the noun that had it the subject of its verb."""
    years = [at for at in range(1, len(tokens.texts) - 1) if _is_year(tokens, at)]
    if not years:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for year in years:
        noun, verb = heads[year], heads[year - 1]
        if heads[noun] == year - 1:
            heads[noun], deps[noun] = verb, "nsubj"
        heads[year], deps[year] = year - 1, "pobj"
    return replace(tokens, heads=heads, deps=deps)


def _is_year(tokens: Tokens, at: int) -> bool:
    """Whether a number behind "in" counts the noun behind it though nothing else, or only that noun, is what it is in."""
    text, before, noun = tokens.texts[at], at - 1, tokens.heads[at]
    if not (text.isdecimal() and len(text) == 4 and text[:2] in ("19", "20") and tokens.texts[before].lower() == "in"):
        return False
    if tokens.deps[at] != "nummod" or noun <= at or tokens.deps[before] != "prep":
        return False
    objects = [child for child, head in enumerate(tokens.heads) if head == before and child != before]
    verb = tokens.heads[before]
    if not objects:
        return tokens.deps[noun] in _SUBJECTS and tokens.heads[noun] == verb
    bare = all(tokens.heads[child] != verb or tokens.deps[child] not in _SUBJECTS for child in range(verb))
    return objects == [noun] and bare and noun < verb and tokens.pos[verb] in ("VERB", "AUX")

"""Mends what parsers get wrong in wire English: "met President Assad Tuesday" has no President called Tuesday."""

from __future__ import annotations

from dataclasses import replace

from dateline.parse.records import Tokens


def without_day_names(tokens: Tokens, days: frozenset[str]) -> Tokens:
    """The tokens with a day that closes a name cut off it: the name takes its place, the day depends on the verb."""
    cuts = [index for index, text in enumerate(tokens.texts) if text in days and _closes_name(tokens, index)]
    if not cuts:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for day in cuts:
        _cut(tokens, heads, deps, day)
    return replace(tokens, heads=heads, deps=deps)


def _closes_name(tokens: Tokens, day: int) -> bool:
    before = day - 1
    return (
        before >= 0 and tokens.heads[before] == day and tokens.deps[before] == "compound"
        and tokens.tags[before] in ("NNP", "NNPS", "NN", "NNS") and tokens.heads[day] != day
    )


def _cut(tokens: Tokens, heads: list[int], deps: list[str], day: int) -> None:
    """Make the word before the day the head of the phrase."""
    name, above = day - 1, heads[day]
    for child, head in enumerate(heads):
        if head == day and child != name:
            heads[child] = name
    heads[name], deps[name] = above, deps[day]
    verb = above
    while tokens.pos[verb] not in ("VERB", "AUX") and heads[verb] != verb:
        verb = heads[verb]
    heads[day], deps[day] = verb, "npadvmod"


def with_past_verbs(tokens: Tokens) -> Tokens:
    """The tokens with past forms that stand as adjectives made verbs: in "the military seized power" nothing is seized power.

    A finite past form is never an adjective; a participle right behind a comma, in a sentence without a verb at its root, is none
    either ("The governor, Colonel X, blamed fighters").
    """
    verbs = [index for index in range(len(tokens.texts)) if tokens.deps[index] == "amod" and _is_verb(tokens, index)]
    if not verbs:
        return tokens
    heads, deps, tags = list(tokens.heads), list(tokens.deps), list(tokens.tags)
    for verb in verbs:
        _raise(tokens, heads, deps, verb)
        tags[verb] = "VBD"
    return replace(tokens, heads=heads, deps=deps, tags=tags)


def _is_verb(tokens: Tokens, index: int) -> bool:
    noun = tokens.heads[index]
    if noun <= index or index == 0 or tokens.pos[index] != "VERB":
        return False
    if tokens.tags[index] == "VBD":
        return tokens.pos[index - 1] in _NOMINAL
    root = next((place for place, head in enumerate(tokens.heads) if head == place), index)
    closes = tokens.tags[index] == "VBN" and tokens.texts[index - 1] == "," and tokens.heads[noun] == root and noun == index + 1
    return closes and tokens.pos[root] in ("NOUN", "PROPN") and root < index


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})


def _raise(tokens: Tokens, heads: list[int], deps: list[str], verb: int) -> None:
    """Put the verb where its noun stood; the noun becomes its object, what stands before the verb its subject."""
    noun = heads[verb]
    above = heads[noun]
    own = [child for child, head in enumerate(heads) if head == noun and child < verb and child != noun]
    subject = max((child for child in own if tokens.pos[child] in _NOMINAL), default=None)
    if subject is None and above != noun and above < verb:
        subject, above = above, above if heads[above] != above else verb
    heads[verb], deps[verb] = (verb, "ROOT") if above in (noun, verb) else (above, deps[noun])
    heads[noun], deps[noun] = verb, "dobj"
    if subject is None:
        return
    for child in own:
        heads[child] = subject
    heads[subject], deps[subject] = verb, "nsubj"

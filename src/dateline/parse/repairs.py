"""Mends what parsers get wrong in wire English: "met President Assad Tuesday" has no President called Tuesday."""

from __future__ import annotations

from dataclasses import replace

from dateline.parse.records import Tokens

_FINITE = frozenset({"VBD", "VBZ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_CLIMB = 32


def repaired(tokens: Tokens, days: frozenset[str]) -> Tokens:
    """The tokens with every mend that fits; as they came where a mend would leave them without the shape of a tree."""
    mended = with_finite_coordination(with_past_verbs(without_day_names(tokens, days)))
    return mended if mended is tokens or _is_tree(mended.heads) else tokens


def _is_tree(heads: list[int]) -> bool:
    """Whether every token leads up to a root."""
    good: set[int] = set()
    for start in range(len(heads)):
        path: list[int] = []
        at = start
        while at not in good and heads[at] != at:
            if len(path) > len(heads):
                return False
            path.append(at)
            at = heads[at]
        good.update(path)
        good.add(at)
    return True


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
    for _ in range(_CLIMB):
        if tokens.pos[verb] in ("VERB", "AUX") or heads[verb] == verb:
            break
        verb = heads[verb]
    heads[day], deps[day] = verb, "npadvmod"


def with_past_verbs(tokens: Tokens) -> Tokens:
    """The tokens with past forms that stand as adjectives made verbs: in "the military seized power" nothing is seized power.

    A finite past form is never an adjective; a participle right behind a comma, in a sentence without a verb at its root, is none
    either ("The governor, Colonel X, blamed fighters").
    """
    tokens = _with_reduced_main_verb(tokens)
    verbs = [index for index in range(len(tokens.texts)) if tokens.deps[index] == "amod" and _is_verb(tokens, index)]
    if not verbs:
        return tokens
    heads, deps, tags = list(tokens.heads), list(tokens.deps), list(tokens.tags)
    for verb in verbs:
        _raise(tokens, heads, deps, verb)
        tags[verb] = "VBD"
    return replace(tokens, heads=heads, deps=deps, tags=tags)


def _with_reduced_main_verb(tokens: Tokens) -> Tokens:
    """The tokens with a finite verb that hangs on the root noun like a participle made the root: "The rebels threatened …"."""
    root = next((place for place, head in enumerate(tokens.heads) if head == place), None)
    if root is None or tokens.pos[root] not in ("NOUN", "PROPN"):
        return tokens
    verb = next((
        place for place, dep in enumerate(tokens.deps)
        if dep == "acl" and tokens.heads[place] == root and tokens.tags[place] == "VBD" and place > root
    ), None)
    if verb is None:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    heads[verb], deps[verb], heads[root], deps[root] = verb, "ROOT", verb, "nsubj"
    for child, head in enumerate(tokens.heads):
        if head == root and child > verb:
            heads[child] = verb
    return replace(tokens, heads=heads, deps=deps)


def _is_verb(tokens: Tokens, index: int) -> bool:
    noun = tokens.heads[index]
    if noun <= index or index == 0 or tokens.pos[index] != "VERB":
        return False
    if tokens.tags[index] == "VBD":
        return tokens.pos[index - 1] in _NOMINAL
    root = next((place for place, head in enumerate(tokens.heads) if head == place), index)
    closes = tokens.tags[index] == "VBN" and tokens.texts[index - 1] == "," and tokens.heads[noun] == root and noun == index + 1
    return closes and tokens.pos[root] in ("NOUN", "PROPN") and root < index


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


def with_finite_coordination(tokens: Tokens) -> Tokens:
    """The tokens with finite verbs that were coordinated with an infinitive joined to the finite verb above it.

    "France urged its citizens to leave and sent paratroopers": it is France that sent them.
    """
    heads = list(tokens.heads)
    for verb, dep in enumerate(tokens.deps):
        if dep == "conj" and tokens.tags[verb] in _FINITE and tokens.tags[heads[verb]] == "VB":
            above = heads[verb]
            for _ in range(_CLIMB):
                if heads[above] == above or tokens.tags[above] in _FINITE:
                    break
                above = heads[above]
            if tokens.tags[above] in _FINITE and above != verb:
                heads[verb] = above
    return tokens if heads == tokens.heads else replace(tokens, heads=heads)



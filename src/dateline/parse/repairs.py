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

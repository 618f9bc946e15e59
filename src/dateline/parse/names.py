"""Names that contain "and" are one party: their words are tied together after the parse, which reads them better apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.parse.records import Tokens

_LOOSE = ("conj", "cc", "punct")


def joined(tokens: Tokens, spans: Iterable[tuple[int, int]]) -> Tokens:
    """The tokens with each span of characters that covers whole tokens made one phrase, headed by its last word.

    The phrase takes the place that its outermost word had; what hung on any of its words hangs on the last.
    """
    heads, deps = list(tokens.heads), list(tokens.deps)
    at_start = {start: at for at, start in enumerate(tokens.starts)}
    at_end = {end: at for at, end in enumerate(tokens.ends)}
    for start, end in spans:
        first, last = at_start.get(start), at_end.get(end)
        if first is not None and last is not None and first < last:
            _join(heads, deps, first, last)
    return tokens if heads == tokens.heads else replace(tokens, heads=heads, deps=deps)


def _join(heads: list[int], deps: list[str], first: int, last: int) -> None:
    inside = range(first, last + 1)
    outer = [at for at in inside if heads[at] == at or heads[at] not in inside]
    top = next((at for at in outer if deps[at] not in _LOOSE), outer[0])
    above = heads[top]
    if above != top and _leads_into(heads, above, inside):
        return
    dep = deps[top]
    for at, head in enumerate(heads):
        if at not in inside and head in inside:
            heads[at] = last
    for at in inside:
        heads[at], deps[at] = last, "compound"
    heads[last], deps[last] = (last if above == top else above), dep


def _leads_into(heads: list[int], at: int, inside: range) -> bool:
    """Whether climbing from a word comes through the span: tying it together would close a circle."""
    for _ in range(len(heads)):
        if at in inside:
            return True
        if heads[at] == at:
            return False
        at = heads[at]
    return True

"""The few walks over a parse that attribution needs: who shares a subject, the clause around a word, cutting and trimming."""

from __future__ import annotations

from dateline.judge.branches import Branches
from dateline.model import Span

_CLIMB = 6
_SHARES_SUBJECT = frozenset(("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"))
_CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "parataxis", "acl"))


def subject(tree: Branches, index: int) -> int | None:
    """Who does the verb at ``index``: its own subject, or the one it shares with the verb or noun above it."""
    parse = tree.parse
    for step in range(_CLIMB):
        own = tree.first(index, "nsubj") if step == 0 else tree.first(index, "nsubj", "nsubjpass", "csubj")
        if own is not None:
            return own
        dep, head = parse.deps[index], parse.heads[index]
        if dep in ("acl", "relcl"):
            return _bearer(tree, head)
        if dep == "pcomp":
            head = parse.heads[head]
        elif dep not in _SHARES_SUBJECT or head == index:
            return None
        if parse.pos[head] in ("NOUN", "PROPN") and parse.deps[index] != "conj":
            return None
        index = head
    return None


def _bearer(tree: Branches, noun: int) -> int | None:
    """Who speaks through a noun: ``she issued a statement saying`` is she, ``officials saying`` are the officials."""
    dep, head = tree.parse.deps[noun], tree.parse.heads[noun]
    if dep == "pobj":
        dep, head = tree.parse.deps[head], tree.parse.heads[head]
        if dep != "prep" or tree.parse.pos[head] not in ("VERB", "AUX"):
            return noun
    elif dep != "dobj":
        return noun
    found = tree.first(head, "nsubj")
    return noun if found is None else found


def clause_of(tree: Branches, index: int) -> int:
    """The head of the clause that a token stands in."""
    parse = tree.parse
    while parse.deps[index] not in _CLAUSES and parse.heads[index] != index:
        if parse.deps[index] == "conj" and parse.pos[index] in ("VERB", "AUX"):
            return index
        index = parse.heads[index]
    return index


def negated(tree: Branches, index: int, words: frozenset[str]) -> bool:
    """Whether a verb is negated, by its own particle or a negative subject word."""
    return any(tree.parse.deps[item] == "neg" or tree.parse.texts[item].lower() in words for item in tree.children[index])


def trim(text: str, span: Span, ends: str = " ,.;:\n\t–—-") -> Span | None:
    """The span without blanks, commas and stops at its edges; nothing if nothing is left."""
    start, end = span.start, span.end
    while start < end and (text[start] in ends or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in ends or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if end > start else None


def cut(span: Span, hole: Span) -> tuple[Span, ...]:
    """What is left of a span when a hole is taken out of it."""
    if not span.overlaps(hole):
        return (span,)
    parts = (Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end))
    return tuple(part for part in parts if part.start < part.end)

"""A parse with its children and subtree edges worked out once, and the few walks that attribution needs."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Parse, Span
from dateline.syntax import children_of

_CLIMB = 6
_SHARES_SUBJECT = frozenset(("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"))
_CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "parataxis", "acl"))


@dataclass(frozen=True, slots=True)
class Tree:
    """A parse with each token's children and the first and last token of its subtree."""

    parse: Parse
    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]

    def child(self, index: int, *deps: str) -> int | None:
        """The first child of ``index`` with one of the labels."""
        for item in self.children[index]:
            if self.parse.deps[item] in deps:
                return item
        return None

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from token ``first`` to token ``last``, both included."""
        return Span(self.parse.starts[first], self.parse.ends[last])

    def subtree(self, index: int) -> Span:
        """The stretch of text under a token."""
        return self.span(self.left[index], self.right[index])


def tree_of(parse: Parse) -> Tree:
    """The tree of a parse, in time linear in its tokens."""
    size = len(parse)
    children = children_of(parse)
    order = [index for index, head in enumerate(parse.heads) if head == index]
    for index in order:
        order.extend(children[index])
    left, right = list(range(size)), list(range(size))
    for index in reversed(order):
        head = parse.heads[index]
        if left[index] < left[head]:
            left[head] = left[index]
        if right[index] > right[head]:
            right[head] = right[index]
    return Tree(parse, children, tuple(left), tuple(right))


def subject(tree: Tree, index: int) -> int | None:
    """Who does the verb at ``index``: its own subject, or the one it shares with the verb or noun above it."""
    parse = tree.parse
    for step in range(_CLIMB):
        own = tree.child(index, "nsubj") if step == 0 else tree.child(index, "nsubj", "nsubjpass", "csubj")
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


def _bearer(tree: Tree, noun: int) -> int | None:
    """Who speaks through a noun: ``she issued a statement saying`` is she, ``officials saying`` are the officials."""
    dep, head = tree.parse.deps[noun], tree.parse.heads[noun]
    if dep == "pobj":
        dep, head = tree.parse.deps[head], tree.parse.heads[head]
        if dep != "prep" or tree.parse.pos[head] not in ("VERB", "AUX"):
            return noun
    elif dep != "dobj":
        return noun
    found = tree.child(head, "nsubj")
    return noun if found is None else found


def clause_of(tree: Tree, index: int) -> int:
    """The head of the clause that a token stands in."""
    parse = tree.parse
    while parse.deps[index] not in _CLAUSES and parse.heads[index] != index:
        if parse.deps[index] == "conj" and parse.pos[index] in ("VERB", "AUX"):
            return index
        index = parse.heads[index]
    return index


def negated(tree: Tree, index: int, words: frozenset[str]) -> bool:
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

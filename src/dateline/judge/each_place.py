"""A record for each place of acts told together: "similar marches were held in Lima, Cusco and Arequipa"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from dateline.model import Event, Evidence, Place, Sheet
from dateline.syntax import Tree

# Acts of which one in each place is one of its own.
_TYPES = frozenset({"ASSAULT", "PROTEST"})
_PLURAL = frozenset({"NNS", "NNPS"})
_STEPS = 8


def each_place(sheet: Sheet, events: list[Event]) -> Iterator[Event]:
    """The events, those that many did in several places as one for each; numbers are of all places, so that those stay whole."""
    tree = Tree(sheet.parse) if sheet.parse is not None else None
    for event in events:
        yield event
        if tree is not None and event.type in _TYPES and not event.counts and _is_many(tree, event):
            yield from (_at(event, place) for place in _beside(tree, sheet, event))


def _is_many(tree: Tree, event: Event) -> bool:
    """Whether the words tell of several acts: a plural event noun, or a verb of several people."""
    head = tree.head_of(event.trigger.start, event.trigger.end)
    if head is None:
        return False
    if tree.parse.pos[head] == "NOUN":
        return tree.parse.tags[head] in _PLURAL
    subject = tree.clause_subject(head)
    return subject is not None and tree.parse.tags[subject] in _PLURAL


def _beside(tree: Tree, sheet: Sheet, event: Event) -> Iterator[Place]:
    """The other places coordinated with the event's own, of the same precision."""
    own = event.place
    if own is None or own.id is None or own.basis not in (None, "stated"):
        return
    head = tree.head_of(own.start, own.end)
    if head is None:
        return
    named = {tree.head_of(place.start, place.end): place for place in sheet.places if place.id is not None}
    seen: set[str | None] = {own.id}
    for token in _coordinated(tree, head):
        place = named.get(token)
        if place is not None and place.precision == own.precision and place.country == own.country and place.id not in seen:
            seen.add(place.id)
            yield place


def _coordinated(tree: Tree, token: int) -> list[int]:
    """The tokens joined with one by "and" and commas, before and after it; none where nothing says "and"."""
    for _ in range(_STEPS):
        if tree.parse.deps[token] != "conj":
            break
        token = tree.parse.heads[token]
    chain = tree.conjuncts(token)
    joined = any(tree.children(one, "cc") for one in chain)
    return chain if joined else []


def _at(event: Event, place: Place) -> Event:
    key = sha256(f"{event.id}\x1f{place.start}".encode()).hexdigest()[:16]
    note = Evidence("repeats", "one place of several", place.start, place.end)
    return replace(event, id=key, place=replace(place, basis="stated"), evidence=(*event.evidence, note))

"""Of drafts that share words keeps the surer, and with it only the speech of somebody else: ``he said the army denied …``."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.judge.attribution_drafts import Draft
from dateline.model import Span

_RELAYED = frozenset(("clause", "scope"))
_SURE = frozenset(("silent", "taken_up"))
_PRONOUN = 4
_BUCKET = 200


def apart(scored: Iterable[tuple[float, Draft]]) -> tuple[Draft, ...]:
    """The drafts that may stand beside each other, the surer first; near linear in their number."""
    kept: list[Draft] = []
    near: dict[int, list[Draft]] = {}
    for _, draft in sorted(scored, key=lambda item: (item[1].end not in _SURE, -item[0], item[1].span.start)):
        buckets = _buckets(draft)
        others = {id(one): one for at in buckets for one in near.get(at, ())}
        if all(_may_stand(draft, one) for one in others.values()):
            kept.append(draft)
            for at in buckets:
                near.setdefault(at, []).append(draft)
    return tuple(kept)


def _buckets(draft: Draft) -> tuple[int, ...]:
    spans = {at for span in draft.content for at in range(span.start // _BUCKET, span.end // _BUCKET + 1)}
    return tuple(sorted(spans))


def _may_stand(one: Draft, other: Draft) -> bool:
    if one.content == other.content or not _touch(one.content, other.content):
        return True
    if one.end in _SURE or other.end in _SURE:
        return True
    if _holds(other, one):
        return _relays(one)
    return _holds(one, other) and _relays(other)


def _touch(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(one.overlaps(two) for one in some for two in others)


def _holds(outer: Draft, inner: Draft) -> bool:
    return any(span.contains(inner.span) for span in outer.content)


def _relays(draft: Draft) -> bool:
    """Whether a draft is the speech of somebody who is named or described, not of a pronoun."""
    source = draft.source
    named = source is not None and draft.speaker is not None and source.end - source.start > _PRONOUN
    return named and draft.cue.kind == "speech" and draft.end in _RELAYED

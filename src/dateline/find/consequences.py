"""Folds what an act led to into the act: "attacked the base, killing 12" is one event, "the blast killed 12" another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.find.matches import Match
from dateline.find.slots import Context
from dateline.model import Event, Evidence
from dateline.syntax import Tree

if TYPE_CHECKING:
    from dateline.find.stage import Draft

_LINKS = frozenset({"advcl", "relcl", "acl", "conj", "ccomp", "prep", "pobj", "nsubj", "agent", "pcomp", "dobj", "xcomp"})
_STEPS = 4


def merge_consequences(tree: Tree, drafts: list[Draft], context: Context) -> list[Event]:
    """The events of a sentence with harm folded into the attack it came of, in text order."""
    kept = list(drafts)
    for draft in drafts:
        if draft.event.type != "ASSAULT" or not _is_harm(draft.match, context):
            continue
        cause = _cause(tree, draft, kept, context)
        if cause is not None:
            kept[kept.index(cause)] = replace(cause, event=_joined(cause.event, draft.event))
            kept.remove(next(other for other in kept if other.match is draft.match))
    return [draft.event for draft in kept]


def _is_harm(match: Match, context: Context) -> bool:
    return match.trigger.words[-1] in context.classes.static.get("harm", frozenset())


def _cause(tree: Tree, harm: Draft, drafts: list[Draft], context: Context) -> Draft | None:
    """The other attack of the sentence that the harm hangs on, or that hangs on the harm as its subject or means."""
    others = [other for other in drafts if other.match is not harm.match and other.event.type == "ASSAULT"]
    close = [(distance, other) for other in others if (distance := _distance(tree, harm.match.head, other.match.head)) is not None]
    close = [pair for pair in close if not (_is_harm(pair[1].match, context) and pair[1].match.head > harm.match.head)]
    return min(close, key=lambda pair: pair[0])[1] if close else None


def _distance(tree: Tree, one: int, other: int) -> int | None:
    """How many steps lead from one token up to the other, either way, over links of cause and means; null for none."""
    ways = [steps for steps in (_steps_up(tree, one, other), _steps_up(tree, other, one)) if steps is not None]
    return min(ways, default=None)


def _steps_up(tree: Tree, below: int, above: int) -> int | None:
    at = below
    for steps, head in enumerate(tree.ancestors(below), start=1):
        if steps > _STEPS or tree.parse.deps[at] not in _LINKS:
            return None
        if head == above:
            return steps
        at = head
    return None


def _joined(cause: Event, harm: Event) -> Event:
    """The cause with the parties that only the harm names, and with the harm's words as evidence."""
    evidence = Evidence("find", "consequence", harm.trigger.start, harm.trigger.end)
    return replace(
        cause,
        actors=cause.actors or harm.actors,
        recipients=cause.recipients or harm.recipients,
        evidence=(*cause.evidence, evidence),
    )

"""Events joined to incidents at the end of a run and on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias, cast

from dateline.model import Event, Incident, Report
from dateline.store.store import Store

Told: TypeAlias = tuple[Event, Report]
Pair: TypeAlias = tuple[str, str]
Linker: TypeAlias = Callable[[Sequence[Told], Sequence[Pair], Sequence[Pair]], Sequence[Incident]]


def linker() -> Linker | None:
    """What joins events to incidents: events with their reports, pairs people joined, pairs people parted."""
    return cast("Linker | None", getattr(import_module("dateline.link"), "link_events", None))


def link_new(store: Store) -> int:
    """Join the events that stand to incidents and store them; the number of incidents."""
    join = linker()
    if join is None:
        return 0
    rows = store.events().records()
    ids = {row.target: row.event.id for row in rows}
    pairs = [(ids[one], ids[other], same) for one, other, same in store.same_or_not() if one in ids and other in ids]
    joined = [(one, other) for one, other, same in pairs if same]
    parted = [(one, other) for one, other, same in pairs if not same]
    incidents = join([(row.event, row.report) for row in rows], joined, parted)
    store.save_incidents(incidents)
    return len(incidents)

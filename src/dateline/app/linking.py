"""Events joined to incidents at the end of a run and on request."""

from __future__ import annotations

from dateline.store.store import Store


def link_new(store: Store, *, whole: bool = False) -> int:
    """Join the events that stand to incidents and store them; the number of incidents."""
    return store.link(whole=whole)

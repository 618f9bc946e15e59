"""Why a stored incident's events are together, and why those nearest to them are not."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Engine, select

from dateline.link.joining import pairs_of
from dateline.link.near import Neighbourhood
from dateline.link.why import Reason, reasons
from dateline.store import linking, tables
from dateline.store.relink import Blocks


def why(engine: Engine, connection: Connection, incident: str) -> tuple[Reason, ...]:
    """The reasons, those of joining first; empty for an incident of one telling with nothing near it."""
    members, events = tables.incident_events, tables.events
    own = select(events.c.id, events.c.report).join(members, members.c.event == events.c.id).where(members.c.incident == incident)
    homes = {row.id: row.report for row in connection.execute(own)}
    joined, parted = linking.decided_pairs(connection)

    def load(ids: Collection[str]) -> linking.Stories:
        return ((report, told) for report, told, _ in linking.told_by(engine, connection, ids))

    hood = Neighbourhood(Blocks(connection, (), ()), load, lambda _: (), (), {}, pairs_of(joined), pairs_of(parted))
    hood.look(set(homes.values()))
    stories = linking.stories_of(connection, hood.seen)
    return reasons(hood.seen, stories, set(homes), hood.near.stories | hood.near.spots)

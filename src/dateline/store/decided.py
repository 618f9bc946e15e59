"""People's decisions read back from the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from sqlalchemy import Connection, RowMapping, select

from dateline.model import Decision
from dateline.store import tables
from dateline.store.decisions import standing

BATCH = 400
# By the time they were made, so that every database that has the same decisions comes to the same record.
MADE = (tables.decisions.c.time, tables.decisions.c.seq)


def all_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Every decision ever made, in the order they were made, wherever that was."""
    rows = connection.execute(select(tables.decisions).order_by(*MADE)).mappings()
    return tuple(_decision(row) for row in rows)


def decided_on(connection: Connection, targets: Sequence[str]) -> Mapping[str, tuple[Decision, ...]]:
    """The decisions that hold for each of these targets."""
    made: dict[str, list[Decision]] = {}
    table = tables.decisions
    wanted = sorted(set(targets))
    for first in range(0, len(wanted), BATCH):
        query = select(table).where(table.c.target.in_(wanted[first : first + BATCH])).order_by(*MADE)
        for row in connection.execute(query).mappings():
            made.setdefault(row["target"], []).append(_decision(row))
    return {target: standing(each) for target, each in made.items()}


def _decision(row: RowMapping) -> Decision:
    return Decision(**{each.name: row[each.name] for each in fields(Decision)})

"""Rows added, or put in the place of those with the same key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from dateline.store.rows import Columns

Insert: TypeAlias = postgresql.Insert | sqlite.Insert


def put(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    """Add rows, or replace those with the same key."""
    if rows:
        statement = _put(table, tuple(rows[0]), connection.dialect.name)
        connection.execute(statement, [dict(row) for row in rows])


@cache
def _put(table: Table, names: tuple[str, ...], dialect: str) -> Insert:
    insert: Insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)

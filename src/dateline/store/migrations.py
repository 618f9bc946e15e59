"""The schema's versions: numbered steps, each from the one before, and the row that says which a database has."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, func, inspect, select

from dateline.errors import StoreError
from dateline.store import tables


def _first(connection: Connection) -> None:
    tables.metadata.create_all(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (_first,)
NEWEST = len(STEPS)
LOCK = 7_283_651


def version_of(connection: Connection) -> int:
    """The schema version a database has; 0 for an empty one."""
    if not inspect(connection).has_table("meta"):
        return 0
    value = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == "schema")).scalar()
    return int(value) if value is not None else 0


def migrate(connection: Connection, where: str) -> None:
    """Bring a database to the newest schema; StoreError for one from a newer Dateline or of another program."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    found = version_of(connection)
    if found > NEWEST:
        raise StoreError(
            f"{where}: schema version {found} is newer than {NEWEST}, the newest this Dateline reads; "
            "upgrade dateline, or name another database with --db"
        )
    if found == 0 and set(inspect(connection).get_table_names()) & {"reports", "events"}:
        raise StoreError(f"{where}: has tables of these names but no schema version, so it is not a Dateline database")
    for step in STEPS[found:]:
        step(connection)
    if found < NEWEST:
        connection.execute(tables.meta.delete().where(tables.meta.c.name == "schema"))
        connection.execute(tables.meta.insert().values(name="schema", value=str(NEWEST)))

"""The schema's versions: numbered steps, each from the one before, and the row that says which a database has."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, func, inspect, select

from dateline.errors import StoreError
from dateline.store import tables


def _second(connection: Connection) -> None:
    """Linking that goes on from where it was, copies and tolls kept with reports, events that people add."""
    text = 'TEXT COLLATE "C"' if connection.dialect.name == "postgresql" else "TEXT"
    for name, kind in (
        ("linked", "INTEGER DEFAULT 0 NOT NULL"),
        ("story", text),
        ("copy_of", text),
        ("killed", "INTEGER"),
        ("injured", "INTEGER"),
    ):
        connection.exec_driver_sql(f"ALTER TABLE reports ADD COLUMN {name} {kind}")
    connection.exec_driver_sql(f"ALTER TABLE events ADD COLUMN added {text}")
    connection.exec_driver_sql("CREATE INDEX reports_linked ON reports (linked)")
    connection.exec_driver_sql("CREATE INDEX reports_story ON reports (story)")
    connection.exec_driver_sql(
        f"CREATE TABLE link_keys (key BIGINT NOT NULL, day INTEGER NOT NULL, report {text} NOT NULL, "
        "weight INTEGER NOT NULL, PRIMARY KEY (key, day, report))"
    )
    connection.exec_driver_sql("CREATE INDEX link_keys_report ON link_keys (report)")


# Each step takes a database from one version to the next; steps say everything themselves, since tables.py moves on.
STEPS: tuple[Callable[[Connection], None], ...] = (_second,)
FIRST = 1
NEWEST = FIRST + len(STEPS)
LOCK = 7_283_651


def version_of(connection: Connection) -> int:
    """The schema version a database has; 0 for an empty one."""
    if not inspect(connection).has_table("meta"):
        return 0
    value = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == "schema")).scalar()
    if value is not None and not value.isdecimal():
        raise StoreError(f"schema version {value!r} is no number: not a Dateline database, or a damaged one; restore a copy")
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
    if found == 0:
        tables.metadata.create_all(connection)
    for step in STEPS[found - FIRST :] if found else ():
        step(connection)
    if found < NEWEST:
        connection.execute(tables.meta.delete().where(tables.meta.c.name == "schema"))
        connection.execute(tables.meta.insert().values(name="schema", value=str(NEWEST)))

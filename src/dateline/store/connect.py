"""Databases opened by path or URL, with their trouble told in sentences."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from dateline.errors import StoreError
from dateline.store.migrations import NEWEST, migrate, version_of

WAIT_SECONDS = 60


def connect(where: str, *, create: bool = True) -> Engine:
    """An engine for a database at the newest schema, made when it is not there unless ``create`` is false."""
    engine = _postgres(where) if "://" in where and not where.startswith("sqlite") else _sqlite(where, create=create)
    with guarded(where):
        try:
            with engine.connect() as connection:
                found = version_of(connection)
            if found == 0 and not create:
                raise StoreError(f"{where}: holds no reports yet; run `dateline code PATH --db {where}` first")
            if found != NEWEST:
                with writing(engine).begin() as connection:
                    migrate(connection, where)
        except BaseException:
            engine.dispose()
            raise
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: on SQLite they take the write lock at once and wait their turn."""
    return engine.execution_options(writes=True)


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Raise the database's and the disk's errors as StoreError, with what to do."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(f"{where}: {_advice(str(cause))}") from error
    except OSError as error:
        raise StoreError(f"{where}: {error.strerror or error}") from error


def _advice(cause: str) -> str:
    hints = (
        ("unable to open", "cannot be opened: check that its folder is there and may be written to, and that the file may be read"),
        ("readonly", "cannot be written: the file or disk is read-only; make it writable, or name a copy of it with --db"),
        ("disk is full", "cannot be written: the disk is full; free some space and run the same command again"),
        (
            "disk I/O error",
            "cannot be read or written: see that the disk is sound and has space, and run the same command again",
        ),
        ("not a database", "is not a Dateline database; name another file with --db"),
        ("malformed", "is damaged; restore a copy, or code the reports again into a new database"),
        ("locked", f"is in use by another program and did not come free in {WAIT_SECONDS} seconds"),
    )
    told = next((advice for words, advice in hints if words in cause), None)
    first = cause.strip().split("\n")[0]
    return f"{told} ({first})" if told else first


def _sqlite(where: str, *, create: bool) -> Engine:
    path = Path(where.removeprefix("sqlite:///"))
    if path.is_dir():
        raise StoreError(f"{where}: is a folder; --db takes a file (such as {path / 'dateline.db'}) or a database URL")
    if not create and not path.exists():
        raise StoreError(f"{where}: no such database; run `dateline code PATH --db {where}` first")
    if not path.parent.is_dir():
        raise StoreError(f"{where}: its folder {path.parent} does not exist")
    engine = create_engine(_address(path), connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _address(path: Path) -> URL:
    """A database that nobody writes to, in a folder that may not be written to, is read without a lock or log beside it."""
    at_rest = path.exists() and not path.with_name(f"{path.name}-wal").exists()
    if at_rest and not os.access(path.parent, os.W_OK):
        return URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query={"immutable": "1", "uri": "true"})
    return URL.create("sqlite", database=str(path))


def _postgres(where: str) -> Engine:
    try:
        url = make_url(where)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        return create_engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"{where}: not a database URL; SQLite paths and postgresql:// URLs work ({error})") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"{where}: PostgreSQL needs a driver: pip install 'dateline[postgres]'") from error


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

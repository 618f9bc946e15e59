"""How long a question to the database may take."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

QUERY_SECONDS = 20.0
STEPS_BETWEEN_LOOKS = 20_000
STOPPED = ("interrupted", "statement timeout")


def limit(engine: Engine, clock: Callable[[], float], seconds: float = QUERY_SECONDS) -> None:
    """Stop what a connection is asked once it has been out of its pool (SQLite), or has run (PostgreSQL), this long."""

    def taken(raw: DBAPIConnection, _record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
        if isinstance(raw, sqlite3.Connection):
            end = clock() + seconds
            raw.set_progress_handler(lambda: int(clock() > end), STEPS_BETWEEN_LOOKS)
            return
        cursor = raw.cursor()
        cursor.execute(f"SET statement_timeout = {round(seconds * 1000)}")
        cursor.close()

    event.listen(engine, "checkout", taken)


def was_stopped(error: BaseException) -> bool:
    """Whether an error, or what caused it, is a question that was stopped for taking too long."""
    cause = error if isinstance(error, SQLAlchemyError) else error.__cause__
    return isinstance(cause, SQLAlchemyError) and any(words in str(cause) for words in STOPPED)

"""Databases of every earlier schema are brought to the newest and keep what is in them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect
from tests.unit.store.builders import CODER, sheet, ticking

from dateline.errors import StoreError
from dateline.store import migrations, tables
from dateline.store.connect import connect, writing
from dateline.store.store import Store

FIRST = Path(__file__).with_name("schema-1.sql")


@pytest.fixture
def first(tmp_path: Path) -> str:
    """A database as the first schema left it: a report with an event, an incident and a decision."""
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as raw:
        raw.executescript(FIRST.read_text("utf-8"))
    raw.close()
    return str(path)


def shape(where: str) -> dict[str, object]:
    engine = connect(where)
    found = inspect(engine)
    columns = {
        name: [(each["name"], str(each["type"]), each["nullable"]) for each in found.get_columns(name)]
        for name in found.get_table_names()
    }
    indexes = {
        name: sorted((str(each["name"]), tuple(each["column_names"])) for each in found.get_indexes(name)) for name in columns
    }
    keys = {name: found.get_pk_constraint(name)["constrained_columns"] for name in columns}
    engine.dispose()
    return {"columns": {name: sorted(listed) for name, listed in columns.items()}, "indexes": indexes, "keys": keys}


def dumped(where: str) -> list[str]:
    raw = sqlite3.connect(where)
    lines = list(raw.iterdump())
    raw.close()
    return lines


def test_a_database_of_the_first_schema_is_brought_to_the_newest(first: str, tmp_path: Path) -> None:
    with Store(first, create=False, clock=ticking()) as store:
        (row,) = store.events()
        assert (row.event.id, row.event.status, row.review) == ("r1-e1", "denied", "changed")
        assert len(store.decisions()) == 1
        assert [each.incident.events for each in store.incidents()] == [("r1-e1",)]
        assert store.link() == 1
        store.save(sheet("r2", "b.txt"), CODER)
        assert store.tally().events == 2
    assert shape(first) == shape(str(tmp_path / "new.db"))


def test_migrating_again_does_nothing(first: str) -> None:
    Store(first).close()
    before = Path(first).read_bytes()
    Store(first).close()
    assert Path(first).read_bytes() == before


def test_the_second_schema_is_reached_on_every_database(place: str) -> None:
    Store(place).close()
    before = shape(place)
    engine = connect(place)
    with writing(engine).begin() as connection:
        for name in ("reports_linked", "reports_story"):
            connection.exec_driver_sql(f"DROP INDEX {name}")
        tables.link_keys.drop(connection)
        for table, column in (
            ("events", "added"),
            ("reports", "linked"),
            ("reports", "story"),
            ("reports", "copy_of"),
            ("reports", "killed"),
            ("reports", "injured"),
        ):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute(tables.meta.update().where(tables.meta.c.name == "schema").values(value="1"))
    engine.dispose()
    assert shape(place) == before


def test_a_step_that_fails_leaves_the_database_as_it_was(first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    step = migrations.STEPS[0]

    def broken(connection: Connection) -> None:
        step(connection)
        raise RuntimeError("killed here")

    before = dumped(first)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (broken,))
        with pytest.raises(RuntimeError):
            Store(first)
    assert dumped(first) == before


def test_there_is_a_step_to_every_schema_after_the_first() -> None:
    assert migrations.FIRST + len(migrations.STEPS) == migrations.NEWEST


@pytest.mark.parametrize(("version", "told"), [("999", "upgrade dateline"), ("two", "no number"), ("-1", "no number")])
def test_a_schema_that_is_no_number_of_ours_is_refused(first: str, version: str, told: str) -> None:
    with sqlite3.connect(first) as raw:
        raw.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (version,))
    raw.close()
    before = dumped(first)
    with pytest.raises(StoreError, match=told):
        Store(first)
    assert dumped(first) == before

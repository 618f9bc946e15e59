"""The workbench on SQLite, and on the PostgreSQL server that $DATELINE_TEST_POSTGRES names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.testclient import TestClient
from tests.app.web.conftest import CODER, PLAIN, fill, sheet_of
from tests.app.web.test_pages import PAGES

import databases
from dateline.app.web.config import Config
from dateline.app.web.limits import limit, was_stopped
from dateline.app.web.live import Live
from dateline.app.web.server import application
from dateline.errors import StoreError
from dateline.store.connect import connect, guarded
from dateline.store.store import Store

FOREVER = {
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000000) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(20)",
}


@pytest.fixture(params=databases.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return databases.empty(request.param, tmp_path / "web.db")


@pytest.fixture
def opened(place: str) -> Iterator[Live]:
    fill(place)
    live = Live(place)
    yield live
    live.close()


@pytest.fixture
def asked(opened: Live) -> TestClient:
    return TestClient(application(opened, Config()), base_url="http://localhost:8765")


def test_every_page_answers_on_either_database(asked: TestClient) -> None:
    assert [page for page in PAGES if asked.get(page).status_code != 200] == []


def test_decisions_and_what_changed(asked: TestClient, opened: Live) -> None:
    before = max(line.changed for line in opened.whole().lines)
    asked.post("/api/decisions", json={"target": "e-plain", "action": "change", "field": "status", "value": "denied"})
    at = PLAIN.index("killed")
    added = {"target": "e-plain", "action": "missed", "value": "ASSAULT", "start": at, "end": at + 6}
    assert asked.post("/api/decisions", json=added).status_code == 200
    told = asked.get("/api/events", params={"since": before}).json()
    assert [(each["status"], each["trigger"]["text"]) for each in told["events"]] == [
        ("denied", "attacked"),
        ("happened", "killed"),
    ]
    asked.post("/api/undo")
    asked.post("/api/undo")
    assert asked.get("/api/events?status=denied").json()["total"] == 0
    assert asked.get("/api/events").json()["total"] == 14


def test_the_index_read_aside_is_the_same(place: str) -> None:
    fill(place)
    here, aside = Live(place), Live(place, aside=True)
    assert aside.index().lines
    one, other = here.whole(), aside.whole()
    assert (one.lines, one.homes.incidents, one.columns.keys()) == (other.lines, other.homes.incidents, other.columns.keys())
    assert aside.progress == 1.0
    here.close()
    aside.close()


def test_what_is_coded_meanwhile_is_read_aside(place: str) -> None:
    fill(place)
    live = Live(place, aside=True)
    assert len(live.whole().lines) == 14
    with Store(place) as store:
        store.save(sheet_of("Police attacked a camp in the north.", "later"), CODER)
    assert "e-later" in live.whole().at
    live.close()


def test_a_question_that_takes_too_long_is_stopped(place: str) -> None:
    engine = connect(place)
    limit(engine, iter(range(1000)).__next__, seconds=0.2)
    with pytest.raises(SQLAlchemyError) as raised, engine.connect() as connection:
        connection.execute(text(FOREVER[engine.dialect.name]))
    assert was_stopped(raised.value)
    with pytest.raises(StoreError) as told, guarded(place), engine.connect() as connection:
        connection.execute(text(FOREVER[engine.dialect.name]))
    assert was_stopped(told.value)
    engine.dispose()


def test_a_stopped_question_is_told_so(asked: TestClient, opened: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> object:
        raise SQLAlchemyError("interrupted")

    monkeypatch.setattr(opened, "events", stopped)
    assert asked.get("/api/events").status_code == 503
    assert "was stopped; ask for less" in asked.get("/").text

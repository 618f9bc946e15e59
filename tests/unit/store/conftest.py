from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import tables
from dateline.store.connect import connect

URL = "DATELINE_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty database is: a file, and the server at $DATELINE_TEST_POSTGRES where one is named."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    url = os.environ.get(URL)
    if not url:
        pytest.skip(f"no PostgreSQL named in {URL}")
    engine = connect(url)
    tables.metadata.drop_all(engine)
    engine.dispose()
    yield url

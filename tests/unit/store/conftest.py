from __future__ import annotations

from pathlib import Path

import pytest

import databases


@pytest.fixture(params=databases.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is: a file, and the server at $DATELINE_TEST_POSTGRES where one is named."""
    return databases.empty(request.param, tmp_path / "news.db")

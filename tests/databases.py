"""Where tests find an empty database: a file, and the server that ``DATELINE_TEST_POSTGRES`` names, if one is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.store import tables
from dateline.store.connect import connect

URL = "DATELINE_TEST_POSTGRES"
KINDS = ("sqlite", "postgresql")


def empty(kind: str, file: Path) -> str:
    """The path or address of an empty database of a kind; the test is skipped where there is no server."""
    if kind == "sqlite":
        return str(file)
    url = os.environ.get(URL)
    if not url:
        pytest.skip(f"no PostgreSQL named in {URL}")
    engine = connect(url)
    tables.metadata.drop_all(engine)
    engine.dispose()
    return url

"""JSON Lines: one full object a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.store.tabular import Row, Table
from dateline.store.wire import dumps


def write(rows: Iterable[Row], table: Table[Row], out: BinaryIO) -> None:
    """Write each row's object on a line of its own, UTF-8."""
    for row in rows:
        out.write(dumps(table.object(row)).encode("utf-8") + b"\n")

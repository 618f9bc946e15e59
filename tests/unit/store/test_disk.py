"""Disks that are full or read-only: one clear line, nothing broken, and the same command goes on from there."""

from __future__ import annotations

import io
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.store.builders import CODER, sheet, ticking

from dateline.errors import StoreError
from dateline.store.exports.formats import PLAIN, Export, write
from dateline.store.store import Store

SMALL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
from dateline.errors import StoreError
from dateline.store.store import Store
from tests.unit.store.builders import CODER, TEXT, sheet, ticking
try:
    with Store(sys.argv[1], clock=ticking()) as store:
        for number in range(40):
            store.save(sheet(f"r{number}", f"{number}.txt", f"{TEXT} Report {number}." + " padding" * 300), CODER)
        store.link()
except StoreError as error:
    print(error)
"""
PLENTY = 1 << 30


def fill(where: Path, limit: int) -> str:
    """Fill a database in a process that may write files of so many bytes only; what it says."""
    program = [sys.executable, "-c", SMALL, str(where), str(limit)]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout


def exported(where: Path) -> bytes:
    out = io.BytesIO()
    with Store(str(where), create=False) as store:
        for what in ("reports", "events", "incidents"):
            write(store, Export(what), out)
    return out.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files there")
@pytest.mark.parametrize("limit", [4096, 40_000, 400_000])
def test_a_disk_that_fills_up_is_told_and_the_same_command_goes_on_from_there(tmp_path: Path, limit: int) -> None:
    small, large = tmp_path / "small.db", tmp_path / "large.db"
    told = fill(small, limit)
    assert told.startswith(f"{small}: cannot be ") and "run the same command again" in told and told.count("\n") == 1
    with sqlite3.connect(small) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    assert fill(small, PLENTY) == fill(large, PLENTY) == ""
    assert exported(small) == exported(large) != b""


@pytest.fixture
def at_rest(tmp_path: Path) -> Iterator[Path]:
    """A database in a folder that may be written to again when the test is over."""
    folder = tmp_path / "kept"
    folder.mkdir()
    with Store(str(folder / "news #1?.db"), clock=ticking()) as store:
        store.save(sheet(), CODER)
    yield folder / "news #1?.db"
    folder.chmod(stat.S_IRWXU)


def refuse(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A folder that may not be written to, for root as well, who is asked only."""
    asked = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: False if Path(path) == folder else asked(path, mode))
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)


def test_a_database_in_a_folder_that_is_read_only_can_be_read(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, at_rest.parent)
    for form in PLAIN:
        with Store(str(at_rest), create=False) as store:
            assert write(store, Export("events", form), io.BytesIO()) == 1
    assert [each.name for each in at_rest.parent.iterdir()] == [at_rest.name]


def test_and_writing_there_is_refused_with_what_to_do(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = at_rest.read_bytes()
    refuse(monkeypatch, at_rest.parent)
    with Store(str(at_rest), create=False) as store, pytest.raises(StoreError, match="read-only; make it writable, or name a copy"):
        store.decide("r1-e1", "accept", user="ana")
    assert at_rest.read_bytes() == before


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write to every file")
def test_a_file_that_is_read_only(at_rest: Path) -> None:
    at_rest.chmod(stat.S_IRUSR)
    with Store(str(at_rest), create=False) as store, pytest.raises(StoreError, match="read-only"):
        store.decide("r1-e1", "accept", user="ana")

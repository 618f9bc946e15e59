"""Files that are no database of ours: one clear line that says what to do, and nothing broken."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.app.conftest import Ran
from tests.unit.store.builders import CODER, sheet, ticking

from dateline.store.store import Store

Command = Callable[..., Ran]


def newer(path: Path) -> None:
    Store(str(path)).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '999' WHERE name = 'schema'")
    raw.close()


def damaged(path: Path) -> None:
    with Store(str(path), clock=ticking()) as store:
        for number in range(30):
            store.save(sheet(f"r{number}", f"{number}.txt"), CODER)
    data = bytearray(path.read_bytes())
    data[8192:] = bytes([0xEE]) * (len(data) - 8192)
    path.write_bytes(bytes(data))


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (lambda path: path.mkdir(), "is a folder; --db takes a file"),
    "text": (lambda path: path.write_text("A list of names.\n" * 200), "is not a Dateline database; name another file"),
    "short": (lambda path: path.write_text("no"), "is not a Dateline database; name another file"),
    "newer": (newer, "upgrade dateline, or name another database"),
    "damaged": (damaged, "is damaged; restore a copy, or code the reports again"),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("command", [("export", "events"), ("link", "--all"), ("export", "decisions", "-o", "out.jsonl")])
def test_what_is_no_database_is_told_in_one_line(dateline: Command, kind: str, command: tuple[str, ...]) -> None:
    make, told = ODD[kind]
    make(Path("odd.db"))
    before = Path("odd.db").read_bytes() if kind != "folder" else b""
    ran = dateline(*command, "--db", "odd.db")
    if kind == "damaged" and ran.code == 0:
        pytest.skip("this command read none of the damaged pages")
    assert (ran.code, ran.out) == (2, "") and told in ran.err
    assert ran.err.startswith("dateline: odd.db: ") and len(ran.err.splitlines()) == 1
    assert not Path("out.jsonl").exists()
    if kind in ("text", "short", "newer"):
        assert Path("odd.db").read_bytes() == before
    if kind in ("text", "short"):
        assert [each.name for each in Path().iterdir() if each.name.startswith("odd")] == ["odd.db"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_disk_under_an_export_is_told_in_one_line(tmp_path: Path) -> None:
    with Store(str(tmp_path / "news.db"), clock=ticking()) as store:
        store.save(sheet(), CODER)
    command = [sys.executable, "-m", "dateline.app.cli", "export", "events", "--db", str(tmp_path / "news.db")]
    for where in ("-", "/dev/full/out.csv"):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run([*command, "-o", where], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert ran.returncode == 2 and "cannot be written" in ran.stderr and len(ran.stderr.splitlines()) == 1

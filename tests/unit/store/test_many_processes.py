"""Several processes open and fill one new database at once."""

from __future__ import annotations

import io
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from dateline.store.columns import EVENT_TABLE
from dateline.store.exports import jsonl
from dateline.store.store import Store

PROGRAM = """
import sys
from dateline.store.store import Store
from tests.unit.store.builders import CODER, sheet
where, mine = sys.argv[1], sys.argv[2]
with Store(where) as store:
    for number in range(15):
        store.save(sheet(f"{mine}-{number}", f"{mine}-{number}.txt"), CODER)
        list(store.events())
"""


def test_three_processes_write_and_read_one_new_database(place: str) -> None:
    running = [subprocess.Popen([sys.executable, "-c", PROGRAM, place, str(mine)]) for mine in range(3)]
    assert [each.wait(timeout=120) for each in running] == [0, 0, 0]
    with Store(place, create=False) as store:
        assert store.tally().events == 45


RESUMING = """
import sys
from dateline.store.store import Store
from tests.unit.store.builders import CODER, sheet
with Store(sys.argv[1]) as store:
    print("open", flush=True)
    for number in range(400):
        made = sheet(f"r{number}", f"{number}.txt")
        if not store.is_current(made.report.id, CODER):
            store.save(made, CODER)
"""


def test_kill_nine_at_any_moment_leaves_a_database_that_a_second_run_completes(tmp_path: Path) -> None:
    chance, hurt, whole = random.Random(7), tmp_path / "hurt.db", tmp_path / "whole.db"
    for _ in range(4):
        running = subprocess.Popen([sys.executable, "-c", RESUMING, str(hurt)], stdout=subprocess.PIPE)
        with running:
            assert running.stdout is not None and running.stdout.readline() == b"open\n"
            time.sleep(chance.uniform(0.0, 0.25))
            running.kill()
        with sqlite3.connect(hurt) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.close()
    for where in (hurt, whole):
        subprocess.run([sys.executable, "-c", RESUMING, str(where)], check=True, stdout=subprocess.DEVNULL)
    assert _exported(hurt) == _exported(whole) != b""


def _exported(where: Path) -> bytes:
    out = io.BytesIO()
    with Store(str(where), create=False) as store:
        jsonl.write(store.events(), EVENT_TABLE, out)
    return out.getvalue()

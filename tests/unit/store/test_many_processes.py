"""Several processes open and fill one new database at once."""

from __future__ import annotations

import subprocess
import sys

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

"""Server time of the workbench's pages over a database of many copies of the example reports.

python benchmarks/web.py [--events 100000] [--times 15] [--db FILE]
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Table, func, insert, select
from starlette.testclient import TestClient

from dateline.app.web.config import Config
from dateline.app.web.live import Live
from dateline.app.web.server import application
from dateline.store import tables
from dateline.store.connect import connect

REPORTS = Path(__file__).parents[1] / "examples/reports"
PAGES = (
    "/",
    "/?type=ASSAULT&status=happened",
    "/?q=killed",
    "/?place=IRQ&sort=doubt",
    "/?page=500",
    "/reports/{report}?event={event}",
    "/?place=Iraq&start=2014-06-14&end=2014-06-20",
    "/map",
    "/api/points",
    "/api/holdings",
    "/timeline?place=IRQ",
    "/review",
    "/review/items/{event}",
    "/incidents",
    "/api/events",
    "/api/facets?q=army",
)
TARGET_MS, FIRST_VIEW_KB = 100, 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--db", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        where = asked.db or Path(folder) / "bench.db"
        if not where.exists():
            make(where, asked.events)
        measure(str(where), asked.times)


def make(where: Path, events: int) -> None:
    """Code the example reports once and copy them until there are enough events."""
    subprocess.run([sys.executable, "-m", "dateline.app.cli", "code", str(REPORTS), "--db", str(where)], check=True)
    multiply(where, events)


def multiply(where: Path, events: int) -> None:
    """Copy what is in a database until there are enough events."""
    engine = connect(str(where))
    with engine.begin() as connection:
        rows = {
            table: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in (tables.reports, tables.events, tables.claims)
        }
        copies = events // len(rows[tables.events])
        for number in range(1, copies):
            for table, kept in rows.items():
                copy(connection, table, kept, f"-{number}")
        for each in tables.metadata.sorted_tables:
            for index in each.indexes:
                index.create(connection, checkfirst=True)
    engine.dispose()


def copy(connection: Connection, table: Table, rows: list[dict[str, object]], mark: str) -> None:
    """Add the rows once more under other ids; the text stays the same."""
    names = ("id", "source", "report", "target") if table is tables.events else ("id", "source", "report")
    made = []
    for row in rows:
        fresh = {**row, **{name: f"{row[name]}{mark}" for name in names if name in row and not str(row[name]).startswith("{")}}
        for name in ("body", "report"):
            if name in row and str(row[name]).startswith("{"):
                fresh[name] = str(row[name]).replace(f'"id":"{row["id"]}"', f'"id":"{row["id"]}{mark}"', 1)
        made.append(fresh)
    connection.execute(insert(table), made)


def measure(where: str, times: int) -> None:
    """Print the median server time of each page, and the size of the first view."""
    began = time.perf_counter()
    live = Live(where, aside=True)
    some = live.index()
    print(f"{len(some.lines)} events to look at after {time.perf_counter() - began:.1f} s")
    index = live.whole()
    print(
        f"{len(index.lines)} events in the index after {time.perf_counter() - began:.1f} s (CPU {time.process_time():.1f} s in all)"
    )
    line = index.lines[len(index.lines) // 2]
    client = TestClient(application(live, Config()), base_url="http://localhost:8765")
    slow = 0
    for page in PAGES:
        address = page.format(report=line.report, event=line.id)
        began = time.process_time()
        took = sorted(_once(client, address) for _ in range(times))
        worked = (time.process_time() - began) * 1000 / times
        median = statistics.median(took)
        slow += median > TARGET_MS
        print(f"{median:8.1f} ms  (slowest {took[-1]:.1f}, CPU {worked:.1f})  {address}")
    began = time.perf_counter()
    live.store.decide(line.id, "accept", user="bench")
    took = (time.perf_counter() - began) * 1000
    print(f"{took:8.1f} ms  a decision; {_once(client, '/'):.1f} ms the first page of events after it")
    live.store.decide(live.store.decisions()[-1].id, "undo", user="bench")
    _first_view(client)
    with connect(where).connect() as connection:
        print(connection.execute(select(func.count()).select_from(tables.events)).scalar_one(), "events in the database")
    print(f"{slow} of {len(PAGES)} pages over {TARGET_MS} ms")


def _once(client: TestClient, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return took


def _first_view(client: TestClient) -> None:
    parts = ("/", "/static/site.css", "/static/site.js")
    total = sum(len(gzip.compress(client.get(address).content, 6)) for address in parts) / 1000
    print(f"first view {total:.0f} kB of at most {FIRST_VIEW_KB}")


if __name__ == "__main__":
    main()

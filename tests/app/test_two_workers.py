"""Two worker processes store what one stores, byte for byte, and Ctrl-C leaves a database that the next run completes."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.store.builders import TEXT, sheet

from dateline.app import cli, cli_code
from dateline.app.settings import Settings
from dateline.model import Coder, Sheet
from dateline.pipeline import Pipeline
from dateline.store.exports.formats import Export, write
from dateline.store.store import Store

KINDS = ("events", "claims", "mentions", "incidents", "reports")
REPORTS = 40
ROOT = Path(__file__).parents[2]


class Told:
    """Gives each report an event and a claim, after as long as its text says."""

    name = "told"
    needs: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset({"events", "claims"})

    def __call__(self, given: Sheet) -> Sheet:
        report = given.report
        if "SLOWLY" in report.text:
            time.sleep(0.06)
        made = sheet(report.id, report.external_id, report.text)
        return replace(given, parse=made.parse, actors=made.actors, events=made.events, claims=made.claims)


def build(settings: Settings) -> tuple[Pipeline, Coder]:
    return Pipeline((Told(),), strict=True), Coder("0.1.0", "hand", "hand")


def command(arguments: list[str]) -> int:
    """The command line with the made-up coder."""
    cli_code.build = build
    return cli.run(arguments)


def run(*arguments: str) -> subprocess.Popen[str]:
    program = "import sys; from tests.app.test_two_workers import command; sys.exit(command(sys.argv[1:]))"
    line = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def exported(database: Path) -> dict[str, bytes]:
    found = {}
    with Store(str(database), create=False) as store:
        for kind in KINDS:
            out = io.BytesIO()
            write(store, Export(kind), out)
            found[kind] = out.getvalue()
    return found


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    """Reports, some of them twice in a row, some with a second text and then the first again."""
    lines = []
    for number in range(REPORTS):
        texts = [f"{TEXT} SLOWLY {number}."]
        if number % 10 == 3:
            texts *= 2
        if number % 10 == 7:
            texts += [f"{TEXT} Anew {number}.", texts[0]]
        day = f"2014-06-{21 + number % 7}"
        lines += [json.dumps({"id": f"made-{number}", "text": text, "published": day, "language": "en"}) for text in texts]
    path = tmp_path / "stream.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def stored(database: Path) -> int:
    """How many reports a database that another process fills holds by now."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as raw:
            return int(raw.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_two_workers_store_what_one_stores_and_an_interrupted_run_is_completed(stream: Path, tmp_path: Path) -> None:
    one, two, hurt = (tmp_path / f"{name}.db" for name in ("one", "two", "hurt"))
    for database, count in ((one, "1"), (two, "2")):
        out, err = (running := run("code", str(stream), "--db", str(database), "--workers", count, "--json")).communicate(
            timeout=120
        )
        assert running.returncode == 0, err
        assert json.loads(out)["failed"] == []
    wanted = exported(one)
    assert all(wanted.values())
    assert exported(two) == wanted
    broken = run("code", str(stream), "--db", str(hurt), "--workers", "2", "--json")
    for _ in range(1_200):
        if stored(hurt) >= 5 or broken.poll() is not None:
            break
        time.sleep(0.02)
    os.killpg(broken.pid, signal.SIGINT)
    out, err = broken.communicate(timeout=60)
    assert broken.returncode == 130, err
    told = json.loads(out)
    assert told["interrupted"] and 5 <= told["coded"] == stored_texts(hurt) < REPORTS
    assert "the same command goes on from here" in err and "Traceback" not in err
    with closing(sqlite3.connect(hurt)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    out, err = (running := run("code", str(stream), "--db", str(hurt), "--workers", "2", "--json")).communicate(timeout=120)
    assert running.returncode == 0, err
    assert json.loads(out)["unchanged"] >= 5
    assert exported(hurt) == wanted


def test_ctrl_c_while_workers_start_leaves_quietly(stream: Path, tmp_path: Path) -> None:
    running = run("code", str(stream), "--db", str(tmp_path / "x.db"), "--workers", "2", "--json")
    for _ in range(1_200):
        if len(children(running.pid)) >= 2 or running.poll() is not None:
            break
        time.sleep(0.005)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130 and "Traceback" not in err and "interrupted" in err


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
def test_worker_processes_leave_when_the_one_that_started_them_is_killed(stream: Path, tmp_path: Path) -> None:
    whole, hurt = tmp_path / "whole.db", tmp_path / "hurt.db"
    running = run("code", str(stream), "--db", str(hurt), "--workers", "2", "--json")
    for _ in range(1_200):
        if stored(hurt) or running.poll() is not None:
            break
        time.sleep(0.02)
    workers = children(running.pid)
    running.kill()
    running.communicate(timeout=60)
    assert len(workers) >= 2
    for _ in range(500):
        if not any(map(alive, workers)):
            break
        time.sleep(0.02)
    assert not [each for each in workers if alive(each)]
    for database in (hurt, whole):
        again = run("code", str(stream), "--db", str(database), "--workers", "2", "--json")
        assert again.communicate(timeout=120) and again.returncode == 0
    assert exported(hurt) == exported(whole)


def alive(process: str) -> bool:
    """Whether a process runs; one that is dead and waits to be fetched does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def stored_texts(database: Path) -> int:
    """How many codings a database holds: those of texts that gave way too."""
    with Store(str(database), create=False) as store:
        return sum(run.coded for run in store.runs())


def children(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []

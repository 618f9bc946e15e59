"""Kill -9 at random moments while coding, linking and exporting, then run again: the export must be byte for byte that of an
undisturbed run.

Usage: python benchmarks/crash.py FOLDER [--kills N] [--seed N] [--workers N]
"""

from __future__ import annotations

import argparse
import io
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dateline.store.exports.formats import Export, write
from dateline.store.store import Store

CODING = ["--engine", "rules"]
KINDS = ("events", "claims", "mentions", "incidents", "reports")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", default="1")
    options = parser.parse_args()
    CODING.extend(["--workers", options.workers])
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as work:
        began = time.monotonic()
        whole = Path(work) / "whole.db"
        coding(whole, options.folder).wait()
        lasts = time.monotonic() - began
        wanted = exported(whole)
        killed, rounds, broken = 0, 0, 0
        while killed < options.kills:
            rounds += 1
            hurt = Path(work) / f"hurt-{rounds}.db"
            for _ in range(min(5, options.kills - killed)):
                victim = chance.choice((coding, coding, linking, exporting))(hurt, options.folder)
                time.sleep(chance.uniform(0.2, lasts))
                victim.kill()
                victim.wait()
                killed += 1
                broken += not sound(hurt)
            coding(hurt, options.folder).wait()
            found = exported(hurt)
            wrong = [kind for kind in KINDS if found[kind] != wanted[kind]]
            broken += bool(wrong)
            print(f"{killed} kills, {rounds} databases, {broken} broken or different {' '.join(wrong)}", flush=True)
        return 1 if broken else 0


def coding(database: Path, folder: str) -> subprocess.Popen[bytes]:
    return running("code", folder, "--db", str(database), *CODING)


def linking(database: Path, folder: str) -> subprocess.Popen[bytes]:
    return running("link", "--all", "--db", str(database))


def exporting(database: Path, folder: str) -> subprocess.Popen[bytes]:
    return running("export", "incidents", "--db", str(database))


def running(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dateline.app.cli", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def exported(database: Path) -> dict[str, bytes]:
    found = {}
    with Store(str(database), create=False) as store:
        for kind in KINDS:
            out = io.BytesIO()
            write(store, Export(kind), out)
            found[kind] = out.getvalue()
    return found


def sound(database: Path) -> bool:
    if not database.exists():
        return True
    with sqlite3.connect(database) as connection:
        told = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return told == "ok"


if __name__ == "__main__":
    raise SystemExit(main())

"""A run over files: read, skip what is unchanged, code, store, and count how everything ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dateline.app.endings import coded, line
from dateline.app.saving import Saving
from dateline.app.settings import Settings
from dateline.app.summary import Summary
from dateline.app.workers import Coding, Item
from dateline.errors import InputError
from dateline.model import Failure
from dateline.read import read_path, read_stream
from dateline.store.moments import now
from dateline.store.records import Run
from dateline.store.store import Store


def check_paths(paths: Sequence[str]) -> None:
    """Refuse paths that are not there before any work is done."""
    if not paths:
        raise InputError("nothing to read; name files or folders, or - for standard input")
    missing = [path for path in paths if path != "-" and not os.path.exists(path)]
    if missing:
        raise InputError("no such file or folder: " + ", ".join(missing))


def read_all(paths: Sequence[str], settings: Settings) -> Iterator[Item]:
    """The reports of files, folders and standard input, in the order given."""
    options = settings.reading()
    for path in paths:
        yield from read_stream(sys.stdin.buffer, "-", options) if path == "-" else read_path(path, options)


def code_into(store: Store, items: Iterable[Item], coding: Coding) -> Summary:
    """Code what is new or changed and store it; Ctrl-C ends the run with what was coded in place."""
    started = now()
    summary = Summary(latest=_tomorrow(started))
    try:
        saving = Saving(store, coding.coder, summary)
        try:
            for outcome in coding.run(saving.fresh(items), coded):
                saving.take(outcome)
        finally:
            saving.flush()
    except KeyboardInterrupt:
        summary.interrupted = True
    failed, rejected = len(summary.failed), summary.rejected.total()
    store.note_run(Run(started, now(), summary.read, summary.unchanged, summary.coded, rejected, failed))
    return summary


def _tomorrow(time: str) -> str:
    """The day after that of a time: where it is early, a report of today may be dated tomorrow."""
    return (date.fromisoformat(time[:10]) + timedelta(days=1)).isoformat()


def annotated(items: Iterable[Item], coding: Coding, summary: Summary) -> Iterator[bytes]:
    """What is found in each report, as lines of JSON; nothing is stored."""
    for outcome in coding.run(items, line):
        summary.add(outcome if isinstance(outcome, Failure) else outcome.ending)
        if not isinstance(outcome, Failure):
            yield outcome.line

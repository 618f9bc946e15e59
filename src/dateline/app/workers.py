"""Coding on one process or many: the same sheets in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeAlias

from dateline.app.settings import Settings
from dateline.app.terminal import plain, talk
from dateline.errors import EngineError
from dateline.model import Coder, Failure, Report, Sheet
from dateline.pipeline import Pipeline, default_stages
from dateline.resolve import gazetteer_build
from dateline.store.wire import slim

Item: TypeAlias = Report | Failure
Outcome: TypeAlias = Sheet | Failure
AHEAD = 4
_ready: dict[str, Pipeline] = {}


def build(settings: Settings) -> tuple[Pipeline, Coder]:
    """The pipeline that the settings ask for and the coder it makes."""
    user = Path(settings.lexicon) if settings.lexicon else None
    places_first()
    stages, coder = default_stages(settings.pipeline, user, settings.engine)
    return Pipeline(stages, strict=settings.strict), coder


def places_first() -> None:
    """Compile the gazetteer before anything else where that was never done: it takes a while, and is said."""
    where = gazetteer_build.default_path()
    if not where.exists():
        talk().print(plain(f"compiling the list of places into {where}; this is done once and takes about a minute"))
        gazetteer_build.build(where)


def code_in_order(items: Iterable[Item], pipeline: Pipeline, settings: Settings) -> Iterator[Outcome]:
    """The sheet of each report, in order; failures of reading pass through where they stood."""
    if settings.workers == 1:
        for item in items:
            yield item if isinstance(item, Failure) else slim(pipeline.run(item))
    else:
        yield from _in_processes(items, settings)


def _in_processes(items: Iterable[Item], settings: Settings) -> Iterator[Outcome]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(settings.workers, context, _start, (settings,))
    waiting: deque[Future[Sheet] | Failure] = deque()
    try:
        for item in items:
            waiting.append(item if isinstance(item, Failure) else _submit(pool, item))
            if len(waiting) >= AHEAD * settings.workers:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())
    except BrokenProcessPool as error:
        raise EngineError("a worker process died, perhaps for want of memory; try fewer --workers") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, report: Report) -> Future[Sheet]:
    """Hand a report to a process; one that is started for it never hears Ctrl-C, which is for this process to act on."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_code, report)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_code, report)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _outcome(waiting: Future[Sheet] | Failure) -> Outcome:
    return waiting if isinstance(waiting, Failure) else waiting.result()


def _start(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _ready["pipeline"] = build(settings)[0]
    gc.freeze()


def _code(report: Report) -> Sheet:
    return slim(_ready["pipeline"].run(report))

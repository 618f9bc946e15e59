"""Coding on one process or many: the same results in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from dateline.app.settings import Settings
from dateline.app.terminal import plain, talk
from dateline.errors import EngineError
from dateline.model import Coder, Failure, Report, Sheet
from dateline.pipeline import Pipeline, default_stages
from dateline.resolve import gazetteer_build
from dateline.store.wire import slim

Item: TypeAlias = Report | Failure
Made = TypeVar("Made")
Finish: TypeAlias = Callable[[Sheet, Coder], Made]
Build: TypeAlias = Callable[[Settings], tuple[Pipeline, Coder]]
AHEAD = 32
GARBAGE = (20_000, 20, 50)
_told: dict[str, tuple[Settings, Build]] = {}
_ready: dict[str, tuple[Pipeline, Coder]] = {}


class Coding(Protocol):
    """Codes reports, one after the other or many at once."""

    @property
    def coder(self) -> Coder:
        """Who codes: what the results are marked with."""
        ...

    def run(self, items: Iterable[Item], finish: Finish[Made]) -> Iterator[Failure | Made]:
        """What ``finish`` makes of the sheet of each report, in order; failures of reading pass through where they stood."""
        ...


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


@contextmanager
def coding(settings: Settings, build: Build = build) -> Iterator[Coding]:
    """Coding as the settings ask for it: in this process, or in several that do nothing else.

    ``build`` makes the pipeline; other processes find it by its name.
    """
    gc.set_threshold(*GARBAGE)
    if settings.workers == 1:
        yield Alone(*_prepared(settings, build))
        return
    places_first()
    with _Many(settings, build) as many:
        yield many


class Alone:
    """Codes in this process."""

    def __init__(self, pipeline: Pipeline, coder: Coder) -> None:
        self._pipeline, self.coder = pipeline, coder

    def run(self, items: Iterable[Item], finish: Finish[Made]) -> Iterator[Failure | Made]:
        """What ``finish`` makes of the sheet of each report, as it is asked for."""
        for item in items:
            yield item if isinstance(item, Failure) else finish(slim(self._pipeline.run(item)), self.coder)


class _Many:
    """Codes in processes of their own; this one reads, and does what is to be done with the results."""

    def __init__(self, settings: Settings, build: Build) -> None:
        self._most = AHEAD * settings.workers
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(settings.workers, context, _start, (settings, build))
        self._coders = [_submit(self._pool, _ready_coder) for _ in range(settings.workers)]

    def __enter__(self) -> _Many:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def coder(self) -> Coder:
        """Who codes, as the first process that is ready tells."""
        return _result(self._coders[0])

    def run(self, items: Iterable[Item], finish: Finish[Made]) -> Iterator[Failure | Made]:
        """What ``finish`` makes of the sheet of each report; reading runs ahead by some dozens of reports a process."""
        waiting: deque[Future[Made] | Failure] = deque()
        for item in items:
            waiting.append(item if isinstance(item, Failure) else _submit(self._pool, _code, item, finish))
            while waiting and (len(waiting) >= self._most or _is_done(waiting[0])):
                yield from _outcome(waiting.popleft())
        while waiting:
            yield from _outcome(waiting.popleft())


def _submit(pool: ProcessPoolExecutor, task: Callable[..., Made], *arguments: object) -> Future[Made]:
    """Hand a task to a process; one that is started for it never hears Ctrl-C, which is for this process to act on."""
    try:
        if not hasattr(signal, "pthread_sigmask"):
            return pool.submit(task, *arguments)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return pool.submit(task, *arguments)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    except BrokenProcessPool as error:
        raise _dead() from error


def _is_done(waiting: Future[Made] | Failure) -> bool:
    return isinstance(waiting, Failure) or waiting.done()


def _outcome(waiting: Future[Made] | Failure) -> Iterator[Failure | Made]:
    yield waiting if isinstance(waiting, Failure) else _result(waiting)


def _result(future: Future[Made]) -> Made:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise _dead() from error


def _dead() -> EngineError:
    return EngineError("a worker process died, perhaps for want of memory; try fewer --workers")


def _start(settings: Settings, build: Build) -> None:
    """Make a new process ready to be told what to do; it leaves when the one that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _told["how"] = settings, build
    threading.Thread(target=_leave_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _leave_with(parent: multiprocessing.process.BaseProcess | None) -> None:
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _ready_coder() -> Coder:
    """The coder of this process, once it is ready."""
    return _made()[1]


def _made() -> tuple[Pipeline, Coder]:
    if "made" not in _ready:
        _ready["made"] = _prepared(*_told["how"])
    return _ready["made"]


def _code(report: Report, finish: Finish[Made]) -> Made:
    pipeline, coder = _made()
    return finish(slim(pipeline.run(report)), coder)


def _prepared(settings: Settings, build: Build) -> tuple[Pipeline, Coder]:
    """What codes; whatever was loaded stays, so that looking through it for garbage again and again is a waste."""
    gc.set_threshold(*GARBAGE)
    made = build(settings)
    gc.freeze()
    return made

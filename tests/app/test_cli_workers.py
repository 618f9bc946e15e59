"""Many processes give the same sheets in the same order as one, and a dead worker is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from tests.app import fakes

from dateline.app import workers
from dateline.app.settings import Settings
from dateline.errors import EngineError
from dateline.model import Failure, Report


def items(count: int) -> Iterator[Report | Failure]:
    for number in range(count):
        if number % 7 == 3:
            yield Failure(f"{number}.txt", "not readable")
        else:
            yield Report(f"r{number}", f"Report {number}: gunmen attacked.", f"{number}.txt")


def start(settings: Settings) -> None:
    """Stands in for the worker's start: a spawned process finds it by name."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    workers._ready["pipeline"] = fakes.build(settings)[0]


def die(report: Report) -> None:
    """A worker that is killed."""
    os._exit(9)


def test_two_processes_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_start", start)
    pipeline = fakes.build(Settings())[0]
    alone = list(workers.code_in_order(items(40), pipeline, Settings()))
    together = list(workers.code_in_order(items(40), pipeline, Settings(workers=2)))
    assert together == alone
    assert len(alone) == 40


def test_reading_never_runs_far_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_start", start)
    taken: list[int] = []

    def counted() -> Iterator[Report]:
        for number in range(200):
            taken.append(number)
            yield Report(f"r{number}", "Gunmen attacked.")

    outcomes = workers.code_in_order(counted(), fakes.build(Settings())[0], Settings(workers=2))
    next(outcomes)
    assert len(taken) <= 2 * workers.AHEAD + 1
    outcomes.close()  # type: ignore[attr-defined]


def test_a_dead_worker_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_start", start)
    monkeypatch.setattr(workers, "_code", die)
    with pytest.raises(EngineError, match="fewer --workers"):
        list(workers.code_in_order(items(3), fakes.build(Settings())[0], Settings(workers=2)))

"""Many processes give the same results in the same order as one, and a dead worker is told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from tests.app import fakes

from dateline.app import workers
from dateline.app.endings import Coded, Line, coded, line
from dateline.app.settings import Settings
from dateline.app.workers import Finish, Item, coding
from dateline.errors import EngineError, LexiconError
from dateline.model import Coder, Failure, Report, Sheet
from dateline.pipeline import Pipeline


def items(count: int) -> Iterator[Item]:
    for number in range(count):
        if number % 7 == 3:
            yield Failure(f"{number}.txt", "not readable")
        else:
            yield Report(f"r{number}", f"Report {number}: gunmen attacked.", f"{number}.txt")


def die(sheet: Sheet, coder: Coder) -> Line:
    """A worker that is killed."""
    os._exit(9)


def unloadable(settings: Settings) -> tuple[Pipeline, Coder]:
    """A pipeline that cannot be made."""
    raise LexiconError(("own.csv:1: wrong", "own.csv:2: wrong too"))


def of_one_and_two(count: int, finish: Finish[Coded] | Finish[Line]) -> list[list[object]]:
    found = []
    for number in (1, 2):
        with coding(Settings(workers=number), fakes.build) as made:
            assert made.coder == fakes.CODER
            found.append(list(made.run(items(count), finish)))
    return found


@pytest.mark.parametrize("finish", [coded, line])
def test_two_processes_give_what_one_gives(finish: Finish[Coded] | Finish[Line]) -> None:
    alone, together = of_one_and_two(40, finish)
    assert together == alone
    assert len(alone) == 40


def test_reading_never_runs_far_ahead() -> None:
    taken: list[int] = []

    def counted() -> Iterator[Report]:
        for number in range(2_000):
            taken.append(number)
            yield Report(f"r{number}", "Gunmen attacked.")

    with coding(Settings(workers=2), fakes.build) as made:
        done = sum(1 for _, _ in zip(made.run(counted(), line), range(5), strict=False))
        assert done == 5 and len(taken) <= 5 + 2 * workers.AHEAD + 1


def test_a_result_is_handed_on_while_there_is_more_to_read() -> None:
    came: list[object] = []

    def slowly() -> Iterator[Report]:
        for number in range(200):
            yield Report(f"r{number}", "Gunmen attacked.")
            if came:
                return
            time.sleep(0.05)

    with coding(Settings(workers=2), fakes.build) as made:
        assert made.coder  # a worker is ready
        for result in made.run(slowly(), line):
            came.append(result)
    assert 1 <= len(came) < 2 * workers.AHEAD


def test_a_dead_worker_is_an_error_with_advice() -> None:
    with pytest.raises(EngineError, match="fewer --workers"), coding(Settings(workers=2), fakes.build) as made:
        list(made.run(items(3), die))


def test_a_pipeline_that_cannot_be_made_is_told_as_one_process_tells_it() -> None:
    told = []
    for number in (1, 2):
        with pytest.raises(LexiconError) as caught, coding(Settings(workers=number), unloadable) as made:
            assert made.coder
        told.append(str(caught.value))
    assert told[0] == told[1] == "own.csv:1: wrong\nown.csv:2: wrong too"

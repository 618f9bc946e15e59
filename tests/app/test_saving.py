"""Results stored some at a time, in order, with what is unchanged told as if each were stored by itself."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.app import fakes

from dateline.app.coding import code_into
from dateline.app.settings import Settings
from dateline.app.workers import Alone, Finish, Item, Made
from dateline.errors import EngineError
from dateline.model import Coder, Failure, Report
from dateline.store.exports.formats import Export, write
from dateline.store.store import Store


class Ahead:
    """Codes one after the other, but reads so many reports ahead of what it hands on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._alone = Alone(*fakes.build(Settings()))
        self.coder: Coder = fakes.CODER

    def run(self, items: Iterable[Item], finish: Finish[Made]) -> Iterator[Failure | Made]:
        waiting: deque[Item] = deque()
        for item in items:
            waiting.append(item)
            if len(waiting) > self._most:
                yield from self._alone.run([waiting.popleft()], finish)
        yield from self._alone.run(waiting, finish)


def texts(*chosen: str) -> list[Item]:
    """Texts of one report, and other reports between them where the text is a number."""
    made: list[Item] = []
    for each in chosen:
        if each.isdigit():
            made += [Report(f"other-{each}-{n}", f"Gunmen attacked {n}.", f"other-{each}-{n}.txt") for n in range(int(each))]
        else:
            made.append(Report(f"id-{each}", f"Gunmen attacked {each}.", "same.txt"))
    return made


def exported(store: Store) -> bytes:
    out = io.BytesIO()
    for kind in ("events", "reports"):
        write(store, Export(kind), out)
    return out.getvalue()


ORDERS = [
    ("a", "b", "a"),
    ("a", "9", "b", "2", "a"),
    ("a", "2", "b", "9", "a"),
    ("a", "9", "a", "b"),
    ("a", "a", "a", "9", "a"),
    ("a", "1", "b", "1", "a", "1", "b"),
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(("ahead", "together"), [(1, 1), (3, 4), (8, 100)])
def test_reading_ahead_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, order: tuple[str, ...], ahead: int, together: int
) -> None:
    monkeypatch.setattr("dateline.app.saving.TOGETHER", together)
    found = []
    for name, coding in (("alone", Alone(*fakes.build(Settings()))), ("ahead", Ahead(ahead))):
        with Store(str(tmp_path / f"{name}.db")) as store:
            summaries = [code_into(store, texts(*order), coding).object() for _ in range(2)]
            found.append((summaries, exported(store)))
    assert found[0] == found[1]


def test_what_was_coded_before_a_run_breaks_is_stored(tmp_path: Path) -> None:
    def breaking() -> Iterator[Item]:
        yield from texts("a", "3")
        raise EngineError("no more")

    with Store(str(tmp_path / "news.db")) as store:
        with pytest.raises(EngineError):
            code_into(store, breaking(), Alone(*fakes.build(Settings())))
        assert store.tally().coded == 4


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[2], ORDERS[5]])
@pytest.mark.parametrize("stop", range(1, 5))
def test_a_run_that_is_interrupted_anywhere_is_completed_by_the_next(tmp_path: Path, order: tuple[str, ...], stop: int) -> None:
    def interrupted() -> Iterator[Item]:
        yield from texts(*order[:stop])
        raise KeyboardInterrupt

    alone = Alone(*fakes.build(Settings()))
    with Store(str(tmp_path / "hurt.db")) as hurt, Store(str(tmp_path / "whole.db")) as whole:
        assert code_into(hurt, interrupted(), alone).interrupted
        code_into(hurt, texts(*order), alone)
        code_into(whole, texts(*order), alone)
        assert exported(hurt) == exported(whole)
        assert code_into(whole, texts(*order), alone).coded == 0

from __future__ import annotations

import pytest

from dateline.link.best import best_toll
from dateline.model import Toll


@pytest.mark.parametrize(
    ("tolls", "best"),
    [
        ([(3, 7), (3, 7), (4, 7)], (3, 7)),
        ([(0, 2), (1, 1), (1, 1)], (1, 1)),
        ([(0, 1), (1, 0), (1, 0)], (1, 0)),
        ([(2, 4), (2, 0), (2, 4), (2, 0), (2, 0)], (2, 4)),
        ([(2, 4), (2, 0), (2, 0), (2, 0)], (2, 0)),
        ([(5, 9), (6, 9)], (6, 9)),
        ([(1, 4), (45, 4)], (1, 4)),
        ([(12, 30), (1, 30)], (1, 30)),
        ([(0, 3)], (0, 3)),
    ],
)
def test_the_figures_that_most_reports_come_to(tolls: list[tuple[int, int]], best: tuple[int, int]) -> None:
    found = best_toll([Toll(killed, injured) for killed, injured in tolls])
    assert (found.killed, found.injured) == best

"""The killed and injured of an incident, from what each report about it comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.model import Toll

_SILENT = 0.6
_MORE = 2


def best_toll(tolls: Sequence[Toll]) -> Toll:
    """The toll that most reports come to.

    The dead of an incident are the last word: who is counted as injured in a report with fewer dead has died since. A report
    that counts nobody as injured may just not speak of them, and weighs less.
    """
    killed = most_given((toll.killed, 1.0) for toll in tolls)
    left = [_left(toll, killed) for toll in tolls]
    return Toll(killed, most_given((injured, 1.0 if injured else _SILENT) for injured in left))


def _left(toll: Toll, killed: int) -> int:
    """The injured of a report without those who have died since."""
    died = max(0, killed - toll.killed)
    return toll.injured - died if died <= toll.injured else toll.injured


def most_given(values: Iterable[tuple[int, float]]) -> int:
    """The value with most weight; of equals the highest that is not far above the next: that one is of another matter."""
    votes: defaultdict[int, float] = defaultdict(float)
    for value, weight in values:
        votes[value] += weight
    top = max(votes.values())
    equals = sorted(value for value, vote in votes.items() if vote == top)
    while len(equals) > 1 and equals[-1] > _MORE * max(1, equals[-2]) + 1:
        equals.pop()
    return equals[-1]

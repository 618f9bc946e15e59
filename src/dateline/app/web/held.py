"""Who holds what, from every event on territory there is; events read once are kept without their reports' texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.store.holdings import Holding, holdings
from dateline.store.queries_lines import Line
from dateline.store.records import EventRow

CHUNK = 500
MOST_KEPT = 64

Read = Callable[[Sequence[str]], tuple[EventRow, ...]]


class Held:
    """Holdings over any choice of events, quickly."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._rows: dict[tuple[str, str], EventRow] = {}
        self._made: dict[tuple[tuple[str, str], ...], tuple[Holding, ...]] = {}

    def among(self, lines: Iterable[Line]) -> tuple[Holding, ...]:
        """The timelines of the places that these events say somebody took, lost, held or contested."""
        wanted = tuple((line.id, line.changed) for line in lines if line.territory)
        if wanted not in self._made:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            self._made[wanted] = holdings(self._told(wanted))
        return self._made[wanted]

    def _told(self, wanted: Sequence[tuple[str, str]]) -> list[EventRow]:
        missing = [each for each in wanted if each not in self._rows]
        for first in range(0, len(missing), CHUNK):
            part = dict(missing[first : first + CHUNK])
            for row in self._read(list(part)):
                self._rows[row.event.id, part[row.event.id]] = replace(row, report=replace(row.report, text="", zones=()))
        return [self._rows[each] for each in wanted if each in self._rows]

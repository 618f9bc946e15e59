"""What is coded, stored some dozens of reports at a time, with what is unchanged left out."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from time import monotonic

from dateline.app.endings import Coded
from dateline.app.summary import Summary
from dateline.app.workers import Item
from dateline.model import Coder, Failure, Report
from dateline.store.decisions import source_of
from dateline.store.store import Store

TOGETHER = 100
SECONDS = 0.5


class Saving:
    """Stores results in the order they come, as if each were stored by itself, and counts them once they are.

    A report whose name or id is still on its way may turn out unchanged when that is stored, so it is looked at again then.
    """

    def __init__(self, store: Store, coder: Coder, summary: Summary) -> None:
        self._store, self._coder, self._summary = store, coder, summary
        self._handed: deque[tuple[Collection[str], bool]] = deque()
        self._waiting: deque[tuple[Collection[str], Coded | Failure]] = deque()
        self._under_way: Counter[str] = Counter()
        self._gave_way: dict[str, Report] = {}
        self._since = monotonic()

    def fresh(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items but for reports that were coded by this coder before.

        A text that gave way to another of the same name is taken up again at the end where it is the last that came.
        """
        for item in items:
            if isinstance(item, Failure):
                yield self._handing(item, frozenset(), doubtful=False)
                continue
            names = frozenset((item.id, source_of(item)))
            if self._is_under_way(names):
                self.flush()
            doubtful = self._is_under_way(names)
            if doubtful or not self._unchanged(item):
                yield self._handing(item, names, doubtful=doubtful)
        for item in list(self._gave_way.values()):
            self._summary.unchanged -= 1
            yield self._handing(item, frozenset((item.id, source_of(item))), doubtful=False)

    def take(self, outcome: Coded | Failure) -> None:
        """Store what became of the next of the items handed out, or keep it to be stored with others soon."""
        names, doubtful = self._handed.popleft()
        if doubtful:
            self.flush()
            if isinstance(outcome, Coded) and self._store.is_current(outcome.rows.id, self._coder):
                self._summary.unchanged += 1
                self._arrived(names)
                return
        self._waiting.append((names, outcome))
        if len(self._waiting) >= TOGETHER or monotonic() - self._since >= SECONDS:
            self.flush()

    def flush(self) -> None:
        """Store all that was taken."""
        if self._waiting:
            rows = [each.rows if isinstance(each, Coded) else each for _, each in self._waiting]
            for name in self._store.save_all(rows):
                self._summary.replaced.add(name)
        while self._waiting:
            names, outcome = self._waiting.popleft()
            self._arrived(names)
            self._summary.add(outcome.ending if isinstance(outcome, Coded) else outcome)
        self._since = monotonic()

    def _handing(self, item: Item, names: Collection[str], *, doubtful: bool) -> Item:
        self._handed.append((names, doubtful))
        self._under_way.update(names)
        return item

    def _arrived(self, names: Iterable[str]) -> None:
        for name in names:
            self._under_way[name] -= 1
            if not self._under_way[name]:
                del self._under_way[name]

    def _is_under_way(self, names: Iterable[str]) -> bool:
        return any(name in self._under_way for name in names)

    def _unchanged(self, item: Report) -> bool:
        known = self._store.known(item.id, self._coder)
        self._gave_way.pop(source_of(item), None)
        if known == "gave way":
            self._gave_way[source_of(item)] = item
        self._summary.unchanged += known != "no"
        return known != "no"

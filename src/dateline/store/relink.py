"""Linking a store: only what hangs together with reports that came, changed or went is worked out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Engine

from dateline.errors import StoreError
from dateline.link.blocks import Block, Keyed, Row, view_of, viewers_of
from dateline.link.joining import Linked, Wanted, linked, pairs_of
from dateline.link.near import Neighbourhood, Told, entry_of, near_all
from dateline.model import Report, Toll
from dateline.read.copies import copies_among, day_of
from dateline.read.versions import DAYS, replaced
from dateline.store import linking
from dateline.store.linking import Result, Unlinked
from dateline.store.saving import withdraw_report

Writing = Callable[[], AbstractContextManager[Connection]]
TRIES = 5


@dataclass(slots=True)
class Relink:
    """One round of linking over an engine; ``writing`` opens a transaction that writes, ``clock`` tells the time."""

    engine: Engine
    writing: Writing
    clock: Callable[[], str]
    tolls: dict[str, Toll] = field(default_factory=dict)

    def run(self, *, whole: bool = False) -> None:
        """Withdraw what was replaced, then join the events that stand to incidents; ``whole`` works everything out again."""
        for _ in range(TRIES):
            self._withdraw_replaced(whole)
            with self.engine.connect() as connection:
                result = self._result(connection, whole)
            if result is None:
                return
            with self.writing() as connection:
                if linking.save_linked(connection, result, self.clock()):
                    return
        raise StoreError("others kept changing what is linked; run `dateline link` again")

    def _withdraw_replaced(self, whole: bool) -> None:
        with self.engine.connect() as connection:
            found = [
                each
                for first, reports in _lately(connection, whole)
                for by in [{report.id: day_of(report) for report in reports}]
                for each in replaced(reports)
                if by[each.by] >= first
            ]
        if found:
            with self.writing() as connection:
                for each in found:
                    withdraw_report(connection, each.report, f"{each.kind} by {each.by}", self.clock())

    def _result(self, connection: Connection, whole: bool) -> Result | None:
        round = linking.link_round(connection)
        waiting = linking.unlinked(connection)
        if not waiting and not whole:
            return None
        joined, parted = linking.decided_pairs(connection)
        wanted = Wanted(pairs_of(joined), pairs_of(parted), self.tolls, copies_among)
        if whole or sum(each.stands for each in waiting) > linking.linked_count(connection):
            return self._whole(connection, round, waiting, wanted)
        return self._part(connection, round, waiting, wanted, linking.mates(connection, joined))

    def _whole(self, connection: Connection, round: int, waiting: Sequence[Unlinked], wanted: Wanted) -> Result:
        entries = [
            entry_of(report, events, wanted.joined, wanted.parted)
            for report, events in self._told(linking.told_by(self.engine, connection))
        ]
        found = linked(entries, near_all(entries), wanted)
        ids = {entry.report.id for entry in entries} | {each.id for each in waiting}
        return _result_of(round, ids, waiting, found, [entry.keyed for entry in entries], whole=True)

    def _part(
        self, connection: Connection, round: int, waiting: Sequence[Unlinked], wanted: Wanted, mates: Mapping[str, set[str]]
    ) -> Result:
        fresh = [each.id for each in waiting if each.stands]
        entries = {
            report.id: entry_of(report, events, wanted.joined, wanted.parted)
            for report, events in self._told(linking.told_by(self.engine, connection, fresh))
        }
        items = [entry.keyed for entry in entries.values()]
        gone = linking.stored_keys(connection, [each.id for each in waiting])
        blocks = Blocks(connection, items, {each.id for each in waiting})
        hood = Neighbourhood(
            blocks,
            lambda ids: self._told(linking.told_by(self.engine, connection, ids)),
            lambda ids: linking.companions(connection, ids),
            set(entries),
            mates,
            wanted.joined,
            wanted.parted,
        )
        first = {each.id for each in waiting} | linking.companions(connection, [each.id for each in waiting])
        hood.grow(first | blocks.unsettled([*items, *gone.values()]))
        while more := linking.companions(connection, list(hood.entries)) - set(hood.entries) - hood.missing:
            hood.grow(more)
        found = linked(list(hood.entries.values()), hood.near, wanted)
        return _result_of(round, set(hood.entries) | {each.id for each in waiting}, waiting, found, items)

    def _told(self, rows: Iterator[tuple[*Told, Toll | None]]) -> Iterator[Told]:
        for report, events, toll in rows:
            if toll is not None:
                self.tolls[report.id] = toll
            yield report, events


def _result_of(
    round: int, ids: Collection[str], done: Sequence[Unlinked], found: Linked, keys: Sequence[Keyed], *, whole: bool = False
) -> Result:
    return Result(round, ids, done, found.incidents, found.stories, found.copies, keys, whole)


def _lately(connection: Connection, whole: bool) -> Iterator[tuple[int, Sequence[Report]]]:
    """Stretches of days around the reports that are new, each with its first new day and all reports that came out then."""
    if whole:
        yield 0, list(linking.reports_out(connection, "", "~"))
        return
    days = sorted(set(linking.unlinked_days(connection)))
    stretches: list[list[int]] = []
    for day in days:
        if stretches and day - stretches[-1][1] <= 2 * DAYS:
            stretches[-1][1] = day
        else:
            stretches.append([day, day])
    for first, last in stretches:
        bounds = ("", "") if last == 0 else (_iso(first - DAYS), _iso(last + DAYS))
        yield first, list(linking.reports_out(connection, *bounds))


def _iso(day: int) -> str:
    return date.fromordinal(min(max(day, 1), date.max.toordinal())).isoformat()


class Blocks:
    """The blocks of a store as they are with what came, changed or went."""

    def __init__(self, connection: Connection, items: Sequence[Keyed], changed: Collection[str]) -> None:
        self._connection = connection
        self._changed = changed
        self._fresh: defaultdict[int, list[Row]] = defaultdict(list)
        for item in items:
            for key, row in item.rows():
                self._fresh[key].append(row)
        self._now: dict[int, Block] = {}
        self._before: dict[int, Block] = {}

    def __call__(self, key: int) -> Block:
        """The block of a key now."""
        if key not in self._now:
            kept = [row for row in self.before(key).rows if row[1] not in self._changed]
            self._now[key] = Block(sorted(kept + self._fresh.get(key, [])))
        return self._now[key]

    def before(self, key: int) -> Block:
        """The block of a key when it was linked last."""
        if key not in self._before:
            self._before[key] = Block(linking.block_rows(self._connection, key))
        return self._before[key]

    def unsettled(self, items: Sequence[Keyed]) -> set[str]:
        """Old reports that become hubs of these reports' blocks or cease to be, with those that saw them as such, and theirs."""
        moved: set[str] = set()
        for key in {key for item in items for key, _ in item.rows()}:
            now, before = self(key).leading(), self.before(key).leading()
            moved.update(row[1] for row in now ^ before)
        moved -= set(self._changed)
        for item in linking.stored_keys(self._connection, moved).values():
            viewers = linking.stored_keys(self._connection, viewers_of(item, self.before))
            moved.update(name for name, other in viewers.items() if item.report in view_of(other, self.before))
        return moved | linking.companions(self._connection, moved) if moved else moved

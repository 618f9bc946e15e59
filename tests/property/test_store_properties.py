"""load(save(x)) == x through the database; decisions always hold; reports in are reports accounted for."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.strategies_records import sheets
from tests.unit.store.builders import CODER, NEWER, event, sheet, ticking

from dateline.model import Sheet
from dateline.store.records import Filter
from dateline.store.store import Store
from dateline.store.wire import slim

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def fresh() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "news.db"), clock=ticking()) as store:
        yield store


def distinct(found: Sheet) -> Sheet:
    """The sheet with ids that differ and can be keys."""
    events = tuple(replace(each, id=f"e{number}") for number, each in enumerate(found.events))
    return replace(found, report=replace(found.report, id="r"), events=events, failed=None)


@SLOW
@given(sheets())
def test_a_sheet_comes_back_from_the_database(found: Sheet) -> None:
    kept = slim(distinct(found))
    with fresh() as store:
        store.save(kept, CODER)
        assert store.sheet("r") == kept


ACTIONS = st.lists(st.sampled_from(["accept", "reject", "deny", "undo", "recode", "correct"]), max_size=8)


@SLOW
@given(ACTIONS)
def test_a_person_always_wins_over_a_new_coding(actions: list[str]) -> None:
    with fresh() as store:
        store.save(sheet(), CODER)
        made: list[tuple[str, str]] = []
        for number, action in enumerate(actions):
            _act(store, action, made, number)
        kept = [what for what, _ in made]
        shown = [row.event.status for row in store.events()]
        verdicts = [what for what in kept if what in ("accept", "reject")]
        assert shown == ([] if verdicts[-1:] == ["reject"] else ["denied" if "deny" in kept else "happened"])


def _act(store: Store, action: str, made: list[tuple[str, str]], number: int) -> None:
    (row,) = itertools.islice(store.events(Filter(since="", report="r1")), 1)
    if action in ("accept", "reject"):
        made.append((action, store.decide(row.event.id, action, user="ana").id))
    elif action == "deny":
        change = store.decide(row.event.id, "change", user="ana", field="status", value="denied")
        made.append((action, change.id))
    elif action == "undo" and made:
        store.decide(made.pop()[1], "undo", user="ana")
    elif action in ("recode", "correct"):
        store.save(sheet(events=(event(f"again-{number}"),)), NEWER)

"""Linking piece by piece comes to what linking everything at once does, in whatever order and portions reports come."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.test_link_properties import NAMES, Told, tellings
from tests.unit.store.builders import CODER, NEWER, ticking

from dateline.link import blocks, near
from dateline.model import Event, Report, Sheet
from dateline.store.store import Store

WORDS = ("mill", "harbour", "school", "bridge", "convoy", "market", "depot", "station")


@pytest.fixture(params=[None, 2], ids=["roomy", "crowded"])
def crowd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks as they are, and blocks that hold so little that a few reports crowd them."""
    if request.param is not None:
        monkeypatch.setattr(blocks, "HUBS", 1)
        monkeypatch.setattr(blocks, "EVER", 2)
        monkeypatch.setattr(blocks, "PARTNERS", 2)
        monkeypatch.setattr(near, "PARTNERS", 2)


@st.composite
def streams(draw: st.DrawFn) -> list[list[Sheet]]:
    """Sheets in portions, in any order, some of them coded anew with fewer events."""
    sheets = draw(st.permutations(_sheets(draw(tellings()), draw)))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=8))
    portions: list[list[Sheet]] = []
    for size in sizes:
        portions.append(list(sheets[:size]))
        sheets = sheets[size:]
    return [*portions, list(sheets)]


def _sheets(told: Sequence[Told], draw: st.DrawFn) -> list[Sheet]:
    reports: dict[str, Report] = {}
    events: dict[str, list[Event]] = {}
    for event, report in told:
        extra = " ".join(draw(st.lists(st.sampled_from((*WORDS, *NAMES)), max_size=4)))
        reports.setdefault(report.id, Report(report.id, f"{report.text} {extra}", report.external_id, published=report.published))
        events.setdefault(report.id, []).append(event)
    return [Sheet(reports[id], events=tuple(events[id])) for id in reports]


def state(store: Store) -> tuple[object, ...]:
    incidents = {row.incident.id: row.incident for row in store.incidents()}
    rows = {row.report.id: row.copy_of for row in store.reports()}
    return incidents, rows, {event.event.id: store.incident_of(event.event.id) for event in store.events()}


@pytest.fixture
def places() -> Iterator[Iterator[str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield (str(Path(folder) / f"{number}.db") for number in range(100_000))


@pytest.mark.usefixtures("crowd")
def test_piece_by_piece_is_all_at_once(places: Iterator[str]) -> None:
    @settings(max_examples=25, deadline=None)
    @given(streams(), st.data())
    def compare(portions: list[list[Sheet]], data: st.DataObject) -> None:
        with Store(next(places), clock=ticking()) as bit, Store(next(places), clock=ticking()) as all_at_once:
            for portion in portions:
                for sheet in portion:
                    bit.save(sheet, CODER)
                    all_at_once.save(sheet, CODER)
                bit.link()
                if portion and data.draw(st.booleans()):
                    changed = Sheet(portion[0].report, events=portion[0].events[:1])
                    bit.save(changed, NEWER)
                    all_at_once.save(changed, NEWER)
                elif portion and data.draw(st.booleans()):
                    bit.withdraw(portion[0].report.id)
                    all_at_once.withdraw(portion[0].report.id)
            bit.link()
            all_at_once.link(whole=True)
            assert state(bit) == state(all_at_once)
            before = state(bit)
            bit.link(whole=True)
            assert state(bit) == before

    compare()

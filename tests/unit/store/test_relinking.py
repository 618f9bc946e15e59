"""What linking must look at again when a block's hubs change, and what people said when reports come one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.store.builders import CODER, NEWER, ticking

from dateline.link.blocks import EVER, Keyed, keyed_again
from dateline.model import Event, Place, Report, Sheet, Span, When
from dateline.store import tables
from dateline.store.connect import connect
from dateline.store.relink import Blocks
from dateline.store.store import Store

KEY, DAY, HEAVY = 7, 735_000, 950
ALDA = Place(0, 4, "Alda", id="t:1", name="Alda", lat=33.0, lon=44.0, country="IRQ", precision="exact")


def item(name: str, day: int = DAY, weight: int = 900) -> Keyed:
    return keyed_again(name, [(KEY, (day, name, weight))])


@pytest.fixture
def crowded(tmp_path: Path) -> str:
    """A store whose one block is crowded by sixty reports of a day, the last of its hubs the heaviest."""
    path = str(tmp_path / "x.db")
    with Store(path):
        engine = connect(path)
        rows = [
            {"key": KEY, "day": DAY, "report": f"r{at:03d}", "weight": HEAVY if at == EVER - 1 else 900} for at in range(EVER + 10)
        ]
        with engine.begin() as connection:
            connection.execute(tables.link_keys.insert(), rows)
        engine.dispose()
    return path


def unsettled(path: str, new: Keyed) -> set[str]:
    engine = connect(path)
    with engine.connect() as connection:
        found = Blocks(connection, [new], {new.report}).unsettled([new])
    engine.dispose()
    return found


def test_an_older_report_unsettles_the_hub_it_drives_out_and_those_that_saw_it(crowded: str) -> None:
    assert unsettled(crowded, item("new", DAY - 1)) == {f"r{at:03d}" for at in range(EVER - 1, EVER + 10)}


def test_a_later_report_unsettles_nobody(crowded: str) -> None:
    assert unsettled(crowded, item("z", DAY)) == set()


def told(name: str, town: str, published: str) -> Sheet:
    text = f"A car bomb killed shoppers at the {town} market in Alda, the director of the hospital there said."
    report = Report(name, text, external_id=name, title=f"Bomb at {town} market", published=published)
    when = When(0, 1, "then", published, published, "day", "stated")
    return Sheet(report, events=(Event(f"{name}-e", "ASSAULT", Span(0, 5), "bomb", 0, place=ALDA, when=when),))


FIRST = [told("a", "Qasira", "2014-06-21"), told("b", "Qasira", "2014-06-22")]
OTHER = [told("x", "harbour", "2014-08-03")]
LATER = [told("c", "Qasira", "2014-06-23"), told("d", "Qasira", "2014-06-20")]


def homes(store: Store) -> dict[str, str | None]:
    return {row.event.id: store.incident_of(row.event.id) for row in store.events()}


def linked_again(store: Store) -> dict[str, str | None]:
    """Where each event is after all was linked anew; that must be where it was."""
    before = homes(store)
    store.link(whole=True)
    assert homes(store) == before
    return before


def coming(store: Store, portions: list[list[Sheet]]) -> None:
    for portion in portions:
        for sheet in portion:
            store.save(sheet, CODER)
        store.link()


def test_what_people_joined_stays_joined_while_reports_come(tmp_path: Path) -> None:
    with Store(str(tmp_path / "x.db"), clock=ticking()) as store:
        coming(store, [FIRST, OTHER])
        assert homes(store)["a-e"] == homes(store)["b-e"] != homes(store)["x-e"]
        store.decide("b-e", "same", user="ann", value="x-e")
        coming(store, [[], LATER])
        assert len(set(linked_again(store).values())) == 1


def test_what_people_parted_stays_apart_while_reports_come(tmp_path: Path) -> None:
    with Store(str(tmp_path / "x.db"), clock=ticking()) as store:
        coming(store, [FIRST])
        store.decide("a-e", "not_same", user="ann", value="b-e")
        for portion in ([], LATER, OTHER):
            coming(store, [portion])
            found = linked_again(store)
            assert found["a-e"] != found["b-e"]
        coming(store, [[replace(FIRST[1], events=FIRST[1].events)]])
        store.save(FIRST[0], NEWER)
        store.link()
        assert homes(store)["a-e"] != homes(store)["b-e"]


def test_an_undone_decision_lets_the_scores_speak_again(tmp_path: Path) -> None:
    with Store(str(tmp_path / "x.db"), clock=ticking()) as store:
        coming(store, [FIRST])
        made = store.decide("a-e", "not_same", user="ann", value="b-e")
        store.link()
        assert homes(store)["a-e"] != homes(store)["b-e"]
        store.decide(made.id, "undo", user="ann")
        store.link()
        assert len(set(linked_again(store).values())) == 1

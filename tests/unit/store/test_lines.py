"""One slim line an event, an incident, a report: after people's decisions, and no more than what was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.unit.store.builders import CODER, TEXT, event, incident, rejected, sheet, ticking

from dateline.model import Territory
from dateline.store import queries_lines as lines
from dateline.store.store import Store


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place, clock=ticking()) as opened:
        named = replace(event().actors[0], name="X")
        told = event("e1", territory=Territory("taken", "X"), actors=(named, named))
        opened.save(
            sheet("r1", "a.txt", events=(told, event("e2", trigger="retook", place=None, when=None, claims=("none",)))), CODER
        )
        opened.save(sheet("r2", "b.txt", TEXT + " More.", events=(event("e3", TEXT + " More."),)), CODER)
        opened.save(rejected(), CODER)
        opened.save_incidents([incident("i1", ("e1", "e3")), replace(incident("i2", ("e2",)), when=None, disputes=())])
        yield opened


def test_a_line_has_what_an_event_is_found_by(store: Store) -> None:
    with store.engine.connect() as connection:
        first, second, third = lines.lines(connection)
    assert (first.id, first.report, first.earliest, first.country, first.place, first.point) == (
        "e1",
        "r1",
        "2014-06-20",
        "CMR",
        "Mora",
        (-14.14, 11.046),
    )
    assert (first.actors, first.voices, first.territory, first.withdrawn) == (("X",), (("the army", "asserts"),), "taken", False)
    assert (second.place, second.point, second.earliest, second.voices, second.territory) == (None, None, None, (), None)
    assert (third.report, third.title, third.outlet, third.published) == ("r2", "=Attack in Mora", "Example Wire", "2014-06-21")


def test_a_line_is_as_people_left_the_event(store: Store) -> None:
    with store.engine.connect() as connection:
        before = lines.stamp(connection)
    store.decide("e1", "change", user="ana", field="status", value="denied")
    store.withdraw("r2", "killed")
    with store.engine.connect() as connection:
        (newest, count), changed = lines.stamp(connection), {each.id: each for each in lines.lines(connection, after=before[0])}
    assert newest > before[0] and count == before[1] == 3
    assert set(changed) == {"e1", "e3"}
    assert (changed["e1"].status, changed["e1"].review, changed["e3"].withdrawn) == ("denied", "changed", True)


def test_only_the_newest_with_a_day(store: Store) -> None:
    with store.engine.connect() as connection:
        assert len(list(lines.lines(connection, newest=1))) == 1
        assert {each.id for each in lines.lines(connection, newest=9)} == {"e1", "e3"}


def test_incidents_members_and_states_are_counted(store: Store) -> None:
    with store.engine.connect() as connection:
        found = {each.id: each for each in lines.incident_lines(connection)}
        assert (found["i1"].disputed, found["i2"].disputed, found["i2"].earliest) == (True, False, None)
        assert lines.members(connection) == {"e1": "i1", "e3": "i1", "e2": "i2"}
        assert lines.members_stamp(connection)[1] == 3
        assert lines.report_states(connection) == {"coded": 2, "rejected": 1}
        assert lines.reports_stamp(connection) < lines.members_stamp(connection)[0]
        assert lines.incidents_changed(connection, "") == 2
        assert lines.incidents_changed(connection, lines.members_stamp(connection)[0]) == 0


def test_the_event_that_decisions_about_a_target_apply_to(store: Store) -> None:
    target = store.target_of("e1")
    with store.engine.connect() as connection:
        assert lines.event_of(connection, target) == "e1"
        assert lines.event_of(connection, "event:none#1-2/AID") is None


def test_copies_of_a_story_the_first_to_come_out_first(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE reports SET copy_of = 'r1' WHERE id = 'r2'")
    with store.engine.connect() as connection:
        assert lines.copied(connection, ["r1", "r2"]) == {"r2": "r1"}
        for asked in ("r1", "r2"):
            assert [(each.id, each.copy_of) for each in lines.copies(connection, asked)] == [("r1", None), ("r2", "r1")]


def test_an_incident_that_went_has_heirs(store: Store) -> None:
    store.save_incidents([incident("i3", ("e1", "e2", "e3"))])
    assert store.heirs("i1") == store.heirs("i2") == ("i3",)
    assert [(each.change, each.incident, each.into) for each in store.incident_log()] == [
        ("merged", "i1", "i3"),
        ("merged", "i2", "i3"),
    ]
    store.save_incidents([incident("i4", ("e1",)), incident("i5", ("e2",))])
    assert store.heirs("i1") == ("i4", "i5")
    store.save_incidents([])
    assert (store.heirs("i1"), [each.change for each in store.incident_log()][-2:]) == ((), ["dropped", "dropped"])


def test_an_incident_that_takes_another_name_is_renamed(store: Store) -> None:
    store.save_incidents([incident("i6", ("e1", "e3")), incident("i2", ("e2",))])
    assert [(each.change, each.into) for each in store.incident_log()] == [("renamed", "i6")]


def test_why_events_are_together(store: Store) -> None:
    store.link()
    for row in store.incidents():
        assert isinstance(store.why(row.incident.id), tuple)
    assert store.why("none") == ()

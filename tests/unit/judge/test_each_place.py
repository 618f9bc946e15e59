"""A record for each place of acts told together; one where numbers are of them all or where a place lies in another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.find import load_find
from dateline.judge.repeats import RepeatsStage
from dateline.model import Coder, Count, Event, Place, Sheet
from support import sheet_of

FIND = load_find(Coder("0", "0", "0"))
TEXT = "Student marches were held in Lima, Cusco and Arequipa."


def placed(text: str, names: tuple[str, ...], **changes: object) -> list[Event]:
    sheet = FIND(sheet_of(text))
    places = tuple(
        Place(
            text.index(name),
            text.index(name) + len(name),
            name,
            id=f"geonames:{number}",
            name=name,
            precision="exact",
            country="PER",
        )
        for number, name in enumerate(names)
    )
    event = replace(sheet.events[0], place=replace(places[0], basis="stated"), **changes)  # type: ignore[arg-type]
    return list(RepeatsStage()(Sheet(sheet.report, sheet.parse, places=places, events=(event,))).events)


def test_marches_in_three_towns_are_three_records_with_ids_of_their_own() -> None:
    events = placed(TEXT, ("Lima", "Cusco", "Arequipa"))
    assert [event.place.name for event in events if event.place] == ["Lima", "Cusco", "Arequipa"]
    assert len({event.id for event in events}) == 3
    assert any(found.rule == "one place of several" for found in events[1].evidence)


@pytest.mark.parametrize("changes", [{"counts": (Count("crowd", 500, 500, 0, 1, "S"),)}, {"type": "CONSULT"}])
def test_numbers_of_all_places_and_meetings_stay_one(changes: dict[str, object]) -> None:
    assert len(placed(TEXT, ("Lima", "Cusco", "Arequipa"), **changes)) == 1


def test_a_place_within_a_place_is_one() -> None:
    assert len(placed("A bomb exploded in Homs, Syria.", ("Homs", "Syria"))) == 1

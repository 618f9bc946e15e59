"""Conditions find what they name, and one that could match nothing is refused with what is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.unit.store.builders import CODER, TEXT, event, incident, participant, sheet, ticking

from dateline.errors import InputError
from dateline.model import Place, Territory
from dateline.store.filters import ALLOWED
from dateline.store.moments import moment
from dateline.store.records import Filter
from dateline.store.store import Store


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place, clock=ticking()) as opened:
        opened.save(sheet("r1"), CODER)
        here = replace(_place(), text="Jerusalem", name="Jerusalem", id="geonames:281184", country="PSE")
        army = participant("Gunmen", name="Jerusalem brigade", country="PSE", sectors=("UAF",))
        other = event("r2-e1", place=here, actors=(army,), recipients=(), territory=Territory("taken", "Gunmen"))
        made = sheet("r2", "b.txt", TEXT, events=(other,), claims=(), actors=(), places=(here,))
        opened.save(replace(made, report=replace(made.report, published="2014-07-01T12:00:00Z")), CODER)
        opened.save_incidents([incident("i1", ("r1-e1",)), replace(incident("i2", ("r2-e1",)), mode=None, place=here)])
        yield opened


def _place() -> Place:
    found = event().place
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Filter(place="Cameroon"), ["r1-e1"]),
        (Filter(place="cameroon"), ["r1-e1"]),
        (Filter(place="CM"), []),
        (Filter(place="Jerusalem"), ["r2-e1"]),
        (Filter(place="salem"), ["r2-e1"]),
        (Filter(place="USA"), []),
        (Filter(actor="USA"), []),
        (Filter(actor="PSE"), ["r2-e1"]),
        (Filter(actor="jerusalem"), ["r2-e1"]),
        (Filter(copy="no"), ["r1-e1", "r2-e1"]),
        (Filter(copy="yes"), []),
        (Filter(incident="i2"), ["r2-e1"]),
    ],
)
def test_events(store: Store, chosen: Filter, found: list[str]) -> None:
    if chosen.place == "CM":
        with pytest.raises(InputError, match="three letters"):
            store.events(chosen)
        return
    assert [row.event.id for row in store.events(chosen)] == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Filter(mode="firearms"), ["i1"]),
        (Filter(actor="PSE"), ["i2"]),
        (Filter(report="b.txt"), ["i2"]),
        (Filter(report="b.txt", actor="CMR"), []),
        (Filter(place="Cameroon"), ["i1"]),
        (Filter(incident="i1"), ["i1"]),
        (Filter(status="planned"), []),
        (Filter(review="accepted"), []),
    ],
)
def test_incidents(store: Store, chosen: Filter, found: list[str]) -> None:
    assert [row.incident.id for row in store.incidents(chosen)] == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Filter(start="2014-06-22"), ["r2"]),
        (Filter(end="2014-06-21"), ["r1"]),
        (Filter(start="2014-07-01", end="2014-07-01"), ["r2"]),
        (Filter(copy="no"), ["r1", "r2"]),
        (Filter(report="a.txt"), ["r1"]),
    ],
)
def test_reports_and_what_hangs_on_them(store: Store, chosen: Filter, found: list[str]) -> None:
    assert [row.report.id for row in store.reports(chosen)] == found
    assert [row.sheet.report.id for row in store.sheets(chosen)] == found
    assert {row.report.id for row in store.mentions(chosen)} == set(found)
    assert {row.report.id for row in store.claims(chosen)} == set(found) - {"r2"}


def test_claims_by_speaker_and_mentions_by_who_or_what(store: Store) -> None:
    assert len(store.claims(Filter(actor="army")).records()) == len(store.claims(Filter(actor="cmr-mil")).records()) == 1
    assert store.claims(Filter(actor="USA")).records() == ()
    assert [row.found.text for row in store.mentions(Filter(actor="CMR"))] == ["the army"]
    assert [row.found.text for row in store.mentions(Filter(place="geonames:281184"))] == ["Jerusalem"]
    assert store.mentions(Filter(actor="CMR", place="Jerusalem")).records() != ()


def test_counts_and_holdings_are_those_of_the_events(store: Store) -> None:
    assert [row.told.event.id for row in store.counts(Filter(place="PSE"))] == ["r2-e1"]
    assert [row.holder for row in store.holdings(Filter(actor="PSE"))] == ["Gunmen"]
    assert store.holdings(Filter(place="CMR")).records() == ()


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (Filter(type="WAR"), "type=WAR: there is no such type; there are ACCUSE"),
        (Filter(mode="bomb"), "there is no such mode"),
        (Filter(status="maybe"), "there are denied, did_not_happen"),
        (Filter(review="liked"), "accepted, changed, rejected"),
        (Filter(copy="perhaps"), "no, yes"),
        (Filter(start="2014-6-1"), "write it as YYYY-MM-DD"),
        (Filter(end="2014-02-30"), "end=2014-02-30: not a day"),
        (Filter(start="2015-01-01", end="2014-01-01"), "is after"),
        (Filter(place="XYZ"), "no country has this code"),
        (Filter(place=" "), "place: empty"),
        (Filter(actor=""), "actor: empty"),
        (Filter(box=(0, 40, 10, 30)), "west, south, east, north"),
        (Filter(box=(0, 0, 400, 10)), "west, south, east, north"),
        (Filter(since="yesterday"), "yesterday: not a time"),
    ],
)
def test_what_could_match_nothing_is_refused(store: Store, chosen: Filter, told: str) -> None:
    with pytest.raises(InputError, match=told):
        store.events(chosen)


@pytest.mark.parametrize(
    ("what", "chosen"),
    [
        ("reports", Filter(type="ASSAULT")),
        ("claims", Filter(place="CMR")),
        ("mentions", Filter(status="happened")),
        ("incidents", Filter(copy="no")),
        ("holdings", Filter(since="2014-06-22")),
        ("counts", Filter(type="WAR")),
    ],
)
def test_a_kind_has_its_own_conditions(store: Store, what: str, chosen: Filter) -> None:
    with pytest.raises(InputError, match=r"cannot be chosen by|no such type"):
        getattr(store, what)(chosen).records()


def test_every_condition_belongs_to_some_kind() -> None:
    assert {name for names in ALLOWED.values() for name in names} == set(Filter.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2014-06-22", "2014-06-22T00:00:00.000000Z"),
        ("2014-06-22T10:00:00+02:00", "2014-06-22T08:00:00.000000Z"),
        ("2014-06-22T10:00:00.5Z", "2014-06-22T10:00:00.500000Z"),
    ],
)
def test_a_time_is_utc(text: str, found: str) -> None:
    assert moment(text) == found


@pytest.mark.parametrize("text", ["", "22 June", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(InputError, match="not a time"):
        moment(text)

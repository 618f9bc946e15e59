"""ACLED's and UCDP's layouts of incidents: one row for what many reports come to, by the rules of the event rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contract.test_exports import ACLED, UCDP, exported, rows_of
from tests.unit.store.builders import CODER, TEXT, event, participant, sheet, span, ticking

from dateline.errors import InputError
from dateline.model import Acled, Count, Event, Incident, IncidentCount, Participant, Statement
from dateline.store.exports.formats import OF_HAPPENINGS
from dateline.store.records import Filter
from dateline.store.store import Store

ATTACK = Acled("Violence against civilians", "Attack")
CLASH = Acled("Battles", "Armed clash")
OWN_WORDS = (
    "Traders carried the wounded to a clinic on handcarts while shops along the northern road stayed shut until evening.",
    "A bishop who visited families asked for help with burials, blankets, clean water and lorries before the rains begin.",
    "Regional officials promised new patrols, an inquiry and compensation; opposition deputies called that far too little.",
)
EARLY = "2014-06-22T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        yield opened


def killed(number: int | None, side: str | None = "b") -> tuple[Count, ...]:
    at = span("12")
    return () if number is None else (Count("killed", number, number, at.start, at.end, str(number), side=side),)


def party(words: str, sector: str, side: str, id: str | None = None) -> tuple[Participant, ...]:
    return (participant(words, country="CMR", sectors=(sector,), side=side, id=id, name=id),)


def attack(id: str, toll: int | None = 12, **more: object) -> Event:
    sides = {"actors": party("Gunmen", "UAF", "a"), "recipients": party("people", "CVL", "b")}
    return event(id, **{"acled": ATTACK, "counts": killed(toll), **sides, **more})


def save(store: Store, name: str, *events: Event, **about: object) -> None:
    made = sheet(name, f"{name}.txt", events=events)
    told = {"outlet": f"Paper {name}", "url": f"https://example.org/{name}", "title": f"Told by {name}", **about}
    store.save(replace(made, report=replace(made.report, **told)), CODER)  # type: ignore[arg-type]


def concluded(events: Sequence[Event], best: int = 12, low: int = 12, high: int = 12, **more: object) -> Incident:
    """An incident of these events, each of the report ``r`` and its number."""
    first, reports = events[0], tuple((f"r{n}", "main") for n, _ in enumerate(events, start=1))
    said = tuple(Statement(best, best, each.id, report, None) for each, (report, _) in zip(events, reports, strict=True))
    made = Incident(
        "i1",
        first.type,
        first.mode,
        first.place,
        first.when,
        tuple(dict.fromkeys(who for each in events for who in each.actors)),
        tuple(dict.fromkeys(who for each in events for who in each.recipients)),
        None,
        "happened",
        tuple(each.id for each in events),
        reports,
        len(reports),
        (IncidentCount("killed", best, low, high, said),),
    )
    return replace(made, **more)


def keep(store: Store, *events: Event, best: int = 12, **more: object) -> None:
    """Each event in a report of its own, and all of them one incident."""
    for number, each in enumerate(events, start=1):
        save(store, f"r{number}", each)
    store.save_incidents([concluded(events, best, **more)])  # type: ignore[arg-type]


def row_of(store: Store, form: str = "ucdp") -> dict[str, str]:
    (row,) = rows_of(exported(store, "incidents", form))
    return row


@pytest.mark.parametrize(("form", "columns"), [("acled", ACLED), ("acled-numeric", ACLED), ("ucdp", UCDP)])
def test_incidents_have_the_published_columns(store: Store, form: str, columns: str) -> None:
    assert exported(store, "incidents", form).decode().split("\r\n")[0] == columns


def test_three_reports_of_one_attack_are_one_row(store: Store) -> None:
    for number, toll in enumerate((10, 12, 12), start=1):
        text = f"{TEXT} {OWN_WORDS[number - 1]}"
        told = attack(f"e{number}", toll)
        made = sheet(f"r{number}", f"r{number}.txt", text, events=(told,))
        about = replace(made.report, outlet=f"Paper {number}", published=f"2014-06-2{number}", url=f"https://example.org/{number}")
        store.save(replace(made, report=about), CODER)
    store.link()
    (incident,) = store.incidents()
    row = row_of(store)
    assert (row["best"], row["low"], row["high"], row["deaths_civilians"]) == ("12", "10", "12", "12")
    assert (row["number_of_sources"], row["relid"]) == ("3", incident.incident.id)
    assert row["source_article"] == "https://example.org/1; https://example.org/2; https://example.org/3"
    assert row["source_date"] == "2014-06-21; 2014-06-22; 2014-06-23"
    assert (row["side_b"], row["where_coordinates"], row["date_start"][:10], row["date_prec"]) == (
        "Civilians",
        "Mora",
        "2014-06-20",
        "1",
    )
    told = row_of(store, "acled")
    assert (told["fatalities"], told["source"], told["sub_event_type"]) == ("12", "Paper 1; Paper 2; Paper 3", "Attack")


def test_an_incident_of_one_event_is_the_row_of_that_event(store: Store) -> None:
    keep(store, attack("e1"))
    for form, own in (("acled", {"event_id_cnty", "timestamp"}), ("ucdp", {"id", "relid"})):
        (told,) = rows_of(exported(store, "events", form))
        row = row_of(store, form)
        assert {name for name in row if row[name] != told[name]} == own


def test_its_id_stays_when_its_country_becomes_known(store: Store) -> None:
    keep(store, attack("e1", place=None), place=None)
    before = row_of(store, "acled")["event_id_cnty"]
    store.save_incidents([concluded([attack("e1")])])
    after = row_of(store, "acled")
    assert (after["event_id_cnty"], after["country"]) == (before, "Cameroon")
    assert before.startswith("INC")


def test_who_fights_whom_is_turned_to_one_way(store: Store) -> None:
    army, rebels = party("Soldiers", "MIL", "a", "cmr-mil"), party("Gunmen", "REB", "b", "group:x")
    one = attack("e1", 7, actors=army, recipients=rebels, acled=CLASH)
    other = attack("e2", 5, actors=party("Gunmen", "REB", "a", "group:x"), recipients=party("Soldiers", "MIL", "b", "cmr-mil"))
    keep(store, one, replace(other, acled=CLASH), best=12, low=5)
    row = row_of(store)
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("cmr-mil", "group:x", "1")
    assert (row["deaths_b"], row["deaths_unknown"], row["best"]) == ("7", "5", "12")
    told = row_of(store, "acled")
    assert (told["actor1"], told["assoc_actor_1"], told["actor2"], told["assoc_actor_2"]) == ("cmr-mil", "", "group:x", "")


def test_the_side_that_most_name_leads_and_a_thing_never_does(store: Store) -> None:
    post = party("post", "UNK", "b")
    events = [attack("e1", recipients=(*post, *party("Soldiers", "MIL", "b"))), attack("e2"), attack("e3")]
    keep(store, *events)
    row = row_of(store, "acled")
    assert (row["actor2"], row["assoc_actor_2"]) == ("people", "Soldiers; post")


def test_of_several_types_the_one_that_fits_the_parties_of_the_row_is_taken(store: Store) -> None:
    unknown = attack("e1", None, recipients=party("post", "UNK", "b"))
    keep(store, unknown, replace(unknown, id="e2"), attack("e3", recipients=party("Soldiers", "MIL", "b"), acled=CLASH))
    assert (row_of(store, "acled")["inter2"], row_of(store, "acled")["sub_event_type"]) == ("State forces", "Armed clash")


def test_what_only_the_report_as_a_whole_counts_is_no_dead_of_it(store: Store) -> None:
    keep(store, attack("e1", None), best=40, high=40)
    assert rows_of(exported(store, "incidents", "ucdp")) == []
    assert row_of(store, "acled")["fatalities"] == "0"


def test_more_dead_of_the_sides_than_in_all_are_of_unknown_sides(store: Store) -> None:
    sides = {"recipients": party("Soldiers", "MIL", "b"), "acled": CLASH}
    keep(store, attack("e1", 20, **sides), attack("e2", 9, **sides), best=12, low=9, high=20)
    row = row_of(store)
    assert [row[name] for name in ("deaths_a", "deaths_b", "deaths_unknown", "best", "low", "high")] == [
        "9",
        "0",
        "3",
        "12",
        "9",
        "20",
    ]


def test_the_words_are_those_of_a_main_report_that_gives_the_number(store: Store) -> None:
    save(store, "r1", attack("e1", 10))
    other = f"By dawn {TEXT}"
    told = attack("e2", 12)
    made = sheet("r2", "r2.txt", other)
    store.save(replace(made, events=(replace(told, trigger=span("attacked", other)),)), CODER)
    both = [attack("e1", 10), told]
    store.save_incidents([concluded(both, low=10)])
    assert row_of(store, "acled")["notes"].startswith("By dawn Gunmen")
    store.save_incidents([concluded(both, low=10, reports=(("r1", "main"), ("r2", "mention")))])
    assert row_of(store, "acled")["notes"].startswith("Gunmen attacked")


def test_copies_are_no_sources(store: Store) -> None:
    keep(store, attack("e1"), attack("e2"), copies=(("r2", "r1"),), independent=1)
    row = row_of(store)
    assert (row["number_of_sources"], row["source_office"]) == ("1", "Paper r1")


@pytest.mark.parametrize("status", ["planned", "denied", "did_not_happen", "possible"])
def test_what_did_not_happen_is_left_out(store: Store, status: str) -> None:
    keep(store, attack("e1", status=status), status=status)
    for form in ("acled", "ucdp"):
        assert rows_of(exported(store, "incidents", form)) == []


def test_what_nobody_tells_any_more_is_taken_back(store: Store) -> None:
    keep(store, attack("e1"))
    kept = row_of(store, "acled")["event_id_cnty"]
    store.withdraw("r1", "killed")
    assert rows_of(exported(store, "incidents", "ucdp")) == rows_of(exported(store, "incidents", "acled")) == []
    deleted = rows_of(exported(store, "incidents", "acled-deleted", since=EARLY))
    assert [row["event_id_cnty"] for row in deleted] == [kept]


def test_a_withdrawn_incident_is_listed_by_acleds_deletions(store: Store) -> None:
    keep(store, attack("e1"))
    kept = row_of(store, "acled")["event_id_cnty"]
    since = max(row.standing.changed for row in store.incidents())
    store.save_incidents([replace(concluded([attack("e1")]), id="i0")])
    deleted = rows_of(exported(store, "incidents", "acled-deleted", since=since))
    assert [row["event_id_cnty"] for row in deleted] == [kept]
    (row,) = rows_of(exported(store, "incidents", "acled", since=since))
    assert row["event_id_cnty"] != kept
    with pytest.raises(InputError, match="--since"):
        exported(store, "incidents", "acled-deleted")


def test_a_changed_event_changes_the_row_of_its_incident(store: Store) -> None:
    keep(store, attack("e1"))
    since = max(row.standing.changed for row in [*store.incidents(), *store.events()])
    assert rows_of(exported(store, "incidents", "acled", since=since)) == []
    store.decide("e1", "change", user="ana", field="acled", value='{"event_type": "Battles", "sub_event_type": "Armed clash"}')
    (row,) = rows_of(exported(store, "incidents", "acled", since=since))
    assert (row["sub_event_type"], row["timestamp"]) == ("Armed clash", "1403395203")


def test_what_a_person_says_of_the_incident_holds(store: Store) -> None:
    keep(store, attack("e1"), attack("e2"))
    store.decide(
        "i1", "change", user="ana", field="recipients", value='[{"start": 0, "end": 6, "text": "Gunmen", "name": "Traders"}]'
    )
    assert row_of(store, "acled")["actor2"] == "Traders"


def test_filters_choose_incidents(store: Store) -> None:
    keep(store, attack("e1"))
    assert list(store.incidents_told(Filter(place="FRA"))) == []
    with pytest.raises(InputError, match="copy"):
        exported(store, "incidents", "ucdp", copy="no")


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat", "plover"])
def test_layouts_of_reports_events_hold_no_incidents(store: Store, form: str) -> None:
    assert form not in OF_HAPPENINGS
    with pytest.raises(InputError, match="holds events"):
        exported(store, "incidents", form)

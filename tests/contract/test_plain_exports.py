"""The columns and objects of every plain export, name by name and type by type: whoever reads them relies on both."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import polars
import pytest
from tests.contract.test_exports import exported
from tests.unit.store.builders import CODER, TEXT, event, incident, sheet, span, ticking

from dateline.model import (
    Acled,
    Actor,
    Count,
    CountKind,
    Failure,
    Place,
    PlaceCandidate,
    PlaceRelation,
    Sheet,
    Status,
    Territory,
    Time,
    When,
)
from dateline.store.store import Store

NUMBERS = "killed injured missing abducted arrested displaced surrendered crowd attackers units vehicles money"
LOW_HIGH = " ".join(f"{kind}_low:int {kind}_high:int" for kind in NUMBERS.split())
BEST = " ".join(f"{kind}_best:int {kind}_low:int {kind}_high:int" for kind in NUMBERS.split())
SIDES = """
    actors actor_ids actor_countries actor_sectors recipients recipient_ids recipient_countries recipient_sectors
"""
COLUMNS = {
    "events": f"""
        id report external_id type mode contexts status factuality:float earliest:day latest:day time_precision time_basis
        {SIDES} place place_id country admin1 lat:float lon:float place_precision {LOW_HIGH}
        territory territory_by territory_from said_by stance cameo acled_event_type acled_sub_event_type quad:int
        score:float confidence:float trigger start:int end:int quote outlet published published_day:day title url copy_of
        version lexicon engine review withdrawn:moment why_withdrawn
    """,
    "counts": """
        event report external_id type mode status earliest:day latest:day place place_id country lat:float lon:float
        place_precision kind low:int high:int hedge of side party total:flag part:flag said_by stance claim text start:int
        end:int copy_of review withdrawn:moment why_withdrawn
    """,
    "mentions": """
        report external_id mention start:int end:int text id name country sectors lat:float lon:float place_precision timex
        value earliest:day latest:day time_precision copy_of withdrawn:moment why_withdrawn
    """,
    "claims": """
        id report external_id kind stance speaker speaker_id speaker_country speaker_sectors speaker_role anonymous:flag source
        cue content start:int end:int inside copy_of withdrawn:moment why_withdrawn
    """,
    "incidents": f"""
        id type mode status earliest:day latest:day time_precision {SIDES} place place_id country admin1 lat:float lon:float
        place_precision {BEST} territory territory_by territory_from reports:int independent:int copies disputes report_ids
        events review withdrawn:moment why_withdrawn
    """,
    "holdings": """
        place place_id country admin1 lat:float lon:float place_precision holder taken_from since:day until:day contested:flag
        said_by events words
    """,
    "reports": """
        id external_id title published published_day:day published_basis language outlet agencies bylines dateline url
        characters:int state reason superseded_by copy_of withdrawn:moment why_withdrawn
    """,
    "decisions": "id target action field value user time:moment reason undoes",
}
POINTS = ("events", "counts", "mentions", "incidents", "holdings")
PARQUET = {
    "text": polars.String,
    "int": polars.Int64,
    "float": polars.Float64,
    "flag": polars.Boolean,
    "day": polars.Date,
    "moment": polars.Datetime("us", "UTC"),
}
GEOJSON = {"text": str, "int": int, "float": float, "flag": bool, "day": str, "moment": str}

# Objects: each key with the JSON it holds. A key without a type is text; every one may be null but lists.
ACTOR = "start:int end:int text id name country sectors:list kind"
PLACE = """
    start:int end:int text id name kind lat:float lon:float country admin1 precision radius_km:float relation:object basis
    candidates:list
"""
CLAIM = "id source:list cue:list content:list kind stance speaker:object parent rule"
COUNT = "kind low:int high:int start:int end:int text hedge who side total:bool claim part:bool"
STANDING = "withdrawn why_withdrawn"
OBJECTS = {
    "events": f"""
        id type trigger:object sentence:int mode contexts:list cameo acled:object quad:int score:float actors:list
        recipients:list place:object when:object status factuality:float source_factuality:float claims:list counts:list
        territory:object confidence:float evidence:list runners_up:list coder:object report:object quote said_by:list review
        {STANDING}
    """,
    "counts": f"{COUNT} event report external_id party said_by:object copy_of {STANDING}",
    "claims": f"{CLAIM} report external_id copy_of {STANDING}",
    "incidents": f"""
        id type mode place:object when:object actors:list recipients:list territory:object status events:list reports:list
        sources:object counts:list disputes:list copies:list review {STANDING}
    """,
    "holdings": "place:object holder taken_from since until contested:bool said_by:list events:list words:list",
    "reports": f"""
        id text external_id title published published_basis language outlet agencies:list bylines:list dateline url zones:list
        state reason superseded_by copy_of {STANDING}
    """,
    "decisions": "id target action field value user time reason undoes",
}
INSIDE = {
    ("events", "trigger"): "start:int end:int text",
    ("events", "acled"): "event_type sub_event_type",
    ("events", "actors"): f"{ACTOR} side slot",
    ("events", "recipients"): f"{ACTOR} side slot",
    ("events", "place"): PLACE,
    ("events", "when"): "start:int end:int text earliest latest precision basis historical:bool",
    ("events", "counts"): COUNT,
    ("events", "territory"): "change by from",
    ("events", "evidence"): "stage rule start:int end:int",
    ("events", "coder"): "version lexicon engine",
    ("events", "report"): "id external_id title published outlet url copy_of",
    ("events", "said_by"): CLAIM,
    ("counts", "said_by"): CLAIM,
    ("claims", "speaker"): "name id country sectors:list anonymous:bool role how",
    ("incidents", "reports"): "id role copy_of",
    ("incidents", "sources"): "reports:int independent:int",
    ("incidents", "counts"): "kind best:int low:int high:int statements:list",
    ("incidents", "disputes"): "field values:list",
    ("holdings", "place"): PLACE,
}
MENTIONS = {
    "actor": f"{ACTOR} role antecedent:list rule candidates:list",
    "place": PLACE,
    "time": "start:int end:int text type value earliest latest precision rule",
}
PLOVER = {
    "": """
        id date type mode auxmode:list context:list cameo score:float actor:list recipient:list location:object text
        source:object version language
    """,
    "actor": "text name country sector:list id",
    "recipient": "text name country sector:list id",
    "location": "text name country admin1 lat:float lon:float geonames",
    "source": "publisher published link",
}
JSON = {"text": str, "int": int, "float": (int, float), "bool": bool, "list": list, "object": dict}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database in which every column of every kind holds something somewhere."""
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        opened.save(full(), CODER)
        opened.save_incidents([replace(incident(events=("r1-e1",)), territory=Territory("taken", "Gunmen", "the army"))])
        opened.decide("r1-e1", "change", user="ana", field="mode", value="null", reason="not said")
        yield opened


def full() -> Sheet:
    """A report with everything in it: a place with its relation, numbers of every kind, mentions, a claim."""
    at = span("Mora")
    rival = PlaceCandidate("geonames:1", "Mora", 61.0, 14.5, "SWE", 0.4)
    relation = PlaceRelation("Maroua", 60.0, 0.0)
    place = Place(at.start, at.end, "Mora", "geonames:2228499", "Mora", "city", 11.046, -14.14, "CMR", "Far North", "near")
    place = replace(place, radius_km=5.0, relation=relation, basis="stated", candidates=(rival,))
    numbers = tuple(
        Count(kind, 12, 14, span("12").start, span("12").end, "12", "about", "people", "b", True, "c1")
        for kind in get_args(CountKind)
    )
    told = event("r1-e1", place=place, counts=numbers, contexts=("legal",), acled=Acled("Battles", "Armed clash"))
    gunmen, people = (
        replace(who, id="group:x", name="X", side=side) for who, side in ((told.actors[0], "a"), (told.recipients[0], "b"))
    )
    told = replace(
        told, actors=(gunmen,), recipients=(people,), territory=Territory("taken", "X", "the army"), source_factuality=2.5
    )
    made = sheet(events=(told,))
    army = replace(made.actors[0], role="army", antecedent=span("Gunmen"), rule="list", candidates=(("group:y", 0.5),))
    friday = span("Friday")
    time = Time(friday.start, friday.end, "Friday", "DATE", "2014-06-20", "2014-06-20", "2014-06-20", "day", "weekday")
    return replace(made, actors=(army,), places=(place,), times=(time,))


def typed(spec: str) -> dict[str, str]:
    """Names with their types, in order."""
    return {name: kind or "text" for name, _, kind in (word.partition(":") for word in spec.split())}


@pytest.mark.parametrize("what", COLUMNS)
def test_csv_has_these_columns_in_this_order(store: Store, what: str) -> None:
    header, tags, *rows = csv.reader(io.StringIO(exported(store, what, "hxl").decode(), newline=""))
    assert header == list(typed(COLUMNS[what]))
    assert rows and {len(row) for row in (tags, *rows)} == {len(header)}


@pytest.mark.parametrize("what", COLUMNS)
def test_parquet_has_these_types_even_without_rows(store: Store, what: str, tmp_path: Path) -> None:
    wanted = {name: PARQUET[kind] for name, kind in typed(COLUMNS[what]).items()}
    if what in POINTS:
        wanted["geometry"] = polars.Binary
    assert dict(polars.read_parquet(exported(store, what, "parquet")).schema) == wanted
    with Store(str(tmp_path / "empty.db")) as empty:
        assert dict(polars.read_parquet(exported(empty, what, "parquet")).schema) == wanted


@pytest.mark.parametrize("what", COLUMNS)
def test_geojson_has_these_properties_and_an_id_only_of_its_own(store: Store, what: str) -> None:
    feature = json.loads(exported(store, what, "geojson"))["features"][0]
    assert list(feature["properties"]) == list(typed(COLUMNS[what]))
    for name, kind in typed(COLUMNS[what]).items():
        assert feature["properties"][name] is None or type(feature["properties"][name]) is GEOJSON[kind], name
    assert ("id" in feature) == COLUMNS[what].split()[0].startswith("id")
    assert feature["geometry"] is None or feature["geometry"]["coordinates"] == [-14.14, 11.046]


@pytest.mark.parametrize("what", POINTS)
def test_geoparquet_carries_the_points(store: Store, what: str) -> None:
    data = exported(store, what, "parquet")
    shape = polars.read_parquet(data)["geometry"].drop_nulls()[0]
    assert struct.unpack("<BIdd", shape) == (1, 1, -14.14, 11.046)
    assert json.loads(polars.read_parquet_metadata(data)["geo"])["primary_column"] == "geometry"


def test_no_column_is_empty_where_the_reports_say_all_of_it(store: Store) -> None:
    said_elsewhere = {"copy_of", "copies", "withdrawn", "why_withdrawn", "superseded_by", "reason", "until", "inside"}
    for what in ("events", "counts", "claims", "mentions", "holdings"):
        frame = polars.read_parquet(exported(store, what, "parquet"))
        empty = {name for name in frame.columns if frame[name].null_count() == len(frame)}
        assert empty - said_elsewhere <= {"mode", "speaker_role", "value"} & empty, what


def test_cells_are_days_times_and_flags_and_never_the_repr_of_a_list(store: Store) -> None:
    store.withdraw("r1", "killed")
    events = polars.read_parquet(exported(store, "events", "parquet", since="2014-06-22"))
    assert (events["earliest"][0], events["published_day"][0]) == (date(2014, 6, 20), date(2014, 6, 21))
    assert events["withdrawn"][0] == datetime(2014, 6, 22, 0, 0, 4, tzinfo=UTC)
    claims = polars.read_parquet(exported(store, "claims", "parquet", since="2014-06-22"))
    assert (claims["anonymous"][0], claims["why_withdrawn"][0]) == (False, "killed")
    for what in COLUMNS:
        assert "['" not in exported(store, what, "csv").decode() and "('" not in exported(store, what, "csv").decode()


@pytest.mark.parametrize("what", OBJECTS)
def test_an_object_has_these_keys_with_these_values(store: Store, what: str) -> None:
    lines = [json.loads(line) for line in exported(store, what, "jsonl").splitlines()]
    assert lines
    for line in lines:
        fits(line, OBJECTS[what])
        for (_, name), spec in ((key, spec) for key, spec in INSIDE.items() if key[0] == what):
            assert line[name], name
            for each in line[name] if isinstance(line[name], list) else [line[name]]:
                fits(each, spec)


def test_a_mention_is_an_actor_a_place_or_a_time(store: Store) -> None:
    lines = [json.loads(line) for line in exported(store, "mentions", "jsonl").splitlines()]
    assert [line["mention"] for line in lines] == ["place", "time", "actor"]
    for line in lines:
        assert TEXT[line["start"] : line["end"]] == line["text"]
        fits(line, f"report external_id mention {MENTIONS[line['mention']]} copy_of {STANDING}")


def test_plover_has_these_keys_with_these_values(store: Store) -> None:
    (line,) = [json.loads(line) for line in exported(store, "events", "plover").splitlines()]
    fits(line, PLOVER[""])
    for name in ("actor", "recipient", "location", "source"):
        for each in line[name] if isinstance(line[name], list) else [line[name]]:
            fits(each, PLOVER[name])
    assert (line["location"]["geonames"], line["context"], line["cameo"]) == ("2228499", ["legal"], "190")


@pytest.mark.parametrize(
    ("status", "historical", "modes"),
    [
        ("planned", False, ["future"]),
        ("possible", False, ["hypothetical"]),
        ("hypothetical", False, ["hypothetical"]),
        ("denied", True, ["negation", "historical"]),
        ("did_not_happen", False, ["negation"]),
        ("ongoing", True, ["historical"]),
    ],
)
def test_plovers_auxiliary_modes_follow_from_status_and_time(
    tmp_path: Path, status: Status, historical: bool, modes: list[str]
) -> None:
    when = When(None, None, None, "2014-06-20", "2014-06-20", "day", historical=historical)
    with Store(str(tmp_path / "one.db"), clock=ticking()) as one:
        one.save(sheet(events=(event("e1", status=status, when=when, place=None),)), CODER)
        line = json.loads(exported(one, "events", "plover"))
    assert (line["auxmode"], line["location"], line["date"]) == (modes, None, "2014-06-20")


def fits(found: dict[str, Any], spec: str) -> None:
    wanted = typed(spec)
    assert set(found) == set(wanted)
    for name, kind in wanted.items():
        value = found[name]
        assert (value is None and kind != "list") or (
            isinstance(value, JSON[kind]) and (kind == "bool") == isinstance(value, bool)
        ), name


def test_a_failure_is_exported_with_its_report(store: Store) -> None:
    broken = replace(sheet("r8", "bad.txt"), events=(), claims=(), failed=Failure("find", "ValueError: odd"))
    store.save(broken, CODER)
    told = {row["id"]: row for row in csv.DictReader(io.StringIO(exported(store, "reports", "csv").decode(), newline=""))}
    assert (told["r8"]["state"], told["r8"]["reason"]) == ("failed", "ValueError: odd")


def test_an_actor_is_told_apart_from_a_place_in_mentions(store: Store) -> None:
    kinds = {type(row.found) for row in store.mentions()}
    assert kinds == {Actor, Place, Time}

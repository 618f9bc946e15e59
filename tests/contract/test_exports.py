"""Each export's columns, against the published layouts; no line is ragged and no cell runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.store.builders import CODER, TEXT, event, incident, rejected, sheet, ticking

from dateline.errors import InputError
from dateline.model import Acled, Territory
from dateline.store.exports.delimited import BREAKS_A_ROW, one_line, safe_text
from dateline.store.exports.formats import DELETED, FORMATS, KINDS, LAYOUTS, PLAIN, Export, write
from dateline.store.records import Filter
from dateline.store.store import Store

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)
GDELT = (
    "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,Actor1CountryCode,Actor1KnownGroupCode,"
    "Actor1EthnicCode,Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,"
    "Actor2Code,Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,Actor2Religion1Code,"
    "Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,"
    "EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,NumArticles,AvgTone,Actor1Geo_Type,"
    "Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,"
    "Actor1Geo_FeatureID,Actor2Geo_Type,Actor2Geo_FullName,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,"
    "Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_FullName,"
    "ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,"
    "DATEADDED,SOURCEURL"
)
MENTIONS = (
    "GLOBALEVENTID,EventTimeDate,MentionTimeDate,MentionType,MentionSourceName,MentionIdentifier,SentenceID,"
    "Actor1CharOffset,Actor2CharOffset,ActionCharOffset,InRawText,Confidence,MentionDocLen,MentionDocTone,"
    "MentionDocTranslationInfo,Extras"
)
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,"
    "Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)
ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
)

INTERFACE = (
    "id type mode contexts cameo acled quad score trigger sentence actors recipients place when status factuality "
    "claims counts territory confidence evidence coder"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    acled = Acled("Violence against civilians", "Attack")
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        first = event("e1", acled=acled, territory=Territory("taken", "Gunmen"))
        opened.save(sheet(events=(first, event("e2", status="planned", acled=acled))), CODER)
        opened.save(rejected(), CODER)
        opened.save_incidents([incident()])
        yield opened


def exported(store: Store, what: str, form: str, **chosen: object) -> bytes:
    out = io.BytesIO()
    write(store, Export(what, form, Filter(**chosen)), out)  # type: ignore[arg-type]
    return out.getvalue()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def tabbed(data: bytes) -> list[list[str]]:
    return [line.split("\t") for line in data.decode().removesuffix("\n").split("\n")]


@pytest.mark.parametrize(("form", "columns"), [("acled", ACLED), ("acled-numeric", ACLED), ("ucdp", UCDP)])
def test_comma_layouts_have_the_published_columns(store: Store, form: str, columns: str) -> None:
    first = exported(store, "events", form).decode().split("\r\n")[0]
    assert first == columns


@pytest.mark.parametrize(("form", "columns"), [("polecat", POLECAT), ("icews", ICEWS)])
def test_tabbed_layouts_have_the_published_columns_and_no_ragged_line(store: Store, form: str, columns: str) -> None:
    lines = tabbed(exported(store, "events", form))
    assert lines[0] == columns.split(",")
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines) == 2


@pytest.mark.parametrize(("form", "columns"), [("gdelt", GDELT), ("gdelt-mentions", MENTIONS)])
def test_gdelt_has_no_header_and_the_published_number_of_columns(store: Store, form: str, columns: str) -> None:
    (line,) = tabbed(exported(store, "events", form))
    assert len(line) == len(columns.split(","))


def test_gdelt_columns_are_named_in_the_published_order() -> None:
    from dateline.store.exports import gdelt

    assert ",".join(column.name for column in gdelt.EVENTS) == GDELT
    assert ",".join(column.name for column in gdelt.MENTIONS) == MENTIONS


def test_acled_values(store: Store) -> None:
    (row,) = rows_of(exported(store, "events", "acled"))
    told = {
        name: row[name]
        for name in (
            "event_date",
            "time_precision",
            "disorder_type",
            "inter1",
            "inter2",
            "iso",
            "country",
            "fatalities",
            "civilian_targeting",
            "interaction",
            "longitude",
        )
    }
    assert told == {
        "event_date": "2014-06-20",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "inter1": "Political militia",
        "inter2": "Civilians",
        "iso": "120",
        "country": "Cameroon",
        "fatalities": "12",
        "civilian_targeting": "Civilian targeting",
        "interaction": "Political militia-Civilians",
        "longitude": "-14.14",
    }
    (numeric,) = rows_of(exported(store, "events", "acled-numeric"))
    assert (numeric["inter1"], numeric["inter2"], numeric["interaction"]) == ("3", "7", "37")


def test_ucdp_values(store: Store) -> None:
    (row,) = rows_of(exported(store, "events", "ucdp"))
    names = "type_of_violence side_b best deaths_civilians deaths_unknown geom_wkt priogrid_gid where_prec date_prec"
    told = [row[name] for name in (*names.split(), "date_start", "country_id")]
    grid = str(202 * 720 + 331 + 1)
    assert told == ["3", "Civilians", "12", "12", "0", "POINT (-14.14 11.046)", grid, "1", "1", "2014-06-20 00:00:00.000", "471"]


def test_gdelt_values(store: Store) -> None:
    (line,) = tabbed(exported(store, "events", "gdelt"))
    told = dict(zip(GDELT.split(","), line, strict=True))
    assert (told["SQLDATE"], told["EventCode"], told["EventRootCode"], told["ActionGeo_CountryCode"]) == (
        "20140620",
        "190",
        "19",
        "CM",
    )
    (line,) = tabbed(exported(store, "events", "gdelt-mentions"))
    mention = dict(zip(MENTIONS.split(","), line, strict=True))
    assert TEXT[int(mention["ActionCharOffset"]) :].startswith("attacked")
    assert (mention["SentenceID"], mention["Confidence"]) == ("1", "80")
    assert mention["GLOBALEVENTID"] == told["GLOBALEVENTID"]


def test_polecat_values(store: Store) -> None:
    header, line = tabbed(exported(store, "events", "polecat"))
    told = dict(zip(header, line, strict=True))
    assert (told["Actor COW"], told["GeoNames ID"], told["Actor Title"], told["Intensity"]) == ("471", "2228499", "None", "-9")


def test_plover_keeps_what_did_not_happen_under_an_auxiliary_mode(store: Store) -> None:
    lines = [json.loads(line) for line in exported(store, "events", "plover").splitlines()]
    assert [line["auxmode"] for line in lines] == [[], ["future"]]


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("form", PLAIN)
def test_every_kind_comes_in_every_plain_format(store: Store, what: str, form: str) -> None:
    store.decide("e1", "accept", user="ana")
    assert exported(store, what, form) == exported(store, what, form) != b""


def test_an_exported_event_is_the_interface_object(store: Store) -> None:
    line = json.loads(exported(store, "events", "jsonl").splitlines()[0])
    assert set(INTERFACE.split()) <= set(line)
    assert line["trigger"] == {"start": 7, "end": 15, "text": "attacked"}
    assert line["quote"].startswith("Gunmen attacked Mora")


def test_csv_is_safe_in_a_spreadsheet_and_numbers_stay_numbers(store: Store) -> None:
    report = next(row for row in rows_of(exported(store, "reports", "csv")) if row["id"] == "r1")
    assert report["title"] == "'=Attack in Mora"
    coded = rows_of(exported(store, "events", "csv"))[0]
    assert (coded["lon"], coded["score"], coded["cameo"]) == ("-14.14", "-9.0", "190")


def test_hxl_has_a_row_of_hashtags_below_the_header(store: Store) -> None:
    header, tags, *rows = list(csv.reader(io.StringIO(exported(store, "events", "hxl").decode(), newline="")))
    told = dict(zip(header, tags, strict=True))
    assert (told["lat"], told["actors"]) == ("#geo+lat", "#group+name+first")
    assert all(tag == "" or tag.startswith("#") for tag in tags) and len(rows) == 2


def test_parquet_has_types_and_points(store: Store) -> None:
    data = exported(store, "events", "parquet")
    frame = polars.read_parquet(data)
    assert (frame.schema["lat"], frame.schema["killed_low"], frame.schema["cameo"]) == (polars.Float64, polars.Int64, polars.String)
    assert frame.schema["geometry"] == polars.Binary
    geo = json.loads(polars.read_parquet_metadata(data)["geo"])
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_geojson_points_are_longitude_latitude(store: Store) -> None:
    collection = json.loads(exported(store, "events", "geojson"))
    assert collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [-14.14, 11.046]}


def test_since_has_the_withdrawn_rows(store: Store) -> None:
    store.withdraw("r1", "killed")
    assert exported(store, "events", "jsonl") == b""
    lines = exported(store, "events", "jsonl", since="2014-06-22T00:00:02Z").splitlines()
    changed = [json.loads(line) for line in lines]
    assert [(each["id"], each["why_withdrawn"]) for each in changed] == [("e1", "killed"), ("e2", "killed")]


@pytest.mark.parametrize("form", [form for form in LAYOUTS if form != DELETED])
def test_layouts_that_cannot_say_withdrawn_leave_it_out(store: Store, form: str) -> None:
    store.withdraw("r1", "killed")
    changed = exported(store, "events", form, since="2014-06-22T00:00:00Z")
    assert b"attacked" not in changed and len(changed.splitlines()) <= 1


@pytest.mark.parametrize(("what", "form"), [("claims", "acled"), ("events", "yaml"), ("people", "csv")])
def test_what_does_not_go_together_is_refused(store: Store, what: str, form: str) -> None:
    with pytest.raises(InputError):
        exported(store, what, form)


def test_the_mapping_page_names_every_layout() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    assert [form for form in FORMATS if f"`{form}`" not in page] == []
    assert set(LAYOUTS) <= set(FORMATS)


@given(st.text())
def test_no_text_is_taken_for_a_formula_or_breaks_a_line(text: str) -> None:
    assert not safe_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not set(map(ord, one_line(text))) & set(BREAKS_A_ROW)

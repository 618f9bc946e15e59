"""The layouts of other data sets hold what their codebooks mean, and the page on them says what the code does."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contract.test_exports import ACLED, GDELT, ICEWS, MENTIONS, POLECAT, UCDP, exported, rows_of, tabbed
from tests.unit.store.builders import CODER, TEXT, event, participant, sheet, span, ticking

from dateline.errors import InputError
from dateline.model import Acled, Count, Event, Participant, When
from dateline.store.exports import acled, gdelt, icews, polecat, ucdp
from dateline.store.exports.happening import Happening
from dateline.store.exports.layout import nothing
from dateline.store.records import EventRow
from dateline.store.store import Store
from dateline.store.tabular import Column

PAGE = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text("utf-8")
LAYOUTS: dict[str, tuple[str, tuple[Column[EventRow], ...] | tuple[Column[Happening], ...]]] = {
    "polecat": (POLECAT, polecat.COLUMNS),
    "icews": (ICEWS, icews.COLUMNS),
    "gdelt": (GDELT, gdelt.EVENTS),
    "gdelt-mentions": (MENTIONS, gdelt.MENTIONS),
    "acled": (ACLED, acled.columns()),
    "ucdp": (UCDP, ucdp.COLUMNS),
}
ATTACK = Acled("Violence against civilians", "Attack")
CLASH = Acled("Battles", "Armed clash")
CROWD = Acled("Protests", "Protest with intervention")


def told(form: str) -> list[tuple[str, str]]:
    """Each column that the page names for a layout, with exact, approximate or empty."""
    part = re.split(r"^## ", PAGE.split(f"## `{form}`")[1], flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| ([^|]+) \| (exact|approximate|empty) \| [^|]*\|$", part, re.MULTILINE)
    assert len(rows) == len(re.findall(r"^\|", part, re.MULTILINE)) - 2, "a row that is neither exact, approximate nor empty"
    return [(name.strip(), how) for names, how in rows for name in names.split(",")]


@pytest.mark.parametrize("form", LAYOUTS)
def test_the_page_has_every_column_in_order_and_says_which_are_empty(form: str) -> None:
    published, columns = LAYOUTS[form]
    assert [name for name, _ in told(form)] == published.split(",") == [column.name for column in columns]
    assert [how == "empty" for _, how in told(form)] == [column.cell is nothing for column in columns]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        yield opened


def save(store: Store, *events: Event, **report: object) -> None:
    made = sheet(events=events)
    store.save(replace(made, report=replace(made.report, **report)), CODER)  # type: ignore[arg-type]


def party(words: str, sector: str, country: str | None = "CMR", side: str | None = None) -> tuple[Participant, ...]:
    return (participant(words, country=country, sectors=(sector,), side=side),)


def killed(number: int, side: str | None = None, *, high: int | None = None, part: bool = False) -> Count:
    at = span("12")
    return Count("killed", number, high or number, at.start, at.end, str(number), side=side, part=part)


def acled_rows(store: Store) -> list[dict[str, str]]:
    return rows_of(exported(store, "events", "acled"))


def ucdp_row(store: Store) -> dict[str, str]:
    (row,) = rows_of(exported(store, "events", "ucdp"))
    return row


@pytest.mark.parametrize(("what", "form"), [*(("events", form) for form in LAYOUTS), ("incidents", "acled"), ("incidents", "ucdp")])
def test_what_is_not_said_to_be_empty_is_filled_from_a_full_report(store: Store, what: str, form: str) -> None:
    crowd = Count("crowd", 200, 300, 0, 6, "Gunmen")
    full = event("e1", acled=CROWD, type="PROTEST", contexts=("legal",), counts=(killed(3), crowd))
    other = replace(full.actors[0], name="X", id="group:x")
    sides = {
        "actors": (replace(other, sectors=("MIL", "GOV", "COP")), replace(other, name="Y", id="group:y")),
        "recipients": (replace(other, sectors=("CVL", "OPP", "EDU"), id="group:z"), replace(other, name="W", id="group:w")),
    }
    save(store, replace(full, **sides))
    store.link()
    data = exported(store, what, form).decode()
    header = LAYOUTS[form][0].split(",")
    if form in ("acled", "ucdp"):
        (cells,) = [list(row.values()) for row in csv.DictReader(io.StringIO(data, newline=""))]
    else:
        cells = tabbed(data.encode())[-1]
    found = dict(zip(header, cells, strict=True))
    empty = {name for name, how in told(form) if how == "empty"}
    only_sometimes = {"civilian_targeting", "gwnob"}
    assert {name for name, cell in found.items() if cell in ("", "None")} - only_sometimes == empty


def test_who_moves_against_a_crowd_comes_second(store: Store) -> None:
    save(store, event("e1", acled=CROWD, actors=party("army", "MIL"), recipients=party("people", "CVL")))
    (row,) = acled_rows(store)
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == ("people", "Protesters", "army", "State forces")
    assert (row["interaction"], row["tags"]) == ("State forces-Protesters", "crowd size=no report")


@pytest.mark.parametrize(("low", "high", "size"), [(200, None, "200"), (200, 300, "200-300"), (None, 300, "no report")])
def test_a_crowd_of_hundreds_has_no_upper_end_that_a_layout_needs(
    store: Store, low: int | None, high: int | None, size: str
) -> None:
    save(store, event("e1", acled=CROWD, type="PROTEST", counts=(Count("crowd", low, high, 0, 6, "Gunmen"),)))
    assert acled_rows(store)[0]["tags"] == f"crowd size={size}"


def test_whom_a_peaceful_protest_is_against_is_no_party(store: Store) -> None:
    peaceful = Acled("Protests", "Peaceful protest")
    save(store, event("e1", type="PROTEST", mode="demo", acled=peaceful, actors=(), recipients=party("army", "GOV")))
    (row,) = acled_rows(store)
    assert (row["actor1"], row["inter1"], row["actor2"], row["interaction"]) == ("", "Protesters", "", "Protesters only")


@pytest.mark.parametrize(
    ("kind", "recipient", "aimed"),
    [
        (ATTACK, "MIL", True),
        (Acled("Protests", "Excessive force against protesters"), "CVL", True),
        (Acled("Explosions/Remote violence", "Suicide bomb"), "CVL", True),
        (Acled("Explosions/Remote violence", "Suicide bomb"), "MIL", False),
        (CLASH, "CVL", False),
        (Acled("Strategic developments", "Arrests"), "CVL", False),
    ],
)
def test_civilians_are_targeted_where_acled_says_so(store: Store, kind: Acled, recipient: str, aimed: bool) -> None:
    save(store, event("e1", acled=kind, recipients=party("people", recipient)))
    assert [row["civilian_targeting"] for row in acled_rows(store)] == ["Civilian targeting" if aimed else ""]


def test_forces_abroad_are_external_and_what_nothing_tells_has_no_kind(store: Store) -> None:
    save(store, event("e1", acled=CLASH, actors=party("army", "MIL", "FRA"), recipients=party("post", "UNK")))
    (row,) = acled_rows(store)
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("External/Other forces", "", "External/Other forces only")


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "acled_says", "ucdp_says"),
    [
        ("2014-06-20", "2014-06-20", "day", "1", "1"),
        ("2014-06-19", "2014-06-20", "part_of_day", "1", "1"),
        ("2014-06-19", "2014-06-20", "day", "2", "2"),
        ("2014-06-16", "2014-06-22", "week", "2", "3"),
        ("2014-06-01", "2014-06-30", "month", "3", "4"),
        ("2014-01-01", "2014-12-31", "year", None, "5"),
        (None, "2014-06-20", "vague", None, None),
        ("2010-01-01", "2019-12-31", "decade", None, None),
    ],
)
def test_precision_of_time_is_by_days_and_what_is_not_dated_is_left_out(
    store: Store, earliest: str | None, latest: str, precision: str, acled_says: str | None, ucdp_says: str | None
) -> None:
    when = When(None, None, None, earliest, latest, precision)  # type: ignore[arg-type]
    save(store, event("e1", acled=ATTACK, when=when))
    assert [row["time_precision"] for row in acled_rows(store)] == ([acled_says] if acled_says else [])
    dated = [row["date_prec"] for row in rows_of(exported(store, "events", "ucdp"))]
    assert dated == ([ucdp_says] if ucdp_says else [])


def test_the_dead_of_both_sides_add_up_and_parts_are_not_counted_again(store: Store) -> None:
    actors, recipients = party("Gunmen", "REB", side="a"), party("Soldiers", "MIL", side="b")
    numbers = (killed(5, "b"), killed(3, "b", part=True), killed(4, "a", high=6), killed(7, "b"))
    save(store, event("e1", acled=CLASH, actors=actors, recipients=recipients, counts=numbers))
    row = ucdp_row(store)
    assert (row["side_a"], row["gwnoa"], row["side_b"], row["gwnob"]) == ("Soldiers", "471", "Gunmen", "")
    assert [row[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")] == ["5", "4", "0", "0"]
    assert (row["low"], row["best"], row["high"]) == ("9", "9", "13")
    assert [line["fatalities"] for line in acled_rows(store)] == ["9"]


@pytest.mark.parametrize(("without_side", "unknown", "total", "high"), [(12, "7", "12", "12"), (2, "2", "7", "7")])
def test_a_number_without_a_side_holds_the_sides_where_it_is_large_enough(
    store: Store, without_side: int, unknown: str, total: str, high: str
) -> None:
    numbers = (killed(5, "b"), killed(without_side))
    save(store, event("e1", actors=party("Gunmen", "REB", side="a"), recipients=party("Soldiers", "MIL", side="b"), counts=numbers))
    row = ucdp_row(store)
    assert (row["deaths_a"], row["deaths_unknown"], row["best"], row["high"]) == ("5", unknown, total, high)


@pytest.mark.parametrize(
    ("actor", "recipient", "kind"),
    [("REB", "MIL", "1"), ("MIL", "REB", "1"), ("REB", "UAF", "2"), ("REB", "CVL", "3"), ("REB", "UNK", ""), ("UNK", "REB", "")],
)
def test_type_of_violence_is_open_where_a_side_is_not_known(store: Store, actor: str, recipient: str, kind: str) -> None:
    save(store, event("e1", actors=party("Gunmen", actor), recipients=party("people", recipient)))
    assert ucdp_row(store)["type_of_violence"] == kind


def test_who_said_so_and_who_brought_it(store: Store) -> None:
    save(store, event("e1"), outlet=None, published="2014-06-21T23:30:00-02:00")
    row = ucdp_row(store)
    assert (row["source_original"], row["source_office"], row["source_date"]) == ("the army", "EXW", "2014-06-21")
    mention = dict(zip(MENTIONS.split(","), tabbed(exported(store, "events", "gdelt-mentions"))[0], strict=True))
    assert (mention["MentionTimeDate"], mention["MentionSourceName"]) == ("20140622013000", "EXW")


def test_a_region_is_no_city_and_a_country_is_named_once(store: Store) -> None:
    place = event().place
    assert place is not None
    country = replace(place, text="Cameroon", name="Cameroon", admin1=None, precision="country", id="geonames:2233387")
    save(store, event("e1", place=country))
    city = dict(zip(*tabbed(exported(store, "events", "icews")), strict=True))
    assert (city["City"], city["Country"]) == ("", "Cameroon")
    line = dict(zip(GDELT.split(","), tabbed(exported(store, "events", "gdelt"))[0], strict=True))
    assert (line["ActionGeo_Type"], line["ActionGeo_FullName"], line["ActionGeo_FeatureID"]) == ("1", "Cameroon", "")


def test_gdelt_has_cameos_codes_and_no_country_that_is_none(store: Store) -> None:
    actors, recipients = party("Gunmen", "MED", "UNO"), party("people", "JRN", "CMR")
    save(store, event("e1", cameo="014", actors=actors, recipients=recipients))
    line = dict(zip(GDELT.split(","), tabbed(exported(store, "events", "gdelt"))[0], strict=True))
    assert (line["Actor1Code"], line["Actor1CountryCode"], line["Actor1Type1Code"]) == ("IGOHLH", "", "IGO")
    assert (line["Actor2Code"], line["Actor2CountryCode"], line["Actor2Type1Code"]) == ("CMRMED", "CMR", "MED")
    assert (line["EventCode"], line["EventBaseCode"], line["EventRootCode"]) == ("014", "014", "01")


def test_notes_stand_on_one_line(store: Store) -> None:
    text = TEXT.replace("on Friday, killing", "on Friday,\nkilling")
    made = sheet(text=text)
    store.save(replace(made, events=(event("e1", text, acled=ATTACK),)), CODER)
    assert [row["notes"] for row in acled_rows(store)] == ["Gunmen attacked Mora on Friday, killing 12 people, the army said."]


def test_acleds_deletions_are_what_is_no_longer_there(store: Store) -> None:
    save(store, event("e1", acled=ATTACK), event("e2", trigger="retook", acled=CLASH))
    kept = {row["event_id_cnty"] for row in acled_rows(store)}
    decided = store.decide("e1", "change", user="ana", field="status", value="denied")
    left = {row["event_id_cnty"] for row in acled_rows(store)}
    deleted = rows_of(exported(store, "events", "acled-deleted", since="2014-06-22T00:00:01Z"))
    assert {row["event_id_cnty"] for row in deleted} == kept - left != set()
    assert [row["deleted_timestamp"] for row in deleted] == ["1403395202"]
    store.decide(decided.id, "undo", user="ana")
    assert rows_of(exported(store, "events", "acled-deleted", since="2014-06-22T00:00:01Z")) == []
    with pytest.raises(InputError, match="--since"):
        exported(store, "events", "acled-deleted")


@pytest.mark.parametrize(
    ("precision", "country", "kind"),
    [("exact", "USA", "3"), ("admin1", "USA", "2"), ("near", "CMR", "4"), ("region", "CMR", "5"), ("country", "USA", "1")],
)
def test_gdelt_tells_states_and_cities_of_the_united_states_apart(store: Store, precision: str, country: str, kind: str) -> None:
    place = event().place
    assert place is not None
    save(store, event("e1", place=replace(place, precision=precision, country=country)))  # type: ignore[arg-type]
    line = dict(zip(GDELT.split(","), tabbed(exported(store, "events", "gdelt"))[0], strict=True))
    assert line["ActionGeo_Type"] == kind


@pytest.mark.parametrize(("published", "said"), [(None, ""), ("in June", ""), ("2014-06-21", "20140621000000")])
def test_a_report_without_a_date_has_none(store: Store, published: str | None, said: str) -> None:
    save(store, event("e1", when=None, actors=()), published=published)
    mention = dict(zip(MENTIONS.split(","), tabbed(exported(store, "events", "gdelt-mentions"))[0], strict=True))
    assert (mention["MentionTimeDate"], mention["Actor1CharOffset"]) == (said, "-1")
    if published is None:
        line = dict(zip(GDELT.split(","), tabbed(exported(store, "events", "gdelt"))[0], strict=True))
        assert (line["SQLDATE"], line["FractionDate"], line["Actor1Code"]) == ("", "", "")
    assert rows_of(exported(store, "events", "ucdp")) == []


def test_nobody_named_is_nobody(store: Store) -> None:
    odd = Acled("Battles", "Something new")
    save(store, event("e1", acled=odd, actors=(), recipients=(), counts=(killed(0),)))
    (row,) = acled_rows(store)
    assert [row[name] for name in ("disorder_type", "actor1", "inter1", "actor2", "inter2", "interaction", "fatalities")] == [
        *[""] * 6,
        "0",
    ]
    assert rows_of(exported(store, "events", "ucdp")) == []

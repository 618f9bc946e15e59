"""Who a noun phrase names: read from its own words and the bundled lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.lexicon.actor_names import Meaning, Tenure
from dateline.lexicon.actor_words import fold, words_of
from dateline.lexicon.actors import default_actors, load_actors
from dateline.resolve.who import resolve_mention
from dateline.resolve.who_names import surnames
from dateline.resolve.who_person import person
from dateline.resolve.who_tenure import tenure_on


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("the Portuguese interior minister", "PRT", "GOV"),
        ("Peru's navy", "PER", "MIL"),
        ("police in Ghana", "GHA", "COP"),
        ("Lebanon-based militants", "LBN", "REB"),
        ("French-backed Chadian rebels", "TCD", "REB"),
        ("the Omani-led coalition", "OMN", "MIL"),
        ("Nepali mountain farmers", "NPL", "AGR"),
        ("a retired Kenyan general", "KEN", "ELI"),
        ("an ex-minister", None, "ELI"),
        ("a former rebel commander", None, "REB"),
        ("members of a street gang", None, "CRM"),
        ("dozens of coal miners", None, "LAB"),
        ("Thai forces", "THA", "MIL"),
        ("the Zambian leader", "ZMB", "GOV"),
        ("lawmakers from Belize", "BLZ", "LEG"),
        ("Helsinki", "FIN", "GOV"),
        ("the Kremlin", "RUS", "GOV"),
        ("navy accountant", None, "MIL"),
        ("Tonga's ambassador to Chile", "TON", "GOV"),
        ("unidentified gunmen", None, "UAF"),
        ("Gambian state television", "GMB", "GOV"),
        ("customs police source", None, "COP"),
        ("Royal Moroccan Armed Forces", "MAR", "MIL"),
        ("the Sinaloa cartel", "MEX", "CRM"),
        ("Bank of Uganda", "UGA", "GOV"),
        ("anti-Balaka fighters", "CAF", "PRM"),
        ("an ethnic Russian", None, "CVL"),
        ("ethnic Tajik gunmen", None, "UAF"),
        ("Jonas Savimbi's troops", "AGO", "REB"),
        ("Vladimir Putin's troops", "RUS", "MIL"),
        ("Imran Khan's party", "PAK", "PTY"),
        ("Hamas lawmakers", "PSE", "LEG"),
        ("Ansar al-Sharia in Libya", "LBY", "REB"),
        ("Peru's directorate of intelligence", "PER", "SPY"),
        ("Senate Democrats", "USA", "LEG"),
        ("Zorvan's coalition", None, "PTY"),
        ("the Omani coalition", "OMN", "MIL"),
    ],
)
def test_country_and_sector_come_from_the_parts(phrase: str, country: str | None, sector: str) -> None:
    actor = resolve_mention(phrase)
    assert (actor.country, actor.sectors[0]) == (country, sector)


@pytest.mark.parametrize("phrase", ["Norway", "the Norwegians", "Great Britain", "U.S.", "Burma"])
def test_a_bare_country_has_no_sector_of_its_own(phrase: str) -> None:
    actor = resolve_mention(phrase)
    assert actor.kind == "country"
    assert actor.id == f"country:{actor.country}"
    assert actor.sectors == ()


def test_an_office_gives_an_unlisted_name_its_country_and_no_code() -> None:
    actor = resolve_mention("Maltese Health Minister Zorvan Attelic")
    assert (actor.name, actor.kind, actor.country, actor.sectors, actor.id) == (
        "Zorvan Attelic",
        "person",
        "MLT",
        ("GOV",),
        None,
    )


def test_an_apposition_says_who_a_name_is() -> None:
    actor = resolve_mention("Li Hua-pei Zorvan, Uganda's deputy trade minister")
    assert (actor.name, actor.country, actor.sectors[0]) == ("Li Hua-pei Zorvan", "UGA", "GOV")


def test_an_unknown_name_gets_no_code() -> None:
    actor = resolve_mention("Zorvan Attelic")
    assert (actor.name, actor.id, actor.country, actor.sectors) == ("Zorvan Attelic", None, None, ())


def test_who_leads_them_is_remembered_and_not_taken_for_them() -> None:
    actor = resolve_mention("Sunni insurgents led by al-Qaeda")
    assert actor.sectors == ("REB",)
    assert actor.id is None
    assert [identity for identity, _ in actor.candidates] == ["group:al-qaeda"]


def test_a_breakaway_state_is_a_part_of_a_country() -> None:
    actor = resolve_mention("Abkhazia")
    assert (actor.country, actor.sectors) == ("GEO", ("PRE",))
    assert actor.id != resolve_mention("Georgia").id


def test_an_unlisted_body_is_named_through_of_and_for() -> None:
    actor = resolve_mention("the Union for the Renewal of Zorvania")
    assert (actor.kind, actor.name) == ("organisation", "Union for the Renewal of Zorvania")


def test_a_place_function_says_where_an_unlisted_town_is() -> None:
    actor = resolve_mention("Zorvan police", place_country=lambda text, start, end: "BOL" if text[start:end] == "Zorvan" else None)
    assert (actor.country, actor.sectors) == ("BOL", ("COP",))


def test_short_names_want_their_capitals() -> None:
    assert resolve_mention("us").country is None
    assert resolve_mention("US").country == "USA"


@pytest.mark.parametrize("text", ["", " ", "-", "'s", "(", "\n\n", "🙂", "the", "of", "X" * 5000, "١٢٣ ،", "İİİ ẞ"])
def test_odd_text_is_no_actor(text: str) -> None:
    actor = resolve_mention(text)
    assert (actor.start, actor.end, actor.id) == (0, len(text), None)


def _tenure(start: str, end: str, office: str = "president") -> Tenure:
    return Tenure(office, "FJI", ("GOV",), start, end)


@pytest.mark.parametrize(
    ("date", "office", "past"),
    [
        ("2001-01-01", "premier", False),
        ("2005-03", "president", False),
        ("2008", "president", True),
        ("1990-01-01", "premier", False),
        (None, "president", True),
    ],
)
def test_the_office_held_on_the_day(date: str | None, office: str, past: bool) -> None:
    tenures = (_tenure("2000-02-01", "2003-01-31", "premier"), _tenure("2003-02", "2007"))
    tenure, over = tenure_on(tenures, date)
    assert tenure is not None
    assert (tenure.office, over) == (office, past)


def test_out_of_office_is_a_former_one() -> None:
    meaning = Meaning("person", "name", "person:x", "X Y", "FJI", ("GOV",), tenures=(_tenure("2000", "2004"),))
    assert person(meaning, "2010-01-01").sectors == ("ELI",)
    assert person(meaning, "2002-01-01").role == "president"


def test_a_users_own_list_wins(tmp_path: Path) -> None:
    header = "id,name,aliases,country,sectors,kind,start,end,parent,note\n"
    (tmp_path / "groups.csv").write_text(header + "ours,Our Hamas,Hamas,FJI,CVL,movement,,,,\n", "utf-8")
    actor = resolve_mention("Hamas", index=load_actors(tmp_path))
    assert (actor.id, actor.country) == ("group:ours", "FJI")


def test_a_users_broken_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text("id,name\nx,y\n", "utf-8")
    with pytest.raises(LexiconError, match=r"groups\.csv:1"):
        load_actors(tmp_path)


def test_a_dated_alias_holds_only_in_its_years(tmp_path: Path) -> None:
    header = "id,name,aliases,country,sectors,kind,start,end,parent,note\n"
    (tmp_path / "groups.csv").write_text(header + "z,Zorvan Front,Zorvan Guard@2001..2004,FJI,REB,armed,,,,\n", "utf-8")
    index = load_actors(tmp_path)
    assert resolve_mention("Zorvan Guard", "2003-05-01", index=index).id == "group:z"
    assert resolve_mention("Zorvan Guard", "2009-05-01", index=index).id is None


def test_words_are_cut_alike_in_lists_and_texts() -> None:
    assert [word.key for word in words_of("Côte d’Ivoire's al-Wálid U.S. N'Djamena")] == [
        "cote",
        "d",
        "ivoire",
        "s",
        "al",
        "walid",
        "us",
        "n",
        "djamena",
    ]
    assert fold("É.U.") == "eu"


def test_a_sentence_end_parts_names() -> None:
    joined = {word.text: word.joined for word in words_of("in Yemen. Gunmen of Gen. Zorvan")}
    assert (joined["Gunmen"], joined["Zorvan"]) == (False, True)


def test_surnames_with_and_without_their_particle() -> None:
    assert surnames("Adel al-Zorvan", frozenset({"al"})) == ("Adel al-Zorvan", "al-Zorvan", "Zorvan")


def test_every_country_has_its_own_line() -> None:
    countries = default_actors().countries
    assert {"SSD", "XKX", "PSE", "TWN", "SUN", "YUG", "TLS"} <= countries.keys()
    assert len(countries) > 245


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("pro-Peruvian separatists", None),
        ("anti-Thai protesters", None),
        ("Oman-sanctioned militants", None),
        ("Peru-based militants", "PER"),
        ("Fijian-led forces", "FJI"),
    ],
)
def test_a_hyphen_says_who_is_meant(phrase: str, country: str | None) -> None:
    assert resolve_mention(phrase).country == country


@pytest.mark.parametrize("phrase", ["New Jersey", "Latin American leaders", "the Gulf of Mexico", "Native Americans"])
def test_a_longer_name_hides_the_country_in_it(phrase: str) -> None:
    assert resolve_mention(phrase).country is None


def test_the_office_in_the_words_counts_for_more_than_the_list(tmp_path: Path) -> None:
    header = "id,name,aliases,country,office,sectors,start,end\n"
    rows = "zorvan,Adel Zorvan,Zorvan,FJI,president,GOV,2001,2004\n"
    (tmp_path / "offices.csv").write_text(header + rows, "utf-8")
    index = load_actors(tmp_path)
    assert resolve_mention("Adel Zorvan", index=index).sectors == ("ELI",)
    assert resolve_mention("Fijian President Adel Zorvan", index=index).sectors == ("GOV",)
    assert resolve_mention("former President Zorvan", "2002-01-01", index=index).sectors == ("ELI",)


GROUPS = "id,name,aliases,country,sectors,kind,start,end,parent,note\n"
OFFICES = "id,name,aliases,country,office,sectors,start,end\n"


@pytest.mark.parametrize(
    ("name", "date", "identity", "known_as", "sector"),
    [
        ("Zorvan Front", "2014-03-01", "group:z", "Zorvan Front", "REB"),
        ("Zorvan Union", "2019-03-01", "group:z", "Zorvan Union", "PTY"),
        ("ZVF", "2014", "group:z", "Zorvan Front", "REB"),
        ("ZVF", "2019-01-02", "group:z", "Zorvan Union", "PTY"),
        ("Zorvan Front", "2021", "group:z", "Zorvan Front", "REB"),
    ],
)
def test_a_group_is_what_it_was_on_the_day(tmp_path: Path, name: str, date: str, identity: str, known_as: str, sector: str) -> None:
    rows = "z,Zorvan Front,ZVF,FJI,REB,armed,2010,2016-06,,\nz,Zorvan Union,ZVF,FJI,PTY,party,2016-07,,,\n"
    (tmp_path / "groups.csv").write_text(GROUPS + rows, "utf-8")
    actor = resolve_mention(name, date, index=load_actors(tmp_path))
    assert (actor.id, actor.name, actor.sectors) == (identity, known_as, (sector,))


def test_taliban_rule_and_fight_by_date() -> None:
    assert [resolve_mention("the Taliban", day).sectors[0] for day in ("1998-05-01", "2008-05-01", "2022-05-01")] == [
        "GOV",
        "REB",
        "GOV",
    ]


@pytest.mark.parametrize("written", ["Zorvan Party (Marxist)", "the Zorvan Party (Marxist) leadership"])
def test_brackets_in_a_name_do_not_part_it(tmp_path: Path, written: str) -> None:
    (tmp_path / "groups.csv").write_text(GROUPS + "z,Zorvan Party (Marxist),,FJI,PTY,party,,,,\n", "utf-8")
    assert resolve_mention(written, index=load_actors(tmp_path)).id == "group:z"


def test_a_comma_is_no_bracket(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text(GROUPS + "z,Zorvan (I),,FJI,PTY,party,,,,\n", "utf-8")
    assert resolve_mention("Zorvan, I", index=load_actors(tmp_path)).id is None


@pytest.mark.parametrize(
    ("text", "country"),
    [("POLICE IN THE US", "USA"), ("TURKEY SAYS", "TUR"), ("police told us", None), ("Mend", None), ("MEND", "NGA")],
)
def test_names_that_are_everyday_words(text: str, country: str | None) -> None:
    assert resolve_mention(text).country == country


TWO = "a,Abu Zorvan,,FJI,President,GOV,2001,2004\nb,Abu Zorvan,,TON,Foreign Minister,GOV,2010,2014\n"


@pytest.mark.parametrize(
    ("phrase", "date", "identity"),
    [
        ("Abu Zorvan", "2003-01-01", "person:a"),
        ("Abu Zorvan", "2012-01-01", "person:b"),
        ("Abu Zorvan", "2005-01-01", "person:a"),
        ("Abu Zorvan", "2020-01-01", "person:b"),
        ("Abu Zorvan", None, "person:b"),
        ("Tongan Foreign Minister Abu Zorvan", "2003-01-01", "person:b"),
        ("Fijian President Abu Zorvan", "2012-01-01", "person:a"),
    ],
)
def test_of_two_bearers_the_one_in_office(tmp_path: Path, phrase: str, date: str | None, identity: str) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES + TWO, "utf-8")
    assert resolve_mention(phrase, date, index=load_actors(tmp_path)).id == identity


def test_a_persons_alias_has_its_years(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES + "a,Abu Zorvan,Zorvanello@2001..2004,FJI,President,GOV,2001,\n", "utf-8")
    index = load_actors(tmp_path)
    assert resolve_mention("Zorvanello", "2003-01-01", index=index).id == "person:a"
    assert resolve_mention("Zorvanello", "2013-01-01", index=index).id is None


def test_before_the_office_the_words_say_who_somebody_is(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES + "a,Abu Zorvan,,FJI,President,GOV,2010,\n", "utf-8")
    actor = resolve_mention("opposition leader Abu Zorvan", "2003-01-01", index=load_actors(tmp_path))
    assert (actor.id, actor.sectors[0]) == ("person:a", "OPP")


@pytest.mark.parametrize(
    ("phrase", "date", "sectors"),
    [
        ("Pope Francis", "2026-01-01", ("REL",)),
        ("Abu Zorvan", "2013-01-01", ("ELI",)),
        ("Sen. Abu Zorvan", "2013-01-01", ("LEG",)),
        ("Abu Zorvan, Fiji's deputy foreign minister", "2013-01-01", ("GOV",)),
        ("Abu Zorvan, a former minister", "2013-01-01", ("ELI",)),
    ],
)
def test_out_of_office_by_the_list_and_what_the_words_say(tmp_path: Path, phrase: str, date: str, sectors: tuple[str, ...]) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES + "a,Abu Zorvan,,FJI,President,GOV,2001,2004\n", "utf-8")
    assert resolve_mention(phrase, date, index=load_actors(tmp_path)).sectors == sectors


@pytest.mark.parametrize("written", ["Muhammad Yusuf Zorvan", "Mohammed Youssef Zorvan", "MOHAMED YOUSUF ZORVAN"])
def test_spellings_of_one_name_are_one(tmp_path: Path, written: str) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES + "a,Mohamed Yousef Zorvan,,FJI,President,GOV,2001,\n", "utf-8")
    assert resolve_mention(written, index=load_actors(tmp_path)).id == "person:a"


def test_a_body_of_a_listed_body_is_of_its_country() -> None:
    actor = resolve_mention("Northern Fleet's Zorvan Group")
    assert (actor.country, actor.sectors[0]) == ("RUS", "MIL")


@pytest.mark.parametrize(("name", "sectors"), [("Xinhua", ("GOV", "JRN")), ("Reuters", ("JRN",))])
def test_a_states_own_media_speak_for_it(name: str, sectors: tuple[str, ...]) -> None:
    assert resolve_mention(name).sectors == sectors

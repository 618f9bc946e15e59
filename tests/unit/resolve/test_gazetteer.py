from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline.errors import InputError, StoreError
from dateline.lexicon.tables import load_csv
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_build import build_from_dump, name_keys
from dateline.resolve.gazetteer_names import key_of, without_article
from dateline.resolve.gazetteer_sources import Named, Supplement
from dateline.resolve.where_cues import load_place_cues

TAIL = "Asia/Baghdad\t2020-01-01\n"
DUMP = (
    "98677\tAr Ruţbah\tAr Rutbah\tRutba,الرطبة\t33.03718\t40.28586\tP\tPPLA2\tIQ\t\t01\t\t\t\t22370\t\t630\t"
    + TAIL
    + "99999999\tWadi Qadhf\tWadi Qadhf\t\t33.1\t40.5\tH\tWAD\tIQ\t\t01\t\t\t\t0\t\t600\t"
    + TAIL
    + "99999998\tQarma Airfield\tQarma Airfield\t\t33.5\t43.9\tS\tAIRF\tIQ\t\t01\t\t\t\t0\t\t40\t"
    + TAIL
)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dump")
    (folder / "IQ.txt").write_text(DUMP, "utf-8")
    output = folder / "out.db"
    build_from_dump((folder / "IQ.txt",), output)
    return output


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("al-Qa'im", "al qaim"),
        ("Ar Ruţbah", "ar rutbah"),
        ("U.S.", "us"),
        ("Abū Ghurayb", "abu ghurayb"),
        ("Łódź", "lodz"),
        ("  New   York ", "new york"),
        ("الرطبة", ""),
        ("", ""),
        ("x" * 100, ""),
        ("Saint-Denis", "saint denis"),
    ],
)
def test_spellings_of_a_name_meet_in_one_key(name: str, key: str) -> None:
    assert key_of(name) == key


def test_an_article_is_taken_off_only_where_a_name_is_left() -> None:
    articles = frozenset({"al", "ar"})
    assert without_article("ar rutbah", articles) == "rutbah"
    assert without_article("al", articles) == ""
    assert without_article("paris", articles) == ""


def test_dump_rows_are_found_by_every_spelling(dump: Path) -> None:
    gazetteer = Gazetteer(dump)
    for name in ("Rutba", "ar-Rutbah", "Ar Ruţbah", "Rutbah"):
        assert [entry.id for entry in gazetteer.named(name)] == ["geonames:98677"], name
    place = gazetteer.named("Rutba")[0]
    assert (place.country, place.admin1, place.kind, place.population) == ("IRQ", "IQ.01", "city", 22370)
    assert gazetteer.named("Qarma Airfield")[0].kind != "city"
    gazetteer.close()


def test_names_nobody_has_find_nothing(dump: Path) -> None:
    gazetteer = Gazetteer(dump)
    assert gazetteer.named("Nowhereville") == ()
    assert gazetteer.named("'; DROP TABLE place; --") == ()
    gazetteer.close()


def test_the_dump_comes_with_our_supplement_and_countries(dump: Path) -> None:
    gazetteer = Gazetteer(dump)
    assert gazetteer.named("al-Waleed crossing")[0].country == "IRQ"
    assert gazetteer.named("Iraq")[0].kind == "country"
    assert int(gazetteer.about()["places"]) > 1000
    gazetteer.close()


@pytest.mark.parametrize("line", ["one\ttwo\n", DUMP.splitlines()[0].replace("33.03718", "north") + "\n"])
def test_a_row_that_is_not_geonames_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(DUMP + line, "utf-8")
    with pytest.raises(InputError, match=r"bad\.txt:4"):
        build_from_dump((bad,), tmp_path / "out.db")
    assert not list(tmp_path.glob("*.db")) and not list(tmp_path.glob("*.part"))


def test_a_missing_dump_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        build_from_dump((tmp_path / "none.txt",), tmp_path / "out.db")


def test_two_builders_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    source = tmp_path / "IQ.txt"
    source.write_text(DUMP, "utf-8")
    output = tmp_path / "out.db"
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda _: build_from_dump((source,), output), range(2)))
    assert counts[0] == counts[1]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["IQ.txt", "out.db"]
    gazetteer = Gazetteer(output)
    assert gazetteer.named("Rutba")
    gazetteer.close()


def test_other_files_and_versions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="gazetteer build"):
        Gazetteer(tmp_path / "none.db")
    old = sqlite3.connect(tmp_path / "old.db")
    old.executescript("CREATE TABLE about (key TEXT, value TEXT); INSERT INTO about VALUES ('schema', '0');")
    old.close()
    with pytest.raises(StoreError, match="older"):
        Gazetteer(tmp_path / "old.db")


def test_keys_leave_out_codes_and_words_for_areas() -> None:
    entry = Entry("geonames:1", "Anbar Province", "admin1", 33.0, 42.0, "IRQ", "IQ.01", None, None, 0, None)
    keys = name_keys(Named(entry, ("Anbar Province", "al-Anbar", "ANB")), load_place_cues())
    assert keys == {"anbar province", "anbar", "al anbar"}


def test_arabic_names_are_found_in_other_latin_spellings() -> None:
    entry = Entry("x:1", "Dayr az Zorv", "city", 35.3, 40.1, "SYR", None, None, None, 48_000, None)
    keys = name_keys(Named(entry, ("Dayr az Zorv",)), load_place_cues())
    assert {"deir al zorv", "deir az zorv", "dayr az zorv"} <= keys


def test_long_romance_names_are_found_without_their_article() -> None:
    entry = Entry("x:1", "El Carmen de Zorva", "city", 9.7, -75.1, "COL", "CO.35", "Bolívar", None, 48_000, None)
    assert "carmen de zorva" in name_keys(Named(entry, ("El Carmen de Zorva",)), load_place_cues())
    short = Named(entry, ("El Zorva",))
    assert "zorva" not in name_keys(short, load_place_cues())


def test_a_territorys_names_are_not_its_states(dump: Path) -> None:
    gazetteer = Gazetteer(dump)
    assert not [one for name in ("Crimea", "Kashmir") for one in gazetteer.named(name) if one.kind == "country"]
    assert [one.country for one in gazetteer.named("Ukraine") if one.kind == "country"] == ["UKR"]


def test_the_supplement_is_sound() -> None:
    rows = load_csv("en/places.csv", Supplement)
    assert len(rows) >= 1000
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.id.startswith("dateline:") and -90 <= row.lat <= 90 and -180 <= row.lon <= 180, row.id
        assert row.country is None or len(row.country) == 3, row.id
        assert all(len(code) == 3 for code in row.borders), row.id

"""Decisions from one database to another through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.app.conftest import Ran

Command = Callable[..., Ran]


def prepared(dateline: Command) -> list[str]:
    for name, text in (("a", "Rebels attacked Mora."), ("b", "Police attacked a crowd."), ("c", "Bandits attacked a bus.")):
        Path(f"in/{name}.txt").write_text(text, "utf-8")
    assert dateline("code", "in").code == 0
    return [json.loads(line)["id"] for line in dateline("export", "events").out.splitlines()]


def record(dateline: Command, db: str) -> list[str]:
    """What a reader gets, each event without when it was rejected or changed."""
    return dateline("export", "events", "--db", db).out.splitlines()


def test_the_same_record_comes_out_of_another_database(dateline: Command) -> None:
    first, second, third = prepared(dateline)
    dateline("decide", first, "reject", "--user", "ana", "--reason", "a drill")
    dateline("decide", second, "change", "--field", "status", "--value", "denied", "--user", "ben")
    accepted = dateline("decide", third, "accept", "--user", "ana").out.strip()
    dateline("decide", accepted, "undo", "--user", "ben")
    assert dateline("export", "decisions", "-o", "decisions.jsonl").code == 0
    dateline("code", "in", "--db", "after.db")
    assert "4 decisions read, 4 of them new" in dateline("import", "decisions.jsonl", "--db", "after.db").err
    dateline("import", "decisions.jsonl", "--db", "before.db")
    dateline("code", "in", "--db", "before.db")
    dateline("import", "decisions.jsonl", "--db", "before.db")
    for db in ("after.db", "before.db"):
        assert record(dateline, db) == record(dateline, "dateline.db") != []
        assert dateline("export", "decisions", "--db", db).out == Path("decisions.jsonl").read_text("utf-8")


def test_a_decision_says_how_it_is_taken_back_and_an_import_what_was_new(dateline: Command) -> None:
    (event, *_) = prepared(dateline)
    made = dateline("decide", event, "accept", "--user", "ana")
    assert f"dateline decide {made.out.strip()} undo --db dateline.db" in made.err
    dateline("export", "decisions", "-o", "decisions.jsonl")
    assert "1 decision read, 0 of them new" in dateline("import", "decisions.jsonl").err
    assert "export decisions" in dateline("decide", event, "undo").err


def test_a_country_that_nobody_knows_is_refused_and_so_is_one_of_no_place(dateline: Command) -> None:
    (event, *_) = prepared(dateline)
    change = ("decide", event, "change", "--field", "place.country", "--user", "ana", "--value")
    assert "no country is called 'Atlantis'" in dateline(*change, "Atlantis").err
    assert "has no place" in dateline(*change, "Kenya").err


def test_what_a_value_does_not_fit_is_named(dateline: Command) -> None:
    (event, *_) = prepared(dateline)
    ran = dateline("decide", event, "change", "--field", "place", "--value", "Bor", "--user", "ana")
    assert ran.code == 2 and "Event.place" in ran.err
    assert dateline("decide", event, "same", "--value", event, "--user", "ana").code == 2


def test_one_bad_line_is_named_and_nothing_is_taken(dateline: Command) -> None:
    (event, *_) = prepared(dateline)
    dateline("decide", event, "accept", "--user", "ana")
    good = dateline("export", "decisions").out
    Path("bad.jsonl").write_text(good + '{"id": "x"}\n', "utf-8")
    dateline("code", "in", "--db", "other.db")
    ran = dateline("import", "bad.jsonl", "--db", "other.db")
    assert ran.code == 2 and "bad.jsonl:2" in ran.err
    assert dateline("export", "decisions", "--db", "other.db").out == ""


def test_what_cannot_be_read_is_told_in_one_line(dateline: Command) -> None:
    for path in ("none.jsonl", "in"):
        ran = dateline("import", path)
        assert ran.code == 2 and path in ran.err and "Traceback" not in ran.err


def test_a_condition_given_twice_and_one_that_finds_nothing_are_told(dateline: Command) -> None:
    prepared(dateline)
    assert "given twice" in dateline("export", "events", "--where", "type=AID", "--where", "type=ASSAULT").err
    ran = dateline("export", "events", "--where", "type=AID")
    assert (ran.code, ran.out) == (0, "") and "0 events match type=AID" in ran.err

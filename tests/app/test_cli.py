"""The command line as a person uses it, on good and bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.app.conftest import Ran

from dateline.store.store import Store

Command = Callable[..., Ran]
ATTACK = "Gunmen attacked the border post at Mora on Friday, the army said in a statement to reporters."
CALM = "The weather in the capital was calm on Friday and nothing else of note was said by anybody there."


def write(name: str, text: str | bytes) -> str:
    path = Path("in") / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_code_counts_every_report_and_leaves_with_zero(dateline: Command) -> None:
    write("a.txt", ATTACK)
    write("b.txt", CALM)
    ran = dateline("code", "in", "--json")
    summary = json.loads(ran.out)
    assert ran.code == 0
    assert (summary["read"], summary["coded"], summary["events"]) == (2, 1, {"ASSAULT": 1})
    assert summary["rejected"] == {"no event found in it": 1}


def test_the_readable_summary_gives_reasons(dateline: Command) -> None:
    write("a.txt", ATTACK)
    write("b.txt", CALM)
    write("c.txt", "BROKEN " + ATTACK)
    ran = dateline("code", "in")
    assert ran.code == 1
    assert "3 read: 1 coded, 1 rejected, 1 failed, 0 unchanged" in ran.out
    assert "no event found in it" in ran.out and "in/c.txt (attacks): ValueError: broken on purpose" in ran.out
    assert "ASSAULT" in ran.out


def test_a_second_run_changes_nothing(dateline: Command) -> None:
    write("a.txt", ATTACK)
    dateline("code", "in")
    before = dateline("export", "events").out
    again = json.loads(dateline("code", "in", "--json").out)
    assert (again["unchanged"], again["coded"]) == (1, 0)
    assert dateline("export", "events").out == before


def test_a_changed_file_supersedes_what_it_said(dateline: Command) -> None:
    write("a.txt", ATTACK)
    dateline("code", "in")
    write("a.txt", CALM)
    dateline("code", "in")
    assert dateline("export", "events").out == ""
    (line,) = dateline("export", "events", "--since", "2000-01-01").out.splitlines()
    assert json.loads(line)["why_withdrawn"] == "superseded"


def test_a_failed_report_is_tried_again(dateline: Command) -> None:
    write("a.txt", "BROKEN " + ATTACK)
    assert dateline("code", "in").code == 1
    again = json.loads(dateline("code", "in", "--json").out)
    assert (again["unchanged"], len(again["failed"])) == (0, 1)


def test_strict_stops_at_the_first_failure(dateline: Command) -> None:
    write("a.txt", "BROKEN " + ATTACK)
    ran = dateline("code", "in", "--strict")
    assert ran.code == 2 and "broken on purpose" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("code", "nowhere"), "no such file or folder: nowhere"),
        (("annotate", "nowhere"), "no such file or folder: nowhere"),
        (("code", "in", "--db", "in"), "is a folder"),
        (("code", "in", "--db", "no/such/news.db"), "does not exist"),
        (("code", "in", "--published", "soon"), "not a date"),
        (("code", "in", "--config", "none.toml"), "cannot be read as settings"),
        (("code", "in", "--workers", "0"), "--workers"),
        (("code", "in", "--config", "none.toml"), "(no such file or directory)"),
        (("explain", "Gunmen attacked.", "--published", "soon"), "not a date"),
        (("show", "x"), "no such database"),
        (("export", "events"), "no such database"),
        (("export", "people"), "people"),
        (("export", "events", "--as", "yaml"), "yaml"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_what_cannot_run_leaves_with_two_and_says_why(dateline: Command, arguments: tuple[str, ...], told: str) -> None:
    ran = dateline(*arguments)
    assert ran.code == 2
    assert told in ran.err and ran.out == "" and "Traceback" not in ran.err


@pytest.mark.parametrize(("name", "data"), [("e.txt", b""), ("x.txt", b"\x7fELF\x02\x01\x01" + bytes(400))])
def test_empty_and_binary_files_fail_and_the_rest_is_coded(dateline: Command, name: str, data: bytes) -> None:
    write(name, data)
    write("a.txt", ATTACK)
    ran = dateline("code", "in", "--json")
    summary = json.loads(ran.out)
    assert ran.code == 1
    assert (summary["coded"], [each["where"] for each in summary["failed"]]) == (1, ["in/" + name])


def test_an_empty_folder_fails_with_a_reason(dateline: Command) -> None:
    ran = dateline("code", "in")
    assert ran.code == 1 and "no reports in this folder" in ran.out


def test_failures_of_reading_are_kept_and_add_up(dateline: Command) -> None:
    lines = json.dumps({"id": "one", "text": ATTACK}), "{broken", json.dumps({"id": "two", "text": CALM})
    write("a.jsonl", "\n".join(lines))
    summary = json.loads(dateline("code", "in", "--json").out)
    rejected = sum(summary["rejected"].values())
    assert summary["read"] == 3 == summary["coded"] + rejected + len(summary["failed"])
    with Store("dateline.db", create=False) as store:
        assert len(store.failures()) == 1
        assert {row.report.external_id for row in store.reports()} == {"one", "two"}


def test_an_interrupted_run_keeps_what_was_coded_and_goes_on(dateline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("a.txt", ATTACK), ("b.txt", "STOP " + ATTACK), ("c.txt", ATTACK)):
        write(name, text)
    ran = dateline("code", "in", "--json")
    assert ran.code == 130 and json.loads(ran.out)["interrupted"] is True
    assert len(dateline("export", "events").out.splitlines()) == 1
    monkeypatch.setenv("DATELINE_TEST_GO_ON", "1")
    again = json.loads(dateline("code", "in", "--json").out)
    assert (again["unchanged"], again["coded"]) == (1, 2)


def test_annotate_writes_the_interface_object_and_stores_nothing(dateline: Command) -> None:
    write("a.txt", ATTACK)
    ran = dateline("annotate", "in/a.txt", "-o", "-")
    (line,) = ran.out.splitlines()
    found = json.loads(line)
    wanted = {"report", "text", "zones", "sentences", "actors", "places", "times", "claims", "events", "rejected"}
    assert wanted <= set(found) and found["text"] == ATTACK
    assert found["report"]["external_id"] == "in/a.txt"
    assert "1 read" in ran.err and not Path("dateline.db").exists()


def test_output_goes_to_a_file_whole(dateline: Command) -> None:
    write("a.txt", ATTACK)
    assert dateline("annotate", "in", "-o", "out.jsonl").out == ""
    assert len(Path("out.jsonl").read_text().splitlines()) == 1
    dateline("code", "in")
    assert dateline("export", "events", "--as", "csv", "-o", "none/out.csv").code == 2
    assert dateline("export", "events", "--as", "csv", "-o", "events.csv").code == 0
    assert Path("events.csv").read_text().startswith("id,report,external_id")
    assert [path.name for path in Path().iterdir() if path.name.endswith(".part")] == []


def test_show_neutralises_what_a_report_would_do_to_a_terminal(dateline: Command) -> None:
    write("a.txt", "\x1b]0;owned\x07\x1b[2J" + ATTACK + " \u202egnp.exe [bold]not markup[/bold]")
    dateline("code", "in")
    ran = dateline("show", "in/a.txt")
    assert ran.code == 0
    assert "\x1b" not in ran.out and "\u202e" not in ran.out and "\x07" not in ran.out
    assert "[bold]not markup[/bold]" in ran.out and "ASSAULT" in ran.out


def test_show_knows_events_and_says_what_it_does_not_know(dateline: Command) -> None:
    write("a.txt", ATTACK)
    dateline("code", "in")
    event = json.loads(dateline("export", "events").out)
    assert "Gunmen attacked" in dateline("show", event["id"]).out
    ran = dateline("show", "unknown")
    assert ran.code == 2 and "no report, event or incident" in ran.err


def test_show_guesses_what_was_meant(dateline: Command) -> None:
    write("a.txt", ATTACK)
    dateline("code", "in")
    report = json.loads(dateline("export", "reports").out)["id"]
    for asked in ("a.txt", report[:6]):
        ran = dateline("show", asked)
        assert ran.code == 2 and "perhaps in/a.txt?" in ran.err
    assert "`dateline export reports --as csv` lists the reports" in dateline("show", "nonsense").err


def test_reports_without_a_date_and_rejected_ones_are_named(dateline: Command) -> None:
    write("a.txt", ATTACK)
    for name in "bcde":
        write(f"{name}.txt", f"{CALM} Signed {name}.")
    told = dateline("code", "in").out
    assert "1 event\n" in told and "4  no event found in it: in/b.txt, in/c.txt, in/d.txt, …" in told
    assert "1 report coded without a date of its own" in told and "--published YYYY-MM-DD" in told
    assert "without a date" not in dateline("code", "in", "--published", "2014-06-22").out


def test_explain_prints_and_gives_json(dateline: Command) -> None:
    assert "ASSAULT" in dateline("explain", ATTACK).out
    assert json.loads(dateline("explain", ATTACK, "--json").out)["events"][0]["type"] == "ASSAULT"
    assert "Nothing coded" in dateline("explain", CALM).out
    write("a.txt", ATTACK)
    assert "dateline annotate in/a.txt" in dateline("explain", "in/a.txt").err


def test_decisions_from_the_command_line_travel(dateline: Command) -> None:
    write("a.txt", ATTACK)
    dateline("code", "in")
    event = json.loads(dateline("export", "events").out)["id"]
    assert dateline("decide", event, "reject", "--user", "ana").code == 0
    assert dateline("export", "events").out == ""
    dateline("export", "decisions", "-o", "decisions.jsonl")
    dateline("code", "in", "--db", "other.db")
    assert "1 decision read, 1 of them new" in dateline("import", "decisions.jsonl", "--db", "other.db").err
    assert dateline("export", "events", "--db", "other.db").out == ""


def test_withdraw(dateline: Command) -> None:
    write("a.txt", ATTACK)
    dateline("code", "in")
    assert dateline("withdraw", "in/a.txt", "--reason", "killed").code == 0
    assert dateline("export", "reports").out == ""
    assert dateline("withdraw", "in/a.txt").code == 2


def test_a_settings_file_is_read_and_the_command_line_wins(dateline: Command) -> None:
    write("a.txt", ATTACK)
    Path("s.toml").write_text('db = "from-file.db"\npublished = 2014-06-22\n')
    dateline("code", "in", "--config", "s.toml")
    assert Path("from-file.db").exists()
    dateline("code", "in", "--config", "s.toml", "--db", "told.db")
    assert Path("told.db").exists()
    (line,) = dateline("export", "reports", "--db", "told.db").out.splitlines()
    assert json.loads(line)["published"].startswith("2014-06-22")


@pytest.mark.parametrize("text", ["colour = 1", "workers = 'two'", "json = 1", "= broken"])
def test_a_wrong_settings_file_is_refused(dateline: Command, text: str) -> None:
    Path("s.toml").write_text(text)
    ran = dateline("code", "in", "--config", "s.toml")
    assert ran.code == 2 and "s.toml" in ran.err


def test_export_conditions(dateline: Command) -> None:
    write("a.txt", ATTACK)
    dateline("code", "in")
    assert len(dateline("export", "events", "--where", "type=ASSAULT").out.splitlines()) == 1
    assert dateline("export", "events", "--where", "type=PROTEST").out == ""
    assert dateline("export", "events", "--where", "colour=red").code == 2
    assert dateline("export", "events", "--since", "yesterday").code == 2


def test_the_table_quotes_the_sentence(dateline: Command) -> None:
    write("a.txt", ATTACK)
    ran = dateline("code", "in", "--table")
    assert "ASSAULT" in ran.out and "attacked" in ran.out


def test_lexicon_check_and_format(dateline: Command) -> None:
    assert dateline("lexicon", "check").code == 0
    Path("own").mkdir()
    Path("own/triggers.csv").write_text("lemma,pos\nshell,VERB\n")
    ran = dateline("lexicon", "check", "own")
    assert ran.code == 1 and "triggers.csv:1" in ran.out
    Path("own/actors.csv").write_text("a , b\r\n c,d\r\n")
    assert dateline("lexicon", "format", "--check", "own/actors.csv").code == 1
    dateline("lexicon", "format", "own/actors.csv")
    assert Path("own/actors.csv").read_text() == "a,b\nc,d\n"
    assert "ASSAULT" in dateline("lexicon", "usage").out

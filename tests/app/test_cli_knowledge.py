"""``doctor`` and ``gazetteer`` say what is wrong and what to do; doors that lead nowhere yet say so."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.app.conftest import Ran

import dateline.app.web as web
from dateline.app import cli_knowledge, workers
from dateline.errors import EngineError
from dateline.evaluate.suites import SUITES
from dateline.store.store import Store

Command = Callable[..., Ran]


@pytest.fixture(autouse=True)
def nothing_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(cli_knowledge, "_parser_state", lambda settings: "hand")


def test_doctor_names_what_is_missing_and_what_to_type(dateline: Command) -> None:
    ran = dateline("doctor")
    assert ran.code == 1
    assert "wrong gazetteer" in ran.out and "dateline gazetteer build" in ran.out
    assert "ok    parser: hand" in ran.out and "dateline.db: none yet" in ran.out


def test_doctor_is_content_when_all_is_here(dateline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_knowledge, "_gazetteer_state", lambda: "here")
    Store("dateline.db").close()
    ran = dateline("doctor")
    assert ran.code == 0 and "wrong" not in ran.out and "0 reports, 0 events" in ran.out


def test_doctor_tells_of_a_parser_that_does_not_load(dateline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(settings: object) -> str:
        raise EngineError("no such pipeline")

    monkeypatch.setattr(cli_knowledge, "_parser_state", broken)
    assert "wrong parser: no such pipeline" in dateline("doctor").out


def test_gazetteer_info_before_it_is_built(dateline: Command) -> None:
    ran = dateline("gazetteer", "info")
    assert ran.code == 2 and "dateline gazetteer build" in ran.err


def test_gazetteer_build_refuses_a_dump_that_is_none(dateline: Command) -> None:
    Path("dump.txt").write_text("not a dump\n")
    ran = dateline("gazetteer", "build", "dump.txt", "--output", "out.db")
    assert ran.code == 2 and "dump.txt" in ran.err and not Path("out.db").exists()


@pytest.mark.parametrize(("suite", "told"), [("nonsense", "choose one of"), ("times", "no such file")])
def test_evaluate_says_what_is_wrong(dateline: Command, suite: str, told: str) -> None:
    ran = dateline("evaluate", suite, "gold")
    assert ran.code == 2 and told in ran.err


def test_the_help_of_evaluate_names_every_suite(dateline: Command) -> None:
    told = dateline("evaluate", "--help").out
    assert [name for name in SUITES if f"\n  {name} " not in told] == []


def test_lists_in_the_wrong_place_are_told(dateline: Command) -> None:
    Path("lists/en").mkdir(parents=True)
    Path("lists/en/groups.csv").write_text("id,name\n")
    ran = dateline("lexicon", "check", "lists")
    assert ran.code == 2 and "lists: none of its files is a list that is read; put agents.csv" in ran.err
    Path("lists/media.csv").write_text("name,aliases,country,sectors,note\n")
    ran = dateline("lexicon", "check", "lists")
    assert ran.code == 1 and "lists/en/groups.csv: nothing reads it here; put agents.csv" in ran.out


def test_the_list_of_places_is_compiled_once_and_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    built: list[Path] = []

    def build(where: Path) -> int:
        built.append(where)
        where.parent.mkdir(parents=True)
        where.touch()
        return 0

    monkeypatch.setattr(workers.gazetteer_build, "build", build)
    workers.places_first()
    workers.places_first()
    assert len(built) == 1 and capsys.readouterr().err.count("this is done once") == 1


def test_serve_is_handed_its_address(dateline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(web, "serve", lambda db, host, port: asked.extend((db, host, port)), raising=False)
    assert dateline("serve", "--db", "x.db", "--port", "0").code == 0
    assert asked == ["x.db", "127.0.0.1", 0]


def test_a_port_in_use_is_told_before_anything_is_opened(dateline: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = dateline("serve", "--port", port)
    assert ran.code == 2 and f"port {port}: address already in use" in ran.err and "is open at" not in ran.err


def test_only_lists_are_put_in_the_standard_form(dateline: Command) -> None:
    Path("notes.md").write_text("one,  two\n")
    ran = dateline("lexicon", "format", "notes.md")
    assert ran.code == 2 and "notes.md: not a .csv file" in ran.err and Path("notes.md").read_text() == "one,  two\n"

"""Pages for people: reports, events, incidents, explanations, tables and progress."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from tests.unit.store.builders import CODER, event, incident, rejected, sheet, ticking

from dateline.app import cli
from dateline.app.explain import explain
from dateline.app.linking import link_new
from dateline.app.progress import expected, watched
from dateline.app.show import show
from dateline.app.summary import Summary
from dateline.app.tables import counted, event_table, print_summary
from dateline.errors import InputError
from dateline.model import Count, Failure, Parse, Rejection, Sentence, Sheet, Territory
from dateline.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        told = event("e1", territory=Territory("taken", "Gunmen", "army"), contexts=("military",))
        opened.save(sheet(events=(told,)), CODER)
        yield opened


def page(store: Store, id: str) -> str:
    console = Console(file=io.StringIO(), width=110)
    show(store, id, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_a_report_has_its_events_beside_it(store: Store) -> None:
    told = page(store, "a.txt")
    for words in ("Gunmen attacked Mora", "ASSAULT firearms", "12 killed", "Mora, Far North, CMR", "2014-06-20 (day"):
        assert words in told


def test_an_event_shows_who_says_so_and_what_people_decided(store: Store) -> None:
    store.decide("e1", "reject", user="ana")
    told = page(store, "e1")
    assert "the army asserts" in told and "Review: rejected" in told and "rejected by ana" in told
    assert "find" in told and "attack: “attacked”" in told


def test_an_incident_lists_its_reports_and_disputes(store: Store) -> None:
    store.save_incidents([incident()])
    told = page(store, "i1")
    assert "1 report, 1 independent" in told and "killed: 12 (12–12)" in told and "disputed killed: 12 (1)" in told


def test_a_rejected_report_says_why(store: Store) -> None:
    store.save(rejected(), CODER)
    assert "Rejected: language fr" in page(store, "fr.txt")
    with pytest.raises(InputError, match="no report"):
        page(store, "nothing")


def parsed() -> Sheet:
    parse = Parse(
        (0, 7),
        (6, 15),
        ("Gunmen", "attacked"),
        ("gunman", "attack"),
        ("NOUN", "VERB"),
        ("NNS", "VBD"),
        (1, 1),
        ("nsubj", "ROOT"),
        (Sentence(0, 15, 0, 2), Sentence(15, 20, 2, 2, parsed=False)),
        "hand",
    )
    told = event("e1", runners_up=(("COERCE", 0.31),))
    return replace(sheet(events=(told,)), parse=parse, dropped=(Rejection(0, 6, "noun.csv:1", "no verb"),))


def test_an_explanation_has_tree_rules_runners_up_and_drops() -> None:
    console = Console(file=io.StringIO(), width=110)
    explain(parsed(), console)
    told = console.file.getvalue()  # type: ignore[attr-defined]
    for words in (
        "attacked  ROOT  VERB attack",
        "Gunmen  nsubj",
        "runner-up: COERCE (0.31)",
        "claim c1: the army",
        "dropped “Gunmen” (noun.csv:1): no verb",
        "not parsed",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(3, 3, "3 killed"), (3, None, "at least 3 killed"), (None, 9, "at most 9 killed"), (3, 9, "3–9 killed")],
)
def test_counts_in_words(low: int | None, high: int | None, told: str) -> None:
    assert counted(Count("killed", low, high, 0, 1, "x")) == told


def test_the_table_names_sides_place_and_speaker(store: Store) -> None:
    console = Console(file=io.StringIO(), width=110)
    console.print(event_table(store.events()))
    told = console.file.getvalue()  # type: ignore[attr-defined]
    for words in ("Gunmen [CMR/UAF]", "→ people [CMR/CVL]", "at Mora", "— the army", "2014-06-20"):
        assert words in told


def test_a_long_list_of_failures_is_cut() -> None:
    console = Console(file=io.StringIO(), width=110)
    print_summary(console, Summary(failed=[Failure(f"{number}.txt", "odd") for number in range(25)]))
    assert "… and 5 more that failed" in console.file.getvalue()  # type: ignore[attr-defined]


def test_progress_is_for_terminals_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    paths = [str(tmp_path)]
    assert (expected(paths), expected(["-"])) == (3, None)
    quiet, loud = (Console(file=io.StringIO(), force_terminal=terminal) for terminal in (False, True))
    assert list(watched([1, 2], paths, quiet)) == list(watched([1, 2], paths, loud)) == [1, 2]
    assert quiet.file.getvalue() == "" and "coding" in loud.file.getvalue()  # type: ignore[attr-defined]


def test_linking_obeys_people_and_stores_incidents(store: Store) -> None:
    store.save(sheet("r2", "b.txt"), CODER)
    store.decide("e1", "same", user="ana", value="r2-e1")
    assert link_new(store) == len(list(store.incidents())) == 1
    store.decide("e1", "not_same", user="ana", value="r2-e1")
    assert link_new(store) == len(list(store.incidents())) == 2


def test_a_fault_of_our_own_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("\x1b[31mbroken")

    monkeypatch.setattr(cli.app, "main", broken)
    assert cli.run([]) == 2
    told = capsys.readouterr().err
    assert "RuntimeError" in told and "Traceback" not in told and "\x1b" not in told
    assert "test_cli_pages.py:" in told


def test_ctrl_c_outside_a_run_leaves_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.app, "main", interrupted)
    assert cli.run([]) == 130

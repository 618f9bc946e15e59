"""The one door to every score: suites by name, files that are none, figures as a table or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType

import pytest
from tests.unit.store.builders import event

from dateline.errors import InputError
from dateline.evaluate import suites


class Hand:
    """A coder that finds the same attack everywhere."""

    def __init__(self, engine: str = "model") -> None:
        self.engine = engine

    def between(self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int] | None) -> object:
        return event()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    rows = ({"id": kind, "marked": f"<s>A</s> {kind} <t>B</t>", "root": kind} for kind in ("ASSAULT", "AID"))
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def test_figures_come_as_a_table_or_as_json(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suites, "Coder", Hand)
    table = suites.evaluate("plv", str(gold)).splitlines()
    assert [line.split() for line in table][:2] == [["macro", "F1", "0.333"], ["accuracy", "or", "micro", "F1", "0.500"]]
    assert len({line.rindex(" ") for line in table}) == 1
    figures = json.loads(suites.evaluate("plv", str(gold), as_json=True))
    assert figures == {"macro F1": 0.3333, "accuracy or micro F1": 0.5, "AID F1 (of 1)": 0.0, "ASSAULT F1 (of 1)": 0.6667}


def test_an_unknown_suite_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'nonsense' is unknown; choose one of plv, events"):
        suites.evaluate("nonsense", str(tmp_path))
    with pytest.raises(InputError, match="no such file"):
        suites.evaluate("plv", str(tmp_path / "none"))


def test_a_folder_without_reports_and_keys_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suites, "Coder", Hand)
    with pytest.raises(InputError, match="give the folder that holds both"):
        suites.evaluate("documents", str(tmp_path))


def test_a_folder_where_a_file_belongs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suites, "SUITES", MappingProxyType({"own": lambda path: {path.read_text(): 0.0}}))
    with pytest.raises(InputError, match="cannot be read .is a directory"):
        suites.evaluate("own", str(tmp_path))


def test_what_a_suite_gets_is_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suites, "SUITES", MappingProxyType({"own": lambda path: {path.name: 0.12345}}))
    assert json.loads(suites.evaluate("own", str(tmp_path), as_json=True)) == {tmp_path.name: 0.1235}

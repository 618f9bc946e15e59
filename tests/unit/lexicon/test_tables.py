"""Knowledge files: every problem at once, with file and line; conditions; the fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.lexicon.fingerprint import fingerprint
from dateline.lexicon.plover import load_crosswalk, load_ontology
from dateline.lexicon.tables import load_csv, load_toml
from dateline.lexicon.triggers import parse_conditions, read_triggers, usage


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    count: int
    armed: bool
    aliases: tuple[str, ...]
    note: str | None


def write(folder: Path, text: str) -> Path:
    path = folder / "rows.csv"
    path.write_text(text, "utf-8")
    return path


def test_cells_become_values(tmp_path: Path) -> None:
    path = write(tmp_path, "name,count,armed,aliases,note\nM23,12,1,March 23; Makenga,\n")
    assert load_csv(path, Row) == (Row("M23", 12, True, ("March 23", "Makenga"), None),)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "name,count,armed,aliases,note\nA,x,1,,\nB,1,maybe,,\nC,1\n")
    with pytest.raises(LexiconError) as caught:
        load_csv(path, Row)
    assert [problem.split(": ")[0].rpartition(":")[2] for problem in caught.value.problems] == ["2", "3", "4"]


def test_a_wrong_header_names_the_columns(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="missing column count, armed, aliases, note; unknown column size"):
        load_csv(write(tmp_path, "name,size\nA,1\n"), Row)


def test_a_missing_file_and_bad_toml_are_lexicon_errors(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        load_csv(tmp_path / "none.csv", Row)
    (tmp_path / "bad.toml").write_text("a = [", "utf-8")
    with pytest.raises(LexiconError):
        load_toml(tmp_path / "bad.toml")


def test_conditions() -> None:
    first, second = parse_conditions("obj:@place/border_post !prt:*")
    assert (first.slot, first.negated, first.words, first.classes) == ("obj", False, frozenset({"border post"}), ("place",))
    assert second.negated and second.anything
    with pytest.raises(ValueError, match="slot:value"):
        parse_conditions("nonsense")


def test_a_users_own_rows_come_first_and_their_mistakes_are_named(tmp_path: Path) -> None:
    header = "lemma,pos,frame,when,type,mode,cameo,actor,recipient,yes,no\n"
    (tmp_path / "triggers.csv").write_text(header + "zap,VERB,transitive,,ASSAULT,,190,,,They zapped him.,No.\n", "utf-8")
    assert read_triggers(tmp_path)[0][0].row.lemma == "zap"
    (tmp_path / "triggers.csv").write_text(header + "zap,VERBS,transitive,,ASSAULT,,190,,,a,b\n", "utf-8")
    assert any("triggers.csv:2: pos 'VERBS'" in problem for problem in read_triggers(tmp_path)[1])


def test_the_fingerprint_changes_with_the_users_lists(tmp_path: Path) -> None:
    before = fingerprint(tmp_path)
    fingerprint.cache_clear()
    (tmp_path / "agents.csv").write_text("lemma\n", "utf-8")
    assert fingerprint(tmp_path) != before == before


def test_the_ontology_is_complete_and_every_code_is_allowed() -> None:
    ontology = load_ontology()
    assert len(ontology.types) == 16 and sum(len(kind.modes) for kind in ontology.types.values()) == 67
    assert [row for row in load_crosswalk() if not ontology.allows(row.type, row.mode)] == []
    assert [trigger.rule for trigger in read_triggers()[0] if not ontology.allows(trigger.row.type, trigger.row.mode)] == []


def test_every_mode_has_at_least_fifteen_triggers() -> None:
    counts = {(kind, mode): count for kind, mode, count in usage(read_triggers()[0])}
    wanted = {(kind, mode) for kind, entry in load_ontology().types.items() for mode in entry.modes}
    assert {pair: counts.get(pair, 0) for pair in wanted if counts.get(pair, 0) < 15} == {}

"""A folder with lists of one's own: what in it is read, and what is told where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.lexicon.own import own_lists, own_triggers, unread
from dateline.lexicon.triggers import trigger_files


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_triggers_may_be_one_file_or_a_folder_of_them(tmp_path: Path) -> None:
    touch(tmp_path, "triggers.csv", "triggers/protest.csv", "triggers/aid.csv", "triggers/notes.txt")
    names = [path.relative_to(tmp_path).as_posix() for path in own_triggers(tmp_path)]
    assert names == ["triggers.csv", "triggers/aid.csv", "triggers/protest.csv"]
    assert [path for _, path in trigger_files(tmp_path)][-3:] == list(own_triggers(tmp_path))


def test_a_folder_that_is_not_there_or_holds_no_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        own_lists(tmp_path / "nowhere")
    touch(tmp_path, "en/groups.csv")
    with pytest.raises(LexiconError, match=r"put agents\.csv, .* directly in it"):
        own_lists(tmp_path)


def test_tables_that_nothing_reads_are_problems(tmp_path: Path) -> None:
    touch(tmp_path, "groups.csv", "actors.csv", "cues/times.toml", "readme.txt")
    assert [problem.partition(":")[0] for problem in unread(tmp_path)] == [
        str(tmp_path / "actors.csv"),
        str(tmp_path / "cues/times.toml"),
    ]

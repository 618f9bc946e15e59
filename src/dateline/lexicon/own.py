"""Lists of one's own: which files a folder may hold, and what lies in it that nothing reads."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import LexiconError

ACTORS = ("agents.csv", "countries.csv", "groups.csv", "media.csv", "offices.csv", "organisations.csv")
TRIGGERS = "triggers.csv"
TRIGGER_FOLDER = "triggers"
ALLOWED = f"put {', '.join(ACTORS)}, {TRIGGERS} or {TRIGGER_FOLDER}/*.csv directly in it"


def own_triggers(folder: Path) -> tuple[Path, ...]:
    """The trigger files of a folder with lists of one's own."""
    one = folder / TRIGGERS
    return (*((one,) if one.is_file() else ()), *sorted((folder / TRIGGER_FOLDER).glob("*.csv")))


def own_lists(folder: Path) -> tuple[Path, ...]:
    """Every file of a folder that is read; LexiconError where the folder is not there or holds none."""
    if not folder.is_dir():
        raise LexiconError((f"{folder}: no such folder; give the one that holds your lists",))
    found = (*(path for name in ACTORS if (path := folder / name).is_file()), *own_triggers(folder))
    if not found:
        raise LexiconError((f"{folder}: none of its files is a list that is read; {ALLOWED}",))
    return found


def unread(folder: Path) -> tuple[str, ...]:
    """A problem for each table in the folder, or below it, that nothing reads."""
    read = set(own_lists(folder))
    tables = sorted(path for ending in ("*.csv", "*.toml") for path in folder.rglob(ending))
    return tuple(f"{path}: nothing reads it here; {ALLOWED}" for path in tables if path not in read)

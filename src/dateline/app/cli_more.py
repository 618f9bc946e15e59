"""``dateline link``, ``serve`` and ``evaluate``."""

from __future__ import annotations

import click

from dateline.app.linking import link_new
from dateline.app.settings import Settings, shared
from dateline.app.terminal import talk
from dateline.store.store import Store


@click.command()
@shared("db")
@click.option("--all", "whole", is_flag=True, help="Work everything out again, not only what hangs together with what is new.")
def link(settings: Settings, whole: bool) -> None:
    """Join the events of many reports to incidents (also done at the end of `code`)."""
    with Store(settings.db, create=False) as store:
        talk().print(f"{link_new(store, whole=whole)} incidents")


@click.command()
@shared("db")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 for any.")
def serve(settings: Settings, host: str, port: int) -> None:
    """Open the workbench: read, review, map and timeline in a browser, and the API."""
    from dateline.app import web

    web.serve(settings.db, host=host, port=port)


@click.command()
@click.argument("suite")
@click.argument("path")
@shared("json")
def evaluate(settings: Settings, suite: str, path: str) -> None:
    """Score against a public gold set that you have."""
    from dateline.evaluate.suites import evaluate as score

    click.echo(score(suite, path, as_json=settings.json))

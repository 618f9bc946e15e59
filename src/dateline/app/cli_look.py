"""``dateline show`` and ``dateline explain``."""

from __future__ import annotations

import os.path

import click

from dateline.app.explain import explain as print_explanation
from dateline.app.settings import Settings, shared
from dateline.app.show import show as print_page
from dateline.app.terminal import paper
from dateline.app.workers import build
from dateline.errors import InputError
from dateline.read import ReadOptions, read_text
from dateline.store.store import Store
from dateline.store.wire import dumps, encode_record

ENGLISH = "en"


@click.command(short_help="One report, event or incident to read.")
@click.argument("id")
@shared("db")
@click.option("--why", is_flag=True, help="For an incident: why its events are together, and why the nearest others are not.")
def show(settings: Settings, id: str, why: bool) -> None:
    """Print one report, event or incident for a person to read, with its evidence quoted.

    ID is an event's, incident's or report's id, or the file a report came from, named as it was when it was coded.
    """
    with Store(settings.db, create=False) as store:
        print_page(store, id, paper(), why=why)


@click.command(short_help="Why a sentence is coded as it is.")
@click.argument("sentence")
@shared("published", "language", "engine", "lexicon", "json")
def explain(settings: Settings, sentence: str) -> None:
    """Print how a sentence is coded and which rule, words and runners-up led there."""
    if os.path.isfile(sentence):
        raise InputError(f"{sentence} is a file; `dateline annotate {sentence}` or `dateline code {sentence}` reads it")
    options = ReadOptions(settings.published, settings.language or ENGLISH)
    sheet = build(settings)[0].run(read_text(sentence, options))
    if settings.json:
        click.echo(dumps(encode_record(sheet)))
    else:
        print_explanation(sheet, paper())

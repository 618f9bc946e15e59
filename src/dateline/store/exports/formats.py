"""Every format an export can be had in: one list, and the one function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, TypeAlias

from dateline.errors import InputError
from dateline.model import Decision
from dateline.store.exports import acled, delimited, gdelt, geojson, icews, jsonl, parquet, plover, polecat, ucdp
from dateline.store.exports.codes import hxl_tags
from dateline.store.holdings import HOLDING_TABLE
from dateline.store.mentions import MENTION_TABLE, mentions
from dateline.store.records import EventRow, Filter
from dateline.store.store import EVERYTHING, Store
from dateline.store.tabular import CLAIM_TABLE, EVENT_TABLE, INCIDENT_TABLE, REPORT_TABLE, Column, Row, Table, at
from dateline.store.wire import encode_record

LayoutWriter: TypeAlias = Callable[[Iterable[EventRow], BinaryIO], None]

DECISION_TABLE: Table[Decision] = Table(
    "decisions",
    tuple(
        Column(name, "text", at(name)) for name in ("id", "target", "action", "field", "value", "user", "time", "reason", "undoes")
    ),
    encode_record,
)

LAYOUTS: Mapping[str, LayoutWriter] = {
    "plover": plover.write,
    "polecat": polecat.write,
    "icews": icews.write,
    "gdelt": gdelt.write,
    "gdelt-mentions": gdelt.write_mentions,
    "acled": acled.write,
    "acled-numeric": partial(acled.write, numeric=True),
    "ucdp": ucdp.write,
}
PLAIN = ("jsonl", "csv", "hxl", "parquet", "geojson")
KINDS = ("events", "mentions", "claims", "incidents", "holdings", "reports", "decisions")
FORMATS = (*PLAIN, *LAYOUTS)


@dataclass(frozen=True, slots=True)
class Export:
    """What to write: which rows, in which format, and which of them."""

    what: str
    form: str = "jsonl"
    chosen: Filter = EVERYTHING


def write(store: Store, export: Export, out: BinaryIO) -> None:
    """Write an export to an open binary file; InputError where kind and format are unknown or do not go together."""
    if export.what not in KINDS:
        raise InputError(f"cannot export {export.what!r}; there are: {', '.join(KINDS)}")
    if export.what == "holdings" and export.chosen.since is not None:
        raise InputError("holdings are worked out afresh each time, so --since has no meaning for them; leave it out")
    if export.form in LAYOUTS:
        if export.what != "events":
            raise InputError(f"the {export.form} layout holds events; `export events --as {export.form}` writes it")
        standing = (row for row in store.events(export.chosen) if row.standing.withdrawn is None)
        LAYOUTS[export.form](standing, out)
    elif export.form in PLAIN:
        _write_plain(store, export, out)
    else:
        raise InputError(f"unknown format {export.form!r}; there are: {', '.join(FORMATS)}")


def _write_plain(store: Store, export: Export, out: BinaryIO) -> None:
    if export.what == "events":
        _in_form(store.events(export.chosen), EVENT_TABLE, export.form, out)
    elif export.what == "incidents":
        _in_form(store.incidents(export.chosen), INCIDENT_TABLE, export.form, out)
    elif export.what == "reports":
        _in_form(store.reports(export.chosen), REPORT_TABLE, export.form, out)
    elif export.what == "claims":
        _in_form(store.claims(export.chosen), CLAIM_TABLE, export.form, out)
    elif export.what == "holdings":
        _in_form(store.holdings(export.chosen), HOLDING_TABLE, export.form, out)
    elif export.what == "decisions":
        _in_form(store.decisions(), DECISION_TABLE, export.form, out)
    else:
        _in_form(mentions(store.sheets(export.chosen)), MENTION_TABLE, export.form, out)


def _in_form(rows: Iterable[Row], table: Table[Row], form: str, out: BinaryIO) -> None:
    if form == "jsonl":
        jsonl.write(rows, table, out)
    elif form == "csv":
        delimited.write_csv(rows, table, out)
    elif form == "hxl":
        delimited.write_csv(rows, table, out, tags=hxl_tags())
    elif form == "parquet":
        parquet.write(rows, table, out)
    else:
        geojson.write(rows, table, out)

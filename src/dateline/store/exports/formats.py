"""Every format an export can be had in: one list, and the one function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Generic, TypeAlias

from dateline.errors import InputError
from dateline.model import Decision
from dateline.store.exports import acled, delimited, gdelt, geojson, icews, jsonl, merged, parquet, plover, polecat, ucdp
from dateline.store.exports.codes import hxl_tags
from dateline.store.exports.happening import Happening, of_event
from dateline.store.filters import checked
from dateline.store.frames import Frame
from dateline.store.records import EventRow, Filter
from dateline.store.store import EVERYTHING, Store
from dateline.store.tabular import Column, Row, Table, at
from dateline.store.wire import encode_record

Writer: TypeAlias = Callable[[Iterable[Row], BinaryIO], None]

DECISION_TABLE: Table[Decision] = Table(
    "decisions",
    tuple(
        Column(name, "moment" if name == "time" else "text", at(name))
        for name in ("id", "target", "action", "field", "value", "user", "time", "reason", "undoes")
    ),
    encode_record,
)

DELETED = "acled-deleted"
OF_EVENTS: Mapping[str, Writer[EventRow]] = {
    "plover": plover.write,
    "polecat": polecat.write,
    "icews": icews.write,
    "gdelt": gdelt.write,
    "gdelt-mentions": gdelt.write_mentions,
}
OF_HAPPENINGS: Mapping[str, Writer[Happening]] = {
    "acled": acled.write,
    "acled-numeric": partial(acled.write, numeric=True),
    DELETED: acled.write_deleted,
    "ucdp": ucdp.write,
}
LAYOUTS = (*OF_EVENTS, *OF_HAPPENINGS)
PLAIN = ("jsonl", "csv", "hxl", "parquet", "geojson")
KINDS = ("events", "counts", "mentions", "claims", "incidents", "holdings", "reports", "decisions")
FORMATS = (*PLAIN, *LAYOUTS)


@dataclass(frozen=True, slots=True)
class Export:
    """What to write: which rows, in which format, and which of them."""

    what: str
    form: str = "jsonl"
    chosen: Filter = EVERYTHING


def write(store: Store, export: Export, out: BinaryIO) -> int:
    """Write an export to an open binary file and say how many rows it took.

    InputError where kind and format are unknown or do not go together, or the filter asks for what such rows do not have.
    """
    if export.what not in KINDS:
        raise InputError(f"cannot export {export.what!r}; there are: {', '.join(KINDS)}")
    if export.form not in FORMATS:
        raise InputError(f"unknown format {export.form!r}; there are: {', '.join(FORMATS)}")
    if export.what == "holdings" and export.chosen.since is not None:
        raise InputError("holdings are worked out afresh each time, so --since has no meaning for them; leave it out")
    if export.form not in LAYOUTS:
        return _write_plain(store, export, out)
    units = ("events", "incidents") if export.form in OF_HAPPENINGS else ("events",)
    if export.what not in units:
        held = " or ".join(units)
        raise InputError(f"the {export.form} layout holds {held}; `export {units[0]} --as {export.form}` writes it")
    if export.form == DELETED and export.chosen.since is None:
        raise InputError(f"{DELETED} lists what was taken back since a time; say which with --since")
    return _write_layout(store, export, out)


def _write_layout(store: Store, export: Export, out: BinaryIO) -> int:
    if export.what == "incidents":
        told = _Counted(store.incidents_told(export.chosen))
        OF_HAPPENINGS[export.form](map(merged.of_incident, told), out)
        return told.number
    events = _Counted(store.events(export.chosen))
    if export.form in OF_HAPPENINGS:
        OF_HAPPENINGS[export.form](map(of_event, events), out)
    else:
        OF_EVENTS[export.form](events, out)
    return events.number


class _Counted(Generic[Row]):
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.number += 1
            yield row


def _write_plain(store: Store, export: Export, out: BinaryIO) -> int:
    if export.what == "decisions":
        checked(export.chosen, export.what)
        return _in_form(store.decisions(), DECISION_TABLE, export.form, out)
    frames: Mapping[str, Callable[[Filter], Frame[Any]]] = {
        "events": store.events,
        "counts": store.counts,
        "mentions": store.mentions,
        "claims": store.claims,
        "incidents": store.incidents,
        "holdings": store.holdings,
        "reports": store.reports,
    }
    frame = frames[export.what](export.chosen)
    return _in_form(frame, frame.table, export.form, out)


def _in_form(rows: Iterable[Row], table: Table[Row], form: str, out: BinaryIO) -> int:
    passing = _Counted(rows)
    if form == "jsonl":
        jsonl.write(passing, table, out)
    elif form == "csv":
        delimited.write_csv(passing, table, out)
    elif form == "hxl":
        delimited.write_csv(passing, table, out, tags=hxl_tags())
    elif form == "parquet":
        parquet.write(passing, table, out)
    else:
        geojson.write(passing, table, out)
    return passing.number

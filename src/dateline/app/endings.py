"""How the coding of a report ended, with what is kept of it: made in the process that coded it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Coder, Failure, Sheet
from dateline.store.decisions import source_of
from dateline.store.encoded import Encoded, encoded
from dateline.store.wire import dumps, encode_record


@dataclass(frozen=True, slots=True)
class Ending:
    """What a summary counts of one report: its name, its date, and its events' types or why there are none."""

    name: str
    published: str | None
    failed: Failure | None
    rejected: str | None
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A report to be stored."""

    ending: Ending
    rows: Encoded


@dataclass(frozen=True, slots=True)
class Line:
    """A report to be written out."""

    ending: Ending
    line: bytes


def coded(sheet: Sheet, coder: Coder) -> Coded:
    """The sheet as the store takes it."""
    return Coded(_ending(sheet), encoded(sheet, coder))


def line(sheet: Sheet, coder: Coder) -> Line:
    """The sheet as a line of JSON."""
    return Line(_ending(sheet), dumps(encode_record(sheet)).encode("utf-8") + b"\n")


def _ending(sheet: Sheet) -> Ending:
    report, types = sheet.report, tuple(event.type for event in sheet.events)
    return Ending(source_of(report), report.published, sheet.failed, sheet.rejected, types)

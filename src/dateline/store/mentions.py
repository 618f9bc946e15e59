"""Every actor, place and time a report mentions, one row a mention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from dateline.model import Actor, Place, Report, Time
from dateline.store.records import SheetRow
from dateline.store.tabular import Cell, Column, Table, point_of, several
from dateline.store.wire import JsonObject, encode_record


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention and the report it stands in."""

    report: Report
    found: Actor | Place | Time

    @property
    def kind(self) -> str:
        """``actor``, ``place`` or ``time``."""
        return type(self.found).__name__.lower()


def mentions(sheets: Iterable[SheetRow]) -> Iterator[Mention]:
    """The mentions of each report, in the order of its text."""
    for row in sheets:
        sheet = row.sheet
        found: list[Actor | Place | Time] = [*sheet.actors, *sheet.places, *sheet.times]
        found.sort(key=lambda each: (each.start, each.end, type(each).__name__))
        yield from (Mention(sheet.report, each) for each in found)


def _object(row: Mention) -> JsonObject:
    head: JsonObject = {"report": row.report.id, "external_id": row.report.external_id, "mention": row.kind}
    return {**head, **encode_record(row.found)}


def _point(row: Mention) -> tuple[float, float] | None:
    return point_of(row.found) if isinstance(row.found, Place) else None


def _if_any(name: str) -> Callable[[Mention], Cell]:
    return lambda row: cast(Cell, getattr(row.found, name, None))


COLUMNS: tuple[Column[Mention], ...] = (
    Column("report", "text", lambda row: row.report.id),
    Column("external_id", "text", lambda row: row.report.external_id),
    Column("mention", "text", lambda row: row.kind),
    Column("start", "int", lambda row: row.found.start),
    Column("end", "int", lambda row: row.found.end),
    Column("text", "text", lambda row: row.found.text),
    Column("id", "text", _if_any("id")),
    Column("name", "text", _if_any("name")),
    Column("country", "text", _if_any("country")),
    Column("sectors", "text", lambda row: several(row.found.sectors) if isinstance(row.found, Actor) else None),
    Column("lat", "float", _if_any("lat")),
    Column("lon", "float", _if_any("lon")),
    Column("place_precision", "text", _if_any("precision")),
    Column("timex", "text", _if_any("type")),
    Column("value", "text", _if_any("value")),
    Column("earliest", "text", _if_any("earliest")),
    Column("latest", "text", _if_any("latest")),
)

MENTION_TABLE: Table[Mention] = Table("mentions", COLUMNS, _object, _point)

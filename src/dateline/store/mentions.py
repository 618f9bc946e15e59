"""Every actor, place and time a report mentions, one row a mention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from dateline.model import Actor, Place, Report, Time
from dateline.store.columns import standing_columns
from dateline.store.records import Filter, SheetRow, Standing
from dateline.store.rows import names
from dateline.store.tabular import Cell, Column, Table, point_of, several
from dateline.store.wire import JsonObject, encode_record

EVERY = Filter()


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention and the report it stands in."""

    report: Report
    found: Actor | Place | Time
    standing: Standing
    copy_of: str | None = None

    @property
    def kind(self) -> str:
        """``actor``, ``place`` or ``time``."""
        return type(self.found).__name__.lower()


def mentions(sheets: Iterable[SheetRow], chosen: Filter = EVERY) -> Iterator[Mention]:
    """The mentions of each report, in the order of its text; only those of an actor or place that the filter names."""
    for row in sheets:
        sheet = row.sheet
        found: list[Actor | Place | Time] = [each for each in sheet.actors if _wanted(each, chosen.actor, chosen.place)]
        found += [each for each in sheet.places if _wanted(each, chosen.place, chosen.actor)]
        found += sheet.times if chosen.actor is None and chosen.place is None else ()
        found.sort(key=lambda each: (each.start, each.end, type(each).__name__))
        yield from (Mention(sheet.report, each, row.standing, row.copy_of) for each in found)


def _wanted(each: Actor | Place, own: str | None, other: str | None) -> bool:
    return names(own, each) if own is not None else other is None


def _object(row: Mention) -> JsonObject:
    head: JsonObject = {"report": row.report.id, "external_id": row.report.external_id, "mention": row.kind}
    tail: JsonObject = {"copy_of": row.copy_of, "withdrawn": row.standing.withdrawn, "why_withdrawn": row.standing.why}
    return {**head, **encode_record(row.found), **tail}


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
    Column("place_precision", "text", lambda row: row.found.precision if isinstance(row.found, Place) else None),
    Column("timex", "text", _if_any("type")),
    Column("value", "text", _if_any("value")),
    Column("earliest", "day", _if_any("earliest")),
    Column("latest", "day", _if_any("latest")),
    Column("time_precision", "text", lambda row: row.found.precision if isinstance(row.found, Time) else None),
    Column("copy_of", "text", lambda row: row.copy_of),
    *standing_columns(lambda row: row.standing),
)

MENTION_TABLE: Table[Mention] = Table("mentions", COLUMNS, _object, _point)

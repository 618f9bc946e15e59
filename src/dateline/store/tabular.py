"""What each kind of row looks like flat: the columns of CSV, Parquet and data frames, each with its type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar, cast, get_args

from dateline.model import Claim, CountKind, Participant, Place, Speaker
from dateline.store.records import ClaimRow, EventRow, IncidentRow, ReportRow, Standing
from dateline.store.wire import JsonObject, encode, encode_record

Row = TypeVar("Row")
Cell: TypeAlias = str | int | float | None
CellKind: TypeAlias = Literal["text", "int", "float"]


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, what its cells hold, and how to read one off a row."""

    name: str
    kind: CellKind
    cell: Callable[[Row], Cell]


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A kind of row: flat columns, the full JSON object, and its point on the map (longitude, latitude) or None."""

    name: str
    columns: tuple[Column[Row], ...]
    object: Callable[[Row], JsonObject]
    point: Callable[[Row], tuple[float, float] | None] | None = None

    def cells(self, row: Row) -> list[Cell]:
        """The row's cells in column order."""
        return [column.cell(row) for column in self.columns]


def at(path: str) -> Callable[[object], Cell]:
    """Reads an attribute of an attribute (``event.place.lat``); None where one on the way is None."""
    names = path.split(".")

    def cell(row: object) -> Cell:
        for name in names:
            row = None if row is None else getattr(row, name)
        return cast(Cell, row)

    return cell


def place_name(place: Place | None) -> str | None:
    """What a place is called: its own name where it is known, else the report's words."""
    return None if place is None else place.name or place.text


def several(values: Iterable[str | None]) -> str | None:
    """Many values in one cell, separated by ``; ``, in order, each once."""
    kept = dict.fromkeys(value for value in values if value)
    return "; ".join(kept) or None


def speaker_of(claim: Claim) -> str | None:
    """Who a claim comes from, by name or else by role."""
    return named_speaker(claim.speaker)


def named_speaker(speaker: Speaker) -> str | None:
    """What a speaker is called: their name, or else their role."""
    return speaker.name or speaker.role or ("unnamed" if speaker.anonymous else None)


def _text(name: str, cell: Callable[[Row], Cell]) -> Column[Row]:
    return Column(name, "text", cell)


def _participants(side: str, of: Callable[[Row], tuple[Participant, ...]]) -> tuple[Column[Row], ...]:
    return (
        _text(f"{side}s", lambda row: several(each.name or each.text for each in of(row))),
        _text(f"{side}_ids", lambda row: several(each.id for each in of(row))),
        _text(f"{side}_countries", lambda row: several(each.country for each in of(row))),
        _text(f"{side}_sectors", lambda row: several(code for each in of(row) for code in each.sectors)),
    )


def _event_count(kind: str, end: Literal["low", "high"]) -> Column[EventRow]:
    def cell(row: EventRow) -> Cell:
        values = [getattr(count, end) for count in row.event.counts if count.kind == kind]
        known = [value for value in values if value is not None]
        return None if not known else min(known) if end == "low" else max(known)

    return Column(f"{kind}_{end}", "int", cell)


def _incident_count(kind: str, name: Literal["best", "low", "high"]) -> Column[IncidentRow]:
    def cell(row: IncidentRow) -> Cell:
        return next((getattr(count, name) for count in row.incident.counts if count.kind == kind), None)

    return Column(f"{kind}_{name}", "int", cell)


def _standing(of: Callable[[Row], Standing]) -> tuple[Column[Row], ...]:
    return (_text("withdrawn", lambda row: of(row).withdrawn), _text("why_withdrawn", lambda row: of(row).why))


def _event_object(row: EventRow) -> JsonObject:
    report, stand = row.report, row.standing
    about: JsonObject = {
        "id": report.id,
        "external_id": report.external_id,
        "title": report.title,
        "published": report.published,
        "outlet": report.outlet,
        "url": report.url,
    }
    tail: JsonObject = {"report": about, "quote": row.quote, "said_by": encode(row.claims), "review": row.review}
    return {**encode_record(row.event), **tail, "withdrawn": stand.withdrawn, "why_withdrawn": stand.why}


def _report_object(row: ReportRow) -> JsonObject:
    tail: JsonObject = {"state": row.state, "reason": row.reason, "superseded_by": row.superseded_by, "copy_of": row.copy_of}
    return {**encode_record(row.report), **tail, "withdrawn": row.standing.withdrawn, "why_withdrawn": row.standing.why}


def _incident_object(row: IncidentRow) -> JsonObject:
    stand = row.standing
    tail: JsonObject = {"review": row.review, "withdrawn": stand.withdrawn, "why_withdrawn": stand.why}
    return {**encode_record(row.incident), **tail}


def _claim_object(row: ClaimRow) -> JsonObject:
    return {**encode_record(row.claim), "report": row.report.id, "external_id": row.report.external_id}


def point_of(place: Place | None) -> tuple[float, float] | None:
    """A place's longitude and latitude, or None where it has none."""
    return (place.lon, place.lat) if place and place.lat is not None and place.lon is not None else None


EVENT_COLUMNS: tuple[Column[EventRow], ...] = (
    _text("id", at("event.id")),
    _text("report", at("report.id")),
    _text("external_id", at("report.external_id")),
    _text("type", at("event.type")),
    _text("mode", at("event.mode")),
    _text("contexts", lambda row: several(row.event.contexts)),
    _text("status", at("event.status")),
    Column("factuality", "float", at("event.factuality")),
    _text("earliest", at("event.when.earliest")),
    _text("latest", at("event.when.latest")),
    _text("time_precision", at("event.when.precision")),
    _text("time_basis", at("event.when.basis")),
    *_participants("actor", lambda row: row.event.actors),
    *_participants("recipient", lambda row: row.event.recipients),
    _text("place", lambda row: place_name(row.event.place)),
    _text("place_id", at("event.place.id")),
    _text("country", at("event.place.country")),
    _text("admin1", at("event.place.admin1")),
    Column("lat", "float", at("event.place.lat")),
    Column("lon", "float", at("event.place.lon")),
    _text("place_precision", at("event.place.precision")),
    *(_event_count(kind, end) for kind in get_args(CountKind) for end in ("low", "high")),
    _text("territory", at("event.territory.change")),
    _text("territory_by", at("event.territory.by")),
    _text("territory_from", at("event.territory.source")),
    _text("said_by", lambda row: several(map(speaker_of, row.claims))),
    _text("stance", lambda row: several(claim.stance for claim in row.claims)),
    _text("cameo", at("event.cameo")),
    _text("acled_event_type", at("event.acled.event_type")),
    _text("acled_sub_event_type", at("event.acled.sub_event_type")),
    Column("quad", "int", at("event.quad")),
    Column("score", "float", at("event.score")),
    Column("confidence", "float", at("event.confidence")),
    _text("trigger", at("event.trigger_text")),
    Column("start", "int", at("event.trigger.start")),
    Column("end", "int", at("event.trigger.end")),
    _text("quote", at("quote")),
    _text("outlet", at("report.outlet")),
    _text("published", at("report.published")),
    _text("title", at("report.title")),
    _text("url", at("report.url")),
    _text("version", at("event.coder.version")),
    _text("lexicon", at("event.coder.lexicon")),
    _text("engine", at("event.coder.engine")),
    _text("review", at("review")),
    *_standing(lambda row: row.standing),
)

INCIDENT_COLUMNS: tuple[Column[IncidentRow], ...] = (
    _text("id", at("incident.id")),
    _text("type", at("incident.type")),
    _text("mode", at("incident.mode")),
    _text("status", at("incident.status")),
    _text("earliest", at("incident.when.earliest")),
    _text("latest", at("incident.when.latest")),
    *_participants("actor", lambda row: row.incident.actors),
    *_participants("recipient", lambda row: row.incident.recipients),
    _text("place", lambda row: place_name(row.incident.place)),
    _text("place_id", at("incident.place.id")),
    _text("country", at("incident.place.country")),
    _text("admin1", at("incident.place.admin1")),
    Column("lat", "float", at("incident.place.lat")),
    Column("lon", "float", at("incident.place.lon")),
    *(_incident_count(kind, name) for kind in get_args(CountKind) for name in ("best", "low", "high")),
    _text("territory", at("incident.territory.change")),
    _text("territory_by", at("incident.territory.by")),
    _text("territory_from", at("incident.territory.source")),
    Column("reports", "int", lambda row: len(row.incident.reports)),
    Column("independent", "int", at("incident.independent")),
    _text("copies", lambda row: several(f"{copy} of {story}" for copy, story in row.incident.copies)),
    _text("disputes", lambda row: several(dispute.field for dispute in row.incident.disputes)),
    _text("events", lambda row: several(row.incident.events)),
    _text("review", at("review")),
    *_standing(lambda row: row.standing),
)

REPORT_COLUMNS: tuple[Column[ReportRow], ...] = (
    _text("id", at("report.id")),
    _text("external_id", at("report.external_id")),
    _text("title", at("report.title")),
    _text("published", at("report.published")),
    _text("published_basis", at("report.published_basis")),
    _text("language", at("report.language")),
    _text("outlet", at("report.outlet")),
    _text("agencies", lambda row: several(row.report.agencies)),
    _text("bylines", lambda row: several(row.report.bylines)),
    _text("dateline", at("report.dateline")),
    _text("url", at("report.url")),
    Column("characters", "int", lambda row: len(row.report.text)),
    _text("state", at("state")),
    _text("reason", at("reason")),
    _text("superseded_by", at("superseded_by")),
    _text("copy_of", at("copy_of")),
    *_standing(lambda row: row.standing),
)


def _quoted(part: Literal["source", "cue", "content"]) -> Column[ClaimRow]:
    def cell(row: ClaimRow) -> Cell:
        spans = getattr(row.claim, part)
        return " … ".join(row.report.text[span.start : span.end] for span in spans) or None

    return Column(part, "text", cell)


CLAIM_COLUMNS: tuple[Column[ClaimRow], ...] = (
    _text("id", at("claim.id")),
    _text("report", at("report.id")),
    _text("external_id", at("report.external_id")),
    _text("kind", at("claim.kind")),
    _text("stance", at("claim.stance")),
    _text("speaker", lambda row: speaker_of(row.claim)),
    _text("speaker_id", at("claim.speaker.id")),
    _text("speaker_country", at("claim.speaker.country")),
    _text("speaker_sectors", lambda row: several(row.claim.speaker.sectors)),
    _text("speaker_role", at("claim.speaker.role")),
    Column("anonymous", "int", lambda row: int(row.claim.speaker.anonymous)),
    _quoted("source"),
    _quoted("cue"),
    _quoted("content"),
    Column("start", "int", lambda row: min((span.start for span in row.claim.content), default=None)),
    Column("end", "int", lambda row: max((span.end for span in row.claim.content), default=None)),
    _text("inside", at("claim.parent")),
)

EVENT_TABLE: Table[EventRow] = Table("events", EVENT_COLUMNS, _event_object, lambda row: point_of(row.event.place))
INCIDENT_TABLE: Table[IncidentRow] = Table(
    "incidents", INCIDENT_COLUMNS, _incident_object, lambda row: point_of(row.incident.place)
)
REPORT_TABLE: Table[ReportRow] = Table("reports", REPORT_COLUMNS, _report_object)
CLAIM_TABLE: Table[ClaimRow] = Table("claims", CLAIM_COLUMNS, _claim_object)

"""The flat columns and the full objects of events, incidents, reports and claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from dateline.model import CountKind, Participant, Report
from dateline.store.records import ClaimRow, EventRow, IncidentRow, ReportRow, Standing
from dateline.store.tabular import Cell, Column, Row, Table, at, place_name, point_of, several, speaker_of, wholes
from dateline.store.wire import JsonObject, encode, encode_record


def _text(name: str, cell: Callable[[Row], Cell]) -> Column[Row]:
    return Column(name, "text", cell)


def _participants(side: str, of: Callable[[Row], tuple[Participant, ...]]) -> tuple[Column[Row], ...]:
    return (
        _text(f"{side}s", lambda row: several(each.name or each.text for each in of(row))),
        _text(f"{side}_ids", lambda row: several(each.id for each in of(row))),
        _text(f"{side}_countries", lambda row: several(each.country for each in of(row))),
        _text(f"{side}_sectors", lambda row: several(code for each in of(row) for code in each.sectors)),
    )


def _day(name: str, cell: Callable[[Row], Cell]) -> Column[Row]:
    return Column(name, "day", cell)


def _event_counts(kind: CountKind) -> tuple[Column[EventRow], ...]:
    """The lowest and the highest number of a kind; the highest is open where a number has no upper end."""

    def low(row: EventRow) -> Cell:
        return min((count.low for count in wholes(row.event, kind) if count.low is not None), default=None)

    def high(row: EventRow) -> Cell:
        said = wholes(row.event, kind)
        highest = max((count.high for count in said if count.high is not None), default=None)
        return None if highest is None or any((count.low or 0) > highest for count in said) else highest

    return (Column(f"{kind}_low", "int", low), Column(f"{kind}_high", "int", high))


def _incident_count(kind: str, name: Literal["best", "low", "high"]) -> Column[IncidentRow]:
    def cell(row: IncidentRow) -> Cell:
        return next((getattr(count, name) for count in row.incident.counts if count.kind == kind), None)

    return Column(f"{kind}_{name}", "int", cell)


def standing_columns(of: Callable[[Row], Standing]) -> tuple[Column[Row], ...]:
    """When and why a row was withdrawn."""
    return (Column("withdrawn", "moment", lambda row: of(row).withdrawn), _text("why_withdrawn", lambda row: of(row).why))


def _published(of: Callable[[Row], Report]) -> tuple[Column[Row], ...]:
    """As the report states it, a day or a time, and the day of it."""
    return (
        _text("published", lambda row: of(row).published),
        _day("published_day", lambda row: (of(row).published or "")[:10] or None),
    )


def _event_object(row: EventRow) -> JsonObject:
    report, stand = row.report, row.standing
    about: JsonObject = {
        "id": report.id,
        "external_id": report.external_id,
        "title": report.title,
        "published": report.published,
        "outlet": report.outlet,
        "url": report.url,
        "copy_of": row.copy_of,
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
    about: JsonObject = {"report": row.report.id, "external_id": row.report.external_id, "copy_of": row.copy_of}
    return {**encode_record(row.claim), **about, "withdrawn": row.standing.withdrawn, "why_withdrawn": row.standing.why}


EVENT_COLUMNS: tuple[Column[EventRow], ...] = (
    _text("id", at("event.id")),
    _text("report", at("report.id")),
    _text("external_id", at("report.external_id")),
    _text("type", at("event.type")),
    _text("mode", at("event.mode")),
    _text("contexts", lambda row: several(row.event.contexts)),
    _text("status", at("event.status")),
    Column("factuality", "float", at("event.factuality")),
    _day("earliest", at("event.when.earliest")),
    _day("latest", at("event.when.latest")),
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
    *(column for kind in get_args(CountKind) for column in _event_counts(kind)),
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
    *_published(lambda row: row.report),
    _text("title", at("report.title")),
    _text("url", at("report.url")),
    _text("copy_of", at("copy_of")),
    _text("version", at("event.coder.version")),
    _text("lexicon", at("event.coder.lexicon")),
    _text("engine", at("event.coder.engine")),
    _text("review", at("review")),
    *standing_columns(lambda row: row.standing),
)

INCIDENT_COLUMNS: tuple[Column[IncidentRow], ...] = (
    _text("id", at("incident.id")),
    _text("type", at("incident.type")),
    _text("mode", at("incident.mode")),
    _text("status", at("incident.status")),
    _day("earliest", at("incident.when.earliest")),
    _day("latest", at("incident.when.latest")),
    _text("time_precision", at("incident.when.precision")),
    *_participants("actor", lambda row: row.incident.actors),
    *_participants("recipient", lambda row: row.incident.recipients),
    _text("place", lambda row: place_name(row.incident.place)),
    _text("place_id", at("incident.place.id")),
    _text("country", at("incident.place.country")),
    _text("admin1", at("incident.place.admin1")),
    Column("lat", "float", at("incident.place.lat")),
    Column("lon", "float", at("incident.place.lon")),
    _text("place_precision", at("incident.place.precision")),
    *(_incident_count(kind, name) for kind in get_args(CountKind) for name in ("best", "low", "high")),
    _text("territory", at("incident.territory.change")),
    _text("territory_by", at("incident.territory.by")),
    _text("territory_from", at("incident.territory.source")),
    Column("reports", "int", lambda row: len(row.incident.reports)),
    Column("independent", "int", at("incident.independent")),
    _text("copies", lambda row: several(f"{copy} of {story}" for copy, story in row.incident.copies)),
    _text("disputes", lambda row: several(dispute.field for dispute in row.incident.disputes)),
    _text("report_ids", lambda row: several(id for id, _ in row.incident.reports)),
    _text("events", lambda row: several(row.incident.events)),
    _text("review", at("review")),
    *standing_columns(lambda row: row.standing),
)

REPORT_COLUMNS: tuple[Column[ReportRow], ...] = (
    _text("id", at("report.id")),
    _text("external_id", at("report.external_id")),
    _text("title", at("report.title")),
    *_published(lambda row: row.report),
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
    *standing_columns(lambda row: row.standing),
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
    Column("anonymous", "flag", lambda row: int(row.claim.speaker.anonymous)),
    _quoted("source"),
    _quoted("cue"),
    _quoted("content"),
    Column("start", "int", lambda row: min((span.start for span in row.claim.content), default=None)),
    Column("end", "int", lambda row: max((span.end for span in row.claim.content), default=None)),
    _text("inside", at("claim.parent")),
    _text("copy_of", at("copy_of")),
    *standing_columns(lambda row: row.standing),
)

EVENT_TABLE: Table[EventRow] = Table("events", EVENT_COLUMNS, _event_object, lambda row: point_of(row.event.place))
INCIDENT_TABLE: Table[IncidentRow] = Table(
    "incidents", INCIDENT_COLUMNS, _incident_object, lambda row: point_of(row.incident.place)
)
REPORT_TABLE: Table[ReportRow] = Table("reports", REPORT_COLUMNS, _report_object)
CLAIM_TABLE: Table[ClaimRow] = Table("claims", CLAIM_COLUMNS, _claim_object)

"""Records to the columns that rows are searched and sorted by, and rows back to records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import RowMapping

from dateline.model import Actor, Claim, Coder, Decision, Event, Incident, Participant, Place, Report, Sheet, Speaker, When
from dateline.store.countries import country_names
from dateline.store.decisions import apply, event_target, source_of
from dateline.store.records import EventRow, IncidentRow, ReportRow, Standing
from dateline.store.wire import decode, encode, encode_record, slim

Columns: TypeAlias = Mapping[str, str | int | float | None]
UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")


def clean(text: str) -> str:
    """The text as a search column can hold it: NUL and lone surrogates, which databases refuse, are replaced."""
    return text.translate(UNSTORABLE)


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)


def body_of(record: object) -> str:
    """A record's JSON in ASCII: every database takes it, whatever the text holds."""
    return json.dumps(encode_record(record), ensure_ascii=True, separators=(",", ":"))


def report_columns(sheet: Sheet, coder: Coder) -> Columns:
    """The columns of a report's row but for the times; its events and claims have rows of their own."""
    report = sheet.report
    wire = encode_record(slim(sheet))
    for kept_apart in ("report", "text", "zones", "events", "claims"):
        del wire[kept_apart]
    state = "failed" if sheet.failed else "rejected" if sheet.rejected else "coded"
    reason = sheet.failed.error if sheet.failed else sheet.rejected
    return {
        "id": clean(report.id),
        "source": clean(source_of(report)),
        "title": _clean(report.title),
        "outlet": _clean(report.outlet),
        "published": _clean(report.published),
        "language": _clean(report.language),
        "state": state,
        "reason": _clean(reason),
        "version": coder.version,
        "lexicon": coder.lexicon,
        "engine": coder.engine,
        "withdrawn": None,
        "why": None,
        "superseded_by": None,
        "linked": 0,
        "killed": sheet.toll.killed if sheet.toll else None,
        "injured": sheet.toll.injured if sheet.toll else None,
        "report": body_of(report),
        "body": json.dumps(wire, ensure_ascii=True, separators=(",", ":")),
    }


def event_columns(sheet: Sheet, seq: int) -> Columns:
    """The columns of an event's row but for the time, as the coder sees it."""
    return {**row_of_event(sheet, sheet.events[seq], ()), "seq": seq, "added": None}


def decided_columns(row: Columns, decided: tuple[Decision, ...]) -> Columns:
    """An event's row with the values people gave it."""
    return {**row, **effective_columns(decode(Event, json.loads(str(row["body"]))), decided)} if decided else row


def row_of_event(sheet: Sheet, event: Event, decided: tuple[Decision, ...]) -> Columns:
    """The columns of any event of a report, without its time and its place among those that were coded."""
    return {
        "id": clean(event.id),
        "report": clean(sheet.report.id),
        "source": clean(source_of(sheet.report)),
        "target": clean(event_target(sheet.report, event)),
        "quote": clean(quote_of(sheet, event)),
        "withdrawn": None,
        "why": None,
        "body": body_of(event),
        **effective_columns(event, decided),
    }


def effective_columns(event: Event, decided: tuple[Decision, ...]) -> Columns:
    """The search columns of an event after people's decisions."""
    event, review = apply(event, decided)
    return {
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "review": review,
        "who": clean(_who((*event.actors, *event.recipients))),
        **place_columns(event.place, event.when),
    }


def incident_columns(incident: Incident, time: str, decided: tuple[Decision, ...]) -> Columns:
    """The columns of an incident's row, with the values people gave it."""
    body = body_of(incident)
    incident, review = apply(incident, decided)
    return {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "changed": time,
        "withdrawn": None,
        "why": None,
        "body": body,
        "review": review,
        **place_columns(incident.place, incident.when),
    }


def place_columns(place: Place | None, when: When | None) -> Columns:
    """Where and when, flat."""
    return {
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "country": place.country if place else None,
        "place": _clean(f"{place.id or ''}|{place.name or place.text}") if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def names(wanted: str, who: Actor | Speaker | Place) -> bool:
    """Whether a filter's word for an actor or a place means this one: its id or code, or words of its name."""
    if wanted.lower() in ((who.id or "").lower(), (who.country or "").lower()):
        return True
    words = (who.name, who.role if isinstance(who, Speaker) else who.text)
    return wanted not in country_names() and any(wanted.lower() in word.lower() for word in words if word)


def _who(participants: tuple[Participant, ...]) -> str:
    words = ((each.id, each.name, each.text, each.country) for each in participants)
    return "|".join(word for each in words for word in each if word).lower()


def quote_of(sheet: Sheet, event: Event) -> str:
    """The sentence that says so; the trigger's words where sentences were not found."""
    sentences = sheet.parse.sentences if sheet.parse is not None else ()
    if 0 <= event.sentence < len(sentences):
        sentence = sentences[event.sentence]
        return sheet.report.text[sentence.start : sentence.end]
    return sheet.report.text[event.trigger.start : event.trigger.end]


def sheet_of(row: RowMapping, events: tuple[Event, ...], claims: tuple[Claim, ...]) -> Sheet:
    """The sheet of a report's row, its events and its claims."""
    report = json.loads(row["report"])
    found = {**json.loads(row["body"]), "events": encode(events), "claims": encode(claims)}
    return decode(Sheet, {**found, "report": report, "text": report["text"], "zones": report["zones"]})


def report_of(body: str) -> Report:
    """The report of a report's row, without what was found in it."""
    return decode(Report, json.loads(body))


def standing_of(row: RowMapping) -> Standing:
    """Whether a row still stands."""
    return Standing(row["changed"], row["withdrawn"], row["why"])


def report_row(row: RowMapping) -> ReportRow:
    """A report's row as a record."""
    return ReportRow(report_of(row["report"]), row["state"], row["reason"], standing_of(row), row["superseded_by"], row["copy_of"])


def event_row(row: RowMapping, of: ReportRow, claims: Mapping[str, Claim], decided: tuple[Decision, ...]) -> EventRow:
    """An event's row as a record, with people's decisions applied; ``claims`` are its report's, by id."""
    event, review = apply(decode(Event, json.loads(row["body"])), decided)
    stand = _reviewed(standing_of(row), review, decided)
    inside = tuple(claims[id] for id in event.claims if id in claims)
    gave = dict.fromkeys(count.claim for count in event.counts if count.claim is not None)
    givers = tuple(claims[id] for id in gave if id in claims)
    return EventRow(event, of.report, row["quote"], stand, review, row["target"], inside, givers, of.copy_of)


def incident_row(row: RowMapping, decided: tuple[Decision, ...]) -> IncidentRow:
    """An incident's row as a record, with people's decisions applied."""
    incident, review = apply(decode(Incident, json.loads(row["body"])), decided)
    return IncidentRow(incident, _reviewed(standing_of(row), review, decided), review)


def _reviewed(standing: Standing, review: str | None, decided: tuple[Decision, ...]) -> Standing:
    if review != "rejected" or standing.withdrawn is not None:
        return standing
    last = next(each for each in reversed(decided) if each.action == "reject")
    return Standing(standing.changed, last.time, f"rejected by {last.user}")


def claims_of(bodies: tuple[str, ...]) -> tuple[Claim, ...]:
    """The claims of their rows."""
    return tuple(decode(Claim, json.loads(body)) for body in bodies)

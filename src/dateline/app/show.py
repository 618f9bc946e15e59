"""A report, an event or an incident for a person to read, every value beside the words it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dateline.app.show_why import why_page
from dateline.app.tables import counted, days, many, names
from dateline.app.terminal import plain, tame
from dateline.errors import InputError
from dateline.model import Claim, Count, Event, Incident, Place, Report, Sheet, Speaker
from dateline.store.records import EventRow, Filter
from dateline.store.store import Store
from dateline.store.tabular import place_name, speaker_of

HINTS = 3
STYLES = {"trigger": "bold reverse", "actor": "cyan", "recipient": "magenta", "place": "green", "when": "yellow"}


def show(store: Store, id: str, console: Console, *, why: bool = False) -> None:
    """Print the event, report (by id or external id) or incident with this id; InputError where there is none.

    With ``why``, an incident is followed by why its events are together and why those nearest to them are not.
    """
    event = store.event(id)
    if event is not None:
        console.print(_event_page(event))
        return
    sheet = store.sheet(id)
    if sheet is not None:
        console.print(report_page(sheet, tuple(store.events(Filter(report=sheet.report.id)))))
        for line in _beside(store, sheet.report.id):
            console.print(line)
        return
    incident = store.incident(id)
    if incident is None:
        raise InputError(f"no report, event or incident has the id {id!r} in {store.where}; {_hint(store, id)}")
    if incident.standing.withdrawn is not None:
        heirs = ", ".join(store.heirs(id)) or "nothing"
        console.print(plain(f"{id} was withdrawn {incident.standing.withdrawn}; in its place: {heirs}"))
    rows = tuple(store.events(Filter(incident=id)))
    console.print(incident_page(incident.incident, rows, _sources(store, incident.incident)))
    if why:
        console.print(why_page(store.why(id), rows))


def _hint(store: Store, id: str) -> str:
    """What was probably meant: reports whose file or id ends or begins like what was asked for; else where ids are listed."""
    named = ((row.report.external_id or row.report.id, row.report.id) for row in store.reports())
    meant = list(islice((name for name, own in named if name.endswith(f"/{id}") or own.startswith(id)), HINTS))
    if meant:
        return f"perhaps {' or '.join(meant)}?"
    return "`dateline export reports --as csv` lists the reports, `export events` the events"


def _beside(store: Store, id: str) -> Iterator[RenderableType]:
    """What the report is a copy of, and what became of it where it no longer stands."""
    row = next(iter(store.reports(Filter(report=id, since=""))), None)
    if row is None:
        return
    story = _report(store, row.copy_of) if row.copy_of is not None else None
    if story is not None:
        yield plain(f"Repeats the story of {story.id}: {_named(story)}")
    if row.standing.withdrawn:
        yield plain(f"Withdrawn {row.standing.withdrawn}: {row.standing.why}")


def _report(store: Store, id: str) -> Report | None:
    return next((row.report for row in store.reports(Filter(report=id, since=""))), None)


def _sources(store: Store, incident: Incident) -> tuple[tuple[Report, str], ...]:
    found = ((_report(store, id), role) for id, role in incident.reports)
    return tuple((report, role) for report, role in found if report is not None)


def _named(report: Report) -> str:
    name = report.title or report.external_id
    return ", ".join(filter(None, (name, report.outlet, report.published))) or report.id


def report_page(sheet: Sheet, rows: tuple[EventRow, ...]) -> RenderableType:
    """A report's text with its events' words marked, and each event below it."""
    events = tuple(row.event for row in rows) or sheet.events
    parts: list[RenderableType] = [_head(sheet.report), marked(sheet.report.text, events)]
    if sheet.rejected:
        parts.append(plain(f"Rejected: {sheet.rejected}"))
    if sheet.failed:
        parts.append(plain(f"Failed: {sheet.failed.where}: {sheet.failed.error}"))
    for number, event in enumerate(events, start=1):
        parts.append(coding(event, sheet.report.text, f"{number}. ", sheet.claims))
    return Group(*parts)


def marked(text: str, events: tuple[Event, ...]) -> Text:
    """The text with the words of its events in colours."""
    shown = Text(tame(text))
    for kind, start, end in sorted(_words(events)):
        shown.stylize(STYLES[kind], start, end)
    return shown


def _words(events: tuple[Event, ...]) -> Iterator[tuple[str, int, int]]:
    for event in events:
        yield "trigger", event.trigger.start, event.trigger.end
        yield from (("actor", each.start, each.end) for each in event.actors)
        yield from (("recipient", each.start, each.end) for each in event.recipients)
        if event.place is not None:
            yield "place", event.place.start, event.place.end
        if event.when is not None and event.when.start is not None and event.when.end is not None:
            yield "when", event.when.start, event.when.end


def coding(event: Event, text: str, before: str = "", claims: tuple[Claim, ...] = ()) -> RenderableType:
    """One event's values, who says so, and the rules and words behind them; ``claims`` are those of its report."""
    table = Table.grid(padding=(0, 2))
    for name, value in _values(event, {claim.id: claim for claim in claims}, text):
        table.add_row(Text(name, "dim"), plain(value))
    for each in event.evidence:
        quoted = " ".join(text[each.start : each.end].split())
        table.add_row(Text(each.stage, "dim"), plain(f"{each.rule}: “{quoted}”"))
    title = " ".join(part for part in (event.type, event.mode) if part)
    return Panel(table, title=plain(f"{before}{title}"), title_align="left")


def _values(event: Event, claims: Mapping[str, Claim], text: str) -> Iterator[tuple[str, str]]:
    yield "id", event.id
    yield "words", event.trigger_text
    yield "status", _status(event)
    yield from (("says", says(claims[name], text)) for name in event.claims if name in claims)
    if event.actors:
        yield "actor", names(event.actors)
    if event.recipients:
        yield "recipient", names(event.recipients)
    if event.place is not None:
        yield "place", _where(event.place)
    if event.when is not None:
        yield "when", f"{days(event.when)} ({event.when.precision or 'unknown'}, {event.when.basis or 'no basis'})"
    if event.counts:
        yield "counts", "; ".join(_count(count, claims) for count in event.counts)
    if event.territory is not None:
        yield "territory", " ".join(filter(None, (event.territory.change, event.territory.by, event.territory.source)))
    if event.contexts:
        yield "contexts", ", ".join(event.contexts)
    yield "codes", _codes(event)
    yield "confidence", f"{event.confidence:.2f}"


def _status(event: Event) -> str:
    """The status with the report's own commitment, and the source's where it is another."""
    source = event.source_factuality
    other = f", the source {source:+g}" if source is not None and source != event.factuality else ""
    return f"{event.status} (the report {event.factuality:+g}{other})"


def says(claim: Claim, text: str) -> str:
    """Who makes a claim, how far they are named, and the words by which they do: ``two officials (unnamed) assert: “said”``."""
    cue = " … ".join(" ".join(text[span.start : span.end].split()) for span in claim.cue)
    return f"{speaker_of(claim) or 'no source named'}{_unnamed(claim.speaker)} {claim.stance}: “{cue}”"


def _unnamed(speaker: Speaker) -> str:
    if not speaker.anonymous:
        return ""
    return f" (unnamed: {speaker.how})" if speaker.how and speaker.how != speaker.name else " (unnamed)"


def _count(count: Count, claims: Mapping[str, Claim]) -> str:
    """A count with whom it counts, whether it runs on or is part of a sum, and who gives it."""
    giver = claims.get(count.claim or "")
    party = "" if count.side is None else {"a": "the actor's side", "b": "the recipient's side"}.get(count.side, count.side)
    notes = (
        count.who or "",
        party,
        "running total" if count.total else "",
        "part of a sum" if count.part else "",
        f"by {speaker_of(giver) or 'an unnamed source'}" if giver else "",
    )
    told = ", ".join(note for note in notes if note)
    return f"{counted(count)} ({told})" if told else counted(count)


def _codes(event: Event) -> str:
    acled = f"ACLED {event.acled.event_type} / {event.acled.sub_event_type}" if event.acled else ""
    return ", ".join(part for part in (f"CAMEO {event.cameo}" if event.cameo else "", acled) if part) or "–"


def _where(place: Place) -> str:
    parts = (place_name(place), place.admin1, place.country)
    point = f" {place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else ""
    return ", ".join(dict.fromkeys(part for part in parts if part)) + point + f" ({place.precision or 'unknown'})"


def _head(report: Report) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    told = (
        ("report", report.id),
        ("file", report.external_id),
        ("title", report.title),
        ("outlet", report.outlet),
        ("published", report.published and f"{report.published} ({report.published_basis})"),
        ("url", report.url),
    )
    for name, value in told:
        if value:
            table.add_row(Text(name, "dim"), plain(value))
    return Group(table, "")


def _event_page(row: EventRow) -> RenderableType:
    parts: list[RenderableType] = [_head(row.report), plain(" ".join(row.quote.split()))]
    parts.append(coding(row.event, row.report.text, claims=row.claims))
    if row.review:
        parts.append(plain(f"Review: {row.review}"))
    if row.standing.withdrawn:
        parts.append(plain(f"Withdrawn {row.standing.withdrawn}: {row.standing.why}"))
    return Group(*parts)


def incident_page(incident: Incident, rows: tuple[EventRow, ...], sources: tuple[tuple[Report, str], ...]) -> RenderableType:
    """An incident with its numbers, its disputes, its sources and the sentences that tell of it."""
    title = " ".join(part for part in (incident.type, incident.mode) if part)
    parts: list[RenderableType] = [
        plain(f"{incident.id}  {title}  {days(incident.when)}  {place_name(incident.place) or ''}"),
        plain(f"{names(incident.actors)} → {names(incident.recipients)}"),
        plain(f"{many(len(incident.reports), 'report')}, {incident.independent} independent"),
    ]
    parts += [plain(f"{each.kind}: {each.best} ({each.low}–{each.high})") for each in incident.counts]
    for dispute in incident.disputes:
        told = "; ".join(f"{value} ({len(events)})" for value, events in dispute.values)
        parts.append(plain(f"disputed {dispute.field}: {told}"))
    copies = dict(incident.copies)
    for report, role in sources:
        copied = f" (repeats {copies[report.id]})" if report.id in copies else ""
        parts.append(plain(f"{role}: {report.id} {_named(report)}{copied}"))
    parts += [plain(f"- {' '.join(row.quote.split())} [{row.report.outlet or row.report.id}]") for row in rows]
    return Group(*parts)

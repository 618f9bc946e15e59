"""The report page, the list of reports, and the way from an event to its report."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.app.web.copies import copies_of
from dateline.app.web.marking import parts
from dateline.app.web.overview import pager_of
from dateline.app.web.paper import words
from dateline.app.web.params import PAGE, Chosen, chosen_of
from dateline.app.web.site import data, html, site_of
from dateline.errors import InputError
from dateline.model import Evidence, Report
from dateline.store.records import EventRow, Filter, ReportRow, SheetRow
from dateline.store.wire import encode_record


class Missing(InputError):
    """Something that the address names and the database does not have."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that gave a value, with the words it read."""

    stage: str
    rule: str
    quote: str


def report_page(request: Request) -> Response:
    """One report with everything found in it."""
    site = site_of(request)
    sheet, rows = report_of(request)
    events = [row.event for row in rows]
    wanted = request.query_params.get("event")
    picked = next((number for number, event in enumerate(events) if event.id == wanted), None)
    store = site.live.store
    return html(
        request,
        "report.html",
        report=sheet.sheet.report,
        standing=sheet.standing,
        sheet=sheet.sheet,
        rows=rows,
        parts=parts(sheet.sheet.report, events, sheet.sheet.claims),
        picked=picked,
        reasons=[reasons(row) for row in rows],
        incidents=[store.incident_of(row.event.id) for row in rows],
        statuses=[event.status for event in events],
        copies=copies_of(site.live, sheet.sheet.report.id),
    )


def report_data(request: Request) -> Response:
    """One report's coding sheet as JSON, the same as ``dateline annotate`` writes."""
    sheet, _ = report_of(request)
    return data(encode_record(sheet.sheet))


def report_of(request: Request) -> tuple[SheetRow, tuple[EventRow, ...]]:
    """The report that the address names, by its id or its external id, and its events as people left them."""
    name = request.path_params["id"]
    store = site_of(request).live.store
    found = tuple(store.sheets(Filter(report=name, since="")))
    live = [row for row in found if row.standing.withdrawn is None] or list(found)
    if not live:
        raise Missing(f"there is no report {name!r}")
    events = site_of(request).live.report_events(live[-1].sheet.report.id)
    kept = [row for row in events if row.review == "rejected" or row.standing.withdrawn is None]
    return live[-1], tuple(sorted(kept, key=lambda row: (row.event.trigger.start, row.event.id)))


def reasons(row: EventRow) -> tuple[Reason, ...]:
    """The rules behind an event's values, with the words they read."""
    return tuple(_reason(each, row.report) for each in row.event.evidence)


def _reason(each: Evidence, report: Report) -> Reason:
    return Reason(each.stage, each.rule, words(report.text[each.start : each.end]))


def event_page(request: Request) -> Response:
    """Go to the report that an event stands in, with the event chosen."""
    id = request.path_params["id"]
    row = site_of(request).live.store.event(id)
    if row is None:
        raise Missing(f"there is no event {id!r}")
    return RedirectResponse(f"/reports/{row.report.id}?event={row.event.id}#e-{row.event.id}", 303)


def reports_page(request: Request) -> Response:
    """Every report with how its coding ended."""
    asked = request.query_params
    chosen = chosen_of(asked)
    state = asked.get("state")
    rows = [row for row in site_of(request).live.store.reports() if _wanted(row, state, chosen.words.casefold())]
    rows.sort(key=lambda row: (row.report.published or "", row.report.id), reverse=True)
    pager = pager_of(len(rows), chosen)
    index = site_of(request).live.index()
    counts: dict[str, int] = {}
    for line in index.lines:
        if not line.withdrawn and line.review != "rejected":
            counts[line.report] = counts.get(line.report, 0) + 1
    return html(
        request,
        "reports.html",
        rows=rows[pager.first : pager.last],
        pager=pager,
        chosen=chosen,
        state=state,
        counts=counts,
        size=PAGE,
        plain=Chosen(),
    )


def _wanted(row: ReportRow, state: str | None, asked: str) -> bool:
    told = " ".join(filter(None, (row.report.title, row.report.outlet, row.report.external_id))).casefold()
    return (not state or row.state == state) and all(word in told for word in asked.split())

"""Events joined to incidents at the end of a run and on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.link import link_events
from dateline.model import Report
from dateline.read.copies import CopyIndex
from dateline.read.versions import replaced
from dateline.store.store import Store


def link_new(store: Store) -> int:
    """Join the events that stand to incidents and store them; the number of incidents.

    Before that, reports that another updates, corrects or kills are withdrawn with their events.
    """
    withdraw_replaced(store)
    rows = store.events().records()
    ids = {row.target: row.event.id for row in rows}
    pairs = [(ids[one], ids[other], same) for one, other, same in store.same_or_not() if one in ids and other in ids]
    joined = [(one, other) for one, other, same in pairs if same]
    parted = [(one, other) for one, other, same in pairs if not same]
    copies = copies_among({row.report.id: row.report for row in rows}.values())
    incidents = link_events([(row.event, row.report) for row in rows], joined, parted, copies=copies)
    store.save_incidents(incidents)
    return len(incidents)


def withdraw_replaced(store: Store) -> int:
    """Withdraw the reports that others took the place of; the number of those that stood until now."""
    reports = [row.report for row in store.reports()]
    return sum(store.withdraw(each.report, f"{each.kind} by {each.by}") for each in replaced(reports))


def copies_among(reports: Iterable[Report]) -> Mapping[str, str]:
    """The reports that repeat another one's story, with the id of that one: the one that came out first."""
    index = CopyIndex()
    ordered = sorted(reports, key=lambda report: (report.published or "", report.external_id or "", report.id))
    found = ((report.id, index.add(report)) for report in ordered)
    return {report: story for report, story in found if story is not None}

"""Reports joined by the incident that each is mostly about, whether or not an event was coded in them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.link.near import by_report, entry_of, near_all
from dateline.link.stories import stories
from dateline.model import Event, Report


def link_reports(told: Sequence[tuple[Report, Sequence[Event]]]) -> tuple[tuple[str, ...], ...]:
    """The ids of the reports in groups that are about one incident; the order of ``told`` does not matter."""
    ordered = sorted(told, key=lambda item: (item[0].published or "", item[0].external_id or "", item[0].id))
    entries = [entry_of(report, events, (), ()) for report, events in ordered]
    homes = {entry.report.id: index for index, entry in enumerate(entries)}
    groups = stories([entry.profile for entry in entries], by_report(near_all(entries).stories, homes))
    return tuple(tuple(entries[index].report.id for index in group) for group in groups)

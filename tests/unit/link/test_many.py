"""Much at once: identical reports, a crowded story, odd days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told import event, report

from dateline.link import link_events
from dateline.link.blocks import EVER, HUBS, PARTNERS, Block, keyed_again, view_of, viewers_of
from dateline.model import Event, Report
from dateline.read.copies import copies_among

BODY = "A car bomb tore through the Qasira market in Alda on Saturday, killing 12 shoppers, hospital director Hamid Vosk said."


def many(size: int) -> list[tuple[Event, Report]]:
    return [(event(f"e{at}"), report(f"{at:05d}", BODY, f"2014-06-{22 + at % 3}")) for at in range(size)]


def test_hundreds_of_identical_reports_are_one_incident_and_one_source() -> None:
    (incident,) = link_events(many(300), copies=copies_among)
    assert (len(incident.reports), incident.independent) == (300, 1)


def test_a_report_dated_in_the_future_is_linked_like_any_other() -> None:
    told = many(2)
    later = replace(told[1][1], published="9999-12-31")
    assert {id for each in link_events([told[0], (told[1][0], later)]) for id in each.events} == {"e0", "e1"}


@pytest.mark.parametrize("published", [None, "", "not a day", "2014-13-45"])
def test_a_day_that_is_none_breaks_nothing(published: str | None) -> None:
    told = many(3)
    odd = replace(told[2][1], published=published)
    assert sum(len(each.events) for each in link_events([*told[:2], (told[2][0], odd)])) == 3


def test_the_work_in_a_crowded_block_is_bounded_and_a_later_report_changes_no_view() -> None:
    items = [keyed_again(f"r{at:04d}", [(7, (735_000 + at // 40, f"r{at:04d}", 900))]) for at in range(2_000)]
    block = Block(sorted(row for item in items for _, row in item.rows()))
    views = {item.report: view_of(item, lambda _: block) for item in items}
    assert max(map(len, views.values())) <= PARTNERS
    assert len(block.leading()) <= EVER + HUBS * (2_000 // 40 // 14 + 2)
    early = Block(block.rows[:1_000])
    assert all(view_of(item, lambda _: early) == views[item.report] for item in items[:1_000])
    assert not viewers_of(items[-1], lambda _: block)

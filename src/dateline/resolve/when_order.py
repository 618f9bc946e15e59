"""Says whether a report writes the day or the month first in numeric dates."""

from __future__ import annotations

import re

from dateline.model import Report
from dateline.resolve.when_cues import cues

_NUMERIC = re.compile(r"(?<![0-9/.-])([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{2,4}(?![0-9/-])")


def day_order(report: Report) -> bool | None:
    """True for day first, False for month first, by the report's own plain dates or its outlet; else None."""
    votes = set()
    for found in _NUMERIC.finditer(report.text):
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second or second > 12 >= first:
            votes.add(first > 12)
    if len(votes) == 1:
        return votes.pop()
    return _outlet_order(report.outlet)


def _outlet_order(outlet: str | None) -> bool | None:
    name = f" {(outlet or '').lower()} "
    if any(f" {known} " in name for known in cues().month_first):
        return False
    if any(f" {known} " in name for known in cues().day_first):
        return True
    return None

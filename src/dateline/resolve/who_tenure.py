"""Which of a person's offices counts on a date."""

from __future__ import annotations

from dateline.lexicon.actor_names import Tenure


def tenure_on(tenures: tuple[Tenure, ...], date: str | None) -> tuple[Tenure | None, bool]:
    """The tenure that covers ``date`` or the nearest before it, and whether it was over by then."""
    if not tenures:
        return None, False
    if date is None:
        return tenures[-1], bool(tenures[-1].end)
    running = [held for held in tenures if _covers(held, date)]
    if running:
        return running[-1], False
    before = [held for held in tenures if held.end and held.end < date]
    return (max(before, key=lambda held: held.end), True) if before else (tenures[0], False)


def _covers(held: Tenure, date: str) -> bool:
    until = min(len(held.end), len(date))
    since = min(len(held.start), len(date))
    return held.start[:since] <= date[:since] and (not held.end or date[:until] <= held.end[:until])

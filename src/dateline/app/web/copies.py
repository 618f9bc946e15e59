"""Which reports carry another's story word for word, as linking knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.app.web.live import Live
from dateline.model import Report
from dateline.read.copies import CopyIndex
from dateline.store.queries_lines import ReportLine


@dataclass(frozen=True, slots=True)
class Copies:
    """The report whose story a report copies, if it does, and those that copy its own."""

    original: ReportLine | None
    copies: tuple[ReportLine, ...]


def copies_of(live: Live, report: str) -> Copies:
    """What a report copies and what copies it."""
    found = live.copies(report)
    original = next((each for each in found if each.id != report and each.copy_of is None), None)
    mine = next((each for each in found if each.id == report), None)
    copied = original if mine is not None and mine.copy_of is not None else None
    return Copies(copied, tuple(each for each in found if each.id != report and each.copy_of is not None))


def stories_of(live: Live, reports: Sequence[Report]) -> Mapping[str, str]:
    """The reports among these that copy another's story, with that one; compared here where linking has not said yet."""
    known = live.copied([each.id for each in reports])
    if known:
        return known
    index = CopyIndex()
    found = ((each.id, index.add(each)) for each in sorted(reports, key=lambda each: (each.published or "", each.id)))
    return {report: story for report, story in found if story is not None}

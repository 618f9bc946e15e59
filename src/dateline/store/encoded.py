"""A sheet as the rows it will be: made where the report was coded, so that whoever writes them only has to write."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Coder, Failure, Sheet
from dateline.store.rows import Columns, body_of, clean, event_columns, report_columns


@dataclass(frozen=True, slots=True)
class Encoded:
    """The rows of a report, its events and its claims, without times and without what people decided.

    ``failed`` tells why the report could not be coded.
    """

    failed: Failure | None
    report: Columns
    events: tuple[Columns, ...]
    claims: tuple[Columns, ...]

    @property
    def id(self) -> str:
        """The report's id as the store knows it."""
        return str(self.report["id"])

    @property
    def source(self) -> str:
        """The report's source as the store knows it."""
        return str(self.report["source"])


def encoded(sheet: Sheet, coder: Coder) -> Encoded:
    """The rows of a sheet."""
    report = report_columns(sheet, coder)
    return Encoded(
        failed=sheet.failed,
        report=report,
        events=tuple(event_columns(sheet, seq) for seq in range(len(sheet.events))),
        claims=tuple(
            {"report": report["id"], "seq": seq, "id": clean(claim.id), "body": body_of(claim)}
            for seq, claim in enumerate(sheet.claims)
        ),
    )

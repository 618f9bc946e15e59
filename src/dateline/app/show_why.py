"""Why events are of one incident or not, for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.app.terminal import plain
from dateline.link.why import Part, Reason
from dateline.store.records import EventRow


def why_page(reasons: Iterable[Reason], rows: Iterable[EventRow]) -> RenderableType:
    """Each pair with the score of the two tellings and of their reports, and what every feature adds."""
    quotes = {row.event.id: " ".join(row.quote.split()) for row in rows}
    parts = [part for reason in reasons for part in _reason(reason, quotes)]
    return Group(*parts) if parts else plain("Nothing else was near enough to be compared.")


def _reason(reason: Reason, quotes: dict[str, str]) -> Iterator[RenderableType]:
    verdict = "together" if reason.joined else "not together"
    yield plain("")
    yield plain(f"{reason.one} and {reason.other}: {verdict}, score {reason.score:+.2f}")
    for id in (reason.one, reason.other):
        if id in quotes:
            yield plain(f"  “{quotes[id]}”")
    yield _table(reason.parts)
    if reason.story_score is not None:
        about = "about one story" if reason.same_story else "not about one story"
        yield plain(f"  their reports: {about}, score {reason.story_score:+.2f}")
        yield _table(reason.story)


def _table(parts: Iterable[Part]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for part in parts:
        table.add_row(plain(f"    {part.adds:+.2f}"), plain(part.feature), Text(part.note, "dim"))
    return table

"""The answer in short to what somebody asked: what happened, who says so, who denies it, and is that right?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.app.web.index import UNREVIEWED, Index
from dateline.app.web.numbers import NO_DAY, Numbers, day_of
from dateline.app.web.params import Chosen
from dateline.app.web.site import Site
from dateline.model import Dispute
from dateline.store.records import EventRow

AGAINST = ("denies", "doubts")
SHOWN, QUOTED = 6, 3
LITTLE = 0.5


@dataclass(frozen=True, slots=True)
class Tell:
    """A name with how often it occurs, and the address of where."""

    name: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Quarrel:
    """An incident in dispute and what about; ``field`` values with what the reports give."""

    incident: str
    type: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What a choice of events comes to; days are ISO and None where no event has one."""

    first: str | None
    last: str | None
    events: int
    incidents: int
    reports: int
    kinds: tuple[Tell, ...]
    said: tuple[Tell, ...]
    denials: tuple[EventRow, ...]
    denied: Tell
    quarrels: tuple[Quarrel, ...]
    disputed: Tell
    checked: int
    doubtful: int


def is_question(chosen: Chosen) -> bool:
    """Whether an address asks about a place, a time or somebody, so that a short answer helps."""
    asked = chosen.place or chosen.start or chosen.end or chosen.words or chosen.values("country") or chosen.values("actor")
    return bool(asked) and chosen.page == 1 and chosen.since is None


def digest_of(site: Site, index: Index, rows: Numbers, chosen: Chosen) -> Digest:
    """The short answer about these events."""
    mask = np.zeros(len(index.lines), dtype=np.bool_)
    mask[rows] = True
    days = index.first[rows]
    days = days[days != NO_DAY]
    homes = index.homes
    found = homes.among(rows)
    quarrels = found[homes.disputed[found]]
    told_of = np.flatnonzero((np.isin(homes.of, found) & index.stands) | mask).astype(np.int32)
    against = _against(index, told_of)
    denied = chosen.turned("stance", AGAINST[0]).turned("stance", AGAINST[1]).query() if not chosen.values("stance") else ""
    return Digest(
        day_of(int(days.min())) if len(days) else None,
        day_of(int(days.max())) if len(days) else None,
        len(rows),
        len(found),
        len({index.lines[row].report for row in rows.tolist()}),
        _tells(index, mask, "type", chosen),
        _tells(index, mask, "said", chosen),
        site.live.events([index.lines[row].id for row in against[:QUOTED]]),
        Tell("denied", len(against), denied),
        _quarrels(site, [homes.incidents[each].id for each in quarrels[:QUOTED].tolist()]),
        Tell("in dispute", len(quarrels), chosen.turned("dispute", "in dispute").query()),
        len(rows) - dict(index.columns["review"].counts(mask)).get(UNREVIEWED, 0),
        int((index.sure[rows] < LITTLE).sum()),
    )


def _against(index: Index, rows: Numbers) -> list[int]:
    """The events that somebody denies or doubts, one a sentence; a denial need not name the place again."""
    wanted = index.columns["stance"].mask(AGAINST, len(index.lines)) | index.columns["status"].mask(("denied",), len(index.lines))
    kept: dict[tuple[str, str], int] = {}
    for row in rows[wanted[rows]].tolist():
        kept.setdefault((index.lines[row].report, index.lines[row].quote), row)
    return list(kept.values())


def _tells(index: Index, mask: np.typing.NDArray[np.bool_], facet: str, chosen: Chosen) -> tuple[Tell, ...]:
    counts = Counter(dict(index.columns[facet].counts(mask))).most_common(SHOWN)
    return tuple(Tell(name, many, chosen.turned(facet, name).query()) for name, many in counts)


def _quarrels(site: Site, ids: Sequence[str]) -> tuple[Quarrel, ...]:
    rows = [row for row in map(site.live.store.incident, ids) if row is not None]
    return tuple(Quarrel(row.incident.id, row.incident.type, row.incident.disputes) for row in rows)

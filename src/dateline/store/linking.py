"""What linking reads and writes: reports not linked yet, those in the same blocks, and the incidents that come of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, Engine, Table, Update, bindparam, func, or_, select, update

from dateline.days import ordinal
from dateline.link.blocks import Keyed, Row, keyed_again
from dateline.model import Event, Incident, Report, Toll
from dateline.pipeline import NO_EVENT
from dateline.store import tables
from dateline.store.incidents import replace_incidents
from dateline.store.judging import ROUND, same_or_not
from dateline.store.putting import put
from dateline.store.reading import read_chosen_events
from dateline.store.rows import report_of

BATCH = 400
_MINE = tables.reports.c.id == bindparam("mine")
_LINKED = (
    update(tables.reports)
    .where(_MINE, tables.reports.c.changed == bindparam("seen"), tables.reports.c.linked == 0)
    .values(linked=1)
)
_IN_STORY = update(tables.reports).where(_MINE).values(story=bindparam("named"))
_COPY_OF = update(tables.reports).where(_MINE).values(copy_of=bindparam("repeats"), changed=bindparam("now"))
_RETOLD = (
    update(tables.events)
    .where(tables.events.c.report == bindparam("mine"), tables.events.c.withdrawn.is_(None))
    .values(changed=bindparam("now"))
)
Stories: TypeAlias = Iterator[tuple[Report, tuple[Event, ...]]]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A report that came, changed or went since events were last joined; ``changed`` tells its state then."""

    id: str
    stands: bool
    changed: str


@dataclass(frozen=True, slots=True)
class Result:
    """What linking came to for some reports: their incidents, stories and copies, and the blocks of those that changed."""

    round: int
    reports: Collection[str]
    done: Sequence[Unlinked]
    incidents: Sequence[Incident]
    stories: Mapping[str, str]
    copies: Mapping[str, str]
    keys: Sequence[Keyed]
    whole: bool = False


def link_round(connection: Connection) -> int:
    """How often incidents were stored: it tells whether somebody else did so in the meantime."""
    value = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == ROUND)).scalar()
    return int(value) if value is not None else 0


def unlinked(connection: Connection) -> tuple[Unlinked, ...]:
    """The reports to link, by id."""
    table = tables.reports
    query = select(table.c.id, table.c.withdrawn, table.c.changed).where(table.c.linked == 0).order_by(table.c.id)
    return tuple(Unlinked(row.id, row.withdrawn is None, row.changed) for row in connection.execute(query))


def unlinked_days(connection: Connection) -> Iterator[int]:
    """The ordinals of the days that the standing reports to link came out; 0 where a day is not known."""
    table = tables.reports
    query = select(table.c.published).where(table.c.linked == 0, table.c.withdrawn.is_(None)).distinct()
    yield from (ordinal(published) or 0 for published in connection.execute(query).scalars())


def linked_count(connection: Connection) -> int:
    """How many reports were linked before."""
    table = tables.reports
    return int(connection.execute(select(func.count()).select_from(table).where(table.c.linked == 1)).scalar_one())


def reports_out(connection: Connection, first: str, last: str) -> Iterator[Report]:
    """The standing reports that came out between two ISO days, both included; those without a day where ``first`` is empty."""
    table = tables.reports
    day = func.coalesce(func.substr(table.c.published, 1, 10), "")
    chosen = table.c.withdrawn.is_(None) & (day >= first) & (day <= last)
    yield from (report_of(body) for body in connection.execute(select(table.c.report).where(chosen)).scalars())


def block_rows(connection: Connection, key: int) -> tuple[Row, ...]:
    """The reports in a block, in its order."""
    table = tables.link_keys
    query = select(table.c.day, table.c.report, table.c.weight).where(table.c.key == key)
    return tuple((row.day, row.report, row.weight) for row in connection.execute(query.order_by(table.c.day, table.c.report)))


def stories_of(connection: Connection, reports: Collection[str]) -> Mapping[str, str | None]:
    """The story of each of these reports, where it has one."""
    table, found = tables.reports, dict[str, str | None]()
    for part in _parts(reports):
        query = select(table.c.id, table.c.story).where(table.c.id.in_(part))
        found.update((row.id, row.story) for row in connection.execute(query))
    return found


def companions(connection: Connection, reports: Collection[str]) -> set[str]:
    """The reports that are in one story or one incident with any of these."""
    table, events, members = tables.reports, tables.events, tables.incident_events
    found: set[str] = set()
    for part in _parts(reports):
        stories = select(table.c.story).where(table.c.id.in_(part), table.c.story.is_not(None))
        found.update(connection.execute(select(table.c.id).where(table.c.story.in_(stories))).scalars())
        homes = select(members.c.incident).join(events, members.c.event == events.c.id).where(events.c.report.in_(part))
        beside = select(events.c.report).join(members, members.c.event == events.c.id).where(members.c.incident.in_(homes))
        found.update(connection.execute(beside).scalars())
    return found


def told_by(
    engine: Engine, connection: Connection, ids: Collection[str] | None = None
) -> Iterator[tuple[Report, tuple[Event, ...], Toll | None]]:
    """The standing reports with these ids, or all, by id, with their events and their toll; those that were not coded are left out.

    A report in which no event was found is handed out without any.
    """
    for part in _parts(ids) if ids is not None else _pages(connection):
        yield from _told(engine, connection, part)


def _told(engine: Engine, connection: Connection, ids: Collection[str]) -> Iterator[tuple[Report, tuple[Event, ...], Toll | None]]:
    table = tables.reports
    events: dict[str, list[Event]] = {}
    for each in read_chosen_events(engine, sorted(ids)):
        events.setdefault(each.report.id, []).append(each.event)
    told = or_(table.c.state == "coded", table.c.reason == NO_EVENT)
    query = select(table.c.id, table.c.report, table.c.killed, table.c.injured)
    chosen = table.c.id.in_(ids) & table.c.withdrawn.is_(None)
    for row in connection.execute(query.where(chosen & (told | table.c.id.in_(sorted(events)))).order_by(table.c.id)):
        toll = None if row.killed is None or row.injured is None else Toll(row.killed, row.injured)
        yield report_of(row.report), tuple(events.get(row.id, ())), toll


def _pages(connection: Connection) -> Iterator[Sequence[str]]:
    table, last = tables.reports, ""
    query = select(table.c.id).where(table.c.withdrawn.is_(None)).order_by(table.c.id).limit(BATCH)
    while page := connection.execute(query.where(table.c.id > last)).scalars().all():
        yield page
        last = page[-1]


def _parts(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    listed = sorted(ids)
    for first in range(0, len(listed), BATCH):
        yield listed[first : first + BATCH]


def save_linked(connection: Connection, result: Result, time: str) -> bool:
    """Store what linking came to; false, and nothing is stored, where somebody else stored incidents in the meantime."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(tables.meta.c.name).where(tables.meta.c.name == "schema").with_for_update())
    if link_round(connection) != result.round:
        return False
    put(connection, tables.meta, [{"name": ROUND, "value": str(result.round + 1)}])
    _save_keys(connection, result)
    touched = None if result.whole else {*result.reports, *(each.id for each in result.done)}
    replace_incidents(connection, result.incidents, time, touched)
    _mark(connection, result, time)
    return True


def _save_keys(connection: Connection, result: Result) -> None:
    table = tables.link_keys
    if result.whole:
        connection.execute(table.delete())
    else:
        for part in _parts(each.id for each in result.done):
            connection.execute(table.delete().where(table.c.report.in_(part)))
    rows: list[Mapping[str, int | str]] = [
        {"key": key, "day": day, "report": report, "weight": weight}
        for each in result.keys
        for key, (day, report, weight) in each.rows()
    ]
    _insert(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, int | str]]) -> None:
    for first in range(0, len(rows), 50_000):
        connection.execute(table.insert(), rows[first : first + 50_000])


def _mark(connection: Connection, result: Result, time: str) -> None:
    """What changed while linking went on keeps its mark and is linked the next time."""
    table, before = tables.reports, dict[str, tuple[str | None, str | None]]()
    for part in _parts(result.reports):
        query = select(table.c.id, table.c.story, table.c.copy_of).where(table.c.id.in_(part))
        before.update((row.id, (row.story, row.copy_of)) for row in connection.execute(query))
    stories = [(id, result.stories.get(id)) for id in sorted(before)]
    copies = [(id, result.copies.get(id)) for id in sorted(before)]
    _each(connection, _LINKED, [{"mine": each.id, "seen": each.changed} for each in result.done])
    _each(connection, _IN_STORY, [{"mine": id, "named": story} for id, story in stories if before[id][0] != story])
    copied = [{"mine": id, "repeats": copy, "now": time} for id, copy in copies if before[id][1] != copy]
    _each(connection, _COPY_OF, copied)
    # Whoever keeps a copy of the events learns that they are told by a copied story now, or no longer.
    _each(connection, _RETOLD, [{"mine": row["mine"], "now": time} for row in copied])


def _each(connection: Connection, statement: Update, rows: Sequence[Mapping[str, str | None]]) -> None:
    if rows:
        connection.execute(statement, rows)


def stored_keys(connection: Connection, reports: Collection[str]) -> Mapping[str, Keyed]:
    """The blocks that these reports were in when they were linked last."""
    table, rows = tables.link_keys, dict[str, list[tuple[int, Row]]]()
    for part in _parts(reports):
        for row in connection.execute(select(table).where(table.c.report.in_(part))):
            rows.setdefault(row.report, []).append((row.key, (row.day, row.report, row.weight)))
    return {report: keyed_again(report, listed) for report, listed in rows.items()}


def mates(connection: Connection, pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """The reports that people tied to each other by these pairs of event ids."""
    table, found = tables.events, dict[str, set[str]]()
    listed = list(pairs)
    homes: dict[str, str] = {}
    for part in _parts({id for pair in listed for id in pair}):
        query = select(table.c.id, table.c.report).where(table.c.id.in_(part))
        homes.update((row.id, row.report) for row in connection.execute(query))
    for one, other in listed:
        if one in homes and other in homes:
            found.setdefault(homes[one], set()).add(homes[other])
            found.setdefault(homes[other], set()).add(homes[one])
    return found


def decided_pairs(connection: Connection) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs of standing event ids that people joined, and those that they parted."""
    decided = same_or_not(connection)
    table, ids = tables.events, dict[str, list[str]]()
    for part in _parts({target for one, other, _ in decided for target in (one, other)}):
        query = select(table.c.target, table.c.id).where(table.c.target.in_(part), table.c.withdrawn.is_(None))
        for row in connection.execute(query):
            ids.setdefault(row.target, []).append(row.id)
    pairs = [(one, other, same) for first, second, same in decided for one in ids.get(first, ()) for other in ids.get(second, ())]
    return [(one, other) for one, other, same in pairs if same], [(one, other) for one, other, same in pairs if not same]

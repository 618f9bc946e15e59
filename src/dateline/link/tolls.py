"""An incident's numbers: what each report says, and the best, low and high of them as UCDP gives them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from dateline.lexicon.tables import load_csv
from dateline.link.best import best_toll
from dateline.link.features import clash
from dateline.link.tellings import Telling
from dateline.link.within import alike, side_of
from dateline.model import Count, CountKind, Event, IncidentCount, Statement, Toll

KILLED: CountKind = "killed"
INJURED: CountKind = "injured"


@dataclass(frozen=True, slots=True)
class HitRow:
    """A word for people being hit that leaves open whether they lived."""

    word: str
    note: str = ""


@cache
def _hits() -> frozenset[str]:
    return frozenset(row.word for row in load_csv("ontology/link_hits.csv", HitRow))


Fitted: TypeAlias = Mapping[str, Mapping[CountKind, int]]


def own_tolls(tellings: Iterable[Telling], tolls: Mapping[str, Toll]) -> Mapping[str, Toll]:
    """The tolls of reports, those of whose figures are others' doing in the same report mended.

    A toll is read from all that a report says. Where the figure is that of an act by other parties than those of what the
    report is about (the police killed four of the gunmen who had shot the president), or of one on another day or elsewhere (the
    bombing of the day before), what is said of the main act holds.
    """
    of: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        of[telling.report.id].append(telling)
    return {report: _own(toll, of[report]) for report, toll in tolls.items()}


def _own(toll: Toll, tellings: Sequence[Telling]) -> Toll:
    main = next((telling for telling in tellings if telling.main), None)
    if main is None:
        return toll
    mine = side_of(who for event in main.events for who in event.actors)
    others = [
        event
        for telling in tellings
        if telling is not main
        for event in telling.events
        if alike(mine, side_of(event.actors)) == "off" or clash(main, telling)
    ]
    return Toll(_mended(toll.killed, KILLED, main.events, others), _mended(toll.injured, INJURED, main.events, others))


def _mended(size: int, kind: CountKind, mine: Iterable[Event], others: Iterable[Event]) -> int:
    own = {count.low for event in mine for count in _wholes(event) if count.kind == kind and count.low is not None}
    strange = {count.low for event in others for count in _wholes(event) if count.kind == kind}
    return max(own) if own and size not in own and size in strange else size


def tolls_of(tellings: Sequence[Telling], fitted: Fitted = MappingProxyType({})) -> tuple[IncidentCount, ...]:
    """Every kind of number that is told, by kind; ``tellings`` come oldest report first.

    ``fitted`` has, by report that is about the incident, what all of its statements together come to: the best figures of
    killed and injured are then what most of these come to.
    """
    said: defaultdict[CountKind, list[Statement]] = defaultdict(list)
    events = [event for telling in tellings for event in telling.events]
    hit = {event.id for event in events if event.trigger_text.lower() in _hits() and not _tells_dead(event)}
    for telling in tellings:
        for event in telling.events:
            for count in _wholes(event):
                claim = count.claim or (event.claims[-1] if event.claims else None)
                said[count.kind].append(Statement(count.low, count.high, event.id, telling.report.id, claim))
    dead = {figure.report: size_of(figure) for figure in figures_of(said.get(KILLED, ()))}
    counted = {**said, INJURED: _survivors(said.get(INJURED, ()), dead, hit)}
    for telling in tellings:
        _add_fitted(telling, fitted.get(telling.report.id, {}) if telling.main else {}, said, counted)
    best = best_toll([Toll(toll.get(KILLED, 0), toll.get(INJURED, 0)) for toll in fitted.values()]) if fitted else None
    given = {KILLED: best.killed, INJURED: best.injured} if best else {}
    return tuple(_together(kind, said[kind], counted[kind], given.get(kind)) for kind in sorted(said))


def _add_fitted(
    telling: Telling,
    toll: Mapping[CountKind, int],
    said: dict[CountKind, list[Statement]],
    counted: dict[CountKind, list[Statement]],
) -> None:
    """What a report comes to, where none of its single statements says so, on the words of what it is about."""
    for kind, size in toll.items():
        known = {size_of(each) for each in said.get(kind, ()) if each.report == telling.report.id}
        if size and size not in known:
            statement = Statement(size, size, telling.events[0].id, telling.report.id, None)
            said[kind].append(statement)
            if counted.get(kind) is not said[kind]:
                counted.setdefault(kind, []).append(statement)


def _tells_dead(event: Event) -> bool:
    """Whether it gives the dead beside the injured, who are then others."""
    return any(count.kind == KILLED for count in event.counts)


def _survivors(said: Iterable[Statement], dead: Mapping[str, int], hit: Collection[str]) -> list[Statement]:
    """The injured of each report, without the one who was hit where somebody died: most likely that is who."""
    most = max(dead.values(), default=0)
    return [
        replace(statement, low=0, high=0)
        if statement.event in hit and size_of(statement) == 1 and dead.get(statement.report, most)
        else statement
        for statement in said
    ]


def _wholes(event: Event) -> Iterator[Count]:
    return (count for count in event.counts if not count.part and (count.low is not None or count.high is not None))


def _together(kind: CountKind, said: Sequence[Statement], counted: Sequence[Statement], given: int | None) -> IncidentCount:
    figures = figures_of(counted)
    best = _best(figures) if given is None else given
    bounds = [bound for figure in figures for bound in (figure.low, figure.high) if bound is not None]
    return IncidentCount(kind, best, min(best, *bounds), max(best, *bounds), tuple(said))


def figures_of(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """One statement a report: its highest, since parts of a toll are smaller than the toll."""
    highest: dict[str, Statement] = {}
    for statement in said:
        known = highest.get(statement.report)
        if known is None or size_of(statement) > size_of(known):
            highest[statement.report] = statement
    return tuple(highest.values())


def size_of(statement: Statement) -> int:
    """The number a statement surely gives: its low end."""
    return statement.low if statement.low is not None else statement.high or 0


def _best(figures: Sequence[Statement]) -> int:
    """The figure most reports give; of equals the one told last."""
    votes = Counter(size_of(figure) for figure in figures)
    last = {size_of(figure): position for position, figure in enumerate(figures)}
    return max(votes, key=lambda size: (votes[size], last[size]))

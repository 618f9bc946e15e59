"""An incident's numbers: what each report says, and the best, low and high of them as UCDP gives them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.lexicon.tables import load_csv
from dateline.link.tellings import Telling
from dateline.model import Count, CountKind, Event, IncidentCount, Statement

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


def tolls_of(tellings: Sequence[Telling]) -> tuple[IncidentCount, ...]:
    """Every kind of number that is told, by kind; ``tellings`` come oldest report first."""
    said: defaultdict[CountKind, list[Statement]] = defaultdict(list)
    hit = {event.id for telling in tellings for event in telling.events if event.trigger_text.lower() in _hits()}
    for telling in tellings:
        for event in telling.events:
            for count in _wholes(event):
                claim = count.claim or (event.claims[-1] if event.claims else None)
                said[count.kind].append(Statement(count.low, count.high, event.id, telling.report.id, claim))
    dead = {figure.report: size_of(figure) for figure in figures_of(said.get(KILLED, ()))}
    counted = {**said, INJURED: _survivors(said.get(INJURED, ()), dead, hit)}
    return tuple(_together(kind, said[kind], counted[kind]) for kind in sorted(said))


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


def _together(kind: CountKind, said: Sequence[Statement], counted: Sequence[Statement]) -> IncidentCount:
    figures = figures_of(counted)
    bounds = [bound for figure in figures for bound in (figure.low, figure.high) if bound is not None]
    return IncidentCount(kind, _best(figures), min(bounds), max(bounds), tuple(said))


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

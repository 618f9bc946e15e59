"""Scores linking: which reports are about one incident, and whether its day, its dead and its injured are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dateline.evaluate.counts import rows
from dateline.link import link_events, link_reports
from dateline.model import Event, Incident, Report, Sheet, Toll

Row = dict[str, object]
RECORDS = "_records.jsonl"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is on record about an incident: the ISO day, how many were killed and injured."""

    day: str | None
    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class LinkCase:
    """A report, the incident it is about, and the topic within which it is compared with others."""

    key: str
    text: str
    published: str | None
    incident: str
    topic: str
    fact: Fact | None = None


Code = Callable[[LinkCase], Sheet]


@dataclass(frozen=True, slots=True)
class PairScore:
    """Pairs of reports that are of one incident: found rightly, found, and there."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        """The share of the pairs found that are right; 0 where none is."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the pairs there that are found; 0 where there is none."""
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 0.0


@dataclass(frozen=True, slots=True)
class IncidentScores:
    """Pairs by what reports are about, pairs by the incident of their main event, and facts right of those asked."""

    reports: PairScore
    events: PairScore
    day: int
    killed: int
    injured: int
    asked: int

    def share(self, right: int) -> float:
        """``right`` as a share of the reports with a record; 0 where there is none."""
        return right / self.asked if self.asked else 0.0

    def figures(self) -> dict[str, float]:
        """The scores by name."""
        found: dict[str, float] = {}
        for name, score in (("same incident", self.reports), ("same incident, by main event", self.events)):
            found |= {f"{name}: F1": score.f1, f"{name}: precision": score.precision, f"{name}: recall": score.recall}
        if self.asked:
            found |= {"day right": self.share(self.day), "killed right": self.share(self.killed)}
            found |= {"injured right": self.share(self.injured)}
        return found


def load_link_cases(path: Path) -> tuple[LinkCase, ...]:
    """Reports of ``{"id", "incident", "text", "title", "published"}`` or ``{"doc_id", "topic", "subtopic", "sentences"}``.

    Records of the incidents are read from a file beside it whose name ends in ``_records.jsonl``. InputError for a line
    that is no JSON object.
    """
    facts = dict(_facts(path.with_name(path.name.replace("_reports.jsonl", RECORDS)), path))
    cases = (_case(row, facts) for _, row in rows(path))
    return tuple(sorted(cases, key=lambda case: case.key))


def _facts(path: Path, reports: Path) -> Iterator[tuple[str, Fact]]:
    if path == reports or not path.exists():
        return
    for _, row in rows(path):
        killed, injured = row.get("num_killed"), row.get("num_injured")
        if isinstance(killed, int) and isinstance(injured, int):
            yield str(row.get("incident")), Fact(_day(row.get("date")), killed, injured)


def _day(value: object) -> str | None:
    try:
        return datetime.strptime(str(value), "%B %d, %Y").date().isoformat()
    except ValueError:
        return None


def _case(row: Row, facts: Mapping[str, Fact]) -> LinkCase:
    sentences = row.get("sentences")
    if isinstance(sentences, list):
        topic = str(row.get("topic"))
        return LinkCase(str(row.get("doc_id")), " ".join(map(str, sentences)), None, str(row.get("subtopic")), topic)
    title, text = str(row.get("title") or "").strip(), str(row.get("text") or "")
    whole = text if title in text[:400] else f"{title}\n\n{text}"
    incident, published = str(row.get("incident")), row.get("published")
    return LinkCase(str(row.get("id")), whole, str(published) if published else None, incident, "", facts.get(incident))


def score_incidents(cases: Sequence[LinkCase], code: Code) -> IncidentScores:
    """Code every report, link them all at once, and compare.

    The day and the tolls are those of the incident that a report is about, as they are stored; where there is none, since no
    report of the story has an event, the day the report came out and the toll it comes to.
    """
    told: list[tuple[Report, tuple[Event, ...]]] = []
    tolls: dict[str, Toll] = {}
    for case in cases:
        sheet = code(case)
        told.append((sheet.report, sheet.events))
        tolls[sheet.report.id] = sheet.toll or Toll(0, 0)
    groups = {report: number for number, group in enumerate(link_reports(told)) for report in group}
    incidents = link_events(
        [(event, report) for report, events in told for event in events],
        tolls=tolls,
        silent=[report for report, events in told if not events],
    )
    mains = {report: incident for incident in incidents for report, role in incident.reports if role == "main"}
    facts = [(case.fact, report, mains.get(report.id)) for case, (report, _) in zip(cases, told, strict=True) if case.fact]
    return IncidentScores(
        pairs(cases, [groups[report.id] for report, _ in told]),
        pairs(cases, [mains[report.id].id if report.id in mains else report.id for report, _ in told]),
        sum(_right_day(fact, incident, report) for fact, report, incident in facts),
        sum(fact.killed == _figure(incident, "killed", tolls[report.id].killed) for fact, report, incident in facts),
        sum(fact.injured == _figure(incident, "injured", tolls[report.id].injured) for fact, report, incident in facts),
        len(facts),
    )


def _figure(incident: Incident | None, kind: str, own: int) -> int:
    """The best figure that an incident has, nobody where it has none."""
    if incident is None:
        return own
    return next((count.best or 0 for count in incident.counts if count.kind == kind), 0)


def _right_day(fact: Fact, incident: Incident | None, report: Report) -> bool:
    when = incident.when if incident else None
    found = (when.earliest or when.latest) if when else report.published
    if fact.day is None or not found:
        return False
    return abs(date.fromisoformat(found[:10]).toordinal() - date.fromisoformat(fact.day).toordinal()) <= 1


def pairs(cases: Sequence[LinkCase], labels: Sequence[Hashable]) -> PairScore:
    """How well the labels join the reports of one incident and no others, within each topic."""
    both = Counter((case.topic, case.incident, label) for case, label in zip(cases, labels, strict=True))
    found = Counter((case.topic, label) for case, label in zip(cases, labels, strict=True))
    there = Counter((case.topic, case.incident) for case in cases)
    return PairScore(_pairs(both.values()), _pairs(found.values()), _pairs(there.values()))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)

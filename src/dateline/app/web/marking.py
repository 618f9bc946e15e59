"""A report's text cut where marks begin and end, so that every word can say what it is evidence for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dateline.model import Claim, Event, Report, Span

MOST_MARKS = 20_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text and what it is: ``role`` of the event, or part of the claim, with this number."""

    start: int
    end: int
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text without a boundary in it; ``status`` is that of the event it triggers."""

    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def names(self) -> str:
        """The marks as short words for the page's script: ``trigger-0 actor-2``."""
        return " ".join(dict.fromkeys(f"{each.role}-{each.number}" for each in self.marks))

    @property
    def trigger(self) -> int | None:
        """The number of the first event these words trigger, or None."""
        return next((each.number for each in self.marks if each.role == "trigger"), None)

    def lit(self, number: int | None) -> str:
        """The roles these words play in one event, as class names."""
        return " ".join(dict.fromkeys(f"on-{each.role}" for each in self.marks if each.number == number))

    @property
    def claimed(self) -> bool:
        """Whether the words stand inside somebody's claim."""
        return any(each.role == "said" for each in self.marks)


@dataclass(frozen=True, slots=True)
class Part:
    """A zone of the text, cut in pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def parts(report: Report, events: Sequence[Event], claims: Sequence[Claim]) -> tuple[Part, ...]:
    """The report's text by zone; together the pieces are the whole text."""
    marks = [*event_marks(events, claims), *_claim_marks(claims)][:MOST_MARKS]
    pieces = cut(report.text, marks, [edge for zone in report.zones for edge in (zone.start, zone.end)])
    kinds = [(zone.start, zone.end, zone.kind) for zone in report.zones]

    def kind(piece: Piece) -> str:
        return next((name for start, end, name in kinds if start <= piece.start < end), "body")

    return tuple(Part(name, tuple(group)) for name, group in groupby(pieces, kind))


def cut(text: str, marks: Sequence[Mark], edges: Iterable[int] = ()) -> Iterator[Piece]:
    """The text in pieces, in order, each with the marks that cover it."""
    size = len(text)
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= size]
    cuts = {0, size, *(each for each in edges if 0 <= each <= size)}
    cuts |= {mark.start for mark in inside} | {mark.end for mark in inside}
    waiting, open_marks = sorted(inside, key=lambda mark: mark.start, reverse=True), list[Mark]()
    for start, end in pairwise(sorted(cuts)):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while waiting and waiting[-1].start <= start:
            open_marks.append(waiting.pop())
        yield Piece(start, text[start:end].replace("\r", " "), tuple(sorted(open_marks, key=_order)))


def event_marks(events: Sequence[Event], claims: Sequence[Claim]) -> Iterator[Mark]:
    """Where each event's trigger, actor, recipient, place, time, counts and claims stand."""
    said = {claim.id: claim for claim in claims}
    for number, event in enumerate(events):
        yield Mark(event.trigger.start, event.trigger.end, "trigger", number)
        yield from (Mark(each.start, each.end, "actor", number) for each in event.actors)
        yield from (Mark(each.start, each.end, "recipient", number) for each in event.recipients)
        yield from (Mark(each.start, each.end, "count", number) for each in event.counts)
        if event.place is not None:
            yield Mark(event.place.start, event.place.end, "place", number)
        if event.when is not None and event.when.start is not None and event.when.end is not None:
            yield Mark(event.when.start, event.when.end, "when", number)
        for claim in (said[id] for id in event.claims if id in said):
            yield from (Mark(span.start, span.end, "source", number) for span in (*claim.source, *claim.cue))


def _claim_marks(claims: Sequence[Claim]) -> Iterator[Mark]:
    for number, claim in enumerate(claims):
        yield from (_said(span, number) for span in claim.content)


def _said(span: Span, number: int) -> Mark:
    return Mark(span.start, span.end, "said", number)


def _order(mark: Mark) -> tuple[int, str]:
    return mark.number, mark.role

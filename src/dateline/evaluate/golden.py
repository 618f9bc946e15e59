"""Scores coding on golden reports: short reports with the events that a careful person codes in them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from dateline.errors import InputError
from dateline.evaluate.golden_fields import FIELDS, words_meet
from dateline.evaluate.golden_records import Expected, GoldenReport, Unwanted
from dateline.model import Event, Sheet, Span

Row = TypeVar("Row", Expected, Unwanted)
_TUPLES = frozenset({"also", "accept", "accept_modes", "actors", "recipients", "counts", "statuses"})


def load_golden(folder: Path) -> GoldenReport:
    """The golden report of a folder: ``expected.toml`` and the text it names (``report.txt`` where it names none).

    InputError where a file is missing, a key is unknown or expected words do not stand in the text.
    """
    source = folder / "expected.toml"
    try:
        table = tomllib.loads(source.read_text("utf-8"))
        text = (folder / str(table.get("report", "report.txt"))).read_text("utf-8")
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{source}: {error}") from None
    published = table.get("published")
    golden = GoldenReport(
        folder.name,
        text,
        str(table.get("reason", "")),
        str(published) if published else None,
        tuple(_record(Expected, entry, source) for entry in table.get("event", ())),
        tuple(_record(Unwanted, entry, source) for entry in table.get("not", ())),
    )
    _check_words(golden, source)
    return golden


def _record(kind: Callable[..., Row], entry: Mapping[str, object], source: Path) -> Row:
    values = {key: tuple(value) if key in _TUPLES and isinstance(value, list) else value for key, value in entry.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise InputError(f"{source}: {error}") from None


def _check_words(golden: GoldenReport, source: Path) -> None:
    wanted = [word for event in golden.events for word in (event.trigger, *event.also)]
    for word in (*wanted, *(entry.trigger for entry in golden.unwanted)):
        if word not in golden.text:
            raise InputError(f"{source}: {word!r} does not stand in the report; write the words as the report has them")


@dataclass(frozen=True, slots=True)
class GoldenScore:
    """What came out for one golden report, or for many together.

    ``found`` holds each expected event with the coded one it was met by, ``missed`` the required events nobody coded, ``extra`` the
    coded events a person would not accept, ``repeats`` the second tellings left standing beside the first, ``fields``
    right and asked for by field name.
    """

    found: tuple[tuple[Expected, Event], ...]
    missed: tuple[Expected, ...]
    extra: tuple[Event, ...]
    repeats: tuple[Event, ...]
    fields: Mapping[str, tuple[int, int]]
    unwanted: tuple[tuple[Unwanted, Event], ...]

    @property
    def precision(self) -> float:
        """The share of coded events that a person would accept; a second telling of an event that is right counts as right."""
        right = len(self.found) + len(self.repeats)
        return right / (right + len(self.extra)) if right + len(self.extra) else 1.0

    @property
    def strict_precision(self) -> float:
        """The same with second tellings that were not joined to the first counted as wrong."""
        coded = len(self.found) + len(self.repeats) + len(self.extra)
        return len(self.found) / coded if coded else 1.0

    @property
    def recall(self) -> float:
        """The share of required events that were coded."""
        met = sum(not expected.optional for expected, _ in self.found)
        return met / (met + len(self.missed)) if met + len(self.missed) else 1.0

    def accuracy(self, field: str) -> float:
        """The share of a field's expected values that came out, among the events found."""
        right, asked = self.fields.get(field, (0, 0))
        return right / asked if asked else 1.0


def score_report(golden: GoldenReport, sheet: Sheet) -> GoldenScore:
    """What the coding of one golden report got right."""
    told: dict[int, list[Event]] = {}
    extra = list[Event]()
    for event in sheet.events:
        match = _match(golden, event, told)
        told.setdefault(match, []).append(event) if match is not None else extra.append(event)
    met = {index: _lead(golden, index, events) for index, events in told.items()}
    repeats = tuple(event for index, events in told.items() for event in events if event is not met[index])
    found = tuple((golden.events[index], met[index]) for index in sorted(met))
    missed = tuple(one for index, one in enumerate(golden.events) if index not in met and not one.optional)
    unwanted = tuple(
        (entry, event)
        for entry in golden.unwanted
        for event in extra
        if entry.type in (None, event.type) and _touches(golden.text, (entry.trigger,), event)
    )
    return GoldenScore(found, missed, tuple(extra), repeats, _fields(found, sheet), unwanted)


def _match(golden: GoldenReport, event: Event, met: Mapping[int, list[Event]]) -> int | None:
    fitting = [index for index, one in enumerate(golden.events) if _accepts(golden.text, one, event)]
    return min(fitting, key=lambda index: (index in met, index), default=None)


def _lead(golden: GoldenReport, index: int, events: Sequence[Event]) -> Event:
    """The telling on the expected event's own trigger, else the first."""
    trigger = golden.events[index].trigger
    return next((event for event in events if _touches(golden.text, (trigger,), event)), events[0])


def _accepts(text: str, expected: Expected, event: Event) -> bool:
    if event.type != expected.type and event.type not in expected.accept:
        return False
    if not _touches(text, (expected.trigger, *expected.also), event):
        return False
    if expected.actors is None or not event.actors:
        return True
    return any(words_meet(alternatives, party) for alternatives in expected.actors for party in event.actors)


def _touches(text: str, words: Iterable[str], event: Event) -> bool:
    return any(span.overlaps(event.trigger) for word in words for span in _spans(text, word))


def _spans(text: str, word: str) -> list[Span]:
    starts, at = list[Span](), text.find(word)
    while at >= 0:
        starts.append(Span(at, at + len(word)))
        at = text.find(word, at + len(word))
    return starts


def _fields(found: Sequence[tuple[Expected, Event]], sheet: Sheet) -> dict[str, tuple[int, int]]:
    right, asked = Counter[str](), Counter[str]()
    for expected, event in found:
        for name, check in FIELDS.items():
            verdict = check(expected, event, sheet)
            if verdict is not None:
                asked[name] += 1
                right[name] += verdict
    return {name: (right[name], asked[name]) for name in FIELDS}


def total(scores: Iterable[GoldenScore]) -> GoldenScore:
    """The scores of many reports as one."""
    sums = GoldenScore((), (), (), (), {}, ())
    for one in scores:
        fields = {
            name: (sums.fields.get(name, (0, 0))[0] + right, sums.fields.get(name, (0, 0))[1] + asked)
            for name, (right, asked) in one.fields.items()
        }
        sums = replace(
            sums,
            found=sums.found + one.found,
            missed=sums.missed + one.missed,
            extra=sums.extra + one.extra,
            repeats=sums.repeats + one.repeats,
            fields=fields,
            unwanted=sums.unwanted + one.unwanted,
        )
    return sums

"""A run over files: read, skip what is unchanged, code, store, and count how everything ended."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.app.settings import Settings
from dateline.app.workers import Item, Outcome, code_in_order
from dateline.errors import InputError
from dateline.model import Coder, Failure, Report, Sheet
from dateline.pipeline import Pipeline
from dateline.read import read_bytes, read_path
from dateline.store.decisions import source_of
from dateline.store.records import Run
from dateline.store.store import Store, now
from dateline.store.wire import JsonObject, encode_record

NAMED = 3


@dataclass(slots=True)
class Summary:
    """How the reports of a run ended; ``read`` is the sum of unchanged, coded, rejected and failed.

    ``examples`` names the first reports rejected for each reason; ``undated`` counts coded reports without a publication date.
    """

    unchanged: int = 0
    coded: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    undated: int = 0
    interrupted: bool = False

    @property
    def read(self) -> int:
        """Every report and every input that could not be read."""
        return self.unchanged + self.coded + self.rejected.total() + len(self.failed)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if isinstance(outcome, Failure):
            self.failed.append(outcome)
        elif outcome.failed is not None:
            where = f"{source_of(outcome.report)} ({outcome.failed.where})"
            self.failed.append(Failure(where, outcome.failed.error, outcome.failed.retryable))
        elif outcome.rejected is not None:
            self.rejected[outcome.rejected] += 1
            self._remember(outcome.rejected, source_of(outcome.report))
        else:
            self.coded += 1
            self.undated += outcome.report.published is None
            self.events.update(event.type for event in outcome.events)

    def _remember(self, reason: str, name: str) -> None:
        kept = self.examples.setdefault(reason, [])
        if len(kept) < NAMED:
            kept.append(name)

    def object(self) -> JsonObject:
        """The summary as JSON."""
        return {
            "read": self.read,
            "unchanged": self.unchanged,
            "coded": self.coded,
            "rejected": {reason: self.rejected[reason] for reason in sorted(self.rejected)},
            "failed": [encode_record(each) for each in self.failed],
            "undated": self.undated,
            "events": {kind: self.events[kind] for kind in sorted(self.events)},
            "interrupted": self.interrupted,
        }


def check_paths(paths: Sequence[str]) -> None:
    """Refuse paths that are not there before any work is done."""
    if not paths:
        raise InputError("nothing to read; name files or folders, or - for standard input")
    missing = [path for path in paths if path != "-" and not os.path.exists(path)]
    if missing:
        raise InputError("no such file or folder: " + ", ".join(missing))


def read_all(paths: Sequence[str], settings: Settings) -> Iterator[Item]:
    """The reports of files, folders and standard input, in the order given."""
    options = settings.reading()
    for path in paths:
        yield from read_bytes(sys.stdin.buffer.read(), "-", options) if path == "-" else read_path(path, options)


def code_into(store: Store, items: Iterable[Item], made: tuple[Pipeline, Coder], settings: Settings) -> Summary:
    """Code what is new or changed and store it; Ctrl-C ends the run with what was coded in place."""
    pipeline, coder = made
    summary, started = Summary(), now()
    try:
        for outcome in code_in_order(_fresh(store, items, coder, summary), pipeline, settings):
            if isinstance(outcome, Failure):
                store.note_failure(outcome)
            else:
                store.save(outcome, coder)
            summary.add(outcome)
    except KeyboardInterrupt:
        summary.interrupted = True
    failed, rejected = len(summary.failed), summary.rejected.total()
    store.note_run(Run(started, now(), summary.read, summary.unchanged, summary.coded, rejected, failed))
    return summary


def annotated(items: Iterable[Item], made: tuple[Pipeline, Coder], settings: Settings) -> Iterator[Outcome]:
    """What is found in each report; nothing is stored."""
    return code_in_order(items, made[0], settings)


def _fresh(store: Store, items: Iterable[Item], coder: Coder, summary: Summary) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Report) and store.is_current(item.id, coder):
            summary.unchanged += 1
        else:
            yield item


def sheet_or_none(outcome: Outcome) -> Sheet | None:
    """The sheet, None for an input that could not be read."""
    return None if isinstance(outcome, Failure) else outcome

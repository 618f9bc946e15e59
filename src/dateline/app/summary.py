"""How everything that a run read ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dateline.app.endings import Ending
from dateline.model import Failure
from dateline.store.wire import JsonObject, encode_record

NAMED = 3


@dataclass(slots=True)
class Named:
    """How many reports something is true of, with the names of the first."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.names) < NAMED:
            self.names.append(name)


@dataclass(slots=True)
class Summary:
    """How the reports of a run ended; ``read`` is the sum of unchanged, coded, rejected and failed.

    ``examples`` names the first reports rejected for each reason; ``undated`` counts coded reports without a publication date,
    ``future`` has those dated later than ``latest``, ``replaced`` those that took the place of an earlier text with the same id.
    """

    unchanged: int = 0
    coded: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Named] = field(default_factory=dict)
    undated: int = 0
    future: Named = field(default_factory=Named)
    replaced: Named = field(default_factory=Named)
    latest: str = "~"
    interrupted: bool = False

    @property
    def read(self) -> int:
        """Every report and every input that could not be read."""
        return self.unchanged + self.coded + self.rejected.total() + len(self.failed)

    def add(self, ending: Failure | Ending) -> None:
        """Count one report, or one input that could not be read."""
        if isinstance(ending, Failure):
            self.failed.append(ending)
        elif ending.failed is not None:
            self.failed.append(Failure(f"{ending.name} ({ending.failed.where})", ending.failed.error, ending.failed.retryable))
        elif ending.rejected is not None:
            self.rejected[ending.rejected] += 1
            self.examples.setdefault(ending.rejected, Named()).add(ending.name)
        else:
            self.coded += 1
            self.undated += ending.published is None
            if (ending.published or "")[:10] > self.latest:
                self.future.add(ending.name)
            self.events.update(ending.types)

    def object(self) -> JsonObject:
        """The summary as JSON."""
        return {
            "read": self.read,
            "unchanged": self.unchanged,
            "coded": self.coded,
            "rejected": {reason: self.rejected[reason] for reason in sorted(self.rejected)},
            "failed": [encode_record(each) for each in self.failed],
            "undated": self.undated,
            "future": self.future.count,
            "replaced": self.replaced.count,
            "events": {kind: self.events[kind] for kind in sorted(self.events)},
            "interrupted": self.interrupted,
        }

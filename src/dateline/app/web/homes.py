"""The incidents that events are in, as columns beside those of the events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.app.web.numbers import Column, Mask, Numbers, day_number
from dateline.store.queries_lines import IncidentLine, Line

AGREE, DISPUTED, ALONE = "no dispute", "in dispute", "–"


@dataclass(frozen=True, slots=True)
class Homes:
    """The incidents and, for each event, the number of its own (-1 for none)."""

    incidents: tuple[IncidentLine, ...]
    of: Numbers
    first: Numbers
    types: Numbers
    names: tuple[str, ...]
    disputed: Mask

    def id_of(self, row: int) -> str | None:
        """The id of an event's incident."""
        return self.incidents[self.of[row]].id if self.of[row] >= 0 else None

    def among(self, rows: Numbers) -> Numbers:
        """The incidents of these events, each once."""
        found = np.unique(self.of[rows]).astype(np.int32)
        return found[found >= 0]

    def in_dispute(self) -> Mask:
        """The events whose reports do not agree."""
        if not self.incidents:
            return np.zeros(len(self.of), dtype=np.bool_)
        found: Mask = self.disputed[self.of] & (self.of >= 0)
        return found

    def column(self) -> Column:
        """The facet that tells events in dispute from others."""
        codes = np.where(self.in_dispute(), 1, np.where(self.of >= 0, 0, 2)).astype(np.int32)
        return Column((AGREE, DISPUTED, ALONE), codes, np.arange(len(self.of), dtype=np.int32))


def homes_of(lines: Sequence[Line], incidents: tuple[IncidentLine, ...], members: Mapping[str, str]) -> Homes:
    """The incidents of these events."""
    at = {each.id: number for number, each in enumerate(incidents)}
    codes: dict[str, int] = {}
    size = len(incidents)
    types = np.fromiter((codes.setdefault(each.type, len(codes)) for each in incidents), np.int32, size)
    return Homes(
        incidents,
        np.fromiter((at.get(members.get(line.id, ""), -1) for line in lines), np.int32, len(lines)),
        np.fromiter((day_number(each.earliest) for each in incidents), np.int32, size),
        types,
        tuple(codes),
        np.fromiter((each.disputed for each in incidents), np.bool_, size),
    )

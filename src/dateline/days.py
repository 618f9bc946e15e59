"""ISO days as numbers, so that days can be counted and compared."""

from __future__ import annotations

from datetime import date

_LENGTH = len("2014-06-22")


def ordinal(day: str | None) -> int | None:
    """Days since the year 1 of an ISO date or time; None where there is none that can be read."""
    try:
        return date.fromisoformat(day[:_LENGTH]).toordinal() if day else None
    except ValueError:
        return None

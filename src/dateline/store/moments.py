"""Times as the store writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.errors import InputError

WRITTEN = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> str:
    """The time now as the store writes it: ISO, UTC, to the microsecond."""
    return datetime.now(UTC).strftime(WRITTEN)


def moment(text: str) -> str:
    """A time as the store writes it, in UTC; a day is its first moment, a time without an offset is UTC."""
    try:
        found = datetime.fromisoformat(text)
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return aware.astimezone(UTC).strftime(WRITTEN)
    except (ValueError, OverflowError):
        raise InputError(f"{text}: not a time; write 2014-06-22 or 2014-06-22T10:00:00Z") from None

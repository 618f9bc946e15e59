"""What a golden report expects: the tables of ``expected.toml``, one record a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """An event that a careful person codes, on the words ``trigger`` (or one of ``also``, where it is told again).

    ``accept`` and ``accept_modes`` are other types and modes a person would let pass; ``actors`` and ``recipients`` are
    absent where not judged and empty where nobody may be named; `` / `` parts other wordings of one party. ``counts`` are a
    kind and a number. ``optional`` events may be coded or not; ``must`` ones are held by the test suite.
    """

    type: str
    trigger: str
    mode: str | None = None
    also: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    accept_modes: tuple[str, ...] = ()
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    place: str | None = None
    earliest: str | None = None
    latest: str | None = None
    statuses: tuple[str, ...] = ("happened", "ongoing")
    status: str | None = None
    counts: tuple[str, ...] = ()
    speaker: str | None = None
    optional: bool = False
    must: bool = False


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Words that must not be coded, or not as ``type``."""

    trigger: str
    type: str | None = None
    must: bool = False


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """A short report with why it is there and what must and must not be coded in it."""

    slug: str
    text: str
    reason: str
    published: str | None
    events: tuple[Expected, ...]
    unwanted: tuple[Unwanted, ...]

"""What a reader may be told: dates, columns, limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Format: TypeAlias = Literal["text", "html", "jsonl", "table", "feed"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read; every field has a default that suits files nobody prepared.

    ``published`` is the date (ISO) of reports that state none; ``language`` an ISO 639-1 code that is believed without
    looking; ``columns`` pairs of field and column name, ``(("text", "Story"),)``, for tables; ``format`` and
    ``encoding`` overrule what is guessed.
    ``max_chars`` is the longest text of one report, ``max_page_bytes`` the largest page or feed,
    ``page_seconds`` and ``page_megabytes`` what one page may cost in time and memory.
    """

    published: str | None = None
    language: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    format: Format | None = None
    encoding: str | None = None
    max_chars: int = 2_000_000
    max_page_bytes: int = 20_000_000
    page_seconds: float = 20.0
    page_megabytes: int = 1500

"""The one tree of exceptions: each message says where, what, what is allowed and what to do."""

from __future__ import annotations


class DatelineError(Exception):
    """Anything Dateline raises on purpose."""


class InputError(DatelineError):
    """A file, feed or option that cannot be used as given."""


class LexiconError(DatelineError):
    """Knowledge files with mistakes; ``problems`` holds one line for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(problems)  # as it was given, so that another process can hand the error on

    def __str__(self) -> str:
        return "\n".join(self.problems)


class PipelineError(DatelineError):
    """Stages in an order in which one lacks what it needs."""


class EngineError(DatelineError):
    """A parser or model that is not installed or does not load."""


class StoreError(DatelineError):
    """A database that cannot be opened, read or written."""

"""Progress with rate and time left, on a terminal only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from dateline.model import Failure
from dateline.read.sources import paths_in

Item = TypeVar("Item")
LINES_AT_ONCE = 1 << 20


class _Rate(ProgressColumn):
    """Reports a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.1f} reports/s" if task.speed else "")


def watched(items: Iterable[Item], paths: Sequence[str], console: Console) -> Iterator[Item]:
    """The items, with a bar on the console while they pass if it is a terminal."""
    if not console.is_terminal:
        yield from items
        return
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("coding", total=expected(paths))
        for item in items:
            yield item
            progress.advance(task)


def expected(paths: Sequence[str]) -> int | None:
    """About how many reports the paths hold; None for standard input."""
    if "-" in paths:
        return None
    return sum(_reports_in(file) for path in paths for file in paths_in(path))


def _reports_in(file: str | Failure) -> int:
    if isinstance(file, Failure) or not file.endswith((".jsonl", ".ndjson")):
        return 1
    try:
        with open(file, "rb") as stream:
            return max(1, sum(block.count(b"\n") for block in iter(lambda: stream.read(LINES_AT_ONCE), b"")))
    except OSError:
        return 1

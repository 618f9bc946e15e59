"""One child process that takes pages and feeds apart, so that a page that hangs or eats memory harms nobody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import IO, Literal, TypeAlias

from dateline.read.draft import Draft
from dateline.read.options import ReadOptions

Task: TypeAlias = Literal["page", "feed"]
_START = "from dateline.read.child import main; main()"
_RECYCLE_AFTER = 500


class Worker:
    """Keeps a child process for many pages; it is started at the first and again after one that it did not survive."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, task: Task, data: bytes, encoding: str) -> list[Draft] | str:
        """The drafts in ``data``, or why there are none to be had, in words for the user."""
        process = self._ready()
        late = threading.Event()
        timer = threading.Timer(self._options.page_seconds, _kill, (process, late))
        timer.start()
        try:
            answer = _ask(process, task, data, encoding)
        finally:
            timer.cancel()
        self._done += 1
        if answer is None:
            self.close()
            return self._last_words(process, late.is_set())
        return _drafts(answer)

    def close(self) -> None:
        """Ends the child process, if there is one."""
        process, self._process, self._done = self._process, None, 0
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close_quietly(pipe)

    def _ready(self) -> subprocess.Popen[bytes]:
        """The child process, started anew after many pages; it says one line when it can begin."""
        if self._process is not None and self._done < _RECYCLE_AFTER:
            return self._process
        self.close()
        self._process = self._start()
        assert self._process.stdout is not None
        self._process.stdout.readline()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "OMP_NUM_THREADS": "1",
        }
        return subprocess.Popen(
            [sys.executable, "-c", _START, str(self._options.page_megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def _last_words(self, process: subprocess.Popen[bytes], late: bool) -> str:
        if late:
            return f"taking it apart was stopped after {self._options.page_seconds:g} s, the limit (page_seconds)"
        return (
            f"taking it apart ended the reading process (exit {process.returncode}): it is broken, or needs more than"
            f" {self._options.page_megabytes} MB, the limit (page_megabytes)"
        )


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _ask(process: subprocess.Popen[bytes], task: Task, data: bytes, encoding: str) -> bytes | None:
    """The child's answer, or None where it died over the question."""
    assert process.stdin is not None and process.stdout is not None
    header = json.dumps({"task": task, "encoding": encoding, "size": len(data)}).encode() + b"\n"
    try:
        process.stdin.write(header + data)
        process.stdin.flush()
    except OSError:
        return None
    size = process.stdout.readline().strip()
    if not size.isdigit():
        return None
    answer = process.stdout.read(int(size))
    return answer if len(answer) == int(size) else None


def _drafts(answer: bytes) -> list[Draft] | str:
    found = json.loads(answer)
    if isinstance(found, str):
        return found
    return [Draft(**{**item, "bylines": tuple(item["bylines"])}) for item in found]

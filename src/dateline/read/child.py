"""What runs inside the child process: question after question, each answered with drafts or with what went wrong."""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from importlib import import_module
from typing import BinaryIO

from dateline.read.feeds import parse_feed
from dateline.read.html import parse_page

_MEGABYTE = 1024 * 1024


def main() -> None:
    """Answers questions from standard input until it ends; the only argument is the memory limit in MB."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(int(sys.argv[1]) * _MEGABYTE)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    import_module("trafilatura")
    answers.write(b"ready\n")
    answers.flush()
    while header := sys.stdin.buffer.readline():
        answer = json.dumps(_answer(json.loads(header), sys.stdin.buffer)).encode()
        answers.write(str(len(answer)).encode() + b"\n" + answer)
        answers.flush()


def _limit_memory(size: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _answer(question: dict[str, str | int], stream: BinaryIO) -> list[dict[str, object]] | str:
    data = stream.read(int(question["size"]))
    parse = parse_page if question["task"] == "page" else parse_feed
    try:
        return [asdict(draft) for draft in parse(data, str(question["encoding"]))]
    except (MemoryError, RecursionError) as error:
        return f"it is nested too deeply or too large to be taken apart ({type(error).__name__})"
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError) as error:
        return f"it could not be taken apart ({type(error).__name__}: {str(error)[:200]})"

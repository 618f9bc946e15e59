"""Files, folders and standard input to reports, each by the reader of its format."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from dateline.lexicon.tables import load_toml
from dateline.model import Failure, Report
from dateline.read.draft import too_long
from dateline.read.encodings import binary_kind, decode
from dateline.read.feeds import read_feed
from dateline.read.html import read_page
from dateline.read.jsonl import read_jsonl
from dateline.read.options import Format, ReadOptions
from dateline.read.streams import after
from dateline.read.table import read_table
from dateline.read.text import read_text_bytes
from dateline.read.worker import Worker

_HEAD = 4096
_BYTES_A_CHARACTER = 4
Read = Iterator[Report | Failure]


def read_path(path: str | Path, options: ReadOptions | None = None) -> Read:
    """The reports in a file, or in a folder and all below it in sorted order; what cannot be read is a ``Failure``."""
    yield from read_paths((path,), options)


def read_paths(paths: Iterable[str | Path], options: ReadOptions | None = None) -> Read:
    """The reports in several files and folders, in the order given, one child process serving all their pages."""
    chosen = options or ReadOptions()
    with closing(Worker(chosen)) as worker:
        for file in chain.from_iterable(paths_in(path) for path in paths):
            if isinstance(file, Failure):
                yield file
            else:
                yield from _read_file(file, chosen, worker)


def read_bytes(data: bytes, name: str = "-", options: ReadOptions | None = None) -> Read:
    """The reports in ``data``, such as standard input; ``name`` stands for the file's path in ids and messages."""
    chosen = options or ReadOptions()
    with closing(Worker(chosen)) as worker:
        yield from _read_stream(io.BytesIO(data), name, len(data), chosen, worker)


def read_stream(stream: BinaryIO, name: str = "-", options: ReadOptions | None = None) -> Read:
    """The reports that come out of a stream, such as standard input: JSON Lines as they come, anything else once it ended."""
    chosen, head = options or ReadOptions(), b""
    while len(head) < _HEAD and not head.strip() and (line := stream.readline(_HEAD)):
        head += line
    if (chosen.format or format_of(name, head)) == "jsonl" and head.strip() and not binary_kind(head):
        yield from read_jsonl(after(head, stream), name, chosen)
    else:
        yield from read_bytes(head + stream.read(), name, chosen)


def paths_in(path: str | Path) -> Iterator[str | Failure]:
    """The files with reports at ``path``: itself, or those in the folder, sorted; a failure where there are none."""
    name = os.fspath(path)
    if os.path.isdir(name):
        found = False
        for file in _walk(name):
            found = True
            yield file
        if not found:
            yield Failure(
                name,
                "there are no reports in this folder; put .txt, .html, .jsonl, .csv, .tsv or feed files in it",
                retryable=False,
            )
    elif os.path.exists(name):
        yield name
    else:
        yield Failure(name, "there is no such file or folder", retryable=True)


def _walk(folder: str) -> Iterator[str]:
    skipped = _suffixes()[1]
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and not file.lower().endswith(skipped):
                yield os.path.join(here, file)


@cache
def _suffixes() -> tuple[dict[str, Format], tuple[str, ...]]:
    data = load_toml("cues/inputs.toml")
    formats = {suffix: cast(Format, name) for name, suffixes in data["formats"].items() for suffix in suffixes}
    return formats, tuple(data["skipped"]["suffixes"])


def _read_file(name: str, options: ReadOptions, worker: Worker) -> Read:
    try:
        size = os.path.getsize(name)
        with open(name, "rb") as stream:
            yield from _read_stream(stream, name, size, options, worker)
    except OSError as error:
        yield Failure(name, f"it cannot be read: {error.strerror or error}", retryable=True)


def _read_stream(stream: BinaryIO, name: str, size: int, options: ReadOptions, worker: Worker) -> Read:
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip():
        yield Failure(name, "the file is empty", retryable=False)
        return
    binary = binary_kind(head)
    if binary:
        yield Failure(name, f"it is {binary}, which holds no text to read; save it as text or HTML", retryable=False)
        return
    yield from _by_format(stream, name, size, options, worker, options.format or format_of(name, head))


def format_of(name: str, head: bytes) -> Format:
    """The format of a file by its suffix, and where that says nothing by how it begins."""
    known = _suffixes()[0].get(os.path.splitext(name)[1].lower())
    start = decode(head).lstrip("\ufeff \t\r\n").lower()
    feed = any(mark in start for mark in ("<rss", "<feed", "<rdf:rdf"))
    if known == "feed" and not feed and "<html" in start:
        return "html"
    if known and not (known == "html" and feed and start.startswith("<?xml") and "<html" not in start):
        return known
    if start.startswith("<"):
        return "feed" if feed else "html"
    return "jsonl" if start.startswith(('{"', '{ "', '[{"')) else "text"


def _by_format(stream: BinaryIO, name: str, size: int, options: ReadOptions, worker: Worker, kind: Format) -> Read:
    if kind == "jsonl":
        yield from read_jsonl(stream, name, options)
    elif kind == "table":
        yield from read_table(stream, name, options)
    elif kind == "text":
        if size > options.max_chars * _BYTES_A_CHARACTER:
            yield Failure(name, too_long(f"{size:,} bytes", options), retryable=False)
        else:
            yield read_text_bytes(stream.read(), name, options)
    elif size > options.max_page_bytes:
        limit = f"the limit of {options.max_page_bytes:,} (max_page_bytes)"
        message = f"a page or feed of {size:,} bytes is over {limit}; raise it or cut the file"
        yield Failure(name, message, retryable=False)
    elif kind == "html":
        yield read_page(stream.read(), name, options, worker)
    else:
        yield from read_feed(stream.read(), name, options, worker)

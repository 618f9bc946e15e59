"""JSON Lines: one report an object a line; a line that does not parse fails alone, with its number."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from dateline.model import Failure, Report
from dateline.read.draft import Draft, finish, too_long
from dateline.read.encodings import known
from dateline.read.fields import guess_fields
from dateline.read.options import ReadOptions
from dateline.read.streams import PlainLines, open_text

_ESCAPED = 6
_SPACE = "\ufeff \t\r\n"


def read_jsonl(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[Report | Failure]:
    """The reports of a JSON Lines stream, as they come, or of a JSON file that holds one object or a list of them."""
    plain, number, empty = PlainLines(stream, options.max_chars * _ESCAPED), 0, True
    for line in plain if known(options.encoding) is None else ():
        if empty and _is_document(line):
            text, _ = open_text(stream, options.encoding, newline="\n", begun=line.encode())
            yield from _read_document(text, where, options)
            return
        number, empty = number + 1, empty and not line.strip(_SPACE)
        if line.strip(_SPACE):
            yield _read_line(line, f"{where}:{number}", options)
    lines, beginning = open_text(stream, options.encoding, newline="\n", seen=plain.seen, begun=plain.begun)
    if empty and _is_document(beginning):
        yield from _read_document(lines, where, options)
        return
    for later, late in enumerate(_bounded_lines(lines, options), number + 1):
        place = f"{where}:{later}"
        if late is None:
            yield Failure(place, too_long(f"more than {options.max_chars * _ESCAPED:,} bytes", options), retryable=False)
        elif late.strip(_SPACE):
            yield _read_line(late, place, options)


def _is_document(beginning: str) -> bool:
    """Whether this is the beginning of one JSON value that goes over several lines, or of a list."""
    start = beginning.lstrip(_SPACE)
    return start.startswith("[") or (start.startswith("{") and start[1:].lstrip(" \t").startswith(("\n", "\r")))


def _bounded_lines(lines: io.TextIOWrapper, options: ReadOptions) -> Iterator[str | None]:
    """Each line, or None for one that is longer than any report may be."""
    limit = options.max_chars * _ESCAPED
    while line := lines.readline(limit):
        if len(line) < limit or line.endswith("\n"):
            yield line
            continue
        while line and not line.endswith("\n"):
            line = lines.readline(limit)
        yield None


def _read_document(lines: io.TextIOWrapper, where: str, options: ReadOptions) -> Iterator[Report | Failure]:
    text = lines.read(options.max_page_bytes + 1)
    if len(text) > options.max_page_bytes:
        message = f"one JSON document over {options.max_page_bytes:,} characters; write one report a line (JSON Lines)"
        yield Failure(where, message, retryable=False)
        return
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        yield Failure(f"{where}:{getattr(error, 'lineno', 1)}", f"not valid JSON: {_why(error)}", retryable=False)
        return
    for number, item in enumerate(data if isinstance(data, list) else [data], 1):
        yield _made(item, f"{where}#{number}", options)


def _read_line(line: str, place: str, options: ReadOptions) -> Report | Failure:
    try:
        item = json.loads(line.strip(_SPACE))
    except (ValueError, RecursionError) as error:
        return Failure(place, f"not valid JSON: {_why(error)}", retryable=False)
    return _made(item, place, options)


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]


def _made(item: object, place: str, options: ReadOptions) -> Report | Failure:
    if not isinstance(item, dict):
        return Failure(place, 'not an object; a report is {"id": …, "text": …}', retryable=False)
    names = guess_fields(tuple(str(name) for name in item)) | dict(options.columns)
    values = {field: _string(item.get(name)) for field, name in names.items()}
    text = values.get("text")
    if text is None:
        has = ", ".join(sorted(str(name)[:40] for name in item)[:12]) or "nothing"
        return Failure(
            place,
            f'no text: the object has {has}; put the report into "text", or name the field that holds it',
            retryable=False,
        )
    byline = values.get("byline")
    draft = Draft(
        text,
        external_id=values.get("id"),
        title=values.get("title"),
        published=values.get("published"),
        language=values.get("language"),
        outlet=values.get("outlet"),
        url=values.get("url"),
        bylines=(byline,) if byline else (),
    )
    return finish(draft, place, options)


def _string(value: object) -> str | None:
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return None
    return str(value)

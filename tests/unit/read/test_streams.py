"""A stream of JSON Lines is read as it comes, in bounded memory, and as the same bytes are read from a file."""

from __future__ import annotations

import io
import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Failure, Report
from dateline.read import ReadOptions, read_bytes, read_stream

LINE = json.dumps({"id": "a", "text": "Gunmen attacked Mora on Friday."}) + "\n"
ODD = json.dumps({"id": "b", "text": "Gunmen attacked “Mora” – or Orán – on Friday."}, ensure_ascii=False) + "\n"
WHOLE = json.dumps([{"id": "c", "text": "Rebels shelled the town."}], indent=1)


class Endless(io.RawIOBase):
    """Reports without end; counts what was taken."""

    def __init__(self) -> None:
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        some = LINE.encode()[: len(buffer)] if len(buffer) < len(LINE) else LINE.encode()
        buffer[: len(some)] = some
        self.taken += len(some)
        return len(some)


def test_reports_come_out_before_the_stream_ends() -> None:
    reading, writing = os.pipe()
    with open(reading, "rb") as stream, open(writing, "wb", buffering=0) as out:
        found = read_stream(stream)
        for number in range(3):
            late = threading.Timer(5.0, out.close)
            late.start()
            out.write(LINE.replace('"a"', f'"{number}"').encode())
            one = next(found)
            late.cancel()
            assert isinstance(one, Report) and one.external_id == str(number)
        assert not out.closed
        out.close()
        assert list(found) == []


def test_no_more_is_taken_than_is_asked_for() -> None:
    source = Endless()
    found = read_stream(io.BufferedReader(source))
    for _ in range(50):
        next(found)
    assert source.taken < 100_000


PIECES = [
    LINE.encode(),
    ODD.encode(),
    ODD.encode("cp1252"),
    b"\n",
    b"{broken\n",
    b"\xff\xfe\n",
    b" \r\n",
    b'{"id": "no text"}\n',
    b"\xef\xbb\xbf",
    b'{"text": "no end of line"}',
    WHOLE.encode(),
    b"A plain text: gunmen attacked Mora on Friday.\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_a_stream_gives_what_its_bytes_give(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    assert list(read_stream(io.BufferedReader(io.BytesIO(data)), "x")) == list(read_bytes(data, "x"))


@pytest.mark.parametrize("fill", [0, 100, 5_000])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-8-sig"])
def test_the_encoding_is_told_wherever_it_shows(fill: int, encoding: str) -> None:
    text = LINE * fill + ODD
    found = list(read_stream(io.BytesIO(text.encode(encoding))))
    assert len(found) == fill + 1
    last = found[-1]
    assert isinstance(last, Report) and "“Mora” – or Orán" in last.text


def test_lines_are_numbered_through(tmp_path: Path) -> None:
    data = (LINE + "\n" + "{broken\n" + ODD + "{broken too\n").encode()
    places = [each.where for each in read_stream(io.BytesIO(data)) if isinstance(each, Failure)]
    assert places == ["-:3", "-:5"]


def test_a_line_that_is_too_long_fails_alone() -> None:
    options = ReadOptions(max_chars=100)
    data = (LINE + json.dumps({"text": "long " * 500}) + "\n" + LINE).encode()
    first, second, third = read_stream(io.BytesIO(data), "-", options)
    assert isinstance(first, Report) and isinstance(third, Report)
    assert isinstance(second, Failure) and second.where == "-:2" and "600 bytes" in second.error

"""Byte streams as text, with a look at how they begin."""

from __future__ import annotations

import io
from typing import BinaryIO

from dateline.read.encodings import encoding_of, known

_HEAD = 262_144


def open_text(stream: BinaryIO, encoding: str | None, *, newline: str) -> tuple[io.TextIOWrapper, str]:
    """The stream as text, and its first 256 KB; undecodable bytes become U+FFFD and line ends stay as they are."""
    head = stream.read(_HEAD)
    name = known(encoding) or encoding_of(head)
    joined = io.BufferedReader(_Joined(head, stream))
    return io.TextIOWrapper(joined, encoding=name, errors="replace", newline=newline), head.decode(name, errors="replace")


class _Joined(io.RawIOBase):
    """The bytes already looked at, followed by the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Always true: that is what it is for."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills ``buffer``, first from the head; returns the number of bytes."""
        size = len(buffer)
        data = self._head[:size] if self._head else self._rest.read(size)
        self._head = self._head[size:]
        buffer[: len(data)] = data
        return len(data)

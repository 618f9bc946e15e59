"""Byte streams as text, with a look at how they begin."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from dateline.read.encodings import encoding_of, known

_HEAD = 262_144


def open_text(
    stream: BinaryIO, encoding: str | None, *, newline: str, seen: bytes = b"", begun: bytes = b""
) -> tuple[io.TextIOWrapper, str]:
    """The stream as text, and its first 256 KB; undecodable bytes become U+FFFD and line ends stay as they are.

    ``begun`` was taken from the stream already and comes first; ``seen`` is what came before that, if anything did.
    """
    head = begun + stream.read(max(0, _HEAD - len(begun)))
    name = known(encoding) or encoding_of(seen + head[:_HEAD])
    return io.TextIOWrapper(after(head, stream), encoding=name, errors="replace", newline=newline), head[:_HEAD].decode(
        name, errors="replace"
    )


@dataclass(slots=True)
class PlainLines:
    """The lines at the start of a stream that are the same in every encoding, as they come; none is longer than ``longest``.

    ``seen`` is the last of them, ``begun`` what was taken of the first line that is not such a one.
    """

    stream: BinaryIO
    longest: int
    seen: bytes = b""
    begun: bytes = b""

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(self.longest):
            if not line.isascii() or b"\0" in line or (len(line) >= self.longest and not line.endswith(b"\n")):
                self.begun = line
                return
            self.seen = line
            yield line.decode("ascii")


def after(head: bytes, stream: BinaryIO) -> io.BufferedReader:
    """The stream with what was taken from it put back; bytes are handed out as they come."""
    return io.BufferedReader(_Joined(head, stream))


class _Joined(io.RawIOBase):
    """The bytes already looked at, followed by the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, cast(io.BufferedIOBase, rest)

    def readable(self) -> bool:
        """Always true: that is what it is for."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills ``buffer``, first from the head; returns the number of bytes."""
        size = len(buffer)
        data = self._head[:size] if self._head else self._rest.read1(size)
        self._head = self._head[size:]
        buffer[: len(data)] = data
        return len(data)

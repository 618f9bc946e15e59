"""Bytes to text: byte-order marks, UTF-16, UTF-8, Windows-1252; binary files are told apart by their first bytes."""

from __future__ import annotations

import codecs
from functools import cache

from dateline.lexicon.tables import load_toml

_SAMPLE = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ["cp1252", "iso8859_15", "cp1250", "cp1251", "cp1256", "mac_roman"]
_DEFAULT_LEGACY = "cp1252"


@cache
def _magic() -> tuple[tuple[bytes, str], ...]:
    return tuple((bytes.fromhex(row["starts"]), row["what"]) for row in load_toml("cues/inputs.toml")["binary"])


def binary_kind(head: bytes) -> str | None:
    """What a file is that holds no text, judged by its first bytes, or None for text."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return None
    for start, what in _magic():
        if head.startswith(start):
            return what
    if _plain_utf16(head):
        return None
    odd = sum(byte < 32 and byte not in (8, 9, 10, 12, 13, 27) for byte in head[:4096])
    return "a binary file" if odd * 20 > len(head[:4096]) else None


def encoding_of(data: bytes) -> str:
    """The name of the encoding that ``data``, whole or the head of a file, is in."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    return _plain_utf16(data) or _eight_bit(data)


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of ``data``; bytes that mean nothing become U+FFFD."""
    return data.decode(known(encoding) or encoding_of(data), errors="replace")


def known(encoding: str | None) -> str | None:
    """The encoding's name where Python knows it, else None."""
    try:
        return codecs.lookup(encoding).name if encoding else None
    except LookupError:
        return None


def _plain_utf16(data: bytes) -> str | None:
    sample = data[:2048]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0 : half * 2 : 2].count(0), sample[1 : half * 2 : 2].count(0)
    if odd * 10 >= half * 7 and even * 10 <= half:
        return "utf-16-le"
    if even * 10 >= half * 7 and odd * 10 <= half:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(data) else _legacy(data)
    return "utf-8"


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes above 127 form UTF-8 sequences more often than not: broken UTF-8, not a legacy encoding."""
    text = data[: _SAMPLE * 4].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return whole > 0 and whole * 3 >= broken


def _legacy(data: bytes) -> str:
    from charset_normalizer import from_bytes

    high = bytes(byte for byte in data[:_SAMPLE] if byte > 127)
    if len(high) * 10 < len(data[:_SAMPLE]) * 3:
        return _DEFAULT_LEGACY
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY).best()
    return best.encoding if best else _DEFAULT_LEGACY

"""Bytes, pages, feeds and tables to reports: ``read_path``, ``read_bytes`` and ``read_text``."""

from dateline.read.options import ReadOptions
from dateline.read.sources import read_bytes, read_path, read_paths, read_stream
from dateline.read.text import read_text

__all__ = ["ReadOptions", "read_bytes", "read_path", "read_paths", "read_stream", "read_text"]

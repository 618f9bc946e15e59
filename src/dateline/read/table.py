"""CSV and TSV with any column names: columns are known by their headers, else by what their cells look like, or mapped."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from statistics import median
from typing import BinaryIO

from dateline.model import Failure, Report
from dateline.read.dates import as_iso
from dateline.read.draft import Draft, finish, too_long
from dateline.read.encodings import encoding_of, known
from dateline.read.fields import FIELDS, guess_fields
from dateline.read.jsonl import _Joined
from dateline.read.options import ReadOptions

_HEAD = 262_144
_SAMPLE_ROWS = 50
_TEXT_CHARS, _TEXT_WORDS = 40, 6
_DELIMITERS = ",\t;|"

"""Plain text: the report is the file, exactly."""

from __future__ import annotations

from dateline.model import Failure, Report
from dateline.read.draft import Draft, finish, make_report
from dateline.read.encodings import decode
from dateline.read.options import ReadOptions


def read_text(
    text: str,
    options: ReadOptions | None = None,
    *,
    external_id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Report:
    """The report of ``text`` as it stands; ``published`` is the date that its own record gives."""
    draft = Draft(text, external_id=external_id, title=title, published=published, url=url)
    return make_report(draft, options or ReadOptions())


def read_text_bytes(data: bytes, where: str, options: ReadOptions) -> Report | Failure:
    """The report in a plain text file's bytes."""
    return finish(Draft(decode(data, options.encoding), external_id=where), where, options)

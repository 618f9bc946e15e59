"""RSS and Atom files: the one place where feedparser is used, inside the child process that ``worker`` keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.model import Failure, Report
from dateline.read.draft import Draft, finish
from dateline.read.markup import paragraphs
from dateline.read.options import ReadOptions
from dateline.read.worker import Worker


def read_feed(data: bytes, where: str, options: ReadOptions, worker: Worker) -> Iterator[Report | Failure]:
    """The reports of a feed, one an entry; entries without text fail alone."""
    found = worker.run("feed", data, options.encoding or "")
    if isinstance(found, str):
        yield Failure(where, found, retryable=False)
        return
    if not found:
        yield Failure(
            where,
            "there are no entries in this file; an RSS or Atom feed has <item> or <entry> elements",
            retryable=False,
        )
    for number, draft in enumerate(found, 1):
        place = f"{where}#{number}"
        yield finish(replace(draft, external_id=draft.external_id or place), place, options)


def parse_feed(data: bytes, encoding: str) -> list[Draft]:
    """The entries of a feed as drafts, in file order; runs in the child process."""
    import feedparser

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    outlet = _string(feed.feed.get("title"))
    return [_draft(entry, outlet) for entry in feed.entries]


def _draft(entry, outlet: str | None) -> Draft:  # type: ignore[no-untyped-def]
    title = " ".join(paragraphs(entry.get("title") or "")) or None
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    body = paragraphs(max([*contents, entry.get("summary") or ""], key=len))
    if title and body and body[0].casefold() == title.casefold():
        body = body[1:]
    source = entry.get("source") or {}
    author = _string(entry.get("author"))
    return Draft(
        "\n\n".join([title, *body] if title else body),
        _string(entry.get("id")) or _string(entry.get("link")),
        title,
        _string(entry.get("published")) or _string(entry.get("updated")),
        None,
        _string(source.get("title")) or outlet,
        (author,) if author else (),
        _string(entry.get("link")),
    )


def _string(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None

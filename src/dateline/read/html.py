"""News pages: the one place where trafilatura is used, inside the child process that ``worker`` keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.model import Failure, Report
from dateline.read.draft import Draft, finish
from dateline.read.encodings import decode, encoding_of, known
from dateline.read.headings import is_furniture
from dateline.read.lines import unit
from dateline.read.markup import paragraphs
from dateline.read.options import ReadOptions
from dateline.read.worker import Worker

if TYPE_CHECKING:
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:article:published_time|datePublished|og:published_time|parsely-pub-date|dc\.date(?:\.issued)?|date\.issued|pubdate)"
    r"[\"']?\s*(?:content\s*=\s*|:\s*)[\"']\s*([^\"'<>]{8,40})[\"']",
    re.IGNORECASE,
)
_HUGE_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)\b[^<>]{20000,}>")
_LEAST_WORDS = 5
_SHORT_ARTICLE = 60
_SENTENCE_WORDS = 6
_META_REACH = 400_000


def read_page(data: bytes, where: str, options: ReadOptions, worker: Worker) -> Report | Failure:
    """The report on a news page, or a failure where there is no article in it or it took too much time or memory."""
    found = worker.run("page", data, options.encoding or "")
    if isinstance(found, str):
        return Failure(where, found, retryable=False)
    if not found:
        return Failure(where, "there is no article in this page; nothing in it reads like running text", retryable=False)
    draft = found[0]
    return finish(
        Draft(draft.text, where, draft.title, draft.published, None, draft.outlet, draft.bylines, draft.url),
        where,
        options,
    )


def parse_page(data: bytes, encoding: str) -> list[Draft]:
    """The article in a page's HTML as one draft, or none; runs in the child process."""
    markup = _HUGE_TAG.sub(r"<\1>", decode(data, known(encoding) or _declared(data)))
    page = _extract(markup)
    if page is None:
        return _plainly(markup)
    body = [line for raw in (page.text or "").split("\n") if (line := raw.strip())]
    title = _headline(page.title, page.sitename)
    if title and body and body[0].casefold() == title.casefold():
        del body[0]
    if sum(len(line.split()) for line in body) < _LEAST_WORDS:
        return _plainly(markup)
    text = "\n\n".join([title, *body] if title else body)
    return [Draft(text, None, title, _published(markup, page.date), None, page.sitename, _authors(page.author), page.url)]


def _extract(markup: str) -> Document | None:
    """The article as trafilatura finds it; its slower second opinions are asked only where the first finds little."""
    import trafilatura

    for fast in (True, False):
        page = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True, fast=fast)
        if page is not None and not isinstance(page, dict) and len((page.text or "").split()) >= _SHORT_ARTICLE:
            return page
    return None if isinstance(page, dict) else page


def _plainly(markup: str) -> list[Draft]:
    """The full sentences of a page in which no article was recognised, as one draft, or none."""
    lines = paragraphs(markup)
    body = [line for line in lines if len(line.split()) >= _SENTENCE_WORDS and line.endswith((".", "!", "?", "”", '"'))]
    story = [line for line in body if not is_furniture(unit(line))]
    return [Draft("\n\n".join(story))] if story else []


def _headline(title: str | None, site: str | None) -> str | None:
    """The page's title without the site's name at its end."""
    bare = " ".join((title or "").split())
    for mark in (" | ", " - ", " – ", " — "):
        head, found, tail = bare.rpartition(mark)
        if found and site and tail.casefold().replace(" ", "") == site.casefold().replace(" ", ""):
            return head
    return bare or None


def _declared(data: bytes) -> str | None:
    """The encoding that the page names, where its bytes do not settle it."""
    settled = encoding_of(data)
    match = _CHARSET.search(data[:8192])
    return settled if settled.startswith("utf") or match is None else known(match[1].decode("ascii")) or settled


def _published(markup: str, day: str | None) -> str | None:
    """The page's own date with its time of day, or the day that was worked out from the page."""
    match = _PUBLISHED.search(markup[:_META_REACH])
    return match[1] if match and (day is None or match[1].startswith(day[:7])) else day


def _authors(names: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (names or "").split(";") if name.strip())[:6]

"""From what a format's reader found to a finished report."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from dateline.model import Failure, Report, Zone
from dateline.read.cues import source_names, zone_cues
from dateline.read.headings import sources_within
from dateline.read.language import language_of
from dateline.read.options import ReadOptions
from dateline.read.published import published_of
from dateline.read.zones import Marked, mark_zones

_MOST_BYLINES = 6
_MOST_CREDITS = 40
_BY = re.compile(r"^(?:by|from|words by|text by|story by|report by|reported by|written by|posted by|author)\b:?\s+", re.IGNORECASE)
_NAMES_END = re.compile(r"\s*(?:[|,/(\[–—\d]|\s-\s|\bin\b|\bat\b|\bfor\b)")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in its file: the text, and what the file says about it."""

    text: str
    external_id: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    outlet: str | None = None
    bylines: tuple[str, ...] = ()
    url: str | None = None


def finish(draft: Draft, where: str, options: ReadOptions) -> Report | Failure:
    """The report with its zones, date, language and sources, or a failure where there is no text or far too much."""
    if not draft.text.strip():
        return Failure(where, "it holds no text; nothing can be coded from it", retryable=False)
    if len(draft.text) > options.max_chars:
        return Failure(where, too_long(f"{len(draft.text):,} characters", options), retryable=False)
    return make_report(draft, options)


def too_long(size: str, options: ReadOptions) -> str:
    """The message for a text over the limit; ``size`` is what it measures, with its unit."""
    return (
        f"one report of {size} is over the limit of {options.max_chars:,} characters; split it into one report a file"
        " or a line, or raise max_chars"
    )


def make_report(draft: Draft, options: ReadOptions) -> Report:
    """The report that ``draft`` tells of, its text unchanged."""
    text = draft.text
    marked = mark_zones(text, draft.title)
    published = published_of(text, marked, metadata=draft.published, given=options.published, url=draft.url)
    agencies, outlet = _signed(draft, marked)
    return Report(
        id=report_id(draft, published[0] if published else None),
        text=text,
        external_id=draft.external_id,
        title=draft.title or _headline(text, marked.zones),
        published=published[0] if published else None,
        published_basis=published[1] if published else None,
        language=_language(draft, marked, options),
        outlet=draft.outlet or outlet,
        agencies=agencies,
        bylines=_people(draft.bylines) or _bylines(text, marked.zones),
        dateline=marked.opening.place if marked.opening else None,
        url=draft.url,
        zones=marked.zones,
    )


def report_id(draft: Draft, published: str | None) -> str:
    """The report's id: the same content of the same date in the same place has the same one."""
    parts = (draft.external_id or "", draft.title or "", published or "", draft.text)
    data = "\x1f".join(parts).encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(data).hexdigest()[:20]


def _headline(text: str, zones: tuple[Zone, ...]) -> str | None:
    return next((" ".join(text[zone.start : zone.end].split()) for zone in zones if zone.kind == "headline"), None)


def _language(draft: Draft, marked: Marked, options: ReadOptions) -> str | None:
    stated = (draft.language or "").strip().lower()[:2]
    if options.language or (len(stated) == 2 and stated.isalpha()):
        return options.language or stated
    body = " ".join(draft.text[zone.start : zone.end] for zone in marked.zones if zone.kind == "body")
    return language_of(body or draft.text)


def _signed(draft: Draft, marked: Marked) -> tuple[tuple[str, ...], str | None]:
    """The agencies that the dateline, credits and bylines name, and the outlet if they name one."""
    names = list(marked.opening.sources) if marked.opening else []
    credits = [draft.text[zone.start : zone.end] for zone in marked.zones if zone.kind in ("credit", "byline")]
    for credit in (*credits[:_MOST_CREDITS], *draft.bylines):
        names += [source.name for source in sources_within(credit[:400])]
    known = [source_names()[name.lower()] for name in dict.fromkeys(names)]
    outlets = [source.name for source in known if source.kind == "outlet"]
    return tuple(source.name for source in known if source.kind == "agency"), outlets[0] if outlets else None


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.lower() not in source_names())


def _bylines(text: str, zones: tuple[Zone, ...]) -> tuple[str, ...]:
    """The names in the byline lines, each once."""
    found: list[str] = []
    for zone in [zone for zone in zones if zone.kind == "byline"][:_MOST_CREDITS]:
        found += _names(" ".join(text[zone.start : zone.end].split()))
    unique = {name.lower(): name for name in reversed(found)}
    return tuple(name for name in dict.fromkeys(found) if unique[name.lower()] == name)[:_MOST_BYLINES]


def _names(line: str) -> list[str]:
    bare = _BY.sub("", line)
    end = _NAMES_END.search(bare)
    people = [person.strip(" .,") for person in re.split(r"\s+(?:and|&|AND)\s+", bare[: end.start()] if end else bare)]
    nobody = source_names().keys() | zone_cues().byline.line
    return [name for name in people if len(name.split()) >= 2 and name.lower() not in nobody]

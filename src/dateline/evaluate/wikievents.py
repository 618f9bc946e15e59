"""Reads WikiEvents: news articles with KAIROS events, their trigger words and their arguments."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.evaluate.gold_documents import Filler, GoldDocument, GoldIncident, GoldWhere, slots_of, types_of
from dateline.model import Span

_APART = "\n\n"


@dataclass(frozen=True, slots=True)
class _Laid:
    """The text with each sentence a paragraph, and where in it each token of the document stands."""

    text: str
    tokens: tuple[Span, ...]


def load_wikievents(path: Path) -> tuple[GoldDocument, ...]:
    """The articles with the events whose type a PLOVER type fits; InputError for a line that is not an article."""
    documents = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            documents.append(_document(json.loads(line)))
        except (json.JSONDecodeError, KeyError, TypeError, IndexError) as error:
            raise InputError(f"{path}:{number}: no WikiEvents article ({type(error).__name__}: {error})") from None
    return tuple(documents)


def _document(row: Mapping[str, Any]) -> GoldDocument:
    laid = _lay_out(row["sentences"])
    incidents = tuple(one for event in row["event_mentions"] if (one := _incident(event, laid)) is not None)
    return GoldDocument(str(row["doc_id"]), laid.text, incidents)


def _lay_out(sentences: Sequence[Any]) -> _Laid:
    pieces: list[str] = []
    tokens: list[Span] = []
    at = 0
    for words, text in sentences:
        base = words[0][1] if words else 0
        tokens += [Span(at + start - base, at + end - base) for _, start, end in words]
        pieces.append(text)
        at += len(text) + len(_APART)
    return _Laid(_APART.join(pieces), tuple(tokens))


def _incident(event: Mapping[str, Any], laid: _Laid) -> GoldIncident | None:
    types = _types(event["event_type"])
    if not types:
        return None
    first, last = event["trigger"]["start"], event["trigger"]["end"] - 1
    sides = {slot: _arguments(event["arguments"], slot) for slot in ("perpetrator", "target", "place")}
    return GoldIncident(
        id=event["id"],
        kind=event["event_type"],
        types=types,
        where=tuple(GoldWhere(parts=(one.names,)) for one in sides["place"]),
        perpetrators=sides["perpetrator"],
        people=sides["target"],
        trigger=Span(laid.tokens[first].start, laid.tokens[last].end),
    )


def _types(kind: str) -> tuple[str, ...]:
    """The types of the longest kind in the table that the given one begins with."""
    table = types_of("kairos")
    levels = kind.split(".")
    options = (".".join(levels[:size]) for size in range(len(levels), 0, -1))
    return next((table[option] for option in options if option in table), ())


def _arguments(arguments: Sequence[Mapping[str, Any]], slot: str) -> tuple[Filler, ...]:
    wanted = slots_of("kairos")
    return tuple(Filler((str(one["text"]),)) for one in arguments if wanted.get(str(one["role"])) == slot)

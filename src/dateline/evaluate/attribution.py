"""Scores claims against a gold set of attributions with source, cue and content spans."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError
from dateline.model import Claim, Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The spans of one attribution, from gold or from a claim."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with all its attributions."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Hits among what was found and what was to be found; sums with ``+``."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0


MEASURES = ("source", "cue", "content", "source_exact", "cue_exact", "content_exact", "linked")


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """The documents of a JSON Lines file of ``id``, ``text``, ``attributions``; raises ``InputError`` on a bad line."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _document(line, f"{path}:{number}")


def _document(line: str, where: str) -> GoldDocument:
    try:
        row = json.loads(line)
        found = row["attributions"]
        items = tuple(Attribution(_spans(it["source"]), _spans(it["cue"]), _spans(it["content"])) for it in found)
        return GoldDocument(str(row["id"]), str(row["text"]), items)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where}: not an attribution document ({error!r})") from None


def _spans(pairs: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(int(pair[0]), int(pair[1])) for pair in pairs)


def attribution_of(claim: Claim) -> Attribution:
    """A claim's spans."""
    return Attribution(claim.source, claim.cue, claim.content)


def overlap(one: Spans, two: Spans) -> float:
    """Characters that two span sets share, as a part of those they cover together; 0 where both are empty."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)
    total = _size(one) + _size(two) - shared
    return shared / total if total else 0.0


def _size(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)


def score(gold: Sequence[Attribution], found: Sequence[Attribution]) -> dict[str, Score]:
    """Each measure's hits for one document; each gold item is matched with at most one found, best overlap first."""
    result = {name: _spans_score(gold, found, name) for name in ("source", "cue", "content")}
    result |= {f"{name}_exact": _spans_score(gold, found, name, least=1.0) for name in ("source", "cue", "content")}
    pairs = match([item.content for item in gold], [item.content for item in found])
    linked = sum(_same_source(gold[left], found[right]) for left, right in pairs)
    result["linked"] = Score(linked, result["content"].found, result["content"].gold)
    return result


def _spans_score(gold: Sequence[Attribution], found: Sequence[Attribution], name: str, least: float = 0.5) -> Score:
    left = sorted({getattr(item, name) for item in gold} - {()}, key=_order)
    right = sorted({getattr(item, name) for item in found} - {()}, key=_order)
    return Score(len(match(left, right, least)), len(right), len(left))


def _order(spans: Spans) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _same_source(gold: Attribution, found: Attribution) -> bool:
    if not gold.source:
        return not found.source
    return any(one.overlaps(two) for one in gold.source for two in found.source)


def match(gold: Sequence[Spans], found: Sequence[Spans], least: float = 0.5) -> tuple[tuple[int, int], ...]:
    """Pairs of span sets that overlap by ``least`` of their union or more, best first, each used once."""
    pairs = []
    for left, one in enumerate(gold):
        for right, two in enumerate(found):
            if one and two and one[0].start < two[-1].end and two[0].start < one[-1].end:
                value = overlap(one, two)
                if value >= least:
                    pairs.append((-value, left, right))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    chosen = []
    for _, left, right in sorted(pairs):
        if left not in taken_left and right not in taken_right:
            taken_left.add(left)
            taken_right.add(right)
            chosen.append((left, right))
    return tuple(chosen)


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """The sum of many documents' scores, measure by measure."""
    result = dict.fromkeys(MEASURES, Score())
    for item in scores:
        for name, value in item.items():
            result[name] = result[name] + value
    return result

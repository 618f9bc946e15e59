"""Turns a report into one ``Parse``: segments, the engine on those that are wanted, plain tokens for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dateline.model import Parse, Report, Sentence, Span
from dateline.parse.records import Engine, Tokens
from dateline.parse.segments import Boundaries, segments

Wanted = Callable[[str], bool]
_PLAIN = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")


class Parser:
    """Parses reports with an engine; ``wanted`` tells of a sentence's text whether a syntactic parse is worth its time."""

    def __init__(self, engine: Engine, boundaries: Boundaries, wanted: Wanted | None = None) -> None:
        self.engine = engine
        self._boundaries = boundaries
        self._wanted = wanted

    def parse(self, report: Report) -> Parse:
        """The parse of the whole report, in text order; offsets count into ``report.text``."""
        spans = list(segments(report, self._boundaries))
        texts = [report.text[span.start : span.end] for span in spans]
        chosen = [self._wanted is None or self._wanted(text) for text in texts]
        parsed = self.engine.parse(text for text, take in zip(texts, chosen, strict=True) if take)
        builder = _Builder(self.engine.name)
        for span, text, take in zip(spans, texts, chosen, strict=True):
            builder.add(span, next(parsed) if take else plain_tokens(text), parsed=take)
        return builder.build()


def plain_tokens(text: str) -> Tokens:
    """The words and marks of a text without tags or dependencies."""
    found = list(_PLAIN.finditer(text))
    size = len(found)
    words = [match.group() for match in found]
    return Tokens(
        [match.start() for match in found],
        [match.end() for match in found],
        words,
        [word.lower() for word in words],
        ["X"] * size,
        [""] * size,
        list(range(size)),
        [""] * size,
        [0] if size else [],
    )


class _Builder:
    """Joins the tokens of the segments into the parallel tuples of a ``Parse``."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._columns: tuple[list[int], list[int], list[str], list[str], list[str], list[str], list[int], list[str]] = (
            [],
            [],
            [],
            [],
            [],
            [],
            [],
            [],
        )
        self._sentences: list[Sentence] = []

    def add(self, span: Span, tokens: Tokens, *, parsed: bool) -> None:
        """Append the tokens of one segment, moving their offsets and heads to the report's."""
        if not tokens.texts:
            return
        starts, ends, texts, lemmas, pos, tags, heads, deps = self._columns
        base = len(starts)
        starts.extend(span.start + start for start in tokens.starts)
        ends.extend(span.start + end for end in tokens.ends)
        texts.extend(tokens.texts)
        lemmas.extend(tokens.lemmas)
        pos.extend(tokens.pos)
        tags.extend(tokens.tags)
        heads.extend(base + head for head in tokens.heads)
        deps.extend(tokens.deps)
        for first, last in _ranges(tokens.breaks, len(tokens.texts)):
            edge = Span(starts[base + first], ends[base + last - 1])
            self._sentences.append(Sentence(edge.start, edge.end, base + first, base + last, parsed))

    def build(self) -> Parse:
        """The finished parse."""
        starts, ends, texts, lemmas, pos, tags, heads, deps = self._columns
        return Parse(
            tuple(starts),
            tuple(ends),
            tuple(texts),
            tuple(lemmas),
            tuple(pos),
            tuple(tags),
            tuple(heads),
            tuple(deps),
            tuple(self._sentences),
            self._engine,
        )


def _ranges(breaks: list[int], size: int) -> Iterator[tuple[int, int]]:
    firsts = breaks if breaks and breaks[0] == 0 else [0, *breaks]
    yield from zip(firsts, [*firsts[1:], size], strict=True)

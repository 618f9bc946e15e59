"""How sure a draft is an attribution: a sum of learned weights of what can be seen of its cue, source and content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dateline.judge.attribution_drafts import Draft, Reader
from dateline.lexicon.tables import load_csv
from dateline.model import Span

_SIZES = (10, 20, 40, 60, 90, 130, 180, 250, 400)
_TENTHS = 10
_DEEP = 2
_SAID = frozenset(("clause", "quote", "aside", "scope", "passive"))


@dataclass(frozen=True, slots=True)
class Weight:
    """What one observation adds to the score, in logits."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft with one reading of its content and how many other contents its cue stands in."""

    draft: Draft
    content: tuple[Span, ...]
    depth: int


@cache
def load_weights(path: str | Path = "en/attribution_weights.csv") -> dict[str, float]:
    """The bundled weights, or those of another file of the same kind."""
    return {row.feature: row.weight for row in load_csv(path, Weight)}


def likely(reader: Reader, found: Iterable[Draft], weights: dict[str, float]) -> tuple[Draft, ...]:
    """The drafts whose score reaches the ``least`` weight, each with the likelier reading of its content."""
    least = weights.get("least", 0.0)
    kept = []
    for readings in readings_of(found):
        scored = [(sum(weights.get(name, 0.0) for name in features(reader, seen)), seen) for seen in readings]
        score, best = max(scored, key=lambda item: item[0])
        if score >= least - _benefit(best.draft, weights):
            kept.append(replace(best.draft, content=best.content))
    return tuple(kept)


def _benefit(draft: Draft, weights: dict[str, float]) -> float:
    """How far below the least score a verb of speech with a source, or a word for hearsay, is still believed."""
    said = draft.cue.kind == "speech" and draft.end in _SAID and draft.source is not None
    return weights.get("benefit", 0.0) if said or draft.cue.kind == "hearsay" else 0.0


def readings_of(found: Iterable[Draft]) -> Iterator[tuple[Seen, ...]]:
    """The readings of each draft: its content, and the shorter or longer one where the parse leaves two."""
    drafts = sorted(found, key=lambda item: (item.content[0].start, -item.content[-1].end, item.span.start))
    around: list[Draft] = []
    for draft in drafts:
        start = min(draft.content[0].start, draft.span.start)
        around = [item for item in around if item.content[-1].end > start]
        depth = sum(_spans(item, draft.span) for item in around)
        around.append(draft)
        contents = (draft.content, draft.other) if draft.other else (draft.content,)
        yield tuple(Seen(draft, content, min(depth, _DEEP)) for content in contents)


def _spans(outer: Draft, cue: Span) -> bool:
    return outer.content[0].start <= cue.start and cue.end <= outer.content[-1].end


def features(reader: Reader, seen: Seen) -> Iterator[str]:
    """What is seen of a draft, as names of weights."""
    draft = seen.draft
    end = draft.end or "none"
    frame = "+" if end.startswith("+") else end
    lemma = draft.cue.lemma
    yield "bias"
    yield f"lemma={lemma}"
    yield f"lemma,end={lemma},{end}"
    yield f"end={end}"
    yield f"depth={frame},{seen.depth}"
    yield f"negated={draft.negated}"
    yield f"reading={frame},{seen.content is not draft.content}"
    yield from _cue_features(reader, draft, frame)
    yield from _source_features(reader, draft, frame)
    yield from _content_features(reader, seen, frame)


def _cue_features(reader: Reader, draft: Draft, frame: str) -> Iterator[str]:
    tree, head = reader.tree, draft.head
    parse = tree.parse
    yield f"dep={frame},{parse.deps[head]}"
    yield f"tag={frame},{parse.tags[head]}"
    yield f"lemma,tag={draft.cue.lemma},{parse.tags[head]}"
    yield f"under={parse.deps[head]},{parse.lemmas[parse.heads[head]]}"
    yield f"tenth={_TENTHS * draft.span.start // max(1, len(reader.text))}"
    for item in tree.children[head]:
        if parse.deps[item] in ("aux", "auxpass", "neg"):
            yield f"aux={parse.lemmas[item]}"
        elif parse.deps[item] in ("advmod", "mark", "prt"):
            yield f"{parse.deps[item]}={parse.lemmas[item]}"


def _source_features(reader: Reader, draft: Draft, frame: str) -> Iterator[str]:
    if draft.speaker is None:
        yield f"source={frame},none"
        return
    parse = reader.tree.parse
    pos = parse.pos[draft.speaker]
    yield f"source={frame},{pos}"
    if pos in ("NOUN", "PRON"):
        yield f"speaker={parse.lemmas[draft.speaker]}"
    yield f"before={frame},{draft.speaker < draft.head}"


def _content_features(reader: Reader, seen: Seen, frame: str) -> Iterator[str]:
    parse = reader.tree.parse
    first = min(bisect_left(parse.starts, seen.content[0].start), len(parse) - 1)
    size = sum(span.end - span.start for span in seen.content)
    yield f"size={frame},{bisect_left(_SIZES, size)}"
    yield f"parts={frame},{min(len(seen.content), 3)}"
    yield f"quoted={frame},{_quoted_share(reader, seen.content)}"
    yield f"first={frame},{parse.pos[first]}"
    if parse.pos[first] not in ("NOUN", "PROPN", "NUM"):
        yield f"first_word={frame},{parse.texts[first].lower()}"


def _quoted_share(reader: Reader, content: tuple[Span, ...]) -> str:
    """Whether none, some or all tokens of the content stand in quotation marks."""
    total = quoted = 0
    for span in content:
        low = bisect_left(reader.tree.parse.starts, span.start)
        high = bisect_left(reader.tree.parse.starts, span.end)
        total += high - low
        quoted += reader.inside[low:high].count(1)
    return "none" if not quoted else "all" if quoted == total else "some"

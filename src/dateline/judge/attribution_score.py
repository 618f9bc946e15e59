"""How sure a draft is an attribution: a sum of learned weights of what can be seen of its cue, source and content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.change import replace
from dateline.judge.attribution_drafts import Draft, Reader
from dateline.judge.attribution_nested import apart
from dateline.judge.attribution_readings import Reading, readings
from dateline.lexicon.tables import load_csv
from dateline.model import Span

_SIZES = (10, 20, 40, 60, 90, 130, 180, 250, 400)
_TENTHS = 10
_DEEP = 2
_NAMES = frozenset(("PROPN", "NUM"))
_SURE = frozenset(("silent", "taken_up"))
_SAID = frozenset(("clause", "quote", "aside", "scope", "passive"))


@dataclass(frozen=True, slots=True)
class Weight:
    """What one observation adds to the score, in logits."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft with the readings of its content and how many other contents its cue stands in."""

    draft: Draft
    readings: tuple[Reading, ...]
    depth: int


@cache
def load_weights(path: str | Path = "en/attribution_weights.csv") -> dict[str, float]:
    """The bundled weights, or those of another file of the same kind."""
    return {row.feature: row.weight for row in load_csv(path, Weight)}


def likely(reader: Reader, found: Iterable[Draft], weights: dict[str, float]) -> tuple[Draft, ...]:
    """The drafts whose score reaches the ``least`` weight, each with the likeliest reading of its content."""
    least = weights.get("least", 0.0)
    kept = []
    for seen in sightings(reader, found):
        best = picked(reader, seen, weights)
        score = _sum(draft_features(reader, seen), weights) + _sum(reading_features(reader, seen.draft, best), weights)
        if seen.draft.end in _SURE or score >= least - _benefit(seen.draft, weights):
            kept.append((score + _benefit(seen.draft, weights), replace(seen.draft, content=best.content)))
    return apart(kept)


def picked(reader: Reader, seen: Seen, weights: dict[str, float]) -> Reading:
    """The likeliest reading of a draft; of equal ones the first."""
    if len(seen.readings) == 1:
        return seen.readings[0]
    return max(seen.readings, key=lambda item: _sum(pick_features(reader, seen.draft, item), weights))


def _sum(names: Iterable[str], weights: dict[str, float]) -> float:
    return sum([weights.get(name, 0.0) for name in names])


def _benefit(draft: Draft, weights: dict[str, float]) -> float:
    """How far below the least score a verb of speech with a source, or a word for hearsay, is still believed."""
    said = draft.cue.kind == "speech" and draft.end in _SAID and draft.source is not None
    return weights.get("benefit", 0.0) if said or draft.cue.kind == "hearsay" else 0.0


def sightings(reader: Reader, found: Iterable[Draft]) -> Iterator[Seen]:
    """Each draft with its readings, in text order, and how deep its cue stands in the contents of others."""
    drafts = sorted(found, key=lambda item: (item.content[0].start, -item.content[-1].end, item.span.start))
    around: list[Draft] = []
    for draft in drafts:
        start = min(draft.content[0].start, draft.span.start)
        around = [item for item in around if item.content[-1].end > start]
        depth = sum(_spans(item, draft.span) for item in around)
        around.append(draft)
        yield Seen(draft, readings(reader, draft), min(depth, _DEEP))


def _spans(outer: Draft, cue: Span) -> bool:
    return outer.content[0].start <= cue.start and cue.end <= outer.content[-1].end


def draft_features(reader: Reader, seen: Seen) -> Iterator[str]:
    """What is seen of a draft whatever its reading, as names of weights."""
    draft = seen.draft
    end = draft.end or "none"
    frame = _frame(draft)
    lemma = draft.cue.lemma
    yield "bias"
    yield f"lemma={lemma}"
    yield f"lemma,end={lemma},{end}"
    yield f"end={end}"
    yield f"depth={frame},{seen.depth}"
    yield f"negated={draft.negated}"
    yield from _cue_features(reader, draft, frame)
    yield from _source_features(reader, draft, frame)
    yield from _near_features(reader, draft, frame)


def _frame(draft: Draft) -> str:
    return "+" if draft.end.startswith("+") else draft.end or "none"


def reading_features(reader: Reader, draft: Draft, reading: Reading) -> Iterator[str]:
    """What is seen of one reading of a draft, as names of weights."""
    frame = _frame(draft)
    yield f"reading={frame},{reading.name}"
    if reading.edge:
        yield f"edge={reading.name},{reading.edge}"
        yield f"edge={frame},{reading.name},{reading.edge.partition(',')[0]}"
    yield f"lemma,reading={draft.cue.lemma},{reading.name}"
    yield from _content_features(reader, reading.content, frame)


def pick_features(reader: Reader, draft: Draft, reading: Reading) -> Iterator[str]:
    """What tells the readings of one draft apart, as names of weights."""
    frame = _frame(draft)
    lemma = draft.cue.lemma
    yield f"pick={frame},{reading.name}"
    yield f"pick,lemma={lemma},{reading.name}"
    if reading.edge:
        kind, _, word = reading.edge.partition(",")
        yield f"pick,edge={frame},{reading.name},{kind}"
        yield f"pick,edge,word={reading.name},{kind},{word}"
        yield f"pick,edge,lemma={lemma},{reading.name},{kind}"
    yield f"pick,kind={draft.cue.kind},{reading.name}"
    for item in reading.more:
        yield f"pick,{reading.name},{item}"
        yield f"pick,{frame},{reading.name},{item}"
    for name in _content_features(reader, reading.content, frame):
        yield f"pick,{name}"


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


def _near_features(reader: Reader, draft: Draft, frame: str) -> Iterator[str]:
    """The words beside the cue and the word that heads the content."""
    parse = reader.tree.parse
    head = draft.head
    lemma = draft.cue.lemma
    for name, at in (("next", head + 1), ("prev", head - 1)):
        if 0 <= at < len(parse) and parse.pos[at] not in _NAMES:
            yield f"{name}={parse.texts[at].lower()}"
            if name == "next":
                yield f"lemma,next={lemma},{parse.texts[at].lower()}"
    yield f"kind={draft.cue.kind},{frame}"
    yield f"inside={reader.quoted(head)}"
    target = draft.target
    if target is not None:
        yield f"target={frame},{parse.pos[target]}"
        yield f"lemma,target={lemma},{parse.pos[target]}"
        if parse.pos[target] in ("NOUN", "VERB", "ADJ", "PRON"):
            yield f"target,lemma={frame},{parse.lemmas[target]}"
    pos = "none" if draft.speaker is None else parse.pos[draft.speaker]
    yield f"lemma,source={lemma},{pos}"


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


def _content_features(reader: Reader, content: tuple[Span, ...], frame: str) -> Iterator[str]:
    parse = reader.tree.parse
    first = min(bisect_left(parse.starts, content[0].start), len(parse) - 1)
    size = sum(span.end - span.start for span in content)
    yield f"size={frame},{bisect_left(_SIZES, size)}"
    yield f"parts={frame},{min(len(content), 3)}"
    yield f"quoted={frame},{_quoted_share(reader, content)}"
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

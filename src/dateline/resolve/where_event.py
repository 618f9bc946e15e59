"""Says which of the places in a sentence an event's trigger happened at, by how the two hang together in the parse."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import load_csv
from dateline.model import Parse, Span
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_words import Mention

WEIGHTS = "en/event_place_weights.csv"
THRESHOLD = 0.35
_LIMIT, _MOST = 40, 24
_APPOSITION = 8
_FINE = frozenset({"city", "capital", "unknown", "feature"})
_SAID = frozenset({"ccomp", "xcomp", "parataxis"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_COLLAPSED = frozenset({"compound", "nmod", "conj", "appos", "amod", "nummod"})


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of ``en/event_place_weights.csv``: how much a feature speaks for a place being the event's, in log odds."""

    feature: str
    weight: float


@cache
def load_weights() -> dict[str, float]:
    """The weights by feature."""
    return {row.feature: row.weight for row in load_csv(WEIGHTS, Weight)}


@dataclass(frozen=True, slots=True)
class Link:
    """A mention's chance of being where the trigger happened, and the feature that says most for it."""

    mention: Mention
    chance: float
    rule: str


def place_of(
    parse: Parse, trigger: Span, mentions: Sequence[Mention], cues: PlaceCues, threshold: float = THRESHOLD
) -> Link | None:
    """The mention that names where ``trigger`` happened, among those of its sentence, or ``None`` where none does."""
    links = rank(parse, trigger, mentions, cues)
    if not links or links[0].chance < threshold:
        return None
    best = links[0]
    inner = [link for link in links[1:] if _told_by(parse, link.mention, best.mention)]
    return Link(inner[0].mention, best.chance, "apposition") if inner else best


def _told_by(parse: Parse, inner: Mention, outer: Mention) -> bool:
    """Whether the outer name only tells where the inner one is: "X, a suburb of Y"."""
    if not inner.last + 2 < outer.first <= inner.last + _APPOSITION or parse.texts[inner.last] != ",":
        return False
    between = range(inner.last + 1, outer.first)
    if parse.tags[between[0]] != "DT":
        return False
    return not any(parse.pos[at] in ("VERB", "AUX", "CCONJ") or parse.texts[at] == "," for at in between)


def rank(parse: Parse, trigger: Span, mentions: Sequence[Mention], cues: PlaceCues) -> list[Link]:
    """Every mention of the trigger's sentence with its chance, the likeliest first; what lacks to 1 is for none."""
    weights = load_weights()
    described = list(describe(parse, trigger, mentions, cues))
    scored = [(mention, [(weights.get(feature, 0.0), feature) for feature in features]) for mention, features in described]
    powers = [math.exp(max(-30.0, min(30.0, sum(weight for weight, _ in parts)))) for _, parts in scored]
    total = 1.0 + sum(powers)
    links = [Link(mention, power / total, max(parts)[1]) for (mention, parts), power in zip(scored, powers, strict=True)]
    return sorted(links, key=lambda link: (-link.chance, link.mention.start))


def describe(parse: Parse, trigger: Span, mentions: Sequence[Mention], cues: PlaceCues) -> Iterator[tuple[Mention, list[str]]]:
    """The features of each mention that stands in the trigger's sentence."""
    tokens = range(bisect_right(parse.ends, trigger.start), bisect_left(parse.starts, trigger.end))
    if not tokens:
        return
    at = bisect_right(parse.sentences, tokens[0], key=lambda sentence: sentence.first) - 1
    if at < 0 or tokens[0] >= parse.sentences[at].last:
        return
    edges = parse.sentences[at].first, parse.sentences[at].last
    top = _head(parse, tokens[0], tokens[-1] + 1)
    near = [m for m in mentions if edges[0] <= m.first < edges[1] and not m.start <= trigger.start < m.end]
    near = [m for m in near if not _is_party(parse, m, cues) and not _reports(parse, top, m, cues)]
    near = sorted(sorted(near, key=lambda m: abs(m.first - top))[:_MOST], key=lambda m: m.first)
    lengths = [_length(parse, top, mention) for mention in near]
    for mention, length in zip(near, lengths, strict=True):
        features = _features(parse, top, mention, near, cues)
        rank_in_tree = sum(other < length for other in lengths)
        features += [
            f"tree:{min(length, 8)}",
            f"closest:{min(rank_in_tree, 3)}",
            f"closest:{min(rank_in_tree, 3)}|of:{min(len(near), 4)}",
        ]
        yield mention, features


def _acts(parse: Parse, mention: Mention) -> bool:
    """Whether a country or capital stands for its government: it does something itself, or something is done by it."""
    if _kind(mention) not in ("country", "capital"):
        return False
    own = _head(parse, mention.first, mention.last)
    head = parse.heads[own]
    if parse.deps[own] == "nsubj":
        return parse.pos[head] == "VERB"
    return parse.deps[own] == "pobj" and parse.lemmas[head] == "by"


def _is_party(parse: Parse, mention: Mention, cues: PlaceCues) -> bool:
    """Whether a name is a side of what is told and not where: a state that acts or is spoken to, "US" bases, a paper's city."""
    if _acts(parse, mention) or _is_addressed(parse, mention, cues):
        return True
    after = parse.texts[mention.last].lower() if mention.last < len(parse) else ""
    if after in cues.bodies:
        return True
    own = mention.last - 1
    plain = after.islower() and after not in cues.features
    return mention.state and plain and parse.deps[own] in _MODIFIERS and parse.heads[own] >= mention.last


def _is_addressed(parse: Parse, mention: Mention, cues: PlaceCues) -> bool:
    """Whether a state or capital is the one accused, asked or called on."""
    if _kind(mention) not in ("country", "capital"):
        return False
    own = _head(parse, mention.first, mention.last)
    for _ in range(3):
        if parse.deps[own] != "conj":
            break
        own = parse.heads[own]
    head = parse.heads[own]
    if parse.deps[own] == "pobj":
        return cues.addressed.get(parse.lemmas[parse.heads[head]]) == parse.lemmas[head]
    return parse.deps[own] in ("dobj", "nsubjpass", "dative") and parse.lemmas[head] in cues.addressing


def _reports(parse: Parse, trigger: int, mention: Mention, cues: PlaceCues) -> bool:
    """Whether the place is where somebody speaks of the trigger: "they said in Geneva that gunmen killed two"."""
    up, down = _path(parse, trigger, _head(parse, mention.first, mention.last))
    if not up or not down or parse.deps[up[-1]] not in _SAID:
        return False
    meeting = parse.heads[up[-1]]
    return parse.pos[meeting] == "VERB" and parse.lemmas[meeting] in cues.reporting


def _length(parse: Parse, trigger: int, mention: Mention) -> int:
    up, down = _path(parse, trigger, _head(parse, mention.first, mention.last))
    return len(up) + len(down)


def _head(parse: Parse, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it."""
    return next((i for i in range(first, last) if not first <= parse.heads[i] < last or parse.heads[i] == i), last - 1)


def _chain(parse: Parse, index: int) -> list[int]:
    chain = [index]
    while parse.heads[chain[-1]] != chain[-1] and len(chain) < _LIMIT:
        chain.append(parse.heads[chain[-1]])
    return chain


def _features(parse: Parse, trigger: int, mention: Mention, near: Sequence[Mention], cues: PlaceCues) -> list[str]:
    own = _head(parse, mention.first, mention.last)
    up, down = _path(parse, trigger, own)
    steps_up = [_label(parse, index) for index in up]
    steps_down = [step for index in reversed(down) for step in _down(parse, index)]
    place = "+".join(steps_down[:4]) or "self"
    climb = "+".join(steps_up[:3]) or "top"
    kind = _kind(mention)
    preposition = _preposition(parse, mention, cues)
    distance = (mention.first - trigger) if mention.first > trigger else (mention.last - 1 - trigger)
    between = sum(min(trigger, mention.first) < other.first < max(trigger, mention.first) for other in near)
    features = [
        "bias",
        f"down:{place}",
        f"up:{climb}",
        f"path:{climb}|{place}",
        f"prep:{preposition}",
        f"prep:{preposition}|up:{climb}",
        f"kind:{kind}",
        f"dist:{_bin(distance)}",
        f"between:{min(between, 3)}",
        f"pos:{parse.pos[trigger]}|up:{climb}",
        f"updown:{min(len(steps_up), 4)},{min(len(steps_down), 5)}",
        f"prep:{preposition}|kind:{kind}",
        f"prep:{preposition}|dist:{_bin(distance)}",
        f"near:{min(len(near), 4)}",
        f"last:{steps_down[-1] if steps_down else 'self'}",
        f"dep:{parse.deps[own]}|kind:{kind}",
        f"first:{steps_down[0] if steps_down else 'self'}|{parse.pos[trigger]}",
    ]
    features += _flags(parse, trigger, mention, near, cues, (up, down))
    return features


def _flags(
    parse: Parse,
    trigger: int,
    mention: Mention,
    near: Sequence[Mention],
    cues: PlaceCues,
    path: tuple[list[int], list[int]],
) -> list[str]:
    up, down = path
    flags = []
    tops = [parse.heads[index] for index in up] + [parse.heads[index] for index in down]
    if any(parse.lemmas[index] in cues.reporting and parse.pos[index] == "VERB" and index != trigger for index in tops):
        flags.append("reporting" if down and parse.lemmas[parse.heads[down[-1]]] in cues.reporting else "reporting-above")
    if any(_inside(other, mention) for other in near):
        flags.append("holds-another")
    if any(_inside(mention, other) for other in near):
        flags.append("lies-in-another")
    if mention.feature:
        flags.append(f"feature:{mention.feature}")
    flags.append("unknown" if not mention.entries else "known")
    if any(parse.pos[index] in ("VERB", "AUX") and parse.deps[index] != "acl" for index in down):
        flags.append("verb-below")
    if sum(other.first > trigger for other in near if other.first < mention.first) == 0 and mention.first > trigger:
        flags.append("first-after")
    if not near or mention is near[0]:
        flags.append("first-in-sentence")
    lemma, own = parse.lemmas[trigger], parse.deps[_head(parse, mention.first, mention.last)]
    flags.append(f"lemma:{lemma}")
    steps = [step for index in reversed(down) for step in _down(parse, index)]
    flags.append(f"lemma:{lemma}|down:{steps[0] if steps else 'self'}|up:{len(up)}")
    flags.append(f"taking:{lemma in cues.taking}|dep:{own}|up:{min(len(up), 2)}")
    kinds = {_kind(other) for other in near if other is not mention}
    flags.append(f"kind:{_kind(mention)}|finer:{bool(kinds & _FINE)}")
    after = parse.texts[mention.last].lower() if mention.last < len(parse) else ""
    flags.append(f"after:{after if not after.isalpha() or after in cues.features or after in cues.people else '*'}")
    flags.append(f"only:{len(near) == 1}")
    return flags


def _inside(inner: Mention, outer: Mention) -> bool:
    """Whether the words say that one lies in the other: "X in Y", "X, Y"."""
    return (
        inner is not outer
        and inner.last <= outer.first <= inner.last + 4
        and outer.first - inner.last >= 1
        and (_kind(outer) in ("country", "admin1", "admin2", "region"))
    )


def _path(parse: Parse, trigger: int, own: int) -> tuple[list[int], list[int]]:
    """The tokens climbed from the trigger and those from the mention, both without the meeting point."""
    left, right = _chain(parse, trigger), _chain(parse, own)
    meet = set(right)
    up: list[int] = []
    for index in left:
        if index in meet:
            return up, right[: right.index(index)]
        up.append(index)
    return up, right


def _label(parse: Parse, index: int) -> str:
    return parse.deps[index] or "none"


def _down(parse: Parse, index: int) -> list[str]:
    dep = parse.deps[index]
    if dep == "pobj":
        return []
    if dep in ("prep", "agent"):
        return [f"p_{parse.texts[index].lower()}"]
    return [dep or "none"] if dep not in _COLLAPSED else []


def _kind(mention: Mention) -> str:
    if not mention.entries:
        return "unknown"
    kind = mention.entries[0].kind
    return kind if kind in ("country", "admin1", "admin2", "city", "capital", "region") else "feature"


def _preposition(parse: Parse, mention: Mention, cues: PlaceCues) -> str:
    """The nearest preposition above the mention, or its own relation where there is none."""
    own = _head(parse, mention.first, mention.last)
    for index in _chain(parse, own)[:6]:
        if parse.deps[index] in ("prep", "agent"):
            return parse.texts[index].lower()
        if parse.pos[index] in ("VERB", "AUX") and index != own:
            break
    return f"no_{parse.deps[own]}"


def _bin(distance: int) -> str:
    sign = "+" if distance > 0 else "-"
    size = abs(distance)
    return sign + ("1-3" if size <= 3 else "4-6" if size <= 6 else "7-10" if size <= 10 else "11-16" if size <= 16 else "17+")

"""How far a content may run: every stretch that the parse leaves open for a cue, each by a name and what it leaves off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.judge.attribution_drafts import Draft, Reader, tidy, trimmed
from dateline.judge.attribution_quoted import quoted_readings
from dateline.judge.attribution_split import split_readings
from dateline.judge.attribution_walks import clause_of, cut
from dateline.model import Span

_TAILS = frozenset(("prep", "advcl", "relcl", "acl", "conj", "npadvmod", "appos", "parataxis", "dep", "advmod", "ccomp"))
_SAID = frozenset(("clause", "quote", "aside", "scope", "infinitive", "object"))
_MOST = 6
_DEPTH = 12
_BEFORE_CONTENT = frozenset(("dobj", "prep", "dative", "nsubj"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a draft's content: ``name`` tells how it was made, ``edge`` the word and role at its new edge."""

    content: tuple[Span, ...]
    name: str
    edge: str = ""
    more: tuple[str, ...] = ()


def readings(reader: Reader, draft: Draft) -> tuple[Reading, ...]:
    """The draft's own content first, then the shorter and longer ones; no two alike, at most a handful."""
    found = [Reading(draft.content, "own")]
    if draft.other:
        found.append(Reading(draft.other, "other"))
    if draft.target is not None:
        found.extend(_made(reader, draft, draft.target))
    found.extend(Reading(*item) for item in quoted_readings(reader, draft))
    if draft.end in _SAID:
        found.extend(Reading(*item) for item in split_readings(reader, draft))
    known: dict[tuple[Span, ...], Reading] = {}
    for item in found:
        content = tidy(reader, item.content)
        known.setdefault(content, replace(item, content=content))
    return tuple(known.values())[: _MOST + 8]


def _made(reader: Reader, draft: Draft, target: int) -> Iterator[Reading]:
    if len(draft.content) == 1 and target > draft.head:
        yield from _shorter(reader, draft, target)
        yield from _longer(reader, draft, target)
    elif draft.end == "passive" and len(draft.content) > 1:
        yield Reading(draft.content[:1], "subject")
    elif draft.end == "passive":
        yield from _behind(reader, draft)
    elif draft.end in ("scope", "aside"):
        yield from _inner_clause(reader, draft, target)


def _shorter(reader: Reader, draft: Draft, target: int) -> Iterator[Reading]:
    """Without what hangs on the content's head from some word on, the last such phrase first."""
    tree, span = reader.tree, draft.content[0]
    parse = tree.parse
    cuts = sorted(
        (tree.left[item], item)
        for item in _hanging(reader, draft, target)
        if parse.starts[tree.left[item]] < span.end and tree.left[item] > target
    )
    for left, item in reversed(cuts[-3:]):
        content = trimmed(reader.text, (Span(span.start, parse.starts[left]),))
        if content:
            comma = "," if parse.texts[left - 1] in (",", "-", "–", "—", "--") else ""
            word = parse.lemmas[item] if parse.deps[item] in ("prep", "advmod") else parse.texts[left]
            word = word if word.islower() else ""
            yield Reading(
                content,
                "cut",
                f"{parse.deps[item]}{comma},{word}",
                _about_cut(reader, draft, target, item, content[0].end - content[0].start),
            )


def _about_cut(reader: Reader, draft: Draft, target: int, item: int, left: int) -> tuple[str, ...]:
    """Where a phrase that is left off hangs, how it begins, how much of the content it is and with what tense."""
    tree = reader.tree
    parse = tree.parse
    head = parse.heads[item]
    at = "cue" if head == draft.head else "target" if head == target else "below"
    first = tree.left[item]
    pair = " ".join(parse.texts[at].lower() for at in range(first, min(first + 2, len(parse))))
    size = draft.content[0].end - draft.content[0].start
    share = 5 * (size - left) // max(size, 1)
    head_lemma = parse.lemmas[head] if parse.pos[head] in ("VERB", "NOUN", "ADJ") else parse.pos[head]
    dep = parse.deps[item]
    return (
        f"at={dep},{at}",
        f"pair={pair}",
        f"share={dep},{share}",
        f"hangs={head_lemma},{parse.lemmas[item]}",
        f"tag={dep},{at},{parse.tags[item]},{parse.tags[draft.head]}",
    )


def _hanging(reader: Reader, draft: Draft, target: int) -> Iterator[int]:
    tree = reader.tree
    deps = tree.parse.deps
    for item in tree.children[target]:
        if deps[item] in _TAILS:
            yield item
    for item in tree.children[draft.head]:
        if item > target and deps[item] in _TAILS:
            yield item
    below = tree.children[target][-1:] if tree.children[target] else ()
    for item in below:
        if deps[item] in ("dobj", "attr", "pobj", "prep", "xcomp", "conj"):
            yield from (one for one in tree.children[item] if deps[one] in ("relcl", "advcl", "conj", "appos", "acl", "prep"))


def _longer(reader: Reader, draft: Draft, target: int) -> Iterator[Reading]:
    """With what stands between the cue and the content, and on to the end of the cue's clause and sentence."""
    tree, span, index = reader.tree, draft.content[0], draft.head
    parse = tree.parse
    between = [item for item in tree.children[index] if index < item < target and parse.deps[item] in _BEFORE_CONTENT]
    if between:
        first = tree.left[between[0]] + (parse.deps[between[0]] == "prep")
        if parse.starts[first] < span.start:
            yield Reading((Span(parse.starts[first], span.end),), "from", parse.deps[between[0]])
    end = parse.ends[tree.right[index]]
    if end > span.end:
        content = trimmed(reader.text, (Span(span.start, end),))
        if content:
            yield Reading(content, "on", _edge(reader, span.end), _about_on(reader, span, end))
    stop = _sentence_end(reader, index)
    if stop > max(end, span.end):
        content = trimmed(reader.text, (Span(span.start, stop),))
        if content:
            yield Reading(content, "stop", _edge(reader, span.end), _about_on(reader, span, stop))


def _about_on(reader: Reader, span: Span, end: int) -> tuple[str, ...]:
    """How what is added begins, and how much it is."""
    added = reader.text[span.end : end]
    words = added[:40].split()[:3]
    mark = "comma" if added.lstrip()[:1] in (",", "-", "–", "—") else "none"
    share = min(5 * (end - span.end) // max(span.end - span.start, 1), 8)
    return (f"pair={' '.join(words[:2]).lower()}", f"three={' '.join(words).lower()}", f"share={mark},{share}")


def _edge(reader: Reader, offset: int) -> str:
    word = reader.text[offset : offset + 24].split(maxsplit=1)
    return word[0] if word and word[0].islower() else ""


def _sentence_end(reader: Reader, index: int) -> int:
    root = index
    heads = reader.tree.parse.heads
    for _ in range(60):
        if heads[root] == root:
            break
        root = heads[root]
    return reader.tree.parse.ends[reader.tree.right[root]]


def _behind(reader: Reader, draft: Draft) -> Iterator[Reading]:
    """A passive's subject with all that follows the cue in its clause."""
    tree = reader.tree
    last = tree.right[draft.head]
    if last > draft.head:
        rest = trimmed(reader.text, (Span(draft.span.end, tree.parse.ends[last]),))
        if rest:
            yield Reading((*draft.content, *rest), "behind", _edge(reader, draft.span.end))


def _inner_clause(reader: Reader, draft: Draft, target: int) -> Iterator[Reading]:
    """The nearest clause alone, and the whole without clauses that stand before or behind it."""
    tree = reader.tree
    parse = tree.parse
    inner = clause_of(tree, parse.heads[draft.head])
    hole = Span(min(draft.span.start, draft.source.start), max(draft.span.end, draft.source.end)) if draft.source else draft.span
    spans = [(tree.subtree(inner), "inner")]
    own = tree.subtree(target)
    for item in tree.children[target]:
        if parse.deps[item] in ("advcl", "conj", "cc", "parataxis", "ccomp"):
            if item < target:
                spans.append((Span(parse.starts[min(tree.right[item] + 1, target)], own.end), "without"))
            elif tree.left[item] > target:
                spans.append((Span(own.start, parse.starts[tree.left[item]]), "without"))
    for span, name in spans:
        content = trimmed(reader.text, cut(span, hole))
        if content:
            yield Reading(content, name)

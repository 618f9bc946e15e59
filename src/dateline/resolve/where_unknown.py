"""Finds names that stand where only a place's name can and that no gazetteer has."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Parse, Report
from dateline.resolve.gazetteer_names import key_of
from dateline.resolve.where_cues import PlaceCues
from dateline.resolve.where_other import actors, peoples
from dateline.resolve.where_words import JOINTS, Mention


def find_unknown(
    report: Report, parse: Parse, known: tuple[Mention, ...], others: frozenset[int], cues: PlaceCues
) -> tuple[Mention, ...]:
    """Mentions without entries: capitalised names after a locating preposition or beside a word for a kind of place.

    ``others`` holds the tokens of names known to be persons', groups' and organisations'.
    """
    taken = {index for mention in known for index in range(mention.first, mention.last)}
    found = []
    for sentence in parse.sentences:
        for first, last in _runs(parse, sentence.first, sentence.last, cues):
            last = _before_taken(parse, first, last, taken)
            if last > first and not others.intersection(range(first, last)) and _is_place(parse, first, last, cues):
                found.append(_mention(report, parse, first, last, cues))
    return tuple(found)


def _before_taken(parse: Parse, first: int, last: int, taken: set[int]) -> int:
    """The end of the run's part before the first known place: "Sewry District" of "Sewry District of Zabol"."""
    stop = next((index for index in range(first, last) if index in taken), last)
    while stop > first and stop < last and not parse.texts[stop - 1][0].isupper():
        stop -= 1
    return stop if stop in (first, last) or parse.texts[stop].islower() else first


def _runs(parse: Parse, start: int, end: int, cues: PlaceCues) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, joined by hyphens or the small words that names have inside."""
    words = [parse.texts[index] for index in range(start, end) if parse.texts[index].isalpha()]
    if sum(word.isupper() for word in words) > 0.7 * len(words):
        return
    index = start
    while index < end:
        if not _opens(parse, index, end, cues):
            index += 1
            continue
        last = _run_end(parse, index, end, cues)
        yield index, last
        index = last


def _opens(parse: Parse, index: int, end: int, cues: PlaceCues) -> bool:
    word = parse.texts[index]
    if word[0].isupper():
        return parse.pos[index] in ("PROPN", "X", "NOUN", "ADJ")
    return word in cues.articles and index + 2 < end and parse.texts[index + 1] in JOINTS and parse.texts[index + 2][0].isupper()


def _run_end(parse: Parse, index: int, end: int, cues: PlaceCues) -> int:
    last = at = index + 1
    limit = min(end, index + cues.longest)
    while at < limit:
        word = parse.texts[at]
        if word[0].isupper() or (word[0] in "'‘’`" and word[1:2].isupper()):
            last = at + 1
        elif not (
            word in JOINTS or word in cues.articles or (word == "of" and at + 1 < limit and parse.texts[at + 1][0].isupper())
        ):
            break
        at += 1
    return last


def _is_place(parse: Parse, first: int, last: int, cues: PlaceCues) -> bool:
    low = [parse.texts[index].lower() for index in range(first, last)]
    if key_of(" ".join(low)) in actors() or _explained(parse, last, cues):
        return False
    if last - first == 1 and (low[0] in cues.dropped or len(low[0]) < 3 or parse.texts[first].isupper()):
        return False
    if key_of(low[0]) in peoples() or low[0].rstrip(".") in cues.titles or low[0] in cues.given:
        return False
    if low[-1] in cues.organisations and low[-1] not in cues.features:
        return False
    after = parse.texts[last].lower() if last < len(parse) else ""
    settled = after in cues.features and after not in cues.vague_features and parse.pos[last] == "NOUN"
    whole = last - first > 1 and low[-1] in cues.features and low[-1] in (cues.wholes_large | cues.wholes_small | cues.area_words)
    called = _called_place(parse, last, cues) and parse.deps[_top(parse, first, last)] in ("pobj", "dobj", "nsubjpass")
    return settled or whole or called or _taken_over(parse, first, last, cues) or _located(parse, first, cues)


def _explained(parse: Parse, last: int, cues: PlaceCues) -> bool:
    """Whether the name goes on as a person's does: "X, a former commander", "X, who"."""
    if last + 1 >= len(parse) or parse.texts[last] != "," or _called_place(parse, last, cues):
        return False
    return parse.tags[last + 1] in ("WP", "WP$") or (parse.texts[last + 1] == "a" and parse.pos[last + 1] == "DET")


def _called_place(parse: Parse, last: int, cues: PlaceCues) -> bool:
    """Whether the name goes on as a place's does: "X, a mining town in", "X, an island of"."""
    if last + 3 >= len(parse) or parse.texts[last] != "," or parse.texts[last + 1].lower() not in cues.determiners:
        return False
    for at in range(last + 2, min(last + 6, len(parse) - 1)):
        if parse.texts[at] in cues.features and parse.texts[at] not in cues.vague_features:
            return parse.texts[at + 1].lower() in cues.area_links
    return False


def _top(parse: Parse, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it."""
    return next((i for i in range(first, last) if not first <= parse.heads[i] < last), last - 1)


def _taken_over(parse: Parse, first: int, last: int, cues: PlaceCues) -> bool:
    """Whether the name is what is captured, stormed or entered."""
    at = _top(parse, first, last)
    for _ in range(last - first):
        if parse.deps[at] != "conj":
            break
        at = parse.heads[at]
    return parse.deps[at] in ("dobj", "nsubjpass") and parse.lemmas[parse.heads[at]] in cues.taking


def _located(parse: Parse, first: int, cues: PlaceCues) -> bool:
    """Whether what stands before says that a place follows: "in", "near", "the village of", "north of"."""
    at = first - 1
    while at >= 0 and at > first - 6 and _passes(parse, at, cues):
        at -= 1
    if at < 0:
        return False
    word = parse.texts[at].lower()
    if word == "of" and at:
        before = parse.texts[at - 1].lower()
        return before in cues.features or before in cues.bearings or before in cues.near
    return word in cues.placing or (parse.texts[first - 1].lower() in cues.features and parse.texts[first - 1].islower())


def _passes(parse: Parse, at: int, cues: PlaceCues) -> bool:
    word = parse.texts[at].lower()
    return (
        word in ("the", "a")
        or word in cues.directions
        or key_of(word) in peoples()
        or parse.tags[at] in ("CD", "JJ")
        or (word in cues.features and parse.texts[at].islower())
    )


def _mention(report: Report, parse: Parse, first: int, last: int, cues: PlaceCues) -> Mention:
    start, end = parse.starts[first], parse.ends[last - 1]
    text = report.text[start:end]
    after = parse.texts[last].lower() if last < len(parse) else ""
    own = parse.texts[last - 1].lower()
    feature = after if after in cues.features else own if own in cues.features else None
    return Mention(first, last, start, end, text, key_of(text), (), feature, True)

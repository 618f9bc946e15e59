"""Reads what the mentions of places in a text say of each other."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.change import replace
from dateline.resolve.gazetteer_names import key_of
from dateline.resolve.where_other import peoples
from dateline.resolve.where_words import AREAS, Mention, Words

_CONTAINERS = frozenset({"country", "admin1", "admin2", "region"})


def shared_features(words: Words, items: list[Mention]) -> list[Mention]:
    """Hands "counties" in "Eastland and Callahan counties" on to the names before."""
    for at in range(len(items) - 1, 0, -1):
        before, item = items[at - 1], items[at]
        plural = item.feature is not None and item.feature.endswith("s") and item.last < len(words.low)
        if plural and words.low[item.last] == item.feature and before.feature is None and _joined(words, before, item):
            items[at - 1] = replace(before, feature=item.feature)
    return items


def _joined(words: Words, one: Mention, other: Mention) -> bool:
    return other.first - one.last <= 2 and all(words.low[i] in words.cues.listing for i in range(one.last, other.first))


def contained(words: Words, items: list[Mention]) -> Iterator[Mention]:
    """Adds to each mention the one it is said to lie in: "X, Y", "X in Y", "Y's X", "the Y town of X"."""
    for at, item in enumerate(items):
        container = None
        if at + 1 < len(items) and said_to_lie_in(words, item, items[at + 1]):
            container = at + 1
        elif at and _owns(words, items[at - 1], item):
            container = at - 1
        yield replace(item, container=container)


def said_to_lie_in(words: Words, item: Mention, after: Mention) -> bool:
    """Whether the words say that a place lies in the one named after it: "X in Y", "X, Y", "X, a mining town in Y"."""
    return _lies_in(words, item, after) or _appositive(words, item, after)


def _appositive(words: Words, item: Mention, after: Mention) -> bool:
    """ "X, a suburb of Y": a noun phrase about a kind of place stands between."""
    parse, between = words.parse, words.low[item.last : after.first]
    if not 3 <= len(between) <= 9 or between[0] != "," or between[1] not in words.cues.determiners:
        return False
    cues = words.cues
    nouns = [word for word in between if word in cues.features or word in cues.area_words or word in cues.area_parts]
    verbs = any(parse.pos[at] in ("VERB", "AUX") and parse.tags[at] != "VBN" for at in range(item.last, after.first))
    links = [word for word in between if word in cues.area_holding]
    return bool(nouns) and bool(links) and not verbs and "," not in between[1:]


def _lies_in(words: Words, item: Mention, after: Mention) -> bool:
    between = words.low[item.last : after.first]
    if len(between) > 6 or not between:
        return False
    rest = [word for word in between if word not in ("the", "-", "'s", "’s") and word not in words.cues.directions]
    rest = [word for word in rest if word not in words.cues.features and key_of(word) not in peoples()]
    if rest in ([","], [",", "in"], ["("]):
        return any(entry.kind in _CONTAINERS for entry in after.entries)
    return rest in (["in"], ["of"], ["of", "in"])


def _owns(words: Words, before: Mention, item: Mention) -> bool:
    between = words.low[before.last : item.first]
    if not between or len(between) > 6 or not any(entry.kind in AREAS for entry in before.entries):
        return False
    if between[0] in ("'s", "’s", "'", "’"):
        return True
    return between[-1] == "of" and between[-2:-1] != [] and between[-2] in words.cues.features and "," not in between

"""Which countries a report speaks of by their people, adjectives and armed groups: a hint at where its places lie."""

from __future__ import annotations

from functools import cache

from dateline.model import Parse
from dateline.resolve.gazetteer_names import key_of
from dateline.resolve.where_other import nations

_LONGEST = 3


def spoken_of(parse: Parse) -> frozenset[str]:
    """The ISO3 codes of the states whose demonyms, adjectives or groups the words of a parse name."""
    known, openers, found = nations(), _openers(), set()
    texts = parse.texts
    for at, word in enumerate(texts):
        if not word[0].isupper() or key_of(word).partition(" ")[0] not in openers:
            continue
        for size in range(_LONGEST, 0, -1):
            code = known.get(key_of(" ".join(texts[at : at + size])))
            if code is not None and size == 1 and _is_language(parse, at):
                break
            if code is not None and (size > 1 or len(word) > 2):
                found.add(code)
                break
    return frozenset(found)


@cache
def _openers() -> frozenset[str]:
    """The first words of what names a state: few words of a text, so the rest is not looked up."""
    return frozenset(key.partition(" ")[0] for key in nations())


def _is_language(parse: Parse, at: int) -> bool:
    """Whether "in Spanish" names the language: no noun follows."""
    if not at or parse.texts[at - 1].lower() != "in":
        return False
    return at + 1 == len(parse) or parse.pos[at + 1] not in ("NOUN", "PROPN", "ADJ")

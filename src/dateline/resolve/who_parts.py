"""Finds the parts of a head phrase: the office before a name, the body before an office, what is somebody else's."""

from __future__ import annotations

from dateline.resolve.who_cues import actor_cues
from dateline.resolve.who_phrase import Context, Item, Phrase

BODIES = ("group", "organisation", "media")
_HYPHENS = ("-", "‐", "‑", "–")


def is_former(phrase: Phrase, head: Item, context: Context) -> bool:
    """Whether a word before the head makes it a past one: former, ousted."""
    return any(phrase.words[at].key in context.phrase["former"] for at in range(phrase.first, head.first))


def items_before(phrase: Phrase, head: Item) -> list[Item]:
    """The items before the head, nearest first."""
    return [item for item in reversed(phrase.items) if item.last <= head.first]


def body_before(phrase: Phrase, head: Item) -> Item | None:
    """The body, group or kind of actor that stands before the head and says whose it is."""
    for item in items_before(phrase, head):
        meaning = item.meaning
        style = item.last - item.first == 1 and phrase.words[item.first].key in actor_cues().phrase["styles"]
        if meaning is None or style or governs_other(phrase, item):
            continue
        if meaning.kind == "agent" or meaning.kind in BODIES or meaning.via == "seat":
            return item
    return None


def governs_other(phrase: Phrase, item: Item) -> bool:
    """Whether the item is part of US-backed, Kurdish-led, pro-Russian: somebody else than the actor."""
    words, text = phrase.words, phrase.text
    if item.first > 0 and words[item.first - 1].key in actor_cues().phrase["opposing_prefixes"]:
        return True
    if item.last >= len(words) or text[words[item.last - 1].end : words[item.last].start] not in _HYPHENS:
        return False
    return words[item.last].text.islower() or words[item.last].key in actor_cues().phrase["participles"]


def owns(phrase: Phrase, item: Item) -> bool:
    """Whether a possessive s follows the item: Savimbi's troops."""
    return item.last < phrase.last and phrase.words[item.last].key == "s"


def office_before(phrase: Phrase, context: Context) -> Item | None:
    """The office before a name: the nearest that is more than a form of address, else the nearest."""
    agents = [item for item in reversed(phrase.items[:-1]) if item.meaning is not None and item.meaning.kind == "agent"]
    told = [item for item in agents if phrase.words[item.last - 1].key not in context.phrase["address"]]
    return next(iter(told or agents), None)

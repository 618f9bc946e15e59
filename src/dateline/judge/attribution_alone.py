"""Gives a quotation without a cue to the one the sentence before it is about: ``Ali met the press. “We won.”``."""

from __future__ import annotations

from bisect import bisect_left

from dateline.judge.attribution_drafts import Draft, Reader, source_words
from dateline.judge.quotes import Quotation
from dateline.model import Span

_KEY = ("quotation", "PUNCT")
_FAR = 60
_STOPS = frozenset((".", ":", "?", "!"))
_CLIMB = 60


def alone(reader: Reader, quotation: Quotation) -> Draft | None:
    """The draft of a quotation that stands by itself, with a colon before it as its cue if there is one."""
    cue = reader.cues.words.get(_KEY)
    parse = reader.tree.parse
    before = bisect_left(parse.starts, quotation.start) - 1
    if cue is None or before < 1 or quotation.start - parse.ends[before] > _FAR or reader.quoted(before):
        return None
    mark = parse.texts[before]
    if mark not in _STOPS or (mark != "." and "\n\n" in reader.text[parse.ends[before] : quotation.start]):
        return None
    root = _root(reader, before)
    speaker = reader.tree.first(root, "nsubj", "nsubjpass")
    if speaker is None or not _may_speak(reader, speaker):
        return None
    span = reader.tree.span(before, before) if mark == ":" else Span(quotation.start, quotation.start)
    return Draft(cue, root, span, source_words(reader.tree, speaker, root), speaker, quotation.parts, "quote")


def _root(reader: Reader, index: int) -> int:
    heads = reader.tree.parse.heads
    for _ in range(_CLIMB):
        if heads[index] == index:
            break
        index = heads[index]
    return index


def _may_speak(reader: Reader, speaker: int) -> bool:
    parse = reader.tree.parse
    word = parse.texts[speaker].lower()
    if reader.quoted(speaker):
        return False
    lists = ("person_nouns", "eyewitness_nouns", "speaking_for", "personal", "anonymous_nouns", "document_nouns")
    return parse.pos[speaker] == "PROPN" or any(word in reader.words(name) for name in lists)

"""Finds who speaks: the subject of a cue, where grammar or the parser hides it."""

from __future__ import annotations

from dataclasses import replace

from dateline.judge.attribution_drafts import Draft, Reader, belongs_above, cue_at, source_words, tacked_on
from dateline.judge.attribution_walks import subject
from dateline.judge.branches import Branches

_MISREAD = frozenset(("dobj", "attr", "npadvmod", "oprd", "dep", "nsubj", "appos", "ccomp"))
_FAR = 5
_NOT_SUBJECT = frozenset(("intj", "dep", "npadvmod", "csubj", "nmod", "advmod", "punct", "meta"))
_NAMES = frozenset(("UH", "NNP", "NNPS", "VB", "VBP", "NN"))


def agent(tree: Branches, index: int) -> int | None:
    """The object of a passive verb's "by"."""
    agent = tree.first(index, "agent")
    return None if agent is None else tree.first(agent, "pobj")


def passive_participle(tree: Branches, index: int) -> bool:
    """``asked about``, ``described as``: a past participle with neither subject, object nor auxiliary is passive."""
    if tree.parse.tags[index] != "VBN" or tree.parse.deps[index] not in ("acl", "advcl", "ROOT", "ccomp", "prep"):
        return False
    if tree.first(index, "nsubj", "dobj", "aux") is not None:
        return False
    return tree.parse.deps[index] == "advcl" or tree.first(index, "ccomp") is None


def grammatical_speaker(reader: Reader, index: int) -> int | None:
    """Who speaks by grammar, unless the parser found them inside a quotation or in a word for a day."""
    found = subject(reader.tree, _main_cue(reader, index))
    if found is None or reader.quoted(found) != reader.quoted(index):
        return None
    return None if reader.tree.parse.texts[found].lower() in reader.words("days") else found


def _main_cue(reader: Reader, index: int) -> int:
    """The cue that a second one goes on from, where the parser hung the second on what the first one reports."""
    tree = reader.tree
    parse = tree.parse
    clause = parse.heads[index]
    main = parse.heads[clause]
    if parse.deps[clause] != "ccomp" or main > clause or cue_at(reader, main) is None:
        return index
    aside = parse.deps[index] == "advcl" and tacked_on(reader, index)
    return main if aside or (parse.deps[index] == "conj" and belongs_above(reader, main, index)) else index


def inverted(reader: Reader, base: Draft) -> Draft:
    """``said the minister``: with no subject, the noun phrase that follows a cue of quotation is who speaks."""
    tree, index = reader.tree, base.head
    if "quote" not in base.cue.kinds_of_end or index + 1 >= len(tree.parse):
        return base
    for item in tree.children[index]:
        follows = item > index and tree.left[item] == index + 1
        if follows and tree.parse.deps[item] in _MISREAD and _nominal(reader, item):
            return replace(base, speaker=item, source=source_words(tree, item, index))
    return base


def _nominal(reader: Reader, index: int) -> bool:
    parse = reader.tree.parse
    if parse.pos[index] not in ("PROPN", "NOUN", "PRON") or reader.quoted(index):
        return False
    return parse.texts[index].lower() not in reader.words("days")


def distant(reader: Reader, base: Draft) -> Draft:
    """The subject of a verb above the cue that stands before it, where the parse gives the cue itself none."""
    tree = reader.tree
    index = base.head
    own = _leading_name(reader, index)
    if own is not None:
        return replace(base, speaker=own, source=source_words(tree, own, index))
    for _ in range(_FAR):
        head = tree.parse.heads[index]
        if head == index:
            return base
        index = head
        found = tree.first(index, "nsubj", "nsubjpass") if tree.parse.pos[index] in ("VERB", "AUX") else None
        if found is None or not _nominal(reader, found):
            found = _leading_name(reader, index)
        if found is not None and tree.right[found] < base.head:
            return replace(base, speaker=found, source=source_words(tree, found, base.head))
    return base


def _leading_name(reader: Reader, index: int) -> int | None:
    """A name before a verb that the parser took for an interjection or an adverb: ``Ali, meanwhile, was …``."""
    parse = reader.tree.parse
    for item in reader.tree.children[index]:
        if item < index and parse.deps[item] in _NOT_SUBJECT and parse.tags[item] in _NAMES and not reader.quoted(item):
            word = parse.texts[item]
            if word[0].isupper() and word.lower() not in reader.words("days") and len(word) > 2:
                return item
    return None

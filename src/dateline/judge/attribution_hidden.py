"""Reads contents that do not follow their cue: left out of a relative clause, made subject of a passive, put behind "is"."""

from __future__ import annotations

from dataclasses import replace

from dateline.judge.attribution_drafts import Draft, Reader, prepositional, trimmed
from dateline.judge.attribution_walks import clause_of
from dateline.judge.branches import Branches
from dateline.model import Span

_RELATIVE = frozenset(("WDT", "WP", "IN"))
_TAKEN_UP = frozenset(("denies", "asserts", "doubts"))
_COMPOUND = frozenset(("compound", "nmod", "amod"))


def left_out(reader: Reader, base: Draft) -> Draft | None:
    """``everything he said``, ``a plan the mayor supported``: the noun that a relative clause leaves out is the content."""
    tree, index = reader.tree, base.head
    parse = tree.parse
    if base.cue.kinds_of_end.isdisjoint(("object", "clause")):
        return None
    clause = _clause_taken_up(reader, base)
    if clause is not None or parse.deps[index] != "relcl":
        return clause
    own = tree.first(index, "nsubj")
    objected = tree.first(index, "dobj", "ccomp", "xcomp")
    pronoun = objected is not None and parse.tags[objected] in _RELATIVE
    if own is None or parse.tags[own] in _RELATIVE or (objected is not None and not pronoun):
        return None
    noun = parse.heads[index]
    if noun > index or noun == index:
        return None
    content = trimmed(reader.text, (Span(parse.starts[tree.left[noun]], parse.starts[tree.left[index]]),))
    return replace(base, content=content, end="gap", target=noun) if content else None


def _clause_taken_up(reader: Reader, base: Draft) -> Draft | None:
    """``three were shot, which the ministry denied``, ``rebels took Goma, a claim the army denied``: the clause before."""
    tree, index = reader.tree, base.head
    parse = tree.parse
    above = parse.heads[index]
    named = parse.deps[index] == "relcl" and parse.deps[above] == "appos" and parse.lemmas[above] in reader.words("taken_up")
    first = tree.left[above] if named else tree.left[index]
    which = named or (tree.first(index, "dobj") == first and parse.tags[first] == "WDT")
    if not which or first < 1 or parse.texts[first - 1] != "," or tree.first(index, "nsubj") is None:
        return None
    if base.stance not in _TAKEN_UP or base.cue.kind != "speech" or parse.deps[index] not in ("relcl", "advcl"):
        return None
    clause = clause_of(tree, parse.heads[above] if named else above)
    content = trimmed(reader.text, (Span(parse.starts[tree.left[clause]], parse.starts[first]),))
    return replace(base, content=content, end="taken_up", target=clause) if content else None


def copular(tree: Branches, index: int) -> int | None:
    """``the suggestion was that …``, ``their goal is to …``: the clause that "is" ties to a noun."""
    parse = tree.parse
    head = parse.heads[index]
    if parse.deps[index] != "nsubj" or head == index or parse.lemmas[head] != "be":
        return None
    return next((item for item in tree.children[head] if item > head and parse.deps[item] in ("ccomp", "xcomp")), None)


def compounded(reader: Reader, index: int) -> int | None:
    """``the mayor's supporters``, ``government critics``: whom a noun for a person's stand is about, before it."""
    tree = reader.tree
    found = [item for item in tree.children[index] if item < index and tree.parse.deps[item] in _COMPOUND]
    if found and tree.parse.pos[found[-1]] == "PROPN":
        return found[-1]
    return tree.first(index, "poss")


def passive_of_object(reader: Reader, base: Draft, passive: int) -> Draft:
    """``the plan was mocked by …``: the subject is what is said, with what the cue's preposition adds."""
    tree, index = reader.tree, base.head
    rest = tree.first(index, "oprd", "xcomp")
    rest = prepositional(tree, index, base.cue) if rest is None else rest
    spans = (tree.subtree(passive),) if rest is None else (tree.subtree(passive), tree.subtree(rest))
    return replace(base, content=trimmed(reader.text, spans), end="passive", target=passive)


def subject_content(reader: Reader, base: Draft) -> Draft | None:
    """``the army seems to have left``: all but the cue is what seems to be so, and nobody is named who thinks so."""
    tree, index = reader.tree, base.head
    subject = tree.first(index, "nsubj")
    rest = tree.first(index, "xcomp", "oprd", "acomp", "ccomp")
    if subject is None or rest is None or rest < index:
        return None
    expletive = tree.parse.texts[subject].lower() in reader.words("expletives")
    spans = (tree.subtree(rest),) if expletive else (tree.subtree(subject), tree.subtree(rest))
    content = trimmed(reader.text, spans)
    return replace(base, source=None, speaker=None, content=content, end="subject", target=rest)


def nobody(reader: Reader, speaker: int) -> bool:
    """Whether the speaker is nobody: ``no group claimed responsibility``."""
    tree = reader.tree
    words = (tree.parse.texts[item].lower() for item in tree.children[speaker] if tree.parse.deps[item] in ("det", "neg"))
    return tree.parse.texts[speaker].lower() in reader.words("nobody") or any(word in reader.words("negations") for word in words)

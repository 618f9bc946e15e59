"""Reports and claims that the sentence itself calls false: "called reports of an attack false", "the rumour proved untrue"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.judge.branches import Branches
from dateline.judge.factuality_clause import Step
from dateline.judge.factuality_cues import FactualityCues

_PREDICATES = ("acomp", "attr", "oprd", "xcomp", "prep", "ccomp")
_DEPTH = 3


def falsity(tree: Branches, noun: int, cues: FactualityCues) -> Step | None:
    """The step that makes what ``noun`` is about false: denied where somebody calls it so, else not so."""
    verb = tree.parse.heads[noun]
    if verb == noun or tree.parse.deps[noun] not in ("nsubj", "nsubjpass", "dobj", "oprd", "attr"):
        return None
    word = next((found for found in (*_predicated(tree, verb, noun), *_behind(tree, noun)) if _says_false(tree, found, cues)), None)
    if word is None:
        return None
    own = tree.parse.lemmas[verb] in cues.copulas or tree.parse.lemmas[verb] in cues.turning
    return Step("cancel" if own else "deny", word, "false")


def _says_false(tree: Branches, word: int, cues: FactualityCues) -> bool:
    return tree.words[word] in cues.false or tree.parse.lemmas[word] in cues.false


def _predicated(tree: Branches, verb: int, noun: int, depth: int = 0) -> Iterator[int]:
    """The words said of the subject or object of ``verb``, through "to be" and "as"."""
    for child in tree.all(verb, *_PREDICATES):
        if child == noun:
            continue
        yield child
        yield from tree.all(child, "pobj", "amod")
        if depth < _DEPTH:
            yield from _predicated(tree, child, noun, depth + 1)


def _behind(tree: Branches, noun: int) -> Iterator[int]:
    """Adjectives that stand behind the nouns they were hung on: "reports of an attack false"."""
    waiting = [noun]
    for _ in range(_DEPTH):
        below = [child for one in waiting for child in tree.all(one, "prep", "pobj", "amod")]
        yield from (child for child in below if child > tree.parse.heads[child] and tree.parse.deps[child] == "amod")
        waiting = below

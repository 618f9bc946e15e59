"""Tells what somebody refuses to do ("will not meet") or threatens with ("will block the road unless ...") from what is told."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon.grammar import load_grammar
from dateline.model import Parse
from dateline.syntax import children_of

_DEGREES = 3


def refused_words(parse: Parse) -> frozenset[int]:
    """Where in the text the words start for what somebody says will not be done."""
    clauses = _Clauses(parse)
    found: set[int] = set()
    for negation, dep in enumerate(parse.deps):
        if dep == "neg":
            found.update(clauses.refused_by(parse.heads[negation]))
        elif dep == "det" and parse.lemmas[negation] in load_grammar().none:
            found.update(clauses.not_meant(parse.heads[negation]))
    return frozenset(parse.starts[token] for token in found)


def threatened_words(parse: Parse) -> frozenset[int]:
    """Where in the text the words start for what somebody says will be done unless something else is."""
    clauses = _Clauses(parse)
    found: set[int] = set()
    for mark, dep in enumerate(parse.deps):
        if dep == "mark" and parse.lemmas[mark] in load_grammar().threatening:
            found.update(clauses.announced(parse.heads[parse.heads[mark]]))
    return frozenset(parse.starts[token] for token in found)


def urged_words(parse: Parse) -> frozenset[int]:
    """Where in the text the words start for what a speaker tells others to do: "Lift the siege," the bishop told the generals."""
    clauses = _Clauses(parse)
    return frozenset(parse.starts[verb] for verb, tag in enumerate(parse.tags) if tag == "VB" and clauses.is_imperative(verb))


class _Clauses:
    """One parse with the children of each word."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._below = children_of(parse)
        self._grammar = load_grammar()

    def refused_by(self, verb: int) -> Iterator[int]:
        """The verb that a negation makes a refusal, with what it governs; nothing where it only tells what did not happen."""
        parse = self._parse
        if self._is_supposed(verb):
            return
        auxiliaries = {parse.lemmas[child] for child in self._children(verb, "aux")}
        prospect = [verb, *self._children(verb, "acomp")] if "have" not in auxiliaries else []
        for token in prospect:
            if parse.lemmas[token] in self._grammar.prospective:
                yield token
                yield from self._with_others(self._children(token, "xcomp"))
        if auxiliaries & self._grammar.refusing and "have" not in auxiliaries:
            yield from self._with_others([verb])

    def announced(self, verb: int) -> Iterator[int]:
        """The verb that will be done, or those that what is said, warned or planned tells of; nothing where it is denied."""
        for token in (verb, *self._children(verb, "ccomp"), *self._children(verb, "xcomp")):
            auxiliaries = {self._parse.lemmas[child] for child in self._children(token, "aux")}
            if auxiliaries & self._grammar.announcing and not self._children(token, "neg"):
                yield token
                yield from self._children(token, "conj")
                yield from self._children(token, "xcomp")

    def not_meant(self, noun: int) -> Iterator[int]:
        """What somebody has "no intention of" or "no plans to" do."""
        parse = self._parse
        if parse.lemmas[noun] not in self._grammar.intents or self._is_supposed(parse.heads[noun]):
            return
        yield from self._with_others(self._children(noun, "acl"))
        for preposition in self._children(noun, "prep"):
            yield from self._with_others(self._children(preposition, "pcomp"))

    def is_imperative(self, verb: int) -> bool:
        """Whether a bare verb without a subject is what a verb of saying above it has as its words."""
        parse, above = self._parse, self._parse.heads[verb]
        said = parse.deps[verb] in ("ccomp", "advcl") and parse.lemmas[above] in self._grammar.speech
        led = any(parse.deps[child] in ("aux", "nsubj", "nsubjpass", "mark", "neg") for child in self._below[verb])
        return said and not led and bool(self._children(above, "nsubj")) and verb < above

    def _with_others(self, verbs: list[int], degree: int = 0) -> Iterator[int]:
        """Verbs with what "or" and "nor" join to them."""
        for verb in verbs:
            yield verb
            if degree < _DEGREES and any(
                self._parse.lemmas[child] in self._grammar.alternative for child in self._children(verb, "cc")
            ):
                yield from self._with_others(self._children(verb, "conj"), degree + 1)

    def _is_supposed(self, verb: int) -> bool:
        supposing = self._grammar.conditional | self._grammar.awaiting
        return any(self._parse.lemmas[mark] in supposing for mark in self._children(verb, "mark"))

    def _children(self, token: int, dep: str) -> list[int]:
        return [child for child in self._below[token] if self._parse.deps[child] == dep]

"""What the words of one clause or noun phrase do to what it tells: negation, modals, tense, adverbs, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.judge.branches import Branches
from dateline.judge.factuality_cues import FactualityCues
from dateline.judge.factuality_values import Operator

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_REASON = 25


@dataclass(frozen=True, slots=True)
class Step:
    """An operator with the token and the rule it comes from."""

    operator: Operator
    token: int
    rule: str


class Clauses:
    """Reads the clauses and noun phrases of one parse."""

    def __init__(self, tree: Branches, cues: FactualityCues) -> None:
        self.tree = tree
        self.cues = cues
        self.deps, self.heads = tree.parse.deps, tree.parse.heads
        self.tags, self.lemmas, self.words = tree.parse.tags, tree.parse.lemmas, tree.words

    def is_nominal(self, index: int) -> bool:
        """Whether the token is a noun that names something."""
        return self.tree.parse.pos[index] in ("NOUN", "PROPN")

    def negation(self, index: int, skip: int | None = None) -> int | None:
        """The word that negates the clause or noun phrase headed by ``index``, its argument ``skip`` left out."""
        for child in self.tree.children[index]:
            word = self.words[child]
            adverb = self.deps[child] in ("advmod", "preconj")
            negates = self.deps[child] == "neg" or (word in self.cues.negations and adverb)
            if negates and not self._is_focus(child) and not self._of_reason(index):
                return child
            if self.deps[child] in ("advmod", "npadvmod") and word in self.cues.longer:
                return child
        return self._no_argument(index, skip)

    def _of_reason(self, index: int) -> bool:
        """Whether only the reason is denied: "did not leave because of the pay but because of the hours"."""
        words = self.words[index + 1 : index + _REASON]
        for at, word in enumerate(words[:-1]):
            if word in self.cues.contrast and words[at + 1] in self.cues.reasons:
                return not self.cues.reasons.isdisjoint(words[:at])
        return False

    def _is_focus(self, negation: int) -> bool:
        """Whether "not" is that of "not only" or "not just"."""
        following = negation + 1
        return following < len(self.tree) and self.words[following] in self.cues.focus

    def _no_argument(self, index: int, skip: int | None) -> int | None:
        if self.is_nominal(index):
            return self._no_determiner(index)
        there = ("attr",) if self.tree.first(index, "expl") is not None else ()
        for child in self.tree.all(index, "nsubj", "nsubjpass", "dobj", *there):
            if child == skip:
                continue
            if self.words[child] in self.cues.no_pronouns:
                return child
            found = self._no_determiner(child)
            if found is not None:
                return found
        return None

    def _no_determiner(self, noun: int) -> int | None:
        for child in self.tree.children[noun]:
            if self.deps[child] in ("det", "neg", "preconj", "cc") and self.words[child] in self.cues.no_determiners:
                return child
            near = self.deps[child] in ("advmod", "det", "amod", "nummod")
            inside = (child, *self.tree.children[child])
            if near and child < noun and any(self.words[one] in self.cues.no_adverbs for one in inside):
                return child
        return None

    def modal(self, index: int) -> int | None:
        """The modal verb of the clause headed by ``index``."""
        helpers = self.tree.all(index, "aux", "auxpass")
        return next((child for child in helpers if self.words[child] in self.cues.modals), None)

    def has_to(self, index: int) -> bool:
        """Whether the verb is an infinitive with "to"."""
        return any(self.tags[child] == "TO" for child in self.tree.all(index, "aux", "auxpass"))

    def steps(self, index: int, *, negated: bool = True, skip: int | None = None) -> Iterator[Step]:
        """The operators of the clause headed by ``index``, innermost first.

        Negation is left out where it is spent already; the argument ``skip``, which was read before, negates nothing.
        """
        if self.is_nominal(index):
            yield from self._nominal(index, negated=negated)
        else:
            yield from self._verbal(index, negated=negated, skip=skip)

    def _nominal(self, index: int, *, negated: bool) -> Iterator[Step]:
        for child in self.tree.all(index, "amod", "det", "compound", "nmod"):
            operator = self.cues.modifiers.get(self.words[child])
            if operator is not None:
                yield Step(operator, child, "modifier")
        if negated and (found := self._no_determiner(index)) is not None:
            yield Step("negate", found, "negation")
        for clause in self.tree.all(index, "relcl"):
            yield from self._timetable(clause)

    def _verbal(self, index: int, *, negated: bool, skip: int | None) -> Iterator[Step]:
        modal = self.modal(index)
        negation = self.negation(index, skip) if negated else None
        if modal is None:
            yield from self._progressive(index)
            yield from self._timetable(index)
        if negation is not None:
            yield Step("negate", negation, "negation")
        if modal is not None:
            yield from self._modal(index, modal, negation)
        yield from self._adverbs(index)
        if self._is_imperative(index):
            yield Step("suppose", index, "imperative")
        if self._is_headline_future(index):
            yield Step("plan", index, "headline-to")

    def _timetable(self, index: int) -> Iterator[Step]:
        """A present tense with a day to come: "opens on Friday"."""
        present = self.tags[index] in ("VBZ", "VBP") and self.tree.first(index, "dobj") is None
        if not present or self.lemmas[index] not in self.cues.timetabled:
            return
        for child in self._adverbials(index):
            if self.words[child] in self.cues.timetable_days:
                yield Step("plan", child, "timetable")
                return

    def _progressive(self, index: int) -> Iterator[Step]:
        being = any(self.lemmas[child] == "be" for child in self.tree.all(index, "aux"))
        if self.tags[index] != "VBG" or not being:
            return
        future = next((child for child in self._adverbials(index) if self.words[child] in self.cues.future), None)
        if future is not None:
            yield Step("plan", future, "future")
        else:
            yield Step("ongoing", index, "progressive")

    def _adverbials(self, index: int) -> Iterator[int]:
        for child in self.tree.all(index, "npadvmod", "advmod", "prep", "tmod"):
            yield child
            for inner in self.tree.children[child]:
                yield inner
                yield from self.tree.children[inner]

    def _modal(self, index: int, modal: int, negation: int | None) -> Iterator[Step]:
        kind = self.cues.modals[self.words[modal]]
        perfect = any(self.lemmas[child] == "have" for child in self.tree.all(index, "aux"))
        if self.words[modal] in self.cues.perfect_modals and perfect and self._is_top(index):
            yield Step("unreal" if kind == "would" else "suppose", modal, "counterfactual")
        elif kind == "would":
            told = self._is_reported(index) and not self._conditioned(index)
            yield Step("plan" if told else "suppose", modal, "modal")
        elif kind == "plan" and self._conditioned(index):
            yield Step("suppose", modal, "consequence")
        elif negation is None or self.words[modal] in self.cues.open_modals:
            yield Step("possible" if kind == "possible" else "plan" if kind == "plan" else "suppose", modal, "modal")
        elif kind == "plan":
            yield Step("plan", modal, "modal")

    def _is_top(self, index: int) -> bool:
        return self.deps[index] in ("ROOT", "conj", "advcl", "ccomp", "relcl")

    def _is_reported(self, index: int) -> bool:
        """Whether the clause is what somebody is said to have said, where "would" is the past of "will"."""
        head = self.heads[index]
        told = self.tags[head] in ("VBD", "VBN", "VBG", "NNS", "NN")
        return told and head != index and self.deps[index] in ("ccomp", "xcomp", "acl", "conj")

    def _conditioned(self, index: int) -> bool:
        """Whether an "if" clause hangs on this clause."""
        return any(
            self.words[mark] in self.cues.conditions
            for clause in self.tree.all(index, "advcl")
            for mark in self.tree.all(clause, "mark")
        )

    def _adverbs(self, index: int) -> Iterator[Step]:
        for child in self.tree.all(index, "advmod", "npadvmod", "acomp"):
            operator = self.cues.adverbs.get(self.words[child])
            if operator is not None and not self._is_number_hedge(child):
                yield Step(operator, child, "adverb")

    def _is_number_hedge(self, adverb: int) -> bool:
        following = adverb + 1
        return following < len(self.tree) and self.tags[following] == "CD"

    def _is_imperative(self, index: int) -> bool:
        if self.tags[index] != "VB" or self.deps[index] not in ("ROOT", "ccomp", "advcl"):
            return False
        bare = self.tree.first(index, "aux", "auxpass", *SUBJECTS) is None
        return bare and not any(self.deps[child] == "mark" for child in self.tree.children[index])

    def _is_headline_future(self, index: int) -> bool:
        top = self.deps[index] in ("ROOT", "relcl", "acl")
        before = self.tree.first(index, *SUBJECTS, "dep", "npadvmod")
        return top and self.has_to(index) and before is not None and before < index

    def condition(self, index: int) -> int | None:
        """The word that makes the clause headed by ``index`` a condition, an inverted auxiliary included."""
        for child in self.tree.all(index, "mark", "advmod"):
            if self.words[child] in self.cues.conditions or (self.deps[child] == "mark" and self._phrase_at(child)):
                return child
        for child in self.tree.all(index, "nsubj", "nsubjpass"):
            if self.words[child] in self.cues.free:
                return child
        if self.deps[index] in ("pobj", "pcomp") and (found := self._phrase_around(self.heads[index])) is not None:
            return found
        if self.deps[index] not in ("advcl", "ccomp"):
            return None
        return self._inverted(index)

    def is_past_unreal(self, index: int) -> bool:
        """Whether a condition stands in the past perfect above a "would have": "had they not fired, nobody would have died"."""
        main = self.heads[index]
        modal = self.modal(main)
        past = any(self.lemmas[child] == "have" for child in self.tree.all(index, "aux"))
        unreal = modal is not None and self.words[modal] in self.cues.perfect_modals
        return past and unreal and any(self.lemmas[child] == "have" for child in self.tree.all(main, "aux"))

    def _inverted(self, index: int) -> int | None:
        auxiliary = self.tree.first(index, "aux", "auxpass")
        subject = self.tree.first(index, *SUBJECTS)
        lone = auxiliary is not None and (auxiliary < subject < index if subject is not None else self.is_nominal(index))
        opens = auxiliary is not None and (auxiliary == 0 or self.tags[auxiliary - 1] in (".", ",", "``", ""))
        return auxiliary if lone and opens and self.tags[auxiliary or 0] in ("VBD", "MD") else None

    def _phrase_around(self, preposition: int) -> int | None:
        """The preposition that begins or ends a phrase of condition: "in case of attack", also where its clause was taken
        for a noun phrase: "in case rebels attack"."""
        begins = any(self.words[preposition : preposition + len(phrase)] == phrase for phrase in self.cues.condition_phrases)
        return preposition if begins or self._phrase_at(preposition - 1) else None

    def _phrase_at(self, index: int) -> bool:
        return any(
            self.words[start : start + len(phrase)] == phrase
            for phrase in self.cues.condition_phrases
            for start in range(max(0, index - len(phrase) + 1), index + 1)
        )

    def is_question(self, index: int) -> int | None:
        """The question mark that ends the sentence of ``index``."""
        sentence = self.tree.parse.sentences[self.tree.sentence[index]] if self.tree.parse.sentences else None
        if sentence is None:
            return None
        for token in range(sentence.last - 1, max(sentence.first, sentence.last - 3) - 1, -1):
            if self.words[token] == "?":
                return token
        return None

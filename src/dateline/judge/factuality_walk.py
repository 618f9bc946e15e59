"""From the word that names an event up to the top of its sentence, taking in every word that bears on it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.judge.branches import Branches, branches
from dateline.judge.factuality_clause import SUBJECTS, Clauses, Step
from dateline.judge.factuality_cues import Effect, FactualityCues, factuality_cues
from dateline.judge.factuality_false import falsity
from dateline.judge.factuality_outcome import no_trace, outcome
from dateline.judge.factuality_values import Value, Verdict, apply
from dateline.model import Evidence, Parse

COMPLEMENTS = (
    "ccomp",
    "xcomp",
    "pcomp",
    "acl",
    "dobj",
    "pobj",
    "nsubjpass",
    "csubj",
    "relcl",
    "amod",
    "oprd",
    "acomp",
    "attr",
    "nsubj",
    "advcl",
    "dep",
)
LONGEST = 12
REACH_NOUNS = ("cancel", "delay", "refuse", "plan", "suppose", "deny", "possible", "doubt", "attempt")


def factuality_of(parse: Parse, token_index: int) -> Verdict:
    """Whether what the token names happened: status, author's score (−3 … 3), the words, the source's score."""
    return Walker(branches(parse)).verdict(token_index)


class Walker:
    """Judges the tokens of one parse."""

    def __init__(self, tree: Branches, cues: FactualityCues | None = None) -> None:
        self.tree = tree
        self.cues = cues or factuality_cues()
        self.clauses = Clauses(tree, self.cues)
        self.deps, self.heads = tree.parse.deps, tree.parse.heads
        self.lemmas, self.words = tree.parse.lemmas, tree.words

    def verdict(self, index: int) -> Verdict:
        """The verdict on the token at ``index``."""
        value = Value()
        evidence: list[Evidence] = []
        for step in self.steps(index):
            after = apply(step.operator, value)
            if after != value:
                start, end = self.tree.parse.starts[step.token], self.tree.parse.ends[step.token]
                evidence.append(Evidence("factuality", step.rule, start, end))
            value = after
        return Verdict(value.status, value.score, tuple(evidence), value.source)

    def steps(self, index: int) -> Iterator[Step]:
        """Every operator on the token at ``index``, innermost first."""
        yield from self.clauses.steps(index)
        at = below = index
        for _ in range(LONGEST):
            if not self._presupposed(below, at):
                yield from self._mark(at)
            below, head = at, self.heads[at]
            if head == at or self._closed(at):
                break
            if self.deps[at] == "conj":
                yield from self._shared(at, head)
                at = head
                continue
            governor, prep = self._governor(at)
            accuser = self._accuser(governor, prep)
            if accuser is not None:
                yield Step(self.cues.verbs[f"{self.lemmas[accuser]}:{prep}"][0], accuser, "governor")
                break
            yield from self._edge(at, governor, prep)
            false = falsity(self.tree, governor, self.cues) if self._told_by_noun(at, governor, prep) else None
            if false is not None:
                yield false
                break
            if self._stops(at, governor, prep):
                break
            at = governor
        yield from self._asked(index, at)

    def _told_by_noun(self, at: int, governor: int, prep: str | None) -> bool:
        """Whether ``governor`` is a noun for a report or a claim whose content ``at`` is."""
        effect = self._effect(at, governor, prep) if self.clauses.is_nominal(governor) else None
        return effect is not None and effect[0] in ("possible", "allege", "report")

    def _accuser(self, noun: int, prep: str | None) -> int | None:
        """The verb that was taken for an adjective of its object: "denied it and accused rebels of firing"."""
        before = noun - 1
        if prep is None or before < 1 or self.heads[before] != noun or self.deps[before] != "amod":
            return None
        joined = self.deps[noun] == "conj" and self.deps[before - 1] in ("cc", "punct")
        return before if joined and f"{self.lemmas[before]}:{prep}" in self.cues.verbs else None

    def _presupposed(self, below: int, at: int) -> bool:
        """Whether a condition takes for granted what its subject names: "if the ban stays", "if the fighting goes on"."""
        subject = self.deps[below] in ("nsubj", "nsubjpass") and self.clauses.is_nominal(below)
        return below != at and subject and self._is_definite(below)

    def _mark(self, at: int) -> Iterator[Step]:
        condition = self.clauses.condition(at)
        if condition is not None and self.clauses.is_past_unreal(at) and self.clauses.negation(at) is not None:
            yield Step("cancel", condition, "counterfactual")
        elif condition is not None:
            asked = self.lemmas[self.heads[at]] in self.cues.asking and condition > self.heads[at]
            unreal = not asked and self.clauses.is_past_unreal(at)
            yield Step("open" if asked else "unreal" if unreal else "suppose", condition, "condition")
        for child in self.tree.all(at, "mark", "advmod"):
            if self.words[child] in self.cues.questions:
                yield Step("open", child, "whether")

    def _asked(self, index: int, top: int) -> Iterator[Step]:
        mark = self.clauses.is_question(index)
        if mark is not None and self.heads[top] == top:
            yield Step("possible", mark, "question")

    def _closed(self, at: int) -> bool:
        """Whether what is above does not bear on the clause: relative clauses stand on their own."""
        if self.deps[at] == "relcl":
            return not self.clauses.has_to(at) and self.tree.first(at, "mark") is None
        return self.deps[at] in ("appos", "parataxis")

    def _shared(self, at: int, head: int) -> Iterator[Step]:
        """What a verb shares with the one it is joined to, where it has no subject or modal of its own."""
        alone = self.tree.first(at, *SUBJECTS) is None and self.clauses.modal(at) is None
        if alone and not self.clauses.is_nominal(at):
            either = any(self.words[child] in self.cues.either for child in self.tree.all(head, "cc"))
            yield from self.clauses.steps(head, negated=either)

    def _governor(self, at: int) -> tuple[int, str | None]:
        """The word that governs ``at``, through a preposition where there is one."""
        head = self.heads[at]
        moved = self._misattached(at, head)
        if moved is not None:
            return moved, None
        link = self._preposition(at, head)
        if link is None:
            return head, None
        governor, prep = self.heads[link], self.words[link]
        above = self.heads[governor]
        done_to = self.deps[governor] in ("dobj", "nsubjpass") and self.lemmas[governor] not in self.cues.traces
        if done_to and f"{self.lemmas[above]}:{prep}" in self.cues.verbs:
            return above, prep
        return governor, prep

    def _preposition(self, at: int, head: int) -> int | None:
        """The preposition that ``at`` stands behind, also where the noun after a gerund was taken for its object."""
        if self.deps[at] in ("pcomp", "pobj"):
            return head if self.heads[head] != head else None
        gerund = self.deps[at] == "amod" and self.tree.parse.tags[at] == "VBG" and self.deps[head] == "pobj"
        return at - 1 if gerund and self.heads[head] == at - 1 else None

    def _misattached(self, at: int, head: int) -> int | None:
        """The true governor of a complement that parsers often hang one word too low or too high.

        "denied paying rebels" with "paying" under "rebels"; "foiled a plot to bomb" with "bomb" under "foiled".
        """
        if self.deps[at] == "amod" and self.tree.parse.tags[at] == "VBG" and self.deps[head] in ("dobj", "xcomp"):
            verb = self.heads[head]
            particle = self.tree.first(verb, "prt")
            return verb if at - 1 in (verb, particle) else None
        if self.deps[at] == "advcl" and self.clauses.has_to(at):
            before = min((child for child in self.tree.children[at]), default=at) - 1
            if before >= 0 and self.heads[before] == head and self.deps[before] == "dobj":
                return before if self.lemmas[before] in self.cues.nouns else None
        return None

    def _is_moved(self, at: int) -> bool:
        return self._misattached(at, self.heads[at]) is not None

    def _stops(self, at: int, governor: int, prep: str | None) -> bool:
        """Whether the walk ends at ``governor``: what is above does not bear on ``at``."""
        if self.deps[at] in ("npadvmod", "prep", "advmod"):
            return True
        if self.deps[at] == "advcl" and not self._is_moved(at):
            return not self._is_complement(at, governor)
        if self._effect(at, governor, prep) is not None or self._carries(at, governor):
            return False
        return self.deps[at] not in ("ccomp", "xcomp")

    def _is_complement(self, at: int, governor: int) -> bool:
        """Whether an adverbial clause is what ``governor`` is about: "pressed the junta to hold"."""
        if self.tree.first(at, "mark", *SUBJECTS) is not None or governor > at:
            return False
        effect = self._effect(at, governor, None)
        if effect is None:
            return False
        if self.clauses.has_to(at):
            return effect[0] in ("suppose", "plan", "attempt") or self.tree.first(governor, "dobj") is not None
        return self.tree.parse.tags[at] in ("VBG", "VBN") and at - governor <= 2

    def _carries(self, at: int, governor: int) -> bool:
        """Whether ``governor`` is a verb that only carries the noun ``at``."""
        roles = ("dobj", "nsubjpass", "nsubj", "attr", "oprd")
        light = self.lemmas[governor] in self.cues.light or self.lemmas[governor] in self.cues.copulas
        if self.clauses.is_nominal(at) and self.deps[at] == "dobj" and self.clauses.modal(governor) is not None:
            return self.tree.first(at, "poss") is None and not self._is_definite(at)
        predicate = self.tree.parse.pos[at] == "ADJ" and self.deps[at] == "acomp"
        return (self.clauses.is_nominal(at) or predicate) and self.deps[at] in (*roles, "acomp") and light

    def _is_definite(self, at: int) -> bool:
        """Whether the noun phrase takes for granted that what it names is there: "the attack"."""
        return any(self.words[child] not in self.cues.indefinite for child in self.tree.all(at, "det"))

    def _edge(self, at: int, governor: int, prep: str | None) -> Iterator[Step]:
        if self.deps[at] == "advcl" and prep is None and not (self._is_moved(at) or self._is_complement(at, governor)):
            yield from self._adverbial(at)
            return
        if self._replaces(at, governor, prep):
            yield Step("negate", self.heads[at], "without")
            return
        if prep in self.cues.conditions:
            yield Step("suppose", self.heads[at], "condition")
        if prep is not None and self.words[governor] in self.cues.planning_prepositions:
            yield Step("plan", governor, "ahead")
        effect = self._effect(at, governor, prep)
        carried = self._carries(at, governor)
        if effect is not None and effect[0] == "possible" and self._is_wh_clause(at):
            return
        if effect is not None:
            known = no_trace(self.tree, self.clauses, governor, self.cues)
            if known is None and effect[0] in ("attempt", "plan", "possible"):
                known = outcome(self.tree, self.clauses, governor, self.cues)
            if known is not None:
                yield known
                return
            negation = self.clauses.negation(governor) if not self.clauses.is_nominal(governor) else None
            yield Step(effect[negation is not None], governor, "governor")
            if effect[0] in ("report", "allege"):
                yield from self._own_denial(at, governor)
                yield from self._doubtful_source(governor)
            yield from self.clauses.steps(governor, negated=self.clauses.is_nominal(governor))
        elif self.deps[at] in ("acl", "relcl") and self.clauses.has_to(at):
            if self._takes_chance(governor):
                return
            yield Step("plan", at, "infinitive")
        elif self.deps[at] in ("xcomp", "ccomp") or carried:
            yield from self._plain(at, governor, skip=at if carried else None)

    def _is_wh_clause(self, at: int) -> bool:
        """Whether the clause asks who or how, which takes for granted that it happened: "unclear who fired"."""
        tags = self.tree.parse.tags
        return any(
            tags[child] in ("WP", "WRB", "WP$") and self.words[child] not in self.cues.questions for child in self.tree.children[at]
        )

    def _replaces(self, at: int, governor: int, prep: str | None) -> bool:
        """Whether the phrase is one of "without", "instead of", "rather than"."""
        if prep is None:
            return False
        before = self.words[self.heads[at] - 1] if self.heads[at] else ""
        return any(word in self.cues.negating_prepositions for word in (prep, before, self.words[governor]))

    def _plain(self, at: int, governor: int, skip: int | None) -> Iterator[Step]:
        """A complement of a word with no effect of its own."""
        infinitive = self.deps[at] == "xcomp" and self.clauses.has_to(at)
        if infinitive and self._not_yet(governor):
            yield Step("negate", governor, "yet")
        elif infinitive:
            yield Step("plan", governor, "infinitive")
        yield from self.clauses.steps(governor, skip=skip)

    def _not_yet(self, governor: int) -> bool:
        return any(self.words[child] in self.cues.yet for child in self.tree.children[governor])

    def _adverbial(self, at: int) -> Iterator[Step]:
        if self.clauses.condition(at) is None and self.clauses.has_to(at) and self.tree.first(at, "mark") is None:
            yield Step("plan", at, "purpose")
        came_to_nothing = self.clauses.modal(at) is not None or self._with_particle(self.heads[at]) in self.cues.collapsing
        for child in self.tree.all(at, "mark", "prep", "advmod"):
            unreached = came_to_nothing and self.words[child] in self.cues.before
            if self.words[child] in self.cues.negating_prepositions or unreached:
                yield Step("cancel" if unreached else "negate", child, "without")

    def _with_particle(self, verb: int) -> str:
        particle = self.tree.first(verb, "prt")
        return self.lemmas[verb] if particle is None else f"{self.lemmas[verb]}_{self.words[particle]}"

    def _own_denial(self, at: int, governor: int) -> Iterator[Step]:
        """ "We did not attack": who says that their own side did not do it denies it."""
        if self.lemmas[governor] not in self.cues.denying or self.clauses.negation(at) is None:
            return
        if self.clauses.modal(at) is not None:
            return
        subject = self.tree.first(at, "nsubj", "nsubjpass")
        own = subject is not None and (
            self.words[subject] in self.cues.own
            or any(self.words[child] in self.cues.own for child in self.tree.all(subject, "poss"))
        )
        if own:
            yield Step("own_denial", governor, "own-denial")

    def _doubtful_source(self, governor: int) -> Iterator[Step]:
        """What the adjectives of the subject say of its word: "unconfirmed reports said"."""
        for subject in self.tree.all(governor, "nsubj"):
            for child in self.tree.all(subject, "amod"):
                operator = self.cues.modifiers.get(self.words[child])
                if operator in ("possible", "allege"):
                    yield Step(operator, child, "source")

    def _effect(self, at: int, governor: int, prep: str | None) -> Effect | None:
        """The effect of ``governor`` on ``at``, by its preposition, particle or bare form."""
        lemma = self.lemmas[governor]
        if self.clauses.is_nominal(governor):
            return self._noun_effect(at, governor, lemma, prep)
        if self.tree.parse.pos[governor] in ("ADJ", "ADV"):
            near = self.cues.verbs.get(f"{self.lemmas[self.heads[governor]]}_{lemma}:{prep}")
            found = near or self.cues.adjectives.get(f"{lemma}:{prep}") or self.cues.adjectives.get(lemma)
            return found or self.cues.verbs.get(lemma)
        predicate = self._predicate(at, governor)
        return predicate if predicate is not None else self._verb_effect(at, governor, lemma, prep)

    def _noun_effect(self, at: int, governor: int, lemma: str, prep: str | None) -> Effect | None:
        clausal = self.deps[at] in ("acl", "ccomp", "xcomp", "relcl", "advcl")
        if clausal and not self._is_content(at):
            return None
        if not clausal and prep not in self.cues.noun_prepositions:
            return None
        if self._takes_chance(governor):
            return None
        return self.cues.nouns.get(lemma)

    def _takes_chance(self, noun: int) -> bool:
        """Whether somebody takes the chance that ``noun`` names: "took the opportunity to"."""
        return self.lemmas[noun] in self.cues.chances and self.lemmas[self.heads[noun]] in self.cues.taking

    def _is_content(self, at: int) -> bool:
        """Whether the clause says what the noun is about: an infinitive or a "that" clause, not a participle."""
        return self.clauses.has_to(at) or self.tree.first(at, "mark", *SUBJECTS) is not None

    def _verb_effect(self, at: int, governor: int, lemma: str, prep: str | None) -> Effect | None:
        particle = self.tree.first(governor, "prt")
        beside = self.tree.all(governor, "advmod")
        if particle is None and governor + 1 in beside and f"{lemma}_{self.words[governor + 1]}" in self.cues.verbs:
            particle = governor + 1
        base = lemma if particle is None else f"{lemma}_{self.words[particle]}"
        keys = [f"{base}:{prep}"] if prep else [base]
        if prep is None and self.clauses.has_to(at):
            near = (self.words[child] for child in self.tree.all(governor, "prep") if child < at)
            keys = [f"{base}:to", *(f"{base}:{word}" for word in near), base]
        elif prep is None and self.clauses.is_nominal(at):
            keys = [f"{base}:noun", base]
        found = next((self.cues.verbs[key] for key in keys if key in self.cues.verbs), None)
        if found is not None and found[0] in ("cancel", "refuse") and prep is None and self.clauses.has_to(at):
            return None
        if found is None or not self._takes_noun(at, found, prep):
            return None
        return found

    def _takes_noun(self, at: int, effect: Effect, prep: str | None) -> bool:
        """Whether the effect reaches a noun: only planning, preventing, wanting, fearing or denying it do."""
        if not self.clauses.is_nominal(at):
            return self.deps[at] in COMPLEMENTS and (self.deps[at] not in SUBJECTS or self.deps[at] == "csubj")
        if self.deps[at] == "nsubj":
            return False
        return effect[0] in REACH_NOUNS or prep is not None

    def _predicate(self, at: int, governor: int) -> Effect | None:
        """The adjective of "it is likely that …", where the clause hangs on the copula."""
        if self.lemmas[governor] not in self.cues.copulas or self.deps[at] not in ("ccomp", "xcomp", "csubj", "advcl"):
            return None
        adjective = self.tree.first(governor, "acomp", "attr")
        if adjective is None:
            return None
        table = self.cues.nouns if self.clauses.is_nominal(adjective) else self.cues.adjectives
        return table.get(self.lemmas[adjective]) or self.cues.adjectives.get(self.words[adjective])

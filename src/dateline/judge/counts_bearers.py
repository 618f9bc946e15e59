"""Who a cue of counting is said of: the people killed, wounded, arrested …, by where they stand in the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.judge.branches import Branches
from dateline.judge.counts_cues import CountCues, State
from dateline.judge.counts_quantity import Quantities
from dateline.model import CountKind

PREDICATES = ("pobj", "dobj", "oprd", "attr", "advmod", "npadvmod", "acomp")
_VERBAL = ("VERB", "AUX", "X")
SUBJECTS = ("nsubjpass", "nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Borne:
    """A cue at token ``cue`` said of the people whose phrase ``head`` heads."""

    kind: CountKind
    cue: int
    head: int
    rule: str
    toll: bool = False


class Bearers:
    """Finds what every cue of a parse is said of."""

    def __init__(self, tree: Branches, quantities: Quantities, cues: CountCues) -> None:
        self.tree = tree
        self.quantities = quantities
        self.cues = cues
        self.deps, self.heads = tree.parse.deps, tree.parse.heads
        self.tags, self.lemmas = tree.parse.tags, tree.parse.lemmas

    def all(self) -> Iterator[Borne]:
        """Every cue with its bearer, in text order of the cues."""
        telling, pos = self.cues.telling, self.tree.parse.pos
        deadly = not self.cues.death.isdisjoint(self.lemmas)
        for index, (lemma, word) in enumerate(zip(self.lemmas, self.tree.words, strict=True)):
            if lemma in telling or word in telling or (deadly and pos[index] in _VERBAL):
                yield from self.at(index)

    def at(self, index: int) -> Iterator[Borne]:
        """What the token at ``index`` says of whom, if it is a cue."""
        lemma, word = self.lemmas[index], self.tree.words[index]
        verbal = self.tree.parse.pos[index] in _VERBAL
        if verbal and self._to_death(index):
            yield from self._borne("killed", index, self.of_action(index), "to-death")
        elif word in self.cues.forms and self._is_noun_form(index):
            yield from self._form(index, word)
        elif verbal and (lemma in self.cues.object or self._with_particle(index) in self.cues.object):
            yield from self._borne(self._object_kind(index, lemma), index, self.of_action(index), "object")
        elif verbal and lemma in self.cues.grabs:
            yield from self._grabbed(index, self.cues.grabs[lemma])
        elif verbal and lemma in self.cues.captors and self._by_captor(index):
            yield from self._grabbed(index, "abducted")
        elif verbal and lemma in self.cues.selves:
            yield from self._on_oneself(index)
        elif verbal and lemma in self.cues.subject:
            yield from self._borne(self.cues.subject[lemma], index, self.subject(index), "subject")
        elif word in self.cues.state and not self._is_counted_noun(index):
            yield from self._borne(self.cues.state[word], index, self.of_state(index), "state")
        elif lemma in self.cues.noun or lemma in self.cues.of or word in self.cues.noun:
            yield from self._nouns(index, lemma if lemma in self.cues.noun or lemma in self.cues.of else word)
        if verbal and lemma in self.cues.life_takers:
            yield from self._lives(index)
        if verbal and lemma in self.cues.loses:
            yield from self._losses(index)
        if verbal and lemma in self.cues.struck and self._by_missile(index):
            yield from self._borne("injured", index, self.of_action(index), "struck")
        if lemma in self.cues.states and self.deps[index] in PREDICATES:
            yield from self._states(index, self.cues.states[lemma])
        kind = self._suffered(index, lemma, word)
        if kind is not None:
            yield from self._borne(kind, index, self._doer(self.heads[index]), "suffers")

    def _with_particle(self, index: int) -> str:
        particle = self.tree.first(index, "prt")
        return "" if particle is None else f"{self.lemmas[index]}_{self.tree.words[particle]}"

    def _suffered(self, index: int, lemma: str, word: str) -> CountKind | None:
        """What the subject has or does with the object at ``index``: injuries, lives, arms, themselves."""
        if self.deps[index] != "dobj":
            return None
        verb = self.lemmas[self.heads[index]]
        return self.cues.suffers.get((verb, lemma)) or self.cues.suffers.get((verb, word))

    def _grabbed(self, index: int, kind: CountKind) -> Iterator[Borne]:
        """People seized; a place or a thing seized is not counted."""
        seized = self.of_action(index)
        for head in () if seized is None else self.quantities.members(seized):
            known = self.quantities.single(head)
            if known is not None and known.numbered and self.quantities.who(head) is not None:
                yield Borne(kind, index, head, "object")
                return

    def _by_captor(self, index: int) -> bool:
        """Whether those who hold somebody are gunmen, kidnappers or the like."""
        doers = [self.tree.first(index, "nsubj")]
        doers += [self.tree.first(prep, "pobj") for prep in self.tree.all(index, "agent")]
        return any(doer is not None and self.lemmas[doer] in self.cues.attackers for doer in doers)

    def _on_oneself(self, index: int) -> Iterator[Borne]:
        """Who turns a weapon on himself."""
        weapon = self.tree.first(index, "dobj")
        if weapon is None or self.lemmas[weapon] not in self.cues.self_weapons:
            return
        for prep in (*self.tree.all(index, "prep"), *self.tree.all(weapon, "prep")):
            found = self.tree.first(prep, "pobj") if self.tree.words[prep] in self.cues.self_prepositions else None
            if found is not None and self.tree.words[found] in self.cues.reflexive:
                yield Borne("killed", index, found, "object")
                return

    def _doer(self, verb: int) -> int | None:
        """Who does a verb: of "forced 200 people to leave" the people."""
        above = self.heads[verb]
        made = self.tree.first(above, "dobj") if self.deps[verb] == "xcomp" else None
        return self.subject(verb) if made is None or self.is_passive(above) else made

    def _lives(self, index: int) -> Iterator[Borne]:
        """The lives that something claims, or those of whom it takes the lives."""
        head = self.tree.first(index, "dobj")
        if head is None or self.lemmas[head] not in self.cues.lives:
            return
        of = self._of_object(head)
        yield Borne("killed", index, head if of is None else of, "of" if of is not None else "noun")

    def _to_death(self, index: int) -> bool:
        """Whether the verb goes with "to death"."""
        ends = (noun for prep in self.tree.all(index, "prep") for noun in self.tree.all(prep, "pobj"))
        return self.lemmas[index] not in self.cues.not_death and any(
            self.lemmas[noun] in self.cues.death and self.heads[noun] == noun - 1 for noun in ends
        )

    def _is_noun_form(self, index: int) -> bool:
        return self.tree.parse.pos[index] not in ("VERB", "AUX") and (
            (index in self.quantities.by_head and self.tags[index] != "NNS")
            or self._after(index) is not None
            or self._headline(index) is not None
        )

    def _form(self, index: int, word: str) -> Iterator[Borne]:
        """A verb that the parser took for a noun or adjective: "wounds 30", "2 shot in", "wounded scores"."""
        after = self._after(index)
        own = index if index in self.quantities.by_head and self.tags[index] != "NNS" else self._headline(index)
        head = after if after is not None else own
        fatal = any(self.tree.words[child] in self.cues.fatal_adverbs for child in self.tree.children[index])
        yield from self._borne("killed" if fatal else self.cues.forms[word], index, head, "form")

    def _borne(self, kind: CountKind, cue: int, head: int | None, rule: str) -> Iterator[Borne]:
        if head is not None and self.lemmas[head] not in self.cues.things:
            yield Borne(kind, cue, head, rule)

    def _object_kind(self, index: int, lemma: str) -> CountKind:
        beside = (child for child in (*self.tree.children[index], index - 1) if child >= 0)
        fatal = (child for child in beside if self.tree.words[child] in self.cues.fatal_adverbs)
        if any(child > index or self._headline(child) is None for child in fatal):
            return "killed"
        return self.cues.object.get(self._with_particle(index)) or self.cues.object[lemma]

    def _losses(self, index: int) -> Iterator[Borne]:
        """The fighters that a side says it lost."""
        head = self.tree.first(index, "dobj")
        if head is not None and head in self.quantities.by_head and self.quantities.who(head) in self.cues.lost:
            yield Borne("killed", index, head, "lost")

    def _by_missile(self, index: int) -> bool:
        """Whether what strikes is a bullet or the like: the subject, or the agent of the passive."""
        doers = list(self.tree.all(index, "nsubj", "nsubjpass"))
        for prep in self.tree.all(index, "agent", "prep"):
            doers.extend(self.tree.all(prep, "pobj"))
        return any(self.lemmas[doer] in self.cues.missiles for doer in doers)

    def is_passive(self, index: int) -> bool:
        """Whether the verb at ``index`` is a passive, a participle after its noun, or a headline's bare participle."""
        if self.tree.first(index, "auxpass") is not None:
            return True
        if self.tags[index] != "VBN":
            return False
        perfect = any(self.lemmas[child] == "have" for child in self.tree.all(index, "aux"))
        return not perfect and self.tree.first(index, "dobj") is None

    def of_action(self, index: int) -> int | None:
        """Who undergoes the verb at ``index``."""
        if self.tags[index] in ("VBN", "VBD") and self.tree.first(index, "auxpass") is None:
            after = self._after(index)
            if after is not None:
                return after
        if self.is_passive(index) or self._passive_by_conjunction(index):
            return self._passive_subject(index)
        found = self.tree.first(index, "dobj")
        if found is None:
            found = self._shared_object(index)
        if found is None:
            found = self._after(index)
        return self._bare_past(index) if found is None else found

    def _bare_past(self, index: int) -> int | None:
        """The subject of a past tense without object, which in a headline is a passive: "Teen shot outside club"."""
        aimed = any(self.tree.words[child] in self.cues.aims for child in self.tree.all(index, "prep", "prt"))
        if self.tags[index] not in ("VBD", "VBN") or aimed:
            return None
        return self._headline(index) or self.subject(index)

    def _passive_by_conjunction(self, index: int) -> bool:
        head = self.heads[index]
        plain = self.tree.first(index, "dobj", "nsubj") is None and self.tags[index] in ("VBN", "VBD")
        return self.deps[index] == "conj" and plain and head != index and self.is_passive(head)

    def _passive_subject(self, index: int) -> int | None:
        own = self.tree.first(index, *SUBJECTS)
        if own is not None:
            return self._antecedent(own, index)
        if self.deps[index] in ("acl", "amod", "relcl"):
            return self.heads[index]
        linear = self._headline(index)
        if linear is not None or self.deps[index] not in ("conj", "advcl", "xcomp", "ccomp", "dep"):
            return linear
        return self._inherited(index)

    def _inherited(self, index: int) -> int | None:
        for step in self.tree.path(index)[1:4]:
            own = self.tree.first(step, *SUBJECTS)
            if own is not None:
                return self._antecedent(own, step)
            if self.deps[step] in ("acl", "relcl"):
                return self.heads[step]
        return None

    def _antecedent(self, subject: int, verb: int) -> int:
        if self.tree.words[subject] not in self.cues.relative:
            return subject
        for step in self.tree.path(verb)[:3]:
            if self.deps[step] == "relcl":
                return self.heads[step]
        return subject

    def _shared_object(self, index: int) -> int | None:
        for other in self.tree.all(index, "conj"):
            found = self.tree.first(other, "dobj")
            if found is not None and self.tree.first(other, *SUBJECTS) is None:
                return found
        return None

    def _headline(self, index: int) -> int | None:
        """The counted phrase that ends right before ``index``: "3 killed", "one man dead"."""
        before = index - 1
        if before < 0 or self.tree.sentence[before] != self.tree.sentence[index]:
            return None
        number = self.quantities.by_head.get(before)
        return before if number is not None else None

    def _after(self, index: int) -> int | None:
        """The head of the counted phrase that begins right after ``index``."""
        for head in range(index + 1, min(index + 9, len(self.tree))):
            number = self.quantities.by_head.get(head)
            near = self.tree.sentence[head] == self.tree.sentence[index]
            if number is not None and number.first == index + 1 and near:
                return head
        return None

    def subject(self, index: int) -> int | None:
        """Who does the verb at ``index``, through relative clauses, participles and joined verbs."""
        own = self.tree.first(index, *SUBJECTS)
        if own is not None:
            return self._antecedent(own, index)
        if self.deps[index] in ("acl", "relcl", "amod"):
            return self.heads[index]
        linear = self._headline(index)
        return linear if linear is not None else self._inherited(index)

    def _is_counted_noun(self, index: int) -> bool:
        return index in self.quantities.by_head

    def of_state(self, index: int) -> int | None:
        """Who the adjective or adverb at ``index`` is said of."""
        own = self.tree.first(index, *SUBJECTS)
        if own is not None:
            return self._antecedent(own, index)
        if self.deps[index] in ("amod", "acl") and self.tree.parse.pos[self.heads[index]] in ("NOUN", "PROPN", "NUM"):
            return self.heads[index]
        linear = self._headline(index)
        if linear is not None:
            return self._first_of(linear, index)
        return self.carrier(self.heads[index]) if self.heads[index] != index else None

    def _first_of(self, head: int, index: int) -> int:
        """Of "left seven soldiers and nine rebels dead" the first phrase, where both go with the state."""
        first = self.heads[head]
        joined = self.deps[head] == "conj" and self.deps[first] == "dobj" and self.heads[first] == self.heads[index]
        apart = any(word in self.cues.state for word in self.tree.words[first : first + 2])
        return first if joined and self.deps[index] == "oprd" and not apart else head

    def carrier(self, verb: int) -> int | None:
        """Who the state that hangs on ``verb`` is said of: its object where it has one, else its subject."""
        found = self.tree.first(verb, "dobj")
        if found is not None and not self.is_passive(verb):
            return found
        if self.tree.parse.pos[verb] in ("NOUN", "PROPN"):
            return verb
        return self.subject(verb)

    def _nouns(self, index: int, lemma: str) -> Iterator[Borne]:
        of = self._of_object(index)
        named = next((name for name in (lemma, self.tree.words[index]) if name in self.cues.of), None)
        if of is not None and named is not None:
            yield Borne(self._of_kind(index, named), index, of, "of")
        elif lemma in self.cues.noun and not self._is_modifier(index) and (index in self.quantities.by_head or self._denied(index)):
            yield Borne(self.cues.noun[lemma], index, index, "noun")

    def _of_kind(self, index: int, lemma: str) -> CountKind:
        fatal = any(self.lemmas[child] in self.cues.fatal_adjectives for child in self.tree.all(index, "amod"))
        return "killed" if fatal else self.cues.of[lemma]

    def _is_modifier(self, index: int) -> bool:
        return self.deps[index] in ("compound", "amod", "poss")

    def _denied(self, index: int) -> bool:
        return any(self.tree.words[child] in self.cues.none_determiners for child in self.tree.all(index, "det"))

    def _of_object(self, index: int) -> int | None:
        for prep in self.tree.all(index, "prep"):
            if self.tree.words[prep] == "of":
                return self.tree.first(prep, "pobj")
        return None

    def _states(self, index: int, states: tuple[State, ...]) -> Iterator[Borne]:
        prep = self.heads[index] if self.deps[index] == "pobj" else index
        verb = self.heads[prep]
        beside = {self.tree.words[child] for child in self.tree.children[index]} | {self.tree.words[prep]}
        beside |= {self.tree.words[child] for one in self.tree.all(index, "amod") for child in self.tree.chain(one)}
        for state in states:
            fits = not state.verbs or self.lemmas[verb] in state.verbs
            if fits and (not state.beside or state.beside & beside):
                yield from self._borne(state.kind, index, self.carrier(verb), "state")
                return

"""The slots around a trigger: subject, object, prepositions …"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.find.carriers import answerer
from dateline.find.context import Context
from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.triggers import LightRow
from dateline.syntax import Tree

_DOING = frozenset({"do", "start", "plan", "threaten", "continue"})
_WORDS = 100
_CLAUSE_DEPS = {
    "xcomp": ("xcomp",),
    "ccomp": ("ccomp",),
    "advcl": ("advcl",),
    "oprd": ("oprd",),
    "attr": ("attr",),
    "neg": ("neg",),
    "aux": ("aux",),
}


@dataclass(slots=True)
class Around:
    """What stands around one trigger; slots are looked up when a row asks for them and kept."""

    tree: Tree
    head: int
    first: int
    last: int
    pos: str
    context: Context
    light: tuple[int, LightRow] | None = None
    _found: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def slot(self, name: str) -> tuple[int, ...]:
        """The token indices in a slot: the head with its conjuncts, empty where nothing is there."""
        if name not in self._found:
            self._found[name] = tuple(self._look(name))
        return self._found[name]

    def _look(self, name: str) -> Iterable[int]:
        if name == "prev":
            return () if self.first == 0 else (self.first - 1,)
        if name == "next":
            return () if self.last >= len(self.tree.parse) else (self.last,)
        if name == "mod":
            return self._modifiers(self.head)
        if name == "objmod":
            return tuple(mod for found in self.slot("obj") for mod in self._modifiers(found))
        if name == "prt":
            return [*self.tree.children(self.head, "prt"), *self._loose_particles()]
        if name in _CLAUSE_DEPS:
            told = self._told_infinitive() if name == "xcomp" else None
            own = self.tree.children(self.head, *_CLAUSE_DEPS[name])
            return [*own, *self._loose_infinitives(name), *([] if told is None else [told])]
        if name == "head":
            return (self.tree.parse.heads[self.head],)
        if name == "word":
            return self._sentence()
        found = self._single(name)
        return () if found is None else self.tree.conjuncts(found)

    def _sentence(self) -> list[int]:
        """Every other word under the root above the trigger; of a list without stops those near it."""
        heads = self.tree.parse.heads
        root = max(self.tree.ancestors(self.head), key=lambda index: heads[index] == index, default=self.head)
        words = [token for token in self.tree.subtree(root) if token != self.head]
        return words if len(words) <= 2 * _WORDS else [token for token in words if abs(token - self.head) <= _WORDS]

    def _single(self, name: str) -> int | None:
        verbal = self.pos == "VERB"
        if name == "subj":
            return self.tree.subject(self.head) if verbal else self._bearer() if self.pos == "ADJ" else self._noun_subject()
        if name == "obj":
            return self._verb_object() if verbal else self._noun_object()
        if name == "owner":
            return self.tree.first(self.head, "poss")
        if name == "doer":
            found = self._doer()
            return found if found is not None else self._answerer()
        if name == "dative":
            return self._dative()
        return self._preposition(name)

    def _loose_infinitives(self, name: str) -> list[int]:
        """Infinitives that something between cut off their verb: "threatened on Tuesday to attack"."""
        if name != "xcomp" or self.tree.children(self.head, "xcomp", "dobj"):
            return []
        return [child for child in self.tree.children(self.head, "advcl") if self.tree.is_infinitive(child)]

    def _told_infinitive(self) -> int | None:
        """In "told its forces not to fight", read as a clause, the infinitive; its subject is who is told."""
        clauses = self.tree.children(self.head, "ccomp")
        return next((at for at in clauses if self.tree.is_infinitive(at) and self.tree.first(at, "nsubj") is not None), None)

    def _loose_particles(self) -> list[int]:
        """Particles that the parser takes for adverbs or prepositions: right behind the verb, or its only adverb."""
        words = load_grammar().particles
        found = self.tree.children(self.head, "advmod", "prep")
        return [child for child in found if child > self.head and self.tree.parse.lemmas[child] in words]

    def _verb_object(self) -> int | None:
        found = self.tree.object(self.head)
        if found is None and (told := self._told_infinitive()) is not None:
            return self.tree.first(told, "nsubj")
        return found if found is not None else self._object_of_particle()

    def _object_of_particle(self) -> int | None:
        """In "sealed off the town", read as a preposition and its object, the town."""
        if self.tree.is_passive(self.head):
            return None
        for child in self._loose_particles():
            if child == self.head + 1 and self.tree.parse.deps[child] == "prep" and self._is_phrasal(child):
                return self.tree.first(child, "pobj")
        return None

    def _is_phrasal(self, particle: int) -> bool:
        """Whether some row knows the verb with this particle: "took over", but not "strike over"."""
        lemmas = self.tree.parse.lemmas
        rows = self.context.index.at(lemmas[self.head], "VERB")
        return any(lemmas[particle] in one.words for row in rows for one in row.conditions if one.slot == "prt")

    def _modifiers(self, index: int) -> list[int]:
        return self.tree.children(index, "amod", "compound", "nmod", "poss", "advmod", "nummod", "npadvmod")

    def _dative(self) -> int | None:
        child = self.tree.first(self.head, "dative")
        if child is None:
            return None
        return self.tree.first(child, "pobj") if self.tree.parse.pos[child] == "ADP" else child

    def _preposition(self, name: str) -> int | None:
        """The object of the preposition on the trigger, on the verb that carries an event noun, or on the verb's object."""
        found = self.tree.prepositional(self.head, name)
        if found is not None:
            return found
        if self.light is not None:
            return self.tree.prepositional(self.light[0], name)
        if self.pos != "VERB":
            return None
        objected = self.tree.first(self.head, "dobj")
        particle = self.tree.first(self.head, "prt")
        for place in (objected, particle):
            found = self.tree.prepositional(place, name) if place is not None else None
            if found is not None:
                return found
        return None

    def _noun_subject(self) -> int | None:
        """Who does what an event noun names: whoever ``_doer`` finds, or else its possessor."""
        found = self._doer()
        if found is not None:
            return found
        owner = self.tree.first(self.head, "poss")
        if owner is not None and self.context.is_actor(self.tree, owner) and not self._befalls_owner():
            return owner
        before = self._before()
        return before if before is not None else self._answerer()

    def _befalls_owner(self) -> bool:
        """Whether the event noun happens to its possessor: "the mayor's murder"."""
        return self.context.in_class(self.tree, self.head, "suffered")

    def _bearer(self) -> int | None:
        """Of whom a predicate adjective is said: "Iran is ready"."""
        above = self.tree.parse.heads[self.head]
        return self.tree.subject(above) if self.tree.parse.deps[self.head] == "acomp" else None

    def _doer(self) -> int | None:
        """An event noun's light verb's subject, its "by", or who carried it out in a participle behind it."""
        if self.light is not None and self.light[1].aspect in _DOING:
            found = self.tree.subject(self.light[0])
            if found is not None and found != self.head:
                return found
        by = self.tree.agent(self.head)
        return by if by is not None else self._carried_by()

    def _answerer(self) -> int | None:
        """Who is said to have done what an event noun names: "blamed the raid on X", "X claimed responsibility for the raid"."""
        return answerer(self.tree, self.head, self.context.index)

    def _before(self) -> int | None:
        """An actor before the noun: "rebel attack", "Israeli raid", "US-led strikes", "US-led coalition strikes"."""
        tree = self.tree
        leader: int | None = None
        for mod in tree.children(self.head, "amod", "compound", "nmod"):
            if tree.parse.lemmas[mod] in load_grammar().led:
                near = tree.children(mod, "npadvmod", "compound", "nsubj", "nmod")
                leader = next((child for child in near if self.context.is_actor(tree, child)), leader)
            elif self.context.is_doer(tree, mod) and not self._is_kind(mod):
                return mod
        return leader

    def _is_kind(self, mod: int) -> bool:
        """Whether a word before a noun of dealings says of what kind they are: "military cooperation"."""
        lower = self.tree.parse.texts[mod].islower()
        return lower and self.tree.parse.deps[mod] == "amod" and self.context.in_class(self.tree, self.head, "dealings")

    def _carried_by(self) -> int | None:
        """In "an attack carried out by rebels" and "a raid claimed by X" the doer of the participle."""
        for child in self.tree.children(self.head, "acl"):
            if self.tree.is_passive(child) and self.tree.parse.lemmas[child] in self.context.index.light:
                return self.tree.agent(child)
        return None

    def _noun_object(self) -> int | None:
        if self.light is not None and self.light[1].aspect == "undergo":
            hit = self.tree.object(self.light[0])
            return hit if hit is not None and hit != self.head else self.tree.clause_subject(self.light[0])
        found = self.tree.prepositional(self.head, load_grammar().genitive)
        if found is not None and self.tree.parse.lemmas[found] not in load_grammar().kinds:
            return found
        owner = self.tree.first(self.head, "poss")
        if owner is not None and self._befalls_owner():
            return owner
        if self.light is not None and self.light[1].aspect == "reach":
            return self.tree.object(self.light[0])
        return owner if owner is not None and owner not in self.slot("subj") else self._compound_object()

    def _compound_object(self) -> int | None:
        taken = self.slot("subj")
        for mod in self.tree.children(self.head, "compound", "nmod"):
            if mod not in taken and self.context.is_target(self.tree, mod):
                return mod
        return None

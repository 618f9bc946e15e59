"""The slots around a trigger (subject, object, prepositions …) and whether they hold what a row's conditions want."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dateline.find.carriers import answerer
from dateline.lexicon.classes import WordClasses
from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.triggers import Condition, LightRow, TriggerIndex
from dateline.syntax import Tree

# Static classes of people that are no civilians who take sides: holders of office, and those out for pleasure.
_NO_CIVILIANS = ("dignitary", "leisure")
_DOING = frozenset({"do", "start", "plan", "threaten", "continue"})
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
        """Every other word under the root above the trigger."""
        heads = self.tree.parse.heads
        root = max(self.tree.ancestors(self.head), key=lambda index: heads[index] == index, default=self.head)
        return [token for token in self.tree.subtree(root) if token != self.head]

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


def _named(tree: Tree, token: int, condition: Condition) -> bool:
    words, lemmas = condition.words, tree.parse.lemmas
    if lemmas[token] in words or tree.lower[token] in words:
        return True
    return condition.pairs and token > 0 and f"{lemmas[token - 1]} {lemmas[token]}" in words


def _ends_name(tree: Tree, token: int) -> bool:
    """Whether a word in lower case is the second half of a name: "Ban Ki-moon"."""
    parse = tree.parse
    if parse.pos[token] != "PROPN" or token < 2 or parse.texts[token - 1] not in load_grammar().hyphens:
        return False
    return parse.pos[token - 2] == "PROPN" and parse.texts[token - 2][:1].isupper() and token - 2 not in tree.placed


class Context:
    """What the lexicon knows of words, for conditions and for telling actors from things."""

    def __init__(self, classes: WordClasses, index: TriggerIndex) -> None:
        self.classes = classes
        self.index = index
        self._personal = load_grammar().personal
        self.reflexive = load_grammar().reflexive
        self.none = load_grammar().none
        self._partitives = classes.static.get("partitive", frozenset())
        self._human = classes.static.get("human", frozenset())
        self._crowd = classes.static.get("crowd", frozenset())
        self._placed = classes.static.get("place", frozenset())
        self._dynamic: dict[str, Callable[[Tree, int], bool]] = {
            "actor": self.is_actor,
            "armed": self.is_armed,
            "person": self.is_person,
            "civil": self.is_civilian,
            "place": self.is_place,
            "name": self._is_name,
            "event": self._is_event,
            "many": self._are_many,
            "number": self._is_number,
        }

    def meaning(self, tree: Tree, index: int) -> int:
        """The token that says what a phrase is about: in "dozens of protesters" and "a group of men" the last noun."""
        if tree.parse.lemmas[index] in self._partitives:
            inner = tree.prepositional(index, load_grammar().genitive)
            if inner is not None and inner != index:
                return inner
        return index

    def share(self, tree: Tree, around: Around, conditions: tuple[Condition, ...]) -> float:
        """How many of the conditions hold around the trigger, of one."""
        return sum([self.holds(tree, around, one) for one in conditions]) / len(conditions) if conditions else 1.0

    def holds(self, tree: Tree, around: Around, condition: Condition) -> bool:
        """Whether the condition is met around the trigger; a word that the whole text lacks spares the look into its slot."""
        if condition.slot == "report":
            return condition.words.isdisjoint(tree.words) == condition.negated
        if condition.plain and condition.words.isdisjoint(tree.said):
            return condition.negated
        for token in around.slot(condition.slot):
            if self._fits(tree, token, condition):
                return not condition.negated
        return condition.negated

    def _fits(self, tree: Tree, token: int, condition: Condition) -> bool:
        if condition.anything or _named(tree, token, condition):
            return True
        meaning = self.meaning(tree, token)
        if meaning != token and _named(tree, meaning, condition):
            return True
        for name in condition.classes:
            if self.in_class(tree, meaning, name) or (name == "quantity" and self.in_class(tree, token, name)):
                return True
        return False

    def in_class(self, tree: Tree, token: int, name: str) -> bool:
        """Whether the token is of a static class or, by the actor lists and its form, of a dynamic one."""
        static = self.classes.static.get(name)
        if static is not None and (tree.parse.lemmas[token] in static or tree.lower[token] in static):
            return True
        dynamic = self._dynamic.get(name)
        return dynamic is not None and dynamic(tree, token)

    def _is_event(self, tree: Tree, token: int) -> bool:
        return tree.parse.lemmas[token] in self.index.event_nouns

    def _are_many(self, tree: Tree, token: int) -> bool:
        return len(tree.conjuncts(token)) > 1 or tree.parse.tags[token] in ("NNS", "NNPS") or tree.parse.pos[token] == "NUM"

    def _is_number(self, tree: Tree, token: int) -> bool:
        return tree.parse.pos[token] == "NUM"

    def _is_name(self, tree: Tree, token: int) -> bool:
        parse = tree.parse
        if not parse.texts[token][:1].isupper():
            return _ends_name(tree, token)
        return parse.pos[token] == "PROPN" or (parse.pos[token] == "NOUN" and parse.texts[token] in tree.named)

    def is_pronoun(self, tree: Tree, token: int) -> bool:
        """Whether the word is a personal pronoun."""
        return tree.lower[token] in self._personal

    def _low(self, tree: Tree, token: int) -> tuple[str, str]:
        return tree.parse.lemmas[token], tree.lower[token]

    def is_known_actor(self, tree: Tree, token: int) -> bool:
        """Whether a list knows the word as a country, group, organisation or agent."""
        lemma, text = self._low(tree, token)
        classes = self.classes
        if lemma in classes.agents or text in classes.countries:
            return True
        return tree.parse.texts[token][:1].isupper() and text in classes.groups

    def is_actor(self, tree: Tree, token: int) -> bool:
        """Whether the word can be somebody who acts."""
        known = self.is_known_actor(tree, token) or self.is_pronoun(tree, token)
        return known or self.is_person(tree, token) or (self._is_name(tree, token) and not self._has_place_word(tree, token))

    def is_doer(self, tree: Tree, token: int) -> bool:
        """Whether a word before an event noun says who does it: a people, group or agent, never the town it happened in."""
        text = tree.parse.texts[token]
        if self.is_time(tree, token):
            return False
        if tree.parse.deps[token] == "amod" and not text[:1].isupper():
            return tree.parse.lemmas[token] in self.classes.armed
        if token in tree.placed and text.lower() not in self.classes.peoples:
            return False
        return self.is_actor(tree, token)

    def is_time(self, tree: Tree, token: int) -> bool:
        """Whether the word is a stretch of time, and not the last word of a name ("Golden Dawn")."""
        if not self.in_class(tree, token, "time"):
            return False
        return not (self._is_name(tree, token) and tree.children(token, "compound", "amod"))

    def is_armed(self, tree: Tree, token: int) -> bool:
        """Whether the word is an armed agent or group, a country, or may stand for one (a name, a pronoun)."""
        lemma, text = self._low(tree, token)
        classes = self.classes
        if lemma in classes.armed or text in classes.countries or self.is_pronoun(tree, token):
            return True
        return tree.parse.texts[token][:1].isupper() and (text in classes.armed_groups or self._is_name(tree, token))

    def is_person(self, tree: Tree, token: int) -> bool:
        """Whether the word is a human being or several, by a list, as a pronoun, a bare number or an unknown name."""
        lemma, text = self._low(tree, token)
        persons = self.classes.persons
        if lemma in persons or ("-" in lemma and lemma.rpartition("-")[2] in persons):
            return True
        if self.is_pronoun(tree, token) or tree.parse.pos[token] == "NUM":
            return True
        if lemma in self._human:
            return True
        return self._is_name(tree, token) and text not in self.classes.countries and token not in tree.placed

    def is_civilian(self, tree: Tree, token: int) -> bool:
        """Whether the word is people without arms or office: a trade, a crowd, a number of people, a people ("Lithuanians")."""
        lemma, text = self._low(tree, token)
        classes = self.classes
        if lemma in classes.armed or any(self.in_class(tree, token, name) for name in _NO_CIVILIANS):
            return False
        if lemma in classes.civilians or text in classes.civilians or lemma in self._human or lemma in self._crowd:
            return True
        if "-" in lemma and lemma.rpartition("-")[2] in classes.civilians:
            return True
        if tree.parse.pos[token] == "NUM" or self.in_class(tree, token, "quantity"):
            return True
        return tree.parse.tags[token] == "NNPS" and text in classes.peoples

    def is_place(self, tree: Tree, token: int) -> bool:
        """Whether the word is a place noun, a country or a name that no list knows as somebody."""
        lemma, text = self._low(tree, token)
        if token in tree.placed or lemma in self._placed or text in self.classes.countries:
            return True
        return self._is_name(tree, token) and text not in self.classes.groups and lemma not in self.classes.agents

    def _has_place_word(self, tree: Tree, token: int) -> bool:
        return tree.parse.lemmas[token] in self._placed

    def is_target(self, tree: Tree, token: int) -> bool:
        """Whether a noun before an event noun can be what it happens to: a person, a place or a building."""
        static = self.classes.static
        lemma = tree.parse.lemmas[token]
        return self.is_person(tree, token) or self.is_place(tree, token) or lemma in static.get("building", frozenset())

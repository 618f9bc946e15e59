"""What the lexicon knows of words: whether a slot holds what a row's conditions want, and who can act."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.lexicon.classes import WordClasses
from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.triggers import Condition, TriggerIndex
from dateline.syntax import Tree

if TYPE_CHECKING:
    from dateline.find.slots import Around

# Static classes of people that are no civilians who take sides: holders of office, and those out for pleasure.
_NO_CIVILIANS = ("dignitary", "leisure")


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

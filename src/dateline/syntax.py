"""Reads who does what to whom off a dependency parse: voice, control, relative clauses and coordination undone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.lexicon.grammar import load_grammar
from dateline.model import Parse, Span

_PASSIVE = frozenset({"nsubjpass", "csubjpass", "auxpass"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "conj", "acl", "relcl"})
_LEFT_OF_HEAD = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "advmod", "nmod", "predet", "case"})
_RELATIVES = frozenset({"WDT", "WP", "WP$"})
_LIMIT = 64


@lru_cache(maxsize=1)
def children_of(parse: Parse) -> tuple[tuple[int, ...], ...]:
    """The direct dependents of every token, in text order; kept for the stages that read one parse after the other."""
    found: dict[int, list[int]] = {}
    for index, head in enumerate(parse.heads):
        if head != index:
            if head in found:
                found[head].append(index)
            else:
                found[head] = [index]
    return tuple([tuple(found[index]) if index in found else () for index in range(len(parse))])


@lru_cache(maxsize=1)
def _lowered(parse: Parse) -> tuple[str, ...]:
    return tuple(map(str.lower, parse.texts))


class Tree:
    """A parse with its children lists; every method takes and gives token indices.

    ``places`` are stretches of the text known to name places. ``lower`` is each token in lower case, ``words`` every lemma of
    the text, ``said`` every lemma and lower-case token, and ``named`` the capitalised words that are a name somewhere in it.
    """

    def __init__(self, parse: Parse, places: Iterable[Span] = ()) -> None:
        self.parse = parse
        self.placed = frozenset(
            token for span in places for token in range(bisect_left(parse.starts, span.start), bisect_left(parse.starts, span.end))
        )
        self._grammar = load_grammar()
        self._children = children_of(parse)
        self.words = frozenset(parse.lemmas)
        self.lower = _lowered(parse)
        self.said = self.words.union(self.lower)
        self.named = frozenset(
            text
            for text, pos in zip(parse.texts, parse.pos, strict=True)
            if pos == "PROPN" and text[:1].isupper() and not text.isupper()
        )

    def children(self, index: int, *deps: str) -> list[int]:
        """The direct dependents, in text order; with ``deps`` only those with such a label."""
        found = self._children[index]
        if not found:
            return []
        labels = self.parse.deps
        return [child for child in found if labels[child] in deps] if deps else list(found)

    def between(self, start: int, end: int) -> range:
        """The tokens that begin in a stretch of the text."""
        return range(bisect_left(self.parse.starts, start), bisect_left(self.parse.starts, end))

    def head_of(self, start: int, end: int) -> int | None:
        """The token of a stretch of the text that the others in it depend on."""
        inside = self.between(start, end)
        return next((at for at in inside if self.parse.heads[at] not in inside or self.parse.heads[at] == at), None)

    def first(self, index: int, *deps: str) -> int | None:
        """The first dependent with one of the labels."""
        labels = self.parse.deps
        for child in self._children[index]:
            if labels[child] in deps:
                return child
        return None

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads from the token's own upward, to the root."""
        for _ in range(_LIMIT):
            head = self.parse.heads[index]
            if head == index:
                return
            yield head
            index = head

    def subtree(self, index: int) -> list[int]:
        """All tokens under ``index``, itself included, in text order."""
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self._children[node])
        return sorted(found)

    def conjuncts(self, index: int) -> list[int]:
        """The token and those coordinated with it, in text order."""
        found, at = [index], index
        for _ in range(_LIMIT):
            following = [child for child in self.children(at, "conj") if self._same_kind(index, child)]
            if not following:
                break
            found.extend(following)
            at = following[-1]
        return found

    def _same_kind(self, one: int, other: int) -> bool:
        nominal = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"}
        pos = self.parse.pos
        return (pos[one] in nominal) == (pos[other] in nominal)

    def is_passive(self, verb: int) -> bool:
        """Whether the verb stands in the passive, with or without an auxiliary."""
        if any(self.parse.deps[child] in _PASSIVE for child in self._children[verb]):
            return True
        if self.parse.tags[verb] != "VBN" or self.children(verb, "aux", "nsubj"):
            return self._is_bare_passive(verb)
        dep = self.parse.deps[verb]
        if dep in ("conj", "xcomp") and not self.children(verb, "dobj"):
            return dep == "conj" and self.is_passive(self.parse.heads[verb])
        return dep in ("acl", "amod", "advcl", "ccomp", "ROOT", "dep", "pcomp") and not self.children(verb, "dobj")

    def _is_bare_passive(self, verb: int) -> bool:
        """Whether a past form without object or auxiliary is a headline's passive: "President assassinated at home".

        Only for verbs that always have an object, which the grammar lists.
        """
        if self.parse.tags[verb] not in ("VBD", "VBN") or self.parse.lemmas[verb] not in self._grammar.always_transitive:
            return False
        return (
            self._sharing(verb) is None
            and not self.children(verb, "aux", "dobj", "ccomp", "xcomp")
            and self.first(verb, "nsubj") is not None
            and (self.parse.deps[verb] != "relcl" or self.parse.tags[verb] == "VBN")
        )

    def _sharing(self, verb: int) -> int | None:
        """The second of two verbs with one object right behind them: "kidnapped and killed a geologist"."""
        joined = self.children(verb, "conj")
        second = joined[0] if joined else -1
        alike = second == verb + 2 and self.parse.tags[second] == self.parse.tags[verb] and self.parse.deps[verb + 1] == "cc"
        return second if alike and self.children(second, "dobj") and not self.children(second, "nsubj") else None

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """The logical subject: who does it, also through passive, control, coordination and relative clauses."""
        if depth > 8:
            return None
        if self.is_passive(verb):
            return self.agent(verb)
        own = self.first(verb, "nsubj")
        if own is not None:
            return self._antecedent(own, verb)
        return self._inherited_subject(verb, depth)

    def is_infinitive(self, verb: int) -> bool:
        """Whether the verb stands in the infinitive with "to"."""
        return self.parse.tags[verb] == "VB" and any(self.parse.tags[child] == "TO" for child in self._children[verb])

    def agent(self, verb: int) -> int | None:
        """The object of a passive verb's "by"."""
        for child in self.children(verb, "agent", "prep"):
            if self.parse.deps[child] == "agent" or self.parse.lemmas[child] == self._grammar.by:
                found = self.first(child, "pobj")
                if found is not None:
                    return found
        return None

    def _antecedent(self, subject: int, verb: int) -> int:
        """The noun a relative pronoun stands for, else the subject itself."""
        if self.parse.tags[subject] in _RELATIVES and self.parse.deps[verb] == "relcl":
            return self._stands_for(subject, self.parse.heads[verb])
        if self.parse.tags[subject] in _RELATIVES and self.parse.deps[verb] in ("conj", "ccomp"):
            for above in self.ancestors(verb):
                if self.parse.deps[above] == "relcl":
                    return self._stands_for(subject, self.parse.heads[above])
        return subject

    def _stands_for(self, relative: int, noun: int) -> int:
        """The noun of a relative clause; where "who" hangs on a place, the noun that the place is told of."""
        if self.parse.texts[relative].lower() not in self._grammar.human_relatives:
            return noun
        owned = self.parse.lemmas[noun] in self._grammar.bodies and self.parse.texts[noun + 1 : noun + 2] == (",",)
        if noun not in self.placed and not owned:
            return noun
        at = noun
        while self.parse.deps[at] in ("pobj", "appos", "prep") and self.parse.heads[at] != at:
            at = self.parse.heads[at]
        return at if self.parse.pos[at] in ("NOUN", "PROPN") and at not in self.placed else noun

    def _inherited_subject(self, verb: int, depth: int) -> int | None:
        dep, head = self.parse.deps[verb], self.parse.heads[verb]
        if head == verb:
            return None
        if dep in ("acl", "relcl") and self.parse.tags[verb] in ("VBG", "VB"):
            return self._of_infinitive_noun(verb, head, depth)
        if dep == "relcl":
            return head if self._relative_subject(verb) else None
        if dep == "pcomp":
            return self._of_gerund(head, depth)
        if dep == "xcomp":
            return self._controller(verb, head, depth)
        if dep in ("conj", "advcl", "dep", "ccomp", "parataxis"):
            return self._shared(verb, head, depth)
        return None

    def _relative_subject(self, verb: int) -> bool:
        return self.first(verb, "nsubj", "nsubjpass") is None

    def _of_infinitive_noun(self, verb: int, noun: int, depth: int) -> int | None:
        """In "forces shelling Homs" the noun; in "a plan to attack" whoever has the plan; in "gave orders to kill" who got them."""
        if self.parse.tags[verb] == "VBG" and self.first(verb, "aux") is None:
            return noun
        owner = self.first(noun, "poss")
        ordered = self.parse.lemmas[noun] in self._grammar.orders
        if owner is not None:
            return None if ordered else owner
        head = self.parse.heads[noun]
        if self.parse.deps[noun] not in ("dobj", "attr") or self.parse.pos[head] not in ("VERB", "AUX"):
            return None
        if ordered and self.first(head, "dative") is not None:
            dative = self.first(head, "dative")
            return self.first(dative, "pobj") if dative is not None and self.parse.pos[dative] == "ADP" else dative
        if self.parse.deps[noun] == "dobj" and self.parse.lemmas[head] not in self._grammar.holders:
            return None
        return self.subject(head, depth + 1)

    def _of_gerund(self, preposition: int, depth: int) -> int | None:
        """In "accused the army of shelling" the army; in "after seizing" the main clause's subject."""
        governor = self.parse.heads[preposition]
        if self.parse.pos[governor] == "NOUN" and self.parse.lemmas[governor] in self._grammar.duties:
            above = self.parse.heads[governor]
            return self.clause_subject(above, depth) if self.parse.deps[governor] == "dobj" else self.first(governor, "poss")
        if self.parse.pos[governor] == "ADJ":
            return self.clause_subject(self.parse.heads[governor], depth) if self.parse.heads[governor] != governor else None
        if self.parse.pos[governor] not in ("VERB", "AUX"):
            done_to = self.parse.deps[governor] in ("dobj", "nsubjpass")
            return governor if done_to else self.first(governor, "poss")
        if self.parse.lemmas[preposition] in self._grammar.object_control:
            objected = self.object(governor)
            if objected is not None:
                return objected
        return self.clause_subject(governor, depth)

    def clause_subject(self, verb: int, depth: int = 0) -> int | None:
        """The subject as it stands in the clause (of a passive the one it is done to), for what depends on it."""
        if self.is_passive(verb):
            surface = self.first(verb, "nsubjpass")
            return self._antecedent(surface, verb) if surface is not None else None
        return self.subject(verb, depth + 1)

    def _controller(self, verb: int, head: int, depth: int) -> int | None:
        if self.parse.pos[head] == "ADJ":
            return self.clause_subject(self.parse.heads[head], depth) if self.parse.heads[head] != head else None
        if self.parse.pos[head] not in ("VERB", "AUX"):
            return None
        objected = self.object(head)
        if objected is not None and objected != verb and self.parse.lemmas[head] not in self._grammar.using:
            return objected
        return self.clause_subject(head, depth)

    def _shared(self, verb: int, head: int, depth: int) -> int | None:
        if self.parse.pos[head] not in ("VERB", "AUX"):
            return None
        if self.parse.deps[verb] == "advcl" and self.first(verb, "mark") is not None:
            return None
        if self.parse.deps[verb] == "ccomp" and self.parse.deps[head] == "relcl" and self.parse.tags[verb] not in ("VB", "VBG"):
            return self.parse.heads[head]
        if self.is_passive(head) and self.parse.tags[verb] == "VBG":
            return self.agent(head)
        if self.is_passive(head) and self.parse.deps[verb] == "conj":
            return self.clause_subject(head, depth)
        return self.subject(head, depth + 1)

    def object(self, verb: int) -> int | None:
        """The logical object: whom it is done to, also of a passive or a relative clause."""
        if self.is_passive(verb):
            return self._passive_object(verb)
        own = self.first(verb, "dobj")
        if own is not None:
            return self._antecedent(own, verb)
        if self.parse.deps[verb] == "relcl" and self.first(verb, "nsubj") is not None:
            return self._gap(verb)
        second = self._sharing(verb)
        return None if second is None else self.first(second, "dobj")

    def _gap(self, verb: int) -> int | None:
        """The noun a relative clause without an object of its own leaves out: "the town they seized"."""
        subject = self.first(verb, "nsubj")
        if subject is not None and self.parse.tags[subject] in _RELATIVES:
            return None
        if any(self.parse.tags[child] == "WRB" for child in self._children[verb]):
            return None
        if subject is not None and any(self.parse.tags[child] == "WP$" for child in self._children[subject]):
            return None
        return self.parse.heads[verb]

    def _passive_object(self, verb: int) -> int | None:
        surface = self.first(verb, "nsubjpass", "nsubj")
        if surface is not None:
            return self._antecedent(surface, verb)
        dep, head = self.parse.deps[verb], self.parse.heads[verb]
        if dep in ("acl", "relcl", "amod"):
            return head
        if dep == "conj" and head != verb and self.is_passive(head):
            return self._passive_object(head)
        if dep == "pcomp":
            head = self.parse.heads[head]
        if dep in ("advcl", "xcomp", "pcomp") and head != verb and self.parse.pos[head] in ("VERB", "AUX"):
            return self.clause_subject(head)
        return None

    def prepositional(self, index: int, preposition: str) -> int | None:
        """The object of a preposition that depends on the token (a gerund counts)."""
        for child in self.children(index, "prep", "agent", "dative"):
            if self.parse.lemmas[child] == preposition or self.parse.texts[child].lower() == preposition:
                found = self.first(child, "pobj", "pcomp")
                if found is not None:
                    return found
        return None

    def phrase(self, index: int) -> tuple[int, int]:
        """The tokens ``[first, last)`` of the noun phrase around a head: what stands before it and its "of" phrase."""
        first = self._left_edge(index)
        last = index + 1
        for child in self._children[index]:
            if child >= last and self._belongs(child):
                last = self._right_edge(child) + 1
        return first, last

    def _left_edge(self, index: int) -> int:
        edge = index
        for child in self._children[index]:
            if child < index and self.parse.deps[child] in _LEFT_OF_HEAD:
                edge = min(edge, self.subtree(child)[0])
        return edge + 1 if edge < index and self._is_result(edge) else edge

    def _is_result(self, index: int) -> bool:
        """Whether a word before a noun tells what became of it and stands right behind the verb: "shot dead the mayor"."""
        words = self._grammar.results
        return self.parse.lemmas[index] in words and index > 0 and self.parse.pos[index - 1] == "VERB"

    def _belongs(self, child: int) -> bool:
        if self.parse.deps[child] == "prep":
            followed = child + 1 < len(self.parse) and (
                self.parse.tags[child + 1] == "VBG" or self.parse.texts[child + 1].lower().endswith(self._grammar.gerund)
            )
            genitive = self.parse.lemmas[child] == self._grammar.genitive and self.first(child, "pobj") is not None
            return genitive and not followed
        return self.parse.deps[child] in ("amod", "nummod", "compound") and child == self.parse.heads[child] + 1

    def _right_edge(self, index: int) -> int:
        """The last token of an "of" phrase, before anything that adds to it but a further "of"."""
        edge, stack = index, [index]
        while stack:
            node = stack.pop()
            edge = max(edge, node)
            stack.extend(child for child in self._children[node] if self._stays(child))
        return edge

    def _stays(self, child: int) -> bool:
        dep = self.parse.deps[child]
        return dep in _LEFT_OF_HEAD or dep == "pobj" or (dep == "prep" and self.parse.lemmas[child] == self._grammar.genitive)

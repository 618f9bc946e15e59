"""Tells acts from words that only sound like them: figures of speech, sport, accidents, conditions, films about wars."""

from __future__ import annotations

from dateline.find.asides import is_aside
from dateline.find.context import Context
from dateline.find.matches import Match
from dateline.lexicon.grammar import load_grammar
from dateline.model import Event, Participant
from dateline.syntax import Tree

_FORCE = frozenset({"ASSAULT", "COERCE", "THREATEN", "PROTEST", "RETREAT"})
_PLAYED = frozenset({"ACCUSE", "AGREE", "ASSAULT", "CONSULT", "REJECT", "REQUEST", "RETREAT", "SUPPORT", "THREATEN"})
_HARMLESS = ("disease", "idea", "medical", "problem", "unharmed")
_PARAGRAPH = 2_000
_ENOUGH = 4
_CELLS = 2


class Sense:
    """Reads one report for what cannot be an act of news in it; gives a reason, or "" where nothing speaks against it."""

    def __init__(self, tree: Tree, text: str, context: Context) -> None:
        self._tree = tree
        self._text = text
        self._context = context
        words = context.classes.static.get("sporting", frozenset())
        self._sporting = len(words.intersection(tree.parse.lemmas)) >= _ENOUGH

    def against(self, match: Match, event: Event) -> str:
        """Why the event is none; empty where it may be one."""
        if self._text.count("\t", *self._sentence(event)) >= _CELLS:
            return "a row of a table"
        if self._is_void(match, event):
            return "only named"
        if self._is_retracted(match.head):
            return "said in an earlier version"
        if match.around.pos == "VERB" and self._is_conditional(match.head):
            return "only a condition"
        if is_aside(self._tree, match, event, self._context):
            return "said by the way"
        if event.type == "ASSAULT" and (self._is_harmless(event) or self._is_accident(match)):
            return "nobody does harm"
        if event.type in _FORCE and (self._is_essay(event) or self._are_animals(event)):
            return "a figure of speech"
        if self._sporting and event.type in _PLAYED and not self._is_forceful(match, event):
            return "sport"
        return ""

    def _sentence(self, event: Event) -> tuple[int, int]:
        sentence = self._tree.parse.sentences[event.sentence]
        return sentence.start, sentence.end

    def _heads(self, parties: tuple[Participant, ...]) -> list[int]:
        return [
            self._context.meaning(self._tree, at)
            for party in parties
            if (at := self._tree.head_of(party.start, party.end)) is not None
        ]

    def _is_harmless(self, event: Event) -> bool:
        heads = self._heads(tuple(one for one in event.recipients if not event.trigger.start <= one.start < event.trigger.end))
        return bool(heads) and all(any(self._context.in_class(self._tree, at, name) for name in _HARMLESS) for at in heads)

    def _are_animals(self, event: Event) -> bool:
        grammar = load_grammar()
        for party in event.actors:
            head = self._tree.head_of(party.start, party.end)
            if head is None:
                continue
            inner = self._tree.prepositional(head, grammar.genitive)
            if self._tree.parse.pos[head] == "NOUN" and any(
                self._context.in_class(self._tree, at, "animal") for at in (head, inner) if at is not None
            ):
                return True
        return False

    def _is_essay(self, event: Event) -> bool:
        """Whether the writer speaks of themselves, outside quotation marks."""
        words = {party.text.lower() for party in (*event.actors, *event.recipients)}
        if not words & load_grammar().first_person:
            return False
        before = self._text[max(event.trigger.start - _PARAGRAPH, 0) : event.trigger.start].rpartition("\n\n")[2]
        return before.count('"') % 2 == 0 and before.count("“") <= before.count("”")

    def _is_accident(self, match: Match) -> bool:
        """Whether the harm is what a crash did: "a bus plunged into a ravine, killing six"."""
        tree = self._tree
        if not self._context.in_class(tree, match.head, "harm"):
            return False
        above = tree.parse.heads[match.head]
        subject = tree.subject(above) if tree.parse.deps[match.head] in ("advcl", "conj") else None
        return (
            subject is not None
            and self._context.in_class(tree, above, "mishap")
            and (any(self._context.in_class(tree, subject, name) for name in ("vehicle", "aircraft")))
        )

    def _is_conditional(self, head: int) -> bool:
        """Whether the act stands in an if-clause, or is waited for in the present: "until the government agrees"."""
        tree, grammar = self._tree, load_grammar()
        for at in (head, *tree.ancestors(head)):
            marks = {tree.parse.lemmas[mark] for mark in tree.children(at, "mark")}
            if marks & grammar.conditional or (marks & grammar.awaiting and tree.parse.tags[at] in ("VBZ", "VBP")):
                return True
            if tree.parse.deps[at] not in ("conj", "xcomp"):
                break
        return False

    def _is_retracted(self, head: int) -> bool:
        tree = self._tree
        return any(
            tree.parse.lemmas[subject] in load_grammar().retold
            for above in tree.ancestors(head)
            for subject in tree.children(above, "nsubj")
        )

    def _is_void(self, match: Match, event: Event) -> bool:
        """Whether an event noun is only what a charge, a breach or a film is of or about."""
        tree = self._tree
        if match.around.pos != "NOUN" or tree.parse.deps[match.head] != "pobj":
            return False
        above = tree.parse.heads[tree.parse.heads[match.head]]
        if self._context.in_class(tree, above, "breach"):
            return True
        named = not event.recipients and self._context.in_class(tree, above, "charge")
        return named or self._context.in_class(tree, above, "work")

    def _is_forceful(self, match: Match, event: Event) -> bool:
        """Whether somebody armed takes part, or somebody is harmed by a weapon: no game then."""
        names = ("security", "fighter")
        heads = self._heads((*event.actors, *event.recipients))
        return (
            any(
                self._tree.parse.lemmas[at] in self._context.classes.armed
                or any(self._context.in_class(self._tree, at, name) for name in names)
                for at in heads
            )
            or event.mode in ("explosives", "suicide-attack", "aerial", "heavy-weapons")
            or (self._context.in_class(self._tree, match.head, "harm") and bool(event.recipients))
        )


def ranks_act(tree: Tree, noun: int) -> bool:
    """Whether an event noun, set off by a comma, ranks an act among its kind: ", in one of the deadliest raids in years"."""
    parse = tree.parse
    if parse.pos[noun] != "NOUN" or not any(
        parse.tags[child] == "JJS" or parse.lemmas[child] in load_grammar().ranks for child in tree.children(noun, "amod")
    ):
        return False
    first = tree.phrase(noun)[0]
    if parse.deps[noun] == "pobj" and parse.tags[parse.heads[parse.heads[noun]]] == "CD":
        first = parse.heads[parse.heads[noun]]
    if parse.deps[first] == "pobj" and parse.heads[first] == first - 1:
        first -= 1
    return first > 0 and parse.texts[first - 1] in (",", "-", "–", "—")

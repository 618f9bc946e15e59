"""The cues of attribution as records: which words report speech or thought, and how the content lies around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from dateline.lexicon.tables import load_csv, load_toml

CueKind: TypeAlias = Literal["speech", "belief", "plan", "feeling", "perception", "document", "hearsay"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: ``ends`` name how the content lies, ``stance`` what the speaker does with it.

    ``pos`` is VERB, NOUN, ADJ, ADV, PUNCT or PHRASE. ``ends`` are ``clause`` (a finite clause), ``infinitive``,
    ``object``, ``quote``, ``passive`` (the grammatical subject is part of the content), ``subject`` (the same, and nobody is
    named who thinks so: ``seems to``), ``person`` (a noun for somebody who holds a view), ``scope`` (the clause it stands in)
    and ``+prep`` (the object of that preposition); ``infinitive=urges`` gives one end a stance of its own.
    ``direction`` says on which side the content may lie (forward, backward, both), ``scope`` how far it may run
    (phrase, clause, quotation). ``negated`` is the stance under negation. Rules are named ``kind.end:lemma``: ``plan``,
    ``belief``, ``feeling`` and ``perception`` are no speech.
    """

    lemma: str
    pos: str
    ends: tuple[str, ...]
    stance: str
    negated: str
    kind: str
    direction: str
    scope: str
    yes: str
    no: str

    @property
    def kinds_of_end(self) -> frozenset[str]:
        """The ends without their stances."""
        return _kinds(self.ends)

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions whose objects are content."""
        return _prepositions(self.ends)

    def stance_of(self, end: str, *, negated: bool) -> str:
        """The stance when the content lies as ``end`` says."""
        if negated and self.negated:
            return self.negated
        own = [item.partition("=")[2] for item in self.ends if item.startswith(end + "=")]
        return own[0] if own else self.stance


@cache
def _kinds(ends: tuple[str, ...]) -> frozenset[str]:
    return frozenset(end.partition("=")[0] for end in ends)


@cache
def _prepositions(ends: tuple[str, ...]) -> frozenset[str]:
    return frozenset(end[1:] for end in _kinds(ends) if end.startswith("+"))


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues, findable by lemma and part of speech, with the word lists that attribution needs."""

    words: dict[tuple[str, str], Cue]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    lists: dict[str, frozenset[str]]
    begin_with: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """``begin_with`` is every lemma that is a cue and every word that begins a phrase of one."""
        object.__setattr__(self, "begin_with", frozenset(lemma for lemma, _ in self.words) | self.phrases.keys())

    def get(self, lemma: str, pos: str) -> Cue | None:
        """The cue for a token, if it is one; a finite form tagged AUX is looked up as a verb."""
        return self.words.get((lemma, "NOUN" if pos == "PROPN" else pos))


@cache
def load_cues(path: str | Path = "en/attribution.csv", lists: str | Path = "cues/attribution.toml") -> Cues:
    """The bundled cues, or those of another file of the same kind; raises ``LexiconError`` for mistakes in it."""
    rows = load_csv(path, Cue)
    words = {(row.lemma, row.pos): row for row in rows if row.pos != "PHRASE"}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row in rows:
        if row.pos == "PHRASE":
            parts = tuple(row.lemma.split())
            phrases.setdefault(parts[0], []).append((parts, row))
    found = {first: tuple(sorted(items, key=lambda item: -len(item[0]))) for first, items in phrases.items()}
    return Cues(words, found, _word_lists(lists))


def _word_lists(path: str | Path) -> dict[str, frozenset[str]]:
    return {name: frozenset(str(word) for word in words) for name, words in load_toml(path).items()}

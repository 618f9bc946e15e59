"""Gives each event the PLOVER contexts that the words of its sentence and of its paragraph speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from dateline.change import replace
from dateline.lexicon.tables import load_toml
from dateline.model import Event, Parse, Sentence, Sheet


@dataclass(frozen=True, slots=True)
class ContextCues:
    """Words (lemmas, two in a row with a space) by context; ``types`` are given by an event's type and mode alone.

    A ``strong`` cue is enough by itself, of ``weak`` ones two different must be there; ``near`` is how many sentences before
    and after the event's own are read. ``first`` are the words that begin a cue of two.
    """

    strong: dict[str, tuple[str, ...]]
    weak: dict[str, tuple[str, ...]]
    types: dict[str, tuple[str, ...]]
    near: int
    first: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        words = (*self.strong, *self.weak)
        object.__setattr__(self, "first", frozenset(word.partition(" ")[0] for word in words if " " in word))


def load_context_cues() -> ContextCues:
    """The cues of ``cues/contexts.toml``, turned round: from a word to the contexts it speaks for."""
    cues = load_toml("cues/contexts.toml")
    strong: dict[str, tuple[str, ...]] = {}
    weak: dict[str, tuple[str, ...]] = {}
    types: dict[str, tuple[str, ...]] = {}
    for context, entry in cues["context"].items():
        for table, key in ((strong, "strong"), (weak, "weak"), (types, "types")):
            for word in entry.get(key, []):
                table[word] = (*table.get(word, ()), context)
    return ContextCues(strong, weak, types, cues["near"])


class ContextsStage:
    """Fills the contexts of every event."""

    name = "contexts"
    needs = frozenset({"parse", "events", "codes"})
    fills = frozenset({"contexts"})

    def __init__(self) -> None:
        self._cues = load_context_cues()

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with contexts, in alphabetical order, on every event."""
        parse = sheet.parse
        if parse is None:
            return sheet
        by_sentence = [_hits(parse, sentence, self._cues) for sentence in parse.sentences]
        return replace(sheet, events=tuple(self._with_contexts(event, by_sentence) for event in sheet.events))

    def _with_contexts(self, event: Event, hits: list[tuple[frozenset[str], frozenset[tuple[str, str]]]]) -> Event:
        own_strong, _ = hits[event.sentence]
        found = set(own_strong)
        weak: set[tuple[str, str]] = set()
        for number in range(max(0, event.sentence - self._cues.near), min(len(hits), event.sentence + self._cues.near + 1)):
            weak |= hits[number][1]
        found |= _twice(weak)
        for key in (event.type, f"{event.type}:{event.mode}"):
            found.update(self._cues.types.get(key, ()))
        contexts = tuple(sorted(found))
        return event if contexts == event.contexts else replace(event, contexts=contexts)


def _hits(parse: Parse, sentence: Sentence, cues: ContextCues) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The contexts that one strong cue of the sentence gives, and (context, word) for each weak one."""
    lemmas = parse.lemmas[sentence.first : sentence.last]
    words = {*lemmas, *(f"{one} {two}" for one, two in pairwise(lemmas) if one in cues.first)}
    strong = frozenset(context for word in words & cues.strong.keys() for context in cues.strong[word])
    weak = frozenset((context, word) for word in words & cues.weak.keys() for context in cues.weak[word])
    return strong, weak


def _twice(weak: set[tuple[str, str]]) -> set[str]:
    contexts = [context for context, _ in weak]
    return {context for context in contexts if contexts.count(context) > 1}

"""Trigger rows: the words that tell of an event, what must stand around them, and where its parties sit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from dateline.errors import LexiconError
from dateline.lexicon.own import own_triggers
from dateline.lexicon.tables import load_csv, load_toml, read_csv, resource

Carrier = TypeVar("Carrier", "LightRow", "AnswerRow")

# The evidence that a row asked for a negation: what was refused is the event, and the refusing happened.
REFUSAL = "refusal"
POS = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A row of ``en/triggers/*.csv``: see "How to add a trigger" in CONTRIBUTING.md."""

    lemma: str
    pos: str
    frame: str
    when: str
    type: str
    mode: str | None
    cameo: str | None
    actor: str
    recipient: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class LightRow:
    """A light verb: the event noun it governs takes its subject; ``aspect`` says what becomes of the event."""

    verb: str
    prt: str
    prep: str
    aspect: str
    yes: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A verb that says who did what an event noun tells: ``doer`` is where they stand.

    That is ``subj``, ``obj``, a preposition, or ``head`` for the noun that the event noun depends on ("the group behind the raid");
    empty where it says that somebody did not do it.
    """

    verb: str
    prt: str
    prep: str
    doer: str
    yes: str


@dataclass(frozen=True, slots=True)
class EmbeddingRow:
    """What an event of type ``outer`` becomes when its content is an event of type ``inner`` (and ``inner_mode``).

    ``keep`` is the status the inner event keeps, empty where it is not coded at all.
    """

    outer: str
    inner: str
    inner_mode: str
    type: str
    mode: str | None
    cameo: str | None
    keep: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What a slot must (or must not) hold: lemmas, classes, or anything at all.

    ``pairs`` says whether some of the words are two, ``plain`` whether single words are all that it names: both are asked of
    every word of a text, so they are worked out once.
    """

    slot: str
    negated: bool
    words: frozenset[str]
    classes: tuple[str, ...]
    anything: bool
    pairs: bool = field(init=False)
    plain: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pairs", any(" " in word for word in self.words))
        object.__setattr__(self, "plain", not (self.classes or self.anything or self.pairs))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger row made ready for matching; ``rule`` names it, as ``assault.csv:12 attack``.

    ``weight`` is how specific the row is: longer expressions and more conditions count more.
    """

    row: TriggerRow
    words: tuple[str, ...]
    conditions: tuple[Condition, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    rule: str
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        positive = sum(2 for condition in self.conditions if not condition.negated)
        object.__setattr__(self, "weight", 4 * (len(self.words) - 1) + positive + (1 if self.row.mode else 0))


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """All triggers by the last word of their lemma and their part of speech."""

    by_head: dict[tuple[str, str], tuple[Trigger, ...]]
    light: dict[str, tuple[LightRow, ...]]
    answers: dict[str, tuple[AnswerRow, ...]]
    embedding: dict[tuple[str, str], tuple[EmbeddingRow, ...]]
    event_nouns: frozenset[str]

    def at(self, lemma: str, pos: str) -> tuple[Trigger, ...]:
        """The triggers that end in the lemma, with that part of speech."""
        return self.by_head.get((lemma, pos), ())


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """The conditions of a ``when`` cell; raises ``ValueError`` that says which part is wrong."""
    return tuple(_condition(part) for part in text.split())


@cache
def _condition(part: str) -> Condition:
    negated = part.startswith("!")
    slot, colon, values = part.lstrip("!").partition(":")
    if not colon or not slot or not values:
        raise ValueError(f"when: {part!r} is not slot:value/value")
    options = values.split("/")
    words = frozenset(option.replace("_", " ") for option in options if not option.startswith("@") and option != "*")
    classes = tuple(option[1:] for option in options if option.startswith("@"))
    return Condition(slot, negated, words, classes, "*" in options)


def _slots(cell: str, default: str) -> tuple[str, ...]:
    chosen = cell or default
    return tuple(slot for slot in chosen.split("|") if slot)


def trigger_files(user: Path | None = None) -> tuple[tuple[str, Path], ...]:
    """The bundled trigger files by name, and the user's own last."""
    bundled = tuple(("en/triggers/" + path.name, path) for path in sorted(resource("en/triggers").glob("*.csv")))
    own = tuple((str(path), path) for path in own_triggers(user)) if user is not None else ()
    return bundled + own


def read_triggers(user: Path | None = None) -> tuple[tuple[Trigger, ...], tuple[str, ...]]:
    """Every usable trigger, the user's first, and every problem found, as ``file:line: what``."""
    frames = load_toml("en/frames.toml")
    triggers: list[Trigger] = []
    problems: list[str] = []
    for label, path in reversed(trigger_files(user)):
        rows, wrong = read_csv(path, TriggerRow)
        problems.extend(problem.replace(str(path), label, 1) for problem in wrong)
        for line, row in rows:
            try:
                triggers.append(_make(row, frames, f"{path.name}:{line} {row.lemma}"))
            except ValueError as error:
                problems.append(f"{label}:{line}: {error}")
    return tuple(triggers), tuple(problems)


def _make(row: TriggerRow, frames: dict[str, dict[str, str]], rule: str) -> Trigger:
    if row.pos not in POS:
        raise ValueError(f"pos {row.pos!r} is not one of {', '.join(sorted(POS))}")
    if row.frame not in frames:
        raise ValueError(f"frame {row.frame!r} is not one of {', '.join(sorted(frames))}")
    if not row.lemma or row.lemma != row.lemma.lower():
        raise ValueError(f"lemma {row.lemma!r} must be lower case and not empty")
    frame = frames[row.frame]
    return Trigger(
        row,
        tuple(row.lemma.split()),
        parse_conditions(row.when),
        _slots(row.actor, frame["actor"]),
        _slots(row.recipient, frame["recipient"]),
        rule,
    )


def load_triggers(user: Path | None = None) -> TriggerIndex:
    """The index of all triggers, light verbs and embeddings; raises ``LexiconError`` with every problem."""
    triggers, problems = read_triggers(user)
    if problems:
        raise LexiconError(problems)
    return TriggerIndex(
        _by_head(triggers),
        _grouped(load_csv("en/light.csv", LightRow)),
        _grouped(load_csv("en/answer.csv", AnswerRow)),
        _embeddings(load_csv("en/embedding.csv", EmbeddingRow)),
        frozenset(trigger.words[-1] for trigger in triggers if trigger.row.pos == "NOUN"),
    )


def lexicon_words() -> dict[str, frozenset[str]]:
    """The words of the bundled trigger rows by part of speech (``verb``, ``noun``, ``adj``), for lemmatizers to know."""
    found: dict[str, set[str]] = {"verb": set(), "noun": set(), "adj": set()}
    for _, path in trigger_files():
        for row in load_csv(path, TriggerRow):
            found[row.pos.lower()].update(row.lemma.split())
    return {pos: frozenset(words) for pos, words in found.items()}


def _by_head(triggers: Iterable[Trigger]) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    found: dict[tuple[str, str], list[Trigger]] = {}
    for trigger in triggers:
        found.setdefault((trigger.words[-1], trigger.row.pos), []).append(trigger)
    return {key: tuple(values) for key, values in found.items()}


def _grouped(rows: Iterable[Carrier]) -> dict[str, tuple[Carrier, ...]]:
    """The rows by their verb; a row for a noun by that noun, or by nothing."""
    found: dict[str, list[Carrier]] = {}
    for row in rows:
        found.setdefault(row.verb, []).append(row)
    return {verb: tuple(values) for verb, values in found.items()}


def _embeddings(rows: Iterable[EmbeddingRow]) -> dict[tuple[str, str], tuple[EmbeddingRow, ...]]:
    found: dict[tuple[str, str], list[EmbeddingRow]] = {}
    for row in rows:
        found.setdefault((row.outer, row.inner), []).append(row)
    return {key: tuple(values) for key, values in found.items()}


def usage(triggers: Iterable[Trigger]) -> Iterator[tuple[str, str, int]]:
    """How many triggers each type and mode has, in order."""
    counts: dict[tuple[str, str], int] = {}
    for trigger in triggers:
        key = (trigger.row.type, trigger.row.mode or "")
        counts[key] = counts.get(key, 0) + 1
    for (kind, mode), count in sorted(counts.items()):
        yield kind, mode, count

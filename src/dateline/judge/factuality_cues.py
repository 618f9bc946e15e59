"""The words that bear on whether something happened, read from the lexicon once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.judge.factuality_values import Operator
from dateline.lexicon.tables import load_toml

Words = frozenset[str]
Effect = tuple[Operator, Operator]


@dataclass(frozen=True, slots=True)
class FactualityCues:
    """Effects by word, and the closed classes that the walk looks at."""

    verbs: Mapping[str, Effect]
    nouns: Mapping[str, Effect]
    adjectives: Mapping[str, Effect]
    modifiers: Mapping[str, Operator]
    adverbs: Mapping[str, Operator]
    modals: Mapping[str, str]
    open_modals: Words
    perfect_modals: Words
    negations: Words
    no_determiners: Words
    no_pronouns: Words
    no_adverbs: Words
    longer: Words
    yet: Words
    conditions: Words
    condition_phrases: tuple[tuple[str, ...], ...]
    questions: Words
    asking: Words
    free: Words
    negating_prepositions: Words
    planning_prepositions: Words
    before: Words
    noun_prepositions: Words
    focus: Words
    either: Words
    future: Words
    light: Words
    copulas: Words
    indefinite: Words
    own: Words
    denying: Words
    false: Words
    turning: Words
    chances: Words
    taking: Words
    came_to_nothing: Words
    came_true: Words
    stand_ins: Words
    collapsing: Words
    traces: Words
    tracing: Words
    scant: Words
    doubts: Words
    reasons: Words
    contrast: Words
    timetabled: Words
    timetable_days: Words


def _words(cell: str) -> Words:
    return frozenset(cell.split())


def _effects(table: Mapping[str, str], effects: Mapping[str, list[str]]) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for name, cell in table.items():
        plain, negated = effects[name]
        for word in cell.split():
            found.setdefault(word, (cast(Operator, plain), cast(Operator, negated)))
    return found


def _operators(table: Mapping[str, str]) -> dict[str, Operator]:
    return {word: cast(Operator, name) for name, cell in table.items() for word in cell.split()}


@cache
def factuality_cues() -> FactualityCues:
    """The cues of ``cues/factuality.toml``."""
    data = load_toml("cues/factuality.toml")
    effects, modals, negation, marks = data["effects"], data["modals"], data["negation"], data["marks"]
    kinds = {name: cell for name, cell in modals.items() if name not in ("open", "perfect")}
    return FactualityCues(
        verbs=_effects(data["verbs"], effects),
        nouns=_effects(data["nouns"], effects),
        adjectives=_effects(data["adjectives"], effects),
        modifiers=_operators(data["modifiers"]),
        adverbs=_operators(data["adverbs"]),
        modals={word: name for name, cell in kinds.items() for word in cell.split()},
        open_modals=_words(modals["open"]),
        perfect_modals=_words(modals["perfect"]),
        negations=_words(negation["words"]),
        no_determiners=_words(negation["determiners"]),
        no_pronouns=_words(negation["pronouns"]),
        no_adverbs=_words(negation["adverbs"]),
        longer=_words(negation["longer"]),
        yet=_words(negation["yet"]),
        conditions=_words(marks["suppose"]),
        condition_phrases=tuple(tuple(item.split()) for item in marks["phrases"]),
        questions=_words(marks["question"]),
        asking=_words(marks["asking"]),
        free=_words(marks["free"]),
        negating_prepositions=_words(data["prepositions"]["negate"]),
        planning_prepositions=_words(data["prepositions"]["plan"]),
        before=_words(data["prepositions"]["before"]),
        noun_prepositions=_words(data["prepositions"]["nouns"]),
        focus=_words(negation["focus"]),
        either=_words(negation["either"]),
        future=_words(data["future"]["words"]),
        light=_words(data["light"]["words"]),
        copulas=_words(data["copulas"]["words"]),
        indefinite=_words(data["articles"]["indefinite"]),
        own=_words(data["person"]["own"]),
        denying=_words(data["person"]["denying_verbs"]),
        false=_words(data["person"]["false"]),
        turning=_words(data["person"]["turning"]),
        chances=_words(data["chances"]["nouns"]),
        taking=_words(data["chances"]["verbs"]),
        came_to_nothing=_words(data["outcomes"]["nothing"]),
        came_true=_words(data["outcomes"]["true"]),
        stand_ins=_words(data["outcomes"]["stand_ins"]),
        collapsing=_words(data["outcomes"]["collapsing"]),
        traces=_words(data["traces"]["nouns"]),
        tracing=_words(data["traces"]["verbs"]),
        doubts=_words(data["traces"]["doubts"]),
        scant=_words(data["traces"]["scant"]),
        reasons=_words(data["reasons"]["words"]),
        contrast=_words(data["reasons"]["contrast"]),
        timetabled=_words(data["timetable"]["verbs"]),
        timetable_days=_words(data["timetable"]["days"]),
    )

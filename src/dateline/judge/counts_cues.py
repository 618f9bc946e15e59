"""The words that tell what a number counts, read from the lexicon once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast, get_args

from dateline.lexicon.tables import load_toml
from dateline.model import CountKind

Words = frozenset[str]
Cues = Mapping[str, CountKind]


@dataclass(frozen=True, slots=True)
class State:
    """A noun behind a preposition that says what became of somebody: "in critical condition", "to hospital"."""

    kind: CountKind
    verbs: Words
    beside: Words


@dataclass(frozen=True, slots=True)
class CountCues:
    """Every cue of counting by the place in the sentence where the people counted stand."""

    object: Cues
    subject: Cues
    state: Cues
    noun: Cues
    of: Cues
    forms: Cues
    aims: Words
    hits: Words
    struck: Words
    missiles: Words
    others: Words
    reflexive: Words
    implied_killed: Words
    implied_pairs: Words
    violence: Words
    states: Mapping[str, tuple[State, ...]]
    suffers: Mapping[tuple[str, str], CountKind]
    death: Words
    not_death: Words
    fatal_adverbs: Words
    fatal_adjectives: Words
    multiples: Mapping[str, int]
    toll: Words
    toll_numbers: Words
    toll_injured: Words
    loses: Words
    lost: Words
    toll_counted: Words
    toll_prepositions: tuple[str, ...]
    toll_beyond: Words
    toll_reached: Words
    casualties: Words
    none_determiners: Words
    none_pronouns: Words
    single_determiners: Words
    single_pronouns: Words
    pair_pronouns: Words
    relative: Words
    sized: Mapping[str, int]
    total: tuple[tuple[str, ...], ...]
    crowd: Words
    crowd_verbs: Words
    crowd_generic: Words
    crowd_groups: Words
    attackers: Words
    units: Words
    vehicles: Words
    who: Mapping[str, str]
    ties: Mapping[str, Words]
    giving: Words
    giving_stances: Words
    grabs: Cues
    things: Words
    life_takers: Words
    lives: Words
    toll_kinds: Cues
    none_pairs: Words
    estimating: Words
    estimated: str
    attacking: Words
    attacker_generic: Words
    deploying: Words
    several: Words
    held: Words
    handing: Words
    belongs: Mapping[str, Words]
    captors: Words
    all_but: Words
    groups: Words
    selves: Words
    self_weapons: Words
    self_prepositions: Words
    driven: Words
    nought: Words
    nought_singles: Words
    crowd_sure: Words
    crowd_joining: Words
    gatherings: Words
    updated: Words
    updated_acts: Words
    updated_others: Words
    telling: Words = field(init=False)

    def __post_init__(self) -> None:
        """``telling`` are all words and lemmas one of which a cue of harm has: few words of a text, so the rest is passed over."""
        verbs = (verb.partition("_")[0] for verb in self.object)
        suffered = (noun for _, noun in self.suffers)
        lists = (self.subject, self.state, self.noun, self.of, self.forms, self.grabs, self.states)
        object.__setattr__(
            self,
            "telling",
            frozenset().union(
                verbs,
                suffered,
                self.life_takers,
                self.loses,
                self.struck,
                self.captors,
                self.selves,
                *lists,
            ),
        )


def words(cell: str) -> Words:
    """The words of a cell that lists them with blanks between."""
    return frozenset(cell.split())


def _by_place(data: Mapping[str, Any], place: str) -> dict[str, CountKind]:
    kinds = [kind for kind in get_args(CountKind) if place in data.get(kind, {})]
    return {word: cast(CountKind, kind) for kind in reversed(kinds) for word in data[kind][place].split()}


def _forms(data: Mapping[str, str]) -> dict[str, CountKind]:
    return {form: cast(CountKind, kind) for kind, cell in data.items() for form in cell.split()}


def _states(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[State, ...]]:
    found: dict[str, tuple[State, ...]] = {}
    for row in rows:
        state = State(cast(CountKind, row["kind"]), words(row.get("verbs", "")), words(row.get("with", "")))
        for noun in row["nouns"].split():
            found[noun] = (*found.get(noun, ()), state)
    return found


def _suffers(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], CountKind]:
    return {
        (verb, noun): cast(CountKind, row["kind"]) for row in rows for verb in row["verbs"].split() for noun in row["nouns"].split()
    }


@cache
def count_cues() -> CountCues:
    """The cues of ``cues/counts.toml``."""
    data = load_toml("cues/counts.toml")
    toll, none, single = data["toll"], data["none"], data["single"]
    return CountCues(
        **{place: _by_place(data, place) for place in ("object", "subject", "state", "noun", "of")},
        forms=_forms(data["forms"]),
        aims=words(data["aims"]["words"]),
        hits=words(data["hits"]["words"]),
        struck=words(data["struck"]["verbs"]),
        missiles=words(data["struck"]["by"]),
        others=words(data["others"]["words"]),
        reflexive=words(data["others"]["reflexive"]),
        implied_killed=words(data["implied"]["killed"]),
        implied_pairs=words(data["implied"]["pairs"]),
        violence=words(data["implied"]["violence"]),
        states=_states(data["states"]),
        suffers=_suffers(data["suffers"]),
        death=words(data["fatal"]["death"]),
        not_death=words(data["fatal"]["not_death"]),
        fatal_adverbs=words(data["fatal"]["words"]),
        fatal_adjectives=words(data["fatal"]["adjectives"]),
        multiples=data["multiples"],
        toll=words(toll["nouns"]),
        toll_numbers=words(toll["numbers"]),
        toll_injured=words(toll["injured"]),
        loses=words(data["losses"]["verbs"]),
        lost=words(data["losses"]["categories"]),
        toll_counted=words(toll["counted"]),
        toll_prepositions=tuple(toll["prepositions"]),
        toll_beyond=words(toll["beyond"]),
        toll_reached=words(toll["reached"]),
        casualties=words(data["casualties"]["nouns"]),
        none_determiners=words(none["determiners"]),
        none_pronouns=words(none["pronouns"]),
        single_determiners=words(single["determiners"]),
        single_pronouns=words(single["pronouns"]),
        pair_pronouns=words(data["pairs"]["pronouns"]),
        relative=words(data["relative"]["words"]),
        sized=data["nouns"],
        total=tuple(tuple(phrase.split()) for phrase in data["total"]["words"]),
        crowd=words(data["crowd"]["nouns"]),
        crowd_verbs=words(data["crowd"]["verbs"]),
        crowd_groups=words(data["crowd"]["groups"]),
        crowd_generic=words(data["crowd"]["generic"]),
        attackers=words(data["attackers"]["nouns"]),
        units=words(data["units"]["nouns"]),
        vehicles=words(data["vehicles"]["nouns"]),
        who={noun: category for category, cell in reversed(data["who"].items()) for noun in cell.split()},
        ties={kind: words(cell) for kind, cell in data["ties"].items()},
        grabs=_forms(data["grabs"]),
        things=words(data["things"]["words"]),
        life_takers=words(data["lives"]["verbs"]),
        lives=words(data["lives"]["nouns"]),
        toll_kinds=_forms({kind: toll[kind] for kind in ("missing", "displaced", "arrested", "injured")}),
        none_pairs=words(none["pairs"]),
        estimating=words(data["estimates"]["verbs"]),
        estimated=data["estimates"]["preposition"],
        attacking=words(data["attackers"]["verbs"]),
        attacker_generic=words(data["attackers"]["generic"]),
        deploying=words(data["units"]["soldiers"]),
        several=words(data["several"]["words"]),
        held=words(data["held"]["nouns"]),
        handing=words(data["held"]["verbs"]),
        giving=words(data["giving"]["kinds"]),
        giving_stances=words(data["giving"]["stances"]),
        all_but=words(data["all_but"]["words"]),
        captors=words(data["captors"]["verbs"]),
        groups=words(data["groups"]["nouns"]),
        selves=words(data["selves"]["verbs"]),
        self_weapons=words(data["selves"]["nouns"]),
        self_prepositions=words(data["selves"]["prepositions"]),
        driven=words(data["driven"]["categories"]),
        nought=words(data["nought"]["negations"]),
        nought_singles=words(data["nought"]["singles"]),
        crowd_sure=words(data["crowd"]["sure"]),
        crowd_joining=words(data["crowd"]["joining"]),
        gatherings=words(data["crowd"]["gatherings"]),
        updated=words(data["updates"]["kinds"]),
        updated_acts=words(data["updates"]["acts"]),
        updated_others=words(data["updates"]["others"]),
        belongs={name: words(cell) for name, cell in data["belongs"].items()},
    )

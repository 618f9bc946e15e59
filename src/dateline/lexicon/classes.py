"""Word classes that trigger conditions name: static lists, and what the actor lists say of a word."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.tables import load_toml, resource, split_cell


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Lower-case words by class; names by their last word, as the head of a name is its last word in English."""

    static: dict[str, frozenset[str]]
    agents: frozenset[str]
    armed: frozenset[str]
    persons: frozenset[str]
    civilians: frozenset[str]
    countries: frozenset[str]
    peoples: frozenset[str]
    groups: frozenset[str]
    armed_groups: frozenset[str]


def load_classes() -> WordClasses:
    """The classes from ``en/classes.toml`` and the heads of the bundled actor lists."""
    agents = list(_rows("en/agents.csv"))
    groups = [*_rows("en/groups.csv"), *_rows("en/organisations.csv")]
    unarmed = frozenset(load_toml("ontology/sides.toml")["civilian"].split())
    return WordClasses(
        static={name: frozenset(_words(words)) for name, words in load_toml("en/classes.toml").items()},
        agents=_heads(agents),
        armed=_marked(agents, lambda row: row["armed"] in ("1", "true", "yes")),
        persons=_marked(agents, lambda row: row["kind"] in ("person", "office", "crowd")),
        civilians=_with_plurals(agents, _marked(agents, lambda row: _is_civilian(row, unarmed))),
        countries=_names(_rows("en/countries.csv"), ("name", "aliases", "demonyms", "adjectives", "seats")),
        peoples=_names(_rows("en/countries.csv"), ("name", "aliases", "demonyms", "adjectives")),
        groups=_names(groups, ("name", "aliases")),
        armed_groups=_names((row for row in groups if _is_armed(row)), ("name", "aliases")),
    )


def _words(words: str | list[str]) -> list[str]:
    return words.split() if isinstance(words, str) else words


def _is_armed(row: dict[str, str]) -> bool:
    return row.get("kind") in ("armed", "criminal") or bool({"REB", "UAF", "MIL", "PRM"} & set(split_cell(row["sectors"])))


def _is_civilian(row: dict[str, str], unarmed: frozenset[str]) -> bool:
    """Whether a word names people who bear no arms and hold no office."""
    return row["kind"] in ("person", "crowd") and row["armed"] != "1" and set(split_cell(row["sectors"])) <= unarmed


def _with_plurals(rows: list[dict[str, str]], words: frozenset[str]) -> frozenset[str]:
    """Words with their plurals: a headline's capitals leave parsers without the singular."""
    return words | {row["plural"].lower() for row in rows if row["lemma"].lower() in words and row["plural"]}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource(name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _heads(rows: Iterable[dict[str, str]]) -> frozenset[str]:
    return frozenset(_head(row["lemma"].lower().split()) for row in rows if row["lemma"])


def _head(words: list[str]) -> str:
    """The word that the others belong to: "professor" of "professor of law"."""
    joints = load_grammar().joints
    return words[next((at for at, word in enumerate(words) if word in joints and at), len(words)) - 1]


def _marked(rows: list[dict[str, str]], test: Callable[[dict[str, str]], bool]) -> frozenset[str]:
    """The heads of the rows that pass: a word of its own by its own row, others by the longer rows they end."""
    single = {row["lemma"].lower() for row in rows if " " not in row["lemma"]}
    passed = [row for row in rows if test(row)]
    own = {row["lemma"].lower() for row in passed if " " not in row["lemma"]}
    return frozenset(own | (_heads(row for row in passed if " " in row["lemma"]) - single))


def _names(rows: Iterable[dict[str, str]], columns: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for row in rows:
        for column in columns:
            for name in split_cell(row.get(column) or ""):
                words = name.split("@")[0].lower().replace("-", " ").split()
                if words:
                    found.add(words[-1])
    return frozenset(found)


def joined_names() -> frozenset[str]:
    """Names with "and" inside ("Islamic State of Iraq and Syria"), which a parser would take for two parties."""
    files = ("en/countries.csv", "en/groups.csv", "en/organisations.csv")
    names = {
        name.split("@")[0].strip()
        for file in files
        for row in _rows(file)
        for name in (row["name"], *split_cell(row.get("aliases") or ""))
    }
    joint = joint_word()
    return frozenset(name for name in names if joint in name and name[:1].isupper())


def joint_word() -> str:
    """The word that stands inside every joined name, with its blanks."""
    return f" {load_toml('en/grammar.toml')['joint']} "

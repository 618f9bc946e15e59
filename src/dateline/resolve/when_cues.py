"""Reads the time cues and compiles them: words become one-character symbols, patterns regexes over symbols."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.errors import LexiconError
from dateline.lexicon.tables import load_toml
from dateline.resolve.when_feasts import Feast

CUES = "cues/times.toml"
OTHER = "x"
_FIRST_SYMBOL = 0xE000
_NUMERIC = (
    "ISO",
    "NDATE",
    "SLASH",
    "DECADE",
    "ORDNUM",
    "AMPM",
    "POSS",
    "COMMA",
    "DOT",
    "HYPHEN",
    "CLOCK",
    "CLOCKDOT",
    "DECIMAL",
    "PERCENT",
    "MONEY",
    "NUM",
    "DAYNUM",
    "HOUR",
    "HHMM",
    "YEAR",
    "TWODIGIT",
)
_CONTEXTS = ("after", "before", "notbefore", "notafter", "needs")
_PART = re.compile(r"\s*(?:(?P<name>[a-z][a-z0-9]*):)?(?P<body>[A-Z][A-Z0-9]*|[a-z'’-]+|[()|?])")


Part = tuple[str | None, str]
Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled token pattern: what it reads as and what must stand around it."""

    make: str
    source: str
    after: frozenset[str]
    before: frozenset[str]
    notbefore: frozenset[str]
    needs: tuple[str, ...]
    half: bool
    notafter: frozenset[str]
    feast: int | None = None
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything the recogniser knows, compiled."""

    lower: Mapping[str, str]
    exact: Mapping[str, str]
    classes: Classes
    values: Mapping[str, Mapping[str, str | int]]
    numeric: Mapping[frozenset[str], str]
    marks: Mapping[str, str]
    starters: Mapping[str, tuple[Pattern, ...]]
    gate: re.Pattern[str]
    feasts: tuple[Feast, ...]
    named: Mapping[str, str]
    past_endings: tuple[str, ...]
    past_min: int
    month_first: tuple[str, ...]
    day_first: tuple[str, ...]
    range_link: frozenset[str]
    range_open: frozenset[str]
    range_join: frozenset[str]
    range_either: frozenset[str]
    spoken: frozenset[str]

    def value(self, kind: str, word: str) -> str | int | None:
        """The value of a word in a class, in its own case or lower case."""
        table = self.values[kind]
        found = table.get(word)
        return table.get(word.lower()) if found is None else found


def _is_exact(word: str) -> bool:
    return word != word.lower()


def _word_classes(words: Mapping[str, Mapping[str, str | int]], literals: Iterable[str]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for kind, table in words.items():
        for word in table:
            kinds.setdefault(word, set()).add(kind)
            if _is_exact(word):
                kinds.setdefault(word.upper(), set()).add(kind)
    for literal in literals:
        kinds.setdefault(literal, set()).add("=" + literal)
    for word in tuple(kinds):
        if _is_exact(word) and word.lower() in kinds:
            kinds[word] |= kinds[word.lower()]
    return kinds


def _expand(pattern: str, macros: Mapping[str, str], depth: int = 0) -> list[Part]:
    """The pattern as (capture name, class, literal or operator) pairs with the macros put in."""
    if depth > 8:
        raise LexiconError((f"{CUES}: macros go round in a circle at {pattern!r}",))
    parts: list[Part] = []
    position = 0
    while pattern[position:].strip():
        found = _PART.match(pattern, position)
        if found is None:
            raise LexiconError((f"{CUES}: cannot read {pattern[position:]!r} in the pattern {pattern!r}",))
        position = found.end()
        name, body = found["name"], found["body"]
        if body in macros:
            parts += [(name, "("), *_expand(macros[body], macros, depth + 1), (None, ")")]
        elif name and pattern[position : position + 1] == "(":
            raise LexiconError((f"{CUES}: capture a class or a macro, not a group, in {pattern!r}",))
        else:
            parts.append((name, body))
    return parts


def _group(name: str | None) -> str:
    return f"(?P<{name}>" if name else "(?:"


def _class(body: str, classes: Classes) -> frozenset[str]:
    symbols = classes.get(body if body[0].isupper() else "=" + body)
    if not symbols:
        raise LexiconError((f"{CUES}: nothing is in the class {body}",))
    return symbols


def _to_regex(parts: list[Part], classes: Classes) -> str:
    out = []
    for name, body in parts:
        if body == "(":
            out.append(_group(name))
        elif body in ")|?":
            out.append(body)
        else:
            out.append(_group(name) + "[" + "".join(sorted(_class(body, classes))) + "])")
    return "".join(out)


def _literals(parts: Iterable[Part]) -> set[str]:
    return {body for _, body in parts if body[0].islower()}


@dataclass(frozen=True, slots=True)
class _Rule:
    make: str
    parts: list[Part]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    notbefore: tuple[str, ...] = ()
    notafter: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    half: bool = False
    feast: int | None = None
    fixed: str | None = None


def _rules(data: Mapping[str, Any], macros: Mapping[str, str]) -> list[_Rule]:
    rules = []
    for row in data["patterns"]:
        after, before, notbefore, notafter, needs = (tuple(row.get(key, ())) for key in _CONTEXTS)
        parts = _expand(str(row["match"]), macros)
        rules.append(
            _Rule(
                str(row["make"]),
                parts,
                after,
                before,
                notbefore,
                notafter,
                needs,
                bool(row.get("half")),
                None,
                row.get("value"),
            )
        )
    return rules


def _feast_rules(form: str, feasts: list[dict[str, Any]], macros: Mapping[str, str]) -> list[_Rule]:
    rules = []
    for number, feast in enumerate(feasts):
        names = " | ".join(feast_pattern(name) for name in feast["names"])
        parts = _expand(form, {**macros, "FEAST": f"the? ({names})"})
        rules.append(_Rule("feast", parts, feast=number))
    return rules


def feast_pattern(name: str) -> str:
    """A feast's name as a pattern: hyphens, full stops and possessives are tokens of their own."""
    words = name.replace("'s", " POSS").replace("s' ", "s ").replace(".", " DOT").split()
    return " ".join("HYPHEN" if word == "-" else word for word in words)


def _symbols(kinds: Mapping[str, set[str]]) -> dict[frozenset[str], str]:
    sets = {frozenset(found) for found in kinds.values()} | _number_sets()
    order = sorted(sets, key=sorted)
    return {found: chr(_FIRST_SYMBOL + number) for number, found in enumerate(order)}


def _number_sets() -> set[frozenset[str]]:
    plain = {frozenset([kind]) for kind in _NUMERIC}
    return plain | {number_kinds(text) for text in _number_samples()} | {frozenset(["CLOCKDOT", "DECIMAL"])}


def _number_samples() -> tuple[str, ...]:
    return ("0", "7", "00", "07", "23", "28", "45", "123", "0930", "1999", "2014", "9999", "12345")


def number_kinds(text: str) -> frozenset[str]:
    """The classes of a whole number without separators, from how it is written."""
    kinds = {"NUM"}
    if len(text) <= 2:
        value = int(text)
        kinds |= {kind for kind, top in (("DAYNUM", 31), ("HOUR", 24)) if value <= top and (value or kind == "HOUR")}
        if len(text) == 2:
            kinds.add("TWODIGIT")
    elif len(text) == 4:
        if 1900 <= int(text) <= 2099:
            kinds.add("YEAR")
        if int(text[:2]) <= 24 and int(text[2:]) < 60:
            kinds.add("HHMM")
    return frozenset(kinds)


def _context(names: tuple[str, ...], classes: Classes) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        found |= classes.get(name if name[0].isupper() else "=" + name, frozenset())
    return frozenset(found)


def _pattern(rule: _Rule, classes: Classes) -> Pattern:
    return Pattern(
        rule.make,
        _to_regex(rule.parts, classes),
        _context(rule.after, classes),
        _context(rule.before, classes),
        _context(rule.notbefore, classes),
        rule.needs,
        rule.half,
        _context(rule.notafter, classes),
        rule.feast,
        rule.fixed,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a pattern: the positions it can start and end at, and whether it can be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


def _joined(left: _Piece, right: _Piece, follow: dict[int, set[int]]) -> _Piece:
    for position in left.last:
        follow.setdefault(position, set()).update(right.first)
    first = left.first | right.first if left.empty else left.first
    last = left.last | right.last if right.empty else right.last
    return _Piece(first, last, left.empty and right.empty)


def _walk(parts: Sequence[Part], at: int, follow: dict[int, set[int]]) -> tuple[_Piece, int]:
    """An alternation as a piece, with what can follow what filled into ``follow``, and the place after it."""
    branches = [_Piece()]
    while at < len(parts) and parts[at][1] != ")":
        body = parts[at][1]
        if body == "|":
            branches.append(_Piece())
            at += 1
            continue
        here = frozenset((at,))
        piece, at = _walk(parts, at + 1, follow) if body == "(" else (_Piece(here, here, False), at + 1)
        if at < len(parts) and parts[at][1] == "?":
            piece, at = _Piece(piece.first, piece.last), at + 1
        branches[-1] = _joined(branches[-1], piece, follow)
    first = frozenset().union(*(branch.first for branch in branches))
    last = frozenset().union(*(branch.last for branch in branches))
    return _Piece(first, last, any(branch.empty for branch in branches)), at + 1


def _openers(rules: Sequence[_Rule], classes: Classes) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """The patterns that one symbol can make up alone, and those that two can start."""
    alone: dict[str, set[int]] = {}
    pairs: dict[str, set[int]] = {}
    for number, rule in enumerate(rules):
        follow: dict[int, set[int]] = {}
        whole, _ = _walk(rule.parts, 0, follow)
        for position in whole.first:
            seconds = {symbol for after in follow.get(position, ()) for symbol in _class(rule.parts[after][1], classes)}
            for symbol in _class(rule.parts[position][1], classes):
                if position in whole.last:
                    alone.setdefault(symbol, set()).add(number)
                for second in seconds:
                    pairs.setdefault(symbol + second, set()).add(number)
    return alone, pairs


def _starters(rules: Sequence[_Rule], patterns: Sequence[Pattern], classes: Classes) -> tuple[dict[str, tuple[Pattern, ...]], str]:
    """The patterns to try by their first symbol or first two, in the order of the file, and all first symbols."""
    alone, pairs = _openers(rules, classes)
    every = {key: found | alone.get(key[0], set()) for key, found in pairs.items()} | alone
    starters = {key: tuple(patterns[number] for number in sorted(found)) for key, found in every.items()}
    return starters, "".join(sorted({key[0] for key in starters}))


def _feast(row: dict[str, Any]) -> Feast:
    return Feast(**{key: value for key, value in row.items() if key != "names"})


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The regex of a pattern, made when it is first tried."""
    return re.compile(source)


@cache
def cues() -> Cues:
    """The compiled time cues; read once."""
    data = load_toml(CUES)
    macros: dict[str, str] = data["macros"]
    rules = _rules(data, macros) + _feast_rules(data["feastform"]["match"], data["feasts"], macros)
    contexts = {
        name for rule in rules for name in (*rule.after, *rule.before, *rule.notbefore, *rule.notafter) if name[0].islower()
    }
    literals = contexts.union(*(_literals(rule.parts) for rule in rules))
    kinds = _word_classes(data["words"], literals)
    symbols = _symbols(kinds)
    classes: dict[str, set[str]] = {}
    for members, symbol in symbols.items():
        for member in members:
            classes.setdefault(member, set()).add(symbol)
    frozen = {name: frozenset(found) for name, found in classes.items()}
    patterns = tuple(_pattern(rule, frozen) for rule in rules)
    starters, firsts = _starters(rules, patterns, frozen)
    words = {word: symbols[frozenset(members)] for word, members in kinds.items()}
    return Cues(
        lower={word: symbol for word, symbol in words.items() if not _is_exact(word)},
        exact={word: symbol for word, symbol in words.items() if _is_exact(word)},
        classes=frozen,
        values=data["words"],
        numeric=symbols,
        marks={kind: symbols[frozenset((kind,))] for kind in _NUMERIC},
        starters=starters,
        gate=re.compile(f"[{firsts}]"),
        feasts=tuple(_feast(row) for row in data["feasts"]),
        named=data["named"],
        past_endings=tuple(data["endings"]["past"]),
        past_min=data["endings"]["pastmin"],
        month_first=tuple(data["numeric"]["monthfirst"]),
        day_first=tuple(data["numeric"]["dayfirst"]),
        range_link=frozenset(data["ranges"]["link"]),
        range_open=frozenset(data["ranges"]["open"]),
        range_join=frozenset(data["ranges"]["join"]),
        range_either=frozenset(data["ranges"]["either"]),
        spoken=frozenset(data["carrying"]["spoken"]),
    )

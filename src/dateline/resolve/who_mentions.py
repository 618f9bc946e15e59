"""Finds every phrase of a report that names an actor, with the aliases and surnames the report itself introduces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.lexicon.actors import Match
from dateline.resolve.who_acting import is_actor
from dateline.resolve.who_compose import compose_words
from dateline.resolve.who_cues import actor_cues
from dateline.resolve.who_grid import Grid, is_verb
from dateline.resolve.who_names import introduce
from dateline.resolve.who_phrase import Context, Reading

_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "FW"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MOST_RUN = 25
_APPOSED = 40
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names an actor; ``token`` is its last parse token, ``subject`` whether it is a clause's subject."""

    start: int
    end: int
    reading: Reading
    token: int
    sentence: int
    subject: bool


def find_mentions(grid: Grid, matches: tuple[Match, ...], context: Context) -> tuple[Mention, ...]:
    """The actor mentions of the report in text order; ``context.names`` is filled with what the report introduces."""
    found: list[Mention] = []
    at = 0
    for first, last in _runs(grid, matches, context):
        while at < len(matches) and matches[at].first < first:
            at += 1
        within = _within(matches, at, first, last)
        reading = compose_words(grid.text, grid.words[first:last], context, matches=within)
        if _has_members(grid, reading, first, context):
            reading = replace(reading, kind="group", rule="name:body")
        mention = _mention(grid, reading, first, last, context)
        introduce(grid.text, reading, context)
        if mention is None:
            continue
        if found and _says_who(grid, found[-1], mention):
            found[-1] = _told(found[-1], mention.reading, context)
        found.append(mention)
    return tuple(found)


def _has_members(grid: Grid, reading: Reading, first: int, context: Context) -> bool:
    """Whether an unlisted name stands after "members of", and so names a group."""
    if reading.kind != "unknown" or reading.rule != "name" or first < _NAMED or not grid.words[first - 1].joined:
        return False
    return grid.words[first - 1].key == "of" and grid.words[first - 2].key in context.phrase["memberships"]


def _within(matches: tuple[Match, ...], at: int, first: int, last: int) -> tuple[Match, ...]:
    """The matches from the one at ``at`` that lie in words ``[first, last)``, counted from ``first``."""
    found: list[Match] = []
    while at < len(matches) and matches[at].last <= last:
        one = matches[at]
        found.append(Match(one.start, one.end, one.first - first, one.last - first, one.meanings))
        at += 1
    return tuple(found)


def _says_who(grid: Grid, name: Mention, noun: Mention) -> bool:
    """Whether a noun for a person stands in apposition to an unlisted name: So-and-so, a Kenyan lawyer."""
    person = name.reading.kind == "person" and name.reading.id is None and not name.reading.sectors
    if not person or noun.reading.kind != "agent" or noun.reading.plural or min(name.token, noun.token) < 0:
        return False
    beside = grid.text[name.end : name.end + 1] == "," and noun.start - name.end < _APPOSED
    return beside and grid.parse.deps[noun.token] == "appos" and grid.parse.heads[noun.token] == name.token


def _told(name: Mention, noun: Reading, context: Context) -> Mention:
    """The mention of a name with what the noun beside it says, which later mentions of the name take over."""
    before = name.reading
    reading = replace(before, country=before.country or noun.country, sectors=noun.sectors, role=noun.role)
    known = context.names or {}
    known.update({key: replace(reading, start=0, end=0) for key, one in known.items() if one.name == before.name})
    return replace(name, reading=reading)


def _runs(grid: Grid, matches: tuple[Match, ...], context: Context) -> Iterator[tuple[int, int]]:
    """Word ranges that may hold an actor's head phrase: nouns, adjectives and listed names side by side."""
    nominal, telling = _masks(grid, matches, context)
    joins, inside = _possessives(grid, matches), _inside(grid, matches)
    at, count = 0, len(grid.words)
    while at < count:
        if not nominal[at]:
            at += 1
            continue
        until = at + 1
        while until < count and until - at < _MOST_RUN and (nominal[until] or _inner(grid, until, context)):
            if not (inside[until] or _continues(grid, until)) or (grid.words[until].key == "s" and not joins[until]):
                break
            until += 1
        while not nominal[until - 1]:
            until -= 1
        if any(telling[at:until]):
            yield at, _through_name(grid, until, context)
        at = until


def _possessives(grid: Grid, matches: tuple[Match, ...]) -> bytearray:
    """For each word, whether a possessive s there leaves the phrase whole: Iraq's army, Children's Fund."""
    joins = bytearray(len(grid.words) + 1)
    for match in matches:
        for at in range(match.first, match.last):
            joins[at] = 1
        joins[match.last] = match.meanings[0].kind == "country"
    return joins


def _inside(grid: Grid, matches: tuple[Match, ...]) -> bytearray:
    """For each word, whether it goes on with a listed name: the brackets and commas of a name do not part it."""
    inside = bytearray(len(grid.words) + 1)
    for match in matches:
        for at in range(match.first + 1, match.last):
            inside[at] = 1
    return inside


def _masks(grid: Grid, matches: tuple[Match, ...], context: Context) -> tuple[bytearray, bytearray]:
    """For each word, whether it may be part of a noun phrase, and whether it says something of who it is."""
    nominal, telling = bytearray(len(grid.words)), bytearray(len(grid.words))
    barred, tags = context.phrase["not_names"], grid.parse.tags
    for at, (word, token) in enumerate(zip(grid.words, grid.tokens, strict=True)):
        tag = tags[token] if token >= 0 else ""
        capital = context.capital(word)
        if (tag in _NOMINAL or (capital and not tag)) and word.key not in barred:
            nominal[at] = 1
            telling[at] = capital
    for match in matches:
        if match.last - match.first == 1 and match.meanings[0].kind == "agent" and is_verb(grid, match.first):
            continue
        for at in range(match.first, match.last):
            nominal[at] = telling[at] = 1
    return nominal, telling


def _through_name(grid: Grid, until: int, context: Context) -> int:
    """The end of a run that goes on as a body's name: Movement | for the Salvation of Azawad."""
    bodies = (context.cues or actor_cues()).bodies
    if grid.words[until - 1].key not in bodies or not context.capital(grid.words[until - 1]):
        return until
    last, at = until, until
    while at < len(grid.words) and at - until < _MOST_RUN and _continues(grid, at):
        word = grid.words[at]
        if context.capital(word):
            last = at + 1
        elif word.key not in context.phrase["links"]:
            break
        at += 1
    return last


def _inner(grid: Grid, at: int, context: Context) -> bool:
    """Whether a word may stand inside a name: a particle, a possessive s, or half of a hyphenated word."""
    word = grid.words[at]
    if word.key == "s":
        return True
    return word.key in context.phrase["particles"] or grid.text[grid.words[at - 1].end] == "-"


def _continues(grid: Grid, at: int) -> bool:
    return grid.words[at].joined and grid.sentences[at] == grid.sentences[at - 1]


def _mention(grid: Grid, reading: Reading, first: int, last: int, context: Context) -> Mention | None:
    head = next((at for at in range(last - 1, first - 1, -1) if grid.words[at].end <= reading.end), last - 1)
    token = grid.tokens[head]
    if not is_actor(grid, reading, token, context):
        return None
    if reading.rule == "name":
        reading = replace(reading, kind="person")
    if reading.kind == "agent" and not reading.plural and token >= 0 and grid.parse.tags[token] == "NNS":
        reading = replace(reading, plural=True)
    label = grid.parse.deps[token] if token >= 0 else ""
    return Mention(reading.start, reading.end, reading, token, grid.sentences[head], label in _SUBJECTS)

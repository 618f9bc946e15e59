"""Lays a report's words over its parse, and doubts the listed names that the parse takes for verbs."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.lexicon.actor_words import Word, words_of
from dateline.lexicon.actors import Match
from dateline.model import Parse


@dataclass(frozen=True, slots=True)
class Grid:
    """A report's words laid over its parse: for each word its token and sentence."""

    text: str
    words: tuple[Word, ...]
    tokens: tuple[int, ...]
    sentences: tuple[int, ...]
    parse: Parse


def lay(text: str, parse: Parse) -> Grid:
    """The words of ``text`` with the token and the sentence each lies in (−1 where there is none)."""
    words = words_of(text)
    tokens: list[int] = []
    sentences: list[int] = []
    starts, ends, count = parse.starts, parse.ends, len(parse.starts)
    closes = [sentence.end for sentence in parse.sentences[:-1]]
    token = sentence = 0
    for word in words:
        at = word.start
        while token < count and ends[token] <= at:
            token += 1
        while sentence < len(closes) and closes[sentence] <= at:
            sentence += 1
        tokens.append(token if token < count and starts[token] < word.end else -1)
        sentences.append(sentence)
    return Grid(text, words, tuple(tokens), tuple(sentences), parse)


def named(grid: Grid, matches: tuple[Match, ...], *, shouted: bool) -> tuple[Match, ...]:
    """The matches without single names that are verbs here: SAID in a text all in capitals, "Said" before a quotation.

    ``shouted`` says that capitals tell nothing; elsewhere only the first word of a sentence is doubted.
    """
    return tuple(one for one in matches if not _says(grid, one, shouted=shouted))


def _says(grid: Grid, match: Match, *, shouted: bool) -> bool:
    if match.last - match.first > 1 or match.meanings[0].kind == "agent" or not is_verb(grid, match.first):
        return False
    at = match.first
    return shouted or at == 0 or grid.sentences[at] != grid.sentences[at - 1]


def is_verb(grid: Grid, at: int) -> bool:
    """Whether the parser takes the word for a verb: guards, hosts, forces."""
    token = grid.tokens[at]
    return token >= 0 and grid.parse.tags[token].startswith(("VB", "MD"))

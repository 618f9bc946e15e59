"""How well actor mentions are read, beside a plain baseline, on a file of mention cases.

python benchmarks/actors.py MENTIONS.jsonl
"""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.evaluate.actors import ActorScores, evaluate_mentions, load_cases, score_mentions
from dateline.lexicon.actor_words import words_of
from dateline.lexicon.actors import default_actors
from dateline.model import Actor


def plain(mention: str, date: str | None, context: str | None) -> Actor:
    """The baseline: the first country name or adjective in the words, and the last agent noun."""
    index = default_actors()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    for match in index.matches(words_of(mention)):
        meaning = match.meanings[0]
        if meaning.kind == "country" and country is None:
            country = meaning.country
        if meaning.kind == "agent":
            sectors = meaning.sectors
    return Actor(0, len(mention), mention, name=mention, country=country, sectors=sectors)


def table(name: str, scores: ActorScores) -> str:
    """One line a method and field."""
    lines = [f"{name:10} {field:8} {scores.accuracy(field):.3f}" for field in ("country", "sector", "name")]
    lines += [
        f"{name:10} {field:8} {right}/{asked} ({method})" for (method, field), (right, asked) in sorted(scores.counts.items())
    ]
    return "\n".join(lines)


def main(path: Path) -> None:
    """Prints both tables and every miss of ours."""
    print(table("plain", score_mentions(load_cases(path), plain)))
    scores = evaluate_mentions(path)
    print(table("dateline", scores))
    for miss in scores.misses:
        print(f"{miss.field:8} {miss.mention!r}: expected {miss.expected!r}, found {miss.found!r} by {miss.rule}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""How well places, events' places and actors are read in paragraphs of world news of our own writing.

python benchmarks/world.py [benchmarks/data/world.jsonl] [--show K]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.places import (
    EventPlaceCase,
    PlaceMiss,
    ReadText,
    load_places,
    score_event_places,
    score_places,
)
from dateline.lexicon.actors import default_actors
from dateline.model import Report, Span
from dateline.parse import default_parser
from dateline.resolve.where import PlaceReader
from dateline.resolve.who import describe
from dateline.resolve.who_cast import read_cast

DATA = Path(__file__).parent / "data" / "world.jsonl"


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Words that name an actor, with its country and the sectors any of which is right; none where not asked."""

    span: Span
    country: str | None
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActorCase:
    """A paragraph and the actors annotated in it."""

    id: str
    text: str
    actors: tuple[GoldActor, ...]


@dataclass(frozen=True, slots=True)
class ActorTally:
    """Right and asked for country and sector, and a line for each miss."""

    countries: tuple[int, int]
    sectors: tuple[int, int]
    misses: tuple[str, ...]


def load_events(path: Path) -> tuple[EventPlaceCase, ...]:
    """A case for each annotated trigger."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return tuple(
        EventPlaceCase(row["id"], row["text"], Span(*event["trigger"]), (Span(*event["place"]),) if event["place"] else ())
        for row in rows
        for event in row["events"]
    )


def load_actors(path: Path) -> tuple[ActorCase, ...]:
    """The paragraphs with their annotated actors."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return tuple(
        ActorCase(
            row["id"],
            row["text"],
            tuple(
                GoldActor(Span(item["start"], item["end"]), item["country"], frozenset(item["sectors"])) for item in row["actors"]
            ),
        )
        for row in rows
        if row["actors"]
    )


def score_actors(cases: Sequence[ActorCase], parse: ReadText, reader: PlaceReader) -> ActorTally:
    """How many of the annotated actors come out with their country, and with one of their sectors."""
    countries, sectors, misses = [0, 0], [0, 0], []
    index = default_actors()
    for case in cases:
        report = Report(id=case.id, text=case.text)
        parsed = parse(report)
        places = tuple(place for place in reader.read(report, parsed).places if place.id)
        cast = read_cast(report, parsed, places, index)
        for gold in case.actors:
            actor = describe(parsed, case.text, gold.span, cast)
            found = actor.country == gold.country, bool(gold.sectors.intersection(actor.sectors))
            countries = [countries[0] + found[0], countries[1] + 1]
            sectors = [sectors[0] + (found[1] and bool(gold.sectors)), sectors[1] + bool(gold.sectors)]
            if not found[0] or (gold.sectors and not found[1]):
                misses.append(
                    f"{case.id} {actor.text!r}: {actor.country} {actor.sectors} by {actor.rule}, "
                    f"expected {gold.country} {sorted(gold.sectors)}"
                )
    return ActorTally((countries[0], countries[1]), (sectors[0], sectors[1]), tuple(misses))


def show(misses: Sequence[PlaceMiss], most: int) -> None:
    """Prints the first misses."""
    for miss in misses[:most]:
        print(f"    {miss.case} {miss.kind:7}{miss.text!r}: {miss.context}")


def main() -> None:
    """Prints the four figures and the first misses of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each kind")
    arguments = parser.parse_args()
    reader, engine = PlaceReader(), default_parser()
    places = score_places(load_places(arguments.data), engine.parse, reader)
    print(f"names: gold {places.gold}, F1 {places.f1:.3f}, found and within 161 km {places.located:.3f}")
    print(f"  most populous namesake: {places.located_populous:.3f}")
    show(places.misses, arguments.show)
    events = score_event_places(load_events(arguments.data), engine.parse, reader)
    print(f"place of the event: F1 {events.f1:.3f}, exact span {events.f1_exact:.3f}")
    show(events.misses, arguments.show)
    actors = score_actors(load_actors(arguments.data), engine.parse, reader)
    for name, (right, asked) in (("country", actors.countries), ("sector", actors.sectors)):
        print(f"actor {name}: {right}/{asked} {right / asked if asked else 0.0:.3f}")
    print("\n".join(actors.misses[: arguments.show]))


if __name__ == "__main__":
    main()

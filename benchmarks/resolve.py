"""Who, where and when in one run, each beside a plain baseline.

python benchmarks/resolve.py MENTIONS.jsonl LGL.jsonl EVENT_PLACES.jsonl [--every N]

Baselines: the first country word and last agent noun; the entities of the bundled spaCy pipeline as names of places; the
most populous namesake; dateparser.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import spacy

import actors
import times
import world
from dateline.evaluate.actors import evaluate_mentions, load_cases, score_mentions
from dateline.evaluate.places import PlacesCase, load_event_places, load_places, score_event_places, score_places
from dateline.parse import default_parser
from dateline.parse.engines.spacy import DEFAULT_PIPELINE
from dateline.resolve.when_find import find_times
from dateline.resolve.where import PlaceReader

_PLACES = frozenset({"GPE", "LOC", "FAC"})


def entities_f1(cases: Sequence[PlacesCase]) -> float:
    """F1 by exact span when the pipeline's entities alone are the names; those without a point in gold are not asked for."""
    nlp = spacy.load(DEFAULT_PIPELINE)
    gold = right = extra = 0
    for case in cases:
        found = {(ent.start_char, ent.end_char) for ent in nlp(case.text).ents if ent.label_ in _PLACES}
        asked = {(place.span.start, place.span.end) for place in case.places if place.point}
        unasked = {(place.span.start, place.span.end) for place in case.places if not place.point}
        gold, right, extra = gold + len(asked), right + len(found & asked), extra + len(found - asked - unasked)
    return 2 * right / (gold + right + extra) if gold + extra else 0.0


def who(path: Path) -> None:
    """Actor mentions."""
    for name, scores in (
        ("plain", score_mentions(load_cases(path), actors.plain)),
        ("dateline", evaluate_mentions(path)),
    ):
        print(f"actors, {name}: country {scores.accuracy('country'):.3f}, sector {scores.accuracy('sector'):.3f}")


def where(places: Path, events: Path, every: int) -> None:
    """Places of a public set and of our own paragraphs, and the place of a given verb."""
    reader, engine = PlaceReader(), default_parser()
    for name, cases in (("LGL", load_places(places)[::every]), ("own world news", load_places(world.DATA))):
        score = score_places(cases, engine.parse, reader)
        print(f"{name}: names F1 {score.f1:.3f} (entities alone {entities_f1(cases):.3f})")
        print(f"{name}: within 161 km {score.located:.3f} (most populous namesake {score.located_populous:.3f})")
    verbs = score_event_places(load_event_places(events)[::every], engine.parse, reader)
    own = score_event_places(world.load_events(world.DATA), engine.parse, reader)
    print(f"place of the event: given verb F1 {verbs.f1:.3f}, own world news F1 {own.f1:.3f}")
    told = world.score_actors(world.load_actors(world.DATA), engine.parse, reader)
    print(f"own world news, actors: country {told.countries[0]}/{told.countries[1]}, sector {told.sectors[0]}/{told.sectors[1]}")


def when() -> None:
    """Our own time sentences."""
    times.measure("dateline", find_times, times.DATA)
    try:
        times.measure("dateparser", times.dateparser_times, times.DATA)
    except ImportError:
        print("dateparser   not installed")


def main() -> None:
    """Prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mentions", type=Path)
    parser.add_argument("places", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth case of the public place sets")
    arguments = parser.parse_args()
    who(arguments.mentions)
    where(arguments.places, arguments.events, arguments.every)
    when()


if __name__ == "__main__":
    main()

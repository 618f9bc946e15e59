"""How well places are found, put on the map and tied to events, with the most populous namesake as the baseline.

python benchmarks/places.py lgl.jsonl event_location.jsonl [--every N] [--show K]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from dateline.evaluate.places import PlaceMiss, load_event_places, load_places, score_event_places, score_places
from dateline.parse import default_parser
from dateline.resolve.where import PlaceReader


def show(misses: tuple[PlaceMiss, ...], most: int) -> None:
    for miss in misses[:most]:
        print(f"    {miss.kind:7}{miss.text!r}: {miss.context}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("places", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth case")
    parser.add_argument("--show", type=int, default=0, help="print so many misses")
    arguments = parser.parse_args()
    start = time.perf_counter()
    stage, engine = PlaceReader(), default_parser()
    print(f"ready in {time.perf_counter() - start:.2f} s")
    places = score_places(load_places(arguments.places)[:: arguments.every], engine.parse, stage)
    print(f"names: gold {places.gold}, F1 {places.f1:.3f}, found and within 161 km {places.located:.3f}")
    print(f"  most populous namesake: {places.located_populous:.3f}")
    show(places.misses, arguments.show)
    events = score_event_places(load_event_places(arguments.events)[:: arguments.every], engine.parse, stage)
    print(f"place of the verb: F1 {events.f1:.3f}, exact span {events.f1_exact:.3f}")
    show(events.misses, arguments.show)


if __name__ == "__main__":
    main()

"""Measures coding on the golden reports: `python benchmarks/golden.py [FOLDER ...] [--engine rules] [--misses]`.

Without a FOLDER every report under tests/golden is scored. Precision counts a coded event as right where a person would
accept it; recall counts the required events only. `--misses` prints each missed and each wrong event with its sentence.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline.coder import Coder
from dateline.evaluate.golden import GoldenScore, load_golden, score_report, total
from dateline.evaluate.golden_fields import FIELDS
from dateline.evaluate.golden_records import GoldenReport
from dateline.model import Event, Sheet

HOME = Path(__file__).parents[1] / "tests" / "golden"


def parties(event: Event) -> str:
    sides = (event.actors, event.recipients)
    return " -> ".join(", ".join(one.text for one in side) or "nobody" for side in sides)


def sentence(sheet: Sheet, at: int) -> str:
    spans = sheet.parse.sentences if sheet.parse else ()
    return next((sheet.report.text[one.start : one.end].replace("\n", " ") for one in spans if one.start <= at < one.end), "")


def tell(golden: GoldenReport, sheet: Sheet, score: GoldenScore) -> None:
    print(f"\n{golden.slug}")
    for missed in score.missed:
        at = golden.text.find(missed.trigger)
        print(f"  missed  {missed.type} {missed.mode or ''} [{missed.trigger}]: {sentence(sheet, at)}")
    for event in score.extra:
        words = f"{event.type} {event.mode or ''} [{event.trigger_text}] {event.status} {parties(event)}"
        print(f"  wrong   {words}: {sentence(sheet, event.trigger.start)}")
    for event in score.repeats:
        print(f"  twice   {event.type} [{event.trigger_text}] {parties(event)}: {sentence(sheet, event.trigger.start)}")
    for expected, event in score.found:
        bad = [name for name, check in FIELDS.items() if check(expected, event, sheet) is False]
        if bad:
            when = f"{event.when.earliest}..{event.when.latest}" if event.when else "no time"
            place = event.place.text if event.place else "no place"
            said = f"{event.mode} {parties(event)} {place} {when} {event.status} {[one.text for one in event.counts]}"
            print(f"  field   {event.type} [{event.trigger_text}] {', '.join(bad)}: {said}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path)
    arguments.add_argument("--engine", default="model")
    arguments.add_argument("--misses", action="store_true")
    given = arguments.parse_args()
    folders = given.folders or sorted(path.parent for path in HOME.glob("*/expected.toml"))
    coder, scores = Coder(engine=given.engine, strict=True), list[GoldenScore]()
    for golden in map(load_golden, folders):
        sheet = coder.code(golden.text, published=golden.published, language="en")
        scores.append(score_report(golden, sheet))
        if given.misses:
            tell(golden, sheet, scores[-1])
    sums = total(scores)
    coded = len(sums.found) + len(sums.repeats) + len(sums.extra)
    print(f"\nreports {len(scores)}   events coded {coded}   engine {coder.fingerprint.engine}")
    print(f"precision {sums.precision:.3f} (with repeats as wrong {sums.strict_precision:.3f})   recall {sums.recall:.3f}")
    print(f"words coded that must not be {len(sums.unwanted)}")
    for name in FIELDS:
        right, asked = sums.fields[name]
        print(f"  {name:12} {sums.accuracy(name):.3f}  ({right} of {asked})")


if __name__ == "__main__":
    main()

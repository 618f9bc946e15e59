"""How long linking takes as events grow: made-up streams of 1,000, 10,000 and 100,000 events, each incident told three times.

Run as ``python benchmarks/link.py [SIZE …]``. Prints seconds and events a second; the last should stay about the same.
``--one SIZE …`` links that many reports on one incident instead, from a wire and its copies to comments weeks later.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from datetime import date, timedelta

from dateline.link import link_events
from dateline.model import Count, Event, Place, Report, Span, When

EVENTS, REPORTS, WORDS, TOWNS = 4, 3, 60, 400
FIRST = date(2014, 1, 1)


def number(*parts: object) -> int:
    """A number that depends on nothing but the parts."""
    return int(hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:12], 16)


def word(*parts: object) -> str:
    """A made-up word, the common ones much more often than the rare ones."""
    drawn = number(*parts)
    letters = "bcdfgklmnprstvz"
    rank = int(20_000 ** ((drawn % 10_000) / 10_000))
    return "".join(letters[number(rank, at) % 15] + "aeiou"[number(rank, at, "v") % 5] for at in range(3))


def one(size: int) -> list[tuple[Event, Report]]:
    """Reports on one incident: half of its words in each, others' words beside them, over forty days."""
    return [(event, report) for telling in range(size) for event, report in told(0, telling, late=telling * 40 // size)]


def told(incident: int, telling: int, late: int | None = None) -> list[tuple[Event, Report]]:
    """One report on an incident with its events: some of its words are shared with the others."""
    seen = FIRST + timedelta(days=incident % 700)
    text = (
        " ".join(
            word(incident, at) if number(incident, telling, at) % 2 else word("any", incident, telling, at) for at in range(WORDS)
        )
        + f" Mr {word('name', incident).title()}{incident} said."
    )
    name = f"{incident}-{telling}"
    report = Report(
        name,
        text,
        external_id=name,
        title=text[:50],
        published=(seen + timedelta(days=telling if late is None else late)).isoformat(),
    )
    town = number(incident, "town") % TOWNS
    place = Place(0, 1, "x", id=f"t{town}", name="x", lat=town % 20 * 1.0, lon=town // 20 * 1.0, country="IRQ", precision="exact")
    when = When(0, 1, "x", seen.isoformat(), seen.isoformat(), "day", "stated")
    dead = Count("killed", incident % 9, incident % 9, 0, 1, "x")
    return [
        (
            Event(
                f"{name}-{at}",
                "ASSAULT" if at < 2 else "COERCE",
                Span(at * 9, at * 9 + 5),
                "struck",
                at,
                place=place,
                when=when,
                counts=(dead,) if at == 0 else (),
            ),
            report,
        )
        for at in range(EVENTS)
    ]


def main(sizes: list[int], *, whole: bool) -> None:
    """Print the figures."""
    for size in sizes:
        incidents = 1 if whole else size // (EVENTS * REPORTS)
        stream = (
            one(size)
            if whole
            else [pair for each in range(incidents) for telling in range(REPORTS) for pair in told(each, telling)]
        )
        started, began = time.perf_counter(), time.process_time()
        found = link_events(stream)
        took, busy = time.perf_counter() - started, time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        speed = f"{took:.1f} s ({busy:.1f} s of one core), {len(stream) / took:.0f} a second, {peak:.0f} MB"
        print(f"{len(stream)} events, {len(found)} incidents of {2 * incidents}: {speed}")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:] if each.isdigit()]
    main(given or [1_000, 10_000, 100_000], whole="--one" in sys.argv)

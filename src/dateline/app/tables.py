"""Events and summaries as tables for a person to read."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.app.summary import Summary
from dateline.app.terminal import plain, tame
from dateline.model import Count, Event, Participant, When
from dateline.store.records import EventRow
from dateline.store.tabular import place_name, speaker_of

LISTED_FAILURES = 20
DAY_WIDTH, WHAT_WIDTH = 11, 14


def event_table(rows: Iterable[EventRow]) -> Table:
    """Events one a row: when, what and how many, who to whom and where, and the sentence with who says so."""
    table = Table(show_lines=True, expand=True)
    table.add_column("When", width=DAY_WIDTH)
    table.add_column("What", width=WHAT_WIDTH)
    table.add_column("Who → to whom, where", ratio=2, overflow="fold")
    table.add_column("Sentence", ratio=3, overflow="fold")
    for row in rows:
        when = days(row.event.when).replace(" … ", "\n…")
        table.add_row(when, _what(row.event), _sides(row.event), _sentence(row))
    return table


def _sides(event: Event) -> Text:
    who, whom, where = names(event.actors), names(event.recipients), place_name(event.place)
    lines = (who, f"→ {whom}" if whom else "", f"at {where}" if where else "")
    return plain("\n".join(filter(None, lines)))


def days(when: When | None) -> str:
    """The day or days of an event, or a dash."""
    if when is None or when.earliest is None:
        return "–"
    first, last = when.earliest[:10], (when.latest or when.earliest)[:10]
    return first if first == last else f"{first} … {last}"


def names(participants: Iterable[Participant]) -> str:
    """Participants by name, else by the report's words, with country and first sector."""
    return "; ".join(_name(each) for each in participants)


def _name(who: Participant) -> str:
    codes = "/".join(each for each in (who.country, *who.sectors[:1]) if each)
    return f"{who.name or who.text} [{codes}]" if codes else who.name or who.text


def many(number: int, thing: str) -> str:
    """A number of things, in the plural where there is not one."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def counted(count: Count) -> str:
    """A count as words: ``12 killed``, ``10–15 injured``, ``at least 3 killed``."""
    if count.low == count.high:
        number = str(count.low)
    elif count.high is None:
        number = f"at least {count.low}"
    elif count.low is None:
        number = f"at most {count.high}"
    else:
        number = f"{count.low}–{count.high}"
    return f"{number} {count.kind}"


def _what(event: Event) -> Text:
    status = event.status.replace("_", " ") if event.status != "happened" else None
    lines = (event.type, event.mode, status, *map(counted, event.counts))
    return plain("\n".join(filter(None, lines)))


def _sentence(row: EventRow) -> Text:
    words, trigger = row.quote, row.event.trigger_text
    text = Text(tame(" ".join(words.split())))
    at = text.plain.find(tame(trigger))
    if trigger and at >= 0:
        text.stylize("bold", at, at + len(trigger))
    said = "; ".join(filter(None, map(speaker_of, row.claims)))
    return text.append(f"\n— {tame(said)}", "italic") if said else text


def _some(names: list[str], count: int) -> str:
    """The first few names, and that there are more."""
    return ", ".join(names) + (", …" if count > len(names) else "")


def print_summary(console: Console, summary: Summary) -> None:
    """How the reports of a run ended, and why those that did not were not coded."""
    console.print(
        f"{summary.read} read: {summary.coded} coded, {summary.rejected.total()} rejected, "
        f"{len(summary.failed)} failed, {summary.unchanged} unchanged"
    )
    for reason, count in sorted(summary.rejected.items(), key=lambda each: (-each[1], each[0])):
        console.print(plain(f"  rejected  {count:>6}  {reason}: {_some(summary.examples[reason].names, count)}"))
    for failure in summary.failed[:LISTED_FAILURES]:
        console.print(plain(f"  failed    {failure.where}: {failure.error}"))
    if len(summary.failed) > LISTED_FAILURES:
        console.print(f"  … and {len(summary.failed) - LISTED_FAILURES} more that failed")
    if summary.events:
        console.print(many(summary.events.total(), "event"))
        for kind, count in sorted(summary.events.items(), key=lambda each: (-each[1], each[0])):
            console.print(f"  {kind:<12}{count:>6}")
    if summary.replaced.count:
        ids = _some(summary.replaced.names, summary.replaced.count)
        console.print(
            plain(f"{many(summary.replaced.count, 'report')} took the place of an earlier version with the same name: {ids}")
        )
    if summary.future.count:
        ids = _some(summary.future.names, summary.future.count)
        console.print(plain(f"{many(summary.future.count, 'report')} dated in the future, coded and linked by that date: {ids}"))
    if summary.undated:
        console.print(
            f"{many(summary.undated, 'report')} coded without a date of {'its' if summary.undated == 1 else 'their'} own: "
            "days such as “on Tuesday” stay open; give the date with --published YYYY-MM-DD"
        )

"""Whether the fields of a coded event are what a golden report expects: one small check a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.evaluate.golden_records import Expected
from dateline.model import Event, Participant, Sheet

Check = Callable[[Expected, Event, Sheet], bool | None]


def words_meet(wanted: str, party: Participant) -> bool:
    """Whether a party is one of the wordings in ``wanted`` (parted by `` / ``), by its words or its name."""
    said = {words.casefold() for words in (party.text, party.name) if words}
    return any(_overlap(choice.casefold(), words) for choice in wanted.split(" / ") for words in said)


def _overlap(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    first, second = _long_words(one), _long_words(other)
    return bool(first and second) and (first <= second or second <= first)


def _long_words(text: str) -> set[str]:
    """The words of more than three letters, so that articles and prepositions do not part one party from itself."""
    return {word for word in text.split() if len(word) > 3}


def _parties(wanted: tuple[str, ...] | None, coded: tuple[Participant, ...]) -> bool | None:
    if wanted is None:
        return None
    if not wanted:
        return not coded
    return all(any(words_meet(choice, party) for party in coded) for choice in wanted)


def _place(expected: Expected, event: Event, _: Sheet) -> bool | None:
    if expected.place is None:
        return None
    said = {words.casefold() for words in (event.place.text, event.place.name) if words} if event.place else set[str]()
    return any(_overlap(choice.casefold(), words) for choice in expected.place.split(" / ") for words in said)


def _time(expected: Expected, event: Event, _: Sheet) -> bool | None:
    if expected.earliest is None:
        return None
    return event.when is not None and (event.when.earliest, event.when.latest) == (expected.earliest, expected.latest)


def _status(expected: Expected, event: Event, _: Sheet) -> bool:
    return event.status == expected.status if expected.status else event.status in expected.statuses


def _mode(expected: Expected, event: Event, _: Sheet) -> bool | None:
    if event.type != expected.type or expected.mode is None:
        return None
    return event.mode == expected.mode or event.mode in expected.accept_modes


def _counts(expected: Expected, event: Event, _: Sheet) -> bool | None:
    if not expected.counts:
        return None
    coded = {(count.kind, count.low) for count in event.counts} | {(count.kind, count.high) for count in event.counts}
    return all((kind, int(number)) in coded for kind, number in (count.split() for count in expected.counts))


def _speaker(expected: Expected, event: Event, sheet: Sheet) -> bool | None:
    if expected.speaker is None:
        return None
    spans = [span for claim in sheet.claims if claim.id in event.claims for span in claim.source]
    said = [sheet.report.text[span.start : span.end].casefold() for span in spans]
    return any(_overlap(expected.speaker.casefold(), words) for words in said)


FIELDS: Mapping[str, Check] = MappingProxyType(
    {
        "mode": _mode,
        "actors": lambda expected, event, _: _parties(expected.actors, event.actors),
        "recipients": lambda expected, event, _: _parties(expected.recipients, event.recipients),
        "place": _place,
        "time": _time,
        "status": _status,
        "counts": _counts,
        "speaker": _speaker,
    }
)

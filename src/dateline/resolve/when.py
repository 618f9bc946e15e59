"""Finds the times of a report and gives each event its own interval, with what that rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateline.change import replace
from dateline.lexicon.grammar import load_grammar
from dateline.model import Event, Evidence, Parse, Report, Sheet, Span, Time, TimeBasis, When, Zone
from dateline.resolve.when_attach import Attached, attached, relative, since
from dateline.resolve.when_calendar import parse_date
from dateline.resolve.when_cues import cues
from dateline.resolve.when_find import find_times
from dateline.resolve.when_order import day_order
from dateline.resolve.when_read import text_value
from dateline.resolve.when_tense import AHEAD, head_token, verb_direction, verb_over

STAGE = "resolve.when"
BACKGROUND = timedelta(days=30)
_CARRY = 2
_NEAREST = 40
_STAMP = 20


@dataclass(frozen=True, slots=True)
class _Page:
    """What the events of one report are dated from."""

    report: Report
    parse: Parse
    published: date | None
    basis_from_dateline: bool
    dateline: Time | None
    by_sentence: Mapping[int, tuple[Time, ...]]
    partners: Mapping[int, Time]
    entries: Mapping[int, Time]


@dataclass(frozen=True, slots=True)
class _Choice:
    when: When
    rule: str
    start: int
    end: int


def find_all(report: Report, parse: Parse | None) -> tuple[Time, ...]:
    """Every time of the report, in its sentences and its dateline."""
    spans = {(item.start, item.end): item for item in (parse.sentences if parse else ())}
    covered = [Span(start, end) for start, end in sorted(spans)]
    if parse is None:
        covered = [Span(0, len(report.text))]
    for zone in report.zones:
        own = Span(zone.start, zone.end)
        if (zone.kind == "dateline" or _is_stamp(zone)) and not any(own.overlaps(other) for other in covered):
            covered.append(own)
    covered.sort(key=lambda span: span.start)
    published = report.published or _dateline_day(report, covered)
    return find_times(report.text, covered, published, parse, dayfirst=day_order(report))


def _is_stamp(zone: Zone) -> bool:
    """Whether a zone may be the clock time that opens an entry of a live report."""
    return zone.kind == "furniture" and zone.end - zone.start <= _STAMP


def _entries(report: Report, parse: Parse, times: tuple[Time, ...]) -> dict[int, Time]:
    """The clock time that opens the paragraph of each sentence of a live report, by the sentence's number."""
    stamps = [zone for zone in report.zones if _is_stamp(zone)]
    opened = [(zone, time) for zone in stamps for time in times if zone.start <= time.start < zone.end]
    found: dict[int, Time] = {}
    for zone, time in opened:
        line = report.text.find("\n", zone.end)
        last = line if line >= 0 else len(report.text)
        found.update({at: time for at, own in enumerate(parse.sentences) if zone.end <= own.start < last})
    return found


def _dateline_zone(report: Report, times: tuple[Time, ...]) -> Time | None:
    zones = [Span(zone.start, zone.end) for zone in report.zones if zone.kind == "dateline"]
    for time in times:
        own = Span(time.start, time.end)
        if time.type == "DATE" and time.precision == "day" and any(zone.contains(own) for zone in zones):
            return time
    return None


def _dateline_day(report: Report, spans: list[Span]) -> str | None:
    """The full date in the dateline of a report that states no other."""
    zones = [Span(zone.start, zone.end) for zone in report.zones if zone.kind == "dateline"]
    found = _dateline_zone(report, find_times(report.text, zones, None)) if zones else None
    return found.earliest if found else None


def _by_sentence(parse: Parse, times: tuple[Time, ...]) -> dict[int, tuple[Time, ...]]:
    starts = [sentence.start for sentence in parse.sentences]
    grouped: dict[int, list[Time]] = {}
    for time in times:
        at = bisect_right(starts, time.start) - 1
        if at >= 0 and time.end <= parse.sentences[at].end:
            grouped.setdefault(at, []).append(time)
    return {at: tuple(found) for at, found in grouped.items()}


def _partners(times: tuple[Time, ...]) -> dict[int, Time]:
    """The other end of each range, by where a time starts."""
    found: dict[int, Time] = {}
    for first, second in pairwise(times):
        if first.rule.endswith(":from") and second.rule.endswith(":to"):
            found[first.start], found[second.start] = second, first
    return found


def _page(sheet: Sheet, times: tuple[Time, ...]) -> _Page:
    report, parse = sheet.report, sheet.parse or Parse()
    dateline = _dateline_zone(report, times)
    published = parse_date(report.published)
    own = published or (parse_date(dateline.earliest) if dateline else None)
    return _Page(
        report,
        parse,
        own,
        published is None,
        dateline,
        _by_sentence(parse, times),
        _partners(times),
        _entries(report, parse, times),
    )


def _historical(latest: str | None, published: date | None) -> bool:
    last = parse_date(latest)
    return bool(last and published and last < published - BACKGROUND)


def _stated(time: Time, page: _Page, rule: str, trigger: Span) -> _Choice:
    first, last = time, time
    other = page.partners.get(time.start)
    if other and time.rule.endswith(":from"):
        last = other
    elif other and time.rule.endswith(":to"):
        first = other
    when = When(
        first.start,
        last.end,
        page.report.text[first.start : last.end],
        first.earliest,
        last.latest,
        time.precision,
        "stated",
        _historical(last.latest, page.published),
    )
    bound = when if time.type == "TIME" else _bounded(when, page, since(page.parse, time, trigger))
    return _Choice(bound, rule, first.start, last.end)


def _bounded(when: When, page: _Page, since_then: bool | None) -> When:
    """The interval that "since", "until", "by" or "before" makes of a time; ``since_then`` is what the parse says."""
    words = page.report.text[max(0, (when.start or 0) - 12) : when.start].split()
    bound = text_value(cues(), "BOUND", words[-1]) if words else ""
    day = page.published.isoformat() if page.published else None
    if (bound == "SINCE" if since_then is None else since_then) and not (day and when.earliest and when.earliest > day):
        return replace(when, latest=day, precision="vague", historical=False)
    ahead = day if day and when.earliest and when.earliest > day else None
    if bound == "UNTIL":
        return replace(when, earliest=ahead, precision="vague")
    if bound == "BEFORE":
        last = when.latest if _at_the_end(when.text or "") else when.earliest
        return replace(when, earliest=ahead, latest=last, precision="vague")
    return when


def _at_the_end(text: str) -> bool:
    """Whether a time is the end of another: "the end of the month"."""
    return any(text_value(cues(), "PART", word) == "END" for word in text.split()[:2])


def _open_ended(choice: _Choice, event: Event, page: _Page) -> _Choice:
    """What somebody says on a day is to come has that day as its first and no last."""
    if choice.rule in ("governing", "shared", "carried") and (event.status == "planned" or _ahead(event, page.parse)):
        return replace(choice, when=replace(choice.when, latest=None, precision="vague"))
    return choice


def _undated(event: Event, page: _Page) -> _Choice:
    """The publication day and the day before it; what is ahead has no last day, what has been no first."""
    start, end = event.trigger.start, event.trigger.end
    if page.published is None:
        return _Choice(When(), "unknown", start, end)
    day = page.published
    source = page.dateline if page.basis_from_dateline else None
    if source:
        start, end = source.start, source.end
    basis: TimeBasis = "dateline" if source else "published"
    if event.status == "planned" or _ahead(event, page.parse):
        return _Choice(When(earliest=day.isoformat(), precision="vague", basis=basis), "undated.ahead", start, end)
    earlier = _perfect(event, page.parse) and not _is_backshifted(event, page.parse)
    if earlier or relative(page.parse, event.trigger):
        return _Choice(When(latest=day.isoformat(), precision="vague", basis=basis), "undated.background", start, end)
    before = (day - timedelta(days=1)).isoformat()
    return _Choice(When(earliest=before, latest=day.isoformat(), precision="day", basis=basis), basis, start, end)


def _trigger_verb(event: Event, parse: Parse) -> int | None:
    token = head_token(parse, event.trigger.start, event.trigger.end)
    if token is None:
        return None
    return token if parse.pos[token] in ("VERB", "AUX") else verb_over(parse, token)


def _ahead(event: Event, parse: Parse) -> bool:
    verb = _trigger_verb(event, parse)
    return verb is not None and parse.tags[verb] in ("VB", "VBG") and verb_direction(parse, verb, cues()) == AHEAD


def _perfect(event: Event, parse: Parse) -> bool:
    """Whether the event's verb is a perfect: it was before, nobody says how long."""
    token = head_token(parse, event.trigger.start, event.trigger.end)
    if token is None or parse.pos[token] != "VERB":
        return False
    low, high = max(0, token - 6), token
    return any(parse.heads[at] == token and parse.deps[at] == "aux" and parse.lemmas[at] == "have" for at in range(low, high))


def _is_backshifted(event: Event, parse: Parse) -> bool:
    """Whether "had" stands for a plain past because somebody said so then: "said that five men had been arrested"."""
    verb = head_token(parse, event.trigger.start, event.trigger.end)
    if verb is None:
        return False
    top = verb
    while parse.deps[top] == "conj" and parse.heads[top] != top:
        top = parse.heads[top]
    over = parse.heads[top]
    told = parse.deps[top] == "ccomp" and parse.tags[over] == "VBD" and parse.lemmas[over] in load_grammar().speech
    return told and any(
        parse.heads[at] == verb and parse.deps[at] == "aux" and parse.lemmas[at] == "have" and parse.tags[at] == "VBD"
        for at in range(max(0, verb - 6), verb)
    )


@dataclass(frozen=True, slots=True)
class _Carried:
    """The time of the story so far, and the sentence that said it."""

    time: Time | None = None
    sentence: int = -9
    actors: frozenset[str] = frozenset()


def _says_anew(event: Event, parse: Parse, carried: _Carried) -> bool:
    """Whether somebody who was not in the story so far says something: the report does not say on which day."""
    if event.type not in cues().spoken or not event.actors:
        return False
    token = head_token(parse, event.actors[0].start, event.actors[0].end)
    known = token is None or parse.pos[token] == "PRON"
    return not known and all(actor.text not in carried.actors for actor in event.actors)


def _continues(event: Event, page: _Page, carried: _Carried) -> bool:
    if carried.time is None or not 0 <= event.sentence - carried.sentence <= _CARRY:
        return False
    if event.sentence != carried.sentence and _says_anew(event, page.parse, carried):
        return False
    if event.status in ("planned", "hypothetical") or relative(page.parse, event.trigger):
        return False
    if _perfect(event, page.parse) or _ahead(event, page.parse):
        return False
    ahead = page.published and (carried.time.earliest or "") > page.published.isoformat()
    return not ahead and not _historical(carried.time.latest, page.published)


def _choose(event: Event, page: _Page, carried: _Carried) -> tuple[_Choice, Time | None]:
    times = page.by_sentence.get(event.sentence, ())
    own = _own_time(event, times, page) if _inside(event, page) else None
    if own and not (own.rule == "shared" and _perfect(event, page.parse)):
        return _open_ended(_stated(own.time, page, own.rule, event.trigger), event, page), own.time
    entry = page.entries.get(event.sentence)
    if entry and entry.earliest and event.status not in ("planned", "hypothetical") and not _ahead(event, page.parse):
        return _stated(entry, page, "entry", event.trigger), None
    if _continues(event, page, carried) and carried.time:
        return _stated(carried.time, page, "carried", event.trigger), None
    return _undated(event, page), None


def _own_time(event: Event, times: tuple[Time, ...], page: _Page) -> Attached | None:
    if len(times) > _NEAREST:
        at = bisect_right(times, event.trigger.start, key=lambda time: time.start)
        times = times[max(0, at - _NEAREST // 2) : at + _NEAREST // 2]
    return attached(event.trigger, times, page.parse, page.parse.sentences[event.sentence], page.published)


def _inside(event: Event, page: _Page) -> bool:
    return 0 <= event.sentence < len(page.parse.sentences)


def _date_events(sheet: Sheet, page: _Page) -> tuple[Event, ...]:
    dated: dict[int, Event] = {}
    carried = _Carried()
    order = sorted(range(len(sheet.events)), key=lambda at: (sheet.events[at].sentence, sheet.events[at].trigger.start, at))
    for at in order:
        event = sheet.events[at]
        choice, own = _choose(event, page, carried)
        if own is not None and not choice.when.historical and own.precision in ("day", "part_of_day", "hour", "minute"):
            carried = _Carried(own, event.sentence, frozenset(actor.text for actor in event.actors))
        evidence = Evidence(STAGE, choice.rule, choice.start, choice.end)
        when = choice.when if choice.rule != "unknown" else None
        dated[at] = replace(event, when=when, evidence=(*event.evidence, evidence) if when else event.evidence)
    return tuple(dated[at] for at in range(len(sheet.events)))


class WhenStage:
    """Fills in the report's times and the interval of each event."""

    name = "when"
    needs = frozenset({"parse", "events"})
    fills = frozenset({"times", "when"})

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with its times, and a `when` on each event."""
        times = find_all(sheet.report, sheet.parse)
        events = _date_events(sheet, _page(sheet, times)) if sheet.events else sheet.events
        return replace(sheet, times=times, events=events)

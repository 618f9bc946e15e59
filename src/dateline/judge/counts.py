"""How many: every number of people or things a report gives, as an interval, tied to the event it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.change import replace
from dateline.judge.branches import Branches, branches, token_at
from dateline.judge.counts_bearers import Bearers, Borne
from dateline.judge.counts_cues import CountCues, count_cues
from dateline.judge.counts_givers import Sides, claim_around
from dateline.judge.counts_other import other_counts
from dateline.judge.counts_quantity import Quantities, Quantity
from dateline.judge.counts_toll import tolls
from dateline.judge.counts_updates import earlier_event
from dateline.judge.covering import Covering
from dateline.judge.numbers import Number, number_words, read_numbers
from dateline.model import Count, CountKind, Event, Parse, Sheet, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A count with the tokens of its cue and of what it counts, and whether a written number stands behind it."""

    count: Count
    cue: int
    head: int
    numbered: bool
    rule: str
    part: bool = False


def find_counts(parse: Parse, text: str) -> tuple[Count, ...]:
    """Every number of people and things of the kinds a record keeps, in text order; a sum comes before its parts."""
    return tuple(found.count for found in count_details(parse, text))


def count_details(parse: Parse, text: str) -> tuple[Found, ...]:
    """The counts of ``find_counts`` with the tokens they rest on."""
    tree = branches(parse)
    return details_of(tree, text)


@lru_cache(maxsize=1)
def details_of(tree: Branches, text: str) -> tuple[Found, ...]:
    """The counts of a parse that is already branched; kept for the report's toll, which is read from the same counts."""
    cues = count_cues()
    numbers = read_numbers(tree)
    quantities = Quantities(tree, numbers, cues)
    found = list(tolls(tree, numbers, cues))
    taken = {borne.head for borne in found}
    said = (item for item in Bearers(tree, quantities, cues).all() if item.head not in taken and not _is_machine(tree, item, cues))
    found.extend(_strongest(tree, said, cues))
    made = list(_sums_of_money(tree, text, numbers))
    made += [count for borne in found for count in _counts(tree, text, quantities, borne)]
    others = other_counts(tree, quantities, _covered(tree, made), cues)
    made += [count for borne in others for count in _counts(tree, text, quantities, borne)]
    return tuple(sorted(_distinct(made), key=lambda item: (item.count.start, -item.count.end, item.count.kind)))


def _is_machine(tree: Branches, item: Borne, cues: CountCues) -> bool:
    """Whether what was shot down or hit is a plane or tank, which is nobody's death or injury."""
    return item.kind in ("killed", "injured") and tree.parse.lemmas[item.head] in cues.vehicles


def _covered(tree: Branches, made: Iterable[Found]) -> frozenset[int]:
    """The tokens that counts already stand on."""
    ends = {end: index for index, end in enumerate(tree.parse.ends)}
    starts = {start: index for index, start in enumerate(tree.parse.starts)}
    spans = ((starts[item.count.start], ends[item.count.end]) for item in made)
    return frozenset(token for first, last in spans for token in range(first, last + 1))


def _sums_of_money(tree: Branches, text: str, numbers: Iterable[Number]) -> Iterator[Found]:
    words = number_words()
    for number in numbers:
        if number.kind == "money":
            named = number.last < len(tree) and tree.words[number.last] in words.money_after
            signed = number.core > 0 and tree.words[number.core - 1] in words.money_before
            first, last = number.first - (signed and number.first == number.core), number.last + named
            start, end = tree.parse.starts[first], tree.parse.ends[last - 1]
            count = Count("money", number.low, number.high, start, end, text[start:end], number.hedge)
            yield Found(count, number.core, last - 1, numbered=True, rule="money")


def _strongest(tree: Branches, said: Iterable[Borne], cues: CountCues) -> list[Borne]:
    """One cue of a kind for each phrase; a phrase said to be killed is not also counted as injured.

    "Sixty were killed and injured" bounds both from above.
    """
    first: dict[tuple[int, CountKind], Borne] = {}
    for borne in said:
        first.setdefault((borne.head, borne.kind), borne)
    for (head, kind), dead in tuple(first.items()):
        hurt = first.get((head, "injured"))
        if kind == "killed" and hurt is not None and _joined(tree, dead.cue, hurt.cue, cues):
            first[(head, "killed")] = replace(dead, rule="casualties")
            first[(head, "injured")] = replace(hurt, rule="casualties")
    return [item for item in first.values() if _stands(item, first)]


def _stands(item: Borne, first: Mapping[tuple[int, CountKind], Borne]) -> bool:
    return item.kind != "injured" or item.rule == "casualties" or (item.head, "killed") not in first


def _joined(tree: Branches, dead: int, hurt: int, cues: CountCues) -> bool:
    """Whether "killed" and "injured" are joined by "and"; "shot and killed" says one thing of the same people."""
    joined = tree.parse.heads[hurt] == dead or tree.parse.heads[dead] == hurt
    return joined and tree.parse.lemmas[hurt] not in cues.hits


def _distinct(found: list[Found]) -> Iterator[Found]:
    seen: set[tuple[int, int, CountKind]] = set()
    for item in sorted(found, key=lambda item: (item.count.start, -item.count.end, item.part)):
        key = (item.count.start, item.count.end, item.count.kind)
        if key not in seen:
            seen.add(key)
            yield item


def _counts(tree: Branches, text: str, quantities: Quantities, borne: Borne) -> Iterator[Found]:
    attribute = tree.parse.deps[borne.cue] == "amod" and borne.cue < borne.head
    alone = borne.toll or attribute or borne.rule in ("counted", "casualties", "noun")
    whole = quantities.single(borne.head) if alone else quantities.whole(borne.head, borne.cue)
    if whole is None or (borne.kind == "displaced" and not whole.numbered and whole.high == 1):
        return  # one person's flight is no displacement
    if whole.who in count_cues().driven and borne.kind == "displaced":
        return
    yield _found(tree, text, whole, borne, part=False)
    for part in whole.parts:
        yield _found(tree, text, part, borne, part=True)


def _found(tree: Branches, text: str, quantity: Quantity, borne: Borne, *, part: bool) -> Found:
    start, end = tree.parse.starts[quantity.first], tree.parse.ends[quantity.last - 1]
    low, high = quantity.low, quantity.high
    if borne.rule == "casualties":
        low = 0
    if borne.rule == "beyond":
        low, high = (None if low is None else low + 1), None
    count = Count(
        borne.kind,
        low,
        high,
        start,
        end,
        text[start:end],
        quantity.hedge,
        quantity.who,
        total=borne.toll,
        part=part,
    )
    return Found(count, borne.cue, quantity.head, quantity.numbered, borne.rule, part)


class CountsStage:
    """Finds the counts of a report and ties each to the event it belongs to, to who gives it and to a side."""

    name = "counts"
    needs = frozenset({"parse", "events", "claims"})
    fills = frozenset({"counts"})

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with its counts, and with each event's own."""
        if sheet.parse is None:
            return sheet
        tree = branches(sheet.parse)
        found = details_of(tree, sheet.report.text)
        covering = Covering(sheet.claims)
        given = [replace(item, count=replace(item.count, claim=claim_around(item.count, covering))) for item in found]
        tied = tie(tree, sheet.events, given)
        sides = Sides(sheet.actors)
        pairs = zip(sheet.events, tied, strict=True)
        events = tuple(replace(event, counts=_sided(tree, event, own, sides)) if own else event for event, own in pairs)
        return replace(sheet, counts=tuple(item.count for item in given), events=events)


def _sided(tree: Branches, event: Event, own: tuple[Found, ...], sides: Sides) -> tuple[Count, ...]:
    """The counts of an event with the side of those counted: of a loss, whoever says or suffers it."""
    return tuple(replace(item.count, side=sides.of(item.count, event, _loser(tree, item))) for item in own)


def _loser(tree: Branches, item: Found) -> Span | None:
    subject = tree.first(item.cue, "nsubj") if item.rule in ("lost", "suffers") else None
    if subject is None and item.rule == "lost":
        subject = next((found for step in tree.path(item.cue)[1:3] if (found := tree.first(step, "nsubj")) is not None), None)
    return None if subject is None else Span(tree.parse.starts[subject], tree.parse.ends[subject])


# What hurts nobody: the hurt of its sentence are those of the riot told before.
_GENTLE = frozenset({"arrest", "deport", "restrict", "curfew", "censor"})


def tie(tree: Branches, events: tuple[Event, ...], found: Sequence[Found]) -> list[tuple[Found, ...]]:
    """The counts of each event, in order: a count goes to the nearest event of its sentence that it may belong to.

    A toll in a sentence without one goes to the act of harm told before.
    """
    ties = count_cues().ties
    near = _by_sentence(tree, events)
    tied: list[list[Found]] = [[] for _ in events]
    for item in found:
        kept = ties.get(item.count.kind)
        candidates = near.get(tree.sentence[item.cue], [])
        fitting = [pair for pair in candidates if kept is None or _may_have(events[pair[0]], kept)]
        suffered = [pair for pair in fitting if _holds(events[pair[0]], item.count)]
        owners = _owners(tree, item, suffered or fitting)
        gentle = bool(owners) and all(events[number].mode in _GENTLE for number in owners)
        if (not owners or gentle) and item.numbered:
            told = earlier_event(tree, item.count, tree.sentence[item.cue], events)
            owners = owners if told is None else (told,)
        for number in owners:
            tied[number].append(item)
    return [tuple(counts) for counts in tied]


def _may_have(event: Event, kept: frozenset[str]) -> bool:
    """Whether the event's type, or its type and mode, is among those a kind of count may belong to."""
    return event.type in kept or f"{event.type}:{event.mode}" in kept


def _holds(event: Event, count: Count) -> bool:
    """Whether those counted are named as whom the event was done to."""
    return any(party.start <= count.start and count.end <= party.end for party in event.recipients)


def _by_sentence(tree: Branches, events: tuple[Event, ...]) -> dict[int, list[tuple[int, int]]]:
    """The events of each sentence, each with the token of its trigger."""
    found: dict[int, list[tuple[int, int]]] = {}
    for number, event in enumerate(events):
        token = token_at(tree.parse, event.trigger.start, event.trigger.end)
        if token is not None:
            found.setdefault(tree.sentence[token], []).append((number, token))
    return found


def _owners(tree: Branches, item: Found, near: list[tuple[int, int]]) -> tuple[int, ...]:
    """The events at the least distance in the tree, then in words."""
    measured = [((_distance(tree, item, token), abs(token - item.cue)), number) for number, token in near]
    least = min((measure for measure, _ in measured), default=None)
    return tuple(number for measure, number in measured if measure == least)


def _distance(tree: Branches, item: Found, token: int) -> int:
    """Steps in the tree between the cue and a trigger."""
    up = {step: place for place, step in enumerate(tree.path(item.cue))}
    for place, step in enumerate(tree.path(token)):
        if step in up:
            return place + up[step]
    return len(tree)

"""Joins what a report tells twice: one event with the evidence of both tellings."""

from __future__ import annotations

from dataclasses import replace

from dateline.judge.each_place import each_place
from dateline.judge.repeats_back import Pointing, is_unnamed, last_words
from dateline.model import Event, Evidence, Participant, Sheet

# Types of which a report has few of one mode: of words ("accused") and bans it may tell many.
_DEEDS = frozenset({"ASSAULT", "AID", "CONSULT", "COOPERATE", "PROTEST", "RETREAT"})
# So many acts back a telling is looked for: a report has no more, a list pasted as text may.
_REACH = 60
# So many notes an event gathers from its tellings; a list pasted as text has thousands of them.
_NOTES = 200
_SAME_STATUS = ({"happened", "ongoing"}, {"planned"}, {"possible", "hypothetical"}, {"denied", "did_not_happen"})


class RepeatsStage:
    """Leaves each event of a report once, told by its fullest telling, and one for each place of acts told together."""

    name = "repeats"
    needs = frozenset({"events", "actors", "place", "when", "status", "counts", "codes"})
    fills = frozenset({"repeats"})

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with repeated events joined."""
        kept: list[Event] = []
        pointing = Pointing(sheet)
        for event in sheet.events:
            place = _home(kept, event, pointing)
            if place is None:
                kept.append(event)
            else:
                kept[place] = _join(kept[place], event, headline=pointing.is_headline(kept[place]))
        kept = list(each_place(sheet, kept))
        return replace(sheet, events=tuple(sorted(kept, key=lambda event: (event.trigger.start, event.type))))


def _home(kept: list[Event], event: Event, pointing: Pointing) -> int | None:
    """Which act told before the event tells again: one that agrees with it, else the nearest that its words come back to."""
    near = kept[-_REACH:]
    base = len(kept) - len(near)
    if pointing.is_another(event):
        return None
    agreeing = [
        base + at for at, other in enumerate(near) if _same(pointing.undated(other), event) and pointing.may_mean(other, event)
    ]
    if agreeing:
        return next((at for at in agreeing if not pointing.is_headline(kept[at])), agreeing[0])
    back = [at for at in range(base, len(kept)) if pointing.comes_back(kept[at], event)]
    return max(back, key=lambda at: (_hits_same(kept[at], event), kept[at].mode == event.mode, at), default=None)


def _hits_same(one: Event, other: Event) -> bool:
    """Whether both tell of the same victims, by name or by a word."""
    return bool(_keys(one.recipients) & _keys(other.recipients)) or bool(last_words(one.recipients) & last_words(other.recipients))


def _same(one: Event, other: Event) -> bool:
    if one.type != other.type or one.sentence == other.sentence:
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if not any(one.status in group and other.status in group for group in _SAME_STATUS):
        return False
    if not _agree(one.actors, other.actors) or not _agree(one.recipients, other.recipients):
        return False
    return _times_meet(one, other) and _places_meet(one, other) and _counts_meet(one, other) and _points_back(one, other)


def _keys(parties: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(party.id or (party.name or party.text).lower() for party in parties)


def _agree(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    return not one or not other or bool(_keys(one) & _keys(other))


def _times_meet(one: Event, other: Event) -> bool:
    if one.when is None or other.when is None or not one.when.earliest or not other.when.earliest:
        return True
    return one.when.earliest <= (other.when.latest or "9") and other.when.earliest <= (one.when.latest or "9")


def _places_meet(one: Event, other: Event) -> bool:
    if one.place is None or other.place is None or one.place.id is None or other.place.id is None:
        return True
    return one.place.id == other.place.id or (
        "country" in (one.place.precision, other.place.precision) and (one.place.country == other.place.country)
    )


def _counts_meet(one: Event, other: Event) -> bool:
    for count in one.counts:
        for second in other.counts:
            if (
                count.kind == second.kind
                and not count.total
                and not second.total
                and (
                    (count.high is not None and second.low is not None and second.low > count.high)
                    or (second.high is not None and count.low is not None and count.low > second.high)
                )
            ):
                return False
    return True


def _points_back(one: Event, other: Event) -> bool:
    """Whether enough is shared to say that the second telling is of the first: somebody, or a place and a trigger."""
    shared = bool(_keys(one.actors) & _keys(other.actors)) + bool(_keys(one.recipients) & _keys(other.recipients))
    same_place = (
        _is_placed(one)
        and _is_placed(other)
        and one.place is not None
        and other.place is not None
        and (one.place.id == other.place.id)
    )
    same_word = one.trigger_text.lower() == other.trigger_text.lower()
    vague = (not other.actors and not other.recipients) or (not one.actors and not one.recipients)
    alike = one.type in _DEEDS and one.mode == other.mode is not None
    return shared + same_place + same_word >= 2 or (vague and (same_place or same_word or alike))


def _join(first: Event, second: Event, *, headline: bool) -> Event:
    """The first telling below the headline with whatever only the other says, and the other's words as evidence."""
    lead, extra = (second, first) if headline else (first, second)
    when = next((one.when for one in (first, second) if one.when is not None and one.when.text), lead.when or extra.when)
    note = Evidence("repeats", "told again", extra.trigger.start, extra.trigger.end)
    kinds = {count.kind for count in lead.counts}
    return replace(
        lead,
        mode=lead.mode or extra.mode,
        actors=_named(lead.actors, extra.actors),
        recipients=lead.recipients or extra.recipients,
        place=lead.place if _is_placed(lead) or not _is_placed(extra) else extra.place or lead.place,
        when=when,
        territory=lead.territory or extra.territory,
        counts=(*lead.counts, *(count for count in extra.counts if count.kind not in kinds)),
        contexts=tuple(sorted({*lead.contexts, *extra.contexts})),
        evidence=gathered(lead.evidence, (note, *extra.evidence)),
    )


def gathered(own: tuple[Evidence, ...], more: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence of an event with what another telling adds, the first of it being the note that it did."""
    if len(own) >= _NOTES:
        return own
    known = set(own)
    return (*own, more[0], *(found for found in more[1:] if found not in known))


def _named(actors: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The actors, or those of the other telling where only they are known: "two gunmen" were who claims the deed."""
    if not actors or (others and all(map(is_unnamed, actors)) and not any(map(is_unnamed, others))):
        return others
    return actors


def _is_placed(event: Event) -> bool:
    """Whether the words of the event's own sentence say where it was."""
    return event.place is not None and event.place.basis in (None, "stated")

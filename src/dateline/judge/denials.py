"""Denials that name no deed: "The group denied involvement", "Lima denied the charge" are about what was told before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import Claim, Event, Evidence, Parse, Sheet

_TOLD = frozenset(("accuses", "asserts"))
_ACCUSED = frozenset(("accuses",))
_FAR_DEED, _FAR_WORD = 3, 2
_LONGEST = 8


def with_denials(sheet: Sheet, words: Mapping[str, frozenset[str]]) -> tuple[Event, ...]:
    """The events, those that a later sentence denies without naming them with the denial's id behind their claims.

    A denied deed ("involvement", "any role") is the last act of force within three sentences; a denied charge is what another
    speaker accused somebody of last, and "it" what another said last, within two. The status stays the report's: that somebody
    denies it is one more claim.
    """
    if sheet.parse is None or not sheet.events:
        return sheet.events
    starts = [sentence.start for sentence in sheet.parse.sentences]
    denied: dict[str, list[Claim]] = {}
    for claim in sheet.claims:
        if claim.stance == "denies" and claim.cue:
            for event in _meant(claim, sheet, starts, words):
                denied.setdefault(event.id, []).append(claim)
    return tuple(_with(event, denied.get(event.id, ())) for event in sheet.events)


def _with(event: Event, claims: Sequence[Claim]) -> Event:
    new = [claim for claim in claims if claim.id not in event.claims]
    if not new:
        return event
    notes = [Evidence("attribution", "denied later", claim.cue[0].start, claim.cue[0].end) for claim in new]
    return replace(event, claims=(*event.claims, *(claim.id for claim in new)), evidence=(*event.evidence, *notes))


def _meant(claim: Claim, sheet: Sheet, starts: list[int], words: Mapping[str, frozenset[str]]) -> list[Event]:
    """The events that the denial is about."""
    noun = _first_noun(claim, sheet.parse, words["determiners"]) if sheet.parse else None
    own = bisect_right(starts, claim.cue[0].start) - 1
    if noun in words["denied_deeds"]:
        before = [
            one
            for one in sheet.events
            if one.type in words["force_types"] and 0 <= own - one.sentence <= _FAR_DEED and one.trigger.end <= claim.cue[0].start
        ]
        last = max((one.sentence for one in before), default=None)
        return [one for one in before if one.sentence == last]
    if noun in words["denied_charges"]:
        return _said_before(claim, sheet, starts, own, _ACCUSED)
    whole = sheet.report.text[claim.content[0].start : claim.content[-1].end].lower()
    if whole in words["denied_words"]:
        before = [one for one in sheet.events if one.type in words["force_types"] and one.sentence == own - 1]
        return _said_before(claim, sheet, starts, own, _TOLD) or before
    return []


def _said_before(denial: Claim, sheet: Sheet, starts: list[int], own: int, stances: frozenset[str]) -> list[Event]:
    """The events of what another speaker said last, by one of the stances."""
    for claim in reversed(sheet.claims):
        if not claim.cue or claim.stance not in stances or claim.content[-1].end > denial.cue[0].start:
            continue
        if own - (bisect_right(starts, claim.cue[0].start) - 1) > _FAR_WORD or _same_speaker(claim, denial):
            continue
        inside = [one for one in sheet.events if any(span.contains(one.trigger) for span in claim.content)]
        if inside:
            return inside
    return []


def _same_speaker(one: Claim, other: Claim) -> bool:
    if one.speaker is None or other.speaker is None:
        return False
    return (one.speaker.id or one.speaker.name) == (other.speaker.id or other.speaker.name)


def _first_noun(claim: Claim, parse: Parse, determiners: frozenset[str]) -> str | None:
    """The first word of a short content that is no article or the like."""
    first = bisect_right(parse.starts, claim.content[0].start) - 1
    for index in range(max(first, 0), min(first + _LONGEST, len(parse))):
        if parse.starts[index] >= claim.content[-1].end:
            return None
        word = parse.texts[index].lower()
        if word not in determiners:
            return word
    return None

"""Whether each event happened, is planned, possible, denied …, by the words above it and by who says so."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.change import replace
from dateline.judge.branches import branches, token_at
from dateline.judge.factuality_values import Verdict
from dateline.judge.factuality_walk import Walker, factuality_of
from dateline.model import Claim, Event, Evidence, Sheet, Status

__all__ = ["FactualityStage", "auxiliary_modes", "factuality_of"]

_LIGHT = "light.csv "
_ASPECTS: dict[str, tuple[Status, float]] = {
    "plan": ("planned", 2.0),
    "threaten": ("hypothetical", 0.0),
    "prevent": ("did_not_happen", -3.0),
}
# The most the author is committed to what a source says.
SAID = 2.85


class FactualityStage:
    """Gives every event its status, the author's commitment and the source's."""

    name = "factuality"
    needs = frozenset({"parse", "events", "claims"})
    fills = frozenset({"status"})

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with the status of its events, each with the words that say so as evidence."""
        if sheet.parse is None or not sheet.events:
            return sheet
        walker = Walker(branches(sheet.parse))
        claims = {claim.id: claim for claim in sheet.claims}
        return replace(sheet, events=tuple(_judged(event, walker, claims) for event in sheet.events))


def _judged(event: Event, walker: Walker, claims: Mapping[str, Claim]) -> Event:
    token = token_at(walker.tree.parse, event.trigger.start, event.trigger.end)
    if token is None:
        return event
    named = (claims[name] for name in event.claims if name in claims)
    inside = [claim for claim in named if any(span.contains(event.trigger) for span in claim.content)]
    verdict = under_claims(_carried(event, walker, walker.verdict(token)), inside, event)
    evidence = verdict.evidence or (Evidence("factuality", "plain", event.trigger.start, event.trigger.end),)
    return replace(
        event,
        status=verdict.status,
        factuality=verdict.score,
        source_factuality=verdict.source_score,
        evidence=(*event.evidence, *evidence),
    )


def _carried(event: Event, walker: Walker, verdict: Verdict) -> Verdict:
    """The verdict on an event noun as the light verb that carries it has it: "will hold a summit", "averted a strike"."""
    light = next((found for found in event.evidence if found.rule.startswith(_LIGHT)), None)
    if light is None or verdict.status != "happened":
        return verdict
    aspect = light.rule.rpartition(":")[2]
    status, score = _ASPECTS.get(aspect, ("happened", 3.0))
    if status != "happened":
        note = Evidence("factuality", f"light verb: {aspect}", light.start, light.end)
        return Verdict(status, score, (*verdict.evidence, note), score)
    token = token_at(walker.tree.parse, light.start, light.end)
    return verdict if token is None else walker.verdict(token)


def under_claims(verdict: Verdict, claims: list[Claim], event: Event) -> Verdict:
    """The verdict as it stands inside the claims around the event, outermost first."""
    if not claims:
        return verdict
    denial = next((claim for claim in claims if claim.stance == "denies" and claim.cue), None)
    if denial is not None and verdict.status == "did_not_happen":
        cue = Evidence("factuality", "denial", denial.cue[0].start, denial.cue[0].end)
        return Verdict("denied", -1.0, (*verdict.evidence, cue), -3.0)
    score = min(verdict.score, SAID) if verdict.score > 0 else verdict.score
    return Verdict(verdict.status, score, verdict.evidence, verdict.source_score)


def auxiliary_modes(event: Event) -> tuple[str, ...]:
    """PLOVER's auxiliary modes of an event: future, hypothetical, negation, historical, in that order."""
    modes = []
    if event.status == "planned":
        modes.append("future")
    if event.status in ("hypothetical", "possible"):
        modes.append("hypothetical")
    if event.status in ("denied", "did_not_happen"):
        modes.append("negation")
    if event.when is not None and event.when.historical:
        modes.append("historical")
    return tuple(modes)

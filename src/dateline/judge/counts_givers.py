"""Who gives a number and on which side those counted are: the claim it stands in, and the party of its event."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from dateline.judge.counts_cues import count_cues
from dateline.judge.covering import Covering
from dateline.model import Actor, Claim, Count, Event, Participant, Span

_AHEAD = 12


def claim_around(count: Count, covering: Covering) -> str | None:
    """The id of the innermost claim of somebody's knowledge that the number stands in; wishes, plans and denials give no number."""
    kinds, stances = count_cues().giving, count_cues().giving_stances
    around = [
        claim
        for claim in covering.of(Span(count.start, count.end))
        if claim.stance in stances and claim.rule.partition(".")[0] in kinds
    ]
    return min(around, key=lambda claim: (_size(claim), claim.id)).id if around else None


def _size(claim: Claim) -> int:
    return sum(part.end - part.start for part in claim.content)


class Sides:
    """Tells the side of counted people from the mentions of actors in and around their phrase."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = tuple(sorted(actors, key=lambda actor: (actor.start, actor.end)))
        self.starts = [actor.start for actor in self.actors]
        self.belongs: Mapping[str, frozenset[str]] = count_cues().belongs

    def of(self, count: Count, event: Event, loser: Span | None = None) -> str | None:
        """The ``side`` of the one party of the event that those counted belong to; ``None`` where that is open."""
        parties = [party for party in (*event.actors, *event.recipients) if party.side is not None]
        for tell in (self._overlaps, self._lost, self._same_country, self._same_sector):
            sides = {party.side for party in parties if tell(count, party, loser)}
            if len(sides) == 1:
                return sides.pop()
            if sides:
                return None
        return None

    def _overlaps(self, count: Count, party: Participant, loser: Span | None) -> bool:
        return loser is None and party.start < count.end and count.start < party.end

    def _lost(self, count: Count, party: Participant, loser: Span | None) -> bool:
        return loser is not None and party.start < loser.end and loser.start < party.end

    def _same_country(self, count: Count, party: Participant, loser: Span | None) -> bool:
        return any(
            (actor.id is not None and actor.id == party.id) or (actor.country is not None and actor.country == party.country)
            for actor in self._named(count)
        )

    def _same_sector(self, count: Count, party: Participant, loser: Span | None) -> bool:
        return bool(count.who) and not self.belongs.get(count.who or "", frozenset()).isdisjoint(party.sectors)

    def _named(self, count: Count) -> tuple[Actor, ...]:
        low = max(0, bisect_left(self.starts, count.start) - _AHEAD)
        high = bisect_right(self.starts, count.end - 1)
        return tuple(actor for actor in self.actors[low:high] if actor.end > count.start and actor.start < count.end)

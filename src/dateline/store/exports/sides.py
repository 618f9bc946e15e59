"""Kinds of actors in ACLED's sense, and which of a happening's parties its layout names first."""

from __future__ import annotations

from dateline.model import Participant
from dateline.store.exports import codes
from dateline.store.exports.codes import AcledActor
from dateline.store.exports.happening import Happening
from dateline.store.exports.layout import first

STATE, REBELS, MILITIA, IDENTITY, CIVILIANS, EXTERNAL = 1, 2, 3, 4, 7, 8
ARMED = frozenset({STATE, REBELS, MILITIA, IDENTITY})
PROTESTS, RIOTS = "Protests", "Riots"
NOT_JOINED = "Peaceful protest"


def kind_of(who: Participant | None) -> AcledActor | None:
    """What kind of actor its first sector makes somebody, None where that is not known."""
    sector = who.sectors[0] if who and who.sectors else ""
    return next((kind for kind in codes.acled_actors() if sector in kind.sectors), None)


def is_state(who: Participant | None) -> bool:
    """Whether somebody acts for a state."""
    kind = kind_of(who)
    return kind is not None and kind.inter == STATE


def _from_abroad(who: Participant, row: Happening) -> bool:
    here = row.place.country if row.place else None
    return bool(here and who.country and who.country != here)


def _own_kind(who: Participant | None, row: Happening) -> AcledActor | None:
    """Their kind where they are: a state's forces in another country are external forces."""
    kind = kind_of(who)
    if kind is None or who is None or kind.inter != STATE or not _from_abroad(who, row):
        return kind
    return next(each for each in codes.acled_actors() if each.inter == EXTERNAL)


def acled_type(row: Happening) -> tuple[str, str]:
    """ACLED's event and sub-event type, empty where it has none."""
    return (row.acled.event_type, row.acled.sub_event_type) if row.acled else ("", "")


def parties(row: Happening) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """The two sides as ACLED orders them: a crowd comes first, whoever moves against it second."""
    event_type, sub_event_type = acled_type(row)
    actors, recipients = row.actors, row.recipients
    against = event_type == PROTESTS and row.type != "PROTEST"
    if against or (event_type == RIOTS and is_state(first(actors))):
        return recipients, actors
    # Whom a crowd protests against is not there; ACLED names a second party only where one is.
    return actors, () if sub_event_type == NOT_JOINED else recipients


def kinds(row: Happening) -> tuple[AcledActor | None, AcledActor | None]:
    """The kinds of the two sides; the first of a protest or riot is its crowd, named or not."""
    one, other = parties(row)
    crowd = next((kind for kind in codes.acled_actors() if acled_type(row)[0] in kind.event_types), None)
    return crowd or _own_kind(first(one), row), _own_kind(first(other), row)

"""What ACLED's and UCDP's layouts need of a row, be it an event as one report tells it or an incident of many reports."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Acled, Claim, Participant, Place, Report, Status, When
from dateline.store.exports.layout import Deaths, count, deaths, number
from dateline.store.records import EventRow, Standing

NO_COUNTRY = "XXX"


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of a layout whose unit is what happened; ``named`` is its id in ACLED's form.

    ``reports`` are the sources, those that are about it first; ``independent`` how many of them count.
    """

    id: str
    named: str
    type: str
    status: Status
    acled: Acled | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: Place | None
    when: When | None
    deaths: Deaths
    crowd: tuple[int, int] | None
    quote: str
    reports: tuple[Report, ...]
    independent: int
    claims: tuple[Claim, ...]
    standing: Standing

    @property
    def published(self) -> str | None:
        """When its first source came out."""
        return self.reports[0].published if self.reports else None


def of_event(row: EventRow) -> Happening:
    """An event as one report tells it."""
    event = row.event
    country = (event.place and event.place.country) or NO_COUNTRY
    return Happening(
        id=event.id,
        named=f"{country}{number(event.id)}",
        type=event.type,
        status=event.status,
        acled=event.acled,
        actors=event.actors,
        recipients=event.recipients,
        place=event.place,
        when=event.when,
        deaths=deaths(event),
        crowd=count(event, "crowd"),
        quote=row.quote,
        reports=(row.report,),
        independent=1,
        claims=row.claims,
        standing=row.standing,
    )

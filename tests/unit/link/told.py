"""Reports and events made by hand for the tests of linking."""

from __future__ import annotations

from dateline.model import Count, Event, Participant, Place, Report, Span, Status, Territory, When

ALDA = Place(0, 4, "Alda", id="t:1", name="Alda", lat=33.0, lon=44.0, country="IRQ", admin1="North", precision="exact")
BORN = Place(0, 4, "Born", id="t:2", name="Born", lat=36.0, lon=41.0, country="IRQ", admin1="West", precision="exact")
FILLER = "Witnesses described smoke over the bazaar and relatives searching hospitals through the night."


def report(name: str, text: str, published: str | None = "2014-06-22", title: str | None = None) -> Report:
    return Report(id=f"r-{name}", external_id=name, text=text, title=title, published=published)


def day(stated: str | None) -> When | None:
    return When(0, 4, "then", stated, stated, "day", "stated") if stated else None


def event(
    name: str,
    *,
    type: str = "ASSAULT",
    mode: str | None = "explosives",
    start: int = 0,
    sentence: int = 0,
    place: Place | None = ALDA,
    on: str | None = "2014-06-21",
    killed: int | None = None,
    status: Status = "happened",
    recipients: tuple[Participant, ...] = (),
    territory: Territory | None = None,
    trigger: str = "bombed",
) -> Event:
    counts = () if killed is None else (Count("killed", killed, killed, 0, 1, str(killed)),)
    return Event(
        id=name,
        type=type,
        mode=mode,
        trigger=Span(start, start + 6),
        trigger_text=trigger,
        sentence=sentence,
        place=place,
        when=day(on),
        counts=counts,
        status=status,
        recipients=recipients,
        territory=territory,
    )

"""Hand-made sheets and a clock that ticks by one second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.model import (
    Actor,
    Claim,
    Coder,
    Count,
    Dispute,
    Event,
    Evidence,
    Failure,
    Incident,
    IncidentCount,
    Parse,
    Participant,
    Place,
    Report,
    Sentence,
    Sheet,
    Span,
    Speaker,
    Statement,
    When,
)

CODER = Coder("0.1.0", "lexicon-1", "hand")
NEWER = Coder("0.2.0", "lexicon-2", "hand")
TEXT = "Gunmen attacked Mora on Friday, killing 12 people, the army said. Soldiers retook the post."


def ticking() -> Callable[[], str]:
    """A clock: 2014-06-22T00:00:01Z, then a second later at each call."""
    seconds = iter(range(1, 86_400))
    return lambda: f"2014-06-22T00:{(now := next(seconds)) // 60:02d}:{now % 60:02d}.000000Z"


def span(words: str, text: str = TEXT) -> Span:
    """Where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def participant(words: str, text: str = TEXT, **more: object) -> Participant:
    """A participant on these words."""
    at = span(words, text)
    return Participant(at.start, at.end, words, **more)  # type: ignore[arg-type]


def event(id: str = "e1", text: str = TEXT, trigger: str = "attacked", **more: object) -> Event:
    """An attack in Cameroon by unnamed gunmen, as the army tells it."""
    place = span("Mora", text)
    made = Event(
        id=id,
        type="ASSAULT",
        mode="firearms",
        trigger=span(trigger, text),
        trigger_text=trigger,
        sentence=0,
        cameo="190",
        quad=4,
        score=-9.0,
        actors=(participant("Gunmen", text, country="CMR", sectors=("UAF",), kind="agent"),),
        recipients=(participant("people", text, country="CMR", sectors=("CVL",)),),
        place=Place(
            place.start,
            place.end,
            "Mora",
            "geonames:2228499",
            "Mora",
            "city",
            11.046,
            -14.14,
            "CMR",
            "Far North",
            "exact",
        ),
        when=When(*_friday(text), "Friday", "2014-06-20", "2014-06-20", "day", "stated"),
        claims=("c1",),
        confidence=0.8,
        counts=(Count("killed", 12, 12, *_twelve(text), "12", None),),
        evidence=(Evidence("find", "attack", span(trigger, text).start, span(trigger, text).end),),
        coder=CODER,
    )
    return replace(made, **more)


def _friday(text: str) -> tuple[int, int]:
    at = span("Friday", text)
    return at.start, at.end


def _twelve(text: str) -> tuple[int, int]:
    at = span("12", text)
    return at.start, at.end


def sheet(id: str = "r1", external: str | None = "a.txt", text: str = TEXT, **more: object) -> Sheet:
    """A coded report with one event and one claim."""
    report = Report(
        id,
        text,
        external,
        "=Attack in Mora",
        "2014-06-21",
        "stated",
        "en",
        "Example Wire",
        ("EXW",),
        ("A. Writer",),
        "MORA",
        "https://example.org/a",
    )
    end = text.index(". ") + 1
    said = span("the army said", text)
    claim = Claim(
        "c1",
        (span("the army", text),),
        (span("said", text),),
        (Span(0, said.start - 2),),
        "indirect",
        "asserts",
        Speaker("the army", "cmr-mil", "CMR", ("MIL",)),
    )
    parse = Parse(sentences=(Sentence(0, end, 0, 14), Sentence(end + 1, len(text), 14, 19)), engine="hand")
    army = span("the army", text)
    made = Sheet(
        report,
        parse,
        actors=(Actor(army.start, army.end, "the army", "cmr-mil", "Army", "CMR", ("MIL",)),),
        claims=(claim,),
        events=(event(f"{id}-e1", text),),
        filled=frozenset({"events"}),
    )
    return replace(made, **more)


def incident(id: str = "i1", events: tuple[str, ...] = ("e1",)) -> Incident:
    """The incident that an attack's reports tell of."""
    told = event()
    statement = Statement(12, 12, "e1", "r1", "c1")
    return Incident(
        id,
        told.type,
        told.mode,
        told.place,
        told.when,
        told.actors,
        told.recipients,
        None,
        "happened",
        events,
        (("r1", "main"),),
        1,
        (IncidentCount("killed", 12, 12, 12, (statement,)),),
        (Dispute("killed", (("12", ("e1",)),)),),
    )


def rejected(id: str = "r9", external: str = "fr.txt") -> Sheet:
    """A report that was read and not coded."""
    return Sheet(Report(id, "Bonjour.", external), rejected="language fr")


def failed(id: str = "r8", external: str = "bad.txt") -> Sheet:
    """A report that broke a stage."""
    return Sheet(Report(id, "Odd.", external), failed=Failure("find", "ValueError: odd"))

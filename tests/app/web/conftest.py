from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.app.web.config import Config
from dateline.app.web.live import Live
from dateline.app.web.server import application
from dateline.model import (
    Claim,
    Coder,
    Count,
    Dispute,
    Event,
    Evidence,
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
    Territory,
    When,
    Zone,
)
from dateline.store.store import Store

CODER = Coder("0.1.0", "test", "test")
HOSTILE = "</script><svg onload=alert(1)> <script>alert(2)</script> \"'><img src=x onerror=alert(3)> \u202eevil"
PLAIN = "Gunmen attacked a border post near Rutba on Sunday, officials said. Twelve soldiers were killed."


def sheet_of(text: str, name: str, **about: object) -> Sheet:
    """A report in which every ``attacked`` is an assault by the first six letters, at a place, as officials say."""
    report = Report(f"r-{name}", text, external_id=name, published="2014-06-22", **about)  # type: ignore[arg-type]
    at = text.find("attacked")
    claim = Claim(
        f"c-{name}", (Span(0, 3),), (Span(0, 1),), (Span(0, len(text)),), "indirect", "asserts", Speaker(name="officials")
    )
    event = Event(
        f"e-{name}",
        "ASSAULT",
        Span(at, at + 8),
        "attacked",
        0,
        mode="firearms",
        quad=4,
        cameo="190",
        actors=(Participant(0, 6, text[0:6], country="IRQ", sectors=("REB",)),),
        recipients=(Participant(at + 11, at + 17, text[at + 11 : at + 17]),),
        place=Place(0, 4, text[0:4], id="geonames:1", name="Rutba", lat=33.04, lon=40.28, country="IRQ", precision="exact"),
        when=When(0, 3, "now", "2014-06-22", "2014-06-22", "day", "stated"),
        claims=(claim.id,),
        counts=(Count("killed", 12, 12, 0, 6, "Twelve"),),
        territory=Territory("taken", by="rebels"),
        confidence=0.61,
        evidence=(Evidence("find", "attack", at, at + 8),),
        runners_up=(("COERCE", 0.3),),
        coder=CODER,
    )
    parse = Parse(sentences=(Sentence(0, len(text), 0, 0),), engine="test")
    return Sheet(replace(report, zones=(Zone(0, len(text), "body"),)), parse=parse, events=(event,), claims=(claim,))


def incident_of(one: Sheet, other: Sheet) -> Incident:
    """An incident of the first event of each of two sheets, who differ on how many were killed."""
    first, second = one.events[0], other.events[0]
    told = tuple(Statement(12, 12, each.id, sheet.report.id, None) for each, sheet in ((first, one), (second, other)))
    return Incident(
        "i-1",
        "ASSAULT",
        None,
        first.place,
        first.when,
        first.actors,
        first.recipients,
        None,
        "happened",
        (first.id, second.id),
        ((one.report.id, "main"), (other.report.id, "mention")),
        2,
        (IncidentCount("killed", 12, 3, 12, told),),
        (Dispute("killed", (("12", (first.id,)), ("3", (second.id,)))),),
    )


def fill(where: str) -> None:
    """Put a plain report, a hostile one and twelve more, and one incident, in a database."""
    hostile = f"{HOSTILE} attacked {HOSTILE}"
    sheets = [
        sheet_of(PLAIN, "plain", title="Border post attacked", outlet="The Example", url="https://example.org/1"),
        sheet_of(hostile, "hostile", title=HOSTILE, outlet=HOSTILE, url="javascript:alert(4)"),
        *(sheet_of(f"Rebels{number} attacked town number {number}.", f"n{number:02}") for number in range(12)),
    ]
    bad = sheets[1].events[0]
    sheets[1] = replace(sheets[1], events=(replace(bad, actors=(Participant(0, 9, HOSTILE, name=HOSTILE),)),))
    with Store(where) as store:
        for sheet in sheets:
            store.save(sheet, CODER)
        store.save_incidents([incident_of(sheets[0], sheets[1])])


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database of fourteen reports and one incident."""
    where = str(tmp_path / "web.db")
    fill(where)
    return where


@pytest.fixture
def live(database: str) -> Iterator[Live]:
    opened = Live(database)
    yield opened
    opened.close()


@pytest.fixture
def client(live: Live) -> TestClient:
    return TestClient(application(live, Config()), base_url="http://localhost:8765")

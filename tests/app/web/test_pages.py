from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.app.web.conftest import incident_of, sheet_of

from dateline.app.web.incidents import told
from dateline.app.web.live import Live
from dateline.app.web.overview import visits
from dateline.store.records import EventRow, Standing

PAGES = (
    "/",
    "/?type=ASSAULT&status=happened&q=border&sort=doubt",
    "/reports",
    "/reports?state=coded",
    "/reports/plain",
    "/reports/r-plain?event=e-plain",
    "/incidents",
    "/incidents/i-1",
    "/compare?event=e-plain&event=e-hostile",
    "/map",
    "/map?event=e-plain",
    "/timeline",
    "/timeline?place=IRQ",
    "/review",
    "/review?blind=1",
    "/review/agreement",
    "/review/items/e-plain",
    "/me",
    "/api",
    "/api/openapi.json",
    "/api/events",
    "/api/events/e-plain",
    "/api/facets",
    "/api/points",
    "/api/reports",
    "/api/incidents",
    "/api/incidents/i-1",
    "/api/holdings",
    "/api/decisions",
    "/events.csv",
    "/reports/plain.json",
    "/static/site.css",
    "/static/vendor/maplibre-gl.mjs",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ("/api/events?cursor=x", "/reports/none", "/events/none", "/incidents/none", "/api/events/none", "/nowhere")
)
def test_what_is_not_there_is_404(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


WRONG = ("start=soon", "page=0", "size=9999", "sort=up", "box=1,2,3", "box=0,50,0,-50", "page=²")


@pytest.mark.parametrize("asked", WRONG)
def test_what_cannot_be_read_is_told(client: TestClient, asked: str) -> None:
    answer = client.get(f"/api/events?{asked}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_words_of_an_event_are_lit(client: TestClient) -> None:
    page = client.get("/reports/r-plain?event=e-plain").text
    found = re.search(r'<span class="([^"]*)"[^>]*data-s="7"[^>]*>attacked<', page)
    assert found is not None
    assert {"on-trigger", "trig"} <= set(found[1].split())


def test_facets_count_what_the_others_leave(client: TestClient) -> None:
    told = client.get("/api/facets?q=border").json()
    assert told["total"] == 1
    assert told["facets"]["outlet"] == [{"value": "The Example", "count": 1}]
    both = client.get("/api/facets?outlet=The+Example").json()
    assert sum(each["count"] for each in both["facets"]["outlet"]) == 14
    assert both["facets"]["actor"][0]["count"] == 1


def test_pages_of_the_api_join_to_the_whole(client: TestClient) -> None:
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        told = client.get("/api/events", params={"size": 4, **({"cursor": cursor} if cursor else {})}).json()
        seen += [event["id"] for event in told["events"]]
        cursor = told["next"]
    assert len(seen) == len(set(seen)) == told["total"] == 14


def test_since_tells_what_was_withdrawn(client: TestClient, live: Live) -> None:
    before = max(line.changed for line in live.index().lines)
    live.store.withdraw("r-n03", "wrong")
    told = client.get("/api/events", params={"since": before}).json()
    assert [(event["id"], event["why_withdrawn"]) for event in told["events"]] == [("e-n03", "wrong")]
    assert client.get("/api/events").json()["total"] == 13


def test_csv_has_the_events_that_are_asked_for(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/events.csv?q=border").text)))
    assert [row["id"] for row in rows] == ["e-plain"]


def test_a_visit_is_remembered(client: TestClient, live: Live) -> None:
    assert "Your first visit" in client.get("/").text
    later = {"seen": "|2020-01-01T00:00:00.000000Z"}
    assert "14</b> events new or changed" in TestClient(client.app, base_url=client.base_url, cookies=later).get("/").text


def test_pages_soon_after_each_other_are_one_visit() -> None:
    assert visits("", "2024-05-02T10:00:00Z") == ("", "|2024-05-02T10:00:00Z")
    assert visits("|2024-05-02T10:00:00Z", "2024-05-02T10:10:00Z") == ("", "|2024-05-02T10:10:00Z")
    seen = "|2024-05-02T10:10:00Z"
    assert visits(seen, "2024-05-03T09:00:00Z") == ("2024-05-02T10:10:00Z", "2024-05-02T10:10:00Z|2024-05-03T09:00:00Z")
    seen = "2024-05-02T10:10:00Z|2024-05-03T09:00:00Z"
    assert visits(seen, "2024-05-03T09:05:00Z")[0] == "2024-05-02T10:10:00Z"
    assert visits("x|y", "2024-05-03T09:05:00Z")[0] == ""


def test_the_map_says_how_precise_it_is(client: TestClient) -> None:
    told = client.get("/api/points").json()
    [feature] = told["features"]
    assert feature["properties"]["precision"] == "exact"
    assert feature["properties"]["n"] == 14
    assert told["unplaced"] == 0


def test_disputes_come_first_on_an_incident(client: TestClient) -> None:
    page = client.get("/incidents/i-1").text
    assert 0 < page.index("In dispute") < page.index("How many") < page.index("What the reports say")
    assert "Same incident as the first, or not?" in page


@pytest.mark.parametrize("asked", ("Iraq", "iraq", "IRQ", "Rutba", "rutbá", "geonames:1", "Ruṭba"))
def test_a_place_is_found_however_it_is_written(client: TestClient, asked: str) -> None:
    assert client.get("/api/events", params={"place": asked}).json()["total"] == 14


@pytest.mark.parametrize("asked", ("utba", "Iran", "Mali"))
def test_a_part_of_a_word_is_no_place(client: TestClient, asked: str) -> None:
    assert client.get("/api/events", params={"place": asked}).json()["total"] == 0
    assert "Search the words" in client.get("/", params={"place": asked}).text


def test_the_short_answer(client: TestClient, live: Live) -> None:
    live.store.decide("e-plain", "change", field="status", value="denied", user="ann")
    page = client.get("/?place=Rutba&start=2014-06-16&end=2014-06-22").text
    answer = page[page.index('id="digest-title"') : page.index("</section>", page.index('id="digest-title"'))]
    for words in (
        "<b>14</b> events",
        "officials",
        "Gunmen attacked a border post",
        "st-denied",
        "12 or 3",
        "A person checked 1 of 14",
    ):
        assert words in answer, words


def test_the_chart_counts_incidents_by_day_and_type(client: TestClient) -> None:
    page = client.get("/").text
    assert "2014-06-22: 1 (ASSAULT 1)" in page and "Incidents by day and type" in page


def test_copies_of_a_story_are_folded() -> None:
    first, copy, other = (sheet_of(f"{name} attacked a post.", name) for name in ("one", "two", "three"))
    rows = tuple(EventRow(each.events[0], each.report, "", Standing("")) for each in (first, copy, other))
    incident = replace(incident_of(first, other), reports=tuple((row.report.id, "main") for row in rows))
    folded = told(incident, rows, {"r-two": "r-one"})
    assert [(each.rows[0].report.id, [row.report.id for row in each.copies]) for each in folded] == [
        ("r-one", ["r-two"]),
        ("r-three", []),
    ]


def test_why_two_events_may_be_one(client: TestClient) -> None:
    page = client.get("/compare?event=e-plain&event=e-hostile&incident=i-1").text
    assert "one and the same town or district" in page and "Linking has put them in one incident" in page

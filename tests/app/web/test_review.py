from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.app.web.conftest import PLAIN

from dateline.app.web.agreement import agreement, alpha, differences, percent
from dateline.app.web.config import Config
from dateline.app.web.giving import told
from dateline.app.web.live import Live
from dateline.app.web.params import Chosen
from dateline.app.web.review import queue
from dateline.app.web.site import Site
from dateline.model import Decision


def decide(client: TestClient, **body: object) -> dict[str, object]:
    answer = client.post("/api/decisions", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_a_decision_is_kept_and_undone(client: TestClient, live: Live) -> None:
    client.cookies.set("coder", "ann")
    decide(client, target="e-plain", action="reject", reason="not an event")
    assert live.store.event("e-plain").review == "rejected"  # type: ignore[union-attr]
    assert client.get("/api/events").json()["total"] == 13
    told = client.post("/api/undo", json={}).json()
    assert told["event"] == "e-plain" and told["undone"]["user"] == "ann"
    assert client.get("/api/events").json()["total"] == 14


def test_undo_goes_all_the_way_back(client: TestClient, live: Live) -> None:
    for value in ("planned", "possible", "denied"):
        decide(client, target="e-plain", action="change", field="status", value=value)
    seen = [live.store.event("e-plain").event.status]  # type: ignore[union-attr]
    while client.post("/api/undo", json={}).json()["undone"] is not None:
        seen.append(live.store.event("e-plain").event.status)  # type: ignore[union-attr]
    assert seen == ["denied", "possible", "planned", "happened"]


def test_undo_takes_back_only_ones_own(client: TestClient, live: Live) -> None:
    live.store.decide("e-plain", "accept", user="bob")
    client.cookies.set("coder", "ann")
    assert client.post("/api/undo", json={}).json()["undone"] is None


def test_words_become_actor_and_trigger(client: TestClient, live: Live) -> None:
    decide(client, target="e-plain", action="span", field="actors", start=0, end=6)
    decide(client, target="e-plain", action="span", field="trigger", start=7, end=15)
    event = live.store.event("e-plain").event  # type: ignore[union-attr]
    assert (event.actors[0].text, event.trigger.start) == ("Gunmen", 7)


def test_a_trigger_moves_with_its_words(client: TestClient, live: Live) -> None:
    at = PLAIN.index("killed")
    decide(client, target="e-plain", action="span", field="trigger", start=at, end=at + 6)
    event = live.store.event("e-plain").event  # type: ignore[union-attr]
    assert (event.trigger.start, event.trigger_text) == (at, "killed")
    client.post("/api/undo", json={})
    assert live.store.event("e-plain").event.trigger_text == "attacked"  # type: ignore[union-attr]


def test_a_missed_event_becomes_an_event(client: TestClient, live: Live) -> None:
    at = PLAIN.index("killed")
    told = decide(client, target="e-plain", action="missed", value="ASSAULT/firearms", start=at, end=at + 6)
    added = live.store.event(str(told["event"]))
    assert added is not None and added.report.id == "r-plain"
    assert (added.event.type, added.event.mode, added.event.trigger_text) == ("ASSAULT", "firearms", "killed")
    assert client.get("/api/events").json()["total"] == 15
    decide(client, target=str(told["event"]), action="span", field="recipients", start=at - 14, end=at - 6)
    assert live.store.event(str(told["event"])).event.recipients[0].text == PLAIN[at - 14 : at - 6]  # type: ignore[union-attr]
    client.post("/api/undo", json={})
    assert client.post("/api/undo", json={}).json()["event"] == told["event"]
    assert client.get("/api/events").json()["total"] == 14


def test_words_become_a_number_in_place_of_what_stood_on_them(client: TestClient, live: Live) -> None:
    at = PLAIN.index("Twelve")
    decide(client, target="e-plain", action="span", field="counts", value="injured/12-15", start=at, end=at + 6)
    counts = live.store.event("e-plain").event.counts  # type: ignore[union-attr]
    assert [(each.kind, each.low, each.high, each.text) for each in counts] == [
        ("killed", 12, 12, "Twelve"),
        ("injured", 12, 15, "Twelve"),
    ]
    decide(client, target="e-plain", action="span", field="counts", value="missing/2", start=at, end=at + 15)
    counts = live.store.event("e-plain").event.counts  # type: ignore[union-attr]
    assert [(each.kind, each.low) for each in counts] == [("killed", 12), ("missing", 2)]


@pytest.mark.parametrize("value", ("killed", "nobody/3", "", "killed/many"))
def test_a_number_says_what_is_counted_and_how_many(client: TestClient, value: str) -> None:
    body = {"target": "e-plain", "action": "span", "field": "counts", "value": value, "start": 0, "end": 7}
    assert client.post("/api/decisions", json=body).status_code == 400


def test_words_without_a_day_are_no_time(client: TestClient) -> None:
    body = {"target": "e-plain", "action": "span", "field": "when", "start": 0, "end": 7}
    answer = client.post("/api/decisions", json=body)
    assert answer.status_code == 400 and "type it" in answer.json()["error"]


def test_typed_days_replace_the_time(client: TestClient, live: Live) -> None:
    decide(client, target="e-plain", action="change", field="when", value="2014-06-19/2014-06-21")
    when = live.store.event("e-plain").event.when  # type: ignore[union-attr]
    assert when is not None and (when.earliest, when.latest, when.basis) == ("2014-06-19", "2014-06-21", "stated")
    for wrong in ("yesterday", "2014-06-21/2014-06-19", "2014-13-01"):
        body = {"target": "e-plain", "action": "change", "field": "when", "value": wrong}
        assert client.post("/api/decisions", json=body).status_code == 400


def test_a_typed_place_comes_from_the_gazetteer_whole(client: TestClient, live: Live) -> None:
    decide(client, target="e-plain", action="change", field="place", value="Mosul, Iraq")
    place = live.store.event("e-plain").event.place  # type: ignore[union-attr]
    assert place is not None and place.country == "IRQ" and place.name == "Mosul"
    assert place.lat is not None and abs(place.lat - 36.34) < 0.2
    for wrong in ("Mosul, Iceland", "Xyzzyville", "Mosul, Nowhereland"):
        body = {"target": "e-plain", "action": "change", "field": "place", "value": wrong}
        assert client.post("/api/decisions", json=body).status_code == 400


@pytest.mark.parametrize(
    ("value", "words"),
    (
        ("planned", "planned"),
        ('{"start": 0, "end": 0, "text": "", "name": "Mosul"}', "Mosul"),
        ('[{"text": "gunmen"}, {"text": "police"}]', "gunmen, police"),
        ('{"earliest": "2014-06-19", "latest": "2014-06-21"}', "2014-06-19 – 2014-06-21"),
        ('[{"kind": "killed", "low": 10, "high": 12}, {"kind": "injured", "low": 3, "high": 3}]', "10–12 killed, 3 injured"),
        ("[]", "nothing"),
        ("[" * 5000, "[" * 5000),
    ),
)
def test_what_was_decided_is_told_in_words(value: str, words: str) -> None:
    assert told(value) == words


@pytest.mark.parametrize("value", ("NOTHING", "ASSAULT/nothing", "", None))
def test_a_missed_event_has_a_type_there_is(client: TestClient, value: str | None) -> None:
    body = {"target": "e-plain", "action": "missed", "value": value, "start": 0, "end": 6}
    assert client.post("/api/decisions", json=body).status_code == 400


def test_the_queue_begins_with_doubt_and_leaves_out_what_is_done(client: TestClient, live: Live) -> None:
    site = Site(live, Config())
    assert len(queue(site, Chosen(), "ann", False)[0]) == 14
    live.store.decide("e-plain", "accept", user="bob")
    assert "e-plain" not in queue(site, Chosen(), "ann", False)[0]
    assert "e-plain" in queue(site, Chosen(), "ann", True)[0]
    assert "e-plain" not in queue(site, Chosen(), "bob", True)[0]


def test_blind_items_show_the_machines_coding(client: TestClient, live: Live) -> None:
    live.store.decide("e-plain", "change", field="status", value="denied", user="bob")
    assert "bob" in client.get("/review/items/e-plain").text
    blind = client.get("/review/items/e-plain?blind=1").text
    assert "bob" not in blind and "st-happened" in blind and "st-denied" not in blind


def test_settling_ends_a_difference(client: TestClient, live: Live) -> None:
    live.store.decide("e-plain", "change", field="status", value="denied", user="bob")
    live.store.decide("e-plain", "accept", user="ann")
    [one] = differences(live.store.decisions())
    assert one.field == "status" and dict(one.values) == {"bob": "denied", "ann": "as coded"}
    body = {"target": one.target, "field": "status", "value": "as coded"}
    assert client.post("/api/settle", json=body).status_code == 200
    assert differences(live.store.decisions()) == ()
    assert live.store.event("e-plain").event.status == "happened"  # type: ignore[union-attr]


def made(user: str, target: str, action: str, number: int) -> Decision:
    return Decision(f"d{number}", f"event:{target}", action, None, None, user, str(number))


def test_agreement_of_two_coders() -> None:
    verdicts = {"a": ("accept", "accept"), "b": ("reject", "reject"), "c": ("accept", "reject"), "d": ("accept", "accept")}
    decisions = [
        made(user, target, pair[at], 10 * row + at)
        for row, (target, pair) in enumerate(verdicts.items())
        for at, user in enumerate(("ann", "bob"))
    ]
    [one] = agreement(decisions)
    assert (one.units, one.percent) == (4, 0.75)
    assert one.alpha == pytest.approx(1 - 7 * 2 / 30)


def test_alpha_as_published() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section B: nominal data, two observers.
    first = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    second = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.692, abs=5e-4)
    assert percent(list(zip(first, second, strict=True))) == pytest.approx(9 / 12)
    assert alpha([("x", "x"), ("x", "x")]) is None


def test_a_name_is_kept_on_one_line(client: TestClient) -> None:
    answer = client.post("/me", data={"name": " Ann\n<b>\u202eReader "}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert "Ann&lt;b&gt;Reader" in client.get("/review").text
    assert client.post("/me", data={"name": " "}).status_code == 400

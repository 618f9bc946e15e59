from __future__ import annotations

import json
import socket
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient
from tests.app.web.conftest import HOSTILE
from tests.app.web.test_pages import PAGES

from dateline.app.web.config import BODY_LIMIT, QUERY_LIMIT, TEXT_LIMIT, Config, config_of
from dateline.app.web.live import Live
from dateline.app.web.paper import island, safe_url
from dateline.app.web.server import application, serve
from dateline.errors import InputError

HOSTILE_PAGES = (
    *PAGES,
    "/reports/r-hostile",
    "/reports/r-hostile?event=e-hostile",
    "/review/items/e-hostile",
    "/reports/hostile.json",
    "/api/events/e-hostile",
    "/?q=%3Cscript%3Ealert(9)%3C/script%3E",
    "/timeline?actor=%3Csvg%20onload=alert(9)%3E",
    "/reports/%3Cscript%3E",
    "/?place=%22%3E%3Cscript%3E",
)


class Tags(HTMLParser):
    """Fails on a tag that a page must not have."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not [name for name in given if name.startswith("on") or name == "style"], (tag, given)
        assert tag not in ("svg", "img", "iframe", "object", "base", "style") or "onload" not in given
        if tag == "script":
            assert (given.get("src") or "").startswith("/static/") or given.get("type") == "application/json"
        for name in ("href", "src", "action"):
            address = given.get(name)
            assert address is None or address.startswith(("/", "#", "?", "https://example.org/")), address


@pytest.mark.parametrize("address", [each for each in HOSTILE_PAGES if not each.startswith(("/static", "/events.csv"))])
def test_hostile_words_stay_text(client: TestClient, address: str) -> None:
    answer = client.get(address)
    for word in ("<svg onload", "<script>", "<img", "\u202e", 'href="javascript:'):
        assert word not in answer.text, word
    if answer.headers["content-type"].startswith("text/html"):
        Tags().feed(answer.text)


def test_hostile_words_are_shown(client: TestClient) -> None:
    page = client.get("/reports/r-hostile").text
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in page
    assert "javascript:alert(4)" in page
    assert client.get("/api/events/e-hostile").json()["report"]["title"] == HOSTILE


def test_an_island_cannot_be_left(client: TestClient) -> None:
    made = island({"text": HOSTILE + "\u2028<!--"})
    assert "<" not in made and made.isascii()
    assert json.loads(made)["text"] == HOSTILE + "\u2028<!--"


NOT_WEB = ("javascript:alert(1)", "data:text/html,x", "vbscript:x", " jAvascript:x", "//x", "http://[", None)


@pytest.mark.parametrize("address", NOT_WEB)
def test_only_web_addresses_are_linked(address: str | None) -> None:
    assert safe_url(address) is None


@pytest.mark.parametrize("address", ("/", "/map", "/api/events", "/static/site.css", "/nowhere"))
def test_every_answer_carries_a_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ),
)
@pytest.mark.parametrize("address", ("/api/decisions", "/api/undo", "/api/annotate", "/me"))
def test_posts_from_elsewhere_are_refused(client: TestClient, live: Live, address: str, headers: dict[str, str]) -> None:
    body = {"target": "e-plain", "action": "reject"}
    assert client.post(address, json=body, headers=headers).status_code == 403
    assert live.store.decisions() == ()


@pytest.mark.parametrize("headers", ({"sec-fetch-site": "same-origin"}, {"origin": "http://localhost:8765"}, {}))
def test_own_posts_pass(client: TestClient, headers: dict[str, str]) -> None:
    body = {"target": "e-plain", "action": "accept"}
    assert client.post("/api/decisions", json=body, headers=headers).status_code == 200


def test_reading_changes_nothing(client: TestClient) -> None:
    assert client.get("/api/undo").status_code == 405


@pytest.mark.parametrize("host", ("0.0.0.0", "::", "192.168.1.4", "example.org"))
def test_an_open_address_needs_a_password(host: str) -> None:
    with pytest.raises(InputError, match="DATELINE_PASSWORD"):
        config_of(host, 1, {})
    assert config_of(host, 1, {"DATELINE_PASSWORD": "x"}).password == "x"


def test_serve_refuses_before_it_listens(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_PASSWORD", raising=False)
    monkeypatch.setattr(socket.socket, "bind", lambda *_: pytest.fail("bound"))
    with pytest.raises(InputError):
        serve(database, host="0.0.0.0", port=0)


@pytest.mark.parametrize("host", ("127.0.0.1", "localhost", "::1"))
def test_this_machine_needs_none(host: str) -> None:
    assert config_of(host, 1, {}).password is None


def test_a_password_locks_everything(live: Live) -> None:
    app = application(live, Config("0.0.0.0", 80, password="open sesame", token="reader"))
    client = TestClient(app, base_url="http://dateline.example")
    assert client.get("/").status_code == 401
    assert client.get("/static/site.css").status_code == 401
    assert client.get("/", auth=("ann", "wrong")).status_code == 401
    assert ">ann</a>" in client.get("/", auth=("ann", "open sesame")).text
    token = {"authorization": "Bearer reader"}
    assert client.get("/api/events", headers=token).status_code == 200
    assert client.get("/", headers=token).status_code == 403
    assert client.post("/api/undo", headers=token).status_code == 403
    assert client.get("/api/events", headers={"authorization": "Bearer x"}).status_code == 401
    assert client.get("/", headers={"authorization": "Basic ???"}).status_code == 401


def test_other_names_are_not_answered(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "[::1]:8765"}).status_code == 200


def test_bodies_and_addresses_have_limits(client: TestClient) -> None:
    assert client.post("/api/decisions", content=b"x" * (BODY_LIMIT + 1)).status_code == 413
    assert client.get("/api/events?q=" + "x" * QUERY_LIMIT).status_code == 414
    assert client.get("/api/events?q=" + "x" * 400).status_code == 400
    assert client.post("/api/annotate", json={"text": "x" * (TEXT_LIMIT + 1)}).status_code == 400


@pytest.mark.parametrize(
    "body",
    (
        b"",
        b"[]",
        b"{",
        b"1",
        b'{"target": 1}',
        b'{"target": "e-plain", "action": "drop"}',
        b"[" * 5000,
        b'{"target": "e-plain", "action": "change", "field": "id", "value": "x"}',
        b'{"target": "e-plain", "action": "span", "field": "actors", "start": 5, "end": 5000}',
    ),
)
def test_bad_decisions_are_refused(client: TestClient, live: Live, body: bytes) -> None:
    assert client.post("/api/decisions", content=body).status_code == 400
    assert live.store.decisions() == ()


@pytest.mark.parametrize(
    "address",
    (
        "/static/../config.py",
        "/static/%2e%2e/config.py",
        "/static/..%2fserver.py",
        "/static//etc/passwd",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/reports/..%2f..%2fetc%2fpasswd",
        "/reports//etc/passwd",
    ),
)
def test_no_address_reaches_a_file(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "import" not in answer.text and "root:" not in answer.text

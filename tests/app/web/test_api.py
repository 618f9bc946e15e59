"""Whatever is asked of the API, it answers in the ways its own description says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.app.web.conftest import CODER, HOSTILE, PLAIN, sheet_of

from dateline.app.web.config import Config
from dateline.app.web.live import Live
from dateline.app.web.openapi import description
from dateline.app.web.server import application
from dateline.store.store import Store

PATHS = description()["paths"]
READS = sorted(path for path, methods in PATHS.items() if "get" in methods)
WRITES = sorted(path for path, methods in PATHS.items() if "post" in methods and path != "/api/annotate")
KNOWN = ["e-plain", "r-plain", "IRQ", "ASSAULT", HOSTILE, "2014-06-22", "0,0,50,50", "1"]
TEXT = st.one_of(st.text(max_size=30), st.sampled_from(KNOWN))
JSON = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT), lambda each: st.lists(each, max_size=3))
QUICK = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    where = str(Path(tmp_path_factory.mktemp("api")) / "api.db")
    with Store(where) as store:
        store.save(sheet_of(PLAIN, "plain"), CODER)
    live = Live(where)
    yield TestClient(application(live, Config()), base_url="http://localhost:8765")
    live.close()


def names_of(path: str) -> list[str]:
    return [each["name"] for each in PATHS[path]["get"]["parameters"] if each["in"] == "query"]


@pytest.mark.parametrize("path", READS)
@QUICK
@given(data=st.data())
def test_any_question_gets_a_described_answer(api: TestClient, path: str, data: st.DataObject) -> None:
    asked = data.draw(st.dictionaries(st.sampled_from([*names_of(path), "x"]), st.lists(TEXT, min_size=1, max_size=2), max_size=4))
    address = path.replace("{id}", "e-plain")
    answer = api.get(address, params=asked)
    assert str(answer.status_code) in PATHS[path]["get"]["responses"], (address, asked)
    if answer.status_code == 400:
        assert answer.json()["error"] if address.startswith("/api/") else answer.text


@pytest.mark.parametrize("path", WRITES)
@QUICK
@given(body=st.one_of(JSON, st.dictionaries(st.sampled_from(["target", "action", "field", "value", "start", "end"]), JSON)))
def test_any_body_gets_a_described_answer(api: TestClient, path: str, body: object) -> None:
    answer = api.post(path, content=json.dumps(body), headers={"content-type": "application/json"})
    assert str(answer.status_code) in PATHS[path]["post"]["responses"], body


def test_a_text_is_coded_on_request(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.app.web import api as module

    class Fake:
        def code(self, text: str, *, published: str | None = None) -> object:
            return sheet_of(text, "asked")

    monkeypatch.setattr(module, "Coder", Fake)
    told = api.post("/api/annotate", json={"text": PLAIN, "published": "2014-06-22"}).json()
    assert told["text"] == PLAIN and told["events"][0]["type"] == "ASSAULT"
    assert [(each["start"], each["end"]) for each in told["sentences"]] == [(0, len(PLAIN))]


schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

CASES = schemathesis.openapi.from_dict(description()).exclude(path="/api/annotate")


@pytest.mark.slow
@CASES.parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("ignore")
def test_schemathesis_finds_no_answer_that_is_not_described(api: TestClient, case: schemathesis.Case) -> None:
    # What a box or a decision must be is more than a schema can say, so a refusal that is described is a good answer.
    loose = {"/api/decisions", "/api/events", "/api/facets", "/api/incidents", "/api/points", "/events.csv"}
    passed_over = [schemathesis.checks.positive_data_acceptance] if case.operation.path in loose else []
    answer = case.call(base_url="http://localhost:8765", app=api.app)
    if answer.status_code in (413, 414):
        passed_over.append(schemathesis.checks.negative_data_rejection)
    case.validate_response(answer, excluded_checks=passed_over)

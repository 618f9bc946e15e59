"""The workbench in a real browser; skipped where Chromium or Playwright is missing."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from dateline.app.web.config import Config
from dateline.app.web.live import Live
from dateline.app.web.server import application

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
AXE = Path(__file__).parents[3] / "web/node_modules/axe-core/axe.min.js"
VIEWS = (
    "/",
    "/reports/r-plain?event=e-plain",
    "/incidents",
    "/incidents/i-1",
    "/timeline",
    "/review",
    "/reports",
    "/map",
    "/api",
    "/?place=Iraq",
    "/?q=nowhere",
    "/timeline?place=Iraq",
    "/help",
    "/compare?event=e-plain&event=e-hostile&incident=i-1",
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader"]
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it, or name one in CHROMIUM"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture
def address(live: Live) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(application(live, Config()), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as run:
        opened = run.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser, address: str) -> Iterator[object]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.problems = []
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.on("dialog", lambda dialog: opened.problems.append(dialog.message))
    opened.on("console", lambda told: opened.problems.append(told.text) if told.type == "error" else None)
    opened.address = address
    yield opened
    assert opened.problems == []
    context.close()


def test_from_a_search_to_the_words_to_the_map(page) -> None:
    page.goto(page.address)
    page.keyboard.press("/")
    page.keyboard.type("border post")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=border+post**")
    assert "1 event" in page.inner_text(".count")
    page.click(".event .open")
    assert page.inner_text(".on-trigger") == "attacked"
    assert page.inner_text(".on-recipient") == "border"
    page.click(".card.chosen >> text=map")
    page.wait_for_selector("#map[data-ready=yes]", timeout=30_000)
    page.wait_for_selector("#panel li")
    assert "Rutba" in page.inner_text("#panel h2")


def test_ten_by_keyboard_alone_undo_reload(page, live: Live) -> None:
    page.goto(page.address + "/review")
    first = page.get_attribute(".item", "data-id")
    for key in "arnararara":
        before = page.get_attribute(".item", "data-id")
        page.keyboard.press(key)
        _until(lambda before=before: page.evaluate("document.querySelector('.item')?.dataset.id") != before)
    _until(lambda: page.inner_text("#left") == "4")
    _until(lambda: len(live.store.decisions()) == 10)
    assert [each.action for each in live.store.decisions()] == ["accept" if key == "a" else "reject" for key in "arnararara"]
    page.keyboard.press("u")
    _until(lambda: page.inner_text("#said").startswith("Taken back"))
    page.reload()
    page.keyboard.press("u")
    _until(lambda: page.inner_text("#said").startswith("Taken back"))
    assert [each.action for each in live.store.decisions()].count("undo") == 2
    page.goto(f"{page.address}/events/{first}")
    assert "accepted" in page.inner_text(".card.chosen")


def test_words_are_walked_and_given(page, live: Live) -> None:
    page.goto(page.address + "/review?event=e-plain")
    for key in ("w", "ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("R")
    _until(lambda: live.store.event("e-plain").event.recipients[0].text == "border post")
    page.keyboard.press("6")
    _until(lambda: live.store.event("e-plain").event.status == "denied")
    page.keyboard.press("?")
    assert page.is_visible("#keys")


def test_words_selected_by_touch_are_given_by_a_button(browser, address: str, live: Live) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address + "/review?event=e-plain")
    assert not page.is_visible("#gives")
    page.evaluate(
        """() => {
            const words = [...document.querySelectorAll(".item .text [data-s]")].map((each) => each.firstChild);
            const holder = words.find((each) => each && each.data.includes("Twelve"));
            const start = holder.data.indexOf("Twelve");
            document.getSelection().setBaseAndExtent(holder, start, holder, start + 6);
        }"""
    )
    page.wait_for_selector("#gives:not([hidden])")
    page.tap("#gives [data-give=N]")
    page.select_option("#count select", "injured")
    page.fill("#count input", "12")
    page.tap("#count button.main")
    _until(lambda: [count.kind for count in live.store.event("e-plain").event.counts] == ["killed", "injured"])
    _until(lambda: "12 injured" in page.inner_text(".past"))
    context.close()


@pytest.mark.parametrize("width", (1440, 390))
def test_a_newcomer_gets_an_answer_by_keyboard_alone(browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("?")
    assert "said by" in page.inner_text("#keys")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.keyboard.type("Rutba")
    page.keyboard.press("Enter")
    page.wait_for_selector(".digest")
    answer = page.inner_text(".digest")
    for words in ("Rutba", "1 incident", "officials", "Nobody, in what these reports tell of it", "Nobody has checked"):
        assert words in answer
    assert "killed" in answer.split("Do the reports agree?")[1]
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.chosen")
    assert page.inner_text(".on-trigger") == "attacked"
    context.close()


def test_a_missed_event_is_added_by_keyboard(page, live: Live) -> None:
    page.goto(page.address + "/review?event=e-plain")
    for key in ("w", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight", "m"):
        page.keyboard.press(key)
    words = page.inner_text("#missed-words")
    page.select_option("#missed select[name=type]", "ASSAULT")
    page.keyboard.press("Enter")
    page.click("#missed button.main") if page.is_visible("#missed") else None
    _until(lambda: page.inner_text("#said").startswith("Added"))
    added = live.store.event(page.get_attribute(".item", "data-id"))
    assert added.event.trigger_text == words and page.inner_text(".on-trigger") == words
    page.keyboard.press("u")
    _until(lambda: "added event" in page.inner_text("#said"))


def test_all_places_on_the_map_can_be_had_by_keyboard(page) -> None:
    page.goto(page.address + "/map")
    page.wait_for_selector("#map[data-ready=yes]", timeout=30_000)
    page.focus("#list")
    page.keyboard.press("Enter")
    assert "Rutba" in page.inner_text("#panel .places")
    page.focus("#panel .places button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel[data-shows=events] li")
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")
    page.check("#holdings")
    _until(lambda: "held on" in page.inner_text("#told"))


def test_hostile_words_do_nothing(page) -> None:
    for path in ("/", "/reports/r-hostile?event=e-hostile", "/incidents/i-1", "/timeline", "/review?event=e-hostile"):
        page.goto(page.address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.querySelectorAll('main svg[onload], main img, main script').length") == 0


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: run npm ci in web/")
@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_axe_finds_no_serious_fault(browser, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    found = []
    for path in VIEWS:
        opened.goto(address + path)
        opened.add_script_tag(path=str(AXE))
        told = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            (path, each["id"], each["nodes"][0]["html"][:160], each["nodes"][0]["failureSummary"][:300])
            for each in told["violations"]
            if each["impact"] in ("serious", "critical")
        ]
    context.close()
    assert found == []


def test_a_phone_needs_no_sideways_scrolling(browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    wide = []
    for path in VIEWS:
        opened.goto(address + path)
        width = opened.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide.append((path, width))
    context.close()
    assert wide == []


def _until(true) -> None:
    for _ in range(100):
        if true():
            return
        time.sleep(0.05)
    assert true()

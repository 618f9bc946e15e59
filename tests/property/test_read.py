from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Failure, Report
from dateline.read import read_bytes, read_text
from dateline.read.dates import find_dates

LINES = st.sampled_from(
    [
        "Send in e-mail",
        "By Ann Sample",
        "Rebels take town",
        "Rebels captured the town on Saturday, officials said.",
        "",
        "Credit: AP",
        "GOMA, June 3 (Reuters) - Rebels captured the town on Monday.",
        "22 June 2014",
        "Published: 31/12/2014",
        "Related stories",
        "Comments",
        "Heavy fighting",
        "Correction: The town is in the north.",
        "(Reporting by A. Sample)",
        "— ",
        "İstanbul (AFP) - İt was quiet there at night.",
        "LIMA, 3 JAN 90 -- [TEXT] GUNMEN KILLED TWO",
        "Photo: AP",
        "\u2028",
        "\x0c",
        "a" * 300,
        "© 2014 Reuters",
        "A soldier on June 21, 9999. Credit: AP",
    ]
)
PAGES = st.lists(LINES, max_size=12).map("\n".join)
TEXTS = st.one_of(st.text(max_size=300), PAGES)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_zones_lie_inside_the_text_and_apart(text: str) -> None:
    report = read_text(text)
    assert report.text == text
    end = 0
    for zone in report.zones:
        assert end <= zone.start < zone.end <= len(text)
        assert text[zone.start : zone.end].strip() == text[zone.start : zone.end]
        end = zone.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_word_is_in_a_zone(text: str) -> None:
    zones = read_text(text).zones
    covered = {at for zone in zones for at in range(zone.start, zone.end)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_dates_quote_back_and_do_not_overlap(text: str) -> None:
    end = 0
    for item in find_dates(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.jsonl", "a.csv", "a.tsv", "a.json"]))
def test_any_bytes_are_reports_or_failures(data: bytes, name: str) -> None:
    for item in read_bytes(data, name):
        assert isinstance(item, (Report, Failure))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(TEXTS.filter(str.strip), st.none()), min_size=1, max_size=5))
def test_each_json_line_is_a_report_or_a_failure(texts: list[str | None]) -> None:
    lines = [json.dumps({"text": text}) for text in texts]
    found = list(read_bytes("\n".join(lines).encode(), "a.jsonl"))
    assert len(found) == len(texts)
    assert [item.text for item in found if isinstance(item, Report)] == [text for text in texts if text is not None]

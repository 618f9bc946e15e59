from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model import Failure, Report
from dateline.read import ReadOptions, read_path
from dateline.read.html import read_page
from dateline.read.worker import Worker

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
SENTENCE = "Rebels captured the town of Sampleville on Saturday, officials said on Sunday morning."


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(ReadOptions()) as one:
        yield one


def page(body: str, worker: Worker) -> Report | Failure:
    return read_page(f"<html><head><title>T</title></head><body>{body}</body></html>".encode(), "p.html", ReadOptions(), worker)


def test_a_news_page_gives_headline_and_body_only() -> None:
    (report,) = read_path(EXAMPLES / "pages" / "haiti-president.html")
    assert isinstance(report, Report)
    assert report.text.startswith("Haiti's president assassinated at his home\n\nGunmen shot dead")
    assert report.published == "2021-07-07T22:10:00+00:00"
    assert report.published_basis == "metadata"
    assert report.bylines == ("Rosa Sample",)
    assert report.zones[0].kind == "headline"
    for words in ("cookies", "Most read", "Tweet", "Gangs block road"):
        assert words not in report.text


def test_feeds_give_a_report_an_entry() -> None:
    found = [item for item in read_path(EXAMPLES / "feeds") if isinstance(item, Report)]
    assert [item.external_id for item in found] == [
        "dew-2015-09-17-ouagadougou",
        "dew-2019-04-11-khartoum",
        "tag:news.example,2013-04-19:brussels",
        "tag:news.example,2014-05-22:bangkok",
    ]
    assert all(item.published_basis == "metadata" for item in found)


def test_every_example_is_read_with_a_date() -> None:
    found = list(read_path(EXAMPLES))
    assert len(found) == 30
    assert all(isinstance(item, Report) and item.published and item.language == "en" for item in found)


def test_a_page_without_an_article(worker: Worker) -> None:
    failure = page("<ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul>", worker)
    assert isinstance(failure, Failure)
    assert "no article" in failure.error


def test_a_hundred_thousand_nested_tags(worker: Worker) -> None:
    found = page("<div>" * 100_000 + f"<p>{SENTENCE}</p>", worker)
    assert isinstance(found, (Report, Failure))


def test_an_enormous_attribute_list(worker: Worker) -> None:
    attributes = " ".join(f"a{number}='{number}'" for number in range(200_000))
    found = page(f"<div {attributes}><p>{SENTENCE}</p></div>", worker)
    assert isinstance(found, Report)
    assert SENTENCE in found.text


def test_a_page_that_takes_too_long_is_stopped_and_the_next_one_is_read() -> None:
    options = ReadOptions(page_seconds=0.05)
    with Worker(options) as short:
        slow = "<p>" + "<b><i>word</b></i> " * 200_000
        failure = read_page(slow.encode(), "slow.html", options, short)
        assert isinstance(failure, Failure)
        assert "page_seconds" in failure.error
        assert isinstance(page("", short), Failure)


def test_a_child_that_died_is_started_again() -> None:
    with Worker(ReadOptions(page_megabytes=350, page_seconds=1.5)) as small:
        found = page("<p>x" * 8_000_000, small)
        assert isinstance(found, Failure)
        assert isinstance(page(f"<article><p>{SENTENCE}</p><p>{SENTENCE}</p></article>", small), Report)


def test_a_page_over_the_size_limit_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html>" + "x" * 5000)
    (failure,) = read_path(tmp_path / "a.html", ReadOptions(max_page_bytes=1000))
    assert isinstance(failure, Failure)
    assert "max_page_bytes" in failure.error


def test_the_encoding_a_page_names_is_used(worker: Worker) -> None:
    text = f"<html><head><meta charset='windows-1251'></head><body><p>{SENTENCE} Город.</p></body></html>"
    found = read_page(text.encode("cp1251"), "p.html", ReadOptions(), worker)
    assert isinstance(found, Report)
    assert "Город" in found.text

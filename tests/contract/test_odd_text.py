"""Odd text is coded without a crash, in time that grows no faster than its length, and without events out of nothing."""

from __future__ import annotations

from functools import cache
from time import process_time

import pytest

from dateline.coder import Coder
from dateline.model import Event

LEAD = "Rebels seized the border town of Bunagana on Tuesday, killing four soldiers"
HEADLINES = "\n\n".join(
    (
        "Troops storm border town",
        "12 killed in market blast",
        "Teachers strike over pay",
        "Court jails former minister",
        "Peace talks open in Geneva",
        "President resigns",
    )
)
TABLE = "Date\tPlace\tKilled\n" + "\n".join(f"{day} May 2015\tGoma\t{day % 7}" for day in range(1, 31))


@cache
def coder() -> Coder:
    return Coder(engine="rules", strict=True)


def coded(text: str) -> tuple[Event, ...]:
    sheet = coder().code(text, published="2015-06-10", language="en")
    assert all(sheet.report.text[event.trigger.start : event.trigger.end] == event.trigger_text for event in sheet.events)
    return sheet.events


def long_sentence(words: int) -> str:
    clause = "and in the village of Kita the soldiers of the third brigade searched houses for weapons "
    return LEAD + ", " + clause * (words // 15) + "while the governor slept."


def many_names(count: int) -> str:
    return LEAD + " and " + ", ".join(f"Jean Mbeki{number}" for number in range(count // 2)) + "."


def unpunctuated(count: int) -> str:
    return " ".join([LEAD.replace(",", "")] * count)


def rows(count: int) -> str:
    return "\n".join(f"{day} May 2015\tGoma\tattack\t{day % 7} killed" for day in range(1, count))


def seconds(text: str) -> float:
    start = process_time()
    coded(text)
    return process_time() - start


@pytest.mark.parametrize(
    "text",
    [
        long_sentence(400),
        many_names(3_000),
        unpunctuated(60),
        LEAD.upper() + ".",
        LEAD.lower(),
        HEADLINES,
        TABLE,
        rows(200),
        "",
        "...",
        "- - -",
        "(((((((((( killed ))))))))))",
        "killed " * 500,
        "The attack\u2028on\u0085the\x0ctown",
        "\U0001f4a5 " * 200,
        '"' * 999 + "Rebels seized the town." + "“" * 999,
        "who who who which that killed whom " * 40,
    ],
)
def test_nothing_breaks(text: str) -> None:
    coded(text)


@pytest.mark.parametrize(
    "text",
    [
        LEAD + ".",
        LEAD.upper() + ".",
        LEAD.lower(),
        LEAD.replace(",", ""),
        long_sentence(400),
    ],
)
def test_the_act_is_found_however_it_is_written(text: str) -> None:
    events = coded(text)
    (seized,) = (event for event in events if event.type == "COERCE" and event.mode == "seize" and event.trigger.start < 20)
    assert [party.text.lower() for party in seized.actors] == ["rebels"]


def test_headlines_alone_are_coded() -> None:
    assert {(event.type, event.mode) for event in coded(HEADLINES)} >= {
        ("ASSAULT", "explosives"),
        ("PROTEST", "strike"),
        ("SANCTION", "convict"),
        ("RETREAT", "resign"),
    }


def test_a_table_has_no_events() -> None:
    assert coded(TABLE) == ()


@pytest.mark.parametrize(("make", "size"), [(long_sentence, 600), (many_names, 1_000), (unpunctuated, 20), (rows, 60)])
def test_twice_the_text_takes_about_twice_the_time(make, size: int) -> None:
    coded(LEAD)
    once, twice = (min(seconds(make(size * factor)) for _ in range(2)) for factor in (1, 2))
    assert twice < 3.2 * once + 0.05

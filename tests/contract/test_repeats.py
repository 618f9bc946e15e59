"""A second telling of an act joins the first; another act of its kind does not."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.coder import Coder
from dateline.model import Event


@cache
def coder() -> Coder:
    return Coder(engine="rules", strict=True)


def told(text: str, kind: str) -> list[Event]:
    return [event for event in coder().code(text, published="2015-06-10", language="en").events if event.type == kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A car bomb killed nine people in Kirkuk on Monday. The governor condemned the bombing.", "ASSAULT"),
        ("Gunmen attacked a police post near Kita on Monday. Four officers were wounded.", "ASSAULT"),
        ("Rebels seize border town\n\nGOMA, June 9 (Reuters) - Rebels seized the border town of Bunagana on Tuesday.", "COERCE"),
        ("The two presidents met in Geneva on Monday. The talks lasted three hours.", "CONSULT"),
        ("An air strike hit a market in Taiz on Sunday. Nobody has claimed the strike.", "ASSAULT"),
    ],
)
def test_one_act(text: str, kind: str) -> None:
    (event,) = told(text, kind)
    assert any(found.rule == "told again" for found in event.evidence)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen attacked a police post near Kita on Monday. Another attack hit Segou on Tuesday.", "ASSAULT"),
        ("Police raided a mosque in Luton on Monday and arrested two men. Police arrested four people in Leeds.", "COERCE"),
        ("Rebels killed three soldiers near Goma. The army killed nine rebels near Bukavu.", "ASSAULT"),
    ],
)
def test_two_acts(text: str, kind: str) -> None:
    assert len(told(text, kind)) >= 2


def test_the_toll_joins_its_act() -> None:
    (event,) = told("A suicide bomber struck a mosque in Herat on Friday. At least 20 people were killed.", "ASSAULT")
    assert event.mode == "suicide-attack"
    assert {(count.kind, count.low) for count in event.counts} == {("killed", 20)}

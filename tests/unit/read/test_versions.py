from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.model import Report
from dateline.read import read_text
from dateline.read.versions import Replaced, notice_of, replaced

BODY = (
    "A car bomb tore through the Qasira market on Saturday, killing {} shoppers, hospital director Hamid Vosk said. Rescuers "
    "pulled survivors from three burning shops while soldiers sealed the road to the northern gate of the old town."
)


def report(name: str, title: str, text: str, published: str = "2014-06-22") -> Report:
    return replace(read_text(text, external_id=name), id=name, title=title, published=published)


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        ("UPDATE 2-Car bomb kills 12 in Alda market", "update", 2),
        ("CORRECTED-Car bomb kills 12 in Alda", "correction", 1),
        ("Correction: Alda market bombing story", "correction", 1),
        ("MANDATORY KILL: Alda market bombing", "kill", 1),
    ],
)
def test_labels_of_titles(title: str, kind: str, number: int) -> None:
    notice = notice_of(report("a", title, BODY.format(12)))
    assert notice is not None
    assert (notice.kind, notice.number) == (kind, number)


@pytest.mark.parametrize("title", ["Updates promised after talks fail", "Leaders meet in Alda", "Killings in Alda market"])
def test_titles_that_only_look_like_labels(title: str) -> None:
    assert notice_of(report("a", title, BODY.format(12))) is None


def test_an_update_takes_the_place_of_what_came_before() -> None:
    first = report("a", "Car bomb kills 9 in Alda market", BODY.format(9))
    second = report("b", "UPDATE 1-Car bomb kills 12 in Alda market", BODY.format(12), "2014-06-23")
    assert replaced([second, first]) == (Replaced("a", "b", "update"),)


def test_an_update_of_another_story_does_not() -> None:
    first = report("a", "Teachers march for wages in Born", "Teachers marched through the rain asking for wages, their union said.")
    second = report("b", "UPDATE 1-Car bomb kills 12 in Alda market", BODY.format(12), "2014-06-23")
    assert replaced([first, second]) == ()


def test_a_correction_without_a_title_is_of_the_report_that_opens_like_it() -> None:
    first, other = report("a", "", BODY.format("seven")), report("c", "", "Teachers marched through Born on Saturday for wages.")
    second = report("b", "", "CORRECTION: (Corrects toll to nine)\n\n" + BODY.format("nine"))
    assert replaced([second, other, first]) == (Replaced("a", "b", "correction"),)
    assert replaced([replace(first, title="Bomb tears through market"), second]) == ()


def test_a_kill_names_the_story_it_withdraws() -> None:
    first = report("a", "Car bomb kills 9 in Alda market", BODY.format(9))
    kill = report("b", "MANDATORY KILL: Car bomb kills 9 in Alda market", "Editors: the story is wrong and must not be used.")
    assert replaced([first, kill]) == (Replaced("a", "b", "kill"),)


def test_a_correction_that_came_weeks_later_is_of_something_else() -> None:
    first = report("a", "Car bomb kills 9 in Alda market", BODY.format(9), "2014-05-01")
    second = report("b", "CORRECTED-Car bomb kills 9 in Alda market", BODY.format(9), "2014-06-22")
    assert replaced([first, second]) == ()

from __future__ import annotations

import pytest

from dateline.model import Report, Zone
from dateline.parse.segments import load_boundaries, segments


def cut(text: str, zones: tuple[Zone, ...] = ()) -> list[str]:
    report = Report("x", text, zones=zones)
    return [" ".join(text[span.start : span.end].split()) for span in segments(report, load_boundaries())]


def test_the_first_line_after_a_dateline_runs_on() -> None:
    text = "LIMA, 2 May 1990 -- [Text] The mayor of the\nport was kidnapped by four men in a stolen van."
    zones = (Zone(0, 26, "dateline"), Zone(27, len(text), "body"))
    assert cut(text, zones) == ["The mayor of the port was kidnapped by four men in a stolen van."]


def test_a_wrapped_line_that_ends_in_a_quoted_word_runs_on() -> None:
    text = 'In the port it was said that the mayor had faced a "people\'s trial"\nby the rebels in the hills.'
    assert len(cut(text)) == 1


def test_a_wrapped_line_that_ends_in_an_abbreviation_runs_on() -> None:
    text = "A nun who had worked for many years in the north, a citizen of the U.S.\nembassy district, was wounded today."
    assert len(cut(text)) == 1


@pytest.mark.parametrize(
    "text", ["Rebels seize port\nMayor flees", 'Some of the guards shouted: "Stop where you are, do not move!"\n\nHe ran.']
)
def test_short_lines_and_blank_lines_part(text: str) -> None:
    assert len(cut(text)) == 2

from __future__ import annotations

import pytest

from dateline.read import ReadOptions, read_text
from dateline.read.language import language_of


def test_sources_bylines_and_place() -> None:
    report = read_text(
        "Army loses border town\nBy Ann Sample and Bob Sample\n\n"
        "GOMA (AP) - Rebels captured the town, officials said.\n\nSource: Xinhua"
    )
    assert report.agencies == ("Associated Press", "Xinhua")
    assert report.bylines == ("Ann Sample", "Bob Sample")
    assert report.dateline == "GOMA"
    assert report.title == "Army loses border town"


def test_the_same_content_in_the_same_place_has_the_same_id() -> None:
    one, two = read_text("Rebels fled.", external_id="a"), read_text("Rebels fled.", external_id="a")
    other = read_text("Rebels fled.", external_id="b")
    assert one.id == two.id
    assert one.id != other.id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen kill 3 soldiers", "en"),
        ("GUNMEN KILLED THREE SOLDIERS IN THE CAPITAL", "en"),
        (
            "Les rebelles ont pris mardi la ville de Goma, dans l'est du pays, selon des témoins.",
            "fr",
        ),
        (
            "Los rebeldes tomaron el martes la ciudad de Goma, en el este del país, según testigos.",
            "es",
        ),
        ("Повстанцы захватили город во вторник, сообщили чиновники.", "ru"),
        ("123 456", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_a_language_that_is_given_is_believed() -> None:
    assert read_text("Gunmen kill 3 soldiers", ReadOptions(language="fr")).language == "fr"

from __future__ import annotations

import pytest

from dateline.read import read_text
from dateline.read.copies import CopyIndex

STORY = """ALDA (Agency) - A car bomb tore through the Qasira market on Saturday, killing 12 shoppers, hospital director Hamid Vosk said.

Rescuers pulled survivors from three burning shops while soldiers sealed the road to the northern gate of the old town.

Nobody claimed the attack. The interior ministry said that two men had been held near the bus station with wires and fuel.

The market has been hit four times since March, when fighters lost the hills above the town to the army."""
OTHER = """BORN (Agency) - Teachers marched through the rain to the education ministry on Monday, asking for wages that are five months late.

Their union said 3,000 people took part. Police counted 900 and kept the bridge closed until the crowd had gone home."""


def test_a_cut_retitled_recredited_story_is_a_copy() -> None:
    index = CopyIndex()
    first, other = read_text(STORY, external_id="a"), read_text(OTHER, external_id="b")
    assert index.add(first) is None
    assert index.add(other) is None
    cut = "Bomb kills shoppers\n\nBy Our Correspondent\n\n" + "\n\n".join(STORY.split("\n\n")[:2])
    assert index.add(read_text(cut, external_id="c")) == first.id


def test_a_form_filled_in_twice_is_no_copy() -> None:
    index = CopyIndex()
    form = "{} Holdings Corp said its board declared a dividend of {} cents a share, payable {} to holders of record on {}."
    assert index.add(read_text(form.format("Varga", 25, "May 10", "April 17"), external_id="a")) is None
    assert index.add(read_text(form.format("Mellin", 40, "June 2", "May 30"), external_id="b")) is None


def test_a_thousand_identical_reports_are_one_story() -> None:
    index = CopyIndex()
    first = read_text(STORY, external_id="0")
    assert index.add(first) is None
    assert {index.add(read_text(STORY, external_id=str(at))) for at in range(1, 1000)} == {first.id}


def test_a_very_short_body_is_a_copy_only_when_it_is_the_same() -> None:
    index = CopyIndex()
    first = read_text("Shots were heard in Alda.", external_id="a")
    assert index.add(first) is None
    assert index.add(read_text("Shots were heard in Born.", external_id="b")) is None
    assert index.add(read_text("Shots were heard in Alda.", external_id="c")) == first.id


def test_the_same_notice_with_other_figures_is_no_copy() -> None:
    index = CopyIndex()
    notice = (
        "The Alda ministry of water said it arranged {} million litres for the camps at Born and Mirat through its northern "
        "depot. Truckers said the price stood at {} dinars when the ministry began its deliveries on {} June."
    )
    assert index.add(read_text(notice.format("2.5", "6-1/16", "12"), external_id="a")) is None
    assert index.add(read_text(notice.format("1.75", "6-3/16", "13"), external_id="b")) is None


def test_figures_among_words_left_out_or_added_do_not_matter() -> None:
    index = CopyIndex()
    first = read_text(STORY, external_id="a")
    assert index.add(first) is None
    again = STORY.replace("since March", "since 2 March") + "\n\nCopyright 2014."
    assert index.add(read_text(again, external_id="b")) == first.id


def copied(first: str, then: str, days: tuple[str | None, str | None]) -> bool:
    index = CopyIndex()
    assert index.add(read_text(first, external_id="a", published=days[0])) is None
    return index.add(read_text(then, external_id="b", published=days[1])) is not None


SAME, NEXT, WEEK = ("2014-06-12", "2014-06-12"), ("2014-06-12", "2014-06-13"), ("2014-06-12", "2014-06-19")
UNDATED = (None, None)
QUAKE = (
    "An earthquake of magnitude {} struck {} km {} of Taraku at a depth of {} km, the Seismic Bureau said. There were no reports "
    "of casualties or damage. No tsunami warning was issued. The tremor was felt in Taraku and the {} islands, residents said."
)
MATCH = (
    "Lorva Town beat Castel Vigo 3-1 on Saturday with two goals from Piet Harling in the 12th and 58th minutes and one from "
    "substitute Oke Danso in the 81st. Vigo had equalised through Marek Sils after 33 minutes. Lorva move to 61 points, four ahead "
    "of Ostende with three matches left. The attendance was 18,404."
)
REWRITTEN = (
    "Lorva Town beat Castel Vigo 3-1 with two goals from Piet Harling in the 12th and 58th minutes and one by substitute Oke Danso "
    "in the 81st. Vigo equalised through Marek Sils on 33 minutes. Lorva are on 61 points, 4 ahead of Ostende with 3 matches left."
)
RETURN_MATCH = (
    "Lorva Town beat Mechel 2-0 on Saturday with goals from Piet Harling in the 22nd and Oke Danso in the 74th minutes. Mechel had "
    "chances through Jan Brosk after 31 minutes. Lorva move to 64 points, five ahead of Ostende with two matches left. The "
    "attendance was 19,022."
)


@pytest.mark.parametrize("days", [SAME, NEXT, UNDATED])
def test_a_bulletin_with_another_filling_is_no_copy(days: tuple[str | None, str | None]) -> None:
    one, other = QUAKE.format("5.4", 31, "southwest", 12, "southern"), QUAKE.format("4.9", 44, "north", 20, "northern")
    assert copied(one, one + " Officials will look at the dam.", days)
    assert not copied(one, other, days)


@pytest.mark.parametrize("days", [SAME, NEXT, UNDATED])
def test_a_story_full_of_figures_is_copied_with_other_words_but_not_with_other_figures(days: tuple[str | None, str | None]) -> None:
    assert copied(MATCH, REWRITTEN, days)
    assert not copied(MATCH, RETURN_MATCH, days)


def test_a_short_notice_in_the_same_words_a_week_later_is_another_one() -> None:
    notice = "The Alda crossing will be closed to lorries from eight in the evening, the border police said, citing work on the bridge there."
    assert copied(notice, notice, SAME)
    assert not copied(notice, notice, WEEK)
    assert not copied("Shots were heard in Alda.", "Shots were heard in Alda.", WEEK)


def test_a_long_story_in_the_same_words_a_week_later_is_a_copy() -> None:
    assert copied(STORY, STORY.replace("ALDA (Agency) - ", ""), WEEK)
    assert not copied(STORY, STORY.replace("killing 12", "killing 15"), WEEK)


def test_the_next_version_of_the_day_with_another_toll_is_a_copy() -> None:
    assert copied(STORY, STORY.replace("killing 12", "killing 15"), SAME)
    assert not copied(STORY, STORY.replace("killing 12", "killing 15"), NEXT)


def test_a_name_in_the_place_of_another_makes_a_form_another_story() -> None:
    form = "{} will offer 300 mln crowns of bonds due in 2012 through its bank to repay loans. {} said that the bonds carry no charge on its land."
    assert not copied(form.format("Mobrin", "Mobrin"), form.format("Tavasco", "Tavasco"), NEXT)


def test_tables_below_the_same_words_are_told_apart() -> None:
    table = "The ministry of water reported these stocks in {} as of Friday, in thousands of litres.\n\nTANKS          {}   {}   {}\n\nWELLS   {}  {}  {}\n"
    one, other = table.format("Alda", 1647, 1640, 79, 12, 13, 14), table.format("Born", 254, 236, 10629, 77, 78, 81)
    assert not copied(one, other, SAME)


def test_numbers_written_otherwise_are_the_same_figures() -> None:
    assert copied(STORY, STORY.replace("killing 12", "killing twelve").replace("two men", "2 men"), NEXT)

from __future__ import annotations

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

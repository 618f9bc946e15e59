from __future__ import annotations

import pytest

from dateline.read.changes import Changes, body_of, changes


def between(one: str, other: str) -> Changes:
    return changes(body_of(one, 1000), body_of(other, 1000))


@pytest.mark.parametrize(
    ("one", "other", "figures", "names"),
    [
        ("Guards held nine men near the mill.", "Guards held 9 men near the mill.", 0, 0),
        ("Guards held nine men near the mill.", "Guards held 12 men near the mill.", 1, 0),
        ("Guards held no men near the mill.", "Guards held 12 men near the mill.", 1, 0),
        ("Guards held nine men near the mill.", "Guards held nine men yesterday near the old mill.", 0, 0),
        ("He left for Alda on a truck.", "He left for Mirat on a truck.", 0, 1),
        ("In all 2,000 tents stood there.", "In all 2000 tents stood there.", 0, 0),
        ("HE LEFT FOR ALDA ON A TRUCK.", "HE LEFT FOR MIRAT ON A TRUCK.", 0, 0),
        ("They paid well. However they left soon.", "They paid well. But they left soon.", 0, 0),
    ],
)
def test_what_took_the_place_of_something_else(one: str, other: str, figures: int, names: int) -> None:
    found = between(one, other)
    assert (found.figures, found.names) == (figures, names)


def test_words_in_the_same_order_are_counted() -> None:
    assert between("one two three four five", "one two six three four five").same == 5
    assert between("one two three", "four five six").same == 0


def test_a_text_that_has_its_words_twice_still_lies_beside_itself() -> None:
    story = "The guards of the mill held nine men after a fight about the water of the well."
    assert between(f"{story} {story}", story).same == len(body_of(story, 1000).words)

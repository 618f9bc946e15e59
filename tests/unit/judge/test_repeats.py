"""What an event gathers from its tellings stays bounded, however often a pasted list tells it."""

from __future__ import annotations

from dateline.judge.repeats import gathered
from dateline.model import Evidence


def notes(number: int) -> tuple[Evidence, ...]:
    return tuple(Evidence("find", "actor:subj", at, at + 1) for at in range(number))


def test_the_note_that_it_is_told_again_stands_before_what_is_new() -> None:
    told = Evidence("repeats", "told again", 9, 10)
    assert gathered(notes(2), (told, *notes(3))) == (*notes(2), told, notes(3)[2])


def test_an_event_gathers_no_more_than_so_many_notes() -> None:
    event = notes(1)
    for at in range(1_000):
        event = gathered(event, (Evidence("repeats", "told again", at, at + 1),))
    assert len(event) <= 200

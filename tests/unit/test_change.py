"""A changed copy is what ``dataclasses.replace`` makes of the record, and only for records of the plain kind."""

import dataclasses

import pytest

from dateline.change import replace
from dateline.lexicon.triggers import parse_conditions
from dateline.model import Participant, Sentence, Span


def test_a_changed_copy_equals_the_one_of_dataclasses() -> None:
    party = Participant(0, 4, "army", sectors=("MIL",))
    changed = replace(party, id="country:IRQ", name="Iraq")
    assert changed == dataclasses.replace(party, id="country:IRQ", name="Iraq")
    assert hash(changed) == hash(dataclasses.replace(party, id="country:IRQ", name="Iraq"))
    assert (party.id, party.name) == (None, None)


def test_the_copy_is_frozen_too() -> None:
    copy = replace(Span(1, 2), end=3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        copy.end = 4  # type: ignore[misc]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError, match="middle"):
        replace(Sentence(0, 4, 0, 1, True), middle=2)


def test_a_record_that_works_fields_out_is_refused() -> None:
    with pytest.raises(TypeError, match=r"dataclasses\.replace"):
        replace(parse_conditions("obj:town")[0], slot="subj")

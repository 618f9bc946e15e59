"""load(save(x)) == x for every record that is written down."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.property.strategies_records import records

from dateline.model import Claim, Decision, Event, Incident, Report, Sheet
from dateline.store.wire import decode, dumps, encode_record

# A whole sheet takes minutes to shrink and the record that fails names its kind already: shown as it was found.
SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.mark.parametrize("kind", [Event, Claim, Incident, Report, Decision, Sheet])
@SLOW
@given(data=st.data())
def test_a_record_comes_back_as_it_went(kind: type, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    line = dumps(encode_record(record))
    assert "\n" not in line
    line.encode("utf-8")
    assert decode(kind, json.loads(line)) == record

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.where_geo import distance_km, midpoint, travel

points = st.tuples(st.floats(-80, 80), st.floats(-179, 179))


def test_known_distances() -> None:
    assert distance_km((33.34, 44.40), (36.34, 43.13)) == pytest.approx(353, abs=5)
    assert distance_km((10.0, 20.0), (10.0, 20.0)) == 0


@given(points, st.floats(0, 360), st.floats(0, 500))
def test_travel_goes_as_far_as_asked(start: tuple[float, float], bearing: float, distance: float) -> None:
    assert distance_km(start, travel(start, bearing, distance)) == pytest.approx(distance, abs=0.05)


def test_travel_crosses_the_date_line() -> None:
    assert travel((0.0, 179.9), 90, 50)[1] < -179


@given(points, points)
def test_the_midpoint_is_as_far_from_both(one: tuple[float, float], other: tuple[float, float]) -> None:
    if distance_km(one, other) < 15000:
        middle = midpoint(one, other)
        assert distance_km(one, middle) == pytest.approx(distance_km(other, middle), abs=0.1)

"""Places as addresses name them."""

from __future__ import annotations

from dateline.store.countries import country_names


def called(place: str) -> str:
    """What to call a place that an address names: a country by its name, any other as it is written."""
    return country_names().get(place, place)

"""The map's data: one point a place, with how many events, how precise, and what is said there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.index import Spot
from dateline.app.web.numbers import NO_DAY, Numbers
from dateline.app.web.params import chosen_of
from dateline.app.web.site import data, html, site_of
from dateline.store.wire import Json, JsonObject

MOST_PLACES = 20_000
RADIUS_KM = {"exact": 0.0, "near": 15.0, "admin2": 30.0, "admin1": 100.0, "country": 300.0, "region": 500.0}
DENIED = ("denied", "did_not_happen")
SHOWN_TYPES = 3
DAY_BINS = 48


def map_page(request: Request) -> Response:
    """The map of the events that the filters leave."""
    site, chosen = site_of(request), chosen_of(request.query_params)
    index = site.live.index()
    mask, _ = index.masks(chosen)
    days = index.first[mask]
    known = days[days > NO_DAY]
    wanted = request.query_params.get("event")
    row = index.at.get(wanted) if wanted else None
    point = index.lines[row].point if row is not None else None
    setup: JsonObject = {
        "query": chosen.query(page=None, size=None, sort=None),
        "held": chosen.query(page=None, size=None, sort=None, start=None, end=None),
        "tiles": site.config.tiles,
        "first": int(known.min()) if len(known) else None,
        "last": int(known.max()) if len(known) else None,
        "days": _days(known),
        "point": list(point) if point else None,
        "event": wanted,
    }
    return html(request, "map.html", setup=setup, chosen=chosen, total=int(mask.sum()))


def _days(known: Numbers) -> list[Json]:
    """How many events begin in each of ``DAY_BINS`` equal stretches of the days."""
    if not len(known):
        return []
    counts, _ = np.histogram(known, bins=DAY_BINS)
    return [int(each) for each in counts]


def api_points(request: Request) -> Response:
    """Places with their events as GeoJSON, the places with most events first."""
    index, chosen = site_of(request).live.whole(), chosen_of(request.query_params)
    mask, _ = index.masks(chosen)
    rows = np.flatnonzero(mask)
    codes, size = index.spot_of[rows], len(index.spots)
    many = np.bincount(codes, minlength=size)
    types = index.columns["type"]
    kinds = np.bincount(codes * len(types.names) + types.codes[rows], minlength=size * len(types.names))
    denied = np.bincount(codes[index.columns["status"].mask(DENIED, len(index.lines))[rows]], minlength=size)
    placed = [code for code in np.argsort(-many, kind="stable") if many[code] and index.spots[code][0] is not None]
    features: list[Json] = [
        _feature(
            number,
            index.spots[code],
            (int(many[code]), int(denied[code])),
            _most(kinds[code * len(types.names) : (code + 1) * len(types.names)], types.names),
        )
        for number, code in enumerate(placed[:MOST_PLACES])
    ]
    unplaced = int(len(rows) - sum(int(many[code]) for code in placed))
    return data({"type": "FeatureCollection", "features": features, "unplaced": unplaced})


def _most(counts: npt.NDArray[np.int64], names: tuple[str, ...]) -> list[Json]:
    order = np.argsort(-counts, kind="stable")[:SHOWN_TYPES]
    return [f"{names[code]} {counts[code]}" for code in order if counts[code]]


def _feature(number: int, spot: Spot, counts: tuple[int, int], types: list[Json]) -> JsonObject:
    point, place, country, precision = spot
    id, _, name = place.partition("|")
    return {
        "type": "Feature",
        "id": number,
        "geometry": {"type": "Point", "coordinates": list(point or (0.0, 0.0))},
        "properties": {
            "place": name or None,
            "place_id": id or None,
            "country": country or None,
            "precision": precision or "near",
            "radius_km": RADIUS_KM.get(precision, RADIUS_KM["near"]),
            "n": counts[0],
            "denied": counts[1],
            "types": types,
        },
    }

"""The map's data: one point a place, with how many events, how precise, and what is said there."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.index import NO_DAY
from dateline.app.web.params import chosen_of
from dateline.app.web.site import data, html, site_of
from dateline.store.queries_lines import Line
from dateline.store.wire import Json, JsonObject

Where: TypeAlias = tuple[tuple[float, float], str | None, str | None]
MOST_PLACES = 20_000
RADIUS_KM = {"exact": 0.0, "near": 15.0, "admin2": 30.0, "admin1": 100.0, "country": 300.0, "region": 500.0}
DENIED = frozenset({"denied", "did_not_happen"})


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
        "query": chosen.query(page=None, size=None, sort=None), "tiles": site.config.tiles,
        "first": int(known.min()) if len(known) else None, "last": int(known.max()) if len(known) else None,
        "point": list(point) if point else None, "event": wanted,
    }
    return html(request, "map.html", setup=setup, chosen=chosen, total=int(mask.sum()))


def api_points(request: Request) -> Response:
    """Places with their events as GeoJSON, the places with most events first."""
    index, chosen = site_of(request).live.index(), chosen_of(request.query_params)
    mask, _ = index.masks(chosen)
    groups: dict[Where, list[Line]] = {}
    unplaced = 0
    for line in (index.lines[row] for row in index.rows(mask, "newest")):
        if line.point is None:
            unplaced += 1
        else:
            groups.setdefault((line.point, line.place_id or line.place, line.precision), []).append(line)
    ordered = sorted(groups.values(), key=lambda lines: -len(lines))[:MOST_PLACES]
    features: list[Json] = [_feature(number, lines) for number, lines in enumerate(ordered)]
    return data({"type": "FeatureCollection", "features": features, "unplaced": unplaced})


def _feature(number: int, lines: list[Line]) -> JsonObject:
    first = lines[0]
    lon, lat = first.point or (0.0, 0.0)
    precision = first.precision or "near"
    radius = first.radius_km if first.radius_km is not None else RADIUS_KM.get(precision, 15.0)
    denied = sum(1 for line in lines if line.status in DENIED or "denies" in line.stances)
    kinds = Counter(line.type for line in lines).most_common(3)
    return {
        "type": "Feature", "id": number, "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "place": first.place, "place_id": first.place_id, "country": first.country, "precision": precision,
            "radius_km": radius, "n": len(lines), "denied": denied, "types": [f"{kind} {count}" for kind, count in kinds],
            "territory": next((line.territory for line in lines if line.territory), None),
        },
    }

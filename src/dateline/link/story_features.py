"""How much two reports look as if they were about the same: the features that the story table weighs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dateline.link.knowledge import Features, Scored, explain, score
from dateline.link.profiles import Profile
from dateline.link.where import apart_km
from dateline.link.words import common_weight, likeness

TABLE = "story"
_GAPS = ((1, "gap_day"), (4, "gap_days"), (10, "gap_week"), (40, "gap_month"), (365, "gap_months"))
_NEWS_DAYS = 20
_NEAR_KM, _FAR_KM = 30.0, 150.0


def story_features(one: Profile, other: Profile) -> Features:
    """The features of a pair of reports, symmetric."""
    return {
        name: value
        for part in (_word_features, _gap_features, _day_features, _place_features, _toll_features)
        for name, value in part(one, other)
    }


def story_score(one: Profile, other: Profile) -> float:
    """The log-odds that two reports are about the same incident."""
    return score(TABLE, story_features(one, other))


def why_story(one: Profile, other: Profile) -> Scored:
    """The log-odds with what each feature adds."""
    return explain(TABLE, story_features(one, other))


def _word_features(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    mine, theirs = one.words, other.words
    alike = likeness(mine.body, theirs.body)
    smaller = min(mine.size, theirs.size)
    yield "body", alike
    yield "body_root", math.sqrt(alike)
    yield "contained", alike * max(mine.size, theirs.size) / smaller if smaller else 0.0
    yield "title", likeness(mine.title, theirs.title)
    yield "names", likeness(mine.names, theirs.names)
    yield "numbers", likeness(mine.numbers, theirs.numbers)
    yield "numbers_open", float(not (mine.numbers and theirs.numbers))
    yield "rare", math.log1p(common_weight(mine.rare, theirs.rare))


def _gap_features(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    if one.published is None or other.published is None:
        yield "gap_open", 1.0
        return
    gap = abs(one.published - other.published)
    yield next((name for most, name in _GAPS if gap <= most), "gap_years"), 1.0


def _day_features(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    first, second = one.day, other.day
    if first is None or second is None:
        yield from _open_days(one, other)
        return
    nearest = min(abs(mine - theirs) for mine in one.days for theirs in other.days)
    yield ("day_same" if nearest == 0 else "day_near" if nearest == 1 else "day_off" if nearest <= 3 else "day_far"), 1.0
    between = abs(first - second)
    if between > _NEWS_DAYS and one.fresh and other.fresh:
        yield "news_again", 1.0
    yield ("main_day_same" if between <= 1 else "main_day_off" if between <= 5 else "main_day_far"), 1.0


def _open_days(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    yield "day_open", 1.0
    for dated, undated in ((one, other), (other, one)):
        if dated.day is not None and undated.published is not None:
            after = undated.published - dated.day
            if after < -1:
                yield "day_after_print", 1.0
            elif after <= 3:
                yield "day_at_print", 1.0


def _place_features(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    ids = {place.id for place in one.places} & {place.id for place in other.places}
    if ids - {None}:
        yield "place_same", 1.0
    gaps = [apart_km(mine, theirs) for mine in one.places for theirs in other.places]
    nearest = min((gap for gap in gaps if gap is not None), default=None)
    if nearest is None:
        yield "place_open", 1.0
    else:
        yield ("place_near" if nearest <= _NEAR_KM else "place_off" if nearest <= _FAR_KM else "place_far"), 1.0


def _toll_features(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    for name, mine, theirs in (("killed", one.killed, other.killed), ("injured", one.injured, other.injured)):
        if mine is None or theirs is None:
            yield f"{name}_open", 1.0
        elif mine == theirs:
            yield f"{name}_same", 1.0
        else:
            yield f"{name}_off", min(3.0, abs(math.log((mine + 0.5) / (theirs + 0.5))))

"""Reports grouped by what they are about: average-link clustering of those that share rare words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.link.cluster import Edge, Rule, cluster
from dateline.link.profiles import Profile
from dateline.link.story_features import story_score

RULE = Rule(floor=-4.0, wanted=6, threshold=-0.8)
_HOPELESS = -6.0


def stories(profiles: Sequence[Profile], pairs: Iterable[Edge]) -> tuple[tuple[int, ...], ...]:
    """The profiles' positions in groups that are about the same; ``pairs`` are the positions worth a score."""
    return cluster(len(profiles), story_edges(profiles, pairs), RULE)


def story_edges(profiles: Sequence[Profile], pairs: Iterable[Edge]) -> dict[Edge, float]:
    """The scores of these pairs, without the hopeless ones."""
    scores = {pair: story_score(profiles[pair[0]], profiles[pair[1]]) for pair in pairs}
    return {pair: value for pair, value in scores.items() if value > _HOPELESS}

"""Reports grouped by what they are about: candidates by shared rare words, then average-link clustering."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.link.cluster import Edge, Rule, cluster
from dateline.link.profiles import Profile
from dateline.link.story_features import story_score
from dateline.link.words import rarest

RULE = Rule(floor=-4.0, wanted=6, threshold=-0.7)
_WORDS = 40
_LONGEST = 300
_WINDOW = 60
_LEAST = 0.04
_PARTNERS = 60
_HOPELESS = -6.0


def stories(profiles: Sequence[Profile]) -> tuple[tuple[int, ...], ...]:
    """The profiles' positions in groups that are about the same; the order they come in only names them."""
    return cluster(len(profiles), story_edges(profiles), RULE)


def story_edges(profiles: Sequence[Profile]) -> dict[Edge, float]:
    """The scores of the pairs worth one."""
    scores = {pair: story_score(profiles[pair[0]], profiles[pair[1]]) for pair in story_pairs(profiles)}
    return {pair: value for pair, value in scores.items() if value > _HOPELESS}


def story_pairs(profiles: Sequence[Profile]) -> tuple[Edge, ...]:
    """Pairs that share enough rare words, at most some dozens a report: the weightiest."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(profiles)), key=lambda index: (profiles[index].published or 0, profiles[index].report)):
        for word in rarest(profiles[index].words.body, _WORDS):
            postings[word].append(index)
    partners = _partners(profiles, postings)
    return tuple(sorted({pair for index, rivals in partners.items() for pair in _best(index, rivals)}))


def _partners(profiles: Sequence[Profile], postings: Mapping[str, Sequence[int]]) -> Mapping[int, Mapping[int, float]]:
    found: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for word in sorted(postings):
        listed = postings[word]
        reach = _LONGEST if len(listed) <= _LONGEST else _WINDOW
        for position, one in enumerate(listed):
            mine = profiles[one].words.body[word]
            for other in listed[position + 1 : position + 1 + reach]:
                found[one][other] += mine * profiles[other].words.body[word]
    both: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for one, rivals in found.items():
        for other, weight in rivals.items():
            if weight > _LEAST:
                both[one][other] = both[other][one] = weight
    return both


def _best(index: int, rivals: Mapping[int, float]) -> Iterable[Edge]:
    chosen = sorted(rivals, key=lambda other: (-rivals[other], other))[:_PARTNERS]
    return ((min(index, other), max(index, other)) for other in chosen)

"""Reports grouped by what they are about: candidates by shared rare words, then average-link clustering."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.link.cluster import Edge, Rule, cluster
from dateline.link.profiles import Profile
from dateline.link.story_features import story_score
from dateline.link.words import rarest

RULE = Rule(floor=-4.0, wanted=6, threshold=-0.8)
_WORDS = 40
_LONGEST = 100
_WINDOW = 25
_LEAST = 0.04
_PARTNERS = 40
_HOPELESS = -6.0


def stories(profiles: Sequence[Profile]) -> tuple[tuple[int, ...], ...]:
    """The profiles' positions in groups that are about the same; the order they come in only names them."""
    return cluster(len(profiles), story_edges(profiles), RULE)


def story_edges(profiles: Sequence[Profile]) -> dict[Edge, float]:
    """The scores of the pairs worth one."""
    scores = {pair: story_score(profiles[pair[0]], profiles[pair[1]]) for pair in story_pairs(profiles)}
    return {pair: value for pair, value in scores.items() if value > _HOPELESS}


def story_pairs(profiles: Sequence[Profile]) -> tuple[Edge, ...]:
    """Pairs that share enough rare words, at most some dozens a report: the weightiest.

    Of reports that share a word with very many, those that came out nearest in time are looked at.
    """
    postings: defaultdict[str, list[int]] = defaultdict(list)
    spots: list[list[tuple[str, int]]] = [[] for _ in profiles]
    for index in sorted(range(len(profiles)), key=lambda index: (profiles[index].published or 0, profiles[index].report)):
        for word in rarest(profiles[index].words.body, _WORDS):
            spots[index].append((word, len(postings[word])))
            postings[word].append(index)
    found: set[Edge] = set()
    for index, held in enumerate(spots):
        found.update((min(index, other), max(index, other)) for other in _partners(index, held, postings, profiles))
    return tuple(sorted(found))


def _partners(
    index: int, held: Iterable[tuple[str, int]], postings: Mapping[str, Sequence[int]], profiles: Sequence[Profile]
) -> Sequence[int]:
    """The reports whose rare words weigh most together with this one's."""
    weights: defaultdict[int, float] = defaultdict(float)
    mine = profiles[index].words.body
    for word, position in held:
        listed = postings[word]
        reach = len(listed) if len(listed) <= _LONGEST else _WINDOW
        for other in listed[max(0, position - reach) : position + reach + 1]:
            weights[other] += mine[word] * profiles[other].words.body[word]
    weights.pop(index, None)
    rivals = [other for other, weight in weights.items() if weight > _LEAST]
    return sorted(rivals, key=lambda other: (-weights[other], other))[:_PARTNERS]

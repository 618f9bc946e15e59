from __future__ import annotations

import heapq

import pytest

from dateline.link.cluster import Rule, cluster

RULE = Rule(floor=-4.0, wanted=6, threshold=0.0)
LEFT, RIGHT = (0, 1, 2), (3, 4, 5)


def within(*groups: tuple[int, ...]) -> dict[tuple[int, int], float]:
    return {(one, other): 3.0 for group in groups for one in group for other in group if one < other}


def test_one_link_does_not_weld_two_groups() -> None:
    edges = {**within(LEFT, RIGHT), (2, 3): 9.0}
    assert cluster(6, {**within(LEFT, RIGHT), (2, 3): 2.0}, RULE) == (LEFT, RIGHT)
    assert len(cluster(6, edges, RULE)) > 1


def test_many_links_do() -> None:
    assert cluster(6, within((*LEFT, *RIGHT)), RULE) == ((*LEFT, *RIGHT),)


def test_what_is_forbidden_stays_apart() -> None:
    assert cluster(2, {(0, 1): 9.0}, RULE, forbids=lambda one, other: True) == ((0,), (1,))


def test_joined_pairs_are_together_unless_apart() -> None:
    assert cluster(2, {(0, 1): -9.0}, RULE, joined=[(1, 0)]) == ((0, 1),)
    assert cluster(2, {(0, 1): -9.0}, RULE, joined=[(1, 0)], apart=lambda one, other: True) == ((0,), (1,))


def test_no_items_no_groups() -> None:
    assert cluster(0, {}, RULE) == ()


def test_a_crowd_that_grows_is_not_offered_anew_at_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[object] = []
    put = heapq.heappush
    monkeypatch.setattr("dateline.link.cluster.heapq.heappush", lambda heap, item: (offered.append(item), put(heap, item)))
    size = 120
    edges = {(one, other): 1.0 + one / size for one in range(size) for other in range(one + 1, size)}
    assert cluster(size, edges, Rule()) == (tuple(range(size)),)
    assert len(offered) < 10 * size

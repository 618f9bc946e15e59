from __future__ import annotations

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

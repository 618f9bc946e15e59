from __future__ import annotations

import random

from dateline.judge.covering import Covering
from dateline.model import Claim, Span, Speaker


def claim(name: str, *parts: tuple[int, int]) -> Claim:
    return Claim(name, (), (), tuple(Span(*part) for part in parts), "indirect", "asserts", Speaker())


def test_the_claims_around_a_span_are_those_that_a_search_of_all_finds() -> None:
    chance = random.Random(7)
    for _ in range(50):
        claims = []
        for number in range(chance.randrange(1, 15)):
            starts = [chance.randrange(100) for _ in range(chance.randrange(1, 4))]
            claims.append(claim(str(number), *((at, at + chance.randrange(1, 40)) for at in starts)))
        covering = Covering(claims)
        for start in range(0, 130, 3):
            span = Span(start, start + chance.randrange(1, 10))
            assert covering.of(span) == [each for each in claims if any(part.contains(span) for part in each.content)]


def test_no_claim_is_around_anything() -> None:
    assert Covering(()).of(Span(0, 1)) == []

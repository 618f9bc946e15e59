"""Who gives a number, and on which side those counted are."""

from __future__ import annotations

from judge_parses import parse_of

from dateline.judge.counts import CountsStage
from dateline.judge.counts_givers import Sides, claim_around
from dateline.judge.covering import Covering
from dateline.model import Actor, Claim, Count, Event, Participant, Report, Sheet, Span, Speaker

TEXT = "The army attacked rebels and killed 12 of them, officials said."
ARMY = Participant(0, 8, "The army", side="a", country="SYR", sectors=("MIL",))
REBELS = Participant(18, 24, "rebels", side="b", sectors=("REB",))
EVENT = Event("e", "ASSAULT", Span(9, 17), "attacked", 0, actors=(ARMY,), recipients=(REBELS,))


def count(start: int, end: int, who: str | None = None) -> Count:
    return Count("killed", 12, 12, start, end, TEXT[start:end], who=who)


def claim(name: str, start: int, end: int, rule: str = "speech.clause:say") -> Claim:
    return Claim(
        name, (Span(48, 57),), (Span(58, 62),), (Span(start, end),), "indirect", "asserts", Speaker("officials"), rule=rule
    )


def test_a_number_belongs_to_the_innermost_claim_around_it() -> None:
    claims = (claim("outer", 0, 46), claim("inner", 25, 46), claim("beside", 0, 24))
    assert claim_around(count(36, 46), Covering(claims)) == "inner"
    assert claim_around(count(47, 57), Covering(claims)) is None


def test_a_wish_gives_no_number() -> None:
    assert claim_around(count(36, 46), Covering((claim("wish", 0, 46, "plan.infinitive:want"),))) is None


def test_the_side_is_that_of_the_party_whose_words_are_counted() -> None:
    assert Sides(()).of(count(18, 24), EVENT) == "b"


def test_the_side_follows_from_the_country_of_those_counted() -> None:
    syrian = Actor(36, 42, "Syrian", country="SYR")
    assert Sides((syrian,)).of(count(33, 46), EVENT) == "a"


def test_the_side_follows_from_what_those_counted_are() -> None:
    assert Sides(()).of(count(33, 46, "rebels"), EVENT) == "b"
    assert Sides(()).of(count(33, 46, "soldiers"), EVENT) == "a"
    assert Sides(()).of(count(33, 46, "civilians"), EVENT) is None


def test_what_somebody_lost_is_of_their_own_side() -> None:
    assert Sides(()).of(count(33, 46, "rebels"), EVENT, Span(4, 8)) == "a"


def test_the_stage_ties_a_count_to_its_claim() -> None:
    sheet = Sheet(Report("r", TEXT), parse=parse_of(TEXT), events=(EVENT,), claims=(claim("c1", 0, 46),))
    done = CountsStage()(sheet)
    assert [item.claim for item in done.counts] == ["c1"]
    assert [(item.low, item.claim) for item in done.events[0].counts] == [(12, "c1")]

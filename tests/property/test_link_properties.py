"""Linking: the order of arrival never matters, every event is in one incident, and people's decisions always hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link import link_events
from dateline.link.cluster import Rule, cluster
from dateline.model import Count, Event, Place, Report, Span, When

NAMES = ("Qasira", "Tarnow", "Velden", "Moresk", "Habbur", "Lindara")
PLACES = tuple(
    Place(0, 1, name, id=f"t:{at}", name=name, lat=30.0 + 3 * at, lon=40.0, country="IRQ", precision="exact")
    for at, name in enumerate(NAMES)
)
Told = tuple[Event, Report]


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    """Some reports, each with a few events at known towns and days."""
    told: list[Told] = []
    for number in range(draw(st.integers(1, 7))):
        town, day = draw(st.integers(0, 5)), draw(st.integers(10, 14))
        mill, dead = NAMES[draw(st.integers(0, 5))], draw(st.integers(2, 5))
        text = f"Men from {NAMES[town]} spoke of blasts near the {mill} mill, {dead} died."
        report = Report(f"r{number}", text, external_id=f"x{number}", published=f"2014-06-{day + 1}")
        for at in range(draw(st.integers(1, 3))):
            told.append((draw(events(f"e{number}-{at}", at, day)), report))
    return told


@st.composite
def events(draw: st.DrawFn, name: str, at: int, day: int) -> Event:
    """One event with or without a place, a day and a toll."""
    on = f"2014-06-{day - draw(st.integers(0, 2))}"
    when = When(0, 1, "then", on, on, "day", "stated") if draw(st.booleans()) else None
    dead = draw(st.sampled_from((None, 1, 3)))
    counts = () if dead is None else (Count("killed", dead, dead, 0, 1, str(dead)),)
    place = draw(st.sampled_from((None, *PLACES)))
    type = draw(st.sampled_from(("ASSAULT", "PROTEST", "ACCUSE")))
    return Event(name, type, Span(at * 9, at * 9 + 4), "struck", at, place=place, when=when, counts=counts)


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[Told], list[tuple[str, str]]]:
    """Reports with pairs of their events."""
    told = draw(tellings())
    ids = st.sampled_from([event.id for event, _ in told])
    return told, draw(st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=3))


@settings(max_examples=60, deadline=None)
@given(tellings().flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_the_order_of_arrival_does_not_matter(both: tuple[list[Told], list[Told]]) -> None:
    told, other = both
    assert link_events(told) == link_events(other)


@settings(max_examples=60, deadline=None)
@given(tellings())
def test_every_event_is_in_one_incident_and_every_report_is_about_one(told: list[Told]) -> None:
    incidents = link_events(told)
    assert sorted(id for incident in incidents for id in incident.events) == sorted(event.id for event, _ in told)
    assert len({incident.id for incident in incidents}) == len(incidents)
    mains = [report for incident in incidents for report, role in incident.reports if role == "main"]
    assert sorted(mains) == sorted({report.id for _, report in told})


@settings(max_examples=60, deadline=None)
@given(decided())
def test_what_people_part_is_apart(case: tuple[list[Told], list[tuple[str, str]]]) -> None:
    told, pairs = case
    homes = {id: incident.id for incident in link_events(told, parted=pairs) for id in incident.events}
    assert all(homes[one] != homes[other] for one, other in pairs)


@settings(max_examples=60, deadline=None)
@given(decided())
def test_what_people_join_is_together(case: tuple[list[Told], list[tuple[str, str]]]) -> None:
    told, pairs = case
    homes = {id: incident.id for incident in link_events(told, joined=pairs) for id in incident.events}
    assert all(homes[one] == homes[other] for one, other in pairs)


@settings(max_examples=40, deadline=None)
@given(tellings())
def test_a_report_of_something_else_leaves_the_rest_as_it_was(told: list[Told]) -> None:
    far = Place(0, 1, "Osk", id="t:99", name="Osk", lat=-40.0, lon=-60.0, country="ARG", precision="exact")
    report = Report("r99", "Zinc dockers quarrelled over pensions beside glaciers.", external_id="x99", published="2015-01-01")
    event = Event("e99", "PROTEST", Span(0, 4), "quarrelled", 0, place=far)
    assert set(link_events(told)) < set(link_events([*told, (event, report)]))


edges = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(-5, 5), max_size=30
)


@given(edges)
def test_groups_are_a_partition(scores: dict[tuple[int, int], float]) -> None:
    groups = cluster(10, scores, Rule())
    assert sorted(item for group in groups for item in group) == list(range(10))


@given(edges)
def test_forbidden_groups_stay_apart(scores: dict[tuple[int, int], float]) -> None:
    groups = cluster(10, scores, Rule(), forbids=lambda one, other: bool({item % 2 for item in one} ^ {item % 2 for item in other}))
    assert all(len({item % 2 for item in group}) == 1 for group in groups)

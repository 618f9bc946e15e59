"""The golden scorer on events written by hand."""

from __future__ import annotations

from dateline.evaluate.golden import score_report, total
from dateline.evaluate.golden_records import Expected, GoldenReport, Unwanted
from dateline.model import Count, Event, Participant, Report, Sheet, Span, When

TEXT = "Gunmen seized a post on Monday, killing 12. The crowd shot goals."


def event(kind: str, words: str, actor: str | None = None, **values: object) -> Event:
    start = TEXT.index(words)
    actors = (Participant(TEXT.index(actor), TEXT.index(actor) + len(actor), actor),) if actor else ()
    return Event("e" + words, kind, Span(start, start + len(words)), words, 0, actors=actors, **values)  # type: ignore[arg-type]


def golden(*events: Expected, unwanted: tuple[Unwanted, ...] = ()) -> GoldenReport:
    return GoldenReport("x", TEXT, "why", None, events, unwanted)


def sheet(*events: Event) -> Sheet:
    return Sheet(Report("x", TEXT), events=events)


def test_an_event_counts_where_type_words_and_actor_agree() -> None:
    score = score_report(golden(Expected("COERCE", "seized", actors=("the Gunmen",))), sheet(event("COERCE", "seized", "Gunmen")))
    assert (score.precision, score.recall, score.accuracy("actors")) == (1.0, 1.0, 1.0)


def test_another_type_is_wrong_and_the_expected_event_missed() -> None:
    score = score_report(golden(Expected("COERCE", "seized")), sheet(event("ASSAULT", "seized")))
    assert (score.precision, score.recall) == (0.0, 0.0)


def test_an_actor_where_none_may_be_named_is_wrong() -> None:
    score = score_report(golden(Expected("COERCE", "seized", actors=())), sheet(event("COERCE", "seized", "Gunmen")))
    assert score.precision == 0.0


def test_a_second_telling_is_right_but_a_repeat() -> None:
    wanted = golden(Expected("COERCE", "seized", also=("killing",)))
    score = score_report(wanted, sheet(event("COERCE", "seized"), event("COERCE", "killing")))
    assert (score.precision, score.strict_precision, score.repeats) == (1.0, 0.5, 1)


def test_optional_events_cost_no_recall() -> None:
    assert score_report(golden(Expected("COERCE", "seized", optional=True)), sheet()).recall == 1.0


def test_unwanted_words_are_named() -> None:
    score = score_report(golden(unwanted=(Unwanted("shot", "ASSAULT"),)), sheet(event("ASSAULT", "shot")))
    assert [entry.trigger for entry, _ in score.unwanted] == ["shot"]


def test_fields_are_judged_only_where_something_is_expected() -> None:
    wanted = Expected("COERCE", "seized", earliest="2014-06-23", latest="2014-06-23", counts=("killed 12",))
    coded = event(
        "COERCE", "seized", when=When(earliest="2014-06-23", latest="2014-06-24"), counts=(Count("killed", 12, 12, 0, 1, "12"),),
    )
    score = total([score_report(golden(wanted), sheet(coded))])
    assert (score.fields["time"], score.fields["counts"], score.fields["place"]) == ((0, 1), (1, 1), (0, 0))

"""The golden scorer on events written by hand."""

from __future__ import annotations

from dateline.evaluate.golden import score_report, total
from dateline.evaluate.golden_fields import FIELDS, words_meet
from dateline.evaluate.golden_records import Expected, GoldenReport, Unwanted
from dateline.model import Claim, Count, Event, Participant, Place, Report, Sheet, Span, Speaker, When

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
    assert (score.precision, score.strict_precision, len(score.repeats)) == (1.0, 0.5, 1)


def test_optional_events_cost_no_recall() -> None:
    assert score_report(golden(Expected("COERCE", "seized", optional=True)), sheet()).recall == 1.0


def test_unwanted_words_are_named() -> None:
    score = score_report(golden(unwanted=(Unwanted("shot", "ASSAULT"),)), sheet(event("ASSAULT", "shot")))
    assert [entry.trigger for entry, _ in score.unwanted] == ["shot"]


def test_fields_are_judged_only_where_something_is_expected() -> None:
    wanted = Expected("COERCE", "seized", earliest="2014-06-23", latest="2014-06-23", counts=("killed 12",))
    coded = event(
        "COERCE",
        "seized",
        when=When(earliest="2014-06-23", latest="2014-06-24"),
        counts=(Count("killed", 12, 12, 0, 1, "12"),),
    )
    score = total([score_report(golden(wanted), sheet(coded))])
    assert (score.fields["time"], score.fields["counts"], score.fields["place"]) == ((0, 1), (1, 1), (0, 0))


def test_parties_meet_on_their_long_words_whatever_the_article() -> None:
    party = Participant(0, 1, "the Islamic State fighters", name="Islamic State")
    assert words_meet("rebels / Islamic State", party)
    assert not words_meet("rebels / the army", party)


def test_a_place_is_right_by_its_words_or_its_name() -> None:
    coded = event("COERCE", "seized", place=Place(0, 1, "the capital", name="Sanaa"))
    verdicts = [FIELDS["place"](Expected("COERCE", "seized", place=wanted), coded, sheet()) for wanted in ("Sanaa", "Aden", None)]
    assert verdicts == [True, False, None]


def test_a_status_may_be_one_or_one_of_several() -> None:
    coded = event("ASSAULT", "shot", status="denied")
    wanted = (
        Expected("ASSAULT", "shot"),
        Expected("ASSAULT", "shot", status="denied"),
        Expected("ASSAULT", "shot", statuses=("denied", "possible")),
    )
    assert [FIELDS["status"](one, coded, sheet()) for one in wanted] == [False, True, True]


def test_a_speaker_is_read_from_the_claim_the_event_stands_in() -> None:
    start = TEXT.index("The crowd")
    claim = Claim("c", (Span(start, start + 9),), (), (), "indirect", "asserts", Speaker())
    coded = event("COERCE", "seized", claims=("c",))
    told = Sheet(Report("x", TEXT), claims=(claim,), events=(coded,))
    assert FIELDS["speaker"](Expected("COERCE", "seized", speaker="crowd"), coded, told)
    assert not FIELDS["speaker"](Expected("COERCE", "seized", speaker="police"), coded, told)


def test_a_mode_is_asked_only_of_the_expected_type() -> None:
    wanted = Expected("COERCE", "seized", mode="seize", accept=("ASSAULT",), accept_modes=("arrest",))
    assert FIELDS["mode"](wanted, event("ASSAULT", "seized"), sheet()) is None
    assert FIELDS["mode"](wanted, event("COERCE", "seized", mode="arrest"), sheet())
    assert not FIELDS["mode"](wanted, event("COERCE", "seized", mode="curfew"), sheet())

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.resolve.test_where import event, flat, stage, tree

from dateline.model import Event, Participant, Place, Report, Sheet, Span, When, Zone
from dateline.resolve.where import WhereStage

__all__ = ["stage"]


def place_in(
    stage: WhereStage, text: str, word: str, *zones: Zone, kind: str = "ASSAULT", actor: str | None = None
) -> Place | None:
    """Where the event at ``word`` is put, in a text of flat sentences that end with a full stop."""
    report, parse = flat(text)
    ends = [at for at, token in enumerate(parse.texts) if token == "."]
    firsts = [0, *(at + 1 for at in ends)]
    sentences = tuple(
        replace(parse.sentences[0], start=parse.starts[first], end=parse.ends[last], first=first, last=last + 1)
        for first, last in zip(firsts, ends, strict=False)
    )
    report = replace(report, zones=zones)
    made = replace(event(text, word), type=kind)
    if actor:
        made = replace(made, actors=(Participant(text.index(actor), text.index(actor) + len(actor), actor),))
    return stage(Sheet(report, replace(parse, sentences=sentences), events=(made,))).events[0].place


def test_a_state_that_is_accused_is_no_place(stage: WhereStage) -> None:
    report, parse = tree(
        "Syria accused Iraq of sending troops .",
        [
            ("Syria", "PROPN", 1, "nsubj"),
            ("accuse", "VERB", 1, "ROOT"),
            ("Iraq", "PROPN", 1, "dobj"),
            ("of", "ADP", 1, "prep"),
            ("send", "VERB", 3, "pcomp"),
            ("troop", "NOUN", 4, "dobj"),
            (".", "PUNCT", 1, "punct"),
        ],
    )
    assert stage(Sheet(report, parse, events=(event(report.text, "sending"),))).events[0].place is None


def test_a_state_that_is_called_on_is_no_place(stage: WhereStage) -> None:
    report, parse = tree(
        "They called on Iraq to stop .",
        [
            ("they", "PRON", 1, "nsubj"),
            ("call", "VERB", 1, "ROOT"),
            ("on", "ADP", 1, "prep"),
            ("Iraq", "PROPN", 2, "pobj"),
            ("to", "PART", 5, "aux"),
            ("stop", "VERB", 1, "xcomp"),
            (".", "PUNCT", 1, "punct"),
        ],
    )
    assert stage(Sheet(report, parse, events=(event(report.text, "called"),))).events[0].place is None


def test_a_state_that_is_bombed_is_the_place(stage: WhereStage) -> None:
    report, parse = tree(
        "Jets bombed Iraq on Monday .",
        [
            ("jet", "NOUN", 1, "nsubj"),
            ("bomb", "VERB", 1, "ROOT"),
            ("Iraq", "PROPN", 1, "dobj"),
            ("on", "ADP", 1, "prep"),
            ("Monday", "PROPN", 3, "pobj"),
            (".", "PUNCT", 1, "punct"),
        ],
    )
    place = stage(Sheet(report, parse, events=(event(report.text, "bombed"),))).events[0].place
    assert place is not None and place.text == "Iraq"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Members of Rivera attacked rivals .", []),
        ("Residents of Rivera attacked rivals .", ["Rivera"]),
        ("Members of the town of Rivera met .", ["Rivera"]),
    ],
)
def test_what_has_members_is_a_gang_and_no_town(stage: WhereStage, text: str, names: list[str]) -> None:
    report, parse = flat(text)
    assert [place.text for place in stage.reader.read(report, parse).places if place.id] == names


def test_a_papers_city_is_not_inherited(stage: WhereStage) -> None:
    assert place_in(stage, "A call to the Mosul newspaper came and gunmen killed two .", "killed") is None
    assert place_in(stage, "A call to the Mosul hospital came and gunmen killed two .", "killed") is not None


def test_the_area_of_a_fight_outranks_the_capital_the_report_is_dated_from(stage: WhereStage) -> None:
    text = "BAGHDAD - gunmen fought in the western region of Anbar . \n\n Others killed two men ."
    zone = Zone(0, 9, "dateline")
    place = place_in(stage, text, "killed", zone)
    assert place is not None and (place.text, place.basis) == ("Anbar", "lead")
    place = place_in(stage, text, "killed", zone, kind="COERCE")
    assert place is not None and (place.text, place.basis) == ("BAGHDAD", "dateline")


def test_the_dateline_outranks_the_headlines_other_city(stage: WhereStage) -> None:
    head = "Marches in Atlanta ."
    text = f"{head} \n\n MOSUL - gunmen were seen . \n\n Others killed two men ."
    start = text.index("MOSUL")
    place = place_in(stage, text, "killed", Zone(0, len(head), "headline"), Zone(start, start + 7, "dateline"))
    assert place is not None and (place.text, place.basis) == ("MOSUL", "dateline")


def test_a_report_without_a_dateline_is_where_its_title_says(stage: WhereStage) -> None:
    head = "LIVE : Georgia prison riot near Tbilisi ."
    text = f"{head} \n\n Others killed two men ."
    place = place_in(stage, text, "killed", Zone(0, len(head), "headline"))
    assert place is not None and (place.text, place.basis) == ("Tbilisi", "headline")
    assert place_in(stage, "Riots in Tbilisi and in Paris . \n\n Others killed two .", "killed") is None


@pytest.mark.parametrize(("actor", "placed"), [("France", False), ("Iraq", True), ("gunmen", True)])
def test_a_states_own_act_is_not_where_another_state_was_told_of(stage: WhereStage, actor: str, placed: bool) -> None:
    place = place_in(stage, f"They met near Mosul . Then {actor} closed roads .", "closed", kind="COERCE", actor=actor)
    assert (place is not None) is placed


def test_an_unnamed_report_stays_unplaced(stage: WhereStage) -> None:
    report = Report(id="r", text="")
    assert stage(Sheet(report, events=(Event("e", "ASSAULT", Span(0, 0), "", 0),))).events[0].place is None


def dated(stage: WhereStage, text: str, word: str, when: When) -> Place | None:
    """Where an event of this time is put, in a report of 12 March 2019 datelined in its first word."""
    report, parse = flat(text)
    report = replace(report, published="2019-03-12", zones=(Zone(0, len(text.split()[0]), "dateline"),))
    return stage(Sheet(report, parse, events=(replace(event(text, word), when=when),))).events[0].place


def test_what_was_long_before_is_not_where_the_report_comes_from(stage: WhereStage) -> None:
    text = "MOSUL - gunmen kidnapped two men ."
    fresh = dated(stage, text, "kidnapped", When(earliest="2019-03-11", latest="2019-03-11", precision="day", basis="stated"))
    assert fresh is not None and fresh.text == "MOSUL"
    for earliest, latest in (("2019-01-01", "2019-01-31"), ("2018-01-01", "2019-03-12")):
        when = When(earliest=earliest, latest=latest, precision="month", basis="stated")
        assert dated(stage, text, "kidnapped", when) is None


def test_a_part_of_a_country_in_the_lead_is_not_the_datelines_city(stage: WhereStage) -> None:
    zones = (Zone(0, 7, "dateline"),)
    place = place_in(stage, "BAGHDAD - gunmen were seen in western Iraq . \n\n Others killed two men .", "killed", *zones)
    assert place is not None and (place.text, place.basis, place.precision) == ("Iraq", "lead", "country")
    place = place_in(stage, "BAGHDAD - gunmen were seen in Iraq . \n\n Others killed two men .", "killed", *zones)
    assert place is not None and place.text == "BAGHDAD"


def test_the_surname_of_a_person_named_in_full_is_no_place(stage: WhereStage) -> None:
    rows = [
        ("judge", "NOUN", 1, "nsubj"),
        ("jail", "VERB", 1, "ROOT"),
        ("Pedro", "PROPN", 3, "compound"),
        ("Castillo", "PROPN", 1, "dobj"),
        (".", "PUNCT", 1, "punct"),
        ("ally", "NOUN", 6, "nsubj"),
        ("leave", "VERB", 6, "ROOT"),
        ("for", "ADP", 6, "prep"),
        ("Castillo", "PROPN", 7, "pobj"),
        (".", "PUNCT", 6, "punct"),
    ]
    report, parse = tree("Judges jailed Pedro Castillo . Allies left for Castillo .", rows)
    assert stage(Sheet(report, parse)).places == ()

"""Pronouns and descriptions, and the stage over parses written by hand."""

from __future__ import annotations

import pytest
from hand import Row, parse_by_hand

from dateline.lexicon.actors import default_actors
from dateline.model import Event, Parse, Participant, Report, Sheet, Span
from dateline.resolve.who import WhoStage, describe
from dateline.resolve.who_cast import read_cast

VISIT: list[Row] = [
    ("Maltese", "JJ", "amod", 2),
    ("Minister", "NNP", "compound", 3),
    ("Zorvan", "NNP", "compound", 3),
    ("Attelic", "NNP", "nsubj", 4),
    ("met", "VBD", "ROOT", 4),
    ("Fijian", "JJ", "amod", 6),
    ("rebels", "NNS", "dobj", 4),
]


def _referring(text: str, parse: Parse) -> dict[str, str]:
    actors = WhoStage()(Sheet(Report("r", text), parse=parse)).actors
    return {actor.text: text[actor.antecedent.start : actor.antecedent.end] for actor in actors if actor.antecedent is not None}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("He", "Maltese Minister Zorvan Attelic"), ("They", "Fijian rebels"), ("She", "Maltese Minister Zorvan Attelic")],
)
def test_pronouns_agree_in_number(word: str, expected: str) -> None:
    text, parse = parse_by_hand(VISIT, [(word, "PRP", "nsubj", 1), ("left", "VBD", "ROOT", 1)])
    assert _referring(text, parse) == {word: expected}


def test_it_of_the_weather_stands_for_nobody() -> None:
    text, parse = parse_by_hand(
        [("Fiji", "NNP", "nsubj", 1), ("protested", "VBD", "ROOT", 1)],
        [("It", "PRP", "nsubj", 1), ("be", "VBZ", "ROOT", 1), ("late", "JJ", "acomp", 1)],
    )
    assert _referring(text, parse) == {}


def test_a_pronoun_is_not_the_other_argument_of_its_verb() -> None:
    text, parse = parse_by_hand(
        [
            ("Attelic", "NNP", "nsubj", 1),
            ("said", "VBD", "ROOT", 1),
            ("police", "NNS", "nsubj", 3),
            ("hit", "VBD", "ccomp", 1),
            ("them", "PRP", "dobj", 3),
        ],
    )
    assert "them" not in _referring(text, parse)


def test_the_kingdom_is_the_state_of_the_last_actor_that_is_one() -> None:
    text, parse = parse_by_hand(
        [("Jordanian", "JJ", "amod", 1), ("soldiers", "NNS", "nsubj", 2), ("left", "VBD", "ROOT", 2)],
        [("Syrian", "JJ", "amod", 1), ("rebels", "NNS", "nsubj", 2), ("cheered", "VBD", "ROOT", 2)],
        [("the", "DT", "det", 1), ("kingdom", "NN", "nsubj", 2), ("objected", "VBD", "ROOT", 2)],
    )
    actors = WhoStage()(Sheet(Report("r", text), parse=parse)).actors
    found = next(actor for actor in actors if actor.text == "the kingdom")
    assert (found.id, found.sectors) == ("country:JOR", ("GOV",))


def test_the_two_sides_become_two_participants() -> None:
    text, parse = parse_by_hand(
        [("Fiji", "NNP", "nsubj", 1), ("accused", "VBD", "ROOT", 1), ("Tonga", "NNP", "dobj", 1)],
        [("The", "DT", "det", 2), ("two", "CD", "nummod", 2), ("sides", "NNS", "nsubj", 3), ("met", "VBD", "ROOT", 3)],
    )
    at = text.index("The two")
    party = Participant(at, at + len("The two sides"), "The two sides")
    event = Event("e", "CONSULT", Span(at + 14, at + 17), "met", 1, actors=(party,))
    sheet = WhoStage()(Sheet(Report("r", text), parse=parse, events=(event,)))
    assert [one.id for one in sheet.events[0].actors] == ["country:FJI", "country:TON"]
    assert {(one.start, one.end) for one in sheet.events[0].actors} == {(party.start, party.end)}


def test_an_acronym_and_a_surname_introduced_by_the_report() -> None:
    text, parse = parse_by_hand(
        [
            ("Zorvan", "NNP", "compound", 2),
            ("Miners", "NNPS", "compound", 2),
            ("Union", "NNP", "nsubj", 6),
            ("(", "-LRB-", "punct", 2),
            ("ZMU", "NNP", "appos", 2),
            (")", "-RRB-", "punct", 2),
            ("struck", "VBD", "ROOT", 6),
        ],
        [("ZMU", "NNP", "nsubj", 1), ("won", "VBD", "ROOT", 1)],
    )
    text = text.replace("( ZMU )", "(ZMU)  ")
    starts = list(parse.starts)
    starts[4] -= 1
    ends = list(parse.ends)
    ends[4] -= 1
    starts[5] -= 2
    ends[5] -= 2
    parse = Parse(
        tuple(starts),
        tuple(ends),
        *(getattr(parse, name) for name in ("texts", "lemmas", "pos", "tags", "heads", "deps", "sentences", "engine")),
    )
    cast = read_cast(Report("r", text), parse, (), default_actors())
    at = text.rindex("ZMU")
    actor = describe(parse, text, Span(at, at + 3), cast)
    assert actor.name == "Zorvan Miners Union"


def test_a_country_after_in_is_a_place_and_no_actor() -> None:
    text, parse = parse_by_hand(
        [
            ("Rebels", "NNS", "nsubj", 1),
            ("fled", "VBD", "ROOT", 1),
            ("in", "IN", "prep", 1),
            ("Tonga", "NNP", "pobj", 2),
        ],
    )
    actors = WhoStage()(Sheet(Report("r", text), parse=parse)).actors
    assert [actor.text for actor in actors] == ["Rebels"]


@pytest.mark.parametrize(("kind", "sectors"), [("ASSAULT", ("CVL",)), ("CONSULT", ("GOV",))])
def test_a_capital_that_is_struck_is_a_city(kind: str, sectors: tuple[str, ...]) -> None:
    text, parse = parse_by_hand([("Rebels", "NNS", "nsubj", 1), ("shelled", "VBD", "ROOT", 1), ("Suva", "NNP", "dobj", 1)])
    target = Participant(15, 19, "Suva")
    event = Event("e", kind, Span(7, 14), "shelled", 0, recipients=(target,))
    sheet = WhoStage()(Sheet(Report("r", text), parse=parse, events=(event,)))
    assert sheet.events[0].recipients[0].sectors == sectors


def test_the_army_belongs_to_the_country_the_report_is_about() -> None:
    text, parse = parse_by_hand(
        [("Fiji", "NNP", "nsubj", 1), ("voted", "VBD", "ROOT", 1)],
        [("The", "DT", "det", 1), ("army", "NN", "nsubj", 2), ("watched", "VBD", "ROOT", 2)],
    )
    actors = WhoStage()(Sheet(Report("r", text), parse=parse)).actors
    assert next(actor for actor in actors if actor.text == "army").country == "FJI"


def test_no_parse_is_no_trouble() -> None:
    sheet = WhoStage()(Sheet(Report("r", "Fijian rebels fled."), parse=None))
    assert [actor.text for actor in sheet.actors] == ["Fijian rebels"]


def test_a_pronoun_after_a_description_reaches_the_name() -> None:
    text, parse = parse_by_hand(
        [("Hamas", "NNP", "nsubj", 1), ("fled", "VBD", "ROOT", 1)],
        [("The", "DT", "det", 1), ("group", "NN", "nsubj", 2), ("left", "VBD", "ROOT", 2)],
        [("It", "PRP", "nsubj", 1), ("lost", "VBD", "ROOT", 1)],
    )
    assert _referring(text, parse) == {"The group": "Hamas", "It": "Hamas"}


def test_nations_that_share_a_noun_are_two_participants() -> None:
    text, parse = parse_by_hand(
        [
            ("Fijian", "JJ", "amod", 3),
            ("and", "CC", "cc", 0),
            ("Tongan", "JJ", "conj", 0),
            ("troops", "NNS", "nsubj", 4),
            ("left", "VBD", "ROOT", 4),
        ],
    )
    event = Event("e", "RETREAT", Span(25, 29), "left", 0, actors=(Participant(0, 24, text[:24]),))
    sheet = WhoStage()(Sheet(Report("r", text), parse=parse, events=(event,)))
    assert [(one.country, one.sectors) for one in sheet.events[0].actors] == [("FJI", ("MIL",)), ("TON", ("MIL",))]


def _mentions(text: str, parse: Parse) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    cast = read_cast(Report("r", text), parse, (), default_actors())
    return {text[one.start : one.end]: (one.reading.country, one.reading.sectors) for one in cast.mentions}


def test_its_fighters_are_the_groups() -> None:
    text, parse = parse_by_hand(
        [("Al-Shabaab", "NNP", "nsubj", 1), ("retreated", "VBD", "ROOT", 1)],
        [("Its", "PRP$", "poss", 1), ("fighters", "NNS", "nsubj", 2), ("surrendered", "VBD", "ROOT", 2)],
    )
    assert _mentions(text, parse)["fighters"] == ("SOM", ("REB",))


def test_a_spokesman_for_the_group_is_the_groups() -> None:
    text, parse = parse_by_hand(
        [("Al-Shabaab", "NNP", "nsubj", 1), ("retreated", "VBD", "ROOT", 1)],
        [
            ("A", "DT", "det", 1),
            ("spokesman", "NN", "nsubj", 5),
            ("for", "IN", "prep", 1),
            ("the", "DT", "det", 4),
            ("group", "NN", "pobj", 2),
            ("spoke", "VBD", "ROOT", 5),
        ],
    )
    assert _mentions(text, parse)["spokesman"] == ("SOM", ("REB",))


def test_somebody_elses_soldiers_keep_their_own_sector() -> None:
    text, parse = parse_by_hand(
        [
            ("Soldiers", "NNS", "nsubj", 4),
            ("of", "IN", "prep", 0),
            ("the", "DT", "det", 3),
            ("kingdom", "NN", "pobj", 1),
            ("left", "VBD", "ROOT", 4),
        ],
    )
    assert _mentions(text, parse)["Soldiers"][1] == ("MIL",)


def test_it_that_is_retaken_is_no_actor() -> None:
    text, parse = parse_by_hand(
        [("Al-Shabaab", "NNP", "nsubj", 1), ("retreated", "VBD", "ROOT", 1)],
        [("Troops", "NNS", "nsubj", 1), ("retake", "VBP", "ROOT", 1), ("it", "PRP", "dobj", 1)],
    )
    assert "it" not in _referring(text, parse)


def test_he_is_the_subject_of_the_sentence_before_and_not_of_a_clause_in_it() -> None:
    text, parse = parse_by_hand(
        [
            ("Maltese", "JJ", "amod", 2),
            ("Minister", "NNP", "compound", 3),
            ("Zorvan", "NNP", "compound", 3),
            ("Attelic", "NNP", "nsubj", 4),
            ("announced", "VBD", "ROOT", 4),
            ("that", "IN", "mark", 10),
            ("Fijian", "JJ", "amod", 7),
            ("Minister", "NNP", "compound", 9),
            ("Berto", "NNP", "compound", 9),
            ("Quellin", "NNP", "nsubj", 10),
            ("resigned", "VBD", "ccomp", 4),
        ],
        [("He", "PRP", "nsubj", 1), ("left", "VBD", "ROOT", 1)],
    )
    assert _referring(text, parse) == {"He": "Maltese Minister Zorvan Attelic"}


def test_an_army_spokesman_is_of_the_country_the_report_is_about() -> None:
    text, parse = parse_by_hand(
        [("Fijian", "JJ", "amod", 1), ("rebels", "NNS", "nsubj", 2), ("left", "VBD", "ROOT", 2)],
        [("Fiji", "NNP", "nsubj", 1), ("objected", "VBD", "ROOT", 1)],
        [
            ("An", "DT", "det", 2),
            ("army", "NN", "compound", 2),
            ("spokesman", "NN", "nsubj", 3),
            ("spoke", "VBD", "ROOT", 3),
        ],
    )
    cast = read_cast(Report("r", text), parse, (), default_actors())
    at = text.index("An army")
    actor = describe(parse, text, Span(at, at + len("An army spokesman")), cast)
    assert (actor.country, actor.sectors) == ("FJI", ("MIL",)) and actor.rule.endswith("report country")

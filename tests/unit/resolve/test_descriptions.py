"""Definite descriptions, names that a report shortens, and appositions, over parses written by hand."""

from __future__ import annotations

import pytest
from hand import Row, parse_by_hand

from dateline.lexicon.actors import default_actors
from dateline.model import Event, Parse, Participant, Report, Sheet, Span
from dateline.resolve.who import WhoStage
from dateline.resolve.who_cast import read_cast


def _sentence(words: str, *rows: str) -> list[Row]:
    """Rows from "word/TAG/label/head" items; ``words`` is only the subject's readable form."""
    found = []
    for row in (words, *rows):
        word, tag, label, head = row.split("/")
        found.append((word, tag, label, int(head)))
    return found


def _referring(text: str, parse: Parse) -> dict[str, str]:
    actors = WhoStage()(Sheet(Report("r", text), parse=parse)).actors
    return {one.text: text[one.antecedent.start : one.antecedent.end] for one in actors if one.antecedent is not None}


def _mentions(text: str, parse: Parse) -> dict[str, tuple[str | None, str | None, tuple[str, ...]]]:
    cast = read_cast(Report("r", text), parse, (), default_actors())
    return {text[one.start : one.end]: (one.reading.id, one.reading.country, one.reading.sectors) for one in cast.mentions}


REBELS = _sentence("Fijian/JJ/amod/1", "rebels/NNS/nsubj/2", "attacked/VBD/ROOT/2", "Hamas/NNP/compound/4", "positions/NNS/dobj/2")


def test_the_same_noun_is_taken_up_before_a_nearer_group() -> None:
    text, parse = parse_by_hand(REBELS, _sentence("The/DT/det/1", "rebels/NNS/nsubj/2", "won/VBD/ROOT/2"))
    assert _referring(text, parse)["The rebels"] == "Fijian rebels"


def test_a_coalition_is_no_armed_group() -> None:
    text, parse = parse_by_hand(
        _sentence("Saudi-led/JJ/amod/1", "coalition/NN/nsubj/2", "bombed/VBD/ROOT/2", "Hamas/NNP/dobj/2"),
        _sentence("The/DT/det/1", "coalition/NN/nsubj/2", "left/VBD/ROOT/2"),
    )
    assert _referring(text, parse).get("The coalition") != "Hamas"


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("The/DT reclusive/JJ state/NN", "Fiji"),
        ("The/DT other/JJ state/NN", None),
        ("The/DT Lebanese/JJ militant/JJ group/NN", "Hezbollah"),
        ("The/DT Turkish/JJ militant/JJ group/NN", None),
        ("The/DT Iran/NNP -/HYPH aligned/VBN movement/NN", "Hezbollah"),
    ],
)
def test_adjectives_must_fit(description: str, expected: str | None) -> None:
    rows: list[Row] = [(*word.split("/"), "amod", 0) for word in description.split()]  # type: ignore[misc]
    rows = [(word, tag, "nsubj" if at == len(rows) - 1 else "amod", len(rows)) for at, (word, tag, *_) in enumerate(rows)]
    text, parse = parse_by_hand(
        _sentence("Fiji/NNP/nsubj/1", "accused/VBD/ROOT/1", "Hezbollah/NNP/dobj/1"),
        [*rows, ("objected", "VBD", "ROOT", len(rows))],
    )
    found = {one: of for one, of in _referring(text, parse).items() if one.startswith("The")}
    assert list(found.values()) == ([expected] if expected else [])


def test_the_leader_of_a_nation_is_who_leads_it() -> None:
    text, parse = parse_by_hand(
        _sentence(
            "Maltese/JJ/amod/3",
            "President/NNP/compound/3",
            "Zorvan/NNP/compound/3",
            "Attelic/NNP/nsubj/4",
            "left/VBD/ROOT/4",
        ),
        _sentence("The/DT/det/2", "Maltese/JJ/amod/2", "leader/NN/nsubj/3", "objected/VBD/ROOT/3"),
        _sentence("The/DT/det/1", "president/NN/nsubj/2", "called/VBD/ROOT/2"),
    )
    found = _referring(text, parse)
    assert found["The Maltese leader"] == found["The president"] == "Maltese President Zorvan Attelic"


def test_a_title_before_the_name_is_a_way_to_speak_of_somebody() -> None:
    text, parse = parse_by_hand(
        _sentence("General/NNP/compound/2", "Zorvan/NNP/compound/2", "Attelic/NNP/nsubj/3", "fled/VBD/ROOT/3"),
        _sentence("The/DT/det/1", "general/NN/nsubj/2", "spoke/VBD/ROOT/2"),
    )
    assert _referring(text, parse)["The general"] == "General Zorvan Attelic"


def test_the_emirate_is_a_state() -> None:
    text, parse = parse_by_hand(
        _sentence("Tonga/NNP/nsubj/1", "accused/VBD/ROOT/1", "Kuwait/NNP/dobj/1"),
        _sentence("The/DT/det/1", "emirate/NN/nsubj/2", "objected/VBD/ROOT/2"),
    )
    assert _referring(text, parse)["The emirate"] == "Kuwait"


def test_a_counterpart_holds_the_same_office() -> None:
    text, parse = parse_by_hand(
        _sentence(
            "Maltese/JJ/amod/3",
            "Minister/NNP/compound/3",
            "Zorvan/NNP/compound/3",
            "Attelic/NNP/nsubj/4",
            "met/VBD/ROOT/4",
            "his/PRP$/poss/7",
            "Tongan/JJ/amod/7",
            "counterpart/NN/dobj/4",
        ),
        _sentence("The/DT/det/2", "two/CD/nummod/2", "ministers/NNS/nsubj/3", "spoke/VBD/ROOT/3"),
    )
    assert _mentions(text, parse)["Tongan counterpart"] == (None, "TON", ("GOV",))
    at = text.index("The two")
    party = Participant(at, at + len("The two ministers"), "The two ministers")
    event = Event("e", "CONSULT", Span(party.end + 1, party.end + 6), "spoke", 1, actors=(party,))
    sheet = WhoStage()(Sheet(Report("r", text), parse=parse, events=(event,)))
    assert [one.country for one in sheet.events[0].actors] == ["MLT", "TON"]


def test_a_rebel_leaders_men_are_rebels() -> None:
    text, parse = parse_by_hand(
        _sentence(
            "Rebel/NN/compound/3",
            "commander/NN/compound/3",
            "Zorvan/NNP/compound/3",
            "Attelic/NNP/nsubj/4",
            "fled/VBD/ROOT/4",
        ),
        _sentence("His/PRP$/poss/1", "men/NNS/nsubj/2", "stayed/VBD/ROOT/2"),
    )
    assert _mentions(text, parse)["men"][2] == ("REB",)


def test_the_head_of_a_long_name_is_a_short_one() -> None:
    text, parse = parse_by_hand(
        _sentence(
            "Liberation/NNP/compound/1",
            "Tigers/NNPS/nsubj/5",
            "of/IN/prep/1",
            "Tamil/NNP/compound/4",
            "Eelam/NNP/pobj/2",
            "struck/VBD/ROOT/5",
        ),
        _sentence("The/DT/det/1", "Tigers/NNPS/nsubj/2", "won/VBD/ROOT/2"),
    )
    assert _mentions(text, parse)["Tigers"][0] == "group:tamil-tigers"


def test_an_apposition_says_what_an_unlisted_person_does() -> None:
    text, parse = parse_by_hand(
        _sentence(
            "Zorvan/NNP/compound/1",
            "Attelic/NNP/nsubj/7",
            ",/,/punct/1",
            "a/DT/det/5",
            "Tongan/JJ/amod/5",
            "lawyer/NN/appos/1",
            ",/,/punct/1",
            "explain/VBP/ROOT/7",
        ),
        _sentence("Attelic/NNP/nsubj/1", "warn/VBP/ROOT/1"),
    )
    text = text.replace(" ,", ", ")
    found = _mentions(text, parse)
    assert found["Zorvan Attelic"] == found["Attelic"] == (None, "TON", ("JUD",))


def test_a_name_behind_its_noun_is_the_participants() -> None:
    text, parse = parse_by_hand(
        _sentence(
            "The/DT/det/2",
            "opposition/NN/compound/2",
            "group/NN/nsubj/4",
            "Hezbollah/NNP/appos/2",
            "objected/VBD/ROOT/4",
        )
    )
    party = Participant(0, len("The opposition group"), "The opposition group")
    event = Event("e", "REJECT", Span(text.index("objected"), len(text) - 1), "objected", 0, actors=(party,))
    sheet = WhoStage()(Sheet(Report("r", text), parse=parse, events=(event,)))
    assert sheet.events[0].actors[0].id == "group:hezbollah"


def test_a_dateline_is_no_part_of_the_first_name() -> None:
    text, parse = parse_by_hand(
        _sentence("ZORVAN/NNP/dep/3", "-/HYPH/punct/3", "Tongan/JJ/amod/3", "troops/NNS/nsubj/4", "left/VBD/ROOT/4")
    )
    assert "Tongan troops" in _mentions(text, parse)

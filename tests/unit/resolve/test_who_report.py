"""Who is who in a whole report: capitals, short names, whose people they are, what a pronoun shows."""

from __future__ import annotations

import pytest
from hand import Row, parse_by_hand

from dateline.model import Actor, Event, Participant, Report, Sheet, Span
from dateline.resolve.who import WhoStage, resolve_mention


def _actors(*sentences: list[Row]) -> dict[str, Actor]:
    text, parse = parse_by_hand(*sentences)
    return {actor.text: actor for actor in WhoStage()(Sheet(Report("r", text), parse=parse)).actors}


def _party(words: str, *sentences: list[Row], role: str = "recipient", kind: str = "ASSAULT") -> list[Participant]:
    """The participants that ``words`` become, as the last place in the text where they stand has it."""
    text, parse = parse_by_hand(*sentences)
    at = text.rindex(words)
    given = Participant(at, at + len(words), words)
    sides = {"actors": (given,)} if role == "actor" else {"recipients": (given,)}
    event = Event("e", kind, Span(at, at + len(words)), words, 1, **sides)
    (cast,) = WhoStage()(Sheet(Report("r", text), parse=parse, events=(event,))).events
    return list(cast.actors if role == "actor" else cast.recipients)


def test_said_in_capitals_is_no_surname() -> None:
    actors = _actors(
        [
            ("SPOKESMAN", "NN", "compound", 2),
            ("ZORVAN", "NNP", "compound", 2),
            ("ATTELIC", "NNP", "nsubj", 3),
            ("SAID", "VBD", "ROOT", 3),
        ]
    )
    assert list(actors) == ["SPOKESMAN ZORVAN ATTELIC"]
    assert actors["SPOKESMAN ZORVAN ATTELIC"].id is None


def test_common_nouns_in_capitals_name_nobody() -> None:
    (party,) = _party(
        "THE DECISION",
        [
            ("FIJI", "NNP", "nsubj", 1),
            ("CONDEMNED", "VBD", "ROOT", 1),
            ("THE", "DT", "det", 3),
            ("DECISION", "NN", "dobj", 1),
        ],
        kind="ACCUSE",
    )
    assert (party.name, party.kind) == (None, "unknown")


@pytest.mark.parametrize("phrase", ["U.N. envoy Zorvan Attelic", "senior U.N. officials", "an African Union mediator"])
def test_people_of_a_body_between_states_are_no_government(phrase: str) -> None:
    assert "GOV" not in resolve_mention(phrase).sectors


@pytest.mark.parametrize(
    ("phrase", "sectors"),
    [
        ("a bomber", ("UAF",)),
        ("snipers on rooftops", ("UAF",)),
        ("army snipers", ("MIL",)),
        ("Fijian snipers", ("MIL",)),
        ("Russian bombers", ("MIL",)),
    ],
)
def test_who_shoots_is_told_by_whose_they_are(phrase: str, sectors: tuple[str, ...]) -> None:
    assert resolve_mention(phrase).sectors == sectors


def test_an_officer_belongs_to_the_state_of_the_report_whenever_named() -> None:
    told: list[Row] = [
        ("Fiji", "NNP", "nsubj", 1),
        ("mourned", "VBD", "ROOT", 1),
        ("General", "NNP", "compound", 4),
        ("Zorvan", "NNP", "compound", 4),
        ("Attelic", "NNP", "dobj", 1),
    ]
    (party,) = _party("Attelic", told, [("Attelic", "NNP", "nsubj", 1), ("fled", "VBD", "ROOT", 1)], role="actor")
    assert (party.name, party.country) == ("Zorvan Attelic", "FJI")


def test_a_pronoun_shows_whom_it_stands_for() -> None:
    (party,) = _party(
        "They",
        [("Fijian", "JJ", "amod", 1), ("rebels", "NNS", "nsubj", 2), ("marched", "VBD", "ROOT", 2)],
        [("They", "PRP", "nsubj", 1), ("fired", "VBD", "ROOT", 1)],
        role="actor",
    )
    assert (party.name, party.country) == ("Fijian rebels", "FJI")

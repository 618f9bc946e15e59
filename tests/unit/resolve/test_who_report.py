"""Who is who in a whole report: capitals, short names, whose people they are, what a pronoun shows."""

from __future__ import annotations

from dataclasses import replace

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
    actors, recipients = ((given,), ()) if role == "actor" else ((), (given,))
    event = Event("e", kind, Span(at, at + len(words)), words, 1, actors=actors, recipients=recipients)
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


KOREAN: list[Row] = [
    ("North", "NNP", "compound", 1),
    ("Korea", "NNP", "nsubj", 2),
    ("freed", "VBD", "ROOT", 2),
    ("South", "JJ", "amod", 4),
    ("Korean", "JJ", "amod", 7),
    ("Minister", "NNP", "compound", 7),
    ("Moon", "NNP", "compound", 7),
    ("Chul-soo", "NNP", "dobj", 2),
]


@pytest.mark.parametrize(("word", "name"), [("Moon", "Moon Chul-soo"), ("North", "North Korea"), ("South", "South Korea")])
def test_short_names_of_states_and_of_people_whose_family_name_comes_first(word: str, name: str) -> None:
    (party,) = _party(word, KOREAN, [(word, "NNP", "nsubj", 1), ("fired", "VBD", "ROOT", 1)], role="actor")
    assert party.name == name


def test_nobody_disperses_themselves() -> None:
    (party,) = _party(
        "them",
        [("Protesters", "NNS", "nsubj", 1), ("pelted", "VBD", "ROOT", 1), ("police", "NNS", "dobj", 1)],
        [
            ("Police", "NNS", "nsubj", 1),
            ("fired", "VBD", "ROOT", 1),
            ("to", "TO", "aux", 3),
            ("disperse", "VB", "advcl", 1),
            ("them", "PRP", "dobj", 3),
        ],
    )
    assert party.name == "Protesters"


def test_he_does_not_ban_her_who_is_himself() -> None:
    text: list[Row] = [("Zorvan", "NNP", "compound", 1), ("Attelic", "NNP", "nsubj", 2), ("banned", "VBD", "ROOT", 2)]
    (party,) = _party("her", [*text, ("her", "PRP", "dobj", 2)])
    assert party.name is None


def test_who_speaks_of_both_sides_is_none_of_them() -> None:
    parties = _party(
        "both sides",
        [
            ("Fijian", "JJ", "amod", 1),
            ("troops", "NNS", "nsubj", 2),
            ("fought", "VBD", "ROOT", 2),
            ("Tongan", "JJ", "amod", 4),
            ("rebels", "NNS", "dobj", 2),
        ],
        [
            ("Norway", "NNP", "nsubj", 1),
            ("urged", "VBD", "ROOT", 1),
            ("both", "DT", "det", 3),
            ("sides", "NNS", "dobj", 1),
        ],
        kind="REQUEST",
    )
    assert [(one.country, one.sectors) for one in parties] == [("FJI", ("MIL",)), ("TON", ("REB",))]


@pytest.mark.parametrize("phrase", ["the gang Santa Rosa", "members of the gang Santa Rosa"])
def test_a_gang_goes_by_the_name_beside_it(phrase: str) -> None:
    actor = resolve_mention(phrase)
    assert (actor.name, actor.kind, actor.sectors) == ("Santa Rosa", "group", ("CRM",))


UNION: list[Row] = [
    ("The", "DT", "det", 1),
    ("government", "NN", "nsubj", 2),
    ("met", "VBD", "ROOT", 2),
    ("the", "DT", "det", 5),
    ("miners", "NNS", "compound", 5),
    ("union", "NN", "dobj", 2),
]
PRESIDENT: list[Row] = [
    ("Its", "PRP$", "poss", 1),
    ("president", "NN", "nsubj", 6),
    (",", ",", "punct", 1),
    ("Zorvan", "NNP", "compound", 4),
    ("Attelic", "NNP", "appos", 1),
    (",", ",", "punct", 1),
    ("objected", "VBD", "ROOT", 6),
]


def test_a_unions_president_is_named_and_of_no_government() -> None:
    (party,) = _party("Its president", UNION, PRESIDENT, role="actor")
    assert (party.name, party.sectors) == ("Zorvan Attelic", ("LAB",))


@pytest.mark.parametrize(("owner", "verb", "name"), [("Its", "fired", "Fiji's troops"), ("whose", "fired", "Fiji's troops")])
def test_somebodys_people_are_shown_by_whose_they_are(owner: str, verb: str, name: str) -> None:
    (party,) = _party(
        f"{owner} troops",
        [
            ("Fiji", "NNP", "nsubj", 5),
            (",", ",", "punct", 0),
            (owner, "PRP$" if owner == "Its" else "WP$", "poss", 3),
            ("troops", "NNS", "nsubj", 4),
            (verb, "VBD", "relcl", 0),
            ("objected", "VBD", "ROOT", 5),
        ],
        role="actor",
    )
    assert (party.name, party.country) == (name, "FJI")


def test_some_of_them_are_of_them() -> None:
    (party,) = _party(
        "About 30 of them",
        [("Fijian", "JJ", "amod", 1), ("rebels", "NNS", "nsubj", 2), ("marched", "VBD", "ROOT", 2)],
        [
            ("About", "RB", "advmod", 1),
            ("30", "CD", "nsubj", 4),
            ("of", "IN", "prep", 1),
            ("them", "PRP", "pobj", 2),
            ("fired", "VBD", "ROOT", 4),
        ],
        role="actor",
    )
    assert (party.name, party.country, party.sectors) == ("Fijian rebels", "FJI", ("REB",))


def test_what_one_is_a_member_of_is_a_group() -> None:
    actors = _actors(
        [
            ("Members", "NNS", "nsubj", 4),
            ("of", "IN", "prep", 0),
            ("Los", "NNP", "compound", 3),
            ("Zorvanes", "NNP", "pobj", 1),
            ("fired", "VBD", "ROOT", 4),
        ]
    )
    assert actors["Los Zorvanes"].kind == "group"


def test_a_capital_that_ends_a_persons_name_is_no_government() -> None:
    assert resolve_mention("Ana Lima").country is None
    assert resolve_mention("Central Tripoli").country == "LBY"


def test_a_struck_capital_is_a_city_and_not_the_state() -> None:
    (party,) = _party(
        "Damascus",
        [
            ("Tongan", "JJ", "amod", 1),
            ("jets", "NNS", "nsubj", 2),
            ("bombed", "VBD", "ROOT", 2),
            ("Damascus", "NNP", "dobj", 2),
        ],
    )
    assert (party.id, party.name, party.country, party.sectors) == (None, "Damascus", "SYR", ("CVL",))


def test_an_adjective_that_acts_is_its_state() -> None:
    (party,) = _party(
        "Fijian", [("Fijian", "JJ", "amod", 1), ("talks", "NNS", "nsubj", 2), ("ended", "VBD", "ROOT", 2)], role="actor"
    )
    assert (party.country, party.sectors) == ("FJI", ("GOV",))


def test_who_brokers_between_the_government_and_rebels_is_not_the_government() -> None:
    text, parse = parse_by_hand(
        [
            ("Fiji", "NNP", "nsubj", 1),
            ("mediated", "VBD", "ROOT", 1),
            ("between", "IN", "prep", 1),
            ("the", "DT", "det", 4),
            ("government", "NN", "pobj", 2),
            ("and", "CC", "cc", 4),
            ("rebels", "NNS", "conj", 4),
        ]
    )
    actors = WhoStage()(Sheet(Report("r", text), parse=parse)).actors
    assert "the government" not in [actor.text for actor in actors if actor.antecedent is not None]


@pytest.mark.parametrize(("word", "states"), [("inter-Korean", ["KOR", "PRK"]), ("South-Korean", ["KOR"])])
def test_between_the_halves_of_a_divided_people_are_both(word: str, states: list[str]) -> None:
    text = f"The {word} talks failed."
    start = text.index("Korean")
    starts = (0, 4, start - 1, start, start + 7, start + 13)
    ends = (3, start - 1, start, start + 6, start + 12, start + 19)
    words = tuple(text[first:last] for first, last in zip(starts, ends, strict=True))
    tags, deps = ("DT", "JJ", "HYPH", "JJ", "NNS", "VBD"), ("det", "amod", "punct", "amod", "nsubj", "ROOT")
    rows: list[Row] = [(word, tag, dep, head) for word, tag, dep, head in zip(words, tags, deps, (4, 3, 3, 4, 5, 5), strict=True)]
    _, parse = parse_by_hand(rows)
    parse = replace(parse, starts=starts, ends=ends)
    party = Participant(start, start + 6, "Korean")
    event = Event("e", "CONSULT", Span(start, start + 6), "talks", 1, actors=(party,))
    (cast,) = WhoStage()(Sheet(Report("r", text), parse=parse, events=(event,))).events
    assert [one.country for one in cast.actors] == states

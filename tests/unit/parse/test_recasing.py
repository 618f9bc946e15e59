from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.spelling import Spellings, load_spellings
from dateline.parse.casing import recased

COMMON = frozenset(
    [
        "the",
        "rebels",
        "will",
        "fight",
        "against",
        "people",
        "in",
        "a",
        "town",
        "of",
        "on",
        "by",
        "men",
        "said",
        "three",
        "and",
        "grant",
        "army",
        "front",
        "shot",
        "was",
        "near",
        "coast",
        "hope",
    ]
    + ["liberation", "national", "may", "march", "december", "san", "carlos", "for"]
)
BOOK = Spellings(
    names={
        ("national", "liberation", "front"): ("National", "Liberation", "Front"),
        ("el", "salvador"): ("El", "Salvador"),
        ("peru",): ("Peru",),
        ("hope",): ("Hope",),
        ("eln",): ("ELN",),
    },
    sure=frozenset({"peru"}),
    parts=frozenset({"carlos"}),
    starts=frozenset({"san"}),
    months=frozenset({"march", "may", "december"}),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("THE REBELS WILL FIGHT AGAINST THE PEOPLE", "The rebels will fight against the people"),
        ("THE NATIONAL LIBERATION FRONT AND THE NATIONAL ARMY", "The National Liberation Front and the national army"),
        ("THE REBELS OF EL SALVADOR'S COAST AND PERU", "The rebels of El Salvador's coast and Peru"),
        ("THE MEN SAID CARLOS PIZARRO WAS SHOT IN SAN VICENTE", "The men said Carlos Pizarro was shot in San Vicente"),
        ("REBELS SHOT THREE MEN ON 3 MARCH AND ON MAY 2", "Rebels shot three men on 3 March and on May 2"),
        ("THE PEOPLE MAY MARCH ON THE TOWN IN DECEMBER", "The people may march on the town in December"),
        ("THE U.S. ARMY AND THE MEN OF THE COAST", "The U.S. army and the men of the coast"),
        ("THE PEOPLE HOPE FOR A TOWN ON THE COAST", "The people hope for a town on the coast"),
        ("THE ELN REBELS SHOT THREE MEN IN THE TOWN", "The ELN rebels shot three men in the town"),
    ],
)
def test_names_keep_capitals_and_ordinary_words_lose_them(text: str, shown: str) -> None:
    assert recased(text, COMMON, BOOK) == shown


def test_a_headline_loses_the_capitals_of_ordinary_words_only() -> None:
    assert recased("Rebels Shot Three Men in Peru", COMMON, BOOK) == "Rebels shot three men in Peru"


@given(st.text(alphabet="AEIOU SANCARLOS'.’-ß İ\n12", max_size=80))
def test_the_length_never_changes(text: str) -> None:
    assert len(recased(text, COMMON, BOOK)) == len(text)


def test_the_listed_names_hold_countries_groups_and_no_short_word() -> None:
    book = load_spellings()
    assert book.names["el", "salvador"] == ("El", "Salvador")
    assert "peru" in book.sure and ("us",) not in book.names
    assert {"january", "december"} <= book.months

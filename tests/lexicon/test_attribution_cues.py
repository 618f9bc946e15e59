"""Every attribution cue finds a claim in its ``yes`` sentence and none in its ``no`` sentence."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.judge.attribution import find_claims
from dateline.judge.attribution_cues import Cue, CueKind, load_cues
from dateline.lexicon.tables import load_csv
from dateline.model import Report, Sheet, Stance
from dateline.parse import Parser, default_parser

ROWS = load_csv("en/attribution.csv", Cue)
POS = {"VERB", "NOUN", "ADJ", "ADV", "PHRASE", "PUNCT"}
ENDS = {"clause", "infinitive", "object", "quote", "passive", "scope", "person", "silent", "subject"}


@pytest.fixture(scope="module")
def parser() -> Parser:
    return default_parser()


def fired(parser: Parser, text: str) -> set[str]:
    report = Report("x", text)
    sheet = Sheet(report, parser.parse(report))
    return {claim.rule.partition(":")[2] for claim in find_claims(sheet, load_cues())}


def test_there_are_at_least_six_hundred_cues_and_none_twice() -> None:
    assert len(ROWS) >= 600
    assert len({(row.lemma, row.pos) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.lemma}/{row.pos}")
def test_columns_hold_what_the_loader_documents(row: Cue) -> None:
    assert row.pos in POS
    assert row.stance in get_args(Stance)
    assert row.negated in ("", *get_args(Stance))
    assert row.kind in get_args(CueKind)
    assert row.direction in ("forward", "backward", "both")
    assert row.scope in ("phrase", "clause", "quotation")
    assert all(end in ENDS or end.startswith("+") for end in row.kinds_of_end) and row.ends


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.lemma}/{row.pos}")
def test_yes_and_no_sentences(row: Cue, parser: Parser) -> None:
    assert row.lemma in fired(parser, row.yes)
    assert row.lemma not in fired(parser, row.no)

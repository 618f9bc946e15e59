"""Every verb of answering gives the event noun of its sentence the one who did it."""

from __future__ import annotations

from dateline.find import load_find
from dateline.lexicon.tables import load_csv
from dateline.lexicon.triggers import AnswerRow
from dateline.model import Coder, Report, Sheet
from dateline.parse import default_parser


def test_each_sentence_has_its_doer() -> None:
    parser, find = default_parser(), load_find(Coder("test", "test", "test"))
    missed = []
    for row in load_csv("en/answer.csv", AnswerRow):
        report = Report(id="check", text=row.yes)
        events = find(Sheet(report, parse=parser.parse(report))).events
        if not any(event.type == "ASSAULT" and event.actors for event in events):
            missed.append(row.yes)
    assert missed == []

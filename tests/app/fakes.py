"""A pipeline that needs no parser: a word list stands in for the stages."""

from __future__ import annotations

import os
from dataclasses import replace

from dateline.app.settings import Settings
from dateline.model import Coder, Event, Parse, Sentence, Sheet, Span
from dateline.pipeline import Pipeline

CODER = Coder("0.1.0", "fake", "fake")


class Attacks:
    """Codes each ``attacked`` as an assault; breaks on the word ``BROKEN``; is interrupted by ``STOP``."""

    name = "attacks"
    needs: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset({"events"})

    def __call__(self, sheet: Sheet) -> Sheet:
        text = sheet.report.text
        if "BROKEN" in text:
            raise ValueError("broken on purpose")
        if "STOP" in text and not os.environ.get("DATELINE_TEST_GO_ON"):
            raise KeyboardInterrupt
        at = text.find("attacked")
        parse = Parse(sentences=(Sentence(0, len(text), 0, 0),), engine="fake")
        if at < 0:
            return replace(sheet, parse=parse)
        found = Event(f"{sheet.report.id}-{at}", "ASSAULT", Span(at, at + 8), "attacked", 0, coder=CODER)
        return replace(sheet, parse=parse, events=(found,))


def build(settings: Settings) -> tuple[Pipeline, Coder]:
    """The fake pipeline and its coder."""
    return Pipeline((Attacks(),), strict=settings.strict), CODER

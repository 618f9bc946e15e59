"""The stage that parses a report."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Sheet
from dateline.parse.reader import Parser


class ParseStage:
    """Fills the sheet's parse: the first stage of every pipeline."""

    name = "parse"
    needs: frozenset[str] = frozenset()
    fills = frozenset({"parse"})

    def __init__(self, parser: Parser) -> None:
        self._parser = parser

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with sentences, tokens and dependencies."""
        return replace(sheet, parse=self._parser.parse(sheet.report))

"""Parses kept as CoNLL-U beside the tests, so that reading events needs no parser: ``python tests/support.py`` makes them anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dateline.model import Parse, Report, Sheet
from dateline.parse import from_conllu, to_conllu

FILE = Path(__file__).with_name("parses.conllu")
SENTENCES = Path(__file__).with_name("parses.txt")


def parse_of(text: str) -> Parse:
    """The stored parse of a sentence of ``parses.txt``."""
    return stored()[text]


def sheet_of(text: str) -> Sheet:
    """A sheet with the stored parse of a sentence."""
    return Sheet(Report(id="r", text=text, language="en"), parse=parse_of(text))


@cache
def stored() -> dict[str, Parse]:
    found = {}
    for block in FILE.read_text("utf-8").strip().split("\n\n"):
        text = block.split("\n", 1)[0].removeprefix("# text = ")
        found[text] = from_conllu(block, "stored")
    return found


def main() -> None:
    from dateline.parse import default_parser

    parser = default_parser()
    texts = [line for line in SENTENCES.read_text("utf-8").split("\n") if line]
    FILE.write_text("".join(to_conllu(parser.parse(Report(id="r", text=text)), text) for text in texts), "utf-8")


if __name__ == "__main__":
    main()

"""From a report to sentences, tokens and dependencies."""

from __future__ import annotations

from dateline.parse.conllu import from_conllu, to_conllu
from dateline.parse.reader import Parser, Wanted
from dateline.parse.records import Engine, Tokens
from dateline.parse.segments import load_boundaries
from dateline.parse.stage import ParseStage

__all__ = [
    "Engine",
    "ParseStage",
    "Parser",
    "Tokens",
    "Wanted",
    "default_engine",
    "default_parser",
    "from_conllu",
    "load_boundaries",
    "to_conllu",
]


def default_engine(pipeline: str | None = None) -> Engine:
    """The spaCy engine with the pipeline named, or with the one that comes with Dateline."""
    from dateline.parse.engines.spacy import DEFAULT_PIPELINE, SpacyEngine

    return SpacyEngine(pipeline or DEFAULT_PIPELINE)


def default_parser(pipeline: str | None = None, wanted: Wanted | None = None) -> Parser:
    """A parser of whole reports over ``default_engine``."""
    return Parser(default_engine(pipeline), load_boundaries(), wanted)

"""From a parse and the lexicon to draft events: trigger and argument spans."""

from __future__ import annotations

from pathlib import Path

from dateline.find.slots import Context
from dateline.find.stage import FindStage
from dateline.lexicon.classes import load_classes
from dateline.lexicon.plover import load_ontology
from dateline.lexicon.triggers import load_triggers
from dateline.model import Coder

__all__ = ["Context", "FindStage", "load_context", "load_find"]


def load_context(user: Path | None = None) -> Context:
    """The trigger index and word classes, with the user's own rows first."""
    return Context(load_classes(), load_triggers(user))


def load_find(coder: Coder, user: Path | None = None) -> FindStage:
    """The stage over the bundled lexicon and the user's own rows."""
    return FindStage(load_context(user), load_ontology(), coder)

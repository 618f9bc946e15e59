"""From a parse and the lexicon to draft events: trigger and argument spans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import EngineError
from dateline.find.context import Context
from dateline.find.stage import FindStage
from dateline.find.weighing import Weigher
from dateline.lexicon.classes import load_classes
from dateline.lexicon.plover import load_ontology
from dateline.lexicon.triggers import load_triggers
from dateline.model import Coder

if TYPE_CHECKING:
    from dateline.find.models.scorer import Scorer

__all__ = ["Context", "FindStage", "Weigher", "load_context", "load_find", "load_scorer"]


def load_context(user: Path | None = None) -> Context:
    """The trigger index and word classes, with the user's own rows first."""
    return Context(load_classes(), load_triggers(user))


def load_scorer(engine: str) -> Scorer | None:
    """The learned scorer for the engine ``model`` where it is installed, none for ``rules``."""
    if engine not in ("model", "rules"):
        raise EngineError(f"engine {engine!r} is unknown; choose 'model' (rules and the learned scorer) or 'rules'")
    from dateline.find.models.scorer import Scorer, is_installed

    return Scorer() if engine == "model" and is_installed() else None


def load_find(coder: Coder, user: Path | None = None, engine: str = "rules") -> FindStage:
    """The stage over the bundled lexicon and the user's own rows."""
    ontology = load_ontology()
    return FindStage(load_context(user), Weigher(load_scorer(engine), ontology), ontology, coder)

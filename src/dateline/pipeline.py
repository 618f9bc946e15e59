"""The one file that knows every stage and their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from dateline.change import replace
from dateline.errors import PipelineError
from dateline.lexicon.fingerprint import fingerprint
from dateline.lexicon.plover import load_ontology
from dateline.model import Coder, Failure, Report, Sheet
from dateline.version import __version__

NO_EVENT = "no event found in it"


class Stage(Protocol):
    """A step that returns the sheet with more of it filled in."""

    @property
    def name(self) -> str:
        """What the stage is called in messages."""
        ...

    @property
    def needs(self) -> frozenset[str]:
        """What earlier stages must have filled."""
        ...

    @property
    def fills(self) -> frozenset[str]:
        """What the stage fills in."""
        ...

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with what the stage ``fills``; nothing else changed."""
        ...


class Pipeline:
    """Stages in order; refuses an order in which a stage lacks what it needs.

    With ``strict`` an error in a stage is raised; without, the report is marked failed with the stage and the error.
    """

    def __init__(self, stages: Sequence[Stage], *, strict: bool = False) -> None:
        _check_order(stages)
        self.stages = tuple(stages)
        self.strict = strict

    def run(self, report: Report) -> Sheet:
        """The finished coding sheet of one report: coded, rejected with a reason, or failed with the error."""
        sheet = Sheet(report)
        reason = _unreadable(report)
        if reason:
            return replace(sheet, rejected=reason)
        for stage in self.stages:
            try:
                sheet = stage(sheet)
            except Exception as error:  # one report must not stop the run
                if self.strict:
                    raise
                return replace(sheet, events=(), claims=(), failed=_failure(stage, error))
            sheet = replace(sheet, filled=sheet.filled | stage.fills)
        return sheet if sheet.events else replace(sheet, rejected=NO_EVENT)

    def run_many(self, reports: Iterable[Report]) -> Iterator[Sheet]:
        """The sheet of each report, in order, one at a time."""
        return map(self.run, reports)


def _failure(stage: Stage, error: Exception) -> Failure:
    return Failure(where=stage.name, error=f"{type(error).__name__}: {error}")


def _unreadable(report: Report) -> str | None:
    if not report.text.strip():
        return "empty text"
    if report.language and not report.language.lower().startswith("en"):
        return f"language {report.language}"
    return None


def _check_order(stages: Sequence[Stage]) -> None:
    ready: frozenset[str] = frozenset()
    for stage in stages:
        missing = stage.needs - ready
        if missing:
            fillers = ", ".join(other.name for other in stages if other.fills & missing) or "no stage given"
            raise PipelineError(
                f"stage {stage.name!r} needs {', '.join(sorted(missing))}, which nothing before it fills "
                f"(filled by: {fillers}); put that stage earlier"
            )
        ready |= stage.fills


def default_stages(pipeline: str | None = None, user: Path | None = None, engine: str = "model") -> tuple[tuple[Stage, ...], Coder]:
    """Every stage of the standard pipeline, in order, and the coder they make up.

    ``pipeline`` names an installed spaCy pipeline, ``user`` a folder with lists of the user's own; ``engine`` is ``model`` (the
    learned scorer beside the rules) or ``rules``.
    """
    from dateline.find import load_context, load_scorer
    from dateline.find.stage import FindStage
    from dateline.find.weighing import Weigher
    from dateline.judge.attribution import AttributionStage
    from dateline.judge.codes import CodesStage
    from dateline.judge.contexts import ContextsStage
    from dateline.judge.counts import CountsStage
    from dateline.judge.counts_report import TollStage
    from dateline.judge.deeds import DeedsStage
    from dateline.judge.factuality import FactualityStage
    from dateline.judge.repeats import RepeatsStage
    from dateline.judge.territory import TerritoryStage
    from dateline.lexicon.actors import load_actors
    from dateline.lexicon.own import own_lists
    from dateline.parse import ParseStage, default_parser
    from dateline.resolve.when import WhenStage
    from dateline.resolve.where import PlaceReader, PlacesStage, WhereStage
    from dateline.resolve.who import WhoStage

    if user is not None:
        own_lists(user)  # a folder without a list would be passed over in silence
    parser = default_parser(pipeline)
    scorer = load_scorer(engine)
    coder = Coder(__version__, fingerprint(user), "+".join([parser.engine.name, scorer.name if scorer else "rules"]))
    context, ontology, places = load_context(user), load_ontology(), PlaceReader()
    stages: tuple[Stage, ...] = (
        ParseStage(parser),
        PlacesStage(places),
        FindStage(context, Weigher(scorer, ontology), ontology, coder),
        WhenStage(),
        WhereStage(places),
        WhoStage(load_actors(user) if user else None),
        AttributionStage(),
        FactualityStage(),
        CountsStage(),
        TollStage(),
        TerritoryStage(),
        CodesStage(ontology),
        ContextsStage(),
        DeedsStage(context.index),
        RepeatsStage(),
    )
    return stages, coder

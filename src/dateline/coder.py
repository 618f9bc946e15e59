"""The coder for programs and notebooks: text in, coding sheet out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from dateline import model
from dateline.errors import InputError
from dateline.find import load_scorer
from dateline.find.relation import relate
from dateline.lexicon.plover import load_ontology
from dateline.model import Event, Report, Sheet, Span
from dateline.pipeline import Pipeline, default_stages
from dateline.read import ReadOptions, read_text


class Coder:
    """Codes reports offline; the same text gives the same sheet.

    ``engine`` is ``model`` (the rules and the learned scorer) or ``rules``; ``pipeline`` names an installed spaCy pipeline,
    ``lexicon`` a folder with lists of one's own. With ``strict`` a stage's error is raised; without, the sheet says that it
    ``failed``.
    """

    def __init__(
        self, *, engine: str = "model", pipeline: str | None = None, lexicon: str | Path | None = None, strict: bool = False
    ) -> None:
        stages, self.coder = default_stages(pipeline, Path(lexicon) if lexicon is not None else None, engine)
        self._pipeline = Pipeline(stages, strict=strict)
        self._scorer = load_scorer(engine)

    @property
    def fingerprint(self) -> model.Coder:
        """What is stored with each event: package version, lexicon and parser."""
        return self.coder

    def code(
        self, text: str, *, published: str | None = None, language: str | None = None, external_id: str | None = None
    ) -> Sheet:
        """The coding sheet of one report's text.

        ``published`` (ISO) is what relative times count from; ``language`` is believed where given, else looked for. InputError
        for a day that is none.
        """
        _check_day(published)
        options = ReadOptions(published=published, language=language)
        return self._pipeline.run(read_text(text, options, external_id=external_id))

    def code_report(self, report: Report) -> Sheet:
        """The coding sheet of a report that a reader made."""
        return self._pipeline.run(report)

    def code_all(self, reports: Iterable[Report]) -> Iterator[Sheet]:
        """The coding sheets of many reports, in order, one at a time."""
        return self._pipeline.run_many(reports)

    def between(
        self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int] | None, published: str | None = None
    ) -> Event | None:
        """The best event between two spans of the text (half-open, code points), or None where nothing joins them.

        Without a recipient, the best event of the actor. InputError for a span that does not lie in the text.
        """
        spans = [Span(*span) for span in (actor, recipient) if span is not None]
        for span in spans:
            if not 0 <= span.start < span.end <= len(text):
                raise InputError(f"span [{span.start}, {span.end}) does not lie in the text, which has {len(text)} characters")
        sheet = self.code(text, published=published, language="en")
        return relate(sheet, (spans[0], spans[1] if recipient is not None else None), self._scorer, load_ontology(), self.coder)


def _check_day(published: str | None) -> None:
    try:
        datetime.fromisoformat(published or "2000-01-01")
    except ValueError:
        raise InputError(f"published {published!r}: not a date; write it as YYYY-MM-DD") from None

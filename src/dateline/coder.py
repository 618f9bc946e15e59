"""The coder for programs and notebooks: text in, coding sheet out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline import model
from dateline.model import Event, Participant, Report, Sheet
from dateline.pipeline import Pipeline, default_stages
from dateline.read import ReadOptions, read_text


class Coder:
    """Codes reports offline; the same text gives the same sheet.

    ``engine`` names an installed spaCy pipeline, ``lexicon`` a folder with lists of one's own. With ``strict`` a stage's
    error is raised; without, the sheet says that it ``failed``.
    """

    def __init__(self, *, engine: str | None = None, lexicon: str | Path | None = None, strict: bool = False) -> None:
        stages, self.coder = default_stages(engine, Path(lexicon) if lexicon is not None else None)
        self._pipeline = Pipeline(stages, strict=strict)

    @property
    def fingerprint(self) -> model.Coder:
        """What is stored with each event: package version, lexicon and parser."""
        return self.coder

    def code(
        self, text: str, *, published: str | None = None, language: str | None = None, external_id: str | None = None
    ) -> Sheet:
        """The coding sheet of one report's text.

        ``published`` (ISO) is what relative times count from; ``language`` is believed where given, else looked for.
        """
        options = ReadOptions(published=published, language=language)
        return self._pipeline.run(read_text(text, options, external_id=external_id))

    def code_report(self, report: Report) -> Sheet:
        """The coding sheet of a report that a reader made."""
        return self._pipeline.run(report)

    def code_all(self, reports: Iterable[Report]) -> Iterator[Sheet]:
        """The coding sheets of many reports, in order, one at a time."""
        return self._pipeline.run_many(reports)

    def between(
        self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int], published: str | None = None
    ) -> Event | None:
        """The best event between two spans of the text (half-open, code points), or None where nothing joins them."""
        events = self.code(text, published=published, language="en").events
        scored = [(_fit(event, actor, recipient), -event.trigger.start, event) for event in events]
        fitting = [each for each in scored if each[0] > 0]
        return max(fitting, key=lambda each: each[:2])[2] if fitting else None


def _fit(event: Event, actor: tuple[int, int], recipient: tuple[int, int]) -> float:
    forward = _touches(event.actors, actor), _touches(event.recipients, recipient)
    return event.confidence + 1 if all(forward) else 0.0


def _touches(participants: Iterable[Participant], span: tuple[int, int]) -> bool:
    return any(each.start < span[1] and span[0] < each.end for each in participants)

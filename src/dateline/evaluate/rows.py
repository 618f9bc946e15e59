"""Runs the yes and no sentences of trigger rows: each yes must code with its row's type, no no may."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.find import FindStage, load_find
from dateline.lexicon.triggers import Trigger, read_triggers
from dateline.model import Coder, Event, Report, Sheet
from dateline.parse import Parser, default_parser


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row's sentence did instead of what it should."""

    rule: str
    which: str
    sentence: str
    problem: str


def check_rows(triggers: Iterable[Trigger], parser: Parser, find: FindStage) -> Iterator[Verdict]:
    """A verdict for each sentence that fails."""
    for trigger in triggers:
        if trigger.row.yes:
            problem = _yes_problem(trigger, _events(trigger.row.yes, parser, find))
            if problem:
                yield Verdict(trigger.rule, "yes", trigger.row.yes, problem)
        if trigger.row.no:
            problem = _no_problem(trigger, _events(trigger.row.no, parser, find))
            if problem:
                yield Verdict(trigger.rule, "no", trigger.row.no, problem)


def _events(sentence: str, parser: Parser, find: FindStage) -> tuple[Event, ...]:
    report = Report(id="check", text=sentence)
    return find(Sheet(report, parse=parser.parse(report))).events


def _names(event: Event) -> str:
    rules = " ".join(evidence.rule for evidence in event.evidence if ".csv" in evidence.rule)
    return f"{event.type}:{event.mode} on {event.trigger_text!r} by {rules}"


def _yes_problem(trigger: Trigger, events: tuple[Event, ...]) -> str | None:
    row = trigger.row
    for event in events:
        if event.type == row.type and (row.mode is None or event.mode == row.mode) and _is_on(trigger, event):
            return None
    return "; ".join(map(_names, events)) or "nothing coded"


def _is_on(trigger: Trigger, event: Event) -> bool:
    """Whether the event stands on the row's trigger, or the trigger's words were folded into it."""
    if trigger.words[-1] in event.trigger_text.lower():
        return True
    return (
        any(evidence.rule == trigger.rule for evidence in event.evidence)
        or any(evidence.rule.split()[-1:] == [trigger.words[-1]] for evidence in event.evidence)
        or any(evidence.rule == "consequence" for evidence in event.evidence)
    )


def _no_problem(trigger: Trigger, events: tuple[Event, ...]) -> str | None:
    wrong = [event for event in events if event.type == trigger.row.type and _on_lemma(trigger, event)]
    return "; ".join(map(_names, wrong)) or None


def _on_lemma(trigger: Trigger, event: Event) -> bool:
    return any(evidence.rule.endswith(" " + trigger.row.lemma) for evidence in event.evidence)


def main(names: list[str]) -> int:
    """Check the trigger files named (all without names) and print what fails."""
    triggers, problems = read_triggers()
    for problem in problems:
        sys.stdout.write(problem + "\n")
    if problems:
        return 1
    chosen = [trigger for trigger in triggers if not names or trigger.rule.split(".")[0] in names]
    find = load_find(Coder("check", "check", "check"))
    failed = list(check_rows(chosen, default_parser(), find))
    for verdict in failed:
        sys.stdout.write(f"{verdict.rule} [{verdict.which}] {verdict.sentence}\n    -> {verdict.problem}\n")
    sys.stdout.write(f"{len(chosen)} rows, {len(failed)} sentences fail\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

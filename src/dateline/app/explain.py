"""How a sentence is coded: its parse, each candidate, the rule that fired, the runners-up, what was dropped and why."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from dateline.app.show import coding, marked, says
from dateline.app.terminal import plain, tame
from dateline.model import Claim, Event, Parse, Sheet

DEEPEST = 60
LEAST_TOLD = 0.005


def explain(sheet: Sheet, console: Console) -> None:
    """Print everything that led to the coding of a short text."""
    for part in _parts(sheet):
        console.print(part)


def _parts(sheet: Sheet) -> Iterator[RenderableType]:
    text = sheet.report.text
    yield marked(text, sheet.events)
    if sheet.parse is not None:
        yield from trees(sheet.parse)
    if sheet.failed is not None:
        yield plain(f"Failed in {sheet.failed.where}: {sheet.failed.error}")
    for claim in sheet.claims:
        yield _claim(claim, text)
    for number, event in enumerate(sheet.events, start=1):
        yield Group(coding(event, text, f"{number}. ", sheet.claims), *_runners_up(event))
    if not sheet.events and sheet.failed is None:
        yield plain(f"Nothing coded: {sheet.rejected or 'no event found in it'}")
    for each in sheet.dropped:
        yield plain(f"dropped “{text[each.start : each.end]}” ({each.rule}): {each.reason}")


def trees(parse: Parse) -> Iterator[RenderableType]:
    """One small tree of dependencies a sentence; sentences that were not parsed are listed as that."""
    for sentence in parse.sentences:
        if not sentence.parsed:
            yield Text("(a sentence without a trigger, not parsed)", "dim")
            continue
        below: dict[int, list[int]] = {}
        for index in range(sentence.first, sentence.last):
            if parse.heads[index] != index:
                below.setdefault(parse.heads[index], []).append(index)
        for index in range(sentence.first, sentence.last):
            if parse.heads[index] == index:
                root = Tree(_token(parse, index))
                _grow(root, parse, below, index, 1)
                yield root


def _grow(tree: Tree, parse: Parse, below: dict[int, list[int]], index: int, depth: int) -> None:
    for child in below.get(index, ()):
        branch = tree.add(_token(parse, child))
        if depth < DEEPEST:
            _grow(branch, parse, below, child, depth + 1)


def _token(parse: Parse, index: int) -> Text:
    words = Text(tame(parse.texts[index]))
    words.append(f"  {parse.deps[index] or '–'}", "green")
    return words.append(f"  {parse.pos[index]} {tame(parse.lemmas[index])}", "dim")


def _claim(claim: Claim, text: str) -> Text:
    said = " … ".join(text[span.start : span.end] for span in claim.content)
    inside = f" inside {claim.parent}" if claim.parent else ""
    return plain(f"claim {claim.id}{inside}: {says(claim, text)} ({claim.kind}, {claim.rule}): “{said}”")


def _runners_up(event: Event) -> Iterator[RenderableType]:
    for name, score in dict(event.runners_up).items():
        if score < LEAST_TOLD:
            continue
        yield plain(f"  runner-up: {name} ({score:.2f})")
    if event.place is not None:
        for each in event.place.candidates[1:4]:
            yield plain(f"  other place: {each.name}, {each.country or '?'} {each.id} ({each.score:.2f})")

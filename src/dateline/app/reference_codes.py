"""The page of codes in the documentation, made from the knowledge files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import click

from dateline.lexicon.tables import load_toml

HEAD = """# Codes

Made from the knowledge files by `python -m dateline.app.reference_codes`; a test holds it true. The definitions are our own words
for the types of PLOVER 2.0; [coding rules](coding-rules.md) says how we decide between them. `quad` is 1 verbal and 2 material
cooperation, 3 verbal and 4 material conflict; `score` is PLOVER's, from -10 to 10.
"""


RULE = "One strong cue in the sentence of the event is enough, or two different weak ones in it or beside it."


def codes() -> str:
    """The page as Markdown."""
    types = cast("Mapping[str, Mapping[str, object]]", load_toml("ontology/events.toml"))
    contexts = cast("Mapping[str, Mapping[str, Sequence[str]]]", load_toml("cues/contexts.toml")["context"])
    return "\n".join([HEAD, *_types(types), *_modes(types), *_contexts(contexts), ""])


def _types(types: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    yield from ("## Types", "", "| type | quad | score | what it is |", "|---|---|---|---|")
    for name, entry in types.items():
        yield f"| {name} | {entry['quad']} | {entry['score']} | {entry['definition']} |"


def _modes(types: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    yield from ("", "## Modes", "", "| type | mode | score | what it is |", "|---|---|---|---|")
    for name, entry in types.items():
        for mode, told in cast("Mapping[str, Mapping[str, object]]", entry.get("modes", {})).items():
            yield f"| {name} | {mode} | {told['score']} | {told['definition']} |"


def _contexts(contexts: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    yield from ("", "## Contexts", "", RULE, "")
    yield from ("| context | strong cues | events that always have it |", "|---|---|---|")
    for name, entry in contexts.items():
        yield f"| {name} | {', '.join(entry['strong'])} | {', '.join(entry.get('types', ()))} |"


if __name__ == "__main__":
    click.echo(codes(), nl=False)

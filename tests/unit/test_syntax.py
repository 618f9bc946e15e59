"""Logical subjects and objects through voice, control, relative clauses and coordination."""

from __future__ import annotations

import pytest

from dateline.syntax import Tree
from support import parse_of


def parties(text: str, verb: str) -> tuple[str | None, str | None]:
    tree = Tree(parse_of(text))
    index = next(at for at, word in enumerate(tree.parse.texts) if word == verb)
    found = tree.subject(index), tree.object(index)
    return tuple(None if token is None else tree.parse.texts[token] for token in found)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Russian warplanes bombed a hospital in Idlib.", "bombed", ("warplanes", "hospital")),
        ("A hospital was bombed by Russian warplanes.", "bombed", ("warplanes", "hospital")),
        ("Forces who shelled the capital withdrew.", "shelled", ("Forces", "capital")),
        ("The villages seized by the militia were looted.", "seized", ("militia", "villages")),
        ("Israel threatened to strike Iranian nuclear sites.", "strike", ("Israel", "sites")),
        ("Turkey accused the rebels of killing three farmers.", "killing", ("rebels", "farmers")),
        ("Somalia, where they fight in a joint force, is calm.", "fight", ("they", None)),
        ("Soldiers burst in and beat the guards.", "beat", ("Soldiers", "guards")),
    ],
)
def test_who_does_it_to_whom(text: str, verb: str, expected: tuple[str | None, str | None]) -> None:
    assert parties(text, verb) == expected


def test_conjuncts_and_phrases() -> None:
    tree = Tree(parse_of("Government forces and rebels clashed near Goma."))
    assert [tree.parse.texts[at] for at in tree.conjuncts(1)] == ["forces", "rebels"]
    assert tree.phrase(1) == (0, 2)

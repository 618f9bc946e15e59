"""The training corpus marks only types and modes that the ontology has, and no sentence twice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline.lexicon.plover import load_ontology

TRAINING = Path(__file__).parents[3] / "training"
FILES = sorted((TRAINING / "corpus").glob("*.txt"))


@pytest.fixture(scope="module")
def examples():
    sys.path.insert(0, str(TRAINING))
    try:
        import examples
    finally:
        sys.path.remove(str(TRAINING))
    return examples


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_name_types_and_modes_of_the_ontology(path: Path, examples) -> None:
    ontology = load_ontology()
    wrong = [
        (word.type, word.mode, word.text)
        for word in examples.read_corpus([path])[1]
        if word.type != "NONE" and not (word.type in ontology.types and ontology.allows(word.type, word.mode or None))
    ]
    assert wrong == []


def test_the_corpus_is_large_and_repeats_nothing(examples) -> None:
    plain = [examples.parse_line(line) for path in FILES for line in lines(path)]
    assert len(plain) >= 6000
    assert all("{" not in word.text and "[" not in word.text for _, words in plain for word in words)
    whole = [line for path in FILES for line in lines(path)]
    assert len(whole) == len(set(whole))

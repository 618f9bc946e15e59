"""Scores of attributions: overlap, matching, linking and the gold reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluate.attribution import Attribution, Score, match, overlap, read_gold, score, total
from dateline.model import Span


def item(source: tuple[int, int] | None, content: tuple[int, int]) -> Attribution:
    return Attribution(() if source is None else (Span(*source),), (Span(90, 95),), (Span(*content),))


def test_overlap_is_shared_characters_over_the_union() -> None:
    assert overlap((Span(0, 10),), (Span(5, 15),)) == pytest.approx(1 / 3)
    assert overlap((Span(0, 4), Span(6, 10)), (Span(0, 10),)) == pytest.approx(0.8)
    assert overlap((), ()) == 0.0


def test_each_span_is_matched_once_and_the_best_first() -> None:
    gold = [(Span(0, 10),), (Span(0, 8),)]
    found = [(Span(0, 10),)]
    assert match(gold, found) == ((0, 0),)


def test_linked_needs_an_overlapping_source() -> None:
    right = score([item((20, 25), (0, 10))], [item((22, 30), (0, 10))])
    wrong = score([item((20, 25), (0, 10))], [item((40, 45), (0, 10))])
    none = score([item(None, (0, 10))], [item(None, (0, 10))])
    assert [found["linked"].hits for found in (right, wrong, none)] == [1, 0, 1]
    assert wrong["content"].hits == 1


def test_scores_add_up() -> None:
    both = total([{"content": Score(1, 2, 4)}, {"content": Score(1, 2, 0)}])["content"]
    assert (both.precision, both.recall, both.f1) == (0.5, 0.5, 0.5)
    assert Score().f1 == Score().precision == Score().recall == 0.0


def test_reader_names_the_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    found = '{"source": [], "cue": [[0, 1]], "content": [[2, 3]]}'
    path.write_text(f'{{"id": "1", "text": "a b", "attributions": [{found}]}}\n{{}}\n')
    rows = read_gold(path)
    assert next(rows).attributions[0].content == (Span(2, 3),)
    with pytest.raises(InputError, match="gold.jsonl:2"):
        next(rows)

"""From examples to token ids: marks around spans, the same way as at run time."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from examples import Pair, Word

LONGEST = 160


class Encoder:
    """Tokenises examples with the base model's own tokenizer and adds the marks."""

    def __init__(self, folder: Path) -> None:
        self.tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokens.no_padding()
        self.tokens.no_truncation()
        self.marks = [self.tokens.token_to_id(f"[unused{number}]") for number in range(1, 5)]
        self.cls, self.sep = self.tokens.token_to_id("[CLS]"), self.tokens.token_to_id("[SEP]")

    def pair(self, pair: Pair) -> tuple[list[int], tuple[int, int]]:
        """The ids with the marks of both spans, and the positions of the opening marks."""
        cuts = []
        for span, (opening, closing) in ((pair.actor, self.marks[:2]), (pair.recipient, self.marks[2:])):
            cuts += [] if span is None else [(span[0], 1, opening), (span[1], 0, closing)]
        cuts.sort()
        ids, at = [self.cls], 0
        for place, _, mark in cuts:
            ids.extend(self.tokens.encode(pair.text[at:place], add_special_tokens=False).ids)
            ids.append(mark)
            at = place
        ids.extend(self.tokens.encode(pair.text[at:], add_special_tokens=False).ids)
        ids = _around(ids, [index for index, token in enumerate(ids) if token in self.marks], self.cls)
        ids.append(self.sep)
        return ids, tuple(ids.index(mark) if mark in ids else 0 for mark in (self.marks[0], self.marks[2]))

    def word(self, word: Word) -> tuple[list[int], tuple[int, int]]:
        """The ids of the text and the first and last position of the span."""
        found = self.tokens.encode(word.text, add_special_tokens=True)
        inside = [
            index for index, (start, end) in enumerate(found.offsets) if end > start and start < word.span[1] and end > word.span[0]
        ]
        ids = found.ids
        if not inside or inside[-1] >= LONGEST:
            ids = [*ids[: LONGEST - 1], self.sep]
            inside = [index for index in inside if index < LONGEST - 1] or [0]
        return ids[:LONGEST], (inside[0], inside[-1])


def _around(ids: list[int], places: list[int], cls: int) -> list[int]:
    """At most ``LONGEST`` ids, cut so that all marks stay where they can."""
    if len(ids) < LONGEST:
        return ids
    start = max(0, min(places) - 40)
    if max(places) - start >= LONGEST - 2:
        start = max(0, max(places) - LONGEST + 3)
    window = ids[start : start + LONGEST - 2]
    for mark in (ids[place] for place in places):
        if mark not in window:
            window.insert(0, mark)
    return [cls, *window] if window[0] != cls else window


def padded(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask as tensors, padded to the longest row."""
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
        mask[index, : len(row)] = 1
    return ids, mask


def batch(rows: list[tuple[list[int], tuple[int, int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and positions as tensors."""
    return *padded([ids for ids, _ in rows]), torch.tensor([place for _, place in rows])

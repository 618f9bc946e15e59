"""The small encoder: MiniLM, read half-way up for a trigger word and at the top for a pair of marked spans."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

LOWER = 3


class Lower(nn.Module):
    """The embeddings and the first layers."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.embeddings = model.embeddings
        self.layers = nn.ModuleList(model.encoder.layer[:LOWER])

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden = self.embeddings(input_ids=ids)
        return _through(self.layers, hidden, mask)


class Upper(nn.Module):
    """The remaining layers, over what the lower ones give."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.layers = nn.ModuleList(model.encoder.layer[LOWER:])

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        return _through(self.layers, hidden, mask)


def _through(layers: nn.ModuleList, hidden: Tensor, mask: Tensor) -> Tensor:
    bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
    for layer in layers:
        found = layer(hidden, bias)
        hidden = found[0] if isinstance(found, tuple) else found
    return hidden


class Scorer(nn.Module):
    """Scores event types between two marked spans (``pair``), and types and modes of a word (``word``)."""

    def __init__(self, folder: Path, types: int, modes: int) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(folder)
        config._attn_implementation = "eager"
        full = BertModel(config, add_pooling_layer=False)
        weights = {key.removeprefix("bert."): value for key, value in load_file(folder / "model.safetensors").items()}
        missing = full.load_state_dict(weights, strict=False).missing_keys
        if missing:
            raise ValueError(f"the weights lack {missing[:3]}")
        self.lower, self.upper = Lower(full), Upper(full)
        size = config.hidden_size
        self.pair_in, self.pair_out = nn.Linear(3 * size, size), nn.Linear(size, types)
        self.word_in = nn.Linear(2 * size, size)
        self.word_type, self.word_mode = nn.Linear(size, types + 1), nn.Linear(size, modes + 1)
        self.drop = nn.Dropout(0.1)

    def pair(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Type logits; ``marks`` [batch, 2] are the positions of the two opening marks (0 for a span that is not there)."""
        return self.above(self.lower(ids, mask), mask, marks)

    def above(self, hidden: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Type logits from what the lower layers give."""
        hidden = self.upper(hidden, mask)
        rows = torch.arange(hidden.size(0))
        state = torch.cat([hidden[:, 0], hidden[rows, marks[:, 0]], hidden[rows, marks[:, 1]]], dim=-1)
        return self.pair_out(self.drop(nn.functional.gelu(self.pair_in(self.drop(state)))))

    def word(self, ids: Tensor, mask: Tensor, spans: Tensor) -> tuple[Tensor, Tensor]:
        """Type and mode logits of the words at token positions ``spans`` [batch, 2] (first and last, both included)."""
        hidden = self.lower(ids, mask)
        rows = torch.arange(hidden.size(0))
        middle = (hidden[rows, spans[:, 0]] + hidden[rows, spans[:, 1]]) / 2
        state = torch.cat([hidden[:, 0], middle], dim=-1)
        state = self.drop(nn.functional.gelu(self.word_in(self.drop(state))))
        return self.word_type(state), self.word_mode(state)

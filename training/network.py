"""The small encoders: MiniLM's embeddings, two layers over them that read trigger words, and six that read marked pairs."""

from __future__ import annotations

import copy
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

WORD_LAYERS = 2
FROZEN = 3


class Embeddings(nn.Module):
    """MiniLM's embeddings as they are: both readers share them, so they are not trained."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.embeddings = model.embeddings

    def forward(self, ids: Tensor) -> Tensor:
        return self.embeddings(input_ids=ids)


class Layers(nn.Module):
    """Some of the encoder's layers, with weights of their own."""

    def __init__(self, model: BertModel, first: int, last: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in model.encoder.layer[first:last])

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        for layer in self.layers:
            found = layer(hidden, bias)
            hidden = found[0] if isinstance(found, tuple) else found
        return hidden


class Chain(nn.Module):
    """Layers after layers: what reads a marked pair."""

    def __init__(self, lower: Layers, upper: Layers) -> None:
        super().__init__()
        self.lower, self.upper = lower, upper

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        return self.upper(self.lower(hidden, mask), mask)


class WordReader(nn.Module):
    """Scores types and modes of a word in its sentence."""

    def __init__(self, model: BertModel, types: int, modes: int) -> None:
        super().__init__()
        size = model.config.hidden_size
        self.body = Layers(model, 0, WORD_LAYERS)
        self.word_in = nn.Linear(2 * size, size)
        self.word_type, self.word_mode = nn.Linear(size, types + 1), nn.Linear(size, modes + 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor, rows: Tensor, spans: Tensor) -> tuple[Tensor, Tensor]:
        """Type and mode logits of the words in the sentences ``rows`` at token positions ``spans`` [words, 2], both included."""
        hidden = self.body(hidden, mask)
        middle = (hidden[rows, spans[:, 0]] + hidden[rows, spans[:, 1]]) / 2
        state = torch.cat([hidden[rows, 0], middle], dim=-1)
        state = self.drop(nn.functional.gelu(self.word_in(self.drop(state))))
        return self.word_type(state), self.word_mode(state)


class PairReader(nn.Module):
    """Scores event types between two marked spans; its lower layers stay MiniLM's."""

    def __init__(self, model: BertModel, types: int) -> None:
        super().__init__()
        size = model.config.hidden_size
        self.lower, self.upper = Layers(model, 0, FROZEN), Layers(model, FROZEN, len(model.encoder.layer))
        self.pair_in, self.pair_out = nn.Linear(3 * size, size), nn.Linear(size, types)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Type logits, from what the lower layers give; ``marks`` [batch, 2] are the two opening marks (0: no such span)."""
        hidden = self.upper(hidden, mask)
        rows = torch.arange(hidden.size(0))
        state = torch.cat([hidden[:, 0], hidden[rows, marks[:, 0]], hidden[rows, marks[:, 1]]], dim=-1)
        return self.pair_out(self.drop(nn.functional.gelu(self.pair_in(self.drop(state)))))


def load_base(folder: Path) -> BertModel:
    """MiniLM from a folder with ``config.json`` and ``model.safetensors``; ValueError where weights are missing."""
    config = BertConfig.from_pretrained(folder)
    config._attn_implementation = "eager"
    full = BertModel(config, add_pooling_layer=False)
    weights = {key.removeprefix("bert."): value for key, value in load_file(folder / "model.safetensors").items()}
    missing = full.load_state_dict(weights, strict=False).missing_keys
    if missing:
        raise ValueError(f"the weights lack {missing[:3]}")
    return full.eval()

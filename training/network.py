"""The small encoder: MiniLM with one head for a pair of marked spans and one for a trigger word."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel
from safetensors.torch import load_file

MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")


class Scorer(nn.Module):
    """Encodes token ids; ``pair`` scores event types between two marked spans, ``word`` types and modes of a span."""

    def __init__(self, folder: Path, types: int, modes: int, layers: int = 6) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(folder)
        full = BertModel(config, add_pooling_layer=False)
        weights = {key.removeprefix("bert."): value for key, value in load_file(folder / "model.safetensors").items()}
        missing = full.load_state_dict(weights, strict=False).missing_keys
        if missing:
            raise ValueError(f"the weights lack {missing[:3]}")
        if layers < config.num_hidden_layers:
            keep = [round(step * (config.num_hidden_layers - 1) / (layers - 1)) for step in range(layers)]
            full.encoder.layer = nn.ModuleList(full.encoder.layer[index] for index in keep)
            full.config.num_hidden_layers = layers
        self.encoder = full
        size = config.hidden_size
        self.pair_head = nn.Sequential(nn.Dropout(0.1), nn.Linear(3 * size, size), nn.GELU(), nn.Dropout(0.1), nn.Linear(size, types))
        self.word_head = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * size, size), nn.GELU(), nn.Dropout(0.1))
        self.word_type = nn.Linear(size, types + 1)
        self.word_mode = nn.Linear(size, modes + 1)

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

    def pair(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Type logits; ``marks`` [batch, 2] are the positions of the two opening marks."""
        hidden = self.encode(ids, mask)
        rows = torch.arange(hidden.size(0))
        return self.pair_head(torch.cat([hidden[:, 0], hidden[rows, marks[:, 0]], hidden[rows, marks[:, 1]]], dim=-1))

    def word(self, ids: Tensor, mask: Tensor, spans: Tensor) -> tuple[Tensor, Tensor]:
        """Type and mode logits of the words at token positions ``spans`` [batch, 2] (first and last, both included)."""
        hidden = self.encode(ids, mask)
        rows = torch.arange(hidden.size(0))
        middle = (hidden[rows, spans[:, 0]] + hidden[rows, spans[:, 1]]) / 2
        state = self.word_head(torch.cat([hidden[:, 0], middle], dim=-1))
        return self.word_type(state), self.word_mode(state)

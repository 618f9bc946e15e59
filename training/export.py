"""Writes a trained scorer as the package's model: ``python training/export.py --base FOLDER --run FOLDER`` (ONNX, int8)."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from network import Chain, Embeddings, PairReader, WordReader, load_base

TARGET = Path(__file__).parent.parent / "src/dateline/find/models/event_scorer"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=TARGET)
    args = parser.parse_args()
    labels = json.loads((args.run / "labels.json").read_text("utf-8"))
    base = load_base(args.base)
    words = WordReader(base, len(labels["types"]), len(labels["modes"]))
    pairs = PairReader(base, len(labels["types"]))
    words.load_state_dict(torch.load(args.run / "words.pt"))
    pairs.load_state_dict(torch.load(args.run / "pairs.pt"))
    embed = Embeddings(base)
    args.target.mkdir(parents=True, exist_ok=True)
    ids, mask = torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long)
    hidden = embed(ids)
    _write(embed, (ids,), ("ids",), args.target / "embeddings.onnx")
    _write(words.body, (hidden, mask), ("hidden", "mask"), args.target / "words.onnx")
    _write(Chain(pairs.lower, pairs.upper), (hidden, mask), ("hidden", "mask"), args.target / "pairs.onnx")
    heads = {
        name: value.numpy().astype(np.float16)
        for model in (words, pairs)
        for name, value in model.state_dict().items()
        if name.startswith(("word_", "pair_"))
    }
    np.savez(args.target / "heads.npz", **heads)
    shutil.copy(args.base / "tokenizer.json", args.target / "tokenizer.json")
    digest = hashlib.sha256()
    for name in ("embeddings.onnx", "words.onnx", "pairs.onnx", "heads.npz"):
        digest.update((args.target / name).read_bytes())
    labels["name"] = f"event-scorer@{digest.hexdigest()[:12]}"
    (args.target / "labels.json").write_text(json.dumps(labels, indent=0), "utf-8")


def _write(part: torch.nn.Module, inputs: tuple, names: tuple[str, ...], path: Path) -> None:
    full, wide = path.with_suffix(".fp32.onnx"), {0: "batch", 1: "length"}
    torch.onnx.export(
        part.eval(),
        inputs,
        str(full),
        input_names=list(names),
        output_names=["out"],
        dynamic_axes=dict.fromkeys((*names, "out"), wide),
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"])
    full.unlink()


if __name__ == "__main__":
    main()

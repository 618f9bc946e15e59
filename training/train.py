"""Trains the event scorer: ``python training/train.py --base FOLDER --plv FILE --out FOLDER`` (seeded, on the CPU).

``--base`` is a folder with MiniLM-L6's ``config.json``, ``model.safetensors`` and ``tokenizer.json``; ``--folds N`` cross-validates on the
PLV pairs instead of writing a model, and writes what each fold's model gave the pairs it had not seen to ``folds.json``. The first
phase reads our own corpus (pairs and trigger words in turn); the second trains the upper layers alone, on the PLV pairs, so that the
words, which are read below them, stay as they are. Each of its steps is taken twice, the second time with what goes into the upper
layers pushed where it hurts most (Miyato, Dai and Goodfellow 2017, "Adversarial training methods for semi-supervised text
classification"): a thousand pairs are few, and that alone was worth two points.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from encode import Encoder, batch
from examples import TYPES, Pair, Word, read_corpus, read_plv, read_rows
from network import Scorer

HERE = Path(__file__).parent
SIZE = 16


def modes_of(events: Path) -> list[str]:
    """All ``TYPE:mode`` names of the ontology, in order."""
    import tomllib

    data = tomllib.loads(events.read_text("utf-8"))
    return [f"{kind}:{mode}" for kind, entry in data.items() for mode in entry.get("modes", {})]


def batches(items: list[tuple[list[int], int]], seed: int) -> Iterator[list[int]]:
    """Indices in batches of like lengths, shuffled by the seed."""
    order = list(range(len(items)))
    random.Random(seed).shuffle(order)
    chunks = [sorted(order[at:at + 8 * SIZE], key=lambda i: len(items[i][0])) for at in range(0, len(order), 8 * SIZE)]
    found = [chunk[at:at + SIZE] for chunk in chunks for at in range(0, len(chunk), SIZE)]
    random.Random(seed + 1).shuffle(found)
    yield from found


class Trainer:
    """Holds the data as token ids and runs epochs over pairs and words in turn."""

    def __init__(self, base: Path, modes: list[str], seed: int) -> None:
        self.base, self.modes, self.seed = base, modes, seed
        self.encoder = Encoder(base)
        self.type_ids = {kind: index for index, kind in enumerate(TYPES)}
        self.mode_ids = {mode: index for index, mode in enumerate(modes)}

    def fresh(self) -> Scorer:
        """The base model with untrained heads."""
        torch.manual_seed(self.seed)
        return Scorer(self.base, len(TYPES), len(self.modes))

    def fit(self, model: Scorer, pairs: list[Pair], words: list[Word], epochs: int, rate: float) -> Scorer:
        """The model after some epochs at a learning rate that rises, then falls to nothing."""
        torch.manual_seed(self.seed)
        pair_rows, word_rows = [self.encoder.pair(pair) for pair in pairs], [self.encoder.word(word) for word in words]
        heads = [p for name, p in model.named_parameters() if not name.startswith(("lower", "upper"))]
        body = [p for name, p in model.named_parameters() if name.startswith(("lower", "upper"))]
        best = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 5 * rate}], weight_decay=0.01)
        total = epochs * (len(pair_rows) // SIZE + len(word_rows) // SIZE + 2)
        plan = torch.optim.lr_scheduler.LambdaLR(best, lambda step: min((step + 1) / (0.1 * total), max(0.0, (total - step) / (0.9 * total))))
        for epoch in range(epochs):
            started, losses = time.time(), []
            model.train()
            steps = [("pair", b) for b in batches(pair_rows, epoch)] + [("word", b) for b in batches(word_rows, epoch)]
            random.Random(epoch).shuffle(steps)
            for kind, chosen in steps:
                loss = (self._pair_loss(model, pairs, pair_rows, chosen) if kind == "pair"
                        else self._word_loss(model, words, word_rows, chosen))
                best.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                best.step()
                plan.step()
                losses.append(loss.item())
            print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}, {time.time() - started:.0f} s", file=sys.stderr, flush=True)
        return model.eval()

    def _pair_loss(self, model: Scorer, pairs: list[Pair], rows: list, chosen: list[int]) -> Tensor:
        wanted = torch.zeros(len(chosen), len(TYPES), dtype=torch.bool)
        for place, index in enumerate(chosen):
            for label in pairs[index].labels:
                wanted[place, self.type_ids[label]] = True
        weights = torch.tensor([pairs[index].weight for index in chosen])
        scores = torch.log_softmax(model.pair(*batch([rows[index] for index in chosen])), dim=-1)
        return -(weights * torch.logsumexp(scores.masked_fill(~wanted, -1e9), dim=-1)).sum() / weights.sum()

    def _word_loss(self, model: Scorer, words: list[Word], rows: list, chosen: list[int]) -> Tensor:
        types = torch.tensor([self.type_ids.get(words[index].type, len(TYPES)) for index in chosen])
        modes = torch.tensor([self.mode_ids.get(f"{words[index].type}:{words[index].mode}", len(self.modes)) for index in chosen])
        type_scores, mode_scores = model.word(*batch([rows[index] for index in chosen]))
        return nn.functional.cross_entropy(type_scores, types) + 0.5 * nn.functional.cross_entropy(mode_scores, modes)

    def predict_words(self, model: Scorer, words: list[Word]) -> list[list[float]]:
        """Type probabilities, ``NONE`` last, of each word."""
        rows = [self.encoder.word(word) for word in words]
        found: list[list[float]] = []
        with torch.no_grad():
            for at in range(0, len(rows), 32):
                found.extend(torch.softmax(model.word(*batch(rows[at:at + 32]))[0], dim=-1).tolist())
        return found

    def predict(self, model: Scorer, pairs: list[Pair]) -> list[list[float]]:
        """Type probabilities of each pair."""
        rows = [self.encoder.pair(pair) for pair in pairs]
        found: list[list[float]] = []
        with torch.no_grad():
            for at in range(0, len(rows), 32):
                found.extend(torch.softmax(model.pair(*batch(rows[at:at + 32])), dim=-1).tolist())
        return found


def is_held(text: str) -> bool:
    """Whether a sentence of our own is kept from training, to test and calibrate on: one in ten, by its content."""
    return hashlib.sha256(text.encode()).digest()[0] % 10 == 0


def folds_of(pairs: list[Pair], count: int, seed: int) -> list[int]:
    """A fold number for each pair, stratified by label."""
    order = list(range(len(pairs)))
    random.Random(seed).shuffle(order)
    order.sort(key=lambda index: pairs[index].labels)
    found = [0] * len(pairs)
    for place, index in enumerate(order):
        found[index] = place % count
    return found


def macro_f1(truth: list[tuple[str, ...]], found: list[tuple[str, ...]]) -> float:
    """The mean of the labels' F1."""
    scores = []
    for label in sorted(set(truth)):
        both = sum(one == two == label for one, two in zip(truth, found, strict=True))
        either = sum(one == label for one in truth) + sum(two == label for two in found)
        scores.append(2 * both / either if either else 0.0)
    return sum(scores) / len(scores)


def best_label(scores: list[float], labels: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The gold label, of one or several types, with the most probability."""
    return max(labels, key=lambda label: sum(scores[TYPES.index(kind)] for kind in label))


class PairTrainer:
    """Trains the upper layers on pairs; what the lower layers give is read once and kept."""

    def __init__(self, trainer: Trainer, first: Scorer, pairs: list[Pair]) -> None:
        self.trainer, self.first, self.pairs = trainer, first.eval(), pairs
        self.rows = [trainer.encoder.pair(pair) for pair in pairs]
        self.hidden: list[Tensor] = []
        with torch.no_grad():
            for at in range(0, len(self.rows), SIZE):
                ids, mask, _ = batch(self.rows[at:at + SIZE])
                for row, length in zip(first.lower(ids, mask), mask.sum(1).tolist(), strict=True):
                    self.hidden.append(row[:length].clone())

    def fit(self, chosen: list[int], epochs: int, rate: float, push: float) -> Scorer:
        """A copy of the first model with upper layers trained on the chosen pairs, the deeper ones at lower rates."""
        torch.manual_seed(self.trainer.seed)
        model = copy.deepcopy(self.first).train()
        for name, parameter in model.named_parameters():
            if name.startswith("pair_") and parameter.dim() > 1:
                nn.init.kaiming_uniform_(parameter, a=5 ** 0.5)
        heads = [*model.pair_in.parameters(), *model.pair_out.parameters()]
        groups = [{"params": heads, "lr": 5 * rate}]
        for depth, layer in enumerate(reversed(model.upper.layers)):
            groups.append({"params": list(layer.parameters()), "lr": rate * 0.9 ** depth})
        best = torch.optim.AdamW(groups, weight_decay=0.01)
        total = epochs * (len(chosen) // SIZE + 1)
        plan = torch.optim.lr_scheduler.LambdaLR(best, lambda step: min((step + 1) / (0.1 * total), max(0.0, (total - step) / (0.9 * total))))
        for epoch in range(epochs):
            items = [(self.rows[index][0], index) for index in chosen]
            for places in batches(items, self.trainer.seed * 100 + epoch):
                self._step(model, [chosen[place] for place in places], best, push)
                plan.step()
        return model.eval()

    def _step(self, model: Scorer, chosen: list[int], best: torch.optim.Optimizer, push: float) -> None:
        hidden, mask, marks = self._batch(chosen)
        hidden.requires_grad_(True)
        best.zero_grad()
        self._loss(model, hidden, mask, marks, chosen).backward()
        slope, size = hidden.grad, hidden.detach().norm(dim=(1, 2), keepdim=True)
        pushed = hidden.detach() + push * size * slope / (slope.norm(dim=(1, 2), keepdim=True) + 1e-12)
        self._loss(model, pushed, mask, marks, chosen).backward()
        nn.utils.clip_grad_norm_([one for group in best.param_groups for one in group["params"]], 1.0)
        best.step()

    def _batch(self, chosen: list[int]) -> tuple[Tensor, Tensor, Tensor]:
        width = max(len(self.hidden[index]) for index in chosen)
        hidden, mask = torch.zeros(len(chosen), width, self.hidden[0].size(1)), torch.zeros(len(chosen), width, dtype=torch.long)
        for place, index in enumerate(chosen):
            length = len(self.hidden[index])
            hidden[place, :length], mask[place, :length] = self.hidden[index], 1
        return hidden, mask, torch.tensor([self.rows[index][1] for index in chosen])

    def _loss(self, model: Scorer, hidden: Tensor, mask: Tensor, marks: Tensor, chosen: list[int]) -> Tensor:
        wanted = torch.zeros(len(chosen), len(TYPES), dtype=torch.bool)
        for place, index in enumerate(chosen):
            for label in self.pairs[index].labels:
                wanted[place, self.trainer.type_ids[label]] = True
        scores = torch.log_softmax(model.above(hidden, mask, marks), dim=-1)
        return -torch.logsumexp(scores.masked_fill(~wanted, -1e9), dim=-1).mean()


def cross_validate(trainer: PairTrainer, args: argparse.Namespace) -> None:
    """Train on four fifths of the PLV pairs and score the fifth, for each of the folds; the shares go to ``folds.json``."""
    plv = trainer.pairs
    folds = folds_of(plv, 5, args.seed)
    labels = sorted({pair.labels for pair in plv})
    truth, found, shares = [], [], {}
    for fold in range(args.folds):
        model = trainer.fit([index for index, number in enumerate(folds) if number != fold], args.epochs, args.rate, args.push)
        test = [index for index, number in enumerate(folds) if number == fold]
        scores = trainer.trainer.predict(model, [plv[index] for index in test])
        shares.update({index: {"fold": fold, "shares": row} for index, row in zip(test, scores, strict=True)})
        guesses = [best_label(row, labels) for row in scores]
        truth += [plv[index].labels for index in test]
        found += guesses
        right = sum(plv[index].labels == guess for index, guess in zip(test, guesses, strict=True)) / len(test)
        print(f"fold {fold}: accuracy {right:.3f}, so far macro-F1 {macro_f1(truth, found):.3f}", flush=True)
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / "folds.json").write_text(json.dumps({"types": list(TYPES), "pairs": shares}), "utf-8")


def report_held(trainer: Trainer, model: Scorer, pairs: list[Pair], words: list[Word]) -> None:
    """Print how the model does on the sentences kept back."""
    right = sum(TYPES[max(range(len(TYPES)), key=scores.__getitem__)] in pair.labels
                for pair, scores in zip(pairs, trainer.predict(model, pairs), strict=True))
    types = trainer.predict_words(model, words)
    named = [*TYPES, "NONE"]
    hits = sum(named[max(range(len(named)), key=scores.__getitem__)] == word.type for word, scores in zip(words, types, strict=True))
    print(f"kept back: {right / len(pairs):.3f} of {len(pairs)} pairs, {hits / len(words):.3f} of {len(words)} words", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="a first.pt, to skip the first phase")
    parser.add_argument("--first-epochs", type=int, default=3)
    parser.add_argument("--first-rate", type=float, default=1e-4)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--push", type=float, default=0.08, help="how far the adversarial push goes, in lengths of what is pushed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plain", action="store_true", help="the PLV pairs alone")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    modes = modes_of(HERE.parent / "src/dateline/lexicon/ontology/events.toml")
    trainer = Trainer(args.base, modes, args.seed)
    plv = read_plv(args.plv)
    pairs, words = ([], []) if args.plain else read_corpus((HERE / "corpus").glob("*.txt"))
    if not args.plain:
        words += read_rows(HERE / "corpus" / "rows.jsonl")
    held_pairs, held_words = [one for one in pairs if is_held(one.text)], [one for one in words if is_held(one.text)]
    pairs, words = [one for one in pairs if not is_held(one.text)], [one for one in words if not is_held(one.text)]
    print(f"{len(plv)} PLV pairs, {len(pairs)} pairs and {len(words)} words of our own", file=sys.stderr)
    first = trainer.fresh()
    if args.resume:
        first.load_state_dict(torch.load(args.resume))
    elif pairs:
        trainer.fit(first, pairs, words, args.first_epochs, args.first_rate)
        args.out.mkdir(parents=True, exist_ok=True)
        torch.save(first.state_dict(), args.out / "first.pt")
    second = PairTrainer(trainer, first, plv)
    if args.folds:
        cross_validate(second, args)
        return
    args.out.mkdir(parents=True, exist_ok=True)
    model = second.fit(list(range(len(plv))), args.epochs, args.rate, args.push)
    torch.save(model.state_dict(), args.out / "scorer.pt")
    report_held(trainer, model, held_pairs, held_words)
    (args.out / "labels.json").write_text(json.dumps({"types": list(TYPES), "modes": modes}), "utf-8")


if __name__ == "__main__":
    main()

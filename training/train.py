"""Trains the event scorer: ``python training/train.py --base FOLDER --out FOLDER [--plv FILE]`` (seeded, on the CPU).

``--base`` is a folder with MiniLM-L6's ``config.json``, ``model.safetensors`` and ``tokenizer.json``. Two readers share its
embeddings. The word reader learns from our own corpus and from the sentences of the trigger rows, the pair reader from the PLV pairs.
``--only words`` or ``--only pairs`` trains one of them; ``--folds N`` cross-validates the pair reader instead of keeping it, and writes
what each fold's model gave the pairs it had not seen to ``folds.json``, from which ``relate.py`` fits how model and rules are weighed.

A thousand pairs are few. So the pair reader's lower layers stay as they are, and each step is taken twice, the second time with what goes
into the upper layers pushed where it hurts most (Miyato, Dai and Goodfellow 2017, "Adversarial training methods for semi-supervised
text classification").
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from encode import Encoder, batch, padded
from examples import TYPES, Pair, Word, is_held, read_corpus, read_plv, read_rows
from network import Embeddings, PairReader, WordReader, load_base

HERE = Path(__file__).parent
SIZE = 16
LAYER_DECAY = 0.9


def modes_of(events: Path) -> list[str]:
    """All ``TYPE:mode`` names of the ontology, in order."""
    import tomllib

    data = tomllib.loads(events.read_text("utf-8"))
    return [f"{kind}:{mode}" for kind, entry in data.items() for mode in entry.get("modes", {})]


def batches(lengths: list[int], seed: int) -> Iterator[list[int]]:
    """Indices in batches of like lengths, shuffled by the seed."""
    order = list(range(len(lengths)))
    random.Random(seed).shuffle(order)
    chunks = [sorted(order[at : at + 8 * SIZE], key=lengths.__getitem__) for at in range(0, len(order), 8 * SIZE)]
    found = [chunk[at : at + SIZE] for chunk in chunks for at in range(0, len(chunk), SIZE)]
    random.Random(seed + 1).shuffle(found)
    yield from found


class Plan:
    """An optimizer whose rate rises for a tenth of the steps, then falls to nothing."""

    def __init__(self, groups: list[dict], total: int) -> None:
        self.parameters = [one for group in groups for one in group["params"]]
        self.best = torch.optim.AdamW(groups, weight_decay=0.01)
        self.rates = torch.optim.lr_scheduler.LambdaLR(
            self.best, lambda step: min((step + 1) / (0.1 * total), max(0.0, (total - step) / (0.9 * total)))
        )

    def step(self, *losses: Tensor) -> float:
        """One step down the sum of the losses, which are taken one after the other to save memory."""
        for loss in losses:
            loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.best.step()
        self.best.zero_grad()
        self.rates.step()
        return sum(loss.item() for loss in losses) / len(losses)


class WordTrainer:
    """Trains the word reader on sentences, each with all its marked words."""

    def __init__(self, base: Path, modes: list[str], words: list[Word]) -> None:
        self.base, self.modes = base, modes
        self.encoder = Encoder(base)
        self.embed = Embeddings(load_base(base)).eval()
        by_text: dict[str, list[Word]] = {}
        for word in words:
            by_text.setdefault(word.text, []).append(word)
        self.sentences = list(by_text.values())
        self.rows = [[self.encoder.word(word) for word in words] for words in self.sentences]
        self.type_ids = {kind: index for index, kind in enumerate(TYPES)}
        self.mode_ids = {mode: index for index, mode in enumerate(modes)}

    def fit(self, chosen: list[int], epochs: int, rate: float, seed: int) -> WordReader:
        """The word reader after some epochs over the chosen sentences."""
        torch.manual_seed(seed)
        model = WordReader(load_base(self.base), len(TYPES), len(self.modes)).train()
        heads = [one for name, one in model.named_parameters() if not name.startswith("body")]
        lengths = [len(self.rows[index][0][0]) for index in chosen]
        plan = Plan(
            [{"params": list(model.body.parameters()), "lr": rate}, {"params": heads, "lr": 5 * rate}],
            epochs * (len(chosen) // SIZE + 1),
        )
        for epoch in range(epochs):
            started, losses = time.time(), []
            for places in batches(lengths, seed * 100 + epoch):
                losses.append(plan.step(self._loss(model, [chosen[place] for place in places])))
            print(
                f"words, epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}, {time.time() - started:.0f} s",
                file=sys.stderr,
                flush=True,
            )
        return model.eval()

    def _read(self, model: WordReader, chosen: list[int]) -> tuple[Tensor, Tensor]:
        ids, mask = padded([self.rows[index][0][0] for index in chosen])
        with torch.no_grad():
            hidden = self.embed(ids)
        rows = torch.tensor([place for place, index in enumerate(chosen) for _ in self.rows[index]])
        return model(hidden, mask, rows, torch.tensor([span for index in chosen for _, span in self.rows[index]]))

    def _loss(self, model: WordReader, chosen: list[int]) -> Tensor:
        words = [word for index in chosen for word in self.sentences[index]]
        types = torch.tensor([self.type_ids.get(word.type, len(TYPES)) for word in words])
        modes = torch.tensor([self.mode_ids.get(f"{word.type}:{word.mode}", len(self.modes)) for word in words])
        type_scores, mode_scores = self._read(model, chosen)
        return nn.functional.cross_entropy(type_scores, types) + 0.5 * nn.functional.cross_entropy(mode_scores, modes)

    def report(self, model: WordReader, chosen: list[int]) -> None:
        """Print how many of the chosen sentences' words get the right type."""
        named, right, total = [*TYPES, "NONE"], 0, 0
        with torch.no_grad():
            for index in chosen:
                for word, scores in zip(self.sentences[index], self._read(model, [index])[0], strict=True):
                    right += named[int(scores.argmax())] == word.type
                    total += 1
        print(f"words kept back: {right / total:.3f} of {total}", flush=True)


class PairTrainer:
    """Trains the pair reader's upper layers; what the lower ones give is read once and kept."""

    def __init__(self, base: Path, pairs: list[Pair], seed: int) -> None:
        self.base, self.pairs, self.seed = base, pairs, seed
        encoder, full = Encoder(base), load_base(base)
        self.rows = [encoder.pair(pair) for pair in pairs]
        self.type_ids = {kind: index for index, kind in enumerate(TYPES)}
        embed, lower = Embeddings(full).eval(), PairReader(full, len(TYPES)).lower.eval()
        self.hidden: list[Tensor] = []
        with torch.no_grad():
            for at in range(0, len(self.rows), SIZE):
                ids, mask, _ = batch(self.rows[at : at + SIZE])
                for row, length in zip(lower(embed(ids), mask), mask.sum(1).tolist(), strict=True):
                    self.hidden.append(row[:length].clone())

    def fit(self, chosen: list[int], epochs: int, rate: float, push: float) -> PairReader:
        """A pair reader trained on the chosen pairs, its deeper layers at lower rates."""
        torch.manual_seed(self.seed)
        model = PairReader(load_base(self.base), len(TYPES)).train()
        groups: list[dict] = [{"params": [*model.pair_in.parameters(), *model.pair_out.parameters()], "lr": 5 * rate}]
        for depth, layer in enumerate(reversed(model.upper.layers)):
            groups.append({"params": list(layer.parameters()), "lr": rate * LAYER_DECAY**depth})
        plan = Plan(groups, epochs * (len(chosen) // SIZE + 1))
        lengths = [len(self.rows[index][0]) for index in chosen]
        for epoch in range(epochs):
            for places in batches(lengths, self.seed * 100 + epoch):
                some = [chosen[place] for place in places]
                hidden, mask, marks = self._batch(some)
                hidden.requires_grad_(True)
                loss = self._loss(model(hidden, mask, marks), some)
                (slope,) = torch.autograd.grad(loss, hidden, retain_graph=True)
                size, steep = hidden.detach().norm(dim=(1, 2), keepdim=True), slope.norm(dim=(1, 2), keepdim=True)
                pushed = hidden.detach() + push * size * slope / (steep + 1e-12)
                plan.step(loss, self._loss(model(pushed, mask, marks), some))
        return model.eval()

    def _batch(self, chosen: list[int]) -> tuple[Tensor, Tensor, Tensor]:
        width = max(len(self.hidden[index]) for index in chosen)
        hidden, mask = torch.zeros(len(chosen), width, self.hidden[0].size(1)), torch.zeros(len(chosen), width, dtype=torch.long)
        for place, index in enumerate(chosen):
            length = len(self.hidden[index])
            hidden[place, :length], mask[place, :length] = self.hidden[index], 1
        return hidden, mask, torch.tensor([self.rows[index][1] for index in chosen])

    def _loss(self, logits: Tensor, chosen: list[int]) -> Tensor:
        wanted = torch.zeros(len(chosen), len(TYPES), dtype=torch.bool)
        for place, index in enumerate(chosen):
            for label in self.pairs[index].labels:
                wanted[place, self.type_ids[label]] = True
        return -torch.logsumexp(torch.log_softmax(logits, dim=-1).masked_fill(~wanted, -1e9), dim=-1).mean()

    def predict(self, model: PairReader, chosen: list[int]) -> list[list[float]]:
        """Type probabilities of each of the chosen pairs."""
        with torch.no_grad():
            return [
                row
                for at in range(0, len(chosen), 2 * SIZE)
                for row in torch.softmax(model(*self._batch(chosen[at : at + 2 * SIZE])), dim=-1).tolist()
            ]


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


def cross_validate(trainer: PairTrainer, args: argparse.Namespace) -> None:
    """Train on four fifths of the pairs and score the fifth, for each of the folds; the shares go to ``folds.json``."""
    pairs = trainer.pairs
    folds = folds_of(pairs, 5, args.seed)
    labels = sorted({pair.labels for pair in pairs})
    truth, found, shares = [], [], {}
    for fold in range(args.folds):
        started = time.time()
        model = trainer.fit([index for index, number in enumerate(folds) if number != fold], args.epochs, args.rate, args.push)
        test = [index for index, number in enumerate(folds) if number == fold]
        scores = trainer.predict(model, test)
        shares.update({index: {"fold": fold, "shares": row} for index, row in zip(test, scores, strict=True)})
        guesses = [best_label(row, labels) for row in scores]
        truth += [pairs[index].labels for index in test]
        found += guesses
        right = sum(pairs[index].labels == guess for index, guess in zip(test, guesses, strict=True)) / len(test)
        print(
            f"fold {fold}: accuracy {right:.3f}, so far macro-F1 {macro_f1(truth, found):.3f}, {time.time() - started:.0f} s",
            flush=True,
        )
        (args.out / "folds.json").write_text(json.dumps({"types": list(TYPES), "pairs": shares}), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plv", type=Path)
    parser.add_argument("--only", choices=("words", "pairs"))
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--word-epochs", type=int, default=5)
    parser.add_argument("--word-rate", type=float, default=2e-4)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--push", type=float, default=0.08, help="how far the adversarial push goes, in lengths of what is pushed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    if args.only != "words" and not args.plv:
        parser.error("the pair reader learns from --plv; give the file, or --only words")
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    modes = modes_of(HERE.parent / "src/dateline/lexicon/ontology/events.toml")
    if args.only != "words":
        pairs = PairTrainer(args.base, read_plv(args.plv), args.seed)
        if args.folds:
            cross_validate(pairs, args)
            return
        torch.save(pairs.fit(list(range(len(pairs.pairs))), args.epochs, args.rate, args.push).state_dict(), args.out / "pairs.pt")
    if args.only != "pairs":
        _, marked = read_corpus((HERE / "corpus").glob("*.txt"))
        words = WordTrainer(args.base, modes, marked + read_rows(HERE / "corpus" / "rows.jsonl"))
        held = [index for index, sentence in enumerate(words.sentences) if is_held(sentence[0].text)]
        kept = set(held)
        model = words.fit(
            [index for index in range(len(words.sentences)) if index not in kept], args.word_epochs, args.word_rate, args.seed
        )
        words.report(model, held)
        torch.save(model.state_dict(), args.out / "words.pt")
    (args.out / "labels.json").write_text(json.dumps({"types": list(TYPES), "modes": modes}), "utf-8")


if __name__ == "__main__":
    main()

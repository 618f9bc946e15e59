"""The learned event scorer: a small encoder run by onnxruntime, the only module that imports it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dateline.errors import EngineError
from dateline.model import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Array = npt.NDArray[np.float32]
LONGEST = 160
_FILES = ("embeddings.onnx", "words.onnx", "pairs.onnx", "heads.npz", "labels.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class WordScore:
    """What the model makes of a trigger word: probabilities of types (``none`` is no event) and of ``TYPE:mode`` names."""

    types: dict[str, float]
    modes: dict[str, float]


def model_folder() -> Path:
    """Where the bundled model lies."""
    return Path(__file__).parent / "event_scorer"


def is_installed() -> bool:
    """Whether the bundled model is there."""
    return all((model_folder() / name).exists() for name in _FILES)


class Scorer:
    """Scores trigger words in their sentence, and pairs of spans; deterministic, one thread.

    Two readers share the embeddings: two layers are enough for words, which are many; pairs get six.
    """

    def __init__(self, folder: Path | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = folder or model_folder()
        missing = [name for name in _FILES if not (folder / name).exists()]
        if missing:
            raise EngineError(f"the event scorer in {folder} lacks {', '.join(missing)}; reinstall, or use the engine 'rules'")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._embeddings, self._words, self._pairs = (
            onnxruntime.InferenceSession(str(folder / f"{name}.onnx"), options, ["CPUExecutionProvider"])
            for name in ("embeddings", "words", "pairs")
        )
        with np.load(folder / "heads.npz") as saved:
            self._heads = {name: saved[name].astype(np.float32) for name in saved.files}
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        self.name: str = labels["name"]
        self._types: list[str] = [*labels["types"], "none"]
        self._modes: list[str] = [*labels["modes"], "none"]
        self._tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokens.no_padding()
        self._tokens.no_truncation()
        vocabulary: dict[str, int] = self._tokens.get_vocab()
        self._marks = [vocabulary[f"[unused{number}]"] for number in range(1, 5)]
        self._ends = (vocabulary["[CLS]"], vocabulary["[SEP]"])

    def words(self, asked: Sequence[tuple[str, Span]]) -> list[WordScore]:
        """The scores of each (sentence, span of a word in it), in order; words of one sentence share its reading."""
        if not asked:
            return []
        readings: dict[str, tuple[list[tuple[int, int]], Array]] = {}
        for text, _ in asked:
            if text not in readings:
                encoding = self._tokens.encode(text)
                readings[text] = (encoding.offsets[:LONGEST], self._run(self._words, self._cut(encoding.ids)))
        states = np.stack([_state(*readings[text], span) for text, span in asked])
        states = _gelu(states @ self._heads["word_in.weight"].T + self._heads["word_in.bias"])
        types, modes = self._shares(states, "word_type"), self._shares(states, "word_mode")
        return [
            WordScore(dict(zip(self._types, some, strict=True)), dict(zip(self._modes, others, strict=True)))
            for some, others in zip(types.tolist(), modes.tolist(), strict=True)
        ]

    def _cut(self, ids: list[int]) -> list[int]:
        return ids if len(ids) <= LONGEST else [*ids[: LONGEST - 1], self._ends[1]]

    def _shares(self, states: Array, head: str) -> Array:
        """Probabilities by a head, one row a state."""
        return _softmax(states @ self._heads[f"{head}.weight"].T + self._heads[f"{head}.bias"])

    def pair(self, text: str, actor: Span | None, recipient: Span | None) -> dict[str, float]:
        """The probability of each event type between two spans of a text, either of which may be missing."""
        ids = self._marked(text, actor, recipient)
        marks = [ids.index(mark) if mark in ids else 0 for mark in (self._marks[0], self._marks[2])]
        top = self._run(self._pairs, ids)
        state = np.concatenate([top[0], top[marks[0]], top[marks[1]]])[None]
        state = _gelu(state @ self._heads["pair_in.weight"].T + self._heads["pair_in.bias"])
        return dict(zip(self._types[:-1], self._shares(state, "pair_out")[0].tolist(), strict=True))

    def _marked(self, text: str, actor: Span | None, recipient: Span | None) -> list[int]:
        """The ids of the text with marks around the spans, at most ``LONGEST``, cut so that the marks stay."""
        cuts: list[tuple[int, int, int]] = []
        for span, marks in ((actor, self._marks[:2]), (recipient, self._marks[2:])):
            if span is not None:
                cuts += [(span.start, 1, marks[0]), (span.end, 0, marks[1])]
        ids, at = [self._ends[0]], 0
        for place, _, mark in sorted(cuts):
            ids.extend(self._tokens.encode(text[at:place], add_special_tokens=False).ids)
            ids.append(mark)
            at = place
        ids.extend(self._tokens.encode(text[at:], add_special_tokens=False).ids)
        return [*_around(ids, self._marks), self._ends[1]]

    def _run(self, reader: InferenceSession, row: list[int]) -> Array:
        """What a reader's layers give for the ids of one sentence, [ids, width].

        One at a time: int8 rounds by all that is in a batch, so that a score would lean on the sentences beside it; nor is it
        slower on one thread, since nothing is padded.
        """
        ids, mask = np.array([row], dtype=np.int64), np.ones((1, len(row)), dtype=np.int64)
        (hidden,) = self._embeddings.run(None, {"ids": ids})
        (top,) = reader.run(None, {"hidden": hidden, "mask": mask})
        return np.asarray(top[0], dtype=np.float32)


def _state(offsets: list[tuple[int, int]], hidden: Array, span: Span) -> Array:
    """What a head reads for a span: the sentence's first state and the middle of the span's first and last."""
    inside = [at for at, (start, end) in enumerate(offsets) if end > start and start < span.end and end > span.start]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    return np.concatenate([hidden[0], (hidden[first] + hidden[last]) / 2])


def _around(ids: list[int], marks: list[int]) -> list[int]:
    """At most ``LONGEST`` − 1 of the ids, the first one and, where they fit, all marks among them."""
    if len(ids) < LONGEST:
        return ids
    places = [place for place, token in enumerate(ids) if token in marks]
    start = max(1, min(places, default=1) - 40)
    if max(places, default=1) - start >= LONGEST - 2:
        start = max(1, max(places) - LONGEST + 3)
    window = ids[start : start + LONGEST - 2]
    lost = [ids[place] for place in places if ids[place] not in window]
    return [ids[0], *lost, *window[len(lost) :]]


def _gelu(values: Array) -> Array:
    """GELU with the error function by Abramowitz and Stegun's 7.1.26, which is right to 1.5e-7."""
    size = np.abs(values) / np.float32(1.4142135623730951)
    part = 1.0 / (1.0 + 0.3275911 * size)
    series = ((((1.061405429 * part - 1.453152027) * part + 1.421413741) * part - 0.284496736) * part + 0.254829592) * part
    error = np.sign(values) * (1.0 - series * np.exp(-size * size))
    return np.asarray(values * 0.5 * (1.0 + error), dtype=np.float32)


def _softmax(values: Array) -> Array:
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)

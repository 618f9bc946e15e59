"""Training examples: sentences with event triggers and party spans, from our own corpus and from gold files one has."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
GROUPS = {"YIELD": ("CONCEDE", "RETREAT")}
# Where gold pairs and PLOVER's own crosswalk disagree, either answer is right: taking land, blockades and hacking are FIGHT in CAMEO.
ALSO = {
    ("COERCE", "seize"): ("COERCE", "ASSAULT"),
    ("COERCE", "cyber"): ("COERCE", "ASSAULT"),
    ("COERCE", "withhold"): ("COERCE", "ASSAULT"),
    ("SANCTION", "discontinue"): ("SANCTION", "COERCE"),
}
_MARK = re.compile(r"\[([ar])(\d?)\|([^\[\]|]*)\]|\{(?:(\d) )?([A-Z]+)(?::([a-z-]+))?(?::([a-z_]+))?\|([^{}|]*)\}")


@dataclass(frozen=True)
class Pair:
    """Two spans of a text (either may be missing) and the event types, any of ``labels``, that relate them."""

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A trigger span of a text with its event type and mode; ``none`` where the words tell of no event."""

    text: str
    span: tuple[int, int]
    type: str
    mode: str


def is_held(text: str) -> bool:
    """Whether a sentence of our own is kept from training, to test and calibrate on: one in ten, by its content."""
    return hashlib.sha256(text.encode()).digest()[0] % 10 == 0


def read_plv(path: Path) -> list[Pair]:
    """The pairs of a Zero-Shot PLOVER file; spans are read off the ``<s>`` and ``<t>`` marks."""
    return [_from_marks(json.loads(line)) for line in path.read_text("utf-8").split("\n") if line.strip()]


def _from_marks(row: dict[str, str]) -> Pair:
    text, at, spans = [], 0, {}
    for piece in re.split(r"(</?[st]>)", row["marked"]):
        if re.fullmatch(r"<[st]>", piece):
            spans[piece[1]] = [at, at]
        elif re.fullmatch(r"</[st]>", piece):
            spans[piece[2]][1] = at
        else:
            text.append(piece)
            at += len(piece)
    plain = "".join(text)
    for key, name in (("s", "source"), ("t", "target")):
        if key not in spans and plain.find(row[name]) >= 0:
            start = plain.find(row[name])
            spans[key] = [start, start + len(row[name])]
    actor, recipient = (_trim(plain, *spans[key]) if key in spans else None for key in "st")
    return Pair(plain, actor, recipient, GROUPS.get(row["root"], (row["root"],)))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def read_corpus(paths: Iterable[Path]) -> tuple[list[Pair], list[Word]]:
    """The pairs and trigger words of our own corpus files (see ``corpus/README.md`` for the marks)."""
    pairs: list[Pair] = []
    words: list[Word] = []
    for path in sorted(paths):
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                more_pairs, more_words = parse_line(line)
                pairs.extend(more_pairs)
                words.extend(more_words)
    return pairs, words


def parse_line(line: str) -> tuple[list[Pair], list[Word]]:
    """One marked sentence: ``[a|…]`` and ``[r|…]`` are parties, ``{TYPE:mode:status|…}`` a trigger; digits tie them."""
    plain, at, last = [], 0, 0
    parties: list[tuple[str, str, tuple[int, int]]] = []
    triggers: list[tuple[str, str, str, tuple[int, int]]] = []
    for match in _MARK.finditer(line):
        before = line[last : match.start()]
        plain.append(before)
        at += len(before)
        inner = match.group(3) if match.group(1) else match.group(8)
        span = (at, at + len(inner))
        if match.group(1):
            parties.append((match.group(1), match.group(2) or "1", span))
        else:
            triggers.append((match.group(4) or "1", match.group(5), match.group(6) or "", span))
        plain.append(inner)
        at += len(inner)
        last = match.end()
    text = "".join([*plain, line[last:]])
    words = [Word(text, span, kind, mode) for _, kind, mode, span in triggers]
    return list(_pairs(text, parties, triggers)), words


def _pairs(
    text: str, parties: list[tuple[str, str, tuple[int, int]]], triggers: list[tuple[str, str, str, tuple[int, int]]]
) -> Iterator[Pair]:
    for number, kind, mode, _ in triggers:
        if kind not in TYPES:
            continue
        actors = [span for role, tied, span in parties if role == "a" and tied == number]
        recipients = [span for role, tied, span in parties if role == "r" and tied == number]
        for actor in actors or [None]:
            for recipient in recipients or [None]:
                if actor or recipient:
                    yield Pair(text, actor, recipient, ALSO.get((kind, mode), (kind,)))


def read_rows(path: Path) -> list[Word]:
    """The trigger words that ``rows.py`` found in the yes and no sentences of the trigger rows."""
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    return [Word(row["text"], (row["start"], row["end"]), row["type"], row["mode"]) for row in rows]

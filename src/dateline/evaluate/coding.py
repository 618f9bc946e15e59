"""Scores event coding: the relation between two marked spans (PLV), and whole sentences with gold events."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.errors import InputError
from dateline.model import Event

Span = tuple[int, int]
Relate = Callable[[str, Span, Span | None], Event | None]
Code = Callable[[str, str | None], Sequence[Event]]

PENTA_GROUPS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_MARK = re.compile(r"(</?[st]>)")


@dataclass(frozen=True, slots=True)
class PairCase:
    """A text with an actor and, mostly, a recipient span, and the type between them."""

    id: str
    text: str
    actor: Span
    recipient: Span | None
    type: str


@dataclass(frozen=True, slots=True)
class SentenceCase:
    """A sentence, its date and the PLOVER types of its gold events (empty for none)."""

    id: str
    text: str
    date: str | None
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeScore:
    """Precision, recall and F1 of one type, and how many gold cases it has."""

    type: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class CodingScore:
    """Scores by type, their unweighted mean F1, accuracy (or micro F1), and the cases that went wrong."""

    types: tuple[TypeScore, ...]
    macro_f1: float
    micro: float
    misses: tuple[tuple[str, str, str, str], ...]


def load_pairs(path: Path) -> tuple[PairCase, ...]:
    """The cases of a PLV file (``text``, ``marked`` with ``<s>`` and ``<t>``, ``root``)."""
    return tuple(case for row in _rows(path, "id", "marked", "root") if (case := _pair(row)) is not None)


def _rows(path: Path, *wanted: str) -> Iterator[dict[str, object]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{number}: not JSON ({error})") from None
        missing = next((name for name in wanted if name not in row), None)
        if missing is not None:
            raise InputError(f"{path}:{number}: no {missing!r}; each line needs {', '.join(wanted)}")
        yield row


def _pair(row: dict[str, object]) -> PairCase | None:
    text, at, spans = "", 0, dict[str, Span]()
    for piece in _MARK.split(str(row["marked"])):
        if piece in ("<s>", "<t>"):
            spans[piece[1]] = (at, at)
        elif piece in ("</s>", "</t>"):
            spans[piece[2]] = (spans[piece[2]][0], at)
        else:
            text, at = text + piece, at + len(piece)
    found = {key: _tight(text, span) for key, span in spans.items()}
    actor = found.get("s") or found.get("t")
    if actor is None:
        return None
    recipient = found.get("t") if "s" in found else None
    return PairCase(str(row["id"]), text, actor, recipient, str(row["root"]))


def _tight(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())


def score_pairs(cases: Iterable[PairCase], relate: Relate) -> CodingScore:
    """How often the event between the two spans has the gold type; CONCEDE and RETREAT count as YIELD."""
    told = [(case, relate(case.text, case.actor, case.recipient)) for case in cases]
    truth = [PENTA_GROUPS.get(case.type, case.type) for case, _ in told]
    found = [PENTA_GROUPS.get(event.type, event.type) if event else "" for _, event in told]
    misses = tuple(
        (case.id, gold, guess, case.text) for (case, _), gold, guess in zip(told, truth, found, strict=True) if gold != guess
    )
    right = len(told) - len(misses)
    scores = type_scores(truth, found)
    return CodingScore(scores, _mean(scores), right / len(told) if told else 0.0, misses)


def type_scores(truth: Sequence[str], found: Sequence[str]) -> tuple[TypeScore, ...]:
    """The score of each gold type where every case has one gold type and one found (``""`` for none)."""
    rows = [([gold], [guess]) for gold, guess in zip(truth, found, strict=True)]
    return tuple(_type_score(kind, rows) for kind in sorted(set(truth)))


def macro_f1_of(truth: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 of the gold types."""
    return _mean(type_scores(truth, found))


def load_sentences(path: Path, crosswalk: dict[str, str]) -> tuple[SentenceCase, ...]:
    """The cases of a file with ``text``, ``date`` and ``gold`` triples whose last item is a CAMEO code or PLOVER type.

    Codes that ``crosswalk`` does not know (CAMEO 01, statements) are no events in PLOVER.
    """
    return tuple(
        SentenceCase(str(row["id"]), str(row["text"]), _iso(row.get("date")), _gold_types(row.get("gold"), crosswalk))
        for row in _rows(path, "id", "text")
    )


def _iso(value: object) -> str | None:
    """A gold file's date (``20080806``, ``2008-08-06``) as an ISO day; None for what is none: its sentence still counts."""
    text = str(value or "")
    try:
        return date.fromisoformat(text).isoformat() if len(text) >= len("20080806") else None
    except ValueError:
        return None


def _gold_types(gold: object, crosswalk: dict[str, str]) -> tuple[str, ...]:
    triples = gold if isinstance(gold, list) else []
    known = (crosswalk.get(str(triple[-1]), str(triple[-1]) if str(triple[-1]).isalpha() else "") for triple in triples)
    return tuple(sorted({kind for kind in known if kind}))


def score_sentences(cases: Iterable[SentenceCase], code: Code) -> CodingScore:
    """Precision, recall and F1 of the set of types coded in each sentence."""
    told = [(case, tuple(sorted({event.type for event in code(case.text, case.date)}))) for case in cases]
    rows = [(list(case.types), list(found)) for case, found in told]
    kinds = sorted({kind for gold, found in rows for kind in (*gold, *found)})
    scores = tuple(_type_score(kind, rows) for kind in kinds)
    both = sum(len(set(gold) & set(found)) for gold, found in rows)
    total = sum(len(gold) + len(found) for gold, found in rows)
    misses = tuple((case.id, " ".join(case.types), " ".join(found), case.text) for case, found in told if case.types != found)
    return CodingScore(scores, _mean(tuple(one for one in scores if one.support)), 2 * both / total if total else 0.0, misses)


def _type_score(kind: str, rows: Sequence[tuple[list[str], list[str]]]) -> TypeScore:
    both = sum(kind in gold and kind in found for gold, found in rows)
    said = sum(kind in found for _, found in rows)
    wanted = sum(kind in gold for gold, _ in rows)
    precision, recall = (both / said if said else 0.0), (both / wanted if wanted else 0.0)
    f1 = 2 * both / (said + wanted) if said + wanted else 0.0
    return TypeScore(kind, precision, recall, f1, wanted)


def _mean(scores: Sequence[TypeScore]) -> float:
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0

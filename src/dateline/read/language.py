"""Which language a report is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import load_toml

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE_CHARS = 4000
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class _Cues:
    words: frozenset[str]
    sample: int
    share: float
    unsure: frozenset[str]
    least_words: int
    least_probability: float


@cache
def _cues() -> _Cues:
    data = load_toml("cues/language.toml")
    english, unsure = data["english"], data["unsure"]
    return _Cues(
        frozenset(english["words"]),
        english["sample_words"],
        english["share"],
        frozenset(unsure["codes"]),
        unsure["least_words"],
        unsure["least_probability"],
    )


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, None without words; short doubtful text counts as English."""
    cues = _cues()
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE_CHARS])[: cues.sample]]
    if not words:
        return None
    if sum(word in cues.words for word in words) >= cues.share * len(words):
        return ENGLISH
    code, probability = _detected(" ".join(words))
    if not any(letter < "\u0250" for letter in "".join(words)):
        return code
    doubtful = code in cues.unsure or (len(words) < cues.least_words and probability < cues.least_probability)
    return ENGLISH if doubtful else code


def _detected(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

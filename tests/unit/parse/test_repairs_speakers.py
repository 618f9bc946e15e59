"""A closing verb of saying gets back the speakers that a list before them swallowed."""

from __future__ import annotations

from dateline.parse.records import Tokens
from dateline.parse.repairs_speakers import with_swallowed_speakers


def tokens(*rows: str) -> Tokens:
    """Rows of ``word lemma POS TAG head dep``."""
    cells = [row.split() for row in rows]
    texts = [cell[0] for cell in cells]
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    return Tokens(
        starts,
        [start + len(text) for start, text in zip(starts, texts, strict=True)],
        texts,
        [cell[1] for cell in cells],
        [cell[2] for cell in cells],
        [cell[3] for cell in cells],
        [int(cell[4]) for cell in cells],
        [cell[5] for cell in cells],
        [0],
    )


LIST = (
    "Gunmen gunman NOUN NNS 1 nsubj",
    "killed kill VERB VBD 8 ccomp",
    "ten ten NUM CD 3 nummod",
    "others other NOUN NNS 1 dobj",
    ", , PUNCT , 3 punct",
    "residents resident NOUN NNS 3 conj",
    "and and CCONJ CC 5 cc",
    "officials official NOUN NNS 5 conj",
)


def test_who_speaks_is_taken_out_of_the_list() -> None:
    found = with_swallowed_speakers(tokens(*LIST, "said say VERB VBD 8 ROOT", ". . PUNCT . 8 punct"))
    assert (found.heads[5], found.deps[5]) == (8, "nsubj")
    assert (found.heads[7], found.deps[7]) == (5, "conj")


def test_a_verb_with_a_subject_keeps_its_list() -> None:
    rows = (*LIST, "said say VERB VBD 8 ROOT", ". . PUNCT . 8 punct")
    own = (*rows[:1], "killed kill VERB VBD 8 nsubj", *rows[2:])
    given = tokens(*own)
    assert with_swallowed_speakers(given) is given


def test_a_verb_that_says_nothing_keeps_its_list() -> None:
    given = tokens(*LIST, "fled flee VERB VBD 8 ROOT", ". . PUNCT . 8 punct")
    assert with_swallowed_speakers(given) is given

"""Two clauses that a parse made one."""

from __future__ import annotations

from dataclasses import replace

from dateline.parse.records import Tokens
from dateline.parse.repairs_clauses import with_split_clauses


def swallowed() -> Tokens:
    texts = ["Rebels", "seized", "offices", ",", "the", "radio", ",", "and", "ministers", "resigned"]
    heads = [1, 9, 1, 2, 5, 9, 5, 5, 5, 9]
    deps = ["nsubj", "ccomp", "dobj", "punct", "det", "nsubj", "punct", "cc", "conj", "ROOT"]
    tags = ["NNS", "VBD", "NNS", ",", "DT", "NN", ",", "CC", "NNS", "VBD"]
    pos = ["NOUN", "VERB", "NOUN", "PUNCT", "DET", "NOUN", "PUNCT", "CCONJ", "NOUN", "VERB"]
    lemmas = ["rebel", "seize", "office", ",", "the", "radio", ",", "and", "minister", "resign"]
    at = list(range(0, 20, 2))
    return Tokens(at, [start + 1 for start in at], texts, lemmas, pos, tags, heads, deps, [0])


def test_the_list_goes_on_and_the_last_does_the_second_thing() -> None:
    found = with_split_clauses(swallowed())
    assert (found.heads[1], found.deps[1]) == (1, "ROOT")
    assert (found.heads[9], found.deps[9]) == (1, "conj")
    assert (found.heads[5], found.deps[5]) == (2, "conj")
    assert (found.heads[8], found.deps[8]) == (9, "nsubj")


def test_what_somebody_said_stays_content() -> None:
    tokens = swallowed()
    said = replace(tokens, lemmas=[*tokens.lemmas[:9], "say"])
    assert with_split_clauses(said) is said

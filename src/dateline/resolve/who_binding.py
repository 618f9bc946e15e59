"""Tells whose doing a clause is: the subject that a verb has of its own, or shares with the verb above it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Parse

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHARING = frozenset({"xcomp", "advcl", "conj", "pcomp"})
_WINDOW = 40
_CLIMB = 8


def doer(parse: Parse, token: int, prepositions: frozenset[str]) -> int | None:
    """The subject of the verb that ``token`` is an object of, also across "to" and "and": who disperses "them".

    ``prepositions`` are those whose noun is an object still: fire at, vote against.
    """
    verb = parse.heads[token]
    if parse.deps[token] == "pobj" and parse.texts[verb].lower() in prepositions:
        verb = parse.heads[verb]
    elif parse.deps[token] not in ("dobj", "dative"):
        return None
    for _ in range(_CLIMB):
        subject = subject_of(parse, verb)
        if subject is not None:
            return subject
        if parse.deps[verb] not in _SHARING:
            return None
        verb = parse.heads[verb]
    return None


def subject_of(parse: Parse, verb: int) -> int | None:
    """The subject among the words before a verb; looked for no further than 40 words."""
    for at in range(verb - 1, max(verb - _WINDOW, -1), -1):
        if parse.heads[at] == verb and parse.deps[at] in _SUBJECTS:
            return at
    return None


def subjects_above(parse: Parse, token: int) -> Iterator[int]:
    """The subjects of the verbs that ``token`` stands under, nearest first."""
    at = token
    for _ in range(_CLIMB):
        if parse.heads[at] == at:
            return
        at = parse.heads[at]
        subject = subject_of(parse, at)
        if subject is not None:
            yield subject

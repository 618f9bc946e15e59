"""What a pronoun inside a party's words says of it: some of them, its forces."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model import Parse, Participant
from dateline.resolve.coreference import Anaphor
from dateline.resolve.who_mentions import Mention

_COUNTED = ("CD", "DT", "IN", "RB", "JJ", "JJR")


def possessive(name: str) -> str:
    """The ending that makes a name the owner of what follows."""
    return "'" if name.endswith("s") else "'s"


def some_of(parse: Parse, party: Participant, token: int | None, anaphors: Mapping[int, Anaphor]) -> Mention | None:
    """Whom "about 30 of them" and "two of them" are part of."""
    last = token
    while last is not None and last + 1 < len(parse) and parse.ends[last + 1] <= party.end:
        last += 1
    if last is None or token is None or last - token < 2 or parse.texts[last - 1].lower() != "of":
        return None
    anaphor = anaphors.get(last)
    counted = all(parse.tags[at] in _COUNTED for at in range(token, last - 1))
    one = anaphor is not None and anaphor.first == last and len(anaphor.antecedents) == 1
    return anaphor.antecedents[0] if anaphor is not None and one and counted else None

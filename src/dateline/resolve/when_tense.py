"""Says whether the words around a time look back or ahead, from the parse or, without one, from cue words."""

from __future__ import annotations

from bisect import bisect_left

from dateline.model import Parse
from dateline.resolve.when_cues import Cues
from dateline.resolve.when_lexer import Lexed

BACK, UNKNOWN, AHEAD = -1, 0, 1
_REACH = 40
_CLIMB = 12


def _cue(lexed: Lexed, at: int, cues: Cues) -> int:
    symbol = lexed.symbols[at]
    if symbol in cues.classes["FUTURE"]:
        return AHEAD
    if at and symbol in cues.classes["TO"] and lexed.symbols[at - 1] in cues.classes["ISARE"]:
        return AHEAD
    word = lexed.texts[at]
    past = symbol in cues.classes["PASTCUE"] or (len(word) >= cues.past_min and word.endswith(cues.past_endings))
    if past:
        return AHEAD if _to_be(lexed, at, cues) else BACK
    return UNKNOWN


def _to_be(lexed: Lexed, at: int, cues: Cues) -> bool:
    """Whether a participle is that of "will be held"."""
    before = at - 1
    while before > max(0, at - 4) and lexed.symbols[before] in cues.classes["BE"]:
        before -= 1
    return 0 <= before < at - 1 and lexed.symbols[before] in cues.classes["FUTURE"]


def _until(lexed: Lexed, first: int, cues: Cues) -> bool:
    """Whether "until" stands before the time, with at most a clock time between."""
    return any(symbol in cues.classes["UNTIL"] for symbol in lexed.symbols[max(0, first - 3) : first])


def _by_words(lexed: Lexed, first: int, last: int, cues: Cues) -> int:
    if _until(lexed, first, cues):
        return AHEAD
    for at in range(first - 1, max(-1, first - _REACH), -1):
        found = _cue(lexed, at, cues)
        if found:
            return found
    for at in range(last, min(len(lexed.texts), last + _REACH)):
        found = _cue(lexed, at, cues)
        if found:
            return found
    return UNKNOWN


def verb_over(parse: Parse, index: int) -> int | None:
    """The nearest verb above a token, or None."""
    for _ in range(_CLIMB):
        head = parse.heads[index]
        if head == index:
            return None
        index = head
        if parse.pos[index] in ("VERB", "AUX"):
            return index
    return None


def children(parse: Parse, index: int, reach: int = _REACH) -> list[int]:
    """The tokens that hang on a token, of those within ``reach`` tokens of it."""
    low, high = max(0, index - reach), min(len(parse), index + reach)
    return [at for at in range(low, high) if parse.heads[at] == index and at != index]


def _infinitive(parse: Parse, verb: int, cues: Cues) -> int:
    """ "Agreed to meet" looks ahead, "managed to meet" as far as its verb does."""
    head = parse.heads[verb]
    lemma = parse.lemmas[head].lower()
    ahead = lemma in cues.values["PROSPECT"] or parse.texts[head].lower() in cues.values["READY"]
    return AHEAD if ahead else UNKNOWN


def verb_direction(parse: Parse, verb: int, cues: Cues) -> int:
    """Whether a verb, with its auxiliaries, speaks of what was or of what is to come."""
    below = children(parse, verb, 15)
    tags = {parse.tags[at] for at in below if parse.deps[at] in ("aux", "auxpass")}
    lemma, tag = parse.lemmas[verb].lower(), parse.tags[verb]
    perfect = any(parse.deps[at] == "aux" and parse.lemmas[at] == "have" for at in below)
    if perfect:
        return BACK
    if "MD" in tags:
        return AHEAD
    if "TO" in tags:
        return _infinitive(parse, verb, cues)
    ready = cues.values["READY"]
    if parse.texts[verb].lower() in ready and tag in ("VBN", "JJ"):
        return AHEAD
    if any(parse.deps[at] == "acomp" and parse.texts[at].lower() in ready for at in below):
        return AHEAD
    if tag in ("VBD", "VBN"):
        return BACK
    if tag == "VBG":
        return AHEAD if tags & {"VBZ", "VBP"} else UNKNOWN
    if tag in ("VBZ", "VBP"):
        return AHEAD if lemma in cues.values["SCHEDULED"] or lemma in cues.values["WANTING"] else BACK
    return UNKNOWN


def head_token(parse: Parse, start: int, end: int) -> int | None:
    """The token of ``text[start:end]`` that the others hang on, or None where no token starts there."""
    at = bisect_left(parse.starts, start)
    if at and parse.ends[at - 1] > start:
        at -= 1
    last = at
    while last < len(parse) and parse.starts[last] < end:
        last += 1
    for index in range(at, last):
        if not at <= parse.heads[index] < last or parse.heads[index] == index:
            return index
    return at if at < last else None


def _called_for(parse: Parse, verb: int, token: int, cues: Cues) -> bool:
    """Whether a time after "called for a strike" is the strike's, which is to come."""
    if parse.lemmas[verb].lower() not in cues.values["CALLING"]:
        return False
    return any(verb < at < token and parse.texts[at].lower() == "for" for at in children(parse, verb, 15))


def _by_parse(parse: Parse, start: int, end: int, cues: Cues) -> int:
    token = head_token(parse, start, end)
    verb = verb_over(parse, token) if token is not None else None
    for _ in range(3):
        if verb is None:
            return UNKNOWN
        found = verb_direction(parse, verb, cues)
        if found:
            return AHEAD if token is not None and _called_for(parse, verb, token, cues) else found
        verb = verb_over(parse, verb)
    return UNKNOWN


def direction(lexed: Lexed, first: int, last: int, cues: Cues, parse: Parse | None) -> int:
    """-1 where tokens ``[first, last)`` are told of the past, 1 of the future, 0 where nothing says."""
    if parse is not None and not _until(lexed, first, cues):
        found = _by_parse(parse, lexed.starts[first], lexed.ends[last - 1], cues)
        if found:
            return found
    return _by_words(lexed, first, last, cues)

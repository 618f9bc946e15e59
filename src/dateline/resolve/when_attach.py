"""Chooses the time of a sentence that dates a given trigger, by how the two hang together in the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import Parse, Sentence, Span, Time
from dateline.resolve.when_cues import cues
from dateline.resolve.when_tense import children, head_token

_CLAUSES = frozenset(("relcl", "ccomp", "advcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"))
_PRENOMINAL = frozenset(("amod", "nummod", "compound", "poss", "nmod"))
_RELATIVE = frozenset(("relcl", "acl"))
_SHARED = frozenset(("conj", "xcomp"))
_CLIMB = 40


@dataclass(frozen=True, slots=True)
class Attached:
    """A time that dates a trigger, and the rule that tied them."""

    time: Time
    rule: str


def dates_something(time: Time) -> bool:
    """Whether a time has days to give: plain lengths and sets have none, "now" and "recently" say too little."""
    return bool(time.earliest or time.latest) and time.type != "SET" and time.rule not in _VAGUE


_VAGUE = frozenset(("reference", "recent_units", "past_ref", "present_ref", "future_ref"))


def _path(parse: Parse, index: int) -> tuple[int, ...]:
    """A token and its ancestors, nearest first."""
    path = [index]
    for _ in range(_CLIMB):
        head = parse.heads[path[-1]]
        if head == path[-1]:
            break
        path.append(head)
    return tuple(path)


def _clauses_between(parse: Parse, path: tuple[int, ...], stop: int) -> list[str]:
    """The labels of the clause borders that a path crosses below ``stop``."""
    borders = []
    for index in path:
        if index == stop:
            break
        label = parse.deps[index]
        if label == "pcomp" and parse.texts[index].istitle():
            continue
        if label in _CLAUSES or (label == "conj" and parse.pos[index] in ("VERB", "AUX")):
            borders.append(label)
    return borders


def _prenominal(parse: Parse, token: int, trigger: int) -> bool:
    """Whether the time stands before a noun that is not the trigger and is not what the trigger happened in."""
    if parse.deps[token] not in _PRENOMINAL:
        return False
    noun = parse.heads[token]
    if noun == trigger:
        return False
    above = parse.heads[noun]
    return not (parse.deps[noun] == "pobj" and parse.deps[above] == "prep" and parse.heads[above] == trigger)


def _after_preposition(parse: Parse, token: int) -> bool:
    """Whether a preposition stands right before the time: then it is no part of a name, whatever the parse says."""
    return token > 0 and parse.tags[token - 1] == "IN"


def _remembered(parse: Parse, path: tuple[int, ...], meeting: int) -> bool:
    """Whether the time is that of what an anniversary recalls: it does not date the marking of it."""
    recalling = cues().values["RECALLING"]
    return any(parse.lemmas[index].lower() in recalling for index in path[1 : path.index(meeting)])


def _rank(parse: Parse, token: int, trigger: int) -> tuple[int, str] | None:
    """How closely a time hangs on a trigger, 0 the closest; None where it belongs to another clause below."""
    path, own = _path(parse, token), _path(parse, trigger)
    meeting = next((index for index in path if index in own), None)
    if meeting is None:
        return 5, "sentence"
    if meeting == token or parse.pos[meeting] in ("ADP", "SCONJ") or parse.deps[meeting] == "prep":
        return None
    if _remembered(parse, path, meeting) or _since_of_another(parse, path, trigger):
        return None
    if _prenominal(parse, token, trigger):
        return (4, "sentence") if _after_preposition(parse, token) else None
    below = _clauses_between(parse, path, meeting)
    above = _clauses_between(parse, own, meeting)
    if meeting == trigger:
        return _from_below(parse, path, below, trigger)
    if below and set(below) <= {"conj"} and parse.pos[trigger] in ("NOUN", "PROPN"):
        return 4, "sentence"
    if below:
        return None
    if not above:
        return 1, "clause"
    if set(above) <= _SHARED:
        return 2, "shared"
    if set(above) & _RELATIVE:
        return (3, "antecedent") if _antecedent(parse, own, meeting) else None
    return 3, "governing"


def _from_below(parse: Parse, path: tuple[int, ...], below: list[str], trigger: int) -> tuple[int, str] | None:
    """A time under the trigger dates it, and so does one in its "when" or "as" clause."""
    if not below:
        return 0, "attached"
    if below != ["advcl"]:
        return None
    clause = next(index for index in path if parse.deps[index] == "advcl")
    same = cues().values["MEANWHILE"]
    marks = (at for at in children(parse, clause, 15) if parse.deps[at] in ("mark", "advmod"))
    return (3, "when_clause") if any(parse.texts[at].lower() in same for at in marks) else None


def _since_of_another(parse: Parse, path: tuple[int, ...], trigger: int) -> bool:
    """Whether "since" hangs on a noun: "the president, in power since 1994," or on "the deadliest raid since 1994"."""
    since = _since(parse, path)
    if since is None or parse.pos[parse.heads[since]] not in ("NOUN", "PROPN") or trigger in path[: path.index(since)]:
        return False
    noun = parse.heads[since]
    if noun != trigger:
        return since < trigger
    return any(parse.tags[at] in ("JJS", "RBS") for at in children(parse, noun, 8))


def _since(parse: Parse, path: tuple[int, ...]) -> int | None:
    values = cues().values["BOUND"]
    return next((at for at in path if values.get(parse.texts[at].lower()) == "SINCE"), None)


def since(parse: Parse, time: Time, trigger: Span) -> bool | None:
    """Whether what a time dates went on from then: "since the March 4 vote"; None where the parse does not tell."""
    head, own = head_token(parse, time.start, time.end), head_token(parse, trigger.start, trigger.end)
    if head is None or own is None:
        return None
    path = _path(parse, head)
    if own not in path:
        return None
    found = _since(parse, path[: path.index(own)])
    return None if found is None and own != path[0] and parse.pos[own] == "VERB" else found is not None


def _ends_the_lead(parse: Parse, token: int, trigger: int, time: Time) -> bool:
    """Whether a day after a participle that tells no news is the main verb's: "fired at men guarding X on Saturday"."""
    path = _path(parse, token)
    if trigger not in path or parse.tags[trigger] != "VBD" or time.precision != "day" or token < trigger:
        return False
    borders = [at for at in path[: path.index(trigger)] if parse.deps[at] in _CLAUSES]
    if not borders or any(parse.deps[at] != "acl" for at in borders):
        return False
    lowest = borders[0]
    return parse.tags[lowest] == "VBG" or parse.lemmas[lowest].lower() in cues().values["STATIVE"]


def _planted(parse: Parse, token: int, trigger: int, time: Time) -> bool:
    """Whether a month or year dates a participle on what did something then: "in June a bomb planted by X killed"."""
    if time.precision not in ("month", "season", "year") or parse.tags[trigger] != "VBN" or parse.deps[trigger] != "acl":
        return False
    verb = parse.heads[parse.heads[trigger]]
    path = _path(parse, token)
    return verb in path and not _clauses_between(parse, path, verb) and _since(parse, path) is None


def _antecedent(parse: Parse, own: tuple[int, ...], noun: int) -> bool:
    """Whether the trigger is the verb of a relative clause on that noun, and not one of "had been"."""
    verb = own[own.index(noun) - 1] if noun in own[1:] else None
    if verb is None or verb != own[0] or parse.deps[verb] != "relcl" or parse.pos[noun] not in ("NOUN", "PROPN"):
        return False
    return not any(parse.lemmas[at] == "have" for at in children(parse, verb, 8) if parse.deps[at] == "aux")


def relative(parse: Parse, trigger: Span) -> bool:
    """Whether a trigger stands in a relative clause, which tells of the noun and not of the news."""
    token = head_token(parse, trigger.start, trigger.end)
    return token is not None and any(parse.deps[index] == "relcl" for index in _path(parse, token))


def _own(time: Time, trigger: Span) -> bool:
    return trigger.start <= time.start and time.end <= trigger.end


def _too_late(time: Time, token: int | None, parse: Parse, published: date | None) -> bool:
    """Whether a time to come stands with a verb of the past: it dates what was agreed and not the agreeing."""
    if token is None or published is None or not time.earliest or time.earliest <= published.isoformat():
        return False
    return parse.tags[token] == "VBD"


def attached(trigger: Span, times: Sequence[Time], parse: Parse, sentence: Sentence, published: date | None) -> Attached | None:
    """The time of the sentence that dates the trigger, or None; ties go to the finer time and then the nearer one."""
    token = head_token(parse, trigger.start, trigger.end)
    usable = [time for time in times if dates_something(time) and not _too_late(time, token, parse, published)]
    if not usable or token is None:
        return None
    ranked: list[tuple[int, bool, int, int, Attached]] = []
    for order, time in enumerate(usable):
        head = head_token(parse, time.start, time.end)
        rank = (0, "attached") if _own(time, trigger) else _nearness(parse, head, token, sentence)
        if rank is None and head is not None and sentence.parsed:
            late = _ends_the_lead(parse, head, token, time)
            rank = (3, "lead") if late else (3, "participle") if _planted(parse, head, token, time) else None
        if rank:
            gap = abs(time.start - trigger.start)
            ranked.append((rank[0], time.precision == "vague", gap, order, Attached(time, rank[1])))
    return min(ranked, key=lambda item: item[:4])[4] if ranked else None


def _nearness(parse: Parse, head: int | None, trigger: int, sentence: Sentence) -> tuple[int, str] | None:
    if head is None:
        return None
    if not sentence.parsed:
        return 5, "sentence"
    return _rank(parse, head, trigger)

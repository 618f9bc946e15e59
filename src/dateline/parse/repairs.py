"""Mends what parsers get wrong in wire English: "met President Assad Tuesday" has no President called Tuesday."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.grammar import load_grammar
from dateline.parse.records import Tokens
from dateline.parse.repairs_clauses import with_split_clauses
from dateline.parse.repairs_headlines import with_plain_headlines
from dateline.parse.repairs_speakers import with_swallowed_speakers
from dateline.parse.repairs_years import with_years

_FINITE = frozenset({"VBD", "VBZ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_CLIMB = 32
_NEAR = 40


def repaired(tokens: Tokens, days: frozenset[str]) -> Tokens:
    """The tokens with every mend that fits; as they came where a mend would leave them without the shape of a tree."""
    mended = without_day_names(with_years(with_split_clauses(tokens)), days)
    mended = with_finite_coordination(with_second_subjects(with_past_verbs(mended)))
    mended = with_plain_headlines(with_swallowed_speakers(mended), days)
    return mended if mended is tokens or _is_tree(mended.heads) else tokens


def _is_tree(heads: list[int]) -> bool:
    """Whether every token leads up to a root."""
    good: set[int] = set()
    for start in range(len(heads)):
        path: list[int] = []
        at = start
        while at not in good and heads[at] != at:
            if len(path) > len(heads):
                return False
            path.append(at)
            at = heads[at]
        good.update(path)
        good.add(at)
    return True


def without_day_names(tokens: Tokens, days: frozenset[str]) -> Tokens:
    """The tokens with a day that closes a name cut off it: the name takes its place, the day depends on the verb."""
    cuts = [index for index, text in enumerate(tokens.texts) if text in days and _closes_name(tokens, index)]
    if not cuts:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for day in cuts:
        _cut(tokens, heads, deps, day)
    return replace(tokens, heads=heads, deps=deps)


def _closes_name(tokens: Tokens, day: int) -> bool:
    before = day - 1
    return (
        before >= 0
        and tokens.heads[before] == day
        and tokens.deps[before] == "compound"
        and tokens.tags[before] in ("NNP", "NNPS", "NN", "NNS")
        and tokens.heads[day] != day
    )


def _cut(tokens: Tokens, heads: list[int], deps: list[str], day: int) -> None:
    """Make the word before the day the head of the phrase."""
    name, above = day - 1, heads[day]
    for child, head in enumerate(heads):
        if head == day and child != name:
            heads[child] = name
    heads[name], deps[name] = above, deps[day]
    verb = above
    for _ in range(_CLIMB):
        if tokens.pos[verb] in ("VERB", "AUX") or heads[verb] == verb:
            break
        verb = heads[verb]
    heads[day], deps[day] = verb, "npadvmod"


def with_past_verbs(tokens: Tokens) -> Tokens:
    """The tokens with past forms that stand as adjectives made verbs: in "the military seized power" nothing is seized power.

    A finite past form is never an adjective; a participle right behind a comma, in a sentence without a verb at its root, is none
    either ("The governor, Colonel X, blamed fighters").
    """
    tokens = _with_reduced_main_verb(tokens)
    verbs = [index for index in range(len(tokens.texts)) if tokens.deps[index] == "amod" and _is_verb(tokens, index)]
    if not verbs:
        return tokens
    heads, deps, tags = list(tokens.heads), list(tokens.deps), list(tokens.tags)
    for verb in verbs:
        _raise(tokens, heads, deps, verb)
        tags[verb] = "VBD"
    return replace(tokens, heads=heads, deps=deps, tags=tags)


def _with_reduced_main_verb(tokens: Tokens) -> Tokens:
    """The tokens with a finite verb that hangs on the root noun like a participle made the root: "The rebels threatened …"."""
    root = next((place for place, head in enumerate(tokens.heads) if head == place), None)
    if root is None or tokens.pos[root] not in ("NOUN", "PROPN"):
        return tokens
    verb = next(
        (
            place
            for place, dep in enumerate(tokens.deps)
            if dep == "acl" and tokens.heads[place] == root and place > root and _is_finite(tokens, place)
        ),
        None,
    )
    if verb is None:
        return tokens
    heads, deps, tags = list(tokens.heads), list(tokens.deps), list(tokens.tags)
    heads[verb], deps[verb], heads[root], deps[root] = verb, "ROOT", verb, "nsubj"
    tags[verb] = "VBD"
    for child, head in enumerate(tokens.heads):
        if head == root and child > verb:
            heads[child] = verb
    return replace(tokens, heads=heads, deps=deps, tags=tags)


def _is_finite(tokens: Tokens, verb: int) -> bool:
    """Whether a verb behind a noun is its finite verb: a past form, or a participle whose infinitive shares its subject."""
    if tokens.tags[verb] == "VBD":
        return True
    if tokens.tags[verb] != "VBN" or tokens.lemmas[verb] not in load_grammar().subject_control:
        return False
    return any(
        tokens.heads[at] == verb and tokens.tags[at] == "VB" and tokens.deps[at] in ("xcomp", "advcl", "ccomp")
        for at in range(verb + 1, min(verb + _NEAR, len(tokens.texts)))
    )


def _is_verb(tokens: Tokens, index: int) -> bool:
    noun = tokens.heads[index]
    if noun <= index or index == 0 or tokens.pos[index] != "VERB":
        return False
    if tokens.tags[index] == "VBD":
        return tokens.pos[index - 1] in _NOMINAL
    root = next((place for place, head in enumerate(tokens.heads) if head == place), index)
    closes = tokens.tags[index] == "VBN" and tokens.texts[index - 1] == "," and tokens.heads[noun] == root and noun == index + 1
    return closes and tokens.pos[root] in ("NOUN", "PROPN") and root < index


def _raise(tokens: Tokens, heads: list[int], deps: list[str], verb: int) -> None:
    """Put the verb where its noun stood; the noun becomes its object, what stands before the verb its subject."""
    noun = heads[verb]
    above = heads[noun]
    own = [child for child, head in enumerate(heads) if head == noun and child < verb and child != noun]
    subject = max((child for child in own if tokens.pos[child] in _NOMINAL), default=None)
    if subject is None and above != noun and above < verb:
        subject, above = above, above if heads[above] != above else verb
    heads[verb], deps[verb] = (verb, "ROOT") if above in (noun, verb) else (above, deps[noun])
    heads[noun], deps[noun] = verb, "dobj"
    if subject is None:
        return
    for child in own:
        heads[child] = subject
    heads[subject], deps[subject] = verb, "nsubj"


def with_second_subjects(tokens: Tokens) -> Tokens:
    """The tokens with subjects that were taken for a second object: "jets bombed the palace and troops stormed the building".

    A verb that is added to another without "and" or a comma before it has the noun right before it as its subject.
    """
    finds = [verb for verb in range(2, len(tokens.texts)) if _lacks_subject(tokens, verb)]
    if not finds:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for verb in finds:
        noun, main = verb - 1, heads[verb]
        linked = next((at for at in range(noun - 1, -1, -1) if heads[at] == heads[noun] and deps[at] == "cc"), None)
        heads[noun], deps[noun] = verb, "nsubj"
        deps[verb] = "conj"
        if linked is not None:
            heads[linked] = main
    return replace(tokens, heads=heads, deps=deps)


def _lacks_subject(tokens: Tokens, verb: int) -> bool:
    noun = verb - 1
    if tokens.deps[verb] not in ("conj", "advcl") or tokens.tags[verb] not in ("VBD", "VBZ", "VBP") or _has_own(tokens, verb):
        return False
    if tokens.deps[noun] != "conj" or tokens.pos[noun] not in ("NOUN", "PROPN") or not tokens.heads[verb] < tokens.heads[noun]:
        return False
    return tokens.pos[tokens.heads[noun]] in ("NOUN", "PROPN") and not any(
        tokens.heads[at] == verb and tokens.deps[at] in ("mark", "aux", "auxpass") for at in range(max(verb - _NEAR, 0), verb)
    )


def with_finite_coordination(tokens: Tokens) -> Tokens:
    """The tokens with verbs that were coordinated with a verb of another form joined to the one that they go with.

    "France urged its citizens to leave and sent paratroopers": it is France that sent them. "Fired at people who were fleeing and
    beat others": those who fired beat. "Denied that the town had fallen and said": who denied said it, as towns say nothing.
    "Was found guilty and executed": who was found guilty was executed.
    """
    heads = list(tokens.heads)
    for verb, dep in enumerate(tokens.deps):
        if dep == "conj" and tokens.pos[verb] == "VERB":
            heads[verb] = _goes_with(tokens, heads, verb)
    return tokens if heads == tokens.heads else replace(tokens, heads=heads)


def _goes_with(tokens: Tokens, heads: list[int], verb: int) -> int:
    """The verb that a coordinated one belongs to, by its form."""
    head = heads[verb]
    if tokens.pos[head] == "ADJ":
        governor = heads[head]
        fits = tokens.deps[head] in ("oprd", "acomp") and tokens.pos[governor] == "VERB" and tokens.tags[verb] == "VBN"
        return governor if fits else head
    if tokens.tags[verb] not in _FINITE or _has_own(tokens, verb):
        return head
    grammar = load_grammar()
    said = tokens.lemmas[verb] in grammar.speech and tokens.lemmas[head] not in grammar.speech
    if tokens.tags[head] in ("VB", "VBG") or (tokens.tags[head] == "VBN" and said):
        above = _finite_above(tokens, heads, head)
        if above is not None and above != verb:
            return above
    return head


def _has_own(tokens: Tokens, verb: int) -> bool:
    """Whether the verb has a subject of its own."""
    first = max(verb - _NEAR, 0)
    return any(tokens.heads[at] == verb and tokens.deps[at] in ("nsubj", "nsubjpass") for at in range(first, verb))


def _finite_above(tokens: Tokens, heads: list[int], at: int) -> int | None:
    for _ in range(_CLIMB):
        if heads[at] == at or tokens.tags[at] in _FINITE:
            break
        at = heads[at]
    return at if tokens.tags[at] in _FINITE else None

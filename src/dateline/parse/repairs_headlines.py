"""Mends headlines and clauses parted by semicolons: "Chad, Niger troops clash" has two sides, "…; toll may rise" stands alone."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.grammar import load_grammar
from dateline.parse.records import Tokens, child

_ENDS = frozenset(".!?:\"'”’")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_MOST = 4
_FEW = 40
_LISTED = frozenset({"nsubj", "nsubjpass", "dobj"})


def with_plain_headlines(tokens: Tokens, days: frozenset[str]) -> Tokens:
    """The tokens with clauses after a semicolon parted, and a headline's lost verbs and sides found."""
    tokens = with_listed_names(with_parted_clauses(tokens))
    if not tokens.texts or len(tokens.texts) > _FEW or tokens.texts[-1][-1] in _ENDS or len(tokens.breaks) > 1:
        return tokens
    return with_first_sides(with_bare_verbs(with_verbs_for_nouns(with_coming_acts(tokens))), days)


def with_parted_clauses(tokens: Tokens) -> Tokens:
    """The tokens with a clause that hangs on one after a semicolon made its own root: neither judges the other."""
    parted = [verb for verb in range(len(tokens.texts)) if _is_parted(tokens, verb)]
    if not parted:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for verb in parted:
        heads[verb], deps[verb] = verb, "ROOT"
    return replace(tokens, heads=heads, deps=deps)


def _is_parted(tokens: Tokens, verb: int) -> bool:
    head = tokens.heads[verb]
    if tokens.deps[verb] not in ("ccomp", "parataxis") or head <= verb or ";" not in tokens.texts[verb:head]:
        return False
    mark = max(at for at in range(verb, head) if tokens.texts[at] == ";")
    own = any(tokens.heads[at] == head and tokens.deps[at] in ("nsubj", "nsubjpass", "nummod") for at in range(mark, head))
    last = head + 1 >= len(tokens.texts) or tokens.pos[head + 1] == "PUNCT"
    return own and not (tokens.lemmas[head] in load_grammar().speech and last)


def with_listed_names(tokens: Tokens) -> Tokens:
    """The tokens with a list of names that was read as an apposition joined: "Chile, Peru, Brazil and Cuba condemned"."""
    joined = [at for at in range(2, len(tokens.texts)) if _is_listed(tokens, at)]
    if not joined:
        return tokens
    deps = list(tokens.deps)
    for at in joined:
        deps[at] = "conj"
    return replace(tokens, deps=deps)


def _is_listed(tokens: Tokens, at: int) -> bool:
    first = tokens.heads[at]
    if tokens.deps[at] != "appos" or first != at - 2 or tokens.texts[at - 1] != "," or tokens.deps[first] not in _LISTED:
        return False
    if tokens.pos[at] != "PROPN" or tokens.pos[first] != "PROPN":
        return False
    after = [below for below in range(at + 1, min(at + _FEW, len(tokens.texts))) if tokens.heads[below] == at]
    plain = all(tokens.deps[below] in ("punct", "cc", "conj") for below in after)
    return plain and any(tokens.deps[below] == "conj" and tokens.pos[below] == "PROPN" for below in after)


def with_coming_acts(tokens: Tokens) -> Tokens:
    """The tokens with "Pope to host X" read as a clause whose verb is to come."""
    root = next((at for at, head in enumerate(tokens.heads) if head == at), 0)
    verb = root + 2
    if verb >= len(tokens.texts) or tokens.pos[root] not in _NOMINAL or tokens.tags[root + 1] != "TO":
        return tokens
    if tokens.tags[verb] != "VB" or tokens.heads[verb] != root or tokens.deps[verb] not in ("relcl", "acl"):
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for below, head in enumerate(tokens.heads):
        if head == root and below > verb:
            heads[below] = verb
    heads[verb], deps[verb], heads[root], deps[root] = verb, "ROOT", verb, "nsubj"
    for at in range(verb + 1, len(deps)):
        bare = deps[at] == "appos" and heads[at] == at - 2 and tokens.texts[at - 1] == ","
        if bare and tokens.pos[at] == "PROPN" and tokens.pos[at - 2] == "PROPN":
            deps[at] = "conj"
    return replace(tokens, heads=heads, deps=deps)


def with_verbs_for_nouns(tokens: Tokens) -> Tokens:
    """The tokens with nouns that have a subject and an object tagged as verbs, and a verbless headline's verb found.

    "Refugees storm ships"; "Junta lifts curfew", where a plural before a noun is no plural: English does not build so.
    """
    pos, tags = list(tokens.pos), list(tokens.tags)
    heads, deps = list(tokens.heads), list(tokens.deps)
    for at in range(1, len(tokens.texts)):
        if pos[at] == "NOUN" and child(tokens, at, "nsubj") is not None and child(tokens, at, "dobj") is not None:
            pos[at], tags[at] = "VERB", "VBP"
    if not any(one in ("VERB", "AUX") for one in pos):
        verb = next((at for at in range(1, len(pos) - 1) if _is_lost_verb(tokens, at)), None)
        if verb is not None:
            pos[verb], tags[verb] = "VERB", "VBZ"
            _open_clause(tokens, heads, deps, verb)
    return tokens if pos == tokens.pos else replace(tokens, pos=pos, tags=tags, heads=heads, deps=deps)


def _is_lost_verb(tokens: Tokens, at: int) -> bool:
    """Whether a plural that stands between nouns and belongs to the next is a verb that headlines use."""
    if tokens.tags[at] != "NNS" or tokens.deps[at] != "compound" or tokens.heads[at] <= at:
        return False
    return tokens.pos[at - 1] in _NOMINAL and tokens.lemmas[at] in load_grammar().headline_verbs and tokens.texts[at].islower()


def _open_clause(tokens: Tokens, heads: list[int], deps: list[str], verb: int) -> None:
    """Make what stands before the verb its subject and the noun that it belonged to its object."""
    noun, subject = heads[verb], verb - 1
    above, label = heads[noun], deps[noun]
    for at in range(len(heads)):
        if at < subject and heads[at] in (verb, noun):
            heads[at] = subject
        elif at > noun and heads[at] == noun and deps[at] in ("advmod", "prep", "npadvmod", "punct"):
            heads[at] = verb
    heads[verb], deps[verb] = (verb, "ROOT") if above == noun else (above, label)
    heads[subject], deps[subject], heads[noun], deps[noun] = verb, "nsubj", verb, "dobj"


def with_bare_verbs(tokens: Tokens) -> Tokens:
    """The tokens with a bare verb behind a headline's comma joined to the verb before it: "rebels seize radio, oust president"."""
    root = next((at for at, head in enumerate(tokens.heads) if head == at), 0)
    if tokens.tags[root] not in ("VBP", "VB") or child(tokens, root, "nsubj") is None:
        return tokens
    for at in range(root + 3, len(tokens.texts) - 1):
        if tokens.texts[at - 1] == "," and _is_bare_verb(tokens, at):
            return _joined(tokens, root, at)
    return tokens


def _is_bare_verb(tokens: Tokens, at: int) -> bool:
    plain = tokens.pos[at] in _NOMINAL and tokens.texts[at].islower() and tokens.texts[at] in load_grammar().headline_verbs
    return plain and (tokens.pos[at + 1] in (*_NOMINAL, "NUM", "DET", "ADJ") or tokens.tags[at + 1] == "IN")


def _joined(tokens: Tokens, root: int, verb: int) -> Tokens:
    heads, deps, pos, tags = list(tokens.heads), list(tokens.deps), list(tokens.pos), list(tokens.tags)
    noun = heads[verb] if heads[verb] > verb and deps[verb] in ("compound", "amod", "nmod") else None
    heads[verb], deps[verb], pos[verb], tags[verb] = root, "conj", "VERB", "VBP"
    if noun is not None:
        for at in range(len(heads)):
            if heads[at] == noun and at < verb:
                heads[at] = root
        heads[noun], deps[noun] = verb, "dobj"
    return replace(tokens, heads=heads, deps=deps, pos=pos, tags=tags)


def with_first_sides(tokens: Tokens, days: frozenset[str]) -> Tokens:
    """The tokens with the first of two sides joined to the second: "Chad, Niger troops clash" is "Chad and Niger troops"."""
    comma = next((at for at, text in enumerate(tokens.texts[: _MOST + 1]) if text == ","), 0)
    root = next((at for at, head in enumerate(tokens.heads) if head == at), 0)
    if not comma or tokens.pos[root] != "VERB" or tokens.tags[root] not in ("VBP", "VB"):
        return tokens
    subject = root - 1
    if not comma < subject or tokens.heads[subject] != root or tokens.deps[subject] != "nsubj":
        return tokens
    if not _are_names(tokens, comma, days):
        return tokens
    if any(tokens.heads[at] != subject for at in range(comma + 1, subject)):
        return tokens
    heads, deps, pos, tags = list(tokens.heads), list(tokens.deps), list(tokens.pos), list(tokens.tags)
    first = comma - 1
    for at in range(comma + 1):
        heads[at] = first
    heads[first], deps[first], heads[subject], deps[subject] = root, "nsubj", first, "conj"
    if pos[first] not in _NOMINAL:
        pos[first], tags[first] = "PROPN", "NNP"
    return replace(tokens, heads=heads, deps=deps, pos=pos, tags=tags)


def _are_names(tokens: Tokens, comma: int, days: frozenset[str]) -> bool:
    """Whether a headline's words before its first comma name somebody: no day, no adverb, no phrase with a preposition."""
    before = range(comma)
    named = tokens.texts[0][:1].isupper() and not any(tokens.texts[at] in days for at in before)
    last = comma - 1
    noun = tokens.pos[last] in _NOMINAL or (comma == 1 and tokens.tags[0] in ("VBN", "VBD", "JJ"))
    return named and noun and all(tokens.pos[at] in ("NOUN", "PROPN", "ADJ", "NUM") or at == last for at in before)

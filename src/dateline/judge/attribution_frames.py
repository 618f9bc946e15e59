"""Finds every cue of a report, and reads nouns, adjectives, adverbs, phrases and colons as cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.judge.attribution_cues import Cue
from dateline.judge.attribution_drafts import Draft, Reader, cue_at, finish, prepositional, source_words, trimmed
from dateline.judge.attribution_hidden import compounded, copular
from dateline.judge.attribution_verbs import read_verb
from dateline.judge.attribution_walks import clause_of, cut, negated, subject, trim
from dateline.judge.branches import Branches
from dateline.model import Span

_NAME_WORDS = 5
_LEAST_SAID = 20
_MOST_SAID = 2000
_NAME_LENGTH = 120


def drafts(reader: Reader) -> Iterator[Draft]:
    """Every cue of a report in the order of the text, with or without content."""
    parse = reader.tree.parse
    begin = reader.cues.begin_with
    for index, lemma in enumerate(parse.lemmas):
        if lemma not in begin and parse.texts[index].lower() not in begin:
            continue
        phrase = _phrase(reader, index)
        if phrase is not None:
            yield phrase
            continue
        cue = cue_at(reader, index)
        if cue is None:
            continue
        draft = _READERS[cue.pos](reader, index, cue)
        if draft is not None:
            yield draft


def _noun(reader: Reader, index: int, cue: Cue) -> Draft | None:
    tree = reader.tree
    target, end = _noun_content(tree, index, cue)
    about = compounded(reader, index) if target is None and "person" in cue.kinds_of_end else None
    if about is not None:
        target, end = about, "person"
    if target is None:
        return None
    speaker = index if "person" in cue.kinds_of_end else _owner(reader, index)
    source = source_words(tree, speaker, index)
    base = Draft(cue, index, tree.span(index, index), source, speaker, (), end)
    return finish(reader, replace(base, target=target), tree.subtree(target), end)


def _noun_content(tree: Branches, index: int, cue: Cue) -> tuple[int | None, str]:
    clause = tree.first(index, "acl", "ccomp", "xcomp")
    if clause is not None:
        infinitive = any(tree.parse.tags[item] == "TO" for item in tree.children[clause])
        finite = tree.first(clause, "mark", "nsubj", "nsubjpass") is not None and tree.parse.deps[clause] != "relcl"
        if infinitive and "infinitive" in cue.kinds_of_end:
            return clause, "infinitive"
        if finite and "clause" in cue.kinds_of_end:
            return clause, "clause"
    target = prepositional(tree, index, cue)
    if target is None and not cue.kinds_of_end.isdisjoint(("clause", "infinitive")):
        target = copular(tree, index)
        return target, "copula" if target is not None else ""
    return target, "+" if target is not None else ""


def _owner(reader: Reader, index: int) -> int | None:
    """Whose claim a noun names: ``the army's claim``, ``a claim by the army``, ``the army made the claim``."""
    tree = reader.tree
    parse = tree.parse
    owner = tree.first(index, "poss")
    if owner is not None:
        return owner
    for item in tree.children[index]:
        if parse.deps[item] in ("prep", "agent") and parse.texts[item].lower() in reader.words("owner_prepositions"):
            return tree.first(item, "pobj")
    head = parse.heads[index]
    if parse.deps[index] in ("dobj", "attr") and parse.lemmas[head] in reader.words("light_verbs"):
        return subject(tree, head)
    return None


def _adjective(reader: Reader, index: int, cue: Cue) -> Draft | None:
    tree = reader.tree
    head = tree.parse.heads[index]
    clause = tree.first(index, "ccomp") if "clause" in cue.kinds_of_end else None
    clause = tree.first(index, "xcomp") if clause is None and "infinitive" in cue.kinds_of_end else clause
    if clause is None and "clause" in cue.kinds_of_end and tree.parse.deps[index] in ("oprd", "acomp", "ccomp"):
        clause = next((item for item in tree.children[head] if item > index and tree.parse.deps[item] == "ccomp"), None)
    target = clause if clause is not None else prepositional(tree, index, cue)
    if target is None:
        return None
    own = tree.first(index, "nsubjpass", "nsubj")
    shared = subject(tree, head) if tree.parse.deps[index] in ("acomp", "oprd", "conj") else None
    speaker = own if own is not None else shared
    no = negated(tree, head, reader.words("negations"))
    base = Draft(cue, index, tree.span(index, index), source_words(tree, speaker, index), speaker, (), "clause", no)
    return finish(reader, replace(base, target=target), tree.subtree(target), "clause")


def _adverb(reader: Reader, index: int, cue: Cue) -> Draft | None:
    tree = reader.tree
    clause = clause_of(tree, index)
    if clause == index:
        return None
    base = Draft(cue, index, tree.span(index, index), None, None, (), "scope")
    content = trimmed(reader.text, cut(tree.subtree(clause), base.span))
    return replace(base, content=content, target=clause) if content else None


def _phrase(reader: Reader, index: int) -> Draft | None:
    parse = reader.tree.parse
    for words, cue in reader.cues.phrases.get(parse.texts[index].lower(), ()):
        last = index + len(words) - 1
        if last < len(parse) and all(parse.texts[index + at].lower() == word for at, word in enumerate(words)):
            return _phrase_draft(reader, index, last, cue)
    return None


def _phrase_draft(reader: Reader, first: int, last: int, cue: Cue) -> Draft | None:
    """``according to X, …``: the content is the clause around the phrase, without the phrase."""
    tree = reader.tree
    source = tree.first(last, "pobj", "pcomp")
    if source is None:
        return None
    clause = _whole_clause(tree, tree.parse.heads[first])
    if first <= clause <= last:
        clause = _whole_clause(tree, tree.parse.heads[clause])
    whole = tree.subtree(clause)
    phrase = Span(tree.parse.starts[first], tree.subtree(source).end)
    span = tree.span(first, last)
    content = trimmed(reader.text, cut(whole, phrase))
    if not content:
        return None
    return Draft(cue, first, span, tree.subtree(source), source, content, "scope", target=clause)


def _whole_clause(tree: Branches, index: int) -> int:
    """The clause a sourcing phrase covers: coordinated and adverbial clauses belong to the whole."""
    clause = clause_of(tree, index)
    while tree.parse.deps[clause] in ("conj", "advcl", "parataxis") and tree.parse.heads[clause] != clause:
        clause = clause_of(tree, tree.parse.heads[clause])
    return clause


def _mark(reader: Reader, index: int, cue: Cue) -> Draft | None:
    """``Minister: Border to reopen``: a name and a colon at the start of a paragraph, and what is said after it."""
    text, parse = reader.text, reader.tree.parse
    at = parse.starts[index]
    start = text.rfind("\n", max(0, at - _NAME_LENGTH), at) + 1
    if start == 0 and at > _NAME_LENGTH:
        return None
    first = index
    while first > 0 and parse.starts[first - 1] >= start:
        first -= 1
        if index - first > _NAME_WORDS:
            return None
    if first == index or any(parse.pos[item] in ("VERB", "AUX", "NUM", "SCONJ") for item in range(first, index)):
        return None
    if not any(parse.pos[item] == "PROPN" or _speaking_word(reader, item) for item in range(first, index)):
        return None
    end = text.find("\n", at, at + _MOST_SAID)
    content = trim(text, Span(parse.ends[index], min(len(text), at + _MOST_SAID) if end < 0 else end))
    if content is None or content.end - content.start < _LEAST_SAID:
        return None
    name = reader.tree.span(first, index - 1)
    return Draft(cue, index, reader.tree.span(index, index), name, index - 1, (content,), "scope")


def _speaking_word(reader: Reader, index: int) -> bool:
    word = reader.tree.parse.texts[index].lower()
    return any(word in reader.words(name) for name in ("person_nouns", "document_nouns", "speaking_for", "media_nouns"))


_READERS = {"PUNCT": _mark, "VERB": read_verb, "NOUN": _noun, "ADJ": _adjective, "ADV": _adverb}

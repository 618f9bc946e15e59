"""Reads cue words with the source and content that the parse hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.judge.attribution_cues import Cue, Cues
from dateline.judge.attribution_tree import Tree, clause_of, cut, negated, subject, trim
from dateline.model import Span

_BESIDE_OBJECT = frozenset(("oprd", "prep", "xcomp", "ccomp", "advcl", "acomp", "prt"))
_MISREAD = frozenset(("dobj", "attr", "npadvmod", "oprd", "dep", "nsubj", "appos", "ccomp"))
_FAR = 5
_NOT_SUBJECT = frozenset(("intj", "dep", "npadvmod", "csubj", "nmod", "advmod", "punct", "meta"))
_NAMES = frozenset(("UH", "NNP", "NNPS", "VB", "VBP", "NN"))
_TACKED = frozenset(("relcl", "appos", "acl", "prep", "advcl", "npadvmod"))
_BREAKS = frozenset((",", "-", "–", "—", "--", "("))
_NESTING = frozenset(("clause", "quote", "aside"))
_CUE_PARTS = frozenset(("aux", "auxpass", "neg", "prt"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A cue with what it brings: the source may be missing, the content empty until a quotation fills it.

    ``other`` is a second reading of the content, where the parse leaves open how far it runs.
    """

    cue: Cue
    head: int
    span: Span
    source: Span | None
    speaker: int | None
    content: tuple[Span, ...]
    end: str
    negated: bool = False
    other: tuple[Span, ...] = ()

    @property
    def stance(self) -> str:
        """What the speaker does with the content."""
        return self.cue.stance_of(self.end, negated=self.negated)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading frames needs: the text, its tree and the cues."""

    text: str
    tree: Tree
    cues: Cues
    inside: bytes = b""

    def quoted(self, index: int) -> bool:
        """Whether a token stands inside a quotation."""
        return bool(self.inside) and self.inside[index] == 1

    def words(self, name: str) -> frozenset[str]:
        """A word list by name; empty if the lexicon has none of that name."""
        return self.cues.lists.get(name, frozenset())


def drafts(reader: Reader) -> Iterator[Draft]:
    """Every cue of a report in the order of the text, with or without content."""
    parse = reader.tree.parse
    for index in range(len(parse)):
        phrase = _phrase(reader, index)
        if phrase is not None:
            yield phrase
            continue
        cue = _cue_at(reader, index)
        if cue is None:
            continue
        draft = _READERS[cue.pos](reader, index, cue)
        if draft is not None:
            yield draft


def _cue_at(reader: Reader, index: int) -> Cue | None:
    """The cue of a token; a participle that says how its subject feels counts as an adjective: ``was convinced that``."""
    parse = reader.tree.parse
    if parse.tags[index] == "VBN" and reader.tree.child(index, "nsubjpass") is not None:
        cue = reader.cues.get(parse.texts[index].lower(), "ADJ")
        if cue is not None:
            return cue
    return reader.cues.get(parse.lemmas[index], parse.pos[index])


def _verb(reader: Reader, index: int, cue: Cue) -> Draft | None:
    tree = reader.tree
    passive = tree.child(index, "nsubjpass")
    speaker = _agent(tree, index) if passive is not None or _participle(tree, index) else _speaker(reader, index)
    no = negated(tree, index, reader.words("negations"))
    base = Draft(cue, index, _cue_span(tree, index), _source(tree, speaker, index), speaker, (), "", no)
    if base.source is None and passive is None:
        base = _inverted(reader, base)
    if base.source is None and passive is None and not _participle(tree, index):
        base = _distant(reader, base)
    content = _passive_content(reader, base, passive) if passive is not None else _content(reader, base)
    if content is not None and content.end not in _NESTING and tree.parse.deps[index] == "ccomp":
        content = None
    return content or _loose(reader, base)


def _agent(tree: Tree, index: int) -> int | None:
    agent = tree.child(index, "agent")
    return None if agent is None else tree.child(agent, "pobj")


def _source(tree: Tree, speaker: int | None, cue: int) -> Span | None:
    """The words of the source: its noun phrase, cut off where the cue or a clause with the cue in it begins."""
    if speaker is None:
        return None
    left, right = tree.left[speaker], tree.right[speaker]
    if left <= cue <= right:
        for item in tree.children[speaker]:
            if tree.left[item] <= cue <= tree.right[item]:
                left, right = (left, tree.left[item] - 1) if item > speaker else (tree.right[item] + 1, right)
    if right < left:
        return None
    return tree.span(left, right)


def _participle(tree: Tree, index: int) -> bool:
    """``asked about``, ``described as``: a past participle with neither subject, object nor auxiliary is passive."""
    if tree.parse.tags[index] != "VBN" or tree.parse.deps[index] not in ("acl", "advcl", "ROOT", "ccomp", "prep"):
        return False
    return tree.child(index, "nsubj", "dobj", "aux", "ccomp") is None


def _speaker(reader: Reader, index: int) -> int | None:
    """Who speaks by grammar, unless the parser found them inside a quotation or in a word for a day."""
    found = subject(reader.tree, _main_cue(reader, index))
    if found is None or reader.quoted(found) != reader.quoted(index):
        return None
    return None if reader.tree.parse.texts[found].lower() in reader.words("days") else found


def _main_cue(reader: Reader, index: int) -> int:
    """The cue that a second one goes on from, where the parser hung the second on what the first one reports."""
    tree = reader.tree
    parse = tree.parse
    clause = parse.heads[index]
    main = parse.heads[clause]
    if parse.deps[clause] != "ccomp" or main > clause or _cue_at(reader, main) is None:
        return index
    aside = parse.deps[index] == "advcl" and _tacked_on(reader, index)
    return main if aside or parse.deps[index] == "conj" and _belongs_above(reader, main, index) else index


def _tacked_on(reader: Reader, index: int) -> bool:
    """``…, citing the governor``: a participle of saying after a comma."""
    return reader.tree.parse.tags[index] == "VBG" and _after_break(reader, index) and _cue_at(reader, index) is not None


def _inverted(reader: Reader, base: Draft) -> Draft:
    """``said the minister``: with no subject, the noun phrase that follows a cue of quotation is who speaks."""
    tree, index = reader.tree, base.head
    if "quote" not in base.cue.kinds_of_end or index + 1 >= len(tree.parse):
        return base
    for item in tree.children[index]:
        if item > index and tree.left[item] == index + 1 and _nominal(reader, item) and tree.parse.deps[item] in _MISREAD:
            return replace(base, speaker=item, source=_source(tree, item, index))
    return base


def _nominal(reader: Reader, index: int) -> bool:
    parse = reader.tree.parse
    if parse.pos[index] not in ("PROPN", "NOUN", "PRON") or reader.quoted(index):
        return False
    return parse.texts[index].lower() not in reader.words("days")


def _distant(reader: Reader, base: Draft) -> Draft:
    """The subject of a verb above the cue that stands before it, where the parse gives the cue itself none."""
    tree = reader.tree
    index = base.head
    own = _leading_name(reader, index)
    if own is not None:
        return replace(base, speaker=own, source=_source(tree, own, index))
    for _ in range(_FAR):
        head = tree.parse.heads[index]
        if head == index:
            return base
        index = head
        found = tree.child(index, "nsubj", "nsubjpass") if tree.parse.pos[index] in ("VERB", "AUX") else None
        if found is None or not _nominal(reader, found):
            found = _leading_name(reader, index)
        if found is not None and tree.right[found] < base.head:
            return replace(base, speaker=found, source=_source(tree, found, base.head))
    return base


def _leading_name(reader: Reader, index: int) -> int | None:
    """A name before a verb that the parser took for an interjection or an adverb: ``Ali, meanwhile, was …``."""
    parse = reader.tree.parse
    for item in reader.tree.children[index]:
        if item < index and parse.deps[item] in _NOT_SUBJECT and parse.tags[item] in _NAMES and not reader.quoted(item):
            word = parse.texts[item]
            if word[0].isupper() and word.lower() not in reader.words("days") and len(word) > 2:
                return item
    return None


def _cue_span(tree: Tree, index: int) -> Span:
    first = last = index
    for item in tree.children[index]:
        if tree.parse.deps[item] in _CUE_PARTS:
            first, last = min(first, item), max(last, item)
    return tree.span(first, last) if last - first <= 4 else tree.span(index, index)


def _content(reader: Reader, base: Draft) -> Draft | None:
    """The verb's content by the first of its ends that the parse bears out."""
    tree, index, ends = reader.tree, base.head, base.cue.kinds_of_end
    thing = tree.child(index, "dobj")
    thing = None if thing is not None and tree.subtree(thing) == base.source else thing
    clause = _clause(reader, index, thing is not None and "object" in ends) if "clause" in ends else None
    if clause is not None:
        whole = _clause_span(reader, index, clause)
        return _two_readings(reader, base, clause, whole, "clause")
    infinitive = tree.child(index, "xcomp")
    if infinitive is not None and ("infinitive" in ends or _gerund(tree, infinitive) and "object" in ends):
        return _two_readings(reader, base, infinitive, tree.subtree(infinitive), "infinitive")
    if thing is not None and "object" in ends:
        return _two_readings(reader, base, thing, _object_span(tree, index, thing), "object")
    target = _prepositional(tree, index, base.cue)
    if target is not None:
        end = "+" + tree.parse.texts[tree.parse.heads[target]].lower()
        return _two_readings(reader, base, target, _object_span(tree, index, target), end)
    return None


def _two_readings(reader: Reader, base: Draft, head: int, whole: Span, end: str) -> Draft | None:
    """The content with and without what a comma or dash tacks on to it; a clause is read whole first, others short."""
    short = _tail_cut(reader, base.head, head, whole)
    first, second = (whole, short) if end == "clause" else (short, whole)
    draft = _finish(reader, base, first, end)
    if draft is None or short == whole:
        return draft
    other = _finish(reader, base, second, end)
    return draft if other is None else replace(draft, other=other.content)


def _gerund(tree: Tree, index: int) -> bool:
    return tree.parse.tags[index] == "VBG"


def _clause(reader: Reader, index: int, has_object: bool) -> int | None:
    """The clause a verb reports: the one after it if there is one, else one before it that a comma or mark sets off."""
    tree = reader.tree
    found = [item for item in tree.children[index] if tree.parse.deps[item] == "ccomp"]
    after = [item for item in found if item > index and _predicates(reader, item)]
    if after:
        return after[0]
    if has_object:
        return None
    before = [item for item in found if item < index and _set_off(reader, item)]
    return before[-1] if before else None


def _predicates(reader: Reader, index: int) -> bool:
    """Whether a clause has a verb, or is quoted: a bare noun phrase after a cue is more often the speaker."""
    tree = reader.tree
    if tree.parse.pos[index] in ("VERB", "AUX") or reader.quoted(index):
        return True
    return tree.child(index, "nsubj", "mark", "cop") is not None


def _set_off(reader: Reader, index: int) -> bool:
    following = reader.tree.right[index] + 1
    parse = reader.tree.parse
    return following >= len(parse) or parse.pos[following] == "PUNCT" or parse.pos[following - 1] == "PUNCT"


def _clause_span(reader: Reader, index: int, clause: int) -> Span:
    """A clause without a second verb of saying that the parser hung on it: ``says he is fine and calls her kind``."""
    tree = reader.tree
    parse = tree.parse
    last = tree.right[clause]
    if clause > index:
        for item in tree.children[clause]:
            second = parse.deps[item] == "conj" and _belongs_above(reader, index, item)
            if item > clause and (second or parse.deps[item] == "advcl" and _tacked_on(reader, item)):
                last = min(last, tree.left[item] - 1)
    first = tree.left[clause]
    return tree.span(first, _without_conjunction(tree, clause, last) if last < tree.right[clause] else last)


def _belongs_above(reader: Reader, index: int, item: int) -> bool:
    tree = reader.tree
    parse = tree.parse
    if tree.child(item, "nsubj", "nsubjpass", "aux") is not None or parse.tags[item] != parse.tags[index]:
        return False
    return reader.cues.get(parse.lemmas[item], parse.pos[item]) is not None


def _without_conjunction(tree: Tree, clause: int, last: int) -> int:
    while last > clause and tree.parse.deps[last] in ("cc", "punct"):
        last -= 1
    return last


def _tail_cut(reader: Reader, index: int, head: int, span: Span) -> Span:
    """An object or infinitive without what a comma or dash tacks on to it: ``the pact, which …``, ``the bill — a …``."""
    tree = reader.tree
    if head < index:
        return span
    last = span.end
    for item in tree.children[head]:
        if item > head and tree.parse.deps[item] in _TACKED and _after_break(reader, item):
            last = min(last, tree.parse.ends[tree.left[item] - 1])
    return Span(span.start, last) if last > tree.parse.ends[head] else Span(span.start, max(last, tree.parse.ends[head]))


def _after_break(reader: Reader, item: int) -> bool:
    first = reader.tree.left[item]
    return first > 0 and reader.tree.parse.texts[first - 1] in _BREAKS


def _object_span(tree: Tree, index: int, thing: int) -> Span:
    """An object with the complements that follow it: ``them as rebels``, ``the army of shelling the town``."""
    last = max(tree.right[thing], index) if tree.right[thing] < index else tree.right[thing]
    for item in tree.children[index]:
        if item > thing and tree.parse.deps[item] in _BESIDE_OBJECT and tree.left[item] == last + 1:
            last = tree.right[item]
    return tree.span(tree.left[thing], last)


def _prepositional(tree: Tree, index: int, cue: Cue) -> int | None:
    wanted = cue.prepositions
    for item in tree.children[index]:
        if tree.parse.deps[item] == "prep" and tree.parse.texts[item].lower() in wanted:
            target = tree.child(item, "pobj", "pcomp")
            if target is not None:
                return target
    return None


def _passive_content(reader: Reader, base: Draft, passive: int) -> Draft | None:
    """``X is accused of``, ``it was reported that``, ``X is said to``: the subject belongs to what is said."""
    tree, index, ends = reader.tree, base.head, base.cue.kinds_of_end
    clause = tree.child(index, "ccomp")
    if clause is not None and "clause" in ends:
        return _finish(reader, base, tree.subtree(clause), "clause")
    if "passive" not in ends:
        return None
    rest = tree.child(index, "xcomp", "oprd") or _prepositional(tree, index, base.cue)
    spans = (tree.subtree(passive),) if rest is None else (tree.subtree(passive), tree.subtree(rest))
    return replace(base, content=_trimmed(reader.text, spans), end="passive")


def _finish(reader: Reader, base: Draft, whole: Span, end: str) -> Draft | None:
    """The content without the cue and its source where these stand inside it, as in ``the army, he said, had left``."""
    spans: tuple[Span, ...] = (whole,)
    if whole.overlaps(base.span):
        holes = [item for item in (base.source, base.span) if item is not None and item.overlaps(whole)]
        hole = Span(min(item.start for item in holes), max(item.end for item in holes))
        spans = cut(whole, hole)
    content = _trimmed(reader.text, tuple(_clipped(reader, base.span, span) for span in spans))
    return replace(base, content=content, end=end) if content else None


def _clipped(reader: Reader, cue: Span, span: Span) -> Span:
    """The part of a span that lies in the cue's paragraph; parses run over paragraph ends where a full stop is missing."""
    start, end = span.start, span.end
    before = reader.text.rfind("\n\n", start, cue.start)
    after = reader.text.find("\n\n", max(cue.end, start), end)
    return Span(start if before < 0 else min(before + 2, end), end if after < 0 else after)


def _trimmed(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in (trim(text, item) for item in spans) if span is not None)


def _loose(reader: Reader, base: Draft) -> Draft | None:
    """A cue beside its content: ``…, he said`` hung on the verb of the content, or ``as he said``."""
    tree, index = reader.tree, base.head
    parse = tree.parse
    head = parse.heads[index]
    aside = parse.deps[index] in ("parataxis", "advcl") and "clause" in base.cue.kinds_of_end and tree.child(index, "nsubj")
    if aside and head != index and tree.child(index, "dobj", "xcomp") is None and _may_stand_aside(reader, index):
        clause = clause_of(tree, head)
        content = _trimmed(reader.text, cut(tree.subtree(clause), tree.subtree(index)))
        return replace(base, content=content, end="aside")
    return base if "quote" in base.cue.kinds_of_end else None


def _may_stand_aside(reader: Reader, index: int) -> bool:
    tree = reader.tree
    mark = tree.child(index, "mark")
    if mark is not None:
        return tree.parse.texts[mark].lower() in reader.words("aside_marks")
    return tree.child(index, "advmod") is None and tree.parse.deps[index] == "parataxis"


def _noun(reader: Reader, index: int, cue: Cue) -> Draft | None:
    tree = reader.tree
    target, end = _noun_content(tree, index, cue)
    if target is None:
        return None
    speaker = _owner(reader, index)
    source = _source(tree, speaker, index)
    base = Draft(cue, index, tree.span(index, index), source, speaker, (), end)
    return _finish(reader, base, tree.subtree(target), end)


def _noun_content(tree: Tree, index: int, cue: Cue) -> tuple[int | None, str]:
    clause = tree.child(index, "acl", "ccomp", "xcomp")
    if clause is not None:
        infinitive = any(tree.parse.tags[item] == "TO" for item in tree.children[clause])
        finite = tree.child(clause, "mark") is not None
        if infinitive and "infinitive" in cue.kinds_of_end:
            return clause, "infinitive"
        if finite and "clause" in cue.kinds_of_end:
            return clause, "clause"
    target = _prepositional(tree, index, cue)
    return target, "+" if target is not None else ""


def _owner(reader: Reader, index: int) -> int | None:
    """Whose claim a noun names: ``the army's claim``, ``a claim by the army``, ``the army made the claim``."""
    tree = reader.tree
    parse = tree.parse
    owner = tree.child(index, "poss")
    if owner is not None:
        return owner
    for item in tree.children[index]:
        if parse.deps[item] in ("prep", "agent") and parse.texts[item].lower() in reader.words("owner_prepositions"):
            return tree.child(item, "pobj")
    head = parse.heads[index]
    if parse.deps[index] in ("dobj", "attr") and parse.lemmas[head] in reader.words("light_verbs"):
        return subject(tree, head)
    return None


def _adjective(reader: Reader, index: int, cue: Cue) -> Draft | None:
    tree = reader.tree
    head = tree.parse.heads[index]
    clause = tree.child(index, "ccomp") if "clause" in cue.kinds_of_end else None
    clause = tree.child(index, "xcomp") if clause is None and "infinitive" in cue.kinds_of_end else clause
    target = clause if clause is not None else _prepositional(tree, index, cue)
    if target is None:
        return None
    own = tree.child(index, "nsubjpass", "nsubj")
    shared = subject(tree, head) if tree.parse.deps[index] in ("acomp", "oprd", "conj") else None
    speaker = own if own is not None else shared
    no = negated(tree, head, reader.words("negations"))
    base = Draft(cue, index, tree.span(index, index), _source(tree, speaker, index), speaker, (), "clause", no)
    return _finish(reader, base, tree.subtree(target), "clause")


def _adverb(reader: Reader, index: int, cue: Cue) -> Draft | None:
    tree = reader.tree
    clause = clause_of(tree, index)
    if clause == index:
        return None
    base = Draft(cue, index, tree.span(index, index), None, None, (), "scope")
    content = _trimmed(reader.text, cut(tree.subtree(clause), base.span))
    return replace(base, content=content) if content else None


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
    source = tree.child(last, "pobj", "pcomp")
    if source is None:
        return None
    clause = _whole_clause(tree, tree.parse.heads[first])
    if first <= clause <= last:
        clause = _whole_clause(tree, tree.parse.heads[clause])
    whole = tree.subtree(clause)
    phrase = Span(tree.parse.starts[first], tree.subtree(source).end)
    span = tree.span(first, last)
    content = _trimmed(reader.text, cut(whole, phrase))
    if not content:
        return None
    return Draft(cue, first, span, tree.subtree(source), source, content, "scope")


def _whole_clause(tree: Tree, index: int) -> int:
    """The clause a sourcing phrase covers: coordinated and adverbial clauses belong to the whole."""
    clause = clause_of(tree, index)
    while tree.parse.deps[clause] in ("conj", "advcl", "parataxis") and tree.parse.heads[clause] != clause:
        clause = clause_of(tree, tree.parse.heads[clause])
    return clause


def _mark(reader: Reader, index: int, cue: Cue) -> Draft | None:
    """``Minister: Border to reopen``: a name and a colon at the start of a paragraph, and what is said after it."""
    text, parse = reader.text, reader.tree.parse
    at = parse.starts[index]
    start = text.rfind("\n", 0, at) + 1
    first = index
    while first > 0 and parse.starts[first - 1] >= start:
        first -= 1
        if index - first > _NAME_WORDS:
            return None
    if first == index or any(parse.pos[item] in ("VERB", "AUX", "NUM", "SCONJ") for item in range(first, index)):
        return None
    if not any(parse.pos[item] == "PROPN" for item in range(first, index)):
        return None
    end = text.find("\n", at)
    content = trim(text, Span(parse.ends[index], len(text) if end < 0 else end))
    if content is None or content.end - content.start < _LEAST_SAID:
        return None
    return Draft(cue, index, reader.tree.span(index, index), reader.tree.span(first, index - 1), index - 1, (content,), "scope")


_NAME_WORDS = 5
_LEAST_SAID = 20
_READERS = {"PUNCT": _mark, "VERB": _verb, "NOUN": _noun, "ADJ": _adjective, "ADV": _adverb}

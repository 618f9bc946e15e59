"""Reads verbs of saying and thinking with the content that the parse hangs on them."""

from __future__ import annotations

from dateline.change import replace
from dateline.judge.attribution_cues import Cue
from dateline.judge.attribution_drafts import (
    Draft,
    Reader,
    after_break,
    belongs_above,
    finish,
    outside_cue,
    prepositional,
    source_words,
    tacked_on,
    trimmed,
)
from dateline.judge.attribution_hidden import left_out, nobody, passive_of_object, subject_content
from dateline.judge.attribution_source import agent, distant, grammatical_speaker, inverted, passive_participle
from dateline.judge.attribution_walks import clause_of, cut, negated, trim
from dateline.judge.branches import Branches
from dateline.model import Span

_BESIDE_OBJECT = frozenset(("oprd", "prep", "xcomp", "ccomp", "advcl", "acomp", "prt"))
_DEPTH = 20
_TACKED = frozenset(("relcl", "appos", "acl", "prep", "advcl", "npadvmod"))
_RELATIVE = frozenset(("WDT", "WP"))
_HUNG_CLAUSES = frozenset(("acl", "ccomp", "advcl", "relcl"))
_NESTING = frozenset(("clause", "quote", "aside"))
_CUE_PARTS = frozenset(("aux", "auxpass", "neg", "prt"))


def read_verb(reader: Reader, index: int, cue: Cue) -> Draft | None:
    """The claim that a reporting verb makes, or nothing where it reports nothing."""
    tree = reader.tree
    passive = tree.first(index, "nsubjpass")
    if "subject" in cue.kinds_of_end:
        return subject_content(reader, Draft(cue, index, _cue_span(tree, index), None, None, (), ""))
    done_by = tree.first(index, "agent") is not None
    by_agent = passive is not None or done_by or passive_participle(tree, index)
    speaker = agent(tree, index) if by_agent else grammatical_speaker(reader, index)
    no = negated(tree, index, reader.words("negations")) or (speaker is not None and nobody(reader, speaker))
    base = Draft(cue, index, _cue_span(tree, index), source_words(tree, speaker, index), speaker, (), "", no)
    if base.source is None and passive is None:
        base = inverted(reader, base)
    if base.source is None and passive is None and not passive_participle(tree, index):
        base = distant(reader, base)
    content = _any_content(reader, base, passive)
    if content is not None and content.end not in _NESTING and tree.parse.deps[index] == "ccomp":
        content = None
    return content or left_out(reader, base) or _silent(reader, base) or _loose(reader, base)


def _any_content(reader: Reader, base: Draft, passive: int | None) -> Draft | None:
    if passive is not None:
        return _passive_content(reader, base, passive)
    tree, index = reader.tree, base.head
    by_agent = tree.parse.deps[index] == "acl" and tree.first(index, "agent") is not None
    if by_agent and not base.cue.kinds_of_end.isdisjoint(("object", "passive")):
        return _claimed_noun(reader, base)
    return _content(reader, base)


def _claimed_noun(reader: Reader, base: Draft) -> Draft | None:
    """``an attack claimed by the group``: the content is the noun before the cue."""
    tree = reader.tree
    noun = tree.parse.heads[base.head]
    if noun > base.head:
        return None
    span = Span(tree.parse.starts[tree.left[noun]], base.span.start)
    return replace(base, content=trimmed(reader.text, (span,)), end="passive")


def _cue_span(tree: Branches, index: int) -> Span:
    first = last = index
    for item in tree.children[index]:
        if tree.parse.deps[item] in _CUE_PARTS:
            first, last = min(first, item), max(last, item)
    return tree.span(first, last) if last - first <= 4 else tree.span(index, index)


def _content(reader: Reader, base: Draft) -> Draft | None:
    """The verb's content by the first of its ends that the parse bears out."""
    tree, index, ends = reader.tree, base.head, base.cue.kinds_of_end
    thing = tree.first(index, "dobj")
    if thing is not None and (tree.subtree(thing) == base.source or tree.parse.tags[thing] in _RELATIVE):
        thing = None
    infinitive = tree.first(index, "xcomp")
    rival = (thing is not None and "object" in ends) or (infinitive is not None and "infinitive" in ends)
    clause = _clause(reader, index, rival) if "clause" in ends else None
    if clause is None and thing is None and infinitive is None and "clause" in ends:
        clause = _clause_astray(reader, index)
    if clause is not None:
        whole = _clause_span(reader, index, clause)
        return _two_readings(reader, base, clause, whole, "clause")
    if infinitive is not None and ("infinitive" in ends or (_gerund(tree, infinitive) and "object" in ends)):
        return _two_readings(reader, base, infinitive, _asked_to(tree, index, thing, infinitive), "infinitive")
    if thing is not None and "object" in ends:
        return _two_readings(reader, base, thing, _object_span(tree, index, thing), "object")
    target = prepositional(tree, index, base.cue)
    if target is not None and not _needs_whom(reader, base):
        end = "+" + tree.parse.texts[tree.parse.heads[target]].lower()
        return _two_readings(reader, base, target, _object_span(tree, index, target), end)
    return None


def _needs_whom(reader: Reader, base: Draft) -> bool:
    """Whether a verb that accuses somebody of something has nobody it accuses: ``officers charged with batons``."""
    active = reader.tree.parse.tags[base.head] != "VBN" and base.speaker is not None
    return active and base.cue.stance == "accuses" and {"object", "passive"} <= base.cue.kinds_of_end


def _asked_to(tree: Branches, index: int, thing: int | None, infinitive: int) -> Span:
    """``urged both sides to stop``: those who are to do it belong to what is urged."""
    first = tree.left[infinitive]
    if thing is not None and index < thing and tree.right[thing] + 1 == first:
        first = tree.left[thing]
    return tree.span(first, tree.right[infinitive])


def _two_readings(reader: Reader, base: Draft, head: int, whole: Span, end: str) -> Draft | None:
    """The content with and without what a comma or dash tacks on to it; a clause is read whole first, others short."""
    short = _tail_cut(reader, base.head, head, whole)
    first, second = (whole, short) if end == "clause" else (short, whole)
    content = outside_cue(reader, base, first)
    if not content:
        return None
    other = outside_cue(reader, base, second) if short != whole else ()
    return replace(base, content=content, end=end, target=head, other=other)


def _gerund(tree: Branches, index: int) -> bool:
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


def _clause_astray(reader: Reader, index: int) -> int | None:
    """The clause that the parser hung on a noun beside the cue: ``said in a statement that …``, ``told reporters that …``."""
    tree = reader.tree
    deps = tree.parse.deps
    for item in tree.children[index]:
        noun = tree.first(item, "pobj") if deps[item] in ("prep", "dative") and item > index else None
        if noun is None:
            continue
        for clause in tree.children[noun]:
            mark = tree.first(clause, "mark")
            told = mark is not None and tree.parse.texts[mark].lower() in reader.words("clause_marks")
            if clause > noun and told and deps[clause] in _HUNG_CLAUSES:
                return clause
    return None


def _predicates(reader: Reader, index: int) -> bool:
    """Whether a clause has a verb, or is quoted: a bare noun phrase after a cue is more often the speaker."""
    tree = reader.tree
    if tree.parse.pos[index] in ("VERB", "AUX") or reader.quoted(index):
        return True
    return tree.first(index, "nsubj", "mark", "cop") is not None


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
            second = parse.deps[item] == "conj" and belongs_above(reader, index, item)
            if item > clause and (second or (parse.deps[item] == "advcl" and tacked_on(reader, item))):
                last = min(last, tree.left[item] - 1)
    first = _past_days(reader, clause) if clause > index else tree.left[clause]
    return tree.span(first, _without_conjunction(tree, clause, last) if last < tree.right[clause] else last)


def _past_days(reader: Reader, clause: int) -> int:
    """Where a clause begins without the day on which it was said: ``said on Friday its forces had …``."""
    tree = reader.tree
    first = tree.left[clause]
    for item in tree.children[clause]:
        day = tree.first(item, "pobj") if tree.parse.deps[item] == "prep" else item
        if day is None or tree.left[item] != first or tree.parse.texts[day].lower() not in reader.words("days"):
            break
        first = tree.right[item] + 1
    return min(first, clause)


def _without_conjunction(tree: Branches, clause: int, last: int) -> int:
    while last > clause and tree.parse.deps[last] in ("cc", "punct"):
        last -= 1
    return last


def _tail_cut(reader: Reader, index: int, head: int, span: Span) -> Span:
    """An object or infinitive without what a comma or dash tacks on to it: ``the pact, which …``."""
    tree = reader.tree
    if head < index:
        return span
    last = span.end
    for item in tree.children[head]:
        if item > head and tree.parse.deps[item] in _TACKED and after_break(reader, item):
            last = min(last, tree.parse.ends[tree.left[item] - 1])
    if last == span.end:
        last = _deep_tail(reader, head, span.end)
    return Span(span.start, max(last, tree.parse.ends[head]))


def _deep_tail(reader: Reader, head: int, end: int) -> int:
    """Where the span ends without a relative clause or apposition that hangs on its last words after a comma."""
    tree = reader.tree
    index = head
    for _ in range(_DEPTH):
        following = [item for item in tree.children[index] if item > index and tree.right[item] == tree.right[index]]
        if not following:
            return end
        index = following[-1]
        if tree.parse.deps[index] in _TACKED and after_break(reader, index):
            return tree.parse.ends[tree.left[index] - 1]
    return end


def _object_span(tree: Branches, index: int, thing: int) -> Span:
    """An object with the complements that follow it: ``them as rebels``, ``the army of shelling the town``."""
    last = max(tree.right[thing], index) if tree.right[thing] < index else tree.right[thing]
    for item in tree.children[index]:
        if item > thing and tree.parse.deps[item] in _BESIDE_OBJECT and tree.left[item] == last + 1:
            last = tree.right[item]
    return tree.span(tree.left[thing], last)


def _passive_content(reader: Reader, base: Draft, passive: int) -> Draft | None:
    """``X is accused of``, ``it was reported that``, ``X is said to``: the subject belongs to what is said."""
    tree, index, ends = reader.tree, base.head, base.cue.kinds_of_end
    clause = tree.first(index, "ccomp")
    if clause is not None and "clause" in ends:
        return finish(reader, base, tree.subtree(clause), "clause")
    if "passive" not in ends:
        return passive_of_object(reader, base, passive) if "object" in ends else None
    base, behind = _behind_agent(reader, base)
    rest = tree.first(index, "xcomp", "oprd") or prepositional(tree, index, base.cue) or behind
    spans = (tree.subtree(passive),) if rest is None else (tree.subtree(passive), tree.subtree(rest))
    return replace(base, content=trimmed(reader.text, spans), end="passive", target=passive)


def _behind_agent(reader: Reader, base: Draft) -> tuple[Draft, int | None]:
    """``accused by rights groups of jailing critics``: what the parser hung on who accuses is what is said."""
    tree, speaker = reader.tree, base.speaker
    target = None if speaker is None else prepositional(tree, speaker, base.cue)
    if target is None or base.source is None:
        return base, None
    source = trim(reader.text, Span(base.source.start, tree.parse.starts[tree.parse.heads[target]]))
    return replace(base, source=source or base.source), target


def _silent(reader: Reader, base: Draft) -> Draft | None:
    """``The army did not comment``: what they declined is the verb itself."""
    own = reader.tree.first(base.head, "nsubj") is not None and reader.tree.first(base.head, "neg") is not None
    if not own or base.source is None or "silent" not in base.cue.kinds_of_end:
        return None
    verb = reader.tree.span(base.head, base.head)
    before = trim(reader.text, Span(base.span.start, verb.start))
    return None if before is None else replace(base, span=before, content=(verb,), end="silent", target=base.head)


def _loose(reader: Reader, base: Draft) -> Draft | None:
    """A cue beside its content: ``…, he said`` hung on the verb of the content, or ``as he said``."""
    tree, index = reader.tree, base.head
    parse = tree.parse
    head = parse.heads[index]
    aside = parse.deps[index] in ("parataxis", "advcl") and "clause" in base.cue.kinds_of_end
    told = parse.deps[index] == "parataxis" and "quote" in base.cue.kinds_of_end
    bare = tree.first(index, "nsubj") is not None and tree.first(index, "xcomp", *(() if told else ("dobj",))) is None
    if aside and bare and head != index and _may_stand_aside(reader, index):
        clause = clause_of(tree, head)
        content = trimmed(reader.text, cut(tree.subtree(clause), tree.subtree(index)))
        return replace(base, content=content, end="aside", target=clause)
    return base if "quote" in base.cue.kinds_of_end else None


def _may_stand_aside(reader: Reader, index: int) -> bool:
    tree = reader.tree
    mark = tree.first(index, "mark")
    if mark is not None:
        return tree.parse.texts[mark].lower() in reader.words("aside_marks")
    return tree.first(index, "advmod") is None and tree.parse.deps[index] == "parataxis"

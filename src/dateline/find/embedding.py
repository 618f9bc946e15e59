"""What an event means inside another: a threat to attack is a threat, a call for talks is a request."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.find.matches import Match
from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.triggers import EmbeddingRow, TriggerIndex
from dateline.syntax import Tree

_CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "pobj", "prep", "dobj", "conj", "acl", "attr", "dative", "oprd", "nsubjpass"})
_SETTLED = frozenset({"disapprove", "investigate"})
_SPEECH = frozenset({"THREATEN", "AGREE", "REQUEST", "REJECT", "CONCEDE"})
_STEPS = 7


@dataclass(frozen=True, slots=True)
class Embedding:
    """An outer match whose content is an inner one, with the row that says what becomes of both."""

    outer: Match
    inner: Match
    row: EmbeddingRow


def embeddings(tree: Tree, found: list[Match], index: TriggerIndex) -> list[Embedding]:
    """The pairs of matches of a sentence in which one is the content of the other."""
    by_head = {match.head: match for match in found}
    pairs = []
    for inner in found:
        outer = _governor(tree, inner, by_head)
        if outer is None or outer.trigger.row.mode in _SETTLED:
            continue
        row = _row(outer, inner, index)
        if row is not None:
            pairs.append(Embedding(outer, inner, row))
    return pairs


def _governor(tree: Tree, inner: Match, by_head: dict[int, Match]) -> Match | None:
    """The nearest match above that takes the inner one as content, not as a modifier or a subject."""
    at = inner.head
    for step, above in enumerate(tree.ancestors(inner.head)):
        loose = tree.parse.deps[at] == "advcl" and tree.is_infinitive(at)
        if (tree.parse.deps[at] not in _CONTENT and not loose) or step > _STEPS or _is_adjunct(tree, at):
            return None
        if loose and (above not in by_head or by_head[above].trigger.row.type not in _SPEECH):
            return None
        outer = by_head.get(above)
        if outer is not None and outer is not inner and tree.parse.deps[at] != "conj":
            return outer
        at = above
    return None


def _is_adjunct(tree: Tree, token: int) -> bool:
    """Whether a preposition says where or when rather than what about."""
    return tree.parse.deps[token] == "prep" and tree.parse.lemmas[token] not in load_grammar().content


def _row(outer: Match, inner: Match, index: TriggerIndex) -> EmbeddingRow | None:
    rows = index.embedding.get((outer.trigger.row.type, inner.trigger.row.type), ())
    exact = [row for row in rows if row.inner_mode and row.inner_mode == inner.trigger.row.mode]
    general = [row for row in rows if not row.inner_mode]
    return next(iter(exact + general), None)

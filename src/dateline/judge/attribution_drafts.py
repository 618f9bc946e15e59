"""What a cue brings, while claims are being found: the draft, and what the readers of frames share."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from dateline.change import replace
from dateline.judge.attribution_cues import Cue, Cues
from dateline.judge.attribution_walks import cut, trim
from dateline.judge.branches import Branches
from dateline.model import Span

_QUOTE_MARKS = "\"'“”‘’«».,!?"
_BREAKS = frozenset((",", "-", "–", "—", "--", "("))


@dataclass(frozen=True, slots=True)
class Draft:
    """A cue with what it brings: the source may be missing, the content empty until a quotation fills it.

    ``other`` is a second reading of the content, where the parse leaves open how far it runs; ``target`` the token that heads
    the content, where the parse gave it.
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
    target: int | None = None

    @property
    def stance(self) -> str:
        """What the speaker does with the content."""
        return self.cue.stance_of(self.end, negated=self.negated)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading frames needs: the text, its tree and the cues."""

    text: str
    tree: Branches
    cues: Cues
    inside: bytes = b""
    parts: tuple[Span, ...] = ()
    starts: tuple[int, ...] = ()

    def quotations_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The quotations, each of its paragraphs apart, that begin in a stretch of the text."""
        return self.parts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def quotation_after(self, offset: int) -> Span | None:
        """The first quotation that begins at ``offset`` or after it."""
        at = bisect_left(self.starts, offset)
        return self.parts[at] if at < len(self.parts) else None

    def quoted(self, index: int) -> bool:
        """Whether a token stands inside a quotation."""
        return bool(self.inside) and self.inside[index] == 1

    def words(self, name: str) -> frozenset[str]:
        """A word list by name; empty if the lexicon has none of that name."""
        return self.cues.lists.get(name, frozenset())


def cue_at(reader: Reader, index: int) -> Cue | None:
    """The cue of a token; a participle of feeling counts as an adjective: ``was convinced that``."""
    parse = reader.tree.parse
    if parse.tags[index] == "VBN" and reader.tree.first(index, "nsubjpass") is not None:
        cue = reader.cues.get(parse.texts[index].lower(), "ADJ")
        if cue is not None:
            return cue
    return reader.cues.get(parse.lemmas[index], parse.pos[index])


def source_words(tree: Branches, speaker: int | None, cue: int) -> Span | None:
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


def prepositional(tree: Branches, index: int, cue: Cue) -> int | None:
    """The object of the first of the cue's prepositions on a token."""
    wanted = cue.prepositions
    for item in tree.children[index]:
        if tree.parse.deps[item] == "prep" and tree.parse.texts[item].lower() in wanted:
            target = tree.first(item, "pobj", "pcomp")
            if target is not None:
                return target
    return None


def finish(reader: Reader, base: Draft, whole: Span, end: str) -> Draft | None:
    """The draft with its content, nothing where no content is left."""
    content = outside_cue(reader, base, whole)
    return replace(base, content=content, end=end) if content else None


def outside_cue(reader: Reader, base: Draft, whole: Span) -> tuple[Span, ...]:
    """The content without the cue and its source where these stand inside it, as in ``the army, he said, had left``."""
    spans: tuple[Span, ...] = (whole,)
    if whole.overlaps(base.span):
        holes = [item for item in (base.source, base.span) if item is not None and item.overlaps(whole)]
        hole = Span(min(item.start for item in holes), max(item.end for item in holes))
        spans = cut(whole, hole)
    return trimmed(reader.text, tuple(_clipped(reader, base.span, span) for span in spans))


def _clipped(reader: Reader, cue: Span, span: Span) -> Span:
    """The part of a span that lies in the cue's paragraph; parses run over its end where a full stop is missing."""
    start, end = span.start, span.end
    before = reader.text.rfind("\n\n", start, cue.start)
    after = reader.text.find("\n\n", max(cue.end, start), end)
    return Span(start if before < 0 else min(before + 2, end), end if after < 0 else after)


def trimmed(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without blanks and commas at their edges, less those of which nothing is left."""
    return tuple(span for span in (trim(text, item) for item in spans) if span is not None)


def tidy(reader: Reader, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without an "and" at their end, and with the mark that closes a quotation they have opened."""
    return tuple(_closed(reader, _without_and(reader, span)) for span in spans)


def _without_and(reader: Reader, span: Span) -> Span:
    before, _, last = reader.text[span.start : span.end].rpartition(" ")
    if not before or last.lower() not in reader.words("coordinators"):
        return span
    return trim(reader.text, Span(span.start, span.start + len(before))) or span


def _closed(reader: Reader, span: Span) -> Span:
    """``the judges as "crooks``: the parse hung the closing mark elsewhere."""
    found = reader.quotations_in(span.start, span.end)
    if not found or found[-1].end <= span.end or reader.text[span.end : found[-1].end].strip(_QUOTE_MARKS):
        return span
    return Span(span.start, found[-1].end)


def belongs_above(reader: Reader, index: int, item: int) -> bool:
    """Whether a coordinated verb belongs to the reporting verb rather than to what is reported."""
    tree = reader.tree
    parse = tree.parse
    if tree.first(item, "nsubj", "nsubjpass", "aux") is not None or parse.tags[item] != parse.tags[index]:
        return False
    return reader.cues.get(parse.lemmas[item], parse.pos[item]) is not None


def tacked_on(reader: Reader, index: int) -> bool:
    """``…, citing the governor``: a participle of saying after a comma."""
    return reader.tree.parse.tags[index] == "VBG" and after_break(reader, index) and cue_at(reader, index) is not None


def after_break(reader: Reader, item: int) -> bool:
    """Whether a phrase stands behind a mark that parts clauses."""
    first = reader.tree.left[item]
    return first > 0 and reader.tree.parse.texts[first - 1] in _BREAKS

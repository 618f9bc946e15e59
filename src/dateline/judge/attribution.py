"""Who says what: the claims of a report and the events that stand inside them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dateline.change import replace
from dateline.judge.attribution_cues import Cues, load_cues
from dateline.judge.attribution_drafts import Draft, Reader
from dateline.judge.attribution_frames import drafts
from dateline.judge.attribution_quotes import with_quotations
from dateline.judge.attribution_score import likely, load_weights
from dateline.judge.branches import branches
from dateline.judge.covering import Covering
from dateline.judge.denials import with_denials
from dateline.judge.quotes import Quotation, is_scare, quotations
from dateline.judge.speakers import Cast, speaker_of
from dateline.model import Claim, Event, Parse, QuoteKind, Sheet, Span, Stance


@dataclass(frozen=True, slots=True)
class AttributionStage:
    """Fills ``claims`` and tells each event which claims it stands inside, outermost first."""

    name: str = "attribution"
    needs: frozenset[str] = frozenset(("parse", "events", "actors"))
    fills: frozenset[str] = frozenset(("claims",))
    cues: Cues = field(default_factory=load_cues)
    weights: dict[str, float] = field(default_factory=load_weights)

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with its claims, and with the ids of the claims around each event."""
        claims = find_claims(sheet, self.cues, self.weights)
        covering = Covering(claims)
        told = replace(sheet, claims=claims, events=tuple(with_claims(event, covering) for event in sheet.events))
        return replace(told, events=with_denials(told, self.cues.lists), filled=sheet.filled | self.fills)


def find_claims(sheet: Sheet, cues: Cues, weights: dict[str, float] | None = None) -> tuple[Claim, ...]:
    """The claims of a parsed report in the order of the text, the unlikely left out where weights are given."""
    if sheet.parse is None or not len(sheet.parse):
        return ()
    reader, found, quoted = drafted(sheet.report.text, sheet.parse, cues)
    kept = found if weights is None else likely(reader, found, weights)
    cast = Cast(reader, sheet.actors)
    parts = _parts(quoted)
    topics = {place.start for place in sheet.places}
    deeds = [event.trigger for event in sheet.events if event.type in cues.lists["deed_types"]]
    told = (
        draft for draft in kept if not _names_nobody(reader, draft) and not _is_topic(draft, topics) and not _is_deed(draft, deeds)
    )
    claims = {claim.id: claim for claim in (_claim(sheet.report.id, cast, draft, parts) for draft in told)}
    return nested(sorted(claims.values(), key=_position))


def _is_topic(draft: Draft, places: Collection[int]) -> bool:
    """Whether the name before a colon is a place, and says what the headline is about: ``Mali: convoy attacked``."""
    return draft.cue.pos == "PUNCT" and draft.end == "scope" and draft.source is not None and draft.source.start in places


def _is_deed(draft: Draft, deeds: Collection[Span]) -> bool:
    """Whether the cue is the word of an act that only looks like speech: ``recalled its envoy``, ``called up reservists``."""
    return draft.end in ("object", "passive") and any(draft.span.overlaps(trigger) for trigger in deeds)


def _names_nobody(reader: Reader, draft: Draft) -> bool:
    """Whether a draft is only the reason why a source goes unnamed: ``who declined to be named``."""
    phrases = tuple(reader.words("anonymity"))
    words = reader.text[draft.span.start : draft.content[-1].end].lower()
    return words.startswith(phrases) or f"who {words}".startswith(phrases)


def drafted(text: str, parse: Parse, cues: Cues) -> tuple[Reader, tuple[Draft, ...], tuple[Quotation, ...]]:
    """Everything in a text that may be a claim, with the reader it was found by and the quotations of the text."""
    quoted = tuple(item for item in quotations(text) if item.depth == 0 and not is_scare(text, item))
    parts = _parts(quoted)
    reader = Reader(text, branches(parse), cues, _inside(parse, quoted), parts, tuple(part.start for part in parts))
    return reader, with_quotations(reader, tuple(drafts(reader)), quoted), quoted


def _inside(parse: Parse, quoted: tuple[Quotation, ...]) -> bytes:
    """One byte a token: 1 inside a quotation."""
    flags = bytearray(len(parse))
    for item in quoted:
        for part in item.parts:
            for index in range(bisect_left(parse.starts, part.start), bisect_left(parse.starts, part.end)):
                flags[index] = 1
    return bytes(flags)


def _position(claim: Claim) -> tuple[int, int, str]:
    return (min(span.start for span in claim.content), -max(span.end for span in claim.content), claim.id)


def _claim(report: str, cast: Cast, draft: Draft, parts: tuple[Span, ...]) -> Claim:
    source = () if draft.source is None else (draft.source,)
    cue = (draft.span,) if draft.span.end > draft.span.start else ()
    return Claim(
        id=_identity(report, source, cue, draft.content),
        source=source,
        cue=cue,
        content=draft.content,
        kind=_kind(draft.content, parts),
        stance=_stance(draft.stance),
        speaker=speaker_of(cast, draft),
        rule=f"{draft.cue.kind}.{draft.end}:{draft.cue.lemma}",
    )


def _stance(name: str) -> Stance:
    return name  # type: ignore[return-value]


def _identity(report: str, *groups: tuple[Span, ...]) -> str:
    spans = "|".join(",".join(f"{span.start}-{span.end}" for span in group) for group in groups)
    return hashlib.sha256(f"{report}|{spans}".encode()).hexdigest()[:16]


def kind_of(content: tuple[Span, ...], quoted: Iterable[Quotation]) -> QuoteKind:
    """Direct if all of the content is quoted, mixed if some of it is, else indirect; ``quoted`` is in text order."""
    return _kind(content, _parts(quoted))


def _parts(quoted: Iterable[Quotation]) -> tuple[Span, ...]:
    return tuple(sorted((part for item in quoted for part in item.parts), key=lambda part: part.start))


def _kind(content: tuple[Span, ...], parts: tuple[Span, ...]) -> QuoteKind:
    near = [_near(span, parts) for span in content]
    inside = sum(any(_about_contains(part, span) for part in around) for span, around in zip(content, near, strict=True))
    if inside == len(content):
        return "direct"
    if any(part.overlaps(span) for span, around in zip(content, near, strict=True) for part in around):
        return "mixed"
    return "indirect"


def _near(span: Span, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The parts that may share a character with the span; parts do not overlap, so one before its start is enough."""
    low = max(0, bisect_right(parts, span.start, key=lambda part: part.start) - 1)
    return parts[low : bisect_left(parts, span.end, lo=low, key=lambda part: part.start)]


def _about_contains(part: Span, span: Span) -> bool:
    return part.start <= span.start + 1 and span.end <= part.end + 1


def nested(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims with each one's parent: the smallest claim whose content holds its cue and its content."""
    result: list[Claim] = []
    around: list[Claim] = []
    for claim in claims:
        first = _position(claim)[0]
        around = [item for item in around if max(span.end for span in item.content) > first]
        holding = [item for item in around if _holds(item, claim)]
        result.append(replace(claim, parent=min(holding, key=_length).id) if holding else claim)
        around.append(claim)
    return tuple(result)


def _holds(outer: Claim, inner: Claim) -> bool:
    return outer.id != inner.id and all(any(span.contains(part) for span in outer.content) for part in (*inner.cue, *inner.content))


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)


def with_claims(event: Event, covering: Covering) -> Event:
    """The event with the ids of the claims whose content holds its trigger, outermost first."""
    around = covering.of(event.trigger)
    if not around and not event.claims:
        return event
    around.sort(key=lambda claim: (-_length(claim), _position(claim)))
    return replace(event, claims=tuple(claim.id for claim in around))

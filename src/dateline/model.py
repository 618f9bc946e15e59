"""The records that pass through Dateline, and nothing else.

Every offset is a half-open ``[start, end)`` range of Unicode code points into ``Report.text``; ``text[start:end]`` is the
quoted span, always. Records are frozen: a stage returns new ones with ``dataclasses.replace``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

ZoneKind: TypeAlias = Literal[
    "headline", "standfirst", "byline", "dateline", "crosshead", "body", "caption", "credit", "correction", "furniture"
]
PublishedBasis: TypeAlias = Literal["stated", "metadata", "dateline", "inferred", "given"]
Status: TypeAlias = Literal["happened", "ongoing", "planned", "possible", "hypothetical", "denied", "did_not_happen"]
Stance: TypeAlias = Literal["asserts", "denies", "declines", "accuses", "threatens", "urges", "promises", "asks", "doubts"]
QuoteKind: TypeAlias = Literal["direct", "indirect", "mixed"]
PlacePrecision: TypeAlias = Literal["exact", "near", "admin2", "admin1", "country", "region"]
TimePrecision: TypeAlias = Literal["minute", "hour", "part_of_day", "day", "week", "month", "season", "year", "decade", "vague"]
TimeBasis: TypeAlias = Literal["stated", "dateline", "published"]
TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
CountKind: TypeAlias = Literal[
    "killed",
    "injured",
    "missing",
    "abducted",
    "arrested",
    "displaced",
    "surrendered",
    "crowd",
    "attackers",
    "units",
    "vehicles",
    "money",
]
TerritoryChange: TypeAlias = Literal["taken", "lost", "held", "contested"]
ActorKind: TypeAlias = Literal["country", "group", "organisation", "media", "person", "agent", "unknown"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points into the report's text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text and the part it plays on the page."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Report:
    """One news report as it came in; ``text`` is never edited after reading."""

    id: str
    text: str
    external_id: str | None = None
    title: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    language: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    dateline: str | None = None
    url: str | None = None
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span in the text, its tokens ``[first, last)`` and whether a syntactic parse was made of it."""

    start: int
    end: int
    first: int
    last: int
    parsed: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parse, for code that reads better with a record than with parallel tuples."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    dep: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Sentences, tokens and dependencies of a report as parallel tuples, one entry a token.

    ``pos`` is a Universal Dependencies part of speech, ``tag`` a Penn Treebank tag, ``dep`` a ClearNLP label (``nsubj``,
    ``nsubjpass``, ``dobj``, ``agent``, ``prep``, ``pobj`` …). ``heads`` holds absolute token indices; a root's head is
    itself. Tokens of a sentence that was not parsed have head themselves and the label ``""``.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    engine: str = ""

    def __len__(self) -> int:
        return len(self.starts)

    def __hash__(self) -> int:
        """By its size alone: stages look up what they keep of a parse by it, and all of its words would take long to hash."""
        return hash((len(self.starts), self.ends[-1:]))

    def token(self, index: int) -> Token:
        """The token at ``index`` as one record."""
        return Token(
            index,
            self.starts[index],
            self.ends[index],
            self.texts[index],
            self.lemmas[index],
            self.pos[index],
            self.tags[index],
            self.heads[index],
            self.deps[index],
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a value came from, with the stage and the rule that read them."""

    stage: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an actor, resolved where possible.

    ``id`` is null for an actor no list knows; ``country`` is ISO 3166-1 alpha-3 or a PLOVER non-state code (``IGO``, ``UNO``
    …); ``sectors`` are PLOVER sector codes, the most specific first.
    """

    start: int
    end: int
    text: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    kind: ActorKind = "unknown"
    role: str | None = None
    antecedent: Span | None = None
    rule: str = ""
    candidates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event, on the words that name it; ``side`` groups those who act together."""

    start: int
    end: int
    text: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    side: str | None = None
    kind: ActorKind = "unknown"
    slot: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that a name may mean, with the score it got (higher is better)."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    score: float


@dataclass(frozen=True, slots=True)
class PlaceRelation:
    """How a point lies from a named anchor: ``200 km north of X``."""

    anchor: str
    distance_km: float | None = None
    bearing: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place, on the map as precisely as the words allow and no more."""

    start: int
    end: int
    text: str
    id: str | None = None
    name: str | None = None
    kind: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision | None = None
    radius_km: float | None = None
    relation: PlaceRelation | None = None
    basis: str | None = None
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 type and value, and the days it covers (ISO dates, both inclusive)."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: TimePrecision | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """When an event was: ISO dates, both inclusive, and what that rests on."""

    start: int | None = None
    end: int | None = None
    text: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: TimePrecision | None = None
    basis: TimeBasis | None = None
    historical: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a claim comes from, with whether and how they stay unnamed."""

    name: str | None = None
    id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    anonymous: bool = False
    role: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's words in the report: who says it, the words that say so, and what is said."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: QuoteKind
    stance: Stance
    speaker: Speaker
    parent: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things, as an interval; ``hedge`` keeps the words that loosen it.

    ``part`` marks a figure that is already inside a sum of the same kind.
    """

    kind: CountKind
    low: int | None
    high: int | None
    start: int
    end: int
    text: str
    hedge: str | None = None
    who: str | None = None
    side: str | None = None
    total: bool = False
    claim: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Territory:
    """What changed about who holds a place; ``by`` and ``source`` are actor names (``from`` in the interface)."""

    change: TerritoryChange
    by: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Acled:
    """ACLED's event and sub-event type."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class Coder:
    """What coded a report: package version, lexicon fingerprint, parser and model."""

    version: str
    lexicon: str
    engine: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one report tells it."""

    id: str
    type: str
    trigger: Span
    trigger_text: str
    sentence: int
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    acled: Acled | None = None
    quad: int | None = None
    score: float | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: Place | None = None
    when: When | None = None
    status: Status = "happened"
    factuality: float = 3.0
    source_factuality: float | None = None
    claims: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    territory: Territory | None = None
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    runners_up: tuple[tuple[str, float], ...] = ()
    coder: Coder | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that was looked at and not coded, with the reason, for ``explain``."""

    start: int
    end: int
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What broke, where: a reader's input or a stage."""

    where: str
    error: str
    retryable: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a report, event or incident; rows are only ever added."""

    id: str
    target: str
    action: str
    field: str | None
    value: str | None
    user: str
    time: str
    reason: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One report's number for an incident, with who said it."""

    low: int | None
    high: int | None
    event: str
    report: str
    claim: str | None


@dataclass(frozen=True, slots=True)
class IncidentCount:
    """An incident's number: best, low and high as UCDP gives them, and every statement behind them."""

    kind: CountKind
    best: int | None
    low: int | None
    high: int | None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which the reports do not agree: each value with the events that give it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What is concluded from the events of one or many reports; it can always be rebuilt.

    ``reports`` are ids with their role, ``copies`` the reports that repeat another one's story with the id of that one.
    """

    id: str
    type: str
    mode: str | None
    place: Place | None
    when: When | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    territory: Territory | None
    status: Status
    events: tuple[str, ...]
    reports: tuple[tuple[str, str], ...]
    independent: int
    counts: tuple[IncidentCount, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed and injured of what a report is about, which all of its statements together come to."""

    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The coding sheet that goes from stage to stage, each handing on a fuller copy."""

    report: Report
    parse: Parse | None = None
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    counts: tuple[Count, ...] = ()
    events: tuple[Event, ...] = ()
    dropped: tuple[Rejection, ...] = ()
    rejected: str | None = None
    failed: Failure | None = None
    filled: frozenset[str] = field(default_factory=frozenset)
    toll: Toll | None = None

"""The stage that finds events: triggers, what they mean inside each other, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from dateline.find.consequences import merge_consequences
from dateline.find.embedding import Embedding, embeddings
from dateline.find.matches import Match, matches
from dateline.find.parties import participant, parties
from dateline.find.slots import Context
from dateline.lexicon.plover import Ontology
from dateline.model import Coder, Event, Evidence, Participant, Rejection, Sentence, Sheet, Span
from dateline.syntax import Tree

END = "END"


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making, with the match it came from."""

    match: Match
    event: Event
    text: str


class FindStage:
    """Finds the events of a report by the trigger rows; participants are spans, not yet resolved."""

    name = "find"
    needs = frozenset({"parse"})
    fills = frozenset({"events"})

    def __init__(self, context: Context, ontology: Ontology, coder: Coder) -> None:
        self._context = context
        self._ontology = ontology
        self._coder = coder

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with draft events and with the candidates that were dropped."""
        if sheet.parse is None:
            return sheet
        tree = Tree(sheet.parse, [Span(place.start, place.end) for place in sheet.places])
        events: list[Event] = []
        dropped: list[Rejection] = list(sheet.dropped)
        for number, sentence in enumerate(sheet.parse.sentences):
            if sentence.parsed:
                found, refused = self._sentence(sheet, tree, number, sentence)
                events.extend(found)
                dropped.extend(refused)
        return replace(sheet, events=tuple(events), dropped=tuple(dropped))

    def _sentence(
        self, sheet: Sheet, tree: Tree, number: int, sentence: Sentence
    ) -> tuple[list[Event], list[Rejection]]:
        found, refused = matches(tree, sentence, self._context)
        pairs = embeddings(tree, found, self._context.index)
        inner = {pair.inner.head: pair for pair in pairs}
        drafts: list[Draft] = []
        for match in found:
            pair = inner.get(match.head)
            if pair is not None and not pair.row.keep:
                refused.append(_as_content(tree, pair))
                continue
            drafts.append(self._ended(Draft(match, self._event(sheet, tree, number, match), sheet.report.text)))
        drafts = [self._with_content(sheet, tree, draft, pairs) for draft in drafts]
        return merge_consequences(tree, drafts, self._context), refused

    def _event(self, sheet: Sheet, tree: Tree, number: int, match: Match) -> Event:
        row = match.trigger.row
        start, end = tree.parse.starts[match.first], tree.parse.ends[match.reach - 1]
        actors, recipients = parties(tree, sheet.report.text, match, self._context)
        return Event(
            id=event_id(sheet.report.id, self._coder, row.type, start, end),
            type=row.type,
            trigger=Span(start, end),
            trigger_text=sheet.report.text[start:end],
            sentence=number,
            mode=row.mode,
            cameo=row.cameo,
            quad=self._ontology.quad(row.type),
            score=self._ontology.score(row.type, row.mode),
            actors=actors,
            recipients=recipients,
            evidence=(Evidence("find", match.trigger.rule, start, end), *_said_by(actors, recipients)),
            runners_up=tuple((_name(other.row.type, other.row.mode), 0.0) for other in match.others),
            coder=self._coder,
        )

    def _ended(self, draft: Draft) -> Draft:
        """The draft as its own end where its light verb ends it: "lifted the blockade" gives way."""
        light, event = draft.match.around.light, draft.event
        if light is None or light[1].aspect != "end":
            return draft
        rows = self._context.index.embedding.get((END, event.type), ())
        row = next((row for row in rows if row.inner_mode == (event.mode or "")), None) or next(
            (row for row in rows if not row.inner_mode), None)
        if row is None:
            return draft
        tree = draft.match.around.tree
        subject = tree.subject(light[0])
        doers = tree.conjuncts(subject) if subject is not None else []
        actors = tuple(participant(tree, draft.text, token, "subj", "a") for token in doers)
        token = Evidence("find", f"embedding.csv {END}+{row.inner}", tree.parse.starts[light[0]], tree.parse.ends[light[0]])
        return replace(draft, event=replace(
            event, type=row.type, mode=row.mode, cameo=row.cameo, quad=self._ontology.quad(row.type),
            score=self._ontology.score(row.type, row.mode), actors=actors, evidence=(*event.evidence, token),
        ))

    def _with_content(self, sheet: Sheet, tree: Tree, draft: Draft, pairs: list[Embedding]) -> Draft:
        """The draft with the mode, code and parties that its content gives it."""
        pair = next((pair for pair in pairs if pair.outer.head == draft.match.head), None)
        if pair is None:
            return draft
        event, row = draft.event, pair.row
        mode = event.mode if event.type == row.type and event.mode else row.mode
        actors, recipients = parties(tree, sheet.report.text, pair.inner, self._context)
        recipients = _content_recipients(event, row.type, actors, recipients)
        start, end = tree.parse.starts[pair.inner.first], tree.parse.ends[pair.inner.last - 1]
        evidence = Evidence("find", f"embedding.csv {row.outer}+{row.inner}", start, end)
        return replace(draft, event=replace(
            event, type=row.type, mode=mode, cameo=row.cameo if mode == row.mode and row.cameo else event.cameo,
            quad=self._ontology.quad(row.type), score=self._ontology.score(row.type, mode),
            recipients=event.recipients or recipients, evidence=(*event.evidence, evidence),
        ))


def _content_recipients(
    event: Event, kind: str, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Whom an outer event addresses where it names nobody: whoever is to act on a request, else whom it is to be done to."""
    own = {(actor.start, actor.end) for actor in event.actors}
    chosen = actors if kind in ("REQUEST", "ACCUSE") else recipients
    return tuple(replace(other, side="b") for other in chosen if (other.start, other.end) not in own)


def event_id(report: str, coder: Coder, kind: str, start: int, end: int) -> str:
    """A content hash: the same report coded by the same coder gives the same id."""
    parts = (report, coder.version, coder.lexicon, coder.engine, kind, str(start), str(end))
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _said_by(actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[Evidence, ...]:
    return (
        *(Evidence("find", f"actor:{party.slot}", party.start, party.end) for party in actors),
        *(Evidence("find", f"recipient:{party.slot}", party.start, party.end) for party in recipients),
    )


def _as_content(tree: Tree, pair: Embedding) -> Rejection:
    start, end = tree.parse.starts[pair.inner.first], tree.parse.ends[pair.inner.last - 1]
    return Rejection(start, end, pair.inner.trigger.rule, f"only the content of {pair.row.type} ({pair.outer.trigger.row.lemma})")


def _name(kind: str, mode: str | None) -> str:
    return f"{kind}:{mode}" if mode else kind

"""The stage that finds events: triggers, what they mean inside each other, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from dateline.change import replace
from dateline.find.consequences import merge_consequences
from dateline.find.context import Context
from dateline.find.doers import is_doer
from dateline.find.embedding import Embedding, embeddings
from dateline.find.folding import fold
from dateline.find.matches import Match, candidates, without_inner
from dateline.find.parties import HARMING, participant, parties, things
from dateline.find.sense import Sense, ranks_act
from dateline.find.weighing import Verdict, Weigher, softened
from dateline.lexicon.grammar import load_grammar
from dateline.lexicon.plover import Ontology
from dateline.lexicon.triggers import REFUSAL
from dateline.model import Coder, Event, Evidence, Participant, Rejection, Sheet, Span
from dateline.syntax import Tree

END = "END"
# The rule of the evidence on what an event is about where that is no party.
ABOUT = "about"
_SAID = 0.02
# So many acts of a sentence before one may tell the same.
_NEAR = 12
# So many acts of a sentence are looked at for what the others are.
_MANY = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making, with the match it came from."""

    verdict: Verdict
    event: Event
    text: str

    @property
    def match(self) -> Match:
        """The trigger it stands on."""
        return self.verdict.match


class FindStage:
    """Finds the events of a report by the trigger rows; participants are spans, not yet resolved."""

    name = "find"
    needs = frozenset({"parse"})
    fills = frozenset({"events"})

    def __init__(self, context: Context, weigher: Weigher, ontology: Ontology, coder: Coder) -> None:
        self._context = context
        self._weigher = weigher
        self._ontology = ontology
        self._coder = coder

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with draft events and with the candidates that were dropped."""
        if sheet.parse is None:
            return sheet
        tree = Tree(sheet.parse, [Span(place.start, place.end) for place in sheet.places])
        found = [candidates(tree, sentence, self._context) if sentence.parsed else [] for sentence in sheet.parse.sentences]
        sense = Sense(tree, sheet.report.text, self._context)
        events: list[Event] = []
        dropped: list[Rejection] = list(sheet.dropped)
        for number, (verdicts, refused) in enumerate(self._weigher.weigh(sheet.report.text, tree, found)):
            dropped.extend(refused)
            coded, contained = self._sentence(sheet, tree, number, verdicts, sense)
            events.extend(coded)
            dropped.extend(contained)
        return replace(sheet, events=tuple(events), dropped=tuple(dropped))

    def _sentence(
        self, sheet: Sheet, tree: Tree, number: int, verdicts: list[Verdict], sense: Sense
    ) -> tuple[list[Event], list[Rejection]]:
        by_match = {id(verdict.match): verdict for verdict in verdicts}
        found = without_inner([verdict.match for verdict in verdicts])
        pairs = embeddings(tree, found, self._context.index)
        inner = {pair.inner.head: pair for pair in pairs}
        drafts: list[Draft] = []
        refused: list[Rejection] = []
        for match in found:
            pair = inner.get(match.head)
            if pair is not None and not pair.row.keep:
                refused.append(_as_content(tree, pair))
                continue
            verdict = by_match[id(match)]
            drafts.append(self._ended(Draft(verdict, self._event(sheet, tree, number, verdict), sheet.report.text)))
        drafts, senseless = _sensible(drafts, sense)
        refused.extend(senseless)
        drafts, again = _told_once(tree, drafts, self._context)
        refused.extend(again)
        drafts = [self._trusted(self._with_content(sheet, tree, draft, pairs)) for draft in drafts]
        drafts = fold(tree, drafts, self._context, self._ontology)
        return merge_consequences(tree, drafts, self._context), refused

    def _trusted(self, draft: Draft) -> Draft:
        """The draft with its confidence and with what the model read."""
        event, score = draft.event, draft.verdict.score
        if score is None:
            parties = bool(event.actors), bool(event.recipients)
            return replace(draft, event=replace(event, confidence=self._weigher.confidence(None, event.type, parties)))
        if any(found.rule.startswith("embedding") for found in event.evidence):
            score = softened(score, event.type)
        best = sorted(score.types.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        note = Evidence("model", f"{best[0][0]} {best[0][1]:.2f}", event.trigger.start, event.trigger.end)
        others = tuple((name, round(share, 4)) for name, share in best if name != event.type and share > _SAID)
        return replace(
            draft,
            event=replace(
                event,
                evidence=(*event.evidence, note),
                runners_up=(*event.runners_up, *others),
                confidence=self._weigher.confidence(score, event.type, (bool(event.actors), bool(event.recipients))),
            ),
        )

    def _event(self, sheet: Sheet, tree: Tree, number: int, verdict: Verdict) -> Event:
        match, row = verdict.match, verdict.match.trigger.row
        start, end = tree.parse.starts[match.first], tree.parse.ends[match.reach - 1]
        actors, recipients = parties(tree, sheet.report.text, match, self._context)
        return Event(
            id=event_id(sheet.report.id, self._coder, row.type, start, end),
            type=row.type,
            trigger=Span(start, end),
            trigger_text=sheet.report.text[start:end],
            sentence=number,
            mode=verdict.mode,
            cameo=row.cameo if row.cameo and verdict.mode == row.mode else self._ontology.cameo(row.type),
            quad=self._ontology.quad(row.type),
            score=self._ontology.score(row.type, verdict.mode),
            actors=actors,
            recipients=recipients,
            evidence=(
                Evidence("find", match.trigger.rule, start, end),
                *_carried(tree, match),
                *_refusing(match, start, end),
                *([Evidence("find", verdict.note, start, end)] if verdict.note else []),
                *_said_by(actors, recipients),
                *(() if recipients else (Evidence("find", ABOUT, *span) for span in things(tree, match))),
            ),
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
            (row for row in rows if not row.inner_mode), None
        )
        if row is None:
            return draft
        tree = draft.match.around.tree
        subject = tree.subject(light[0])
        doers = tree.conjuncts(subject) if subject is not None else []
        actors = tuple(participant(tree, draft.text, token, "subj", "a") for token in doers)
        token = Evidence("find", f"embedding.csv {END}+{row.inner}", tree.parse.starts[light[0]], tree.parse.ends[light[0]])
        return replace(
            draft,
            event=replace(
                event,
                type=row.type,
                mode=row.mode,
                cameo=row.cameo,
                quad=self._ontology.quad(row.type),
                score=self._ontology.score(row.type, row.mode),
                actors=actors,
                evidence=(*event.evidence, token),
            ),
        )

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
        return replace(
            draft,
            event=replace(
                event,
                type=row.type,
                mode=mode,
                cameo=row.cameo if mode == row.mode and row.cameo else event.cameo,
                quad=self._ontology.quad(row.type),
                score=self._ontology.score(row.type, mode),
                recipients=event.recipients or recipients,
                evidence=(*event.evidence, evidence),
            ),
        )


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


def _carried(tree: Tree, match: Match) -> tuple[Evidence, ...]:
    """The light verb that carries an event noun: its tense and negation are the event's."""
    if match.around.light is None:
        return ()
    verb, row = match.around.light
    return (Evidence("find", f"light.csv {row.verb}:{row.aspect}", tree.parse.starts[verb], tree.parse.ends[verb]),)


def _refusing(match: Match, start: int, end: int) -> tuple[Evidence, ...]:
    """The note that the row asks for a negation: the event is the refusal, and it happened."""
    asked = any(condition.slot == "neg" and not condition.negated for condition in match.trigger.conditions)
    return (Evidence("find", REFUSAL, start, end),) if asked else ()


def _said_by(actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[Evidence, ...]:
    return (
        *(Evidence("find", f"actor:{party.slot}", party.start, party.end) for party in actors),
        *(Evidence("find", f"recipient:{party.slot}", party.start, party.end) for party in recipients),
    )


def _sensible(drafts: list[Draft], sense: Sense) -> tuple[list[Draft], list[Rejection]]:
    """The drafts that may be acts, and the rejections of the others."""
    kept: list[Draft] = []
    refused: list[Rejection] = []
    for draft in drafts:
        reason = sense.against(draft.match, draft.event)
        if reason:
            trigger = draft.event.trigger
            refused.append(Rejection(trigger.start, trigger.end, draft.match.trigger.rule, reason))
        else:
            kept.append(draft)
    return kept, refused


def _told_once(tree: Tree, drafts: list[Draft], context: Context) -> tuple[list[Draft], list[Rejection]]:
    """The drafts less those that only rank an act of their sentence: "…, the country's third mass abduction this month"."""
    kept: list[Draft] = []
    refused: list[Rejection] = []
    carried = {draft.match.around.light[0] for draft in drafts if draft.match.around.light is not None}
    spans = [(party, draft) for draft in drafts[:_MANY] for party in (*draft.event.actors, *draft.event.recipients)]
    for draft in drafts:
        near = kept[-_NEAR:]
        before = any(other.event.type == draft.event.type and other.match.head < draft.match.head for other in near)
        reason = ""
        if before and ranks_act(tree, draft.match.head):
            reason = "ranks the act told before it"
        elif draft.verdict.note and draft.match.head in carried:
            reason = "only carries its object"
        elif any(_is_whole(other, draft) for other in near):
            reason = "told with its verb"
        elif is_doer(tree, draft.match, [party for party, other in spans if other is not draft], context):
            reason = "whoever does it, not what is done"
        elif any(_is_forced(tree, draft, other) for other in drafts[:_MANY]):
            reason = "only says that it was forced"
        if reason:
            trigger = draft.event.trigger
            refused.append(Rejection(trigger.start, trigger.end, draft.match.trigger.rule, reason))
        else:
            kept.append(draft)
    return kept, refused


def _is_forced(tree: Tree, outer: Draft, inner: Draft) -> bool:
    """Whether a verb of forcing has the other act for what is forced: "was forced to close its branches"."""
    inside = outer is not inner and tree.parse.heads[inner.match.head] == outer.match.head
    forcing = tree.parse.lemmas[outer.match.head] in load_grammar().forcing
    return inside and forcing and tree.parse.deps[inner.match.head] == "xcomp" and inner.event.type in HARMING


def _is_whole(verb: Draft, noun: Draft) -> bool:
    """Whether the one is the verb that ends the other, and both tell the same: "suspended aid"."""
    light = noun.match.around.light
    ended = light is not None and light[1].aspect == "end" and light[0] == verb.match.head
    return ended and verb.event.type == noun.event.type


def _as_content(tree: Tree, pair: Embedding) -> Rejection:
    start, end = tree.parse.starts[pair.inner.first], tree.parse.ends[pair.inner.last - 1]
    return Rejection(start, end, pair.inner.trigger.rule, f"only the content of {pair.row.type} ({pair.outer.trigger.row.lemma})")


def _name(kind: str, mode: str | None) -> str:
    return f"{kind}:{mode}" if mode else kind

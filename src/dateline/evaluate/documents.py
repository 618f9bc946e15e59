"""Scores whole documents: which gold incidents get an event, which of its fields are right, and what is coded beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluate.documents_likeness import named, same_place, same_time, words_of
from dateline.evaluate.gold_documents import Filler, GoldDocument, GoldIncident
from dateline.model import Count, CountKind, Event, Participant, Place, Sentence, Sheet, Span, When

CodeDocument = Callable[[GoldDocument], Sheet]
FIELDS = ("date", "place", "perpetrator", "target")
SLOTS = ("type", "date", "place", "perpetrator", "people", "things", "killed", "injured")
FORCE = "ASSAULT"
ARMED = frozenset({"MIL", "REB", "UAF", "COP", "PRM", "SPY"})
_REAL = frozenset({"happened", "ongoing", "denied"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was coded of one happening: the values that a template's slots are compared with."""

    type: str
    when: When | None
    places: tuple[Place, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    counts: tuple[Count, ...]
    clash: bool = False
    real: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """Right answers, answers given and answers wanted of one slot."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def plus(self, other: Tally) -> Tally:
        """The sum of both."""
        return Tally(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def recall(self) -> float:
        """The share of wanted answers that are right."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        """The share of given answers that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold incident without a fitting event, or a field of one that is wrong."""

    document: str
    incident: GoldIncident
    field: str


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Recall of incidents and of their fields, slots over all templates, and false alarms on irrelevant documents.

    ``typed`` counts incidents with an event of a fitting type, ``anchored`` those where it also shares the trigger's
    sentence, or a party, or the exact place. ``alarms`` counts documents without incident that got an event of force.
    """

    incidents: int
    typed: int
    anchored: int
    fields: Mapping[str, Tally]
    slots: Mapping[str, Tally]
    irrelevant: int
    alarms: int
    misses: tuple[Miss, ...]

    @property
    def all_templates(self) -> Tally:
        """All slots together."""
        total = Tally()
        for tally in self.slots.values():
            total = total.plus(tally)
        return total


def score_documents(documents: Iterable[GoldDocument], code: CodeDocument, country_codes: Mapping[str, str]) -> DocumentScore:
    """The scores of a coder over the documents; ``country_codes`` gives a country's code by its name in lower case."""
    judge = _Judge(country_codes)
    for document in documents:
        judge.add(document, code(document))
    return judge.score()


class _Judge:
    """Adds up the documents one at a time."""

    def __init__(self, country_codes: Mapping[str, str]) -> None:
        self._codes = country_codes
        self._fields = dict.fromkeys(FIELDS, Tally())
        self._slots = dict.fromkeys(SLOTS, Tally())
        self._incidents = self._typed = self._anchored = self._irrelevant = self._alarms = 0
        self._misses: list[Miss] = []

    def add(self, document: GoldDocument, sheet: Sheet) -> None:
        """Score one document's sheet against its incidents."""
        answers = [_answer(event) for event in sheet.events]
        if not document.incidents:
            self._irrelevant += 1
            self._alarms += any(_is_alarm(answer) for answer in answers)
        for incident in document.incidents:
            if not incident.optional:
                self._recall(document, incident, sheet)
        self._templates(document.incidents, merged(answers))

    def score(self) -> DocumentScore:
        """The score so far."""
        return DocumentScore(
            self._incidents,
            self._typed,
            self._anchored,
            dict(self._fields),
            dict(self._slots),
            self._irrelevant,
            self._alarms,
            tuple(self._misses),
        )

    def _recall(self, document: GoldDocument, incident: GoldIncident, sheet: Sheet) -> None:
        self._incidents += 1
        fitting = [event for event in _near(incident, sheet) if event.type in incident.types]
        if not fitting:
            self._misses.append(Miss(document.id, incident, "type"))
            return
        self._typed += 1
        rights = {name: any(self._field(name, incident, _answer(event)) for event in fitting) for name in FIELDS}
        anchored = bool(incident.trigger) or rights["target"] or rights["perpetrator"] or (rights["place"] and rights["date"])
        self._anchored += anchored
        if not anchored:
            self._misses.append(Miss(document.id, incident, "anchor"))
        best = _answer(max(fitting, key=lambda event: self._agreement(incident, _answer(event))))
        for name in FIELDS:
            self._count_field(document, incident, best, name)

    def _count_field(self, document: GoldDocument, incident: GoldIncident, answer: Answer, name: str) -> None:
        if not _has(name, incident):
            return
        right = self._field(name, incident, answer)
        self._fields[name] = self._fields[name].plus(Tally(right, 1, 1))
        if not right:
            self._misses.append(Miss(document.id, incident, name))

    def _field(self, name: str, incident: GoldIncident, answer: Answer) -> bool:
        if name == "date":
            return same_time(incident, answer.when)
        if name == "place":
            return any(same_place(where, place, self._codes) for where in incident.where for place in answer.places)
        if name == "perpetrator":
            return any(named(filler, answer.actors) for filler in incident.perpetrators)
        return any(named(filler, answer.recipients) for filler in (*incident.people, *incident.things))

    def _agreement(self, incident: GoldIncident, answer: Answer) -> int:
        return sum(_has(name, incident) and self._field(name, incident, answer) for name in FIELDS)

    def _templates(self, incidents: Sequence[GoldIncident], answers: Sequence[Answer]) -> None:
        """Pair each incident with at most one answer, the best agreeing first; what is left over counts against precision."""
        free = [answer for answer in answers if _is_alarm(answer)]
        ranked = sorted(
            (
                (self._agreement(incident, answer), -place, -number)
                for place, incident in enumerate(incidents)
                for number, answer in enumerate(free)
                if answer.type in incident.types
            ),
            reverse=True,
        )
        pairs: dict[int, int] = {}
        for _, place, number in ranked:
            if -place not in pairs and -number not in pairs.values():
                pairs[-place] = -number
        for place, incident in enumerate(incidents):
            chosen = free[pairs[place]] if place in pairs else None
            if chosen is not None or not incident.optional:
                self._compare(incident, chosen)
        for number, answer in enumerate(free):
            if number not in pairs.values():
                self._compare(None, answer)

    def _compare(self, incident: GoldIncident | None, answer: Answer | None) -> None:
        for name in SLOTS:
            self._slots[name] = self._slots[name].plus(self._slot(name, incident, answer))

    def _slot(self, name: str, incident: GoldIncident | None, answer: Answer | None) -> Tally:
        wanted = len(_wanted(name, incident)) if incident else 0
        given = _given(name, answer) if answer else 0
        if incident is None or answer is None:
            return Tally(0, given, wanted)
        if name == "type":
            return Tally(1, given, wanted)
        if name in ("killed", "injured"):
            return Tally(int(wanted > 0 and _toll(answer, name) == getattr(incident, name)), given, wanted)
        if name in ("date", "place"):
            return Tally(int(wanted > 0 and given > 0 and self._field(name, incident, answer)), given, wanted)
        return _parties(name, incident, answer, wanted)


def _parties(name: str, incident: GoldIncident, answer: Answer, wanted: int) -> Tally:
    """Fillers that are named, against the parties given; a recipient counts once, as a person or as a thing."""
    side = answer.actors if name == "perpetrator" else answer.recipients
    fillers = _all_fillers(name, incident)
    hit = [party for party in side if any(named(filler, (party,)) for filler in fillers)]
    right = sum(named(filler, side) for filler in fillers if not filler.optional)
    if name == "perpetrator":
        return Tally(right, max(len(side), right), wanted)
    if name == "things":
        return Tally(right, max(len(hit), right), wanted)
    things = [party for party in side if any(named(filler, (party,)) for filler in incident.things)]
    return Tally(right, max(len(side) - len(things), right), wanted)


def _all_fillers(name: str, incident: GoldIncident) -> tuple[Filler, ...]:
    return {"perpetrator": incident.perpetrators, "people": incident.people, "things": incident.things}[name]


def _wanted(name: str, incident: GoldIncident) -> Sequence[object]:
    if name == "type":
        return (incident.kind,)
    if name == "date":
        return (incident.latest,) if incident.latest else ()
    if name == "place":
        return incident.where[:1]
    if name in ("killed", "injured"):
        return (name,) if getattr(incident, name) is not None else ()
    return [filler for filler in _all_fillers(name, incident) if not filler.optional]


def _given(name: str, answer: Answer) -> int:
    if name in ("killed", "injured"):
        return int(_toll(answer, name) is not None)
    values = {
        "type": 1,
        "date": int(answer.when is not None),
        "place": int(bool(answer.places)),
        "perpetrator": len(answer.actors),
        "people": len(answer.recipients),
        "things": 0,
    }
    return values[name]


def _toll(answer: Answer, kind: CountKind | str) -> int | None:
    """The highest total of that kind."""
    return max((count.low for count in answer.counts if count.kind == kind and count.low is not None), default=None)


def _has(name: str, incident: GoldIncident) -> bool:
    values = {
        "date": incident.latest,
        "place": incident.where,
        "perpetrator": incident.perpetrators,
        "target": incident.people or incident.things,
    }
    return bool(values[name])


def _near(incident: GoldIncident, sheet: Sheet) -> Sequence[Event]:
    """The events told in the trigger's sentence where the gold marks a trigger, else all of them."""
    if incident.trigger is None or sheet.parse is None:
        return sheet.events
    at = incident.trigger.start
    home = next((sentence for sentence in sheet.parse.sentences if sentence.start <= at < sentence.end), None)
    return [event for event in sheet.events if home is not None and _is_told(event, home)]


def _is_told(event: Event, sentence: Sentence) -> bool:
    """Whether the sentence holds the trigger, or evidence of another telling that was folded into the event."""
    spans = (event.trigger, *(Span(one.start, one.end) for one in event.evidence))
    return any(sentence.start <= span.start < sentence.end for span in spans)


def _answer(event: Event) -> Answer:
    return Answer(
        event.type,
        event.when,
        (event.place,) if event.place else (),
        event.actors,
        event.recipients,
        event.counts,
        clash=bool(event.recipients) and all(ARMED & set(party.sectors) for party in event.recipients),
        real=event.status in _REAL and not (event.when is not None and event.when.historical),
    )


def _is_alarm(answer: Answer) -> bool:
    """Whether MUC would want a template for it: real force on somebody; harm to the armed alone is war, not terrorism."""
    return answer.type == FORCE and answer.real and not answer.clash and bool(answer.recipients or answer.counts)


def merged(answers: Sequence[Answer]) -> list[Answer]:
    """Answers of one type that share a party, joined: a report tells the same happening in several sentences."""
    groups: list[Answer] = []
    for answer in answers:
        place = next((index for index, group in enumerate(groups) if _same(group, answer)), None)
        if place is None:
            groups.append(answer)
        else:
            groups[place] = _joined(groups[place], answer)
    return groups


def _same(one: Answer, other: Answer) -> bool:
    if one.type != other.type or one.real != other.real or one.clash != other.clash:
        return False
    if not one.recipients or not other.recipients:
        return _overlap(one.when, other.when)
    return bool(words_of(one.recipients) & words_of(other.recipients))


def _overlap(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return True
    return (one.earliest or "") <= (other.latest or "~") and (other.earliest or "") <= (one.latest or "~")


def _joined(one: Answer, other: Answer) -> Answer:
    return Answer(
        one.type,
        one.when or other.when,
        (*one.places, *other.places)[:1],
        _unlike(one.actors, other.actors),
        _unlike(one.recipients, other.recipients),
        (*one.counts, *other.counts),
        one.clash,
        one.real,
    )


def _unlike(first: Sequence[Participant], more: Sequence[Participant]) -> tuple[Participant, ...]:
    kept = list(first)
    for party in more:
        if not words_of((party,)) & words_of(kept):
            kept.append(party)
    return tuple(kept)

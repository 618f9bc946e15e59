"""Resolves who: every actor mention of a report and the participants of its events."""

from __future__ import annotations

from bisect import bisect_left

from dateline.change import replace
from dateline.lexicon.actors import ActorIndex, default_actors
from dateline.model import Actor, Event, Parse, Participant, Sheet, Span
from dateline.resolve.coreference import Anaphor
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.who_beside import BESIDE
from dateline.resolve.who_cast import Cast, read_cast
from dateline.resolve.who_compose import compose, shared_nationalities
from dateline.resolve.who_cues import actor_cues
from dateline.resolve.who_mentions import Mention
from dateline.resolve.who_nation import nationalised
from dateline.resolve.who_owner import OWNED
from dateline.resolve.who_phrase import Context, PlaceCountry, Reading
from dateline.resolve.who_pronouns import possessive, some_of

_SHARED = 3
_KNOWN_PLACE = 15_000
_KNOWN_REGION = 100_000
_THE = "the "
_NAMED = ("person", "group", "organisation", "media")


class WhoStage:
    """Fills the sheet's actors and says who the participants of its events are."""

    name = "who"
    needs = frozenset({"parse", "events"})
    fills = frozenset({"actors"})

    def __init__(self, index: ActorIndex | None = None) -> None:
        self._index = index

    def __call__(self, sheet: Sheet) -> Sheet:
        """The sheet with every mention of an actor, and its events with named participants."""
        parse = sheet.parse or Parse()
        cast = read_cast(sheet.report, parse, sheet.places, self._index or default_actors())
        events = tuple(_cast_event(event, sheet.report.text, parse, cast) for event in sheet.events)
        return replace(sheet, actors=_all_actors(sheet.report.text, parse, cast), events=events)


def describe(parse: Parse, text: str, span: Span, cast: Cast) -> Actor:
    """The actor a noun phrase of the report names, through pronouns and descriptions; the span is kept as given."""
    token = _token_at(parse, span.start)
    anaphor = cast.by_token.get(token) if token is not None else None
    if anaphor is not None and parse.ends[anaphor.last] >= _trimmed_end(text, span):
        return _from_anaphor(text, span, anaphor, cast)
    reading = _as_mentioned(compose(text, span.start, span.end, cast.context), cast)
    return _actor(text, span.start, span.end, nationalised(reading, text, cast.context))


def _as_mentioned(reading: Reading, cast: Cast) -> Reading:
    """The reading with what the rest of the sentence tells of the mention on the same words."""
    if reading.kind != "agent" or reading.id is not None:
        return reading
    at = bisect_left(cast.mentions, reading.end, key=lambda one: one.start) - 1
    if at < 0 or cast.mentions[at].start < reading.start:
        return reading
    told, end = cast.mentions[at].reading, cast.mentions[at].end
    if end > reading.end:
        return told if told.kind in _NAMED and told.name is not None and reading.name is None else reading
    if end != reading.end or told.rule.endswith(BESIDE):
        return told if end == reading.end else reading
    if not told.rule.endswith(OWNED):
        return reading
    return replace(reading, id=told.id, country=reading.country or told.country, sectors=told.sectors, rule=told.rule)


def resolve_mention(
    mention: str,
    date: str | None = None,
    *,
    country: str | None = None,
    place_country: PlaceCountry | None = None,
    index: ActorIndex | None = None,
) -> Actor:
    """The actor that a phrase standing alone names on ``date`` (ISO); ``country`` is an ISO code that helps choose."""
    context = Context(
        index or default_actors(), date, mention.isupper() and " " in mention, {}, country, place_country, actor_cues()
    )
    reading = compose(mention, 0, len(mention), context)
    if reading.kind == "unknown" and place_country is not None and reading.name is not None and reading.country is None:
        reading = _as_place(mention, reading, place_country)
    return _actor(mention, 0, len(mention), _unidentified(reading))


def _unidentified(reading: Reading) -> Reading:
    """An actor of whom the words say nothing is PLOVER's generic unidentified one."""
    if reading.sectors or reading.kind != "unknown" or reading.name is not None:
        return reading
    return replace(reading, sectors=("UNK",))


def gazetteer_country(gazetteer: Gazetteer) -> PlaceCountry:
    """Looks a place's country up in the gazetteer, where one country's bearers of the name outweigh the others."""

    def country_of(text: str, start: int, end: int) -> str | None:
        entries = gazetteer.named(text[start:end])
        best = max(entries, key=_known, default=None)
        if best is None or _known(best) < _KNOWN_PLACE:
            return None
        others = sum(entry.population for entry in entries if entry.country != best.country)
        return best.country if others < _known(best) / 2 else None

    return country_of


def _known(entry: Entry) -> int:
    """How well a place is known, in people; a region that nobody counts the people of is as well known as a city."""
    return entry.population or (_KNOWN_REGION if entry.kind == "region" else 0)


def _as_place(mention: str, reading: Reading, place_country: PlaceCountry) -> Reading:
    if mention[reading.start : reading.end].isupper():
        return reading
    found = place_country(mention, reading.start, reading.end)
    return reading if found is None else replace(reading, country=found, sectors=("CVL",), rule="place")


def _trimmed_end(text: str, span: Span) -> int:
    return span.start + len(text[span.start : span.end].rstrip())


def _token_at(parse: Parse, offset: int) -> int | None:
    low, high = 0, len(parse)
    while low < high:
        middle = (low + high) // 2
        if parse.ends[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return low if low < len(parse) else None


def _actor(text: str, start: int, end: int, reading: Reading) -> Actor:
    return Actor(
        start,
        end,
        text[start:end],
        reading.id,
        reading.name,
        reading.country,
        reading.sectors,
        reading.kind,
        reading.role,
        None,
        reading.rule,
        tuple(one for one in reading.candidates if one[0]),
    )


def _from_anaphor(text: str, span: Span, anaphor: Anaphor, cast: Cast) -> Actor:
    mention = anaphor.antecedents[0]
    actor = _actor(text, span.start, span.end, _governing(nationalised(mention.reading, text, cast.context)))
    others = tuple((other.reading.id, 1.0) for other in anaphor.antecedents[1:] if other.reading.id)
    return replace(actor, antecedent=Span(mention.start, mention.end), rule=anaphor.rule, candidates=others or actor.candidates)


def _all_actors(text: str, parse: Parse, cast: Cast) -> tuple[Actor, ...]:
    covered = {(one.last, True) for one in cast.anaphors if one.last > one.first}
    named = [
        _actor(text, one.start, one.end, _governing(nationalised(one.reading, text, cast.context)))
        for one in cast.mentions
        if (one.token, one.reading.kind == "agent") not in covered
    ]
    spans = {(actor.start, actor.end) for actor in named}
    referring = [
        _from_anaphor(text, Span(parse.starts[one.first], parse.ends[one.last]), one, cast)
        for one in cast.anaphors
        if (parse.starts[one.first], parse.ends[one.last]) not in spans
    ]
    return tuple(sorted((*named, *referring), key=lambda actor: (actor.start, actor.end)))


def _governing(reading: Reading) -> Reading:
    """A country that acts by its bare name acts through its government; a people acts as civilians."""
    if reading.kind != "country" or reading.sectors:
        return reading
    return replace(reading, sectors=("CVL",) if reading.via == "demonym" else ("GOV",))


def _cast_event(event: Event, text: str, parse: Parse, cast: Cast) -> Event:
    weak = event.type in actor_cues().weak_types
    actors = tuple(one for party in event.actors for one in _cast_party(party, text, parse, cast, target=False))
    recipients = tuple(one for party in event.recipients for one in _cast_party(party, text, parse, cast, target=weak))
    return replace(event, actors=actors, recipients=recipients)


def _cast_party(party: Participant, text: str, parse: Parse, cast: Cast, *, target: bool) -> tuple[Participant, ...]:
    """The participant with its identity; "the two sides" becomes one participant for each side."""
    token = _token_at(parse, party.start)
    anaphor = cast.by_token.get(token) if token is not None else None
    if anaphor is not None and len(anaphor.antecedents) > 1:
        readings = [_stood_for(one, text, cast) for one in anaphor.antecedents]
    elif anaphor is not None and parse.ends[anaphor.last] >= _trimmed_end(text, Span(party.start, party.end)):
        readings = [_stood_for(anaphor.antecedents[0], text, cast)]
    elif (among := some_of(parse, party, token, cast.by_token)) is not None:
        readings = [_stood_for(among, text, cast)]
    else:
        reading = _as_mentioned(compose(text, party.start, party.end, cast.context), cast)
        if reading.kind == "agent" and reading.name is None:
            reading = replace(reading, name=_owners_words(party, text, parse, cast))
        whole = nationalised(_completed(reading, token, text, parse, cast.context), text, cast.context)
        readings = _by_nation(whole, text, party, cast.context)
    return tuple(
        _participant(party, _as_party(reading, target=target, city=text[reading.start : reading.end])) for reading in readings
    )


def _owners_words(party: Participant, text: str, parse: Parse, cast: Cast) -> str | None:
    """How somebody's people are called where a pronoun says whose: "its forces" are Rwanda's forces."""
    token = _token_at(parse, party.start)
    anaphor = cast.by_token.get(token) if token is not None else None
    if token is None or anaphor is None or anaphor.first != anaphor.last or parse.deps[token] != "poss":
        return None
    if len(anaphor.antecedents) != 1:
        return None
    owner = _stood_for(anaphor.antecedents[0], text, cast).name or ""
    return f"{owner}{possessive(owner)} {text[parse.ends[token] : party.end].strip()}"


def _stood_for(mention: Mention, text: str, cast: Cast) -> Reading:
    """The reading of a pronoun's antecedent, which goes by its own words where it has no name."""
    reading = nationalised(mention.reading, text, cast.context)
    if reading.name is not None:
        return reading
    start = mention.start - len(_THE) if text[max(0, mention.start - len(_THE)) : mention.start].lower() == _THE else mention.start
    return replace(reading, name=text[start : mention.end])


def _by_nation(reading: Reading, text: str, party: Participant, context: Context) -> list[Reading]:
    """One reading for each country whose adjective shares the head: Zambian and Kenyan troops, the inter-Korean talks."""
    if reading.kind == "country":
        return _divided(reading, text, party, context)
    if reading.kind != "agent" or reading.id is not None:
        return [reading]
    nations = shared_nationalities(text, party.start, party.end, context)
    return [replace(reading, country=country) for country in nations] or [reading]


def _divided(reading: Reading, text: str, party: Participant, context: Context) -> list[Reading]:
    divided = actor_cues().divided
    states = divided.get(reading.country or "", ())
    if not states or not text[: party.start].lower().endswith(divided["prefixes"]):
        return [reading]
    names = context.index.countries
    return [replace(reading, id=f"country:{code}", name=names.get(code), country=code, via="name") for code in states]


def _completed(reading: Reading, token: int | None, text: str, parse: Parse, context: Context) -> Reading:
    """A bare nationality that shares a noun with others: the "Japanese" of "Japanese and Australian troops"."""
    if token is None or reading.via not in ("demonym", "adjective") or not parse.tags[token].startswith("JJ"):
        return reading
    for _ in range(_SHARED):
        token = parse.heads[token]
        if parse.tags[token].startswith("NN"):
            noun = compose(text, parse.starts[token], parse.ends[token], context)
            state = replace(reading, via="name", plural=False)
            return replace(noun, country=reading.country) if noun.kind == "agent" else state
    return reading


def _as_party(reading: Reading, *, target: bool, city: str | None = None) -> Reading:
    """A capital that is struck is a city and its people, not the government that sits there."""
    if target and reading.via == "capital":
        return replace(reading, sectors=("CVL",), id=None, kind="unknown", name=city or reading.name)
    return _governing(_unidentified(reading))


def _participant(party: Participant, reading: Reading) -> Participant:
    return replace(
        party,
        id=reading.id,
        name=reading.name,
        country=reading.country,
        sectors=reading.sectors,
        kind=reading.kind,
    )

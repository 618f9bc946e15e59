"""Reads one noun phrase as an actor from its parts: nationality, office, body, name, and what follows the head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.lexicon.actor_words import Word, fold, words_of
from dateline.lexicon.actors import ActorIndex, Match, Meaning, Tenure
from dateline.model import ActorKind
from dateline.resolve.who_cues import ActorCues, actor_cues

PlaceCountry = Callable[[str, int, int], str | None]
_MOST_WORDS = 60
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says of an actor, before it is tied to a span; ``via`` tells how a country came in."""

    kind: ActorKind = "unknown"
    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    rule: str = "none"
    via: str = ""
    armed: bool = False
    plural: bool = False
    start: int = 0
    end: int = 0
    candidates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the report says: its date, its own names for actors, its countries, and where places are."""

    index: ActorIndex
    date: str | None = None
    shouted: bool = False
    names: dict[str, Reading] | None = None
    country: str | None = None
    place_country: PlaceCountry | None = None
    cues: ActorCues | None = None

    @property
    def phrase(self) -> dict[str, frozenset[str]]:
        """The words that steer a phrase."""
        return (self.cues or actor_cues()).phrase


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the head phrase: a listed name, or a run of capitalised words that no list has."""

    first: int
    last: int
    match: Match | None
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut up: its words, where the head phrase starts and ends, its items and what follows."""

    text: str
    words: tuple[Word, ...]
    first: int
    last: int
    items: tuple[Item, ...]
    tails: tuple[tuple[str, int, int], ...]

    def quote(self, first: int, last: int) -> str:
        """The text of words ``[first, last)``."""
        return " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())


def compose(text: str, start: int, end: int, context: Context, depth: int = 0) -> Reading:
    """The actor that ``text[start:end]`` names, as far as its own words say; bounded by the first 60 words."""
    words = words_of(text, start, end)[:_MOST_WORDS]
    if not words:
        return Reading()
    phrase = cut(text, words, context)
    reading = _head(phrase, context)
    body = _body_name(phrase, reading, context) if phrase.tails else None
    if body is not None:
        return body
    if depth < _DEPTH:
        reading = _with_tails(phrase, reading, context, depth)
    return reading


def _body_name(phrase: Phrase, reading: Reading, context: Context) -> Reading | None:
    """A body whose unlisted name goes on after "of" or "for": Movement for the Salvation of Azawad."""
    tail, first, _ = phrase.tails[0]
    head = phrase.words[phrase.last - 1]
    if tail not in context.phrase["naming_tails"] or reading.rule not in ("agent", "name", "name:body", "agent:modifier"):
        return None
    bodies = (context.cues or actor_cues()).bodies
    if not head.text[:1].isupper() or head.key not in bodies and reading.via != "body" or reading.kind == "person":
        return None
    until = _capitals_end(phrase, first, context)
    if until <= first:
        return None
    own = reading.sectors if reading.sectors not in ((), ("UNK",)) else tuple(filter(None, bodies.get(head.key, "").split(";")))
    start = phrase.words[phrase.first].start
    return Reading("organisation", None, phrase.quote(phrase.first, until), reading.country, own, None, "name:body",
                   start=start, end=phrase.words[until - 1].end)


def _capitals_end(phrase: Phrase, at: int, context: Context) -> int:
    """Where a run of capitalised words ends that small words may link; ``at`` where the first is a country or none is there."""
    last, until = at, at
    links = context.phrase["naming_tails"] | {"the", "and", "in"}
    for index in range(at, len(phrase.words)):
        word = phrase.words[index]
        if word.text[:1].isupper():
            last = index + 1
        elif word.key not in links or not word.joined and index > at:
            break
        until = last
    opening = next((index for index in range(at, until) if phrase.words[index].text[:1].isupper()), at)
    found = context.index.matches(phrase.words[opening:until])
    return at if found and found[0].first == 0 and found[0].meanings[0].kind in ("country", "group", "organisation", "person") else until


def cut(text: str, words: tuple[Word, ...], context: Context) -> Phrase:
    """The phrase in its parts."""
    matches = context.index.matches(words, context.date, shouted=context.shouted)
    inside = {at for match in matches for at in range(match.first + 1, match.last)}
    opening = {match.first: match for match in matches}
    breaks = [at for at in range(1, len(words)) if at not in inside and _breaks(text, words, at, opening, context)]
    first = 0
    while first < len(words) - 1 and first not in opening and _skips(words[first], context):
        first += 1
    breaks = [at for at in breaks if at > first]
    breaks = [at for at in breaks if at - 1 not in breaks or words[at - 1].key not in context.phrase["allegiance_tails"]]
    last = breaks[0] if breaks else len(words)
    ends = [*breaks[1:], len(words)] if breaks else []
    tails = tuple((_tail_word(text, words, at), at, until) for at, until in zip(breaks, ends, strict=True))
    kept = tuple(match for match in matches if match.first >= first and match.last <= last)
    return Phrase(text, words, first, last, tuple(_items(words, first, last, kept, context)), tails)


def _skips(word: Word, context: Context) -> bool:
    return word.key in context.phrase["leading"] or word.key.isdigit()


def _breaks(text: str, words: tuple[Word, ...], at: int, opening: dict[int, Match], context: Context) -> bool:
    gap = text[words[at - 1].end : words[at].start]
    if any(mark in gap for mark in ",;:()[]—–\"“”"):
        return True
    if "-" in gap or at in opening:
        return False
    return words[at].key in context.phrase["tails"] and (words[at].text.islower() or context.shouted)


def _tail_word(text: str, words: tuple[Word, ...], at: int) -> str:
    gap = text[words[at - 1].end : words[at].start]
    return "(" if "(" in gap else "," if any(mark in gap for mark in ",;:—–") else words[at].key


def _items(words: tuple[Word, ...], first: int, last: int, matches: tuple[Match, ...], context: Context) -> list[Item]:
    items: list[Item] = []
    at, queue = first, list(matches)
    while at < last:
        if queue and queue[0].first == at:
            match = queue.pop(0)
            until = _name_end(words, match.last, last, queue, context) if _opens_person(words, match, last, context) else 0
            if until > match.last:
                items.append(Item(at, until, None, None))
            else:
                items.append(Item(at, match.last, match, choose(match.meanings, context)))
            at = items[-1].last
            queue = [later for later in queue if later.first >= at]
            continue
        until = _name_end(words, at, last, queue, context)
        if until > at:
            items.append(Item(at, until, None, None))
        at = max(until, at + 1)
    return items


def _opens_person(words: tuple[Word, ...], match: Match, last: int, context: Context) -> bool:
    """Whether a country's name here is somebody's given name: Jordan Smith, Chad Wolf."""
    alone = match.last - match.first == 1 and words[match.first].key in context.phrase["given_names"]
    meaning = match.meanings[0]
    return alone and match.last < last and meaning.kind == "country" and meaning.via == "name"


def _name_end(words: tuple[Word, ...], at: int, last: int, queue: list[Match], context: Context) -> int:
    """Where the run of name-like words that starts at ``at`` ends (``at`` itself where there is none)."""
    phrase = context.phrase
    stop = next((match.first for match in queue if match.first >= at and not _part_of_name(match, words)), last)
    until = at
    while until < stop and words[until].key not in phrase["not_names"] and words[until].key != "s":
        word = words[until]
        inner = until > at and (word.key in phrase["particles"] or _hyphened(words, until))
        if not (word.text[:1].isupper() or inner or _article(words, until, stop)):
            break
        until += 1
    while until > at and not words[until - 1].text[:1].isupper() and not _hyphened(words, until - 1):
        until -= 1
    return until


def _hyphened(words: tuple[Word, ...], at: int) -> bool:
    """Whether a short word hangs on the one before by a hyphen, as in Ho-jen and Jong-un."""
    return words[at].joined and words[at].start - words[at - 1].end == 1 and len(words[at].text) < 6


def _article(words: tuple[Word, ...], at: int, stop: int) -> bool:
    return words[at].key in ("al", "el") and at + 1 < stop and words[at + 1].text[:1].isupper()


def _part_of_name(match: Match, words: tuple[Word, ...]) -> bool:
    """Whether a listed word that stands capitalised inside a name is just part of it (Mr Bishop, Ali King)."""
    meaning = match.meanings[0]
    titled = meaning.kind == "agent" and meaning.subkind in ("person", "office") and words[match.first].key == fold(meaning.name)
    return titled and match.last - match.first == 1 and match.first > 0 and _capital_run(words, match)


def _capital_run(words: tuple[Word, ...], match: Match) -> bool:
    before = words[match.first - 1]
    return words[match.first].text[:1].isupper() and before.text[:1].isupper() and match.last == len(words)


def choose(meanings: tuple[Meaning, ...], context: Context) -> Meaning:
    """The likeliest of a name's meanings: a user's own first, then the report's country, then the list's order."""
    if len(meanings) == 1:
        return meanings[0]

    def rank(meaning: Meaning) -> tuple[bool, bool, bool]:
        return (not meaning.own, meaning.via == "capital", context.country is None or meaning.country != context.country)

    return min(meanings, key=rank)


def _head(phrase: Phrase, context: Context) -> Reading:
    """The reading of the head phrase alone."""
    if not phrase.items:
        return Reading(start=phrase.words[phrase.first].start, end=phrase.words[phrase.last - 1].end)
    items = phrase.items
    head = items[-1]
    if head.meaning is None:
        reading = _named(phrase, head, context)
    elif head.meaning.kind == "person":
        reading = person(head.meaning, context.date, former=_is_former(phrase, head, context))
    elif head.meaning.kind == "agent":
        reading = _agent(phrase, head, head.meaning, context)
    elif head.meaning.kind == "country":
        reading = _country(phrase, head, head.meaning, context)
    elif head.last < phrase.last and head.meaning.subkind in ("ethnic", "religious", "tribe"):
        reading = Reading("unknown", None, None, head.meaning.country, (), phrase.quote(head.last, phrase.last), "people")
    else:
        reading = _listed(head.meaning)
    reading = _with_nationality(phrase, reading, head, context)
    start, end = phrase.words[items[0].first].start, phrase.words[head.last - 1].end
    return replace(reading, start=start, end=end)


def _listed(meaning: Meaning) -> Reading:
    return Reading(meaning.kind, meaning.id, meaning.name, meaning.country, meaning.sectors, None, "list",
                   armed=meaning.armed)


def _country(phrase: Phrase, head: Item, meaning: Meaning, context: Context) -> Reading:
    if head.last < phrase.last and meaning.via in ("adjective", "demonym", "name"):
        return Reading("unknown", None, None, meaning.country, (), phrase.quote(head.last, phrase.last), "nationality")
    via = meaning.via
    if via == "adjective" and context.index.matches(phrase.words[head.first : head.last]):
        via = "demonym"
    plural = via == "demonym" and phrase.words[head.last - 1].key.endswith(("s", "ese", "men", "sh", "ch"))
    return Reading("country", meaning.id, meaning.name, meaning.country, meaning.sectors, None, f"country:{via}", via,
                   plural=plural)


def person(meaning: Meaning, date: str | None, *, former: bool = False) -> Reading:
    """A listed office-holder as of ``date`` (the latest tenure where there is none); out of office is ELI."""
    tenure, past = tenure_on(meaning.tenures, date)
    if tenure is None:
        return Reading("person", meaning.id, meaning.name, meaning.country, meaning.sectors, None, "list:person")
    sectors = ("ELI",) if past or former else tenure.sectors
    role = f"former {tenure.office}" if past or former else tenure.office
    return Reading("person", meaning.id, meaning.name, tenure.country or meaning.country, sectors, role, "list:office")


def tenure_on(tenures: tuple[Tenure, ...], date: str | None) -> tuple[Tenure | None, bool]:
    """The tenure that covers ``date`` or the nearest before it, and whether it was over by then."""
    if not tenures:
        return None, False
    if date is None:
        return tenures[-1], bool(tenures[-1].end)
    running = [held for held in tenures if _covers(held, date)]
    if running:
        return running[-1], False
    before = [held for held in tenures if held.end and held.end < date]
    return (max(before, key=lambda held: held.end), True) if before else (tenures[0], False)


def _covers(held: Tenure, date: str) -> bool:
    until = min(len(held.end), len(date))
    since = min(len(held.start), len(date))
    return held.start[:since] <= date[:since] and (not held.end or date[:until] <= held.end[:until])


def _is_former(phrase: Phrase, head: Item, context: Context) -> bool:
    return any(phrase.words[at].key in context.phrase["former"] for at in range(phrase.first, head.first))


def _agent(phrase: Phrase, head: Item, meaning: Meaning, context: Context) -> Reading:
    """A noun for a kind of actor, with the body or group before it: Boko Haram gunmen, army accountant."""
    words = phrase.words[head.first : head.last]
    role = phrase.quote(head.first, head.last)
    plural = words[-1].key != words_of(meaning.name)[-1].key
    former = _is_former(phrase, head, context)
    generic = words[-1].key in context.phrase["generic_heads"]
    body = _body(phrase, head)
    named = _reported_body(phrase, context) if body is None else None
    reading = Reading("agent", None, None, None, meaning.sectors, role, "agent", armed=meaning.armed, plural=plural,
                      via="body" if meaning.subkind in ("institution", "unit", "crowd") else "")
    if named is not None:
        reading = replace(named, role=role, sectors=named.sectors if generic and named.sectors else meaning.sectors)
    elif body is not None and body.meaning is not None:
        reading = _of_body(reading, body.meaning, generic=generic)
    elif head.last < phrase.last and generic is False:
        reading = replace(reading, rule="agent:modifier")
    if former and reading.sectors and reading.sectors[0] in context.phrase["past_offices"]:
        return replace(reading, sectors=("ELI",), role=f"former {role}", rule="former")
    return reading



def _body(phrase: Phrase, head: Item) -> Item | None:
    """The body, group or kind of actor that stands before the head and says whose it is."""
    for item in reversed(phrase.items[:-1]):
        meaning = item.meaning
        if meaning is None or _governs_other(phrase, item):
            continue
        if meaning.kind in ("group", "organisation", "media", "agent") or meaning.via == "seat":
            return item
    return None


def _reported_body(phrase: Phrase, context: Context) -> Reading | None:
    """The body that the report introduced by a name no list has and that stands before the head."""
    for item in reversed(phrase.items[:-1]):
        if item.meaning is None and context.names:
            known = context.names.get(phrase.quote(item.first, item.last).casefold())
            if known is not None and known.kind != "person":
                return known
    return None


def _of_body(reading: Reading, body: Meaning, *, generic: bool) -> Reading:
    if body.kind == "agent":
        return replace(reading, sectors=body.sectors, armed=body.armed or reading.armed, rule="agent:body") if generic else reading
    if body.subkind in ("ethnic", "religious", "tribe"):
        return replace(reading, country=body.country, rule="agent:people")
    identity = body.id if body.kind != "country" else None
    own = generic or body.armed
    sectors = body.sectors if own and body.sectors else reading.sectors
    if body.subkind == "party" and not generic:
        sectors = (*reading.sectors, *(code for code in body.sectors if code not in reading.sectors))
    return replace(reading, kind=body.kind if body.kind != "country" else "agent", id=identity, name=body.name,
                   country=body.country, sectors=sectors, armed=body.armed or reading.armed, rule="agent:list")


def _governs_other(phrase: Phrase, item: Item) -> bool:
    """Whether the item is the first half of US-backed, Kurdish-led: somebody else than the actor."""
    if item.last >= len(phrase.words):
        return False
    gap = phrase.text[phrase.words[item.last - 1].end : phrase.words[item.last].start]
    return gap in ("-", "‑", "–") and phrase.words[item.last].key in actor_cues().phrase["participles"]


def _named(phrase: Phrase, head: Item, context: Context) -> Reading:
    """A name no list has: looked up among the names of the report, then read from title and office."""
    name = phrase.quote(_after_titles(phrase, head, context), head.last)
    known = (context.names or {}).get(name.casefold())
    if known is not None:
        return replace(known, rule="report:" + known.kind)
    office = next((item.meaning for item in reversed(phrase.items[:-1]) if item.meaning and item.meaning.kind == "agent"), None)
    listed = _by_surname(phrase, head, office, context)
    if listed is not None:
        return listed
    if head.last < phrase.last:
        return Reading("unknown", None, name, None, (), phrase.quote(head.last, phrase.last), "name:modifier")
    body = (context.cues or actor_cues()).bodies.get(phrase.words[head.last - 1].key)
    if body is not None:
        return _institution(phrase, head, body)
    title = _title(phrase, head, context)
    if office is None and title is None:
        return Reading("unknown", None, name, None, (), None, "name")
    return _titled(phrase, name, office, title, context)


def _institution(phrase: Phrase, head: Item, sectors: str) -> Reading:
    """An unlisted body known by its last word: Ombudsman's Office, Kano Peasant Union."""
    first = head.first
    before = phrase.items[-2] if len(phrase.items) > 1 else None
    kept: tuple[str, ...] = tuple(code for code in sectors.split(";") if code)
    if before is not None and before.meaning is not None and before.meaning.kind == "agent":
        kept, first = before.meaning.sectors if not kept or kept == ("GOV",) else kept, before.first
    return Reading("organisation", None, phrase.quote(first, head.last), None, kept, None, "name:body")


def _titled(phrase: Phrase, name: str, office: Meaning | None, title: str | None, context: Context) -> Reading:
    role = office.name if office is not None else None
    sectors = office.sectors if office is not None and office.sectors != ("UNK",) else (title,) if title else ()
    body = next((item.meaning for item in reversed(phrase.items[:-1]) if item.meaning is not None
                 and item.meaning.kind in ("group", "organisation", "media") and not _governs_other(phrase, item)), None)
    former = any(phrase.words[at].key in context.phrase["former"] for at in range(phrase.first, phrase.last))
    if former and sectors and sectors[0] in context.phrase["past_offices"]:
        return Reading("person", None, name, None, ("ELI",), f"former {role}" if role else None, "former")
    kind: ActorKind = "person"
    if office is not None and office.subkind in ("institution", "unit", "crowd"):
        kind = "unknown"
    if body is not None:
        return Reading(kind, None, name, body.country, body.sectors or sectors, role, "name:body", armed=body.armed)
    reported = _reported_body(phrase, context)
    if reported is not None:
        return Reading(kind, None, name, reported.country, reported.sectors or sectors, role, "name:body")
    return Reading(kind, None, name, None, sectors, role, "name:office", armed=bool(office and office.armed))


def _title(phrase: Phrase, head: Item, context: Context) -> str | None:
    """The sector a title speaks for (empty for Mr, Dr), or none where no title stands before or in the name."""
    for at in (head.first, head.first - 1):
        if at < phrase.first:
            continue
        key = phrase.words[at].key
        if key in (context.cues or actor_cues()).title_sectors:
            return (context.cues or actor_cues()).title_sectors[key]
        if key in context.phrase["titles"]:
            return ""
    return None


def _after_titles(phrase: Phrase, head: Item, context: Context) -> int:
    first = head.first
    while first < head.last - 1 and phrase.words[first].key in context.phrase["titles"]:
        first += 1
    return first


def _by_surname(phrase: Phrase, head: Item, office: Meaning | None, context: Context) -> Reading | None:
    """The listed holder of the office named before a bare surname: President Duterte."""
    first = _after_titles(phrase, head, context)
    if head.last - first != 1 or (office is None and first == head.first):
        return None
    people = context.index.surnames.get(phrase.words[head.last - 1].key, ())
    nations = {item.meaning.country for item in phrase.items if item.meaning and item.meaning.kind == "country"}
    fitting = [one for one in people if not nations or one.country in nations]
    if office is not None:
        fitting = [one for one in fitting if _held(one, office, context.date)]
    names = {one.id for one in fitting}
    return person(fitting[0], context.date) if len(names) == 1 else None


def _held(meaning: Meaning, office: Meaning, date: str | None) -> bool:
    tenure, past = tenure_on(meaning.tenures, date)
    return tenure is not None and not past and bool(set(tenure.sectors) & set(office.sectors))


def _with_nationality(phrase: Phrase, reading: Reading, head: Item, context: Context) -> Reading:
    """The reading with the country that stands before its head, nearest first, leaving out US-backed and the like."""
    if reading.country is not None and reading.rule not in ("agent:people",):
        return reading
    sponsor: str | None = None
    for item in reversed(phrase.items[:-1]):
        meaning = item.meaning
        if meaning is None:
            found = _place_in(phrase, item, context)
            if found and reading.country is None:
                return replace(reading, country=found)
            continue
        if meaning.country is None or meaning.kind not in ("country", "group", "organisation"):
            continue
        if not _governs_other(phrase, item):
            return replace(reading, country=meaning.country)
        if phrase.words[item.last].key in context.phrase["owning_participles"]:
            sponsor = sponsor or meaning.country
    return replace(reading, country=reading.country or sponsor)


def _place_in(phrase: Phrase, item: Item, context: Context) -> str | None:
    words = phrase.words
    if context.place_country is None or item.last >= len(words) or words[item.first].key in context.phrase["plain_modifiers"]:
        return None
    return context.place_country(phrase.text, words[item.first].start, words[item.last - 1].end)


def _with_tails(phrase: Phrase, reading: Reading, context: Context, depth: int) -> Reading:
    """The reading with what follows the head: of Iraq, of the army, led by ISIS, the foreign minister."""
    for tail, first, last in phrase.tails:
        if tail == "(":
            continue
        begins = first if tail == "," else first + 1
        if begins >= last:
            continue
        inner = compose(phrase.text, phrase.words[begins].start, phrase.words[last - 1].end, context, depth + 1)
        reading = _join(phrase, reading, inner, (tail, begins, last), context)
    return reading if reading.country is not None else _placed(phrase, reading, context)


def _placed(phrase: Phrase, reading: Reading, context: Context) -> Reading:
    """The reading with the country of the first place after its head, where no country is named."""
    if context.place_country is None:
        return reading
    for tail, first, last in phrase.tails:
        country = _tail_place(phrase, first, last, context) if tail in context.phrase["place_tails"] else None
        if country is not None:
            return replace(reading, country=country)
    return reading


def _join(phrase: Phrase, reading: Reading, inner: Reading, tail: tuple[str, int, int], context: Context) -> Reading:
    word = tail[0]
    cues = context.phrase
    if word in cues["allegiance_tails"] or (word in ("by", "to", "with") and reading.candidates):
        return _allied(reading, inner, context)
    if word in cues["identity_tails"] and _takes_identity(phrase, reading, context):
        merged = _identity(reading, inner)
        if merged is not None:
            return merged
    if word == ",":
        return _apposed(reading, inner)
    if word in cues["place_tails"] and reading.country is None:
        return replace(reading, country=inner.country)
    return reading


def _tail_place(phrase: Phrase, first: int, last: int, context: Context) -> str | None:
    if context.place_country is None:
        return None
    plain = context.phrase["plain_modifiers"]
    capitals = [at for at in range(first, last) if phrase.words[at].text[:1].isupper() and phrase.words[at].key not in plain]
    if not capitals:
        return None
    begin = end = capitals[0]
    for at in capitals[1:]:
        if at != end + 1:
            break
        end = at
    return context.place_country(phrase.text, phrase.words[begin].start, phrase.words[end].end)


def _takes_identity(phrase: Phrase, reading: Reading, context: Context) -> bool:
    heads = (phrase.words[phrase.last - 1].key, phrase.words[phrase.first].key, phrase.words[0].key)
    cues = context.phrase
    if reading.kind not in ("agent", "unknown") or reading.id is not None or reading.rule == "agent:list":
        return False
    return heads[0] in cues["generic_heads"] or any(key in cues["collectives"] for key in heads)


def _identity(reading: Reading, inner: Reading) -> Reading | None:
    if inner.kind in ("group", "organisation", "media") or (inner.kind == "agent" and inner.sectors):
        if inner.sectors and inner.sectors != ("UNK",):
            return replace(inner, country=reading.country or inner.country, role=reading.role or inner.role,
                           kind=inner.kind, start=reading.start, end=reading.end, rule="identity")
        return replace(inner, country=reading.country or inner.country, role=reading.role, rule="identity",
                       sectors=reading.sectors, start=reading.start, end=reading.end)
    if inner.kind == "country" and inner.via == "demonym" and reading.kind == "unknown":
        return replace(inner, start=reading.start, end=reading.end)
    return None


def _allied(reading: Reading, inner: Reading, context: Context) -> Reading:
    """Somebody led by, loyal to or backed by a named actor keeps who they are and remembers whom they follow."""
    if inner.id is None and inner.country is None:
        return replace(reading, candidates=(*reading.candidates, ("", 0.0))) if not reading.candidates else reading
    kept = tuple(one for one in reading.candidates if one[0])
    candidates = (*kept, (inner.id, 0.5)) if inner.id else kept
    known = inner.country if inner.country in context.index.countries else None
    country = reading.country or (known if inner.kind in ("group", "person", "organisation") else None)
    return replace(reading, candidates=candidates, country=country)


def _apposed(reading: Reading, inner: Reading) -> Reading:
    if reading.kind not in ("unknown", "person", "group", "organisation") or inner.kind == "unknown" and not inner.country:
        return reading
    kind = reading.kind
    if kind == "unknown" and reading.name and inner.kind == "agent":
        kind = "person"
    return replace(reading, kind=kind, country=reading.country or inner.country, sectors=reading.sectors or inner.sectors,
                   role=reading.role or inner.role)

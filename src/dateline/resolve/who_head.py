"""Reads the head phrase of an actor: nationality, office, body and name, before what follows the head."""

from __future__ import annotations

from functools import lru_cache

from dateline.change import replace
from dateline.lexicon.actor_names import Meaning
from dateline.lexicon.actor_words import words_of
from dateline.model import ActorKind
from dateline.resolve.who_cues import actor_cues
from dateline.resolve.who_parts import BODIES, body_before, governs_other, is_former, items_before, office_before, owns
from dateline.resolve.who_person import after_titles, by_surname, listed_person, owned
from dateline.resolve.who_phrase import Context, Item, Phrase, Reading, laid

_PARTY = "PTY"


def read_head(phrase: Phrase, context: Context) -> Reading:
    """The reading of the head phrase alone."""
    if not phrase.items:
        return Reading(start=phrase.words[phrase.first].start, end=phrase.words[phrase.last - 1].end)
    items = phrase.items
    own = [item for item in items if not governs_other(phrase, item)]
    if not own:
        people = _people(phrase, items[-1], context)
        if people is not None:
            return people
        role = phrase.quote(min(items[-1].last, phrase.last - 1), phrase.last)
        return Reading(role=role, start=phrase.words[phrase.first].start, end=phrase.words[phrase.last - 1].end)
    head = own[-1]
    if head.meaning is None:
        reading = _named(phrase, head, context)
    elif head.meaning.kind == "person":
        reading = listed_person(phrase, head, head.meaning, context)
    elif head.meaning.kind == "agent":
        reading = _agent(phrase, head, head.meaning, context)
    elif head.meaning.kind == "country":
        reading = _country(phrase, head, head.meaning, context)
    elif head.last < phrase.last and head.meaning.subkind in ("ethnic", "religious", "tribe"):
        reading = Reading("unknown", None, None, head.meaning.country, (), phrase.quote(head.last, phrase.last), "people")
    else:
        reading = _listed(head.meaning)
    reading = _with_nationality(phrase, reading, head, context)
    end = head.match.end if head.match is not None else phrase.words[head.last - 1].end
    return laid(reading, phrase.words[items[0].first].start, end)


def _people(phrase: Phrase, item: Item, context: Context) -> Reading | None:
    """A people told by a nationality that is not its state's: ethnic Uzbeks."""
    first = item.first - 1
    if item.last < phrase.last or first < 0 or phrase.words[first].key not in context.phrase["ethnic"]:
        return None
    start, end = phrase.words[first].start, phrase.words[item.last - 1].end
    return Reading("group", None, phrase.quote(first, item.last), None, ("CVL",), None, "people", plural=True, start=start, end=end)


def _listed(meaning: Meaning) -> Reading:
    return Reading(meaning.kind, meaning.id, meaning.name, meaning.country, meaning.sectors, None, "list", armed=meaning.armed)


def _country(phrase: Phrase, head: Item, meaning: Meaning, context: Context) -> Reading:
    if head.last < phrase.last and meaning.via in ("adjective", "demonym", "name"):
        return Reading("unknown", None, None, meaning.country, (), phrase.quote(head.last, phrase.last), "nationality")
    via = meaning.via
    plural = via in ("demonym", "adjective") and phrase.words[head.last - 1].key.endswith(("s", "ese", "men", "sh", "ch"))
    return Reading(
        "country",
        meaning.id,
        meaning.name,
        meaning.country,
        meaning.sectors,
        None,
        f"country:{via}",
        via,
        plural=plural,
    )


def _agent(phrase: Phrase, head: Item, meaning: Meaning, context: Context) -> Reading:
    """A noun for a kind of actor, with the body or group before it: Boko Haram gunmen, army accountant."""
    words = phrase.words[head.first : head.last]
    proper = _proper_body(phrase, head, meaning)
    if proper is not None:
        return proper
    role = phrase.quote(head.first, head.last)
    plural = words[-1].key != _last_key(meaning.name)
    former = is_former(phrase, head, context)
    generic = words[-1].key in context.phrase["generic_heads"]
    body = body_before(phrase, head)
    named = _reported_body(phrase, head, context) if body is None else None
    reading = Reading(
        "agent",
        None,
        None,
        None,
        meaning.sectors,
        role,
        "agent",
        armed=meaning.armed,
        plural=plural,
        via="body" if meaning.subkind in ("institution", "unit", "crowd") else "",
    )
    if named is not None:
        reading = replace(named, role=role, sectors=named.sectors if generic and named.sectors else meaning.sectors)
    elif body is not None and body.meaning is not None:
        reading = _of_body(reading, body.meaning, context.phrase, generic=generic)
    elif head.last < phrase.last and generic is False:
        if role.lower() in context.phrase["never_modifiers"]:
            return Reading("unknown", role=phrase.quote(head.last, phrase.last), rule="none")
        reading = replace(reading, rule="agent:modifier")
    elif body is None:
        reading = _called(phrase, head, _camp(phrase, head, reading, context), context)
    if former and reading.sectors and reading.sectors[0] in context.phrase["past_offices"]:
        return replace(reading, sectors=("ELI",), role=f"former {role}", rule="former")
    return reading


@lru_cache(maxsize=4096)
def _last_key(name: str) -> str:
    return words_of(name)[-1].key


def _camp(phrase: Phrase, head: Item, reading: Reading, context: Context) -> Reading:
    """What somebody of whom nobody knows more leads is a party: Mwangala's coalition."""
    before = next(iter(items_before(phrase, head)), None)
    if phrase.words[head.last - 1].key not in context.phrase["camps"] or before is None or before.meaning is not None:
        return reading
    return replace(reading, sectors=(_PARTY,), armed=False) if owns(phrase, before) else reading


def _called(phrase: Phrase, head: Item, reading: Reading, context: Context) -> Reading:
    """An armed group or party with its unlisted name before the noun: ELN guerrillas, the MDC party."""
    before = next(iter(items_before(phrase, head)), None)
    if before is None or before.meaning is not None or before.last != head.first or context.shouted:
        return reading
    if before.first == 0 and phrase.words[before.first].key in context.phrase["unnamed"]:
        return reading
    if not (reading.armed or _PARTY in reading.sectors) or _place_in(phrase, before, context) is not None:
        return reading
    return replace(reading, name=phrase.quote(before.first, before.last))


def _proper_body(phrase: Phrase, head: Item, meaning: Meaning) -> Reading | None:
    """A body whose own name ends in a listed noun, all in capitals: African Miners Congress, Kano State Government."""
    if meaning.subkind not in ("institution", "unit") or head.last != phrase.last:
        return None
    if not phrase.words[head.last - 1].text[:1].isupper():
        return None
    first, unlisted = head.first, False
    for item in items_before(phrase, head):
        capital = phrase.words[item.first].text[:1].isupper()
        beside = item.last == first or (item.last == first - 1 and phrase.words[item.last].key == "s")
        if not capital or not beside or (item.meaning is not None and item.meaning.kind != "agent"):
            break
        first, unlisted = item.first, unlisted or item.meaning is None
    if not unlisted:
        return None
    name = phrase.quote(first, head.last)
    owner = body_before(phrase, head) if meaning.sectors == ("UNK",) else None
    if owner is not None and owner.meaning is not None and owner.meaning.kind in BODIES:
        body = owner.meaning
        return Reading("organisation", None, name, body.country, body.sectors, None, "name:body", armed=body.armed)
    return Reading("organisation", None, name, None, meaning.sectors, None, "name:body", armed=meaning.armed)


def _reported_body(phrase: Phrase, head: Item, context: Context) -> Reading | None:
    """The body that the report introduced by a name no list has and that stands before the head."""
    for item in items_before(phrase, head):
        if item.meaning is None and context.names:
            known = context.names.get(phrase.quote(item.first, item.last).casefold())
            if known is not None and known.kind != "person":
                return known
    return None


def _of_body(reading: Reading, body: Meaning, phrase_words: dict[str, frozenset[str]], *, generic: bool) -> Reading:
    if body.kind == "agent":
        kept = not generic or (reading.armed and not body.armed and reading.sectors[0] in phrase_words["outlawed"])
        return reading if kept else replace(reading, sectors=body.sectors, armed=body.armed or reading.armed, rule="agent:body")
    if body.subkind in ("ethnic", "religious", "tribe"):
        return replace(reading, country=body.country, rule="agent:people")
    identity = body.id if body.kind != "country" else None
    own = (generic or body.armed) and "LEG" not in reading.sectors
    plain = () if reading.sectors == ("UNK",) else reading.sectors
    if body.country in phrase_words["no_states"]:
        plain = tuple(code for code in plain if code != "GOV")
    sectors = body.sectors if own and body.sectors else plain
    if body.subkind == "party" and not generic:
        sectors = (*reading.sectors, *(code for code in body.sectors if code not in reading.sectors))
    return replace(
        reading,
        kind=body.kind if body.kind != "country" else "agent",
        id=identity,
        name=body.name if identity else None,
        country=body.country,
        sectors=sectors,
        armed=body.armed or reading.armed,
        rule="agent:list",
    )


def _named(phrase: Phrase, head: Item, context: Context) -> Reading:
    """A name no list has: looked up among the names of the report, then read from title and office."""
    name = phrase.quote(after_titles(phrase, head, context), head.last)
    known = (context.names or {}).get(name.casefold())
    if known is not None:
        return replace(known, rule="report:" + known.kind)
    office = office_before(phrase, context)
    listed = by_surname(phrase, head, office.meaning if office else None, context)
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


def _titled(phrase: Phrase, name: str, office: Item | None, title: str | None, context: Context) -> Reading:
    """An unlisted person as the office and the body before the name make them out."""
    own = (title,) if title else ()
    if office is None or office.meaning is None:
        body = _reported_body(phrase, phrase.items[-1], context) or _listed_body(phrase)
        return Reading(
            "person",
            None,
            name,
            body.country if body else None,
            own or (body.sectors if body else ()),
            None,
            "name:office",
        )
    held = _agent(phrase, office, office.meaning, context)
    kind: ActorKind = "unknown" if office.meaning.subkind in ("institution", "unit", "crowd") else "person"
    if phrase.words[office.last - 1].key in (context.cues or actor_cues()).descriptions["group"]:
        sort: ActorKind = "group" if held.armed or _PARTY in held.sectors else "organisation"
        return Reading(sort, None, name, held.country, held.sectors, None, "name:body", armed=held.armed)
    sectors = own if held.sectors in ((), ("UNK",)) else held.sectors
    role = (held.role or "").lower() if held.rule == "former" else office.meaning.name
    rule = "former" if held.rule == "former" else "name:body" if held.name else "name:office"
    return Reading(kind, None, name, held.country, sectors, role or None, rule, armed=held.armed)


def _listed_body(phrase: Phrase) -> Reading | None:
    """The listed body a titled name follows with no office between: Hamas' Mr Meshaal."""
    for item in reversed(phrase.items[:-1]):
        if item.meaning is not None and item.meaning.kind in BODIES and not governs_other(phrase, item):
            return _listed(item.meaning)
    return None


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
        if meaning.kind == "person" and reading.kind == "agent" and owns(phrase, item):
            return owned(reading, meaning, context)
        if meaning.country is None or meaning.kind not in ("country", "group", "organisation"):
            continue
        if not governs_other(phrase, item):
            return replace(reading, country=meaning.country)
        if phrase.words[item.last].key in context.phrase["owning_participles"]:
            sponsor = sponsor or meaning.country
    return reading if sponsor is None or reading.country is not None else replace(reading, country=sponsor)


def _place_in(phrase: Phrase, item: Item, context: Context) -> str | None:
    words = phrase.words
    if (
        context.place_country is None
        or item.last >= len(words)
        or (item.last - item.first == 1 and words[item.first].key in context.phrase["plain_modifiers"])
    ):
        return None
    return context.place_country(phrase.text, words[item.first].start, words[item.last - 1].end)

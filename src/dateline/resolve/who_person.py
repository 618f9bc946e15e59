"""Reads a listed person: whose name it is, and the office that counts on the report's day."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.actor_names import Meaning
from dateline.resolve.who_cues import ActorCues, actor_cues
from dateline.resolve.who_parts import body_before, governs_other, is_former, office_before
from dateline.resolve.who_phrase import Context, Item, Phrase, Reading, choose
from dateline.resolve.who_tenure import tenure_on

# Sectors that say nothing of whose people somebody is.
UNTOLD = ((), ("UNK",), ("UAF",))


def following(reading: Reading, owner: Reading, noun: str, cues: ActorCues) -> tuple[str, ...]:
    """The sectors of somebody's men: those of a leader under arms (a rebel's army is no state's); a politician's are a party."""
    armed = bool(owner.sectors) and owner.sectors[0] in cues.descriptions["armed_sectors"]
    if noun in cues.phrase["camps"] and not armed:
        return ("PTY",)
    if not armed or noun not in cues.phrase["followers"]:
        return reading.sectors
    outlaws = owner.sectors[0] in cues.phrase["outlawed"] and reading.sectors == ("MIL",)
    return owner.sectors if outlaws or reading.sectors in UNTOLD else reading.sectors


def owned(reading: Reading, meaning: Meaning, context: Context) -> Reading:
    """The reading with the country, and where its noun says nothing the sectors, of the listed person whose it is."""
    owner = person(meaning, context.date)
    cues = context.cues or actor_cues()
    if owner.country is None or owner.country in context.phrase["no_states"]:
        return reading
    noun = (reading.role or "").lower().split()[-1:]
    sectors = following(reading, owner, noun[0], cues) if noun else reading.sectors
    return replace(reading, country=reading.country or owner.country, sectors=sectors)


def listed_person(phrase: Phrase, head: Item, meaning: Meaning, context: Context) -> Reading:
    """A listed office-holder; an office that the words give them today counts for more than the dates of the list."""
    former = is_former(phrase, head, context)
    office = office_before(phrase, context)
    meaning = _bearer(phrase, head, office, context) or meaning
    reading = person(meaning, context.date, former=former)
    known = _introduced(phrase, head, meaning, context) if office is None and not former else None
    if known is not None:
        return known
    body = body_before(phrase, office) if office is not None else None
    if body is not None and body.meaning is not None and body.meaning.kind == "organisation" and not former:
        return _in_body(reading, office, body.meaning)
    if former:
        return reading
    if office is None or office.meaning is None:
        return _titled_today(phrase, head, reading)
    held = next((one for one in reversed(meaning.tenures) if set(one.sectors) & set(office.meaning.sectors)), None)
    if held is None:
        told = office.meaning.sectors != ("UNK",) and context.date is not None and meaning.apart(context.date) > 0
        return replace(reading, sectors=office.meaning.sectors, role=office.meaning.name) if told else reading
    if reading.role == held.office:
        return reading
    return replace(reading, sectors=held.sectors, role=office.meaning.name, country=held.country or reading.country)


def _titled_today(phrase: Phrase, head: Item, reading: Reading) -> Reading:
    """Somebody out of office by the list, whom the words give a title today: Sen. So-and-so."""
    titles = actor_cues().title_sectors
    spoken = [titles[word.key] for word in phrase.words[phrase.first : head.first] if word.key in titles]
    return replace(reading, sectors=(spoken[-1],)) if spoken and reading.sectors == ("ELI",) else reading


def _introduced(phrase: Phrase, head: Item, meaning: Meaning, context: Context) -> Reading | None:
    """The listed person as the report introduced them: the former president who comes as an envoy stays one."""
    known = (context.names or {}).get(phrase.quote(head.first, head.last).casefold())
    return replace(known, rule="report:person") if known is not None and known.id == meaning.id else None


def _bearer(phrase: Phrase, head: Item, office: Item | None, context: Context) -> Meaning | None:
    """Of several people with the name, the one whose country and office the words give; none where only one has it."""
    people = tuple(one for one in head.match.meanings if one.kind == "person") if head.match is not None else ()
    if len(people) < 2:
        return None
    before = [item for item in phrase.items if item.last <= head.first and not governs_other(phrase, item)]
    nations = {item.meaning.country for item in before if item.meaning and item.meaning.kind == "country"}
    people = tuple(one for one in people if nations & {held.country for held in one.tenures}) or people
    title = office.meaning.name.lower() if office is not None and office.meaning is not None else None
    people = tuple(one for one in people if any(held.office.lower() == title for held in one.tenures)) or people
    return choose(people, context)


def _in_body(reading: Reading, office: Item | None, body: Meaning) -> Reading:
    """A listed person in the office and the international body that the words name: U.N. Secretary-General …"""
    if body.country is None or body.country == reading.country:
        return reading
    role = office.meaning.name if office is not None and office.meaning is not None else reading.role
    return replace(reading, country=body.country, sectors=body.sectors, role=role, rule="name:body")


def person(meaning: Meaning, date: str | None, *, former: bool = False) -> Reading:
    """A listed office-holder as of ``date`` (the latest tenure where there is none).

    Out of a state's office is ELI; a cleric or a rebel leader stays one.
    """
    tenure, past = tenure_on(meaning.tenures, date)
    if tenure is None:
        return Reading("person", meaning.id, meaning.name, meaning.country, meaning.sectors, None, "list:person")
    over = past or former
    state = bool(tenure.sectors) and tenure.sectors[0] in actor_cues().phrase["past_offices"]
    sectors = ("ELI",) if over and state else tenure.sectors
    role = f"former {tenure.office}" if over else tenure.office
    return Reading("person", meaning.id, meaning.name, tenure.country or meaning.country, sectors, role, "list:office")


def by_surname(phrase: Phrase, head: Item, office: Meaning | None, context: Context) -> Reading | None:
    """The listed holder of the office named before a bare surname: President Duterte."""
    first = after_titles(phrase, head, context)
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


def after_titles(phrase: Phrase, head: Item, context: Context) -> int:
    """The first word of a name after Mr, Dr, Gen. and the like."""
    first = head.first
    while first < head.last - 1 and phrase.words[first].key in context.phrase["titles"]:
        first += 1
    return first
